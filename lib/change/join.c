#include "change/join.h"

#include <stdlib.h>
#include "base/mem.h"
#include "base/utf8.h"
#include "change/wording.h"

/* The figures of one report, and how they are worded. */
struct joined { struct keyed_list list; struct wording *wording; size_t cap; };

struct join {
	const struct scale *scale;
	const struct join_options *options;
	struct figure_rows rows;
	struct arena arena;             /* keys of the reports at hand */
	struct joined a, b;
	struct buf title_a, title_b, scratch;
};

/* A period as the distance from the report's year (2024 in a report of 2025: -1), so that reports of two years can meet; of
 * several years only their number: 十四五 is five years in each of its reports. */
static void key_period(struct buf *key, const struct figure *f)
{
	size_t year, from, to;
	struct sv period = f->field[FIGURE_PERIOD], rest = period, first;
	if (!sv_size(f->field[FIGURE_YEAR], &year) || !sv_cut(&rest, '-', &first)) {
		key_part(key, period);
		return;
	}
	if (sv_size(first, &from) && sv_size(rest, &to)) {
		buf_fmt(key, "%zuy%c\x1f", to - from + 1, to < year ? '-' : '+');
		return;
	}
	if (first.n >= 4 && sv_size(sv_sub(first, 0, 4), &from)) {
		buf_fmt(key, "%ld", (long)from - (long)year);
		key_part(key, sv_skip(period, 4));
		return;
	}
	key_part(key, period);
}

/* The indicator's id; what no rule names is called by its noun phrase. One or two characters (项目, 投资) are not enough of a
 * name to tell two things apart: there the clause must be the same but for its figures. */
static void key_subject(struct buf *key, const struct figure *f)
{
	struct sv quote = f->field[FIGURE_QUOTE];
	key_part(key, figure_subject(f));
	if (f->field[FIGURE_INDICATOR].n || utf8_count(f->field[FIGURE_METRIC]) > 2)
		return;
	for (size_t i = 0; i < quote.n; i++)
		if ((quote.p[i] < '0' || quote.p[i] > '9') && quote.p[i] != '.')
			buf_char(key, quote.p[i]);
}

static bool join_key(const void *ctx, struct buf *key, const struct figure *f)
{
	const struct join *j = ctx;
	const struct join_options *o = j->options;
	for (size_t i = 0; i < o->keys; i++)
		if (o->key[i] == FIGURE_INDICATOR)
			key_subject(key, f);
		else
			key_part(key, f->field[o->key[i]]);
	key_part(key, f->is_target ? SV("target") : SV("result"));
	key_period(key, f);
	key_part(key, f->has_value ? f->field[FIGURE_BASE] : SV(""));
	return true;
}

static bool same_figure(struct join *j, const struct figure *x, const struct figure *y)
{
	struct tolerance none = { decimal_int(0), false };
	return x->has_value == y->has_value && figure_compare(j->scale, &none, x, y) == FIGURE_SAME;
}

/* ---- who meets whom ---- */

static bool is_head(const struct keyed *k)
{
	return k->head == k;
}

static void marry(struct keyed *x, struct keyed *y)
{
	x->with = y;
	y->with = x;
}

static const struct wording *wording(const struct joined *side, const struct keyed *k)
{
	return &side->wording[k - side->list.v];
}

static bool alike(const struct join *j, const struct keyed *x, const struct keyed *y)
{
	return sv_eq(wording(&j->a, x)->core, wording(&j->b, y)->core);
}

static bool clash(const struct join *j, const struct keyed *x, const struct keyed *y)
{
	return wordings_clash(wording(&j->a, x), wording(&j->b, y), false);
}

/* Heads whose right to speak for their reports nothing puts in doubt: rates, which the headline gives first, the paragraphs of
 * targets, the same wording. */
static bool is_certain(const struct join *j, const struct keyed *x, const struct keyed *y)
{
	bool targets = sv_is(x->f->field[FIGURE_ROLE], "targets") && sv_is(y->f->field[FIGURE_ROLE], "targets");
	return !x->f->has_value || sv_eq(x->f->field[FIGURE_BASE], j->scale->points_base) || targets || alike(j, x, y);
}

/* Whom x meets among those of its key in B, y being the first of them; NULL if nobody. */
static struct keyed *by_name(const struct join *j, const struct keyed *x, struct keyed *y)
{
	const struct keyed *head = y, *end = j->b.list.v + j->b.list.n;
	for (; y < end && y->head == head; y++)
		if (!y->with && alike(j, x, y) && !clash(j, x, y))
			return y;
	return NULL;
}

static struct keyed *by_figure(struct join *j, const struct keyed *x, struct keyed *y)
{
	const struct keyed *head = y, *end = j->b.list.v + j->b.list.n;
	for (; y < end && y->head == head; y++)
		if (!y->with && same_figure(j, x->f, y->f) && !clash(j, x, y))
			return y;
	return NULL;
}

/* Whether an earlier one of its key is called the same: it has spoken. */
static bool is_named(const struct join *j, const struct keyed *x)
{
	for (const struct keyed *k = x->head; k < x; k++)
		if (sv_eq(wording(&j->a, k)->core, wording(&j->a, x)->core))
			return true;
	return false;
}

