#include <stdlib.h>
#include "base/mem.h"
#include "measure/lex.h"

static const char *const class_names[] = {
	"rise", "fall", "reach", "rate", "rate_fall", "rank", "share", "share_noun", "above", "below", "than", "more", "less",
	"reference", "distribute", "each", "soft", "hard", "estimate", "adverb", "time", "lead", "new", "action", "relative",
	"keep_id", "head", "neutral", "place", "shield", "connect", "total", "ender", "after", "growth_after", "date_after",
	"duration", "attribute", "entity", "equals", "plant", "step", "from", "cause", "sort", "yearly", "part", "since", "per",
	"first", "over", "task", "talk", "item", "doing", "for", "projects", "nominal", "outcome", "others", "collective", NULL
};

static const struct schema list_schema[] = {
	{ "id", WANT_ID, true, NULL, NULL },
	{ "words", WANT_WORDS, true, NULL, NULL },
	{ "class", WANT_CHOICE, false, class_names, NULL },
	{ NULL, WANT_ANY, false, NULL, NULL }
};
static const struct schema compound_schema[] = {
	{ "id", WANT_ID, true, NULL, NULL },
	{ "words", WANT_TEXTS, true, NULL, NULL },
	{ "parts", WANT_TEXTS, true, NULL, NULL },
	{ NULL, WANT_ANY, false, NULL, NULL }
};
static const struct schema period_schema[] = {
	{ "id", WANT_ID, true, NULL, NULL },
	{ "words", WANT_WORDS, true, NULL, NULL },
	{ "years", WANT_TEXT, true, NULL, NULL },
	{ NULL, WANT_ANY, false, NULL, NULL }
};
static const struct schema part_schema[] = {
	{ "id", WANT_ID, true, NULL, NULL },
	{ "words", WANT_WORDS, true, NULL, NULL },
	{ "part", WANT_TEXT, true, NULL, NULL },
	{ NULL, WANT_ANY, false, NULL, NULL }
};
static const struct schema words_schema[] = {
	{ "lists", WANT_LIST, false, NULL, list_schema },
	{ "compounds", WANT_LIST, false, NULL, compound_schema },
	{ "periods", WANT_LIST, false, NULL, period_schema },
	{ "parts", WANT_LIST, false, NULL, part_schema },
	{ NULL, WANT_ANY, false, NULL, NULL }
};
const struct rulekind lexis_kind = { "words", words_schema, NULL };

static uint64_t class_of(struct sv name)
{
	for (size_t i = 0; class_names[i] != NULL; i++)
		if (sv_is(name, class_names[i]))
			return (uint64_t)1 << i;
	return 0;
}

static int by_text(const void *a, const void *b)
{
	return sv_cmp(((const struct lexeme *)a)->text, ((const struct lexeme *)b)->text);
}

static int longer_first(const void *a, const void *b)
{
	const struct compound *x = a, *y = b;
	return x->text.n != y->text.n ? (x->text.n < y->text.n ? 1 : -1) : sv_cmp(x->text, y->text);
}

/* A text, or the texts of a list. */
static size_t texts(const struct node *node)
{
	return node == NULL ? 0 : node->kind == NODE_LIST ? node->n : 1;
}

static struct sv text_at(const struct node *node, size_t i)
{
	return node->kind == NODE_LIST ? node->child[i]->text : node->text;
}

static void read_compounds(struct lexis *w, struct ruleset *rules)
{
	size_t n, words = 0;
	const struct node **item = ruleset_items(rules, "words", "compounds", &n);
	for (size_t i = 0; i < n; i++)
		words += texts(node_get(item[i], "words"));
	w->compound = ARENA_ARRAY(&w->arena, words + 1, struct compound);
	for (size_t i = 0; i < n; i++) {
		const struct node *parts = node_get(item[i], "parts"), *list = node_get(item[i], "words");
		struct sv *part = ARENA_ARRAY(&w->arena, texts(parts) + 1, struct sv);
		for (size_t k = 0; k < texts(parts); k++)
			part[k] = text_at(parts, k);
		for (size_t k = 0; k < texts(list); k++)
			w->compound[w->compounds++] = (struct compound){ text_at(list, k), part, texts(parts) };
	}
	if (w->compounds > 1)
		qsort(w->compound, w->compounds, sizeof *w->compound, longer_first);
}

/* The words of all items of a list, each with what its item says under `key`. */
static struct period_word *read_words(struct lexis *w, struct ruleset *rules, const char *list, const char *key, size_t *count)
{
	size_t n, words = 0;
	const struct node **item = ruleset_items(rules, "words", list, &n);
	for (size_t i = 0; i < n; i++)
		words += texts(node_get(item[i], "words"));
	struct period_word *v = ARENA_ARRAY(&w->arena, words + 1, struct period_word);
	*count = 0;
	for (size_t i = 0; i < n; i++)
		for (size_t k = 0; k < texts(node_get(item[i], "words")); k++)
			v[(*count)++] = (struct period_word){ text_at(node_get(item[i], "words"), k), node_text(item[i], key) };
	return v;
}

