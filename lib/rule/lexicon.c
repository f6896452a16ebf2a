#include "rule/lexicon.h"

#include <stdlib.h>

#include "base/mem.h"
#include "base/utf8.h"

enum { LEXICONS_MAX = 256, QUOTES_MAX = 8 };

struct variant { struct sv text, term; uint32_t list, order; struct mark at; };
struct name { struct sv term; uint32_t list; };         /* of a variant: what is looked at of one that was found */
struct quotes { struct sv open; uint32_t close; };

struct lexicons {
	struct sv name[LEXICONS_MAX];
	uint32_t lists;
	struct variant *word;
	struct name *named;
	size_t words, cap;
	uint32_t first;
	struct sv quoted;                /* id of the rule for quotations; empty: none are looked for */
	struct quotes quotes[QUOTES_MAX];
	size_t n_quotes, least, most;    /* least and most characters of a quoted formulation */
	const struct node *except;       /* texts that are none when quoted */
};

/* ---- what a file of this kind may say ---- */

static const struct schema test_keys[] = {
	{ .key = "text", .want = WANT_TEXT, .required = true },
	{ .key = "terms", .want = WANT_TEXT, .required = true },
	{ 0 }
};
static const struct schema lexicon_keys[] = {
	{ .key = "id", .want = WANT_ID, .required = true },
	{ .key = "lexicon", .want = WANT_ID },
	{ .key = "terms", .want = WANT_WORDS },
	{ .key = "variants", .want = WANT_WORD_MAP },
	{ .key = "tests", .want = WANT_LIST, .inner = test_keys },
	{ 0 }
};
static const struct schema quoted_keys[] = {
	{ .key = "id", .want = WANT_ID, .required = true },
	{ .key = "marks", .want = WANT_TEXTS, .required = true },
	{ .key = "least", .want = WANT_WHOLE, .required = true },
	{ .key = "most", .want = WANT_WHOLE, .required = true },
	{ .key = "except", .want = WANT_TEXTS },
	{ .key = "tests", .want = WANT_LIST, .inner = test_keys },
	{ 0 }
};
static const struct schema file_keys[] = {
	{ .key = "lexicons", .want = WANT_LIST, .inner = lexicon_keys },
	{ .key = "quoted", .want = WANT_LIST, .inner = quoted_keys },
	{ 0 }
};

/* ---- compiling ---- */

static struct sv lexicon_id(const struct node *item)
{
	return node_text(item, node_get(item, "lexicon") ? "lexicon" : "id");
}

static uint32_t find_list(struct lexicons *l, const struct node *item, struct findings *f)
{
	struct sv name = lexicon_id(item);
	uint32_t i = 0;

	while (i < l->lists && !sv_eq(l->name[i], name))
		i++;
	if (i < l->lists)
		return i;
	if (i == LEXICONS_MAX) {
		finding_add(f, LEVEL_ERROR, "too-large", item->at, "more than %d lexicons", LEXICONS_MAX);
		return 0;
	}
	l->name[l->lists++] = name;
	return i;
}

static void add_variant(struct lexicons *l, struct ruleset *r, uint32_t list, const struct node *text, struct sv term, struct findings *f)
{
	if (term.n == 0 || text->text.n == 0)
		return;
	if (sv_has(term, SV(",")))
		finding_add(f, LEVEL_ERROR, "bad-value", text->at, "a term cannot hold a comma: terms are listed with commas");
	l->word = arena_grow(&r->arena, l->word, &l->cap, l->words + 1, sizeof *l->word);
	l->word[l->words] = (struct variant){ text->text, term, list, (uint32_t)l->words, text->at };
	l->words++;
}

/* Adds a text, or every text of a list; term.n 0: each under its own name. */
static void add_variants(struct lexicons *l, struct ruleset *r, uint32_t list, const struct node *texts, struct sv term, struct findings *f)
{
	if (texts->kind == NODE_TEXT) {
		add_variant(l, r, list, texts, term.n ? term : texts->text, f);
		return;
	}
	for (size_t i = 0; i < texts->n; i++)
		add_variant(l, r, list, texts->child[i], term.n ? term : texts->child[i]->text, f);
}

