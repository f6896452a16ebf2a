#include <stdlib.h>
#include "base/mem.h"
#include "measure/indicator.h"
#include "measure/measure_check.h"

const char *const measure_names[] = { "", "growth", "level", "share", "change", "rank", NULL };

struct name { struct sv text; size_t of; bool growth_only; };

struct indicators {
	struct indicator *v;
	size_t n;
	struct name *name;              /* by text */
	size_t names, names_cap;
	struct { struct pattern *pattern; size_t of; } *pattern;
	size_t patterns, patterns_cap;
	bool open;                      /* one of them has no literal */
	const struct name **of_word;    /* by the id of the word, NULL for one that is no name */
	const struct lexis *words;
	struct lexed lexed;             /* of the phrase at hand */
	struct arena arena;
};

static const struct schema indicator_schema[] = {
	{ "id", WANT_ID, true, NULL, NULL },
	{ "names", WANT_WORDS, false, NULL, NULL },
	{ "growth_names", WANT_WORDS, false, NULL, NULL },      /* names only where the phrase is said to grow */
	{ "patterns", WANT_PATTERNS, false, NULL, NULL },       /* of the whole phrase */
	{ "percent", WANT_CHOICE, false, measure_names, NULL },
	{ "index", WANT_NUMBER, false, NULL, NULL },
	{ "drop", WANT_BOOL, false, NULL, NULL },
	{ "match", WANT_TEXTS, false, NULL, NULL },
	{ "no_match", WANT_TEXTS, false, NULL, NULL },
	{ NULL, WANT_ANY, false, NULL, NULL }
};
static const struct schema indicators_schema[] = {
	{ "indicators", WANT_LIST, true, NULL, indicator_schema },
	{ NULL, WANT_ANY, false, NULL, NULL }
};
const struct rulekind indicators_kind = { "indicators", indicators_schema, indicators_check };

static int by_text(const void *a, const void *b)
{
	return sv_cmp(((const struct name *)a)->text, ((const struct name *)b)->text);
}

static size_t texts(const struct node *node)
{
	return node == NULL ? 0 : node->kind == NODE_LIST ? node->n : 1;
}

static const struct node *text_at(const struct node *node, size_t i)
{
	return node->kind == NODE_LIST ? node->child[i] : node;
}

static void add_names(struct indicators *in, struct lexis *words, const struct node *names, size_t of, bool growth_only)
{
	for (size_t k = 0; k < texts(names); k++) {
		struct sv text = text_at(names, k)->text;
		GROW(in->name, in->names_cap, in->names + 1);
		in->name[in->names++] = (struct name){ text, of, growth_only };
		lexis_add(words, text, CLASS(NAME));
	}
}

static enum measure percent_of(struct sv name)
{
	for (size_t i = 1; measure_names[i] != NULL; i++)
		if (sv_is(name, measure_names[i]))
			return (enum measure)i;
	return MEASURE_NONE;
}

static void add_hints(struct indicators *in, struct lexis *words, const struct pattern *p)
{
	size_t n;
	const struct sv *literal = pattern_literals(p, &n);
	in->open |= n == 0;
	for (size_t k = 0; k < n; k++)
		lexis_add(words, literal[k], CLASS(HINT));
}

struct indicators *indicators_new(struct ruleset *rules, struct lexis *words)
{
	struct indicators *in = mem_new(sizeof *in);
	size_t n;
	const struct node **item = ruleset_items(rules, "indicators", "indicators", &n);
	in->words = words;
	in->v = ARENA_ARRAY(&in->arena, n + 1, struct indicator);
	for (size_t i = 0; i < n; i++) {
		const struct node *patterns = node_get(item[i], "patterns");
		struct indicator *v = &in->v[in->n];
		*v = (struct indicator){ .id = node_text(item[i], "id"), .percent = percent_of(node_text(item[i], "percent")),
			.phrases = patterns != NULL, .node = item[i] };
		v->has_index = decimal_parse(node_text(item[i], "index"), &v->index);
		add_names(in, words, node_get(item[i], "names"), in->n, false);
		add_names(in, words, node_get(item[i], "growth_names"), in->n, true);
		for (size_t k = 0; k < texts(patterns); k++) {
			struct pattern *p = pattern_of(text_at(patterns, k), &rules->findings);
			if (p == NULL)
				continue;
			GROW(in->pattern, in->patterns_cap, in->patterns + 1);
			in->pattern[in->patterns].pattern = p;
			in->pattern[in->patterns++].of = in->n;
			add_hints(in, words, p);
		}
		in->n++;
	}
	if (in->names > 1)
		qsort(in->name, in->names, sizeof *in->name, by_text);
	for (size_t i = 1; i < in->names; i++)
		if (sv_eq(in->name[i].text, in->name[i - 1].text))
			finding_add(&rules->findings, LEVEL_ERROR, "duplicate-name", in->v[in->name[i].of].node->at,
				"\"" SV_FMT "\" is a name of " SV_FMT " and of " SV_FMT, SV_ARG(in->name[i].text),
				SV_ARG(in->v[in->name[i - 1].of].id), SV_ARG(in->v[in->name[i].of].id));
	return in;
}

static const struct name *name_of(const struct indicators *in, struct sv text)
{
	struct name key = { text, 0, false };
	return in->names == 0 ? NULL : bsearch(&key, in->name, in->names, sizeof *in->name, by_text);
}

