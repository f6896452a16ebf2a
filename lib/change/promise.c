#include "change/promise.h"

#include <stdlib.h>
#include "base/mem.h"
#include "change/kept.h"
#include "change/similar.h"
#include "change/wording.h"

/* How alike (Dice, neighbour pairs of atoms) the counted things must be, and the mean of that and of the clauses' likeness. Precision
 * before recall: of the 40 pairs of five provinces' reports of two years that reach this mean, read one by one, all but one
 * speak of the same thing; below it half do. */
#define THING_LEAST 0.4
#define MEAN_LEAST 0.6
/* A thing of two atoms (项目, 投资) is not enough of a name: there the clauses alone must be so much alike. */
#define CLAUSE_LEAST 0.7
enum { THING_ATOMS = 2 };

/* The wording of some figures, one side for the counted things and one for the clauses. */
struct wordings {
	const struct figure **figure;
	struct piece *thing, *clause;
	size_t n, cap, thing_cap, clause_cap;
	struct side things, clauses;
	struct wording *wording;
	bool *used;
	size_t used_cap, wording_cap;
};

struct promises {
	struct figure_rows rows;
	struct vocabulary *vocabulary;
	struct similar *similar;
	struct arena arena;
	struct wordings a, b;
	struct buf core, title_a, title_b;
};

/* ---- wording ---- */

static void words_add(struct promises *p, struct wordings *w, const struct figure *f)
{
	GROW(w->figure, w->cap, w->n + 1);
	GROW(w->thing, w->thing_cap, w->n + 1);
	GROW(w->clause, w->clause_cap, w->n + 1);
	GROW(w->used, w->used_cap, w->n + 1);
	GROW(w->wording, w->wording_cap, w->n + 1);
	w->figure[w->n] = f;
	w->wording[w->n] = wording_of(p->rows.scale, f, &p->arena, &p->core);
	w->thing[w->n] = (struct piece){ .text = w->wording[w->n].core };
	w->clause[w->n] = (struct piece){ .text = wording_core(p->rows.scale, f->field[FIGURE_QUOTE], &p->arena, &p->core) };
	w->used[w->n++] = false;
}

static void words_fill(struct promises *p, struct wordings *w, const struct report_figures *r, bool plans)
{
	w->n = 0;
	for (size_t i = 0; r && i < r->n; i++)
		if (plans ? figure_is_promise(&r->v[i]) : !r->v[i].is_target && r->v[i].has_value)
			words_add(p, w, &r->v[i]);
	side_fill(&w->things, p->vocabulary, w->thing, w->n);
	side_fill(&w->clauses, p->vocabulary, w->clause, w->n);
}

static void words_free(struct wordings *w)
{
	free(w->figure);
	free(w->thing);
	free(w->clause);
	free(w->used);
	free(w->wording);
	side_free(&w->things);
	side_free(&w->clauses);
}

/* ---- matching ---- */

static bool may_answer(const struct promises *p, size_t i, size_t j)
{
	const struct figure *plan = p->a.figure[i], *done = p->b.figure[j];
	static const enum figure_field same[] = { FIGURE_BASE, FIGURE_SCOPE, FIGURE_PERIOD };
	for (size_t k = 0; k < sizeof same / sizeof *same; k++)
		if (!sv_eq(plan->field[same[k]], done->field[same[k]]))
			return false;
	if (sv_eq(plan->field[FIGURE_BASE], p->rows.scale->points_base) && !sv_eq(plan->field[FIGURE_MEASURE], done->field[FIGURE_MEASURE]))
		return false;                   /* a share is no growth */
	return !wordings_clash(&p->a.wording[i], &p->b.wording[j], true);
}

/* Likeness of promise i and outcome j, 0 where they cannot be about the same. A thing of two atoms has one neighbour pair: it
 * must be the same. */
static double likeness(struct promises *p, size_t i, size_t j)
{
	if (p->b.used[j] || side_atoms(&p->a.things, i) < THING_ATOMS || !may_answer(p, i, j))
		return 0;
	double thing = similar_runs(p->similar, &p->a.things, i, i + 1, &p->b.things, j, j + 1, NULL);
	if (thing < THING_LEAST)
		return 0;
	double clause = similar_runs(p->similar, &p->a.clauses, i, i + 1, &p->b.clauses, j, j + 1, NULL);
	double mean = (thing + clause) / 2;
	bool named = side_atoms(&p->a.things, i) > THING_ATOMS;
	return (named ? mean < MEAN_LEAST : clause < CLAUSE_LEAST) ? 0 : mean;
}

static void visit(void *ctx, const struct report_figures *a, const struct report_figures *b)
{
	struct promises *p = ctx;
	if (!a)
		return;
	arena_reset(&p->arena);
	vocabulary_clear(p->vocabulary);
	words_fill(p, &p->a, a, true);
	words_fill(p, &p->b, b, false);
	p->rows.view->document(p->rows.view, report_title(&p->title_a, a), report_title(&p->title_b, b));
	for (size_t i = 0; i < p->a.n; i++) {
		double best = 0;
		size_t who = 0;
		for (size_t j = 0; j < p->b.n; j++) {
			double now = likeness(p, i, j);
			if (now > best) {
				best = now;
				who = j;
			}
		}
		const struct figure *done = best > 0 ? p->b.figure[who] : NULL;
		enum kept kept = kept_judge(p->rows.scale, p->a.figure[i], done, NULL);
		if (done)
			p->b.used[who] = true;
		figure_row(&p->rows, kept_name[kept], kept == KEPT_MET || kept == KEPT_EXCEEDED, p->a.figure[i], done, done ? best : -1);
	}
}

size_t compare_promises(const struct scale *scale, const struct atoms *atoms, const struct report_figures *a, size_t n,
	const struct report_figures *b, size_t m, struct view *view)
{
	struct promises p = { .rows = { .scale = scale, .view = view }, .vocabulary = vocabulary_new(atoms), .similar = similar_new() };
	pair_reports(a, n, b, m, false, visit, &p);
	words_free(&p.a);
	words_free(&p.b);
	vocabulary_free(p.vocabulary);
	similar_free(p.similar);
	arena_free(&p.arena);
	buf_free(&p.core);
	buf_free(&p.title_a);
	buf_free(&p.title_b);
	figure_rows_free(&p.rows);
	return p.rows.changes;
}
