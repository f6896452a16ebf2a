#include "measure/qualifier.h"

#include "base/utf8.h"
#include "measure/number_check.h"
#include "measure/word.h"

static const char *const places[] = { "before", "behind", "between", "and", "closing", NULL };
static const char *const ops[] = { "eq", "approx", "ge", "gt", "le", "lt", NULL };

static const struct schema qualifier_schema[] = {
	{ "id", WANT_ID, true, NULL, NULL },
	{ "place", WANT_CHOICE, true, places, NULL },
	{ "op", WANT_CHOICE, false, ops, NULL },
	{ "words", WANT_WORDS, true, NULL, NULL },
	{ "not_after", WANT_TEXTS, false, NULL, NULL },
	{ "not_before", WANT_TEXTS, false, NULL, NULL },
	{ "magnitude", WANT_BOOL, false, NULL, NULL },
	{ "at_end", WANT_BOOL, false, NULL, NULL },
	{ "tests", WANT_LIST, false, NULL, number_test_schema },
	{ NULL, WANT_ANY, false, NULL, NULL }
};
static const struct schema schema[] = {
	{ "qualifiers", WANT_LIST, true, NULL, qualifier_schema },
	{ NULL, WANT_ANY, false, NULL, NULL }
};

struct qualifier {
	enum op op;
	bool magnitude;                 /* only before a magnitude that has no digit */
	bool at_end;                    /* only where no Chinese character follows */
	struct words not_after, not_before;
};

/* Words by their place, in the order of places[]. */
enum word_place { BEFORE, BEHIND, BETWEEN, AND, CLOSING, PLACES };
struct qualifiers { struct words words[PLACES]; struct qualifier *v; size_t n, cap; };

static size_t list_size(const struct node *node) { return !node ? 0 : node->kind == NODE_LIST ? node->n : 1; }
static struct sv list_text(const struct node *node, size_t i) { return node->kind == NODE_LIST ? node->child[i]->text : node->text; }

struct qualifiers *qualifiers_new(struct ruleset *rules)
{
	struct qualifiers *q = ARENA_NEW(&rules->arena, struct qualifiers);
	const struct node **item = ruleset_items(rules, "qualifiers", "qualifiers", &q->n);

	q->v = ARENA_ARRAY(&rules->arena, q->n, struct qualifier);
	for (size_t i = 0; i < q->n; i++) {
		struct sv op = node_text(item[i], "op");
		const struct node *list = node_get(item[i], "words");
		enum word_place place = BEFORE;

		while (places[place] && !sv_is(node_text(item[i], "place"), places[place]))
			place++;
		if (place == PLACES)
			continue;               /* told by the schema */

		while (ops[q->v[i].op] && op.n && !sv_is(op, ops[q->v[i].op]))
			q->v[i].op++;
		q->v[i].magnitude = sv_is(node_text(item[i], "magnitude"), "true");
		q->v[i].at_end = sv_is(node_text(item[i], "at_end"), "true");
		for (size_t k = 0; k < list_size(list); k++) {
			if (place == BEFORE)
				words_add_before(&q->words[place], &rules->arena, list_text(list, k), (uint32_t)i);
			else
				words_add_behind(&q->words[place], &rules->arena, list_text(list, k), (uint32_t)i);
		}
		list = node_get(item[i], "not_after");
		for (size_t k = 0; k < list_size(list); k++)
			words_add_before(&q->v[i].not_after, &rules->arena, list_text(list, k), 0);
		list = node_get(item[i], "not_before");
		for (size_t k = 0; k < list_size(list); k++)
			words_add_behind(&q->v[i].not_before, &rules->arena, list_text(list, k), 0);
	}
	return q;
}

static const struct word *one_before(const struct qualifiers *q, struct sv s, bool bare)
{
	const struct word *w = NULL;

	while ((w = words_before(&q->words[BEFORE], s, w))) {
		const struct qualifier *v = &q->v[w->id];

		if ((bare || !v->magnitude) && !words_before(&v->not_after, sv_sub(s, 0, s.n - w->text.n), NULL))
			break;
	}
	return w;
}

enum op qualifiers_before(const struct qualifiers *q, struct sv s, bool bare, size_t *n)
{
	const struct word *w = one_before(q, s, bare);

	*n = w && q->v[w->id].op != OP_EQ ? w->text.n : 0;
	return *n ? q->v[w->id].op : OP_EQ;
}

bool qualifiers_expect(const struct qualifiers *q, struct sv s) { return one_before(q, s, false) != NULL; }

enum op qualifiers_behind(const struct qualifiers *q, struct sv s, size_t *n)
{
	const struct word *w = NULL;

	*n = 0;
	while ((w = words_behind(&q->words[BEHIND], s, w))) {
		const struct qualifier *v = &q->v[w->id];
		struct sv rest = sv_skip(s, w->text.n);
		uint32_t c = 0;

		if (rest.n)
			utf8_step(rest.p, rest.p + rest.n, &c);
		if (!words_behind(&v->not_before, rest, NULL) && !(v->at_end && rune_is_han(c))) {
			*n = w->text.n;
			return v->op;
		}
	}
	return OP_EQ;
}

static bool is_word(const struct words *words, struct sv s)
{
	const struct word *w = words_behind(words, s, NULL);

	return w && w->text.n == s.n;           /* the longest first */
}

bool qualifiers_join(const struct qualifiers *q, struct sv s) { return s.n == 0 || is_word(&q->words[BETWEEN], s); }

size_t qualifiers_closing(const struct qualifiers *q, struct sv between, struct sv behind)
{
	const struct word *w = is_word(&q->words[AND], between) ? words_behind(&q->words[CLOSING], behind, NULL) : NULL;

	return w ? w->text.n : 0;
}

const struct rulekind qualifiers_kind = { "qualifiers", schema, qualifiers_check };
