#include "change/kept.h"

#include <stdio.h>

const char *const kept_name[KEPTS + 1] = { "met", "missed", "exceeded", "unreported", "unclear", NULL };

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
	if (target->has_value && result->has_value && sv_eq(target->field[FIGURE_BASE], result->field[FIGURE_BASE]))
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

struct keeping { struct figure_rows rows; struct arena arena; struct keyed_list targets, results; struct buf title_a, title_b; };

static void put_key(struct buf *key, struct sv subject, struct sv scope, struct sv period, struct sv measure)
{
	key_part(key, subject);
	key_part(key, scope);
	key_part(key, period);
	key_part(key, measure);
}

static bool figure_key(struct buf *key, const struct figure *f)
{
	put_key(key, figure_subject(f), f->field[FIGURE_SCOPE], f->field[FIGURE_PERIOD], f->field[FIGURE_MEASURE]);
	return true;
}

static bool target_key(const void *ctx, struct buf *key, const struct figure *f)
{
	(void)ctx;
	return f->is_target && figure_is_named(f) && figure_key(key, f);
}

static bool result_key(const void *ctx, struct buf *key, const struct figure *f)
{
	(void)ctx;
	return !f->is_target && figure_key(key, f);
}

/* The first result of a key; `only`: if it is the only one. */
static const struct figure *find_result(struct keeping *k, struct sv subject, struct sv scope, struct sv period, struct sv measure,
	bool only)
{
	struct buf key = { 0 };
	put_key(&key, subject, scope, period, measure);
	const struct keyed *found = keyed_find(&k->results, buf_sv(&key)), *end = k->results.v + k->results.n;
	if (found && only && found + 1 < end && sv_eq(found[1].key, found->key))
		found = NULL;
	buf_free(&key);
	return found ? found->f : NULL;
}

/* The result that answers a target: of the same measure and period; where the target has no figure, else of its growth. A share
 * that a report gives once, for the five years that end with the period, is that of their end. */
static const struct figure *answer(struct keeping *k, const struct figure *t)
{
	struct sv subject = figure_subject(t), scope = t->field[FIGURE_SCOPE], period = t->field[FIGURE_PERIOD];
	struct sv measure = t->field[FIGURE_MEASURE];
	const struct figure *f = find_result(k, subject, scope, period, measure, false);
	size_t year;
	char five[48];
	if (!f && !t->has_value)
		f = find_result(k, subject, scope, period, SV("growth"), false);
	if (!f && sv_is(measure, "share") && sv_size(period, &year) && year > 4) {
		int n = snprintf(five, sizeof five, "%zu-%zu", year - 4, year);
		f = find_result(k, subject, scope, sv_from(five, (size_t)n), measure, true);
	}
	return f;
}

static const struct figure *reference_for(struct keeping *k, const struct figure *t)
{
	return find_result(k, k->rows.scale->reference, SV(""), t->field[FIGURE_PERIOD], SV("growth"), false);
}

static void visit(void *ctx, const struct report_figures *a, const struct report_figures *b)
{
	struct keeping *k = ctx;
	if (!a)
		return;
	arena_reset(&k->arena);
	keyed_fill(&k->targets, &k->arena, a, target_key, NULL);
	keyed_fill(&k->results, &k->arena, b, result_key, k->rows.scale);
	k->rows.view->document(k->rows.view, report_title(&k->title_a, a), report_title(&k->title_b, b));
	for (size_t i = 0; i < a->n; i++) {
		if (k->targets.place[i] == KEYED_NOT)
			continue;
		const struct keyed *t = &k->targets.v[k->targets.place[i]];
		if (keyed_find(&k->targets, t->key) != t)
			continue;               /* said again */
		const struct figure *result = answer(k, t->f);
		enum kept kept = kept_judge(k->rows.scale, t->f, result, reference_for(k, t->f));
		figure_row(&k->rows, kept_name[kept], kept == KEPT_MET || kept == KEPT_EXCEEDED, t->f, result, -1);
	}
}

size_t kept_targets(const struct scale *scale, const struct report_figures *a, size_t n, const struct report_figures *b, size_t m,
	struct view *view)
{
	struct keeping k = { .rows = { .scale = scale, .view = view } };
	pair_reports(a, n, b, m, false, visit, &k);
	keyed_free(&k.targets);
	keyed_free(&k.results);
	buf_free(&k.title_a);
	buf_free(&k.title_b);
	arena_free(&k.arena);
	figure_rows_free(&k.rows);
	return k.rows.changes;
}
