#include "change/kept.h"

#include <stdlib.h>
#include "base/mem.h"
#include "change/answer.h"

const char *const kept_name[KEPTS + 1] = { "met", "missed", "exceeded", "unreported", "pending", "unclear", NULL };

/* What is known of a number: it is at least lo (more than it, if open), at most hi. */
struct bounds { bool has_lo, has_hi, lo_open, hi_open; struct decimal lo, hi; };

static bool op_is(const struct figure *f, const char *op)
{
	return sv_is(f->field[FIGURE_OP], op);
}

static struct bounds bounds_of(const struct figure *f)
{
	bool floor = op_is(f, "ge") || op_is(f, "gt"), ceiling = op_is(f, "le") || op_is(f, "lt");
	return (struct bounds){ !ceiling, !floor, op_is(f, "gt"), op_is(f, "lt"), f->value, f->value_hi };
}

/* The same with less and more changed about, so that a ceiling can be judged as a floor is. */
static struct bounds mirror(struct bounds x)
{
	return (struct bounds){ x.has_hi, x.has_lo, x.hi_open, x.lo_open, decimal_negate(x.hi), decimal_negate(x.lo) };
}

static struct decimal margin_of(const struct scale *s, const struct figure *f)
{
	struct decimal size = f->value, margin = decimal_int(0);
	if (sv_eq(f->field[FIGURE_BASE], s->points_base))
		return s->margin_points;
	if (size.negative)
		size = decimal_negate(size);
	return decimal_mul(&size, &s->margin_share, &margin) ? margin : decimal_int(0);
}

/* x + (or -) by, x itself where that needs more digits than there are. */
static struct decimal shifted(struct decimal x, struct decimal by, bool down)
{
	struct decimal out = x;
	if (down)
		decimal_sub(&x, &by, &out);
	else
		decimal_add(&x, &by, &out);
	return out;
}

/* Result x against: at least `need` (more than it, if strict); exceeded from above `enough`. */
static enum kept judge_floor(struct bounds x, struct decimal need, bool strict, struct decimal enough)
{
	if (x.has_lo && decimal_cmp(&x.lo, &need) >= (strict && !x.lo_open ? 1 : 0))
		return decimal_cmp(&x.lo, &enough) > 0 ? KEPT_EXCEEDED : KEPT_MET;
	if (x.has_hi && decimal_cmp(&x.hi, &need) < (strict || x.hi_open ? 1 : 0))
		return KEPT_MISSED;
	return KEPT_UNCLEAR;
}

static enum kept judge_number(const struct scale *s, const struct figure *t, const struct figure *r)
{
	bool upper = op_is(t, "le") || op_is(t, "lt");
	bool bound = upper || op_is(t, "ge") || op_is(t, "gt");
	bool ceiling = upper || (!bound && scale_is_ceiling(s, t->field[FIGURE_INDICATOR]));
	struct decimal margin = margin_of(s, t), zero = decimal_int(0);
	struct bounds mark = { true, true, false, false, t->value, t->value_hi }, x = bounds_of(r);
	if (ceiling) {
		mark = mirror(mark);
		x = mirror(x);
	}
	return judge_floor(x, shifted(mark.lo, op_is(t, "approx") ? margin : zero, true), op_is(t, "gt") || op_is(t, "lt"),
		shifted(mark.hi, margin, false));
}

/* 与经济增长同步, 高于经济增长 */
static enum kept judge_rate(const struct scale *s, const struct figure *t, const struct figure *r, const struct figure *reference)
{
	bool ahead = op_is(t, "ahead");
	if (op_is(r, "ahead"))
		return ahead ? KEPT_MET : KEPT_EXCEEDED;
	if (op_is(r, "sync"))
		return ahead ? KEPT_UNCLEAR : KEPT_MET;
	if (!r->has_value || !reference || !reference->has_value || !scale_is_reference(s, t->field[FIGURE_VERSUS])
		|| !sv_eq(r->field[FIGURE_BASE], reference->field[FIGURE_BASE]))
		return KEPT_UNCLEAR;
	struct decimal rate = reference->value, margin = s->margin_points;
	return judge_floor(bounds_of(r), ahead ? rate : shifted(rate, margin, true), ahead, shifted(rate, margin, false));
}

enum kept kept_judge(const struct scale *s, const struct figure *target, const struct figure *result, const struct figure *reference)
{
	if (!result)
		return KEPT_UNREPORTED;
	if (target->has_value && result->has_value && scale_same_unit(s, target->field[FIGURE_BASE], result->field[FIGURE_BASE]))
		return judge_number(s, target, result);
	if (op_is(target, "sync") || op_is(target, "ahead"))
		return judge_rate(s, target, result, reference);
	if (op_is(target, "positive")) {
		if (result->has_value)
			return judge_floor(bounds_of(result), decimal_int(0), true, result->value_hi);
		return op_is(result, "positive") ? KEPT_MET : KEPT_UNCLEAR;
	}
	if (op_is(target, "quota") && op_is(result, "quota"))
		return KEPT_MET;
	/* what has neither number nor rate (国际收支基本平衡) is met when the result says it in the same words */
	struct sv t = target->field[FIGURE_QUOTE], r = result->field[FIGURE_QUOTE];
	return r.n && t.n && !target->has_value && (sv_has(t, r) || sv_has(r, t)) ? KEPT_MET : KEPT_UNCLEAR;
}

