#include "change/answer.h"

#include <stdlib.h>
#include "base/mem.h"

/* So many bytes of a thing's wording tell it: four characters (污水管网). */
enum { CORE_LEAST = 12 };
/* A level that is said to stand at the end of five years is the last year's, but at this multiple of the year's target it may be
 * their sum. */
enum { SUM_FACTOR = 2 };

void results_fill(struct results *all, const struct scale *s, const struct report_figures *r, struct arena *a)
{
	all->n = 0;
	for (size_t i = 0; r && i < r->n; i++) {
		if (r->v[i].is_target)
			continue;
		GROW(all->v, all->cap, all->n + 1);
		all->v[all->n++] = (struct result){ &r->v[i], wording_of(s, &r->v[i], a, &all->scratch), NULL };
	}
}

void results_free(struct results *all)
{
	free(all->v);
	buf_free(&all->scratch);
}

static bool same(const struct figure *a, const struct figure *b, enum figure_field k)
{
	return sv_eq(a->field[k], b->field[k]);
}

static bool same_unit(const struct scale *s, const struct figure *a, const struct figure *b)
{
	return scale_same_unit(s, a->field[FIGURE_BASE], b->field[FIGURE_BASE]);
}

/* ---- how well a result fits, by what; 0: not at all ---- */

/* 2: the same thing; 1: one names it more fully (筹集保障性租赁住房, 保障性租赁住房); 0: another, or not to be told. */
static unsigned alike(const struct wording *a, const struct wording *b)
{
	struct sv x = a->core, y = b->core;
	if (x.n == 0 || y.n == 0)
		return 0;
	if (sv_eq(x, y))
		return 2;
	return (x.n >= CORE_LEAST && sv_ends(y, x)) || (y.n >= CORE_LEAST && sv_ends(x, y));
}

static unsigned fits_subject(const struct scale *s, const struct figure *t, const struct wording *w, const struct result *r)
{
	if (sv_eq(figure_subject(t), figure_subject(r->f)))
		return 2;
	bool both = t->field[FIGURE_INDICATOR].n && r->f->field[FIGURE_INDICATOR].n;
	return !both && w->core.n >= CORE_LEAST && alike(w, &r->wording) == 2 && t->has_value && r->f->has_value && same_unit(s, t, r->f);
}

/* 2021-2025 for 2025 */
static bool ends_five_years(struct sv span, struct sv period)
{
	size_t year, from, to;
	struct sv first;
	return sv_size(period, &year) && sv_cut(&span, '-', &first) && sv_size(first, &from) && sv_size(span, &to) && to == year
		&& from + 4 == to;
}

static bool is_sum(const struct figure *t, const struct figure *r)
{
	struct decimal factor = decimal_int(SUM_FACTOR), most;
	return !decimal_mul(&t->value, &factor, &most) || decimal_cmp(&r->value, &most) >= 0;
}

static unsigned fits_period(const struct scale *s, const struct figure *t, const struct wording *w, const struct result *r)
{
	if (same(t, r->f, FIGURE_PERIOD))
		return 2;
	if (!same(t, r->f, FIGURE_MEASURE) || !ends_five_years(r->f->field[FIGURE_PERIOD], t->field[FIGURE_PERIOD]))
		return 0;
	if (sv_is(t->field[FIGURE_MEASURE], "share"))
		return 1;
	return sv_is(t->field[FIGURE_MEASURE], "level") && t->has_value && r->f->has_value && same_unit(s, t, r->f)
		&& w->count >= 0 && r->wording.count == 1 && !is_sum(t, r->f);
}

static unsigned fits_measure(const struct figure *t, const struct result *r)
{
	if (same(t, r->f, FIGURE_MEASURE))
		return 2;
	return !t->has_value && sv_is(r->f->field[FIGURE_MEASURE], "growth");
}

/* The higher the better; 0: r does not answer t. */
static unsigned fit(const struct scale *s, const struct figure *t, const struct wording *w, const struct result *r)
{
	unsigned subject = fits_subject(s, t, w, r), measure = subject ? fits_measure(t, r) : 0, period = measure ? fits_period(s, t, w, r) : 0;
	if (!period || !same(t, r->f, FIGURE_SCOPE) || wordings_clash(w, &r->wording, false))
		return 0;
	/* a rate of one name is one thing, and the first is the report's headline; counts of one name may be of several */
	unsigned name = sv_eq(t->field[FIGURE_BASE], s->points_base) ? 0 : alike(w, &r->wording);
	return subject << 8 | period << 6 | measure << 4 | (unsigned)r->f->has_value << 3 | (unsigned)same_unit(s, t, r->f) << 2 | name;
}

const struct figure *results_answer(struct results *all, const struct scale *s, const struct figure *target, const struct wording *w,
	bool named)
{
	struct result *found = NULL;
	unsigned best = 0;
	bool sure = true;
	for (size_t i = 0; i < all->n; i++) {
		struct result *r = &all->v[i];
		if ((named || (r->answers && r->answers != target)) && !alike(w, &r->wording))
			continue;
		unsigned now = fit(s, target, w, r);
		if (now > best) {
			best = now;
			found = r;
			sure = true;
		} else if (now && now == best && (fits_period(s, target, w, r) < 2 || fits_subject(s, target, w, r) < 2)
			&& !same(found->f, r->f, FIGURE_VALUE)) {
			sure = false;           /* what is told by the end of a span, or by wording alone, must be told once */
		}
	}
	if (!found || !sure)
		return NULL;
	if (alike(w, &found->wording))
		found->answers = target;
	return found->f;
}

const struct figure *results_growth(const struct results *all, struct sv indicator, struct sv period)
{
	for (size_t i = 0; i < all->n; i++) {
		const struct figure *f = all->v[i].f;
		if (f->has_value && sv_eq(figure_subject(f), indicator) && f->field[FIGURE_SCOPE].n == 0
			&& sv_is(f->field[FIGURE_MEASURE], "growth") && sv_eq(f->field[FIGURE_PERIOD], period))
			return f;
	}
	return NULL;
}
