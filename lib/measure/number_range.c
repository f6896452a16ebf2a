#include "measure/number_reader.h"

/* The end of a dash, of 至 or of 到 at `at`; `at` if there is none. */
static size_t range_mark(struct sv text, size_t at, bool *word)
{
	static const uint32_t dash[] = { '-', '~', 0x2013, 0x2014, 0x2015, 0x2012, 0x2010, 0x301C, 0xFF5E, 0xFF0D, 0x2212, 0x2500, 0x223C };
	size_t from = at, end, skip = at;
	uint32_t c;

	*word = false;
	while (skip < text.n && text.p[skip] == ' ')
		skip++;
	c = rune_at(text, skip, &end);
	if (c == RUNE_TO || c == RUNE_UNTIL) {
		*word = true;
		return end;
	}
	if (rune_is_han(c))
		return from;
	for (size_t i = 0; i < sizeof dash / sizeof *dash; i++)
		if (c == dash[i]) {
			size_t twice;

			if (rune_at(text, end, &twice) == c && c != '-')
				end = twice;
			while (end < text.n && text.p[end] == ' ')
				end++;
			return end;
		}
	return from;
}

/* A year without 年: 从2021到2025. */
static bool is_year(const struct quantity *q)
{
	struct decimal from = decimal_int(1900), to = decimal_int(2099);

	return q->unit.n == 0 && q->numeral.places == 0 && decimal_cmp(&q->numeral.value, &from) >= 0 && decimal_cmp(&q->numeral.value, &to) <= 0;
}

/* Makes q a range up to what stands behind its dash. */
bool number_take_range(const struct number_reader *r, const struct quantity *q, struct number *n)
{
	bool word;
	size_t at = range_mark(r->text, q->end, &word), start;

	if (at == q->end || q->numeral.vague || q->numeral.fraction != false)
		return false;

	struct quantity to;
	struct decimal lo = q->numeral.value, top;
	uint32_t c;
	bool same_unit;

	rune_at(r->text, at, &start);
	if (rune_at(r->text, at, &start) == RUNE_DI)             /* 第3至第5 */
		at = start;
	if (!rune_is_numeral(rune_at(r->text, at, &start)) || !quantity_read(r->rules->units, r->text, at, &r->out->arena, &to) || to.numeral.vague)
		return false;
	c = rune_before(r->text, q->start, &start);
	if (word && (c == RUNE_FROM || c == RUNE_OUT_OF) && q->dimension != DIM_TIME && !is_year(q))
		return false;                                   /* 从5%到8% is a change */
	if (q->numeral.percent && to.unit.n == 0 && to.numeral.han) {           /* 百分之二到三 */
		to.unit = q->unit;
		to.base = q->base;
		to.dimension = q->dimension;
		to.factor = q->factor;
	}
	same_unit = sv_eq(q->unit, to.unit);
	if (!same_unit) {
		bool no_unit = q->unit_from == q->unit_to && !q->numeral.percent;

		if (no_unit && q->numeral.shift == 0) {
			;                                       /* 1—2个, 3—5万吨 */
		} else if ((no_unit && to.unit_from != to.unit_to) || (q->dimension == to.dimension && sv_eq(q->base, to.base))) {
			/* 9000万—1.2亿元: told in the unit of the upper end. */
			int by = q->numeral.shift - to.numeral.shift;

			if (!no_unit && decimal_cmp(&q->factor, &to.factor) != 0) {
				struct decimal f = decimal_shift(q->factor, -q->numeral.shift), g = decimal_shift(to.factor, -to.numeral.shift);

				if (decimal_cmp(&f, &g) != 0)
					return false;
			}
			lo = decimal_shift(lo, by);
		} else {
			return false;
		}
	}
	top = to.numeral.value;
	if (decimal_cmp(&lo, &top) >= 0)
		return false;
	n->op = OP_RANGE;
	n->lo = lo;
	n->hi = top;
	n->hi_places = to.numeral.places;
	n->bare.end = to.bare_end;
	n->unit_at = (struct span){ to.unit_from, to.unit_to };
	n->token.end = to.end;
	to.numeral.exact &= q->numeral.exact;
	number_set_value(n, &to);
	return true;
}

