/* The pieces by which measures are read: clauses, words, coordinations, names of indicators; a measurer used in-process. */
#include <stdlib.h>
#include "unit.h"
#include "measure/clause.h"
#include "measure/measure.h"
#include "measure/quality.h"
#include "measure/subject.h"

static void clauses(void)
{
	struct clauses c = { 0 };
	struct numbers none = { 0 };
	struct sv text = SV("甲，乙（丙，丁）；“戊，己”庚。辛");
	const char *const want[] = { "甲", "乙（丙，丁）", "“戊，己”庚", "辛" };
	clauses_cut(text, &none, &c);
	CHECK(c.n == 4, "%zu clauses", c.n);
	for (size_t i = 0; i < c.n && i < 4; i++)
		CHECK_SV(sv_sub(text, c.v[i].at.start, c.v[i].at.end), sv_of(want[i]));
	CHECK(!c.v[0].stop && c.v[1].stop && !c.v[1].end && c.v[2].end, "which marks end a sentence");
	CHECK(clause_of(&c, c.v[2].at.start + 3) == 2, "a byte's clause");
	clauses_free(&c);
}

static void words(void)
{
	struct lexis w = { .literals = literals_new() };
	struct lexed l = { 0 };
	struct hit h;
	lexis_add(&w, SV("增"), CLASS(RISE));
	lexis_add(&w, SV("增长"), CLASS(RISE));
	lexis_add(&w, SV("增长"), CLASS(HEAD));
	lexis_add(&w, SV("增值税"), CLASS(SHIELD));
	lexis_build(&w);
	literals_build(w.literals);
	CHECK(lexis_classes(&w, SV("增长")) == (CLASS(RISE) | CLASS(HEAD)), "classes of one word add up");
	lex(&w, SV("增值税增长增"), &l);
	CHECK(!word_starting(&l, 0, l.text.n, CLASS(RISE), &h), "a shield hides what it holds");
	CHECK(word_starting(&l, 9, l.text.n, CLASS(RISE), &h) && h.end == 15, "the longest that begins there");
	CHECK(word_ending(&l, 15, 0, CLASS(RISE), &h) && h.start == 9, "the longest that ends there");
	CHECK(word_last(&l, 0, l.text.n, CLASS(RISE), &h) && h.start == 15, "the last");
	CHECK(word_first(&l, 0, l.text.n, CLASS(RISE), &h) && h.start == 9, "the first");
	CHECK(!word_first(&l, 0, 14, CLASS(HEAD), &h), "one that ends beyond the stretch is not in it");
	lexed_free(&l);
	literals_free(w.literals);
	free(w.word);
	free(w.classes);
	free(w.slot);
}

struct got { size_t rows; char indicator[64], metric[64]; };

static void note_row(void *ctx, const struct sv cell[MEASURE_CELLS])
{
	struct got *g = ctx;
	snprintf(g->indicator, sizeof g->indicator, SV_FMT, SV_ARG(cell[CELL_INDICATOR]));
	snprintf(g->metric, sizeof g->metric, SV_FMT, SV_ARG(cell[CELL_METRIC]));
	g->rows++;
}

static void in_process(void)
{
	const char *path = "rules";
	const struct rulekind *kind[MEASURE_KINDS_MAX];
	struct ruleset rules = { 0 };
	struct got got = { 0 };
	ruleset_load(&rules, &path, 1, kind, measure_rule_kinds(kind), false);
	struct measurer *m = measurer_new(&rules, note_row, &got);
	CHECK(rules.findings.errors == 0, "%zu errors in the rules", rules.findings.errors);
	struct measure_view view = { .year = SV("2025"), .role = SV("targets"), .period = SV("2025"), .kind = SV("text"),
		.text = SV("固定资产投资增长6%") };
	measurer_read(m, &view);
	CHECK(got.rows == 1, "%zu rows", got.rows);
	CHECK_SV(sv_of(got.indicator), SV("fai"));
	view.text = SV("继续努力。");
	measurer_read(m, &view);
	CHECK(got.rows == 1 && measurer_stats(m)->records == 2, "a record without values has no rows");
	view.text = SV("");
	measurer_read(m, &view);
	CHECK(got.rows == 1, "nor has an empty one");
	measurer_free(m);
	ruleset_free(&rules);
}

int main(void)
{
	clauses();
	words();
	in_process();
	return DONE();
}
