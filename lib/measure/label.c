#include "measure/label.h"

#include "base/mem.h"
#include "base/utf8.h"
#include "measure/number_check.h"
#include "measure/word.h"

static const char *const readings[] = { "none", "as_read", "label", "date", "ordinal", "measure", NULL };
static const char *const kinds[] = { "measure", "date", "ordinal", "label", "none", NULL };
enum { KIND_NONE = 4 };                 /* of kinds[]; the others are those of enum number_kind */
static const char *const forms[] = { "any", "arabic", "han", NULL };
static const char *const word_ops[] = { "eq", "approx", "ge", "gt", "le", "lt", NULL };

static const struct schema word_schema[] = {
	{ "id", WANT_ID, true, NULL, NULL },
	{ "reading", WANT_CHOICE, true, readings, NULL },
	{ "words", WANT_WORDS, true, NULL, NULL },
	{ "op", WANT_CHOICE, false, word_ops, NULL },
	{ "lo", WANT_NUMBER, false, NULL, NULL },
	{ "unit", WANT_TEXT, false, NULL, NULL },
	{ "tests", WANT_LIST, false, NULL, number_test_schema },
	{ NULL, WANT_ANY, false, NULL, NULL }
};
static const struct schema rule_schema[] = {
	{ "id", WANT_ID, true, NULL, NULL },
	{ "kind", WANT_CHOICE, true, kinds, NULL },
	{ "form", WANT_CHOICE, false, forms, NULL },
	{ "before", WANT_TEXTS, false, NULL, NULL },            /* one of them right before the number */
	{ "not_before", WANT_TEXTS, false, NULL, NULL },        /* none of them there */
	{ "earlier", WANT_TEXTS, false, NULL, NULL },           /* one of them earlier in the clause */
	{ "behind", WANT_TEXTS, false, NULL, NULL },            /* right behind the numeral, the unit's place */
	{ "behind_unit", WANT_TEXTS, false, NULL, NULL },       /* right behind unit and qualifiers */
	{ "not_behind_unit", WANT_TEXTS, false, NULL, NULL },
	{ "later", WANT_TEXTS, false, NULL, NULL },             /* one of them within a few characters behind it */
	{ "op", WANT_CHOICE, false, word_ops, NULL },           /* that the rule gives the number */
	{ "dimension", WANT_CHOICE, false, dimension_names, NULL },    /* and that it gives, */
	{ "base", WANT_TEXT, false, NULL, NULL },               /* with the unit that lo then is its value in */
	{ "units", WANT_TEXTS, false, NULL, NULL },
	{ "dimensions", WANT_CHOICES, false, dimension_names, NULL },
	{ "spelled", WANT_TEXTS, false, NULL, NULL },           /* the numeral is one of these */
	{ "from", WANT_NUMBER, false, NULL, NULL },
	{ "to", WANT_NUMBER, false, NULL, NULL },
	{ "digits", WANT_WHOLE, false, NULL, NULL },
	{ "bounded", WANT_BOOL, false, NULL, NULL },            /* has a qualifier behind it */
	{ "led", WANT_BOOL, false, NULL, NULL },                /* has a qualifier before it */
	{ "at_end", WANT_BOOL, false, NULL, NULL },             /* at the end of its clause, or not */
	{ "ranged", WANT_BOOL, false, NULL, NULL },             /* is a range */
	{ "at_start", WANT_BOOL, false, NULL, NULL },           /* at the start of its sentence */
	{ "quoted", WANT_BOOL, false, NULL, NULL },
	{ "tests", WANT_LIST, false, NULL, number_test_schema },
	{ NULL, WANT_ANY, false, NULL, NULL }
};
static const struct schema schema[] = {
	{ "words", WANT_LIST, false, NULL, word_schema },
	{ "rules", WANT_LIST, false, NULL, rule_schema },
	{ NULL, WANT_ANY, false, NULL, NULL }
};

enum { LATER_BYTES = 36 };           /* twelve characters: 2.5万吨碳纤维等新投产项目 */

enum flag { FLAG_ANY, FLAG_YES, FLAG_NO };

struct rule {
	struct sv id, base;
	size_t kind, form;              /* of kinds[], forms[] */
	struct words *before, *not_before, *behind, *behind_unit, *not_behind_unit;
	const struct node *earlier, *later, *units, *spelled;
	bool has_op;
	enum op op;
	enum dimension dimension;
	unsigned long dimensions;       /* a bit each; 0 for all */
	bool has_from, has_to, bounded, led;
	struct decimal from, to;
	unsigned digits;
	enum flag ranged, at_start, at_end, quoted;
};