static bool from_below(const struct number *n) { return n->op == OP_GE || n->op == OP_GT; }
static bool from_above(const struct number *n) { return n->op == OP_LE || n->op == OP_LT; }

/* Makes a, which comes before b, the range from lower to upper, which are the two of them. */
static void join(struct number *a, const struct number *b, struct number lower, struct number upper)
{
	struct decimal factor;

	if (lower.unit.n == 0 && upper.unit.n) {        /* 100以上200亩以下 */
		lower.unit = upper.unit;
		lower.base = upper.base;
		lower.dimension = upper.dimension;
		lower.has_value = decimal_div(&upper.value, &upper.lo, 9, &factor) && decimal_mul(&lower.lo, &factor, &lower.value);
	}
	lower.op = OP_RANGE;
	lower.hi = upper.lo;
	lower.hi_places = upper.lo_places;
	lower.value_hi = upper.value;
	lower.has_value &= upper.has_value;
	lower.token = (struct span){ a->token.start, b->token.end };
	lower.bare = (struct span){ a->bare.start, b->bare.end };
	lower.unit_at = b->unit_at;
	lower.before = a->before;
	lower.after = b->after;
	*a = lower;
}

/* 1000以上，1500以下: a bound from below and one from above that only a connector parts are one range; and so are the two numbers
 * of 第十和第十五之间. */
void number_join_bounds(struct number_reader *r)
{
	const struct qualifiers *q = r->rules->qualifiers;
	struct number *a, *b;
	struct sv between;
	size_t closing = 0;
	bool down;

	if (r->out->n < 2)
		return;
	a = &r->out->v[r->out->n - 2];
	b = a + 1;
	if (a->kind != b->kind || !a->known || !b->known || a->token.end > b->token.start)
		return;
	between = sv_trim(sv_sub(r->text, a->token.end, b->token.start));
	down = from_above(a) && from_below(b);
	if (a->op == OP_EQ && b->op == OP_EQ)
		closing = qualifiers_closing(q, between, sv_skip(r->text, b->token.end));
	if (closing == 0 && !(a->kind == NUMBER_MEASURE && (down || (from_below(a) && from_above(b))) && qualifiers_join(q, between)))
		return;
	if (!(a->unit.n == 0 || sv_eq(a->unit, b->unit)) || decimal_cmp(down ? &b->lo : &a->lo, down ? &a->lo : &b->lo) >= 0)
		return;
	b->token.end += closing;
	r->at = r->done = b->token.end;
	join(a, b, down ? *b : *a, down ? *a : *b);
	r->out->n--;
}

/* 分别提高20.9、36.2、54个百分点: a bare number of a list has the unit of the one behind it. */
void number_share_unit(struct number_reader *r)
{
	struct number *last = &r->out->v[r->out->n - 1];
	struct decimal factor;
	bool known = false;

	if (last->kind != NUMBER_MEASURE || last->unit.n == 0 || !last->has_value || last->op == OP_RANGE || decimal_sign(&last->lo) == 0)
		return;
	if (last->dimension != DIM_PERCENT && last->dimension != DIM_POINTS)
		return;
	for (size_t i = r->out->n - 1; i > 0; i--) {
		struct number *n = &r->out->v[i - 1];
		struct sv between = sv_sub(r->text, n->token.end, r->out->v[i].token.start);

		if (n->kind != NUMBER_MEASURE || n->unit.n || n->redacted || n->op == OP_RANGE || !(sv_is(between, "、") || sv_is(between, "和")))
			return;
		if (!known && !decimal_div(&last->value, &last->lo, 6, &factor))
			return;
		known = true;
		n->unit = last->unit;
		n->base = last->base;
		n->dimension = last->dimension;
		n->has_value = decimal_mul(&n->lo, &factor, &n->value);
	}
}
