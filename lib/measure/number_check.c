#include "measure/number_check.h"

#include "measure/number_reader.h"

const struct schema number_test_schema[] = {
	{ "text", WANT_TEXT, true, NULL, NULL },
	{ "reads", WANT_TEXT, true, NULL, NULL },
	{ "value", WANT_TEXT, false, NULL, NULL },
	{ NULL, WANT_ANY, false, NULL, NULL }
};

/* What a test's `reads` is held against: "gt 300 家; date 2024年; label 5G; range 5-5.5 %", or "nothing". */
static void describe(struct buf *out, struct sv text, const struct numbers *numbers)
{
	buf_clear(out);
	if (numbers->n == 0)
		buf_add(out, SV("nothing"));
	for (size_t i = 0; i < numbers->n; i++) {
		const struct number *n = &numbers->v[i];

		if (i)
			buf_add(out, SV("; "));
		if (n->kind != NUMBER_MEASURE) {
			buf_fmt(out, "%s " SV_FMT, number_kind_names[n->kind], SV_ARG(sv_sub(text, n->token.start, n->token.end)));
			continue;
		}
		buf_fmt(out, "%s ", op_names[n->op]);
		number_put_lo(out, n);
		if (n->op == OP_RANGE)
			buf_char(out, '-');
		number_put_hi(out, n);
		if (n->unit.n)
			buf_fmt(out, " " SV_FMT, SV_ARG(n->unit));
	}
}

struct check {
	struct number_rules *rules;
	struct literals *words;
	struct numbers numbers;
	struct buf text;
	struct findings *findings;
};

/* Runs one test; whether a number of it was decided by rule `id`. */
static bool run(struct check *c, const struct node *test, struct sv id)
{
	const struct node *reads = node_get(test, "reads"), *value = node_get(test, "value");
	struct sv text = node_text(test, "text");
	bool decided = false;

	numbers_read(c->rules, text, NULL, &c->numbers);
	for (size_t i = 0; i < c->numbers.n; i++)
		decided |= sv_eq(c->numbers.v[i].rule, id);
	describe(&c->text, text, &c->numbers);
	if (!sv_eq(buf_sv(&c->text), reads->text))
		finding_add(c->findings, LEVEL_ERROR, "test-failed", reads->at, "reads \"" SV_FMT "\"", SV_ARG(buf_sv(&c->text)));
	buf_clear(&c->text);
	if (value && c->numbers.n && c->numbers.v[0].has_value) {
		number_put_value(&c->text, &c->numbers.v[0]);
		if (c->numbers.v[0].base.n)
			buf_fmt(&c->text, " " SV_FMT, SV_ARG(c->numbers.v[0].base));
	}
	if (value && !sv_eq(buf_sv(&c->text), value->text))
		finding_add(c->findings, LEVEL_ERROR, "test-failed", value->at, "the value is \"" SV_FMT "\"", SV_ARG(buf_sv(&c->text)));
	return decided;
}

/* The tests of the items under `key`; `by_id`: the id must decide in one of them, and in another must not (a rule of kind none
 * leaves no number to tell it by). */
static void run_items(struct check *c, struct ruleset *rules, const char *kind, const char *key, bool by_id)
{
	size_t n;
	const struct node **item = ruleset_items(rules, kind, key, &n);

	for (size_t i = 0; i < n; i++) {
		const struct node *tests = node_get(item[i], "tests");
		struct sv id = node_text(item[i], "id");
		bool yes = false, no = false;

		for (size_t k = 0; tests && k < tests->n; k++)
			*(run(c, tests->child[k], id) ? &yes : &no) = true;
		if (by_id && !sv_is(node_text(item[i], "kind"), "none") ? !yes || !no : !tests)
			finding_add(c->findings, LEVEL_WARNING, "missing-test", item[i]->at, SV_FMT " has no test%s", SV_ARG(id),
				!tests ? "" : !yes ? " in which it decides" : " in which it does not decide");
	}
}

static void begin(struct check *c, struct ruleset *rules, struct findings *f)
{
	struct ruleset quiet = *rules;  /* what building finds is told by the kind that it is about */

	*c = (struct check){ .findings = f, .words = literals_new() };
	quiet.findings = (struct findings){ 0 };
	c->rules = number_rules_new(&quiet, c->words, 0);
	literals_build(c->words);
	rules->arena = quiet.arena;
	findings_free(&quiet.findings);
}

static void end(struct check *c)
{
	numbers_free(&c->numbers);
	number_rules_free(c->rules);
	literals_free(c->words);
	buf_free(&c->text);
}

void units_check(struct ruleset *rules, struct findings *f)
{
	struct check c;

	units_new(rules);
	begin(&c, rules, f);
	run_items(&c, rules, "units", "units", false);
	end(&c);
}

void qualifiers_check(struct ruleset *rules, struct findings *f)
{
	struct check c;

	begin(&c, rules, f);
	run_items(&c, rules, "qualifiers", "qualifiers", false);
	end(&c);
}

void labels_check(struct ruleset *rules, struct findings *f)
{
	struct check c;
	struct literals *words = literals_new();

	labels_new(rules, words);
	literals_free(words);
	begin(&c, rules, f);
	run_items(&c, rules, "labels", "words", false);
	run_items(&c, rules, "labels", "rules", true);
	end(&c);
}
