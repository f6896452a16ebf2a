#include "measure/label.h"

#include "base/mem.h"
#include "measure/glyph.h"
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

/* How far a rule looks, in bytes: back for a word earlier in the clause, on for a later one (2.5万吨碳纤维等新投产项目). */
enum { EARLIER_BYTES = 120, LATER_BYTES = 36 };

/* A set of rules. Every condition that can be looked up says at once which rules it leaves, so that of the 56 that are shipped one or
 * two are looked at (one by one they were a tenth of gwr-extract). */
enum { RULES_MAX = 128, SET_WORDS = RULES_MAX / 64 };
struct rule_set { uint64_t bit[SET_WORDS]; };

/* The rules by the words that they want somewhere, or do not want there; asking: the rules that want one. */
struct by_word { struct words words; struct asked { struct rule_set wanted, unwanted; } *of; struct rule_set asking, shunning; size_t n, cap; };

/* What is so of a number or not. */
enum fact { FACT_HAN, FACT_RANGED, FACT_AT_START, FACT_AT_END, FACT_QUOTED, FACT_BOUNDED, FACT_LED, FACTS };
enum { DIMENSIONS = DIM_OTHER + 1 };

struct rule {
	struct sv id, base;
	size_t kind;                    /* of kinds[] */
	const struct node *earlier, *later;
	bool has_op;
	enum op op;
	enum dimension dimension;
	bool has_from, has_to;
	struct decimal from, to;
	unsigned digits;
};

struct labels {
	struct fixed_word *word;
	size_t words, words_cap;
	unsigned char begins[65536 / 8];
	struct rule *rule;
	size_t rules;
	struct rule_set by_fact[FACTS][2], by_dimension[DIMENSIONS];    /* those that may hold where it is (is not) so */
	struct by_word before, behind, behind_unit, units, spelled;
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

static void set_add(struct rule_set *s, size_t rule) { s->bit[rule / 64] |= (uint64_t)1 << rule % 64; }

/* Adds what the rule's key says of its words. before: they are looked for at a text's end. */
static void read_by_word(struct ruleset *rules, struct by_word *b, const struct node *item, const char *key, bool before, bool wanted, size_t rule)
{
	const struct node *list = node_get(item, key);

	if (list)
		set_add(wanted ? &b->asking : &b->shunning, rule);
	for (size_t i = 0; i < list_size(list); i++) {
		struct sv text = list_text(list, i);
		const struct word *w = before ? words_before(&b->words, text, NULL) : words_behind(&b->words, text, NULL);
		size_t at = w && w->text.n == text.n ? w->id : b->n;

		if (at == b->n) {
			b->of = arena_grow(&rules->arena, b->of, &b->cap, b->n + 1, sizeof *b->of);
			b->of[b->n++] = (struct asked){ 0 };
			(before ? words_add_before : words_add_behind)(&b->words, &rules->arena, text, (uint32_t)at);
		}
		set_add(wanted ? &b->of[at].wanted : &b->of[at].unwanted, rule);
	}
}

static void read_fact(struct labels *l, enum fact fact, struct sv wanted, size_t rule)
{
	if (!sv_is(wanted, "true"))
		set_add(&l->by_fact[fact][false], rule);
	if (!sv_is(wanted, "false"))
		set_add(&l->by_fact[fact][true], rule);
}

static void read_word(struct ruleset *rules, struct labels *l, const struct node *item, struct literals *into)
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

		literals_add(into, text, (uint32_t)l->words);
		utf8_step(text.p, text.p + text.n, &c);
		if (w.reading != WORD_NONE && w.reading != WORD_AS_READ && c < 65536)
			l->begins[c / 8] |= (unsigned char)(1u << c % 8);
	}
	l->words++;
}