struct lexis *lexis_new(struct ruleset *rules, struct literals *literals)
{
	struct lexis *w = mem_new(sizeof *w);
	size_t n;
	const struct node **item = ruleset_items(rules, "words", "lists", &n);
	w->literals = literals;
	for (size_t i = 0; i < n; i++) {
		const struct node *list = node_get(item[i], "words");
		struct sv name = node_text(item[i], "class");
		uint64_t class = class_of(name.n > 0 ? name : node_text(item[i], "id"));
		if (class == 0)
			finding_add(&rules->findings, LEVEL_ERROR, "bad-value", item[i]->at, "a list whose id is no class must name its class");
		for (size_t k = 0; k < texts(list); k++)
			lexis_add(w, text_at(list, k), class);
	}
	read_compounds(w, rules);
	w->period = read_words(w, rules, "periods", "years", &w->periods);
	w->part = read_words(w, rules, "parts", "part", &w->parts);
	for (size_t i = 0; i < w->parts; i++)
		lexis_add(w, w->part[i].text, CLASS(TIME) | CLASS(PART));
	return w;
}

void lexis_free(struct lexis *w)
{
	if (w == NULL)
		return;
	arena_free(&w->arena);
	free(w->word);
	free(w->classes);
	free(w->slot);
	free(w);
}

void lexis_add(struct lexis *w, struct sv text, uint64_t classes)
{
	GROW(w->word, w->cap, w->n + 1);
	w->word[w->n++] = (struct lexeme){ text, classes };
}

/* FNV-1a. */
static uint32_t hash_of(struct sv text)
{
	uint32_t h = 2166136261u;
	for (size_t i = 0; i < text.n; i++)
		h = (h ^ (unsigned char)text.p[i]) * 16777619u;
	return h;
}

/* The slot of the text's word, or the free one where it belongs. */
static uint32_t *slot_of(const struct lexis *w, struct sv text)
{
	size_t at = hash_of(text) & (w->slots - 1);
	while (w->slot[at] > 0 && !sv_eq(w->word[w->slot[at] - 1].text, text))
		at = (at + 1) & (w->slots - 1);
	return &w->slot[at];
}

static void index_words(struct lexis *w)
{
	for (w->slots = 64; w->slots < 2 * w->n + 1;)
		w->slots *= 2;
	w->slot = mem_array(w->slots, sizeof *w->slot);
	for (size_t i = 0; i < w->n; i++) {
		*slot_of(w, w->word[i].text) = (uint32_t)i + 1;
		w->longest = w->word[i].text.n > w->longest ? w->word[i].text.n : w->longest;
	}
}

void lexis_build(struct lexis *w)
{
	size_t kept = 0;
	if (w->n > 1)
		qsort(w->word, w->n, sizeof *w->word, by_text);
	for (size_t i = 0; i < w->n; i++) {
		if (kept > 0 && sv_eq(w->word[kept - 1].text, w->word[i].text))
			w->word[kept - 1].classes |= w->word[i].classes;
		else
			w->word[kept++] = w->word[i];
	}
	w->n = kept;
	w->classes = mem_array(w->n + 1, sizeof *w->classes);
	literals_list(w->literals, 0);
	for (size_t i = 0; i < w->n; i++) {
		w->classes[i] = w->word[i].classes;
		literals_add(w->literals, w->word[i].text, (uint32_t)i);
	}
	index_words(w);
}

uint64_t lexis_classes(const struct lexis *w, struct sv text)
{
	uint32_t word = text.n > 0 && text.n <= w->longest ? *slot_of(w, text) : 0;
	return word > 0 ? w->classes[word - 1] : 0;
}

struct sv lexis_years(const struct lexis *w, struct sv text)
{
	for (size_t i = 0; i < w->periods; i++)
		if (sv_has(text, w->period[i].text))
			return w->period[i].means;
	return (struct sv){ NULL, 0 };
}

/* Leaves out of l->hits those that a longer shield or name of an indicator holds. Hits come in order of their ends, so from the back
 * every shield seen so far ends at or behind the hit at hand, and only the one that begins first matters. */
static void drop_shielded(struct lexed *l)
{
	const struct hit *found = l->found->v;
	size_t to = l->found->n, kept = l->found->n;
	uint32_t first = UINT32_MAX;
	GROW(l->hits.v, l->hits.cap, l->found->n + 1);
	while (to > 0) {
		size_t from = to;
		uint32_t here = UINT32_MAX, end = found[to - 1].end;
		while (from > 0 && found[from - 1].end == end) {
			const struct hit *h = &found[--from];
			if ((hit_classes(l, h) & (CLASS(SHIELD) | CLASS(NAME))) != 0)
				here = h->start < here ? h->start : here;
		}
		for (size_t i = to; i-- > from;)
			if (first > found[i].start && here >= found[i].start)
				l->hits.v[--kept] = found[i];
		if (here < first)
			first = here;
		to = from;
	}
	l->hits.n = l->found->n - kept;
	memmove(l->hits.v, l->hits.v + kept, l->hits.n * sizeof *l->hits.v);
}

