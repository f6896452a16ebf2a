#include "change/figure_row.h"

const char *const figure_row_column[FIGURE_ROW_COLUMNS] = {
	"change", "region", "indicator", "metric", "measure", "scope",
	"doc_a", "status_a", "period_a", "strength_a", "op_a", "lo_a", "hi_a", "unit_a", "value_a",
	"doc_b", "status_b", "period_b", "strength_b", "op_b", "lo_b", "hi_b", "unit_b", "value_b",
	"base", "difference", "difference_unit", "similarity", "line_a", "line_b", "quote_a", "quote_b"
};

static struct sv field(const struct figure *f, enum figure_field k)
{
	return f ? f->field[k] : (struct sv){ "", 0 };
}

static struct sv either(const struct figure *a, const struct figure *b, enum figure_field k)
{
	struct sv s = field(b, k);
	return s.n ? s : field(a, k);
}

static struct sv put_figure(struct buf *to, const struct figure *f)
{
	to->n = 0;
	if (f)
		figure_put(to, f);
	return buf_sv(to);
}

/* 地区生产总值 and, where there is one, the scope. */
static struct sv put_subject(struct buf *to, const struct figure *a, const struct figure *b)
{
	struct sv name = either(a, b, FIGURE_METRIC), scope = either(a, b, FIGURE_SCOPE);
	to->n = 0;
	buf_add(to, name.n ? name : either(a, b, FIGURE_INDICATOR));
	if (scope.n)
		buf_fmt(to, " (" SV_FMT ")", SV_ARG(scope));
	return buf_sv(to);
}

static struct sv put_difference(struct figure_rows *r, const struct figure *a, const struct figure *b)
{
	struct decimal d;
	r->difference.n = 0;
	if (a && b && figure_difference(a, b, &d))
		decimal_put(&r->difference, &d);
	return buf_sv(&r->difference);
}

/* For people, in the unit of the text where both use the same: +0.6万亿元. */
static void show_difference(struct figure_rows *r, const struct figure *a, const struct figure *b, struct sv unit)
{
	struct decimal lo_a, lo_b, d;
	bool points = sv_eq(unit, r->scale->points_unit);
	if (points || !sv_eq(a->field[FIGURE_UNIT], b->field[FIGURE_UNIT]) || !decimal_parse(a->field[FIGURE_LO], &lo_a)
		|| !decimal_parse(b->field[FIGURE_LO], &lo_b) || !decimal_sub(&lo_b, &lo_a, &d))
		figure_difference(a, b, &d);
	else
		unit = b->field[FIGURE_UNIT];
	if (decimal_sign(&d) > 0)
		buf_char(&r->shown, '+');
	decimal_put(&r->shown, &d);
	buf_add(&r->shown, unit);
}

void figure_row(struct figure_rows *r, const char *change, bool same, const struct figure *a, const struct figure *b, double similarity)
{
	struct sv base = either(a, b, FIGURE_BASE), difference = put_difference(r, a, b), none = { "", 0 };
	struct sv unit = difference.n == 0 ? none : sv_eq(base, r->scale->points_base) ? r->scale->points_unit : base;
	r->similarity.n = r->shown.n = 0;
	if (similarity >= 0)
		buf_fmt(&r->similarity, "%.3f", similarity);
	if (difference.n && !sv_is(difference, "0"))
		show_difference(r, a, b, unit);
	struct sv cell[FIGURE_ROW_COLUMNS] = {
		sv_of(change), either(a, b, FIGURE_REGION), either(a, b, FIGURE_INDICATOR), either(a, b, FIGURE_METRIC), either(a, b, FIGURE_MEASURE),
		either(a, b, FIGURE_SCOPE),
		field(a, FIGURE_DOC), field(a, FIGURE_STATUS), field(a, FIGURE_PERIOD), field(a, FIGURE_STRENGTH), field(a, FIGURE_OP),
		field(a, FIGURE_LO), field(a, FIGURE_HI), field(a, FIGURE_UNIT), field(a, FIGURE_VALUE),
		field(b, FIGURE_DOC), field(b, FIGURE_STATUS), field(b, FIGURE_PERIOD), field(b, FIGURE_STRENGTH), field(b, FIGURE_OP),
		field(b, FIGURE_LO), field(b, FIGURE_HI), field(b, FIGURE_UNIT), field(b, FIGURE_VALUE),
		base, difference, unit, buf_sv(&r->similarity), field(a, FIGURE_LINE), field(b, FIGURE_LINE),
		field(a, FIGURE_QUOTE), field(b, FIGURE_QUOTE)
	};
	struct row_change row = { .change = cell[0], .same = same, .cell = cell, .subject = put_subject(&r->subject, a, b),
		.status = (a ? a : b)->is_target ? SV("target") : SV("result"), .measure = either(a, b, FIGURE_MEASURE),
		.a = put_figure(&r->text_a, a), .b = put_figure(&r->text_b, b), .difference = buf_sv(&r->shown),
		.quote_a = field(a, FIGURE_QUOTE), .quote_b = field(b, FIGURE_QUOTE) };
	r->changes += !same;
	r->view->row(r->view, &row);
}

void figure_rows_free(struct figure_rows *r)
{
	struct buf *all[] = { &r->text_a, &r->text_b, &r->difference, &r->shown, &r->subject, &r->similarity };
	for (size_t i = 0; i < sizeof all / sizeof *all; i++)
		buf_free(all[i]);
}
