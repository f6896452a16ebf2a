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
		key_part(key, sv_skip(first, 4));
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
	return true;
}

static bool same_figure(struct join *j, const struct figure *x, const struct figure *y)
{
	struct tolerance none = { decimal_int(0), false };
	return x->has_value == y->has_value && figure_compare(j->scale, &none, x, y) == FIGURE_SAME;
}

/* The rows of one key behind the first. */
static void emit_more(struct join *j, const struct keyed_list *list, struct keyed *head, bool is_a)
{
	if (!head)
		return;
	head->done = true;
	for (struct keyed *k = head + 1; k < list->v + list->n && sv_eq(k->key, head->key); k++) {
		k->done = true;
		figure_row(&j->rows, figure_change_name[FIGURE_DUPLICATE], same_figure(j, head->f, k->f), is_a ? k->f : NULL, is_a ? NULL : k->f, -1);
	}
}

static void meet(struct join *j, struct keyed *a, struct keyed *b)
{
	const struct figure *x = a ? a->f : NULL, *y = b ? b->f : NULL;
	bool other_base = x && y && x->has_value && y->has_value && !sv_eq(x->field[FIGURE_BASE], y->field[FIGURE_BASE]);
	if (x && y && !other_base) {
		enum figure_change c = figure_compare(j->scale, &j->options->tolerance, x, y);
		figure_row(&j->rows, figure_change_name[c], c == FIGURE_SAME, x, y, -1);
	} else {
		if (x)
			figure_row(&j->rows, figure_change_name[FIGURE_DROPPED], false, x, NULL, -1);
		if (y)
			figure_row(&j->rows, figure_change_name[FIGURE_NEW], false, NULL, y, -1);
	}
	emit_more(j, &j->a, a, true);
	emit_more(j, &j->b, b, false);
}

/* Visits the keys of a report in the order of its figures. */
static void each_head(struct join *j, const struct report_figures *r, struct keyed_list *list, bool is_a)
{
	for (size_t i = 0; r && i < r->n; i++) {
		const struct keyed *k = &list->v[list->place[i]];
		if (k->done)
			continue;
		struct keyed *head = keyed_find(list, k->key);
		meet(j, is_a ? head : NULL, is_a ? keyed_find(&j->b, head->key) : head);
	}
}

static void visit(void *ctx, const struct report_figures *a, const struct report_figures *b)
{
	struct join *j = ctx;
	arena_reset(&j->arena);
	keyed_fill(&j->a, &j->arena, a, join_key, j);
	keyed_fill(&j->b, &j->arena, b, join_key, j);
	j->rows.view->document(j->rows.view, report_title(&j->title_a, a), report_title(&j->title_b, b));
	each_head(j, a, &j->a, true);
	each_head(j, b, &j->b, false);
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