/* Room for a text of n bytes, no word in it. */
static void clear(struct lexed *l, size_t n)
{
	size_t words = n / 64 + 1;
	if (l->cap < n + 1) {
		GROW(l->ending, l->cap, n + 1);
		l->starting = mem_resize(l->starting, l->cap, sizeof *l->starting);
		l->ends = mem_resize(l->ends, l->cap / 64 + 1, sizeof *l->ends);
		l->starts = mem_resize(l->starts, l->cap / 64 + 1, sizeof *l->starts);
	}
	memset(l->ends, 0, words * sizeof *l->ends);
	memset(l->starts, 0, words * sizeof *l->starts);
}

/* Makes of out->found what can be asked of. */
static void arrange(struct lexed *out)
{
	drop_shielded(out);
	clear(out, out->text.n);
	GROW(out->next, out->next_cap, out->hits.n + 1);
	out->classes = 0;
	for (size_t i = out->hits.n; i-- > 0;) {        /* of one end the longest comes first: it stays */
		uint32_t end = out->hits.v[i].end;
		out->ending[end] = (uint32_t)i + 1;
		out->classes |= hit_classes(out, &out->hits.v[i]);
		bits_add(out->ends, end);
	}
	for (size_t i = 0; i < out->hits.n; i++) {      /* of one start the longest comes last: it heads the chain */
		uint32_t start = out->hits.v[i].start;
		out->next[i] = bits_has(out->starts, start) ? out->starting[start] : 0;
		out->starting[start] = (uint32_t)i + 1;
		bits_add(out->starts, start);
	}
}

void lex_found(const struct lexis *w, struct sv text, const struct hits *found, struct lexed *out)
{
	out->words = w;
	out->text = text;
	out->found = found;
	arrange(out);
}

void lex(const struct lexis *w, struct sv text, struct lexed *out)
{
	literals_scan(w->literals, text, &out->own);
	lex_found(w, text, &out->own, out);
}

void lex_phrase(const struct lexed *l, struct sv phrase, struct lexed *out)
{
	uintptr_t text = (uintptr_t)l->text.p, from = (uintptr_t)phrase.p - text, to = from + phrase.n;
	if ((uintptr_t)phrase.p < text || to > l->text.n) {
		lex(l->words, phrase, out);
		return;
	}
	out->own.n = 0;
	for (size_t i = hits_behind(l->found, from); i < l->found->n && l->found->v[i].end <= to; i++) {
		struct hit h = l->found->v[i];
		if (h.start < from)
			continue;
		GROW(out->own.v, out->own.cap, out->own.n + 1);
		out->own.v[out->own.n++] = (struct hit){ h.id, h.start - (uint32_t)from, h.end - (uint32_t)from };
	}
	lex_found(l->words, phrase, &out->own, out);
}

void lexed_free(struct lexed *l)
{
	hits_free(&l->own);
	hits_free(&l->hits);
	free(l->ends);
	free(l->starts);
	free(l->ending);
	free(l->starting);
	free(l->next);
	*l = (struct lexed){ 0 };
}

bool word_of_end(const struct lexed *l, size_t end, size_t floor, uint64_t classes, struct hit *out)
{
	for (size_t i = l->ending[end] - 1; i < l->hits.n && l->hits.v[i].end == end; i++) {
		const struct hit *h = &l->hits.v[i];
		if (h->start >= floor && (hit_classes(l, h) & classes) != 0)
			return *out = *h, true;
	}
	return false;
}

bool word_of_start(const struct lexed *l, size_t start, size_t ceiling, uint64_t classes, struct hit *out)
{
	for (size_t i = l->starting[start]; i > 0; i = l->next[i - 1]) {
		const struct hit *h = &l->hits.v[i - 1];
		if (h->end <= ceiling && (hit_classes(l, h) & classes) != 0)
			return *out = *h, true;
	}
	return false;
}

bool word_first_of(const struct lexed *l, size_t from, size_t to, uint64_t classes, struct hit *out)
{
	for (size_t at = bits_next(l->starts, from, to); at < to; at = bits_next(l->starts, at + 1, to))
		if (word_of_start(l, at, to, classes, out))
			return true;
	return false;
}

bool word_last_of(const struct lexed *l, size_t from, size_t to, uint64_t classes, struct hit *out)
{
	for (size_t at = bits_before(l->ends, to, from); at > from; at = bits_before(l->ends, at - 1, from))
		if (word_of_end(l, at, from, classes, out))
			return true;
	return false;
}
