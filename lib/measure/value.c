/* A list of values and those it is said of: one row for each. */
#include "measure/reading.h"

/* A date before the subject holds for what follows in the sentence, one behind it for its own number: 2024年…, …到2027年达到. */
static void date_of(struct measurer *m, const struct frame *f, struct span clause, struct draft *d)
{
	struct frame first = { .time = f->date };
	note_time(m, f);
	if (f->date != NULL && f->date->token.start == clause.start)
		note_time(m, &first);           /* 2024年达到5万亿元、增长5%: the subject is of before */
	d->part = f->part_date.end > 0 ? part_of_year(m, f->part_date) : m->part;
	if ((d->year = year_of(f->date)) > 0)
		d->period = year_text(m, d->year);
}

/* 五年增长30.8%; but 连续5年 is of each of them, and 2024年 of one. */
static bool over_years(const struct measurer *m, const struct number *n)
{
	struct hit h;
	return n != NULL && year_of(n) == 0 && sv_is(n->unit, "年") &&
		!word_ending(&m->lexed, n->bare.start, 0, CLASS(DURATION), &h);
}

/* 分别提高11.1、11.2个百分点, 11.1个、11.2个百分点: the unit stands behind the last. */
static void share_unit(struct number *n, const struct number *last)
{
	struct decimal factor;
	if (!begins_unit(n, last) && (n->dimension != DIM_NONE || n->unit.n > 0 || last->unit.n == 0 || n->redacted))
		return;
	n->unit = last->unit;
	n->dimension = last->dimension;
	n->base = last->base;
	n->has_value = last->has_value && !last->redacted && decimal_div(&last->value, &last->lo, 12, &factor) &&
		decimal_mul(&n->lo, &factor, &n->value);
}

/* The qualifier before the first value of a list, or behind the last, holds for all: 分别突破300亿元和500亿元. */
static enum op shared_op(const struct measurer *m, size_t first, size_t values)
{
	const struct number *a = &m->numbers.v[first], *z = &m->numbers.v[first + values - 1];
	if (z->after.end > z->after.start && z->op != OP_RANGE)
		return z->op;
	return a->before.end > a->before.start && a->op != OP_RANGE ? a->op : OP_EQ;
}

/* 比2015年, 比“十二五”末; but not 比上年. */
static bool says_when(struct sv versus)
{
	for (size_t i = 0; i < versus.n; i++)
		if (versus.p[i] >= '0' && versus.p[i] <= '9')
			return true;
	return sv_has(versus, SV("“"));
}

void put_values(struct measurer *m, const struct frame *f, size_t values, const struct subject *s, size_t n, bool carried,
	struct span clause)
{
	enum measure measure = MEASURE_NONE;
	struct draft d = { .op = OP_EQ, .versus = f->versus, .rule = carried ? "carried" : f->noun.end > 0 && s->at.start == f->noun.start ?
		"noun" : n > 1 ? "shared" : "plain", .rule_id = { NULL, 0 } };
	d.strength = governing(m, f);
	date_of(m, f, clause, &d);
	if (f->from) {
		d.start = true;
		d.undated = d.period.n == 0 && d.part.n == 0 && !f->from_now;
		d.rule = "from";
	}
	d.yearly = (f->yearly || over_years(m, f->date) || over_years(m, f->time)) &&
		m->numbers.v[f->number].dimension != DIM_CONCENTRATION;         /* PM2.5年均33微克 is of one year */
	d.total = f->total || m->numbers.v[f->number].dimension == DIM_MULTIPLE || says_when(span_text(m, f->versus));
	for (size_t i = 0; i < (n > values ? n : values); i++) {
		const struct subject *of = &s[n > 1 ? i : 0];
		struct number number = m->numbers.v[f->number + (values > 1 ? i : 0)];
		struct frame mine = *f;
		if (values > 1)
			share_unit(&number, &m->numbers.v[f->number + values - 1]);
		if (values > 1 && i > 0) {              /* 分别增长5%、下降3% */
			struct hit h;
			size_t floor = m->numbers.v[f->number + i - 1].token.end;
			if (word_last(&m->lexed, floor, number.token.start, CLASS(RISE) | CLASS(FALL), &h))
				mine.direction = (hit_classes(&m->lexed, &h) & CLASS(FALL)) != 0 ? FRAME_DOWN : FRAME_UP;
		}
		if (values > 1 && number.op == OP_EQ)
			number.op = shared_op(m, f->number, values);
		if (f->over && number.op == OP_EQ)
			number.op = OP_GT;
		measure = measure_of(m, &mine, of, carried, &number);
		d.subject = of;
		d.number = &number;
		d.op = number.op;
		d.measure = measure;
		d.at = number.token;
		d.quote = (struct span){ carried && of->at.start < clause.start ? m->clauses.v[clause_of(&m->clauses, of->at.start)].at.start :
			clause.start, clause.end };
		d.scope = of->scope.n > 0 || of->indicator == NULL ? of->scope : s[0].scope.n > 0 ? s[0].scope : m->scope;
		row_put(m, &d);
		m->stats.claimed += i < values && of->name.n > 0;
	}
	memcpy(m->last.v, s, n * sizeof *s);
	m->last.n = n;
	m->last_base = m->numbers.v[f->number + values - 1].base;
	m->last.measure = measure;
	m->last.falls = (f->rate && f->direction < 0) || (carried && m->now.falls);
	if (!carried)
		remember(m, s, n, measure);
	else if (!f->compared && !f->rank)
		m->now.measure = measure;
	m->now.falls = m->last.falls;
}