/* The first of a key meets the first of that key, but where a count's name tells that another one is meant (公租房, 保障性租赁住房);
 * of the others, those that say the same. */
static void meet_equals(struct join *j)
{
	enum { HEADS_SURE, NAMES, HEADS, FIGURES, STEPS };
	for (int step = HEADS_SURE; step < STEPS; step++)
		for (size_t i = 0; i < j->a.list.n; i++) {
			struct keyed *x = &j->a.list.v[i], *y = x->with ? NULL : keyed_find(&j->b.list, x->key);
			if (!y)
				continue;
			bool heads = is_head(x) && !y->with && !clash(j, x, y);
			if (step == HEADS_SURE)
				y = heads && is_certain(j, x, y) ? y : NULL;
			else if (step == NAMES)
				y = is_named(j, x) || !x->f->has_value ? NULL : by_name(j, x, y);
			else if (step == HEADS)
				y = heads ? y : NULL;
			else
				y = by_figure(j, x, y);
			if (y)
				marry(x, y);
		}
}

/* The key without the base unit at its end. */
static struct sv without_base(const struct keyed *k)
{
	return sv_sub(k->key, 0, k->key.n - 1 - (k->f->has_value ? k->f->field[FIGURE_BASE].n : 0));
}

static bool bases_meet(const struct join *j, const struct keyed *x, const struct keyed *y)
{
	return x->f->has_value != y->f->has_value
		|| (scale_same_unit(j->scale, x->f->field[FIGURE_BASE], y->f->field[FIGURE_BASE]) && !clash(j, x, y));
}

/* What has a number on one side and only words on the other (与经济增长同步 -> 5%左右) has no base in common, nor have 20家 and 24户. */
static void meet_words(struct join *j)
{
	for (size_t i = 0; i < j->a.list.n; i++) {
		struct keyed *x = &j->a.list.v[i];
		if (x->with || !is_head(x))
			continue;
		struct sv key = without_base(x);
		for (struct keyed *y = keyed_from(&j->b.list, key); y < j->b.list.v + j->b.list.n && sv_starts(y->key, key) && !x->with; y++)
			if (!y->with && is_head(y) && bases_meet(j, x, y) && sv_eq(key, without_base(y)))
				marry(x, y);
	}
}

/* ---- rows ---- */

static void put_pair(struct join *j, const struct figure *a, const struct figure *b)
{
	enum figure_change c = figure_compare(j->scale, &j->options->tolerance, a, b);
	figure_row(&j->rows, figure_change_name[c], c == FIGURE_SAME, a, b, -1);
}

/* One that met nobody: the first of its key is dropped or new, another one a duplicate, of no account if it says the same. */
static void put_alone(struct join *j, const struct keyed *k, bool is_a)
{
	enum figure_change c = !is_head(k) ? FIGURE_DUPLICATE : is_a ? FIGURE_DROPPED : FIGURE_NEW;
	bool same = c == FIGURE_DUPLICATE && same_figure(j, k->head->f, k->f);
	figure_row(&j->rows, figure_change_name[c], same, is_a ? k->f : NULL, is_a ? NULL : k->f, -1);
}

static void fill(struct join *j, struct joined *side, const struct report_figures *r)
{
	keyed_fill(&side->list, &j->arena, r, join_key, j);
	GROW(side->wording, side->cap, side->list.n + 1);
	for (size_t i = 0; i < side->list.n; i++)
		side->wording[i] = wording_of(j->scale, side->list.v[i].f, &j->arena, &j->scratch);
}

static void visit(void *ctx, const struct report_figures *a, const struct report_figures *b)
{
	struct join *j = ctx;
	arena_reset(&j->arena);
	fill(j, &j->a, a);
	fill(j, &j->b, b);
	j->rows.view->document(j->rows.view, report_title(&j->title_a, a), report_title(&j->title_b, b));
	meet_equals(j);
	meet_words(j);
	for (size_t i = 0; a && i < a->n; i++) {
		const struct keyed *k = &j->a.list.v[j->a.list.place[i]];
		if (k->with)
			put_pair(j, k->f, k->with->f);
		else
			put_alone(j, k, true);
	}
	for (size_t i = 0; b && i < b->n; i++)
		if (!j->b.list.v[j->b.list.place[i]].with)
			put_alone(j, &j->b.list.v[j->b.list.place[i]], false);
}

size_t join_figures(const struct scale *scale, const struct report_figures *a, size_t n, const struct report_figures *b, size_t m,
	const struct join_options *options, struct view *view)
{
	struct join j = { .scale = scale, .options = options, .rows = { .scale = scale, .view = view } };
	pair_reports(a, n, b, m, options->cascade, visit, &j);
	keyed_free(&j.a.list);
	keyed_free(&j.b.list);
	free(j.a.wording);
	free(j.b.wording);
	buf_free(&j.scratch);
	buf_free(&j.title_a);
	buf_free(&j.title_b);
	arena_free(&j.arena);
	figure_rows_free(&j.rows);
	return j.rows.changes;
}
