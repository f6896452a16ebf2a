/* gwr-check's part of the measures: the tests inside the rules of words, indicators and qualities. */
#include "measure/measure_check.h"
#include "measure/reading.h"
#include "rule/lint.h"

/* What a test wants of the rows of one text. */
struct wanted {
	struct sv indicator;            /* of an indicator's test */
	bool found;
	struct buf rows;                /* of a whole text's test: NAME MEASURE OP LO..HI UNIT, a line each */
};

static void note_row(void *ctx, const struct sv cell[MEASURE_CELLS])
{
	struct wanted *w = ctx;
	bool named = cell[CELL_INDICATOR].n > 0;
	w->found |= named && sv_eq(cell[CELL_INDICATOR], w->indicator);
	buf_add(&w->rows, named ? cell[CELL_INDICATOR] : cell[CELL_METRIC]);
	for (enum measure_cell i = CELL_MEASURE; i <= CELL_VERSUS; i++) {
		if (i == CELL_STATUS || i == CELL_PERIOD || i == CELL_VALUE || i == CELL_VALUE_HI || i == CELL_BASE || cell[i].n == 0)
			continue;
		buf_add(&w->rows, i == CELL_HI ? SV("..") : SV(" "));
		buf_add(&w->rows, cell[i]);
	}
	buf_char(&w->rows, '\n');
}

static void read_text(struct measurer *m, struct wanted *w, struct sv text, struct sv role)
{
	struct measure_view view = { .year = SV("2025"), .role = role, .period = SV("2025"), .kind = SV("text"), .text = text };
	w->found = false;
	buf_clear(&w->rows);
	measurer_read(m, &view);
}

static size_t items(const struct node *list)
{
	return list == NULL ? 0 : list->kind == NODE_LIST ? list->n : 1;
}

static const struct node *item_at(const struct node *list, size_t i)
{
	return list->kind == NODE_LIST ? list->child[i] : list;
}

static void missing(const struct node *rule, struct findings *f)
{
	bool yes = items(node_get(rule, "match")) > 0, no = items(node_get(rule, "no_match")) > 0;
	if (!yes || !no)
		finding_add(f, LEVEL_WARNING, "missing-test", rule->at, "rule " SV_FMT " has no %s", SV_ARG(node_text(rule, "id")),
			yes ? "no_match test" : "match test");
}

/* The rows of a test as one line: what came out instead. */
static const char *as_line(struct wanted *w)
{
	for (size_t i = 0; i + 1 < w->rows.n; i++)
		if (w->rows.p[i] == '\n')
			w->rows.p[i] = ';';
	if (w->rows.n > 0)
		w->rows.n--;
	return w->rows.n > 0 ? buf_z(&w->rows) : "nothing";
}

void indicators_check(struct ruleset *rules, struct findings *f)
{
	struct wanted w = { 0 };
	struct measurer *m = measurer_new(rules, note_row, &w);
	for (size_t i = 0; i < indicators_count(m->indicators); i++) {
		const struct indicator *of = indicators_at(m->indicators, i);
		const struct node *yes = node_get(of->node, "match"), *no = node_get(of->node, "no_match");
		missing(of->node, f);
		w.indicator = of->id;
		for (size_t k = 0; k < items(yes) + items(no); k++) {
			bool wanted = k < items(yes);
			const struct node *test = wanted ? item_at(yes, k) : item_at(no, k - items(yes));
			read_text(m, &w, test->text, SV("targets"));
			if (w.found != wanted)
				finding_add(f, LEVEL_ERROR, "test-failed", test->at, "indicator " SV_FMT " should %s; the text gives: %s",
					SV_ARG(of->id), wanted ? "be found" : "not be found", as_line(&w));
		}
	}
	measurer_free(m);
	buf_free(&w.rows);
}

void qualities_check(struct ruleset *rules, struct findings *f)
{
	struct qualities *q = qualities_new(rules);
	struct literals *literals = literals_new();
	struct hits hits = { 0 };
	size_t n;
	const struct node **rule = ruleset_items(rules, "qualities", "qualities", &n);
	qualities_put_literals(q, literals);
	literals_build(literals);
	for (size_t i = 0; i < n; i++) {
		const struct node *yes = node_get(rule[i], "match"), *no = node_get(rule[i], "no_match");
		missing(rule[i], f);
		for (size_t k = 0; k < items(yes) + items(no); k++) {
			bool wanted = k < items(yes);
			const struct node *test = wanted ? item_at(yes, k) : item_at(no, k - items(yes));
			struct quality found = { 0 };
			literals_scan(literals, test->text, &hits);
			bool any = quality_of(q, &hits, test->text, (struct span){ 0, test->text.n }, &found);
			if ((any && sv_eq(found.id, node_text(rule[i], "id"))) == wanted)
				continue;
			struct buf why = { 0 };
			patterns_explain(node_get(rule[i], "patterns"), test->text, &why);
			finding_add(f, LEVEL_ERROR, "test-failed", test->at, "rule " SV_FMT ": the text should %s; %s%s" SV_FMT,
				SV_ARG(node_text(rule[i], "id")), wanted ? "match" : "not match", buf_z(&why), any ? "; it counts as " : "",
				SV_ARG(any ? found.id : SV("")));
			buf_free(&why);
		}
	}
	literals_free(literals);
	qualities_free(q);
	hits_free(&hits);
}

static const struct schema example_schema[] = {
	{ "id", WANT_ID, true, NULL, NULL },
	{ "text", WANT_TEXT, true, NULL, NULL },
	{ "role", WANT_TEXT, false, NULL, NULL },
	{ "rows", WANT_TEXTS, false, NULL, NULL },
	{ NULL, WANT_ANY, false, NULL, NULL }
};
static const struct schema examples_schema[] = {
	{ "examples", WANT_LIST, true, NULL, example_schema },
	{ NULL, WANT_ANY, false, NULL, NULL }
};

static void examples_check(struct ruleset *rules, struct findings *f)
{
	struct wanted w = { 0 };
	struct measurer *m = measurer_new(rules, note_row, &w);
	size_t n;
	const struct node **test = ruleset_items(rules, "examples", "examples", &n);
	for (size_t i = 0; i < n; i++) {
		const struct node *rows = node_get(test[i], "rows");
		struct sv role = node_text(test[i], "role");
		read_text(m, &w, node_text(test[i], "text"), role.n > 0 ? role : SV("targets"));
		struct sv rest = buf_sv(&w.rows), line;
		size_t k = 0;
		bool same = true;
		while (same && rest.n > 0 && sv_cut(&rest, '\n', &line))
			same = k < items(rows) && sv_eq(line, item_at(rows, k++)->text);
		if (!same || k < items(rows))
			finding_add(f, LEVEL_ERROR, "test-failed", test[i]->at, "example " SV_FMT " gives: %s", SV_ARG(node_text(test[i], "id")),
				as_line(&w));
	}
	measurer_free(m);
	buf_free(&w.rows);
}

const struct rulekind examples_kind = { "examples", examples_schema, examples_check };