/* What can be looked up, as sets. */
static void read_conditions(struct ruleset *rules, struct labels *l, const struct node *item, size_t rule)
{
	static const struct { enum fact fact; const char *key; } flag[] = {
		{ FACT_RANGED, "ranged" }, { FACT_AT_START, "at_start" }, { FACT_AT_END, "at_end" }, { FACT_QUOTED, "quoted" },
	};
	const struct node *list = node_get(item, "dimensions");
	struct sv form = node_text(item, "form");

	for (size_t i = 0; i < sizeof flag / sizeof *flag; i++)
		read_fact(l, flag[i].fact, node_text(item, flag[i].key), rule);
	read_fact(l, FACT_HAN, sv_is(form, "han") ? SV("true") : sv_is(form, "arabic") ? SV("false") : form, rule);
	read_fact(l, FACT_BOUNDED, sv_is(node_text(item, "bounded"), "true") ? SV("true") : SV(""), rule);
	read_fact(l, FACT_LED, sv_is(node_text(item, "led"), "true") ? SV("true") : SV(""), rule);
	for (size_t d = 0; d < DIMENSIONS && list_size(list) == 0; d++)
		set_add(&l->by_dimension[d], rule);
	for (size_t i = 0; i < list_size(list); i++)
		set_add(&l->by_dimension[choice_of(list_text(list, i), dimension_names)], rule);
	read_by_word(rules, &l->before, item, "before", true, true, rule);
	read_by_word(rules, &l->before, item, "not_before", true, false, rule);
	read_by_word(rules, &l->behind, item, "behind", false, true, rule);
	read_by_word(rules, &l->behind_unit, item, "behind_unit", false, true, rule);
	read_by_word(rules, &l->behind_unit, item, "not_behind_unit", false, false, rule);
	read_by_word(rules, &l->units, item, "units", false, true, rule);
	read_by_word(rules, &l->spelled, item, "spelled", false, true, rule);
}

static void read_rule(struct rule *r, const struct node *item)
{
	size_t digits = 0;

	r->id = node_text(item, "id");
	r->base = node_text(item, "base");
	r->kind = choice_of(node_text(item, "kind"), kinds);
	r->earlier = node_get(item, "earlier");
	r->later = node_get(item, "later");
	r->dimension = (enum dimension)choice_of(node_text(item, "dimension"), dimension_names);
	r->has_op = node_get(item, "op") != NULL;
	r->op = (enum op)choice_of(node_text(item, "op"), word_ops);
	r->has_from = decimal_parse(node_text(item, "from"), &r->from);
	r->has_to = decimal_parse(node_text(item, "to"), &r->to);
	if (sv_size(node_text(item, "digits"), &digits))
		r->digits = (unsigned)digits;
}

struct labels *labels_new(struct ruleset *rules, struct literals *into)
{
	struct labels *l = ARENA_NEW(&rules->arena, struct labels);
	size_t n;
	const struct node **item = ruleset_items(rules, "labels", "words", &n);

	for (size_t i = 0; i < n; i++)
		read_word(rules, l, item[i], into);
	item = ruleset_items(rules, "labels", "rules", &l->rules);
	l->rule = ARENA_ARRAY(&rules->arena, l->rules, struct rule);
	if (l->rules > RULES_MAX) {
		finding_add(&rules->findings, LEVEL_ERROR, "too-large", item[RULES_MAX]->at, "there are more than %d rules", RULES_MAX);
		l->rules = RULES_MAX;
	}
	for (size_t i = 0; i < l->rules; i++) {
		read_rule(&l->rule[i], item[i]);
		read_conditions(rules, l, item[i], i);
	}
	return l;
}

const struct fixed_word *labels_word(const struct labels *l, uint32_t id) { return &l->word[id]; }

bool labels_word_begins(const struct labels *l, uint32_t c) { return c < 65536 && l->begins[c / 8] & (1u << c % 8); }

static bool anywhere(const struct node *list, struct sv text)
{
	for (size_t i = 0; i < list_size(list); i++)
		if (sv_has(text, list_text(list, i)))
			return true;
	return false;
}

static void keep(struct rule_set *s, const struct rule_set *only)
{
	for (size_t i = 0; i < SET_WORDS; i++)
		s->bit[i] &= only->bit[i];
}

/* How a text has a word of a rule: as its beginning, as its end, or it is the word. */
enum affix { BEGINS, ENDS, IS };