static void read_lexicon(struct lexicons *l, struct ruleset *r, const struct node *item, struct findings *f)
{
	const struct node *terms = node_get(item, "terms"), *variants = node_get(item, "variants");
	uint32_t list = find_list(l, item, f);

	if (!terms && !variants)
		finding_add(f, LEVEL_ERROR, "missing-key", item->at, "lexicon \"" SV_FMT "\" has neither `terms` nor `variants`",
			SV_ARG(node_text(item, "id")));
	if (terms)
		add_variants(l, r, list, terms, SV(""), f);
	for (size_t i = 0; variants && i < variants->n; i++) {
		struct node own = *variants->child[i];

		own.kind = NODE_TEXT;            /* the name itself is a variant too */
		own.text = variants->child[i]->key;
		own.at = variants->child[i]->key_at;
		add_variant(l, r, list, &own, own.text, f);
		add_variants(l, r, list, variants->child[i], own.text, f);
	}
}

static void add_marks(struct lexicons *l, const struct node *text, struct findings *f)
{
	const char *p = text->text.p, *end = p + text->text.n;
	uint32_t c = 0;
	size_t n = p < end ? utf8_step(p, end, &c) : 0;

	if (utf8_count(text->text) != 2)
		finding_add(f, LEVEL_ERROR, "bad-value", text->at, "marks are two characters, the opening and the closing one");
	else if (l->n_quotes == QUOTES_MAX)
		finding_add(f, LEVEL_ERROR, "too-large", text->at, "more than %d pairs of marks", QUOTES_MAX);
	else {
		utf8_step(p + n, end, &c);
		l->quotes[l->n_quotes++] = (struct quotes){ sv_from(p, n), c };
	}
}

static size_t small_number(const struct node *item, const char *key, struct findings *f)
{
	const struct node *v = node_get(item, key);
	size_t n = 0;

	if (v && (!sv_size(v->text, &n) || n < 1 || n > 100))
		finding_add(f, LEVEL_ERROR, "bad-value", v->at, "`%s` is a number of characters from 1 to 100", key);
	return n;
}

static void read_quoted(struct lexicons *l, const struct node *item, struct findings *f)
{
	const struct node *marks = node_get(item, "marks");

	l->quoted = node_text(item, "id");
	l->n_quotes = 0;
	if (marks && marks->kind == NODE_TEXT)
		add_marks(l, marks, f);
	for (size_t i = 0; marks && i < marks->n; i++)
		add_marks(l, marks->child[i], f);
	l->least = small_number(item, "least", f);
	l->most = small_number(item, "most", f);
	l->except = node_get(item, "except");
}

static int by_text(const void *va, const void *vb)
{
	const struct variant *a = va, *b = vb;
	int c = sv_cmp(a->text, b->text);

	if (c)
		return c;
	if (a->list != b->list)
		return a->list < b->list ? -1 : 1;
	return (a->order > b->order) - (a->order < b->order);
}

/* A variant that comes twice in one lexicon is kept where it comes first. */
static void drop_doubles(struct lexicons *l, struct findings *f)
{
	size_t kept = 0;

	if (l->words == 0)
		return;
	qsort(l->word, l->words, sizeof *l->word, by_text);
	for (size_t i = 0; i < l->words; i++) {
		const struct variant *w = &l->word[i], *before = kept ? &l->word[kept - 1] : NULL;

		if (before && before->list == w->list && sv_eq(before->text, w->text))
			finding_add(f, LEVEL_WARNING, "unreachable", w->at, "\"" SV_FMT "\" is in this lexicon already, as \"" SV_FMT
				"\" (line %u of %s)", SV_ARG(w->text), SV_ARG(before->term), before->at.line, before->at.file);
		else
			l->word[kept++] = *w;
	}
	l->words = kept;
}