struct labels {
	struct literals *literals;
	struct fixed_word *word;
	size_t words, words_cap;
	unsigned char begins[65536 / 8];
	struct rule *rule;
	size_t rules;
};

static size_t list_size(const struct node *node) { return !node ? 0 : node->kind == NODE_LIST ? node->n : 1; }
static struct sv list_text(const struct node *node, size_t i) { return node->kind == NODE_LIST ? node->child[i]->text : node->text; }

static size_t choice_of(struct sv name, const char *const *of)
{
	size_t i = 0;

	while (name.n && of[i] && !sv_is(name, of[i]))
		i++;
	return name.n && of[i] ? i : 0;
}

static enum flag flag_of(const struct node *item, const char *key)
{
	struct sv v = node_text(item, key);

	return v.n == 0 ? FLAG_ANY : sv_is(v, "true") ? FLAG_YES : FLAG_NO;
}

static struct words *words_of(struct ruleset *rules, const struct node *item, const char *key, bool before)
{
	const struct node *list = node_get(item, key);
	struct words *w;

	if (!list)
		return NULL;
	w = ARENA_NEW(&rules->arena, struct words);
	for (size_t i = 0; i < list_size(list); i++)
		(before ? words_add_before : words_add_behind)(w, &rules->arena, list_text(list, i), 0);
	return w;
}

static void read_word(struct ruleset *rules, struct labels *l, const struct node *item)
{
	const struct node *list = node_get(item, "words");
	struct fixed_word w = { .rule = node_text(item, "id"), .unit = node_text(item, "unit") };
	struct sv lo = node_text(item, "lo");

	w.reading = (enum word_reading)choice_of(node_text(item, "reading"), readings);
	w.op = (enum op)choice_of(node_text(item, "op"), word_ops);
	if (w.reading == WORD_MEASURE && !decimal_parse(lo, &w.lo))
		finding_add(&rules->findings, LEVEL_ERROR, "missing-key", item->at, "a word that measures needs a number as its `lo`");
	l->word = arena_grow(&rules->arena, l->word, &l->words_cap, l->words + 1, sizeof *l->word);
	l->word[l->words] = w;
	for (size_t i = 0; i < list_size(list); i++) {
		struct sv text = list_text(list, i);
		uint32_t c;

		literals_add(l->literals, text, (uint32_t)l->words);
		utf8_step(text.p, text.p + text.n, &c);
		if (w.reading != WORD_NONE && w.reading != WORD_AS_READ && c < 65536)
			l->begins[c / 8] |= (unsigned char)(1u << c % 8);
	}
	l->words++;
}

static void read_rule(struct ruleset *rules, struct rule *r, const struct node *item)
{
	const struct node *list = node_get(item, "dimensions");
	size_t digits = 0;

	r->id = node_text(item, "id");
	r->base = node_text(item, "base");
	r->kind = choice_of(node_text(item, "kind"), kinds);
	r->form = choice_of(node_text(item, "form"), forms);
	r->before = words_of(rules, item, "before", true);
	r->not_before = words_of(rules, item, "not_before", true);
	r->behind = words_of(rules, item, "behind", false);
	r->behind_unit = words_of(rules, item, "behind_unit", false);
	r->not_behind_unit = words_of(rules, item, "not_behind_unit", false);
	r->earlier = node_get(item, "earlier");
	r->later = node_get(item, "later");
	r->units = node_get(item, "units");
	r->spelled = node_get(item, "spelled");
	r->dimension = (enum dimension)choice_of(node_text(item, "dimension"), dimension_names);
	r->has_op = node_get(item, "op") != NULL;
	r->op = (enum op)choice_of(node_text(item, "op"), word_ops);
	for (size_t i = 0; i < list_size(list); i++)
		r->dimensions |= 1ul << choice_of(list_text(list, i), dimension_names);
	r->has_from = decimal_parse(node_text(item, "from"), &r->from);
	r->has_to = decimal_parse(node_text(item, "to"), &r->to);
	if (sv_size(node_text(item, "digits"), &digits))
		r->digits = (unsigned)digits;
	r->led = sv_is(node_text(item, "led"), "true");
	r->bounded = sv_is(node_text(item, "bounded"), "true");
	r->ranged = flag_of(item, "ranged");
	r->at_start = flag_of(item, "at_start");
	r->at_end = flag_of(item, "at_end");
	r->quoted = flag_of(item, "quoted");
}

