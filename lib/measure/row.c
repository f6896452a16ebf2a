#include "base/utf8.h"
#include "measure/reading.h"

const char *const measure_columns[MEASURE_CELLS] = {
	"indicator", "metric", "measure", "status", "period", "strength", "op", "lo", "hi", "unit", "value", "value_hi", "base",
	"versus", "scope", "rule", "span", "quote"
};

bool is_part(const struct frame *f, const struct number *n, const struct subject *s)
{
	return n->dimension == DIM_PERCENT && !f->grows_after && (f->whole || (f->part_of && s->at.start == f->noun.start));
}

enum measure measure_of(const struct measurer *m, const struct frame *f, const struct subject *s, bool carried, struct number *n)
{
	bool part = n->dimension == DIM_PERCENT || n->dimension == DIM_MULTIPLE || n->fraction;
	bool counts = f->noun.end > 0 && s->at.start == f->noun.start;  /* of what stands behind it */
	int direction = f->direction != 0 ? f->direction : f->reach || f->is_new.end > 0 ? 0 : f->head_direction;
	if (f->is_new.end > 0 && f->is_new.start >= f->subject.end && f->subject.end > f->subject.start && !counts)
		direction = FRAME_UP;           /* 规上企业新增300户: more of them by so many */
	if (f->rank)
		return MEASURE_RANK;
	if (direction < 0)
		number_negate(n);
	if (n->dimension == DIM_POINTS || f->compared)
		return MEASURE_CHANGE;
	if (!part && counts && f->subject.end > f->subject.start && direction > 0)
		return MEASURE_LEVEL;           /* 建设提升300个驿站 */
	if (!part)
		return direction != 0 ? MEASURE_CHANGE : MEASURE_LEVEL;
	if (f->share || n->part > 0 || ((f->said_of || n->fraction) && direction == 0))
		return MEASURE_SHARE;
	/* 失业率、价格涨幅分别控制在5%和3%以内: the 涨幅 is only the last one's */
	if (f->rate && direction == 0 && s->indicator != NULL && s->indicator->percent == MEASURE_SHARE)
		return MEASURE_SHARE;
	if (is_part(f, n, s))
		return MEASURE_SHARE;
	if (direction != 0 || f->rate || f->grows_after || sv_is(n->unit, "番"))
		return MEASURE_GROWTH;
	if (carried && m->now.n > 0 && (f->reach || f->from) && (m->now.measure == MEASURE_GROWTH || m->now.measure == MEASURE_SHARE)) {
		if (m->now.falls && direction == 0)
			number_negate(n);               /* 降幅由5%收窄到2% */
		return m->now.measure;
	}
	if (s->indicator != NULL && s->indicator->has_index && decimal_cmp(&n->lo, &s->indicator->index) >= 0)
		return MEASURE_LEVEL;           /* 居民消费价格指数为101.5% */
	/* 八成以上投向民生 is a part of it, whatever a bare % of it would be */
	return s->indicator != NULL && s->indicator->percent != MEASURE_NONE && !sv_is(n->unit, "成") ? s->indicator->percent :
		MEASURE_SHARE;
}

static bool says(const struct lexis *w, struct sv text, uint64_t class)
{
	for (size_t i = 0; i < w->n; i++)
		if ((w->word[i].classes & class) != 0 && sv_has(text, w->word[i].text))
			return true;
	return false;
}

bool row_planned(const struct measurer *m)
{
	struct sv role = m->view->role;
	if (sv_is(role, "annex"))               /* 附件 / 2026年民生实事; but not 2025年民生实事完成情况 */
		return says(m->lexis, m->view->heading, CLASS(PROJECTS)) && sv_has(m->view->heading, m->view->year);
	static const char *const ahead[] = { "targets", "tasks", "livelihood", "outlook", "government", "closing", NULL };
	for (size_t i = 0; ahead[i] != NULL; i++)
		if (sv_is(role, ahead[i]))
			return true;
	return false;
}

/* The last year of a period: 2025 of 2021-2025 and of 2025Q3; 0 if it has none. */
static size_t last_year(struct sv period)
{
	struct sv piece;
	size_t year = 0;
	while (sv_cut(&period, '-', &piece))
		if (piece.n < 4 || !sv_size(sv_from(piece.p, 4), &year))
			return 0;
	return year;
}

static bool estimated(const struct measurer *m, const struct draft *d)
{
	struct hit h;
	return d->strength.end > d->strength.start && word_starting(&m->lexed, d->strength.start, d->strength.end, CLASS(ESTIMATE), &h);
}

/* Of the years that ended the last, where 全年 or an estimate of growth can mean no other: its accounts are not closed yet. */
static struct sv latest(const struct measurer *m, const struct draft *d, struct sv period)
{
	size_t year, last = last_year(period);
	bool one = !d->yearly && !d->total && (sv_is(d->part, "all") || (d->measure == MEASURE_GROWTH && estimated(m, d)));
	if (period.n != 9 || !one || !sv_size(m->view->year, &year) || last >= year)
		return period;
	return sv_skip(period, 5);              /* 2022 of 2018-2022 */
}