void indicators_bind(struct indicators *in)
{
	in->of_word = ARENA_ARRAY(&in->arena, in->words->n + 1, const struct name *);
	for (size_t i = 0; i < in->words->n; i++)
		if ((in->words->word[i].classes & CLASS(NAME)) != 0)
			in->of_word[i] = name_of(in, in->words->word[i].text);
}

void indicators_free(struct indicators *in)
{
	if (in == NULL)
		return;
	for (size_t i = 0; i < in->patterns; i++)
		pattern_free(in->pattern[i].pattern);
	free(in->pattern);
	free(in->name);
	lexed_free(&in->lexed);
	arena_free(&in->arena);
	free(in);
}

size_t indicators_count(const struct indicators *in) { return in->n; }
const struct indicator *indicators_at(const struct indicators *in, size_t i) { return &in->v[i]; }

/* The start of the （…） that ends at `end`, end if there is none. */
static size_t bracket_start(struct sv s, size_t end)
{
	bool wide = sv_ends(sv_sub(s, 0, end), SV("）"));
	struct sv open = wide ? SV("（") : SV("(");
	if (!wide && !sv_ends(sv_sub(s, 0, end), SV(")")))
		return end;
	for (size_t i = end; i >= open.n; i--)
		if (memcmp(s.p + i - open.n, open.p, open.n) == 0)
			return i - open.n;
	return end;
}

/* Whether [0, end) of the phrase is made of words that leave the metric the region's own: 全市, 2024年, 全社会, （不含…）. */
static bool of_no_weight(const struct lexed *l, size_t end)
{
	uint64_t classes = CLASS(NEUTRAL) | CLASS(TIME) | CLASS(LEAD) | CLASS(ADVERB) | CLASS(CONNECT) | CLASS_STRENGTH;
	while (end > 0) {
		struct hit h;
		size_t at = bracket_start(l->text, end);
		if (at == end && word_ending(l, end, 0, classes, &h))
			at = h.start;
		if (at == end && end >= 7 && sv_ends(sv_sub(l->text, 0, end), SV("年")))         /* 2024年 */
			for (at = end - 3; at > 0 && l->text.p[at - 1] >= '0' && l->text.p[at - 1] <= '9';)
				at--;
		if (at >= end)
			return false;
		end = at;
	}
	return true;
}

/* Where the place's own name begins: 全年贵安新区 is 贵安新区. */
static size_t place_start(const struct lexed *l, size_t end)
{
	uint64_t classes = CLASS(TIME) | CLASS(LEAD) | CLASS(ADVERB) | CLASS(CONNECT) | CLASS_STRENGTH;
	size_t at = 0;
	struct hit h;
	while (at < end && word_starting(l, at, end, classes, &h))
		at = h.end;
	if (word_last(l, at, end, CLASS(ACTION), &h) && h.end < end)
		at = h.end;
	return at;
}

/* Whether one of the patterns may match. */
static bool hinted(const struct indicators *in, const struct lexed *l)
{
	bool any = in->open;
	for (size_t i = 0; i < l->found->n && !any; i++)
		any = (hit_classes(l, &l->found->v[i]) & CLASS(HINT)) != 0;
	return any;
}

const struct indicator *indicator_of(struct indicators *in, const struct lexed *text, struct sv phrase, bool growth, struct sv *scope)
{
	struct lexed *l = &in->lexed;
	struct hit h = { 0 };
	size_t end = phrase.n;
	bool bare = true;                       /* only verbs and rates stand behind the name */
	lex_phrase(text, phrase, l);
	bool may = hinted(in, l);
	for (size_t i = 0; i < in->patterns && may; i++) {
		struct span all;
		if (pattern_match(in->pattern[i].pattern, phrase, 0, &all, 1) == MATCH_YES && all.start == 0 && all.end == phrase.n)
			return &in->v[in->pattern[i].of];
	}
	while (end > 0) {
		if (word_ending(l, end, 0, CLASS(NAME), &h)) {
			const struct name *name = in->of_word[h.id];
			if (name == NULL || (name->growth_only && !(growth && bare)))
				return NULL;
			if (of_no_weight(l, h.start))
				return &in->v[name->of];
			struct hit not_place;           /* 新增城市停车位 is in no place called 新增城市 */
			if (word_ending(l, h.start, 0, CLASS(PLACE), &h) && !word_first(l, 0, h.end, CLASS(SHARE) | CLASS(NEW), &not_place)) {
				*scope = sv_sub(phrase, place_start(l, h.end), h.end);
				return &in->v[name->of];
			}
			return NULL;
		}
		size_t at = bracket_start(phrase, end);
		if (at == end && word_ending(l, end, 0, CLASS(ADVERB) | CLASS(KEEP_ID) | CLASS(RATE) | CLASS(RISE) | CLASS(FALL) | CLASS_STRENGTH, &h))
			at = h.start;
		if (at == end)
			return NULL;
		bare &= at < end && (hit_classes(l, &h) & (CLASS(RATE) | CLASS(RISE) | CLASS(FALL))) != 0;
		end = at;
	}
	return NULL;
}

bool indicator_named(struct indicators *in, const struct lexed *text, struct sv phrase)
{
	struct sv scope = { NULL, 0 };
	return indicator_of(in, text, phrase, false, &scope) != NULL && scope.n == 0;
}
