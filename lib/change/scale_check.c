#include "change/kept.h"

/* "[indicator:]op [number [number]] [unit] [strength]" as a figure. */
static void test_figure(struct sv text, struct figure *f)
{
	struct sv word, number[2] = { { "", 0 }, { "", 0 } }, words[2] = { { "", 0 }, { "", 0 } };
	struct decimal d;
	size_t numbers = 0, n = 0;
	*f = (struct figure){ .has_value = false };
	sv_cut(&text, ' ', &f->field[FIGURE_OP]);
	if (sv_has(f->field[FIGURE_OP], SV(":")))
		sv_cut(&f->field[FIGURE_OP], ':', &f->field[FIGURE_INDICATOR]);
	while (sv_cut(&text, ' ', &word))
		if (numbers < 2 && decimal_parse(word, &d))
			number[numbers++] = word;
		else if (n < 2)
			words[n++] = word;
	f->field[FIGURE_VALUE] = number[0];
	f->field[FIGURE_VALUE_HI] = number[1];
	f->field[FIGURE_BASE] = words[0];
	f->field[FIGURE_STRENGTH] = words[1];
	figure_read(f);
}

static void expect(const struct node *test, const char *key, const char *got, struct findings *f)
{
	struct sv want = node_text(test, key);
	if (!sv_is(want, got))
		finding_add(f, LEVEL_ERROR, "test-failed", test->at, "%s is %s, not " SV_FMT, key, got, SV_ARG(want));
}

static void run_change(const struct scale *s, const struct node *test, struct findings *f)
{
	struct tolerance none = { decimal_int(0), false };
	struct figure a, b;
	test_figure(node_text(test, "old"), &a);
	test_figure(node_text(test, "new"), &b);
	expect(test, "change", figure_change_name[figure_compare(s, &none, &a, &b)], f);
}

static void run_kept(const struct scale *s, const struct node *test, struct findings *f)
{
	struct figure target, result;
	test_figure(node_text(test, "target"), &target);
	test_figure(node_text(test, "result"), &result);
	expect(test, "kept", kept_name[kept_judge(s, &target, &result, NULL)], f);
}

void scale_check(struct ruleset *r, struct findings *f)
{
	static const struct { const char *list; void (*run)(const struct scale *, const struct node *, struct findings *); } lists[] =
		{ { "tests", run_change }, { "kept_tests", run_kept } };
	struct scale scale;
	size_t errors = r->findings.errors;
	scale_read(&scale, r);
	if (r->findings.errors > errors)
		return;
	for (size_t i = 0; i < r->n; i++)
		for (size_t l = 0; r->file[i].kind == &change_kind && l < sizeof lists / sizeof *lists; l++) {
			const struct node *tests = node_get(r->file[i].root, lists[l].list);
			for (size_t k = 0; tests && k < tests->n; k++)
				lists[l].run(&scale, tests->child[k], f);
		}
}