struct lexicons *lexicons_new(struct ruleset *r, struct literals *into, uint32_t first, struct findings *f)
{
	struct lexicons *l = ARENA_NEW(&r->arena, struct lexicons);
	const struct node **item;
	size_t n;

	l->first = first;
	item = ruleset_items(r, terms_kind.name, "lexicons", &n);
	for (size_t i = 0; i < n; i++)
		read_lexicon(l, r, item[i], f);
	item = ruleset_items(r, terms_kind.name, "quoted", &n);
	for (size_t i = 0; i < n; i++)
		read_quoted(l, item[i], f);
	drop_doubles(l, f);
	l->named = ARENA_ARRAY(&r->arena, l->words + 1, struct name);
	for (size_t i = 0; i < l->words; i++) {
		l->named[i] = (struct name){ l->word[i].term, l->word[i].list };
		literals_add(into, l->word[i].text, first + (uint32_t)i);
	}
	for (size_t i = 0; i < l->n_quotes; i++)
		literals_add(into, l->quotes[i].open, first + (uint32_t)(l->words + i));
	return l;
}

/* ---- reading a text ---- */

static void add_found(struct terms_found *found, struct term t)
{
	if (found->n == found->cap)
		GROW(found->v, found->cap, found->n + 1);
	found->v[found->n++] = t;
}

static bool excepted(const struct lexicons *l, struct sv text)
{
	if (l->except && l->except->kind == NODE_TEXT)
		return sv_eq(l->except->text, text);
	for (size_t i = 0; l->except && i < l->except->n; i++)
		if (sv_eq(l->except->child[i]->text, text))
			return true;
	return false;
}

/* A character that no formulation holds: the punctuation of a sentence, and marks that open another quotation. */
static bool stops(uint32_t c)
{
	/* ，。；：！？ “‘「『《 */
	static const uint32_t stop[] = { 0xFF0C, 0x3002, 0xFF1B, 0xFF1A, 0xFF01, 0xFF1F, 0x201C, 0x2018, 0x300C, 0x300E, 0x300A, ',', '\n' };

	for (size_t i = 0; i < sizeof stop / sizeof *stop && !(c >= 0x3400 && c < 0xFF00); i++)        /* no ideographs */
		if (c == stop[i])
			return true;
	return false;
}

/* What stands behind an opening mark that ends at byte `from`, if it is as long as a formulation is. */
static void find_quoted(const struct lexicons *l, struct sv text, const struct quotes *q, size_t from, struct terms_found *found)
{
	size_t to = from, chars = 0;
	uint32_t c;

	for (;; chars++) {
		size_t n = to < text.n ? utf8_step(text.p + to, text.p + text.n, &c) : 0;
		if (n && c == q->close)
			break;
		if (n == 0 || chars == l->most || stops(c))
			return;
		to += n;
	}
	if (chars >= l->least && !excepted(l, sv_sub(text, from, to)))
		add_found(found, (struct term){ l->quoted, sv_sub(text, from, to), l->lists, (uint32_t)from, (uint32_t)to });
}

static bool before(const struct term *a, const struct term *b)
{
	if (a->start != b->start)
		return a->start < b->start;
	if (a->end != b->end)
		return a->end > b->end;
	return a->list < b->list;
}

/* By starts, of the same start the longest first. They come by ends and are short, so each is near its place. */
static void sort_found(struct terms_found *found)
{
	for (size_t i = 1; i < found->n; i++) {
		struct term x = found->v[i];
		size_t j = i;

		for (; j && before(&x, &found->v[j - 1]); j--)
			found->v[j] = found->v[j - 1];
		found->v[j] = x;
	}
}