/* The years of a row; empty where the text does not tell them, as those of an average (年均) within a year's review. */
static struct sv period_of(struct measurer *m, const struct draft *d)
{
	struct sv own = m->view->period.n > 0 || !m->planned ? m->view->period : m->view->year;
	struct sv period = d->period.n > 0 ? d->period : m->period.n > 0 ? m->period : own;
	bool one_year = !sv_has(period, SV("-"));
	if (d->undated || (d->yearly && one_year))
		return (struct sv){ NULL, 0 };
	if (d->part.n == 0 || sv_is(d->part, "all") || period.n != 4)
		return latest(m, d, period);
	char *p = arena_take(&m->arena, period.n + d->part.n);
	memcpy(p, period.p, period.n);
	memcpy(p + period.n, d->part.p, d->part.n);
	return sv_from(p, period.n + d->part.n);
}

static const char *status_of(const struct measurer *m, const struct draft *d, struct sv period)
{
	size_t year = 0;
	if (m->view->role.n == 0)
		return "";
	if (d->start)
		return "actual";
	bool plan = m->planned;
	int said = d->year > 0 ? d->year : m->year;
	if (said > 0 && sv_size(m->view->year, &year)) {
		if (!plan && (size_t)said >= year)
			plan = true;
		else if (plan && (size_t)said < year)
			plan = false;
	}
	/* an outlook may look back: what it says of the five years that ended is no plan */
	size_t last = last_year(period);
	if (plan && last > 0 && sv_size(m->view->year, &year) && last < year)
		plan = false;
	if (plan)
		return "target";
	return estimated(m, d) ? "estimate" : "actual";
}

static bool planned_or_estimated(struct sv status) { return !sv_is(status, "actual"); }

static struct sv taken(struct measurer *m, size_t from)
{
	return sv_from(m->memory.p + from, m->memory.n - from);
}

static void put_number(struct measurer *m, const struct number *n, struct sv cell[MEASURE_CELLS])
{
	static const struct { enum measure_cell cell; void (*put)(struct buf *, const struct number *); } part[] = {
		{ CELL_LO, number_put_lo }, { CELL_HI, number_put_hi }, { CELL_VALUE, number_put_value },
		{ CELL_VALUE_HI, number_put_value_hi }
	};
	for (size_t i = 0; i < sizeof part / sizeof *part; i++) {
		size_t from = m->memory.n;
		part[i].put(&m->memory, n);
		cell[part[i].cell] = taken(m, from);
	}
	cell[CELL_UNIT] = n->unit;
	cell[CELL_BASE] = n->has_value ? n->base : (struct sv){ NULL, 0 };
}

static struct sv trimmed(const struct measurer *m, struct span at)
{
	return sv_trim(span_text(m, at));
}

/* The clause; of one without end only what is near the value, so that a record costs its length and not its square. The longest
 * clause of corpus and series has 347 bytes. */
static struct sv quoted(const struct measurer *m, struct span clause, struct span at)
{
	enum { NEAR_BYTES = 1000 };
	struct span part = clause;
	if (at.start > NEAR_BYTES && at.start - NEAR_BYTES > clause.start)
		part.start = at.start - NEAR_BYTES;
	if (clause.end > at.end && clause.end - at.end > NEAR_BYTES)
		part.end = at.end + NEAR_BYTES;
	while (part.start > clause.start && ((unsigned char)m->text.p[part.start] & 0xC0) == 0x80)
		part.start--;
	while (part.end < clause.end && ((unsigned char)m->text.p[part.end] & 0xC0) == 0x80)
		part.end++;
	struct sv clean = trimmed(m, part);
	return sv_from(m->view->text.p + (clean.p - m->text.p), clean.n);
}

void row_put(struct measurer *m, const struct draft *d)
{
	struct sv cell[MEASURE_CELLS] = { { NULL, 0 } };
	const struct subject *s = d->subject;
	buf_clear(&m->memory);
	buf_reserve(&m->memory, 512);           /* the cells are views of it: it must not move (four decimals, a span) */
	if (s->indicator != NULL)
		cell[CELL_INDICATOR] = s->indicator->id;
	cell[CELL_METRIC] = sv_trim(s->name);
	cell[CELL_MEASURE] = sv_of(measure_names[d->measure]);
	cell[CELL_PERIOD] = period_of(m, d);
	cell[CELL_STATUS] = sv_of(status_of(m, d, cell[CELL_PERIOD]));
	/* of what was done 争取 says that it was got, and 确保 that it was kept: only an estimate is one of a result */
	if (planned_or_estimated(cell[CELL_STATUS]))
		cell[CELL_STRENGTH] = span_text(m, d->strength);
	cell[CELL_OP] = sv_of(op_names[d->op]);
	cell[CELL_VERSUS] = trimmed(m, d->versus);
	cell[CELL_SCOPE] = d->scope;
	cell[CELL_RULE] = d->rule_id.n > 0 ? d->rule_id : sv_of(d->rule);
	if (d->number != NULL)
		put_number(m, d->number, cell);
	size_t from = m->memory.n;
	span_put(&m->memory, m->text, d->at, &m->place);
	cell[CELL_SPAN] = taken(m, from);
	cell[CELL_QUOTE] = quoted(m, d->quote, d->at);
	m->stats.rows++;
	m->stats.named += s->indicator != NULL;
	if (m->row != NULL)
		m->row(m->ctx, cell);
}
