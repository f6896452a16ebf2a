#include "measure/number_row.h"

#include <stdlib.h>

#include "measure/glyph.h"

const char *const number_columns[NUMBER_CELLS] = { "kind", "op", "lo", "hi", "unit", "value", "value_hi", "base", "span", "quote" };

void number_negate(struct number *n)
{
	struct decimal lo = n->lo, value = n->value;

	n->lo = decimal_negate(lo);
	n->value = decimal_negate(value);
	switch (n->op) {
	case OP_GE: n->op = OP_LE; break;
	case OP_GT: n->op = OP_LT; break;
	case OP_LE: n->op = OP_GE; break;
	case OP_LT: n->op = OP_GT; break;
	case OP_RANGE: {
		unsigned char places = n->lo_places;

		n->lo = decimal_negate(n->hi);
		n->hi = decimal_negate(lo);
		n->value = decimal_negate(n->value_hi);
		n->value_hi = decimal_negate(value);
		n->lo_places = n->hi_places;
		n->hi_places = places;
		break;
	}
	default: break;
	}
}

/* d with `places` digits behind the point where it has fewer: 5.0 as it was written. */
static void put(struct buf *out, const struct decimal *d, unsigned places)
{
	unsigned have = d->exponent < 0 ? (unsigned)-d->exponent : 0;

	decimal_put(out, d);
	if (places > have && have == 0)
		buf_char(out, '.');
	for (; have < places; have++)
		buf_char(out, '0');
}

void number_put_lo(struct buf *out, const struct number *n)
{
	if (n->redacted)
		buf_add(out, SV("XX"));
	else if (n->known)
		put(out, &n->lo, n->lo_places);
}

void number_put_hi(struct buf *out, const struct number *n)
{
	if (n->op == OP_RANGE && n->known)
		put(out, &n->hi, n->hi_places);
}

void number_put_value(struct buf *out, const struct number *n)
{
	if (n->has_value)
		decimal_put(out, &n->value);
}

void number_put_value_hi(struct buf *out, const struct number *n)
{
	if (n->has_value && n->op == OP_RANGE)
		decimal_put(out, &n->value_hi);
}

void span_put(struct buf *out, struct sv text, struct span at, struct place *place)
{
	if (at.start < place->byte)
		*place = (struct place){ 0, 0 };
	place->rune += utf8_count(sv_sub(text, place->byte, at.start));
	place->byte = at.start;
	buf_size(out, place->rune);
	buf_char(out, '-');
	buf_size(out, place->rune + utf8_count(sv_sub(text, at.start, at.end)));
}

/* A clause without end is quoted in part, so that a record costs its length and not its square. */
enum { CLAUSE_BYTES_MAX = 600 };

struct sv clause_around(struct sv text, struct span at)
{
	size_t from = at.start, to = at.end, next;
	uint32_t c;

	while (from && at.start - from < CLAUSE_BYTES_MAX) {
		next = (size_t)(utf8_back(text.p, text.p + from) - text.p);
		utf8_step(text.p + next, text.p + text.n, &c);
		if (rune_parts_clauses(c))
			break;
		from = next;
	}
	while (to < text.n && to - at.end < CLAUSE_BYTES_MAX) {
		next = to + utf8_step(text.p + to, text.p + text.n, &c);
		if (rune_parts_clauses(c))
			break;
		to = next;
	}
	return sv_trim(sv_sub(text, from, to));
}

void number_row_text(struct number_row *row)
{
	row->from_byte = row->from_rune = 0;
}

enum { PUT_OP, PUT_LO, PUT_HI, PUT_VALUE, PUT_VALUE_HI, PUT_SPAN, PUTS };

void number_row_fill(struct number_row *row, struct sv text, const struct number *n)
{
	size_t end[PUTS + 1] = { 0 }, runes;
	struct buf *b = &row->memory;

	buf_clear(b);
	if (n->known || n->redacted)
		buf_add(b, sv_of(op_names[n->op]));
	end[PUT_OP + 1] = b->n;
	number_put_lo(b, n);
	end[PUT_LO + 1] = b->n;
	number_put_hi(b, n);
	end[PUT_HI + 1] = b->n;
	number_put_value(b, n);
	end[PUT_VALUE + 1] = b->n;
	number_put_value_hi(b, n);
	end[PUT_VALUE_HI + 1] = b->n;
	row->from_rune += utf8_count(sv_sub(text, row->from_byte, n->token.start));
	runes = utf8_count(sv_sub(text, n->token.start, n->token.end));
	row->from_byte = n->token.start;
	buf_size(b, row->from_rune);
	buf_char(b, '-');
	buf_size(b, row->from_rune + runes);
	end[PUT_SPAN + 1] = b->n;
	row->cell[0] = sv_of(number_kind_names[n->kind]);
	row->cell[1] = sv_sub(buf_sv(b), end[PUT_OP], end[PUT_OP + 1]);
	row->cell[2] = sv_sub(buf_sv(b), end[PUT_LO], end[PUT_LO + 1]);
	row->cell[3] = sv_sub(buf_sv(b), end[PUT_HI], end[PUT_HI + 1]);
	row->cell[4] = n->unit;
	row->cell[5] = sv_sub(buf_sv(b), end[PUT_VALUE], end[PUT_VALUE + 1]);
	row->cell[6] = sv_sub(buf_sv(b), end[PUT_VALUE_HI], end[PUT_VALUE_HI + 1]);
	row->cell[7] = n->base;
	row->cell[8] = sv_sub(buf_sv(b), end[PUT_SPAN], end[PUT_SPAN + 1]);
	row->cell[9] = clause_around(text, n->token);
}

void number_row_free(struct number_row *row)
{
	buf_free(&row->memory);
	*row = (struct number_row){ 0 };
}