/* ---- two reports ---- */

struct keeping {
	struct figure_rows rows;
	struct arena arena;
	struct keyed_list targets;
	struct wording *wording;        /* of targets.v */
	size_t wording_cap;
	struct results results;
	struct buf title_a, title_b;
};

static bool target_key(const void *ctx, struct buf *key, const struct figure *f)
{
	static const enum figure_field part[] = { FIGURE_SCOPE, FIGURE_PERIOD, FIGURE_MEASURE };
	(void)ctx;
	if (!f->is_target || !figure_is_named(f))
		return false;
	key_part(key, figure_subject(f));
	for (size_t i = 0; i < sizeof part / sizeof *part; i++)
		key_part(key, f->field[part[i]]);
	return true;
}

/* Whether target k only says again what an earlier one of its key does: the same thing, or the same figure. */
static bool is_repeated(const struct keeping *k, const struct keyed *t)
{
	const struct wording *w = &k->wording[t - k->targets.v];
	for (const struct keyed *x = t->head; x < t; x++)
		if (!t->f->has_value || sv_eq(k->wording[x - k->targets.v].core, w->core)
			|| (x->f->has_value && decimal_cmp(&x->f->value, &t->f->value) == 0))
			return true;
	return false;
}

/* The last year of 2025, 2021-2025 or 2025Q3; 0 if there is none. */
static size_t last_year(struct sv period)
{
	struct sv rest = period, first;
	size_t year;
	if (sv_cut(&rest, '-', &first) && rest.n)
		period = rest;
	return period.n >= 4 && sv_size(sv_sub(period, 0, 4), &year) ? year : 0;
}

/* A report speaks of what was done up to the year before its own. */
static bool is_due(const struct figure *t, const struct report_figures *b)
{
	size_t year;
	return !b || !sv_size(b->year, &year) || last_year(t->field[FIGURE_PERIOD]) < year;
}

static const struct figure *answer(struct keeping *k, const struct keyed *t)
{
	return results_answer(&k->results, k->rows.scale, t->f, &k->wording[t - k->targets.v], t != t->head);
}

static void put(struct keeping *k, const struct keyed *t, const struct report_figures *b)
{
	const struct scale *s = k->rows.scale;
	const struct figure *result = answer(k, t);
	const struct figure *reference = results_growth(&k->results, s->reference, t->f->field[FIGURE_PERIOD]);
	enum kept kept = !result && !is_due(t->f, b) ? KEPT_PENDING : kept_judge(s, t->f, result, reference);
	figure_row(&k->rows, kept_name[kept], kept == KEPT_MET || kept == KEPT_EXCEEDED || kept == KEPT_PENDING, t->f, result, -1);
}

static void visit(void *ctx, const struct report_figures *a, const struct report_figures *b)
{
	struct keeping *k = ctx;
	if (!a)
		return;
	arena_reset(&k->arena);
	keyed_fill(&k->targets, &k->arena, a, target_key, NULL);
	results_fill(&k->results, k->rows.scale, b, &k->arena);
	GROW(k->wording, k->wording_cap, k->targets.n + 1);
	for (size_t i = 0; i < k->targets.n; i++)
		k->wording[i] = wording_of(k->rows.scale, k->targets.v[i].f, &k->arena, &k->results.scratch);
	/* who is called by a result's name takes it before one who only is of its kind */
	for (size_t i = 0; i < k->targets.n; i++)
		if (!is_repeated(k, &k->targets.v[i]))
			answer(k, &k->targets.v[i]);
	k->rows.view->document(k->rows.view, report_title(&k->title_a, a), report_title(&k->title_b, b));
	for (size_t i = 0; i < a->n; i++)
		if (k->targets.place[i] != KEYED_NOT && !is_repeated(k, &k->targets.v[k->targets.place[i]]))
			put(k, &k->targets.v[k->targets.place[i]], b);
}

size_t kept_targets(const struct scale *scale, const struct report_figures *a, size_t n, const struct report_figures *b, size_t m,
	struct view *view)
{
	struct keeping k = { .rows = { .scale = scale, .view = view } };
	pair_reports(a, n, b, m, false, visit, &k);
	keyed_free(&k.targets);
	free(k.wording);
	results_free(&k.results);
	buf_free(&k.title_a);
	buf_free(&k.title_b);
	arena_free(&k.arena);
	figure_rows_free(&k.rows);
	return k.rows.changes;
}
