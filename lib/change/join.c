#include "change/join.h"

#include "base/utf8.h"

struct join {
	const struct scale *scale;
	const struct join_options *options;
	struct figure_rows rows;
	struct arena arena;             /* keys of the reports at hand */
	struct keyed_list a, b;
	struct buf title_a, title_b;
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

/* The first of a key meets the first of that key; of the others, those that say the same. */
static void meet_equals(struct join *j)
{
	for (size_t i = 0; i < j->a.n; i++) {
		struct keyed *x = &j->a.v[i], *y = keyed_find(&j->b, x->key), *end = j->b.v + j->b.n;
		if (y && is_head(x)) {
			marry(x, y);
			continue;
		}
		for (const struct keyed *head = y; y && y < end && y->head == head; y++)
			if (!y->with && same_figure(j, x->f, y->f)) {
				marry(x, y);
				break;
			}
	}
}

/* The key without the base unit at its end. */
static struct sv without_base(const struct keyed *k)
{
	return sv_sub(k->key, 0, k->key.n - 1 - (k->f->has_value ? k->f->field[FIGURE_BASE].n : 0));
}

/* What has a number on one side and only words on the other (与经济增长同步 -> 5%左右) has no base in common. */
static void meet_words(struct join *j)
{
	for (size_t i = 0; i < j->a.n; i++) {
		struct keyed *x = &j->a.v[i];
		if (x->with || !is_head(x))
			continue;
		struct sv key = without_base(x);
		for (struct keyed *y = keyed_from(&j->b, key); y < j->b.v + j->b.n && sv_starts(y->key, key) && !x->with; y++)
			if (!y->with && is_head(y) && x->f->has_value != y->f->has_value && sv_eq(key, without_base(y)))
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

static void visit(void *ctx, const struct report_figures *a, const struct report_figures *b)
{
	struct join *j = ctx;
	arena_reset(&j->arena);
	keyed_fill(&j->a, &j->arena, a, join_key, j);
	keyed_fill(&j->b, &j->arena, b, join_key, j);
	j->rows.view->document(j->rows.view, report_title(&j->title_a, a), report_title(&j->title_b, b));
	meet_equals(j);
	meet_words(j);
	for (size_t i = 0; a && i < a->n; i++) {
		const struct keyed *k = &j->a.v[j->a.place[i]];
		if (k->with)
			put_pair(j, k->f, k->with->f);
		else
			put_alone(j, k, true);
	}
	for (size_t i = 0; b && i < b->n; i++)
		if (!j->b.v[j->b.place[i]].with)
			put_alone(j, &j->b.v[j->b.place[i]], false);
}

size_t join_figures(const struct scale *scale, const struct report_figures *a, size_t n, const struct report_figures *b, size_t m,
	const struct join_options *options, struct view *view)
{
	struct join j = { .scale = scale, .options = options, .rows = { .scale = scale, .view = view } };
	pair_reports(a, n, b, m, options->cascade, visit, &j);
	keyed_free(&j.a);
	keyed_free(&j.b);
	buf_free(&j.title_a);
	buf_free(&j.title_b);
	arena_free(&j.arena);
	figure_rows_free(&j.rows);
	return j.rows.changes;
}