/* Adds the rules of the words that text has. */
static void find_rules(struct asked *found, const struct by_word *b, struct sv text, enum affix how)
{
	const struct word *w = NULL;

	while ((w = how == ENDS ? words_before(&b->words, text, w) : words_behind(&b->words, text, w)))
		for (size_t i = 0; (how != IS || w->text.n == text.n) && i < SET_WORDS; i++) {
			found->wanted.bit[i] |= b->of[w->id].wanted.bit[i];
			found->unwanted.bit[i] |= b->of[w->id].unwanted.bit[i];
		}
}

/* Takes out of s the rules that want one of their words in one of two texts and do not find it, or find one that they do not want. */
static void narrow(struct rule_set *s, const struct by_word *b, struct sv text, struct sv other, enum affix how)
{
	struct asked found = { { { 0 } }, { { 0 } } };
	uint64_t asked = 0;

	for (size_t i = 0; i < SET_WORDS; i++)
		asked |= s->bit[i] & (b->asking.bit[i] | b->shunning.bit[i]);
	if (!asked)
		return;
	find_rules(&found, b, text, how);
	if ((other.p != text.p || other.n != text.n) && !sv_eq(other, text))
		find_rules(&found, b, other, how);
	for (size_t i = 0; i < SET_WORDS; i++)
		s->bit[i] &= (~b->asking.bit[i] | found.wanted.bit[i]) & ~found.unwanted.bit[i];
}

/* The rules whose conditions that can be looked up hold. */
static struct rule_set candidates(const struct labels *l, const struct label_context *c)
{
	const struct number *n = c->number;
	struct rule_set s = l->by_dimension[n->dimension];

	keep(&s, &l->by_fact[FACT_HAN][c->han]);
	keep(&s, &l->by_fact[FACT_RANGED][c->ranged]);
	keep(&s, &l->by_fact[FACT_AT_START][c->at_start]);
	keep(&s, &l->by_fact[FACT_AT_END][c->at_end]);
	keep(&s, &l->by_fact[FACT_QUOTED][c->quoted]);
	keep(&s, &l->by_fact[FACT_BOUNDED][n->after.start != n->after.end]);
	keep(&s, &l->by_fact[FACT_LED][n->before.start != n->before.end]);
	narrow(&s, &l->spelled, c->bare, c->bare, IS);
	narrow(&s, &l->units, n->unit, c->unit, IS);
	narrow(&s, &l->before, c->before, c->before_bare, ENDS);
	narrow(&s, &l->behind, c->behind_bare, c->behind_bare, BEGINS);
	narrow(&s, &l->behind_unit, c->behind, c->behind, BEGINS);
	return s;
}

/* What stands before the number, as far as its clause goes. */
static struct sv clause_before(const struct label_context *c)
{
	size_t floor = c->before_bare.n > EARLIER_BYTES ? c->before_bare.n - EARLIER_BYTES : 0, at = c->before.n, start;

	while (at > floor && !rune_ends_clause(rune_before(c->before, at, &start)))
		at = start;
	return sv_skip(c->before, at);
}

/* Whether the rest of a candidate's conditions hold. */
static bool holds(const struct rule *r, const struct label_context *c)
{
	const struct number *n = c->number;

	if (r->digits && r->digits != c->digits)
		return false;
	if (!n->redacted && ((r->has_from && decimal_cmp(&n->lo, &r->from) < 0) || (r->has_to && decimal_cmp(&n->lo, &r->to) > 0)))
		return false;
	if (r->later && !anywhere(r->later, sv_sub(c->behind, 0, c->behind.n < LATER_BYTES ? c->behind.n : LATER_BYTES)))
		return false;
	return !r->earlier || anywhere(r->earlier, clause_before(c));
}

/* The first rule that holds, NULL if none does. */
static const struct rule *first_rule(const struct labels *l, const struct label_context *c)
{
	struct rule_set s = candidates(l, c);

	for (size_t i = 0; i < l->rules; i++) {
		if (s.bit[i / 64] >> i % 64 == 0)
			i |= 63;                /* no more of these 64 */
		else if ((s.bit[i / 64] >> i % 64 & 1) && holds(&l->rule[i], c))
			return &l->rule[i];
	}
	return NULL;
}

bool labels_decide(const struct labels *l, const struct label_context *c, struct number *n, bool *drop)
{
	const struct rule *r = first_rule(l, c);

	if (!r)
		return false;
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

const struct rulekind labels_kind = { "labels", schema, labels_check };