/* Drops what another term of the same lexicon overlaps from the left, and quotations that a lexicon's term covers. */
static void drop_covered(const struct lexicons *l, struct terms_found *found)
{
	uint32_t end[LEXICONS_MAX], covered = 0;         /* of each lexicon's last term, of all */
	size_t kept = 0;

	memset(end, 0, l->lists * sizeof *end);
	for (size_t i = 0; i < found->n; i++) {
		const struct term *t = &found->v[i];

		if (t->list == l->lists) {
			if (covered >= t->end)
				continue;
		} else if (t->start < end[t->list]) {
			continue;
		} else {
			end[t->list] = t->end;
			covered = t->end > covered ? t->end : covered;
		}
		found->v[kept++] = *t;
	}
	found->n = kept;
}

void lexicons_find(const struct lexicons *l, struct sv text, const struct hits *hits, struct terms_found *found)
{
	found->n = 0;
	for (size_t i = 0; i < hits->n; i++) {
		const struct hit *h = &hits->v[i];
		size_t word = h->id - l->first;

		if (h->start > h->end)                   /* begins in an earlier piece */
			continue;
		if (word < l->words) {
			const struct name *w = &l->named[word];
			add_found(found, (struct term){ l->name[w->list], w->term, w->list, h->start, h->end });
		} else if (word < l->words + l->n_quotes) {
			find_quoted(l, text, &l->quotes[word - l->words], h->end, found);
		}
	}
	if (found->n > 1)
		sort_found(found);
	if (found->n)
		drop_covered(l, found);
}

void terms_found_free(struct terms_found *found)
{
	free(found->v);
	*found = (struct terms_found){ 0 };
}

/* ---- the tests inside the rules ---- */

/* The terms that a lexicon (or the rule for quotations) finds in text, each once, as the column `terms` has them. */
static void run_test(const struct lexicons *l, const struct literals *all, struct sv lexicon, const struct node *test, struct findings *f)
{
	struct sv text = node_text(test, "text"), want = node_text(test, "terms");
	struct hits hits = { 0 };
	struct terms_found found = { 0 };
	struct buf got = { 0 };

	literals_scan(all, text, &hits);
	lexicons_find(l, text, &hits, &found);
	for (size_t i = 0; i < found.n; i++) {
		if (!sv_eq(found.v[i].lexicon, lexicon))
			continue;
		if (got.n)
			buf_char(&got, ',');
		buf_add(&got, found.v[i].term);
	}
	if (got.n == 0)
		buf_add(&got, SV("none"));
	if (!sv_eq(buf_sv(&got), want))
		finding_add(f, LEVEL_ERROR, "test-failed", test->at, "terms of \"" SV_FMT "\" are " SV_FMT ", not " SV_FMT, SV_ARG(lexicon),
			SV_ARG(buf_sv(&got)), SV_ARG(want));
	buf_free(&got);
	hits_free(&hits);
	terms_found_free(&found);
}

/* A lexicon shows one text that it finds terms in and one that it finds none in. */
static void missing_tests(const struct node *item, struct findings *f)
{
	const struct node *tests = node_get(item, "tests");
	bool some = false, none = false;

	for (size_t i = 0; tests && i < tests->n; i++)
		*(sv_is(node_text(tests->child[i], "terms"), "none") ? &none : &some) = true;
	if (!some || !none)
		finding_add(f, LEVEL_WARNING, "missing-test", item->at, "\"" SV_FMT "\" has no test of a text with %s of its terms",
			SV_ARG(node_text(item, "id")), some ? "none" : "one");
}

static void check_terms(struct ruleset *r, struct findings *f)
{
	static const char *const lists[] = { "lexicons", "quoted" };
	struct literals *all = literals_new();
	struct lexicons *l = lexicons_new(r, all, 0, f);

	literals_build(all);
	for (size_t k = 0; k < 2; k++) {
		size_t n;
		const struct node **item = ruleset_items(r, terms_kind.name, lists[k], &n);

		for (size_t i = 0; i < n; i++) {
			const struct node *tests = node_get(item[i], "tests");

			missing_tests(item[i], f);
			for (size_t j = 0; tests && j < tests->n; j++)
				run_test(l, all, lexicon_id(item[i]), tests->child[j], f);
		}
	}
	literals_free(all);
}

const struct rulekind terms_kind = { "terms", file_keys, check_terms };