struct labels *labels_new(struct ruleset *rules)
{
	struct labels *l = ARENA_NEW(&rules->arena, struct labels);
	size_t n;
	const struct node **item = ruleset_items(rules, "labels", "words", &n);

	l->literals = literals_new();
	for (size_t i = 0; i < n; i++)
		read_word(rules, l, item[i]);
	literals_build(l->literals);
	item = ruleset_items(rules, "labels", "rules", &l->rules);
	l->rule = ARENA_ARRAY(&rules->arena, l->rules, struct rule);
	for (size_t i = 0; i < l->rules; i++)
		read_rule(rules, &l->rule[i], item[i]);
	return l;
}

void labels_free(struct labels *l)
{
	if (l)
		literals_free(l->literals);
}

void labels_words(const struct labels *l, struct sv text, struct hits *hits)
{
	literals_scan(l->literals, text, hits);
	hits_leftmost_longest(hits);
}

const struct fixed_word *labels_word(const struct labels *l, uint32_t id) { return &l->word[id]; }

bool labels_word_begins(const struct labels *l, uint32_t c) { return c < 65536 && l->begins[c / 8] & (1u << c % 8); }

static bool among(const struct node *list, struct sv text)
{
	for (size_t i = 0; i < list_size(list); i++)
		if (sv_eq(list_text(list, i), text))
			return true;
	return false;
}

static bool anywhere(const struct node *list, struct sv text)
{
	for (size_t i = 0; i < list_size(list); i++)
		if (sv_has(text, list_text(list, i)))
			return true;
	return false;
}

static bool flag_holds(enum flag f, bool is) { return f == FLAG_ANY || (f == FLAG_YES) == is; }

static bool holds(const struct rule *r, const struct label_context *c)
{
	const struct number *n = c->number;

	if ((r->form == 1 && c->han) || (r->form == 2 && !c->han) || !flag_holds(r->quoted, c->quoted) || !flag_holds(r->at_end, c->at_end)
			|| !flag_holds(r->at_start, c->at_start) || !flag_holds(r->ranged, c->ranged))
		return false;
	if (r->dimensions && !(r->dimensions & 1ul << n->dimension))
		return false;
	if ((r->digits && r->digits != c->digits) || (r->bounded && n->after.start == n->after.end)
			|| (r->led && n->before.start == n->before.end))
		return false;
	if (!n->redacted && ((r->has_from && decimal_cmp(&n->lo, &r->from) < 0) || (r->has_to && decimal_cmp(&n->lo, &r->to) > 0)))
		return false;
	if ((r->units && !among(r->units, n->unit) && !among(r->units, c->unit)) || (r->spelled && !among(r->spelled, c->bare)))
		return false;
	if (r->behind && !words_behind(r->behind, c->behind_bare, NULL))
		return false;
	if (r->behind_unit && !words_behind(r->behind_unit, c->behind, NULL))
		return false;
	if (r->not_behind_unit && words_behind(r->not_behind_unit, c->behind, NULL))
		return false;
	if (r->before && !words_before(r->before, c->before, NULL) && !words_before(r->before, c->before_bare, NULL))
		return false;
	if (r->not_before && (words_before(r->not_before, c->before, NULL) || words_before(r->not_before, c->before_bare, NULL)))
		return false;
	if (r->later && !anywhere(r->later, sv_sub(c->behind, 0, c->behind.n < LATER_BYTES ? c->behind.n : LATER_BYTES)))
		return false;
	return !r->earlier || anywhere(r->earlier, c->clause);
}

bool labels_decide(const struct labels *l, const struct label_context *c, struct number *n, bool *drop)
{
	for (size_t i = 0; i < l->rules; i++) {
		const struct rule *r = &l->rule[i];

		if (!holds(r, c))
			continue;
		*drop = r->kind == KIND_NONE;
		if (!*drop)
			n->kind = (enum number_kind)r->kind;
		n->rule = r->id;
		if (r->has_op && n->op == OP_EQ)
			n->op = r->op;
		if (r->dimension)
			n->dimension = r->dimension;
		if (r->base.n) {
			n->base = r->base;
			n->value = n->lo;
			n->value_hi = n->hi;
			n->has_value = true;
		}
		return true;
	}
	return false;
}

const struct rulekind labels_kind = { "labels", schema, labels_check };
