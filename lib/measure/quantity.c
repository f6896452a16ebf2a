#include "measure/quantity.h"

#include "measure/glyph.h"

/* Longer than this no unit is put together: 万套（间）, 微克/立方米, 亿元人民币. */
enum { UNIT_BYTES_MAX = 96 };

static size_t past_blanks(struct sv text, size_t at)
{
	while (at < text.n && text.p[at] == ' ')
		at++;
	return at;
}

/* A unit in Latin letters is none where more letters follow: m of min. */
static const struct unit *unit_here(const struct units *units, struct sv text, size_t at, size_t *n)
{
	const struct unit *u = at < text.n ? unit_match(units, sv_skip(text, at), n) : NULL;
	size_t end;
	uint32_t c;

	if (u) {
		char last = text.p[at + *n - 1];

		c = rune_at(text, at + *n, &end);
		if ((last | 32) >= 'a' && (last | 32) <= 'z' && (rune_is_latin(c) || rune_is_digit(c)))
			return NULL;
	}
	return u;
}

/* 套（间）: a second unit in brackets says what else is counted. */
static size_t bracket_end(const struct units *units, struct sv text, size_t at)
{
	static const struct sv open[] = { { "（", 3 }, { "(", 1 } }, close[] = { { "）", 3 }, { ")", 1 } };
	size_t n;

	for (size_t i = 0; i < 2; i++)
		if (sv_starts(sv_skip(text, at), open[i]) && unit_here(units, text, at + open[i].n, &n)
				&& sv_starts(sv_skip(text, at + open[i].n + n), close[i]))
			return at + open[i].n + n + close[i].n;
	return at;
}

/* 元/吨, 人/百亿元: what one of the base is divided by stays as it is written. */
static size_t slash_end(const struct units *units, struct sv text, size_t at)
{
	size_t n, k = sv_starts(sv_skip(text, at), SV("/")) ? 1 : sv_starts(sv_skip(text, at), SV("／")) ? 3 : 0;

	size_t of = at + k, end;

	while (k && of < text.n && rune_numeral_magnitude(rune_at(text, of, &end)) >= 0 && !unit_here(units, text, of, &n))
		of = end;
	return k && unit_here(units, text, of, &n) ? of + n : at;
}

static struct sv joined(struct arena *a, struct sv one, struct sv two, struct sv three)
{
	struct sv s = { NULL, one.n + two.n + three.n };
	char *p = arena_take(a, s.n ? s.n : 1);

	memcpy(p, one.p, one.n);
	memcpy(p + one.n, two.p, two.n);
	if (three.n)
		memcpy(p + one.n + two.n, three.p, three.n);
	s.p = p;
	return s;
}

/* The characters of a scale (万 余 亿) that are magnitudes, in their simple forms: 萬人 and 万人 are one unit. */
static struct sv magnitudes(struct arena *a, struct sv scale)
{
	static const struct { int power; struct sv simple; } form[] = {
		{ 1, { "十", 3 } }, { 2, { "百", 3 } }, { 3, { "千", 3 } }, { 4, { "万", 3 } }, { 8, { "亿", 3 } }, { 12, { "兆", 3 } }
	};
	struct { char *p; size_t n; } out = { NULL, 0 };
	size_t end;

	if (scale.n == 3 && (sv_is(scale, "万") || sv_is(scale, "亿")))
		return scale;
	out.p = arena_take(a, scale.n);
	for (size_t at = 0; at < scale.n; at = end) {
		int power = rune_numeral_magnitude(rune_at(scale, at, &end));

		for (size_t i = 0; i < sizeof form / sizeof *form; i++)
			if (form[i].power == power) {
				memcpy(out.p + out.n, form[i].simple.p, 3);
				out.n += 3;
			}
	}
	return out.n == scale.n && memcmp(out.p, scale.p, out.n) == 0 ? scale : sv_from(out.p, out.n);
}

/* 三个多月, 三个半小时: the unit 个月, 个小时 with a word inside it. The unit's end into *end; NULL if there is none. *half: 半. */
static const struct unit *parted_unit(const struct units *units, struct sv text, size_t at, size_t n, struct arena *a, size_t *end, bool *half)
{
	static const struct sv inside[] = { { "多", 3 }, { "余", 3 }, { "半", 3 } };
	struct sv head = sv_sub(text, at, at + n), rest;
	const struct unit *u;
	size_t length;

	for (size_t i = 0; i < 3; i++) {
		if (!sv_starts(sv_skip(text, at + n), inside[i]))
			continue;
		rest = sv_skip(text, at + n + inside[i].n);
		rest.n = rest.n < UNIT_BYTES_MAX ? rest.n : UNIT_BYTES_MAX;
		u = unit_match(units, joined(a, head, rest, SV("")), &length);
		if (!u || length <= n)
			return NULL;
		*half = i == 2;
		*end = at + length + inside[i].n;
		return u;
	}
	return NULL;
}

static const struct decimal one = { .n = 1, .digit = { 1 } };

static void take_unit(const struct units *units, struct sv text, struct arena *a, struct quantity *q)
{
	struct sv scale = q->numeral.scale.n ? magnitudes(a, q->numeral.scale) : (struct sv){ "", 0 }, name;
	size_t at = past_blanks(text, q->bare_end), n, bracket, slash;
	const struct unit *u = unit_here(units, text, at, &n), *parted;
	uint32_t next;
	bool half = false;

	q->unit_from = q->unit_to = q->end = q->bare_end;
	q->unit = scale;
	q->factor = decimal_shift(one, q->numeral.shift);
	if (!u)
		return;
	next = rune_of(text, at + n);           /* of five units one has more behind it than its name */
	if ((next == RUNE_MANY || next == RUNE_OVER || next == RUNE_HALF) && (parted = parted_unit(units, text, at, n, a, &q->end, &half)) != NULL && !(half && (q->numeral.shift || q->numeral.places))) {
		q->unit_from = at;
		q->unit_to = q->end;
		q->unit = scale.n ? joined(a, scale, parted->name, SV("")) : parted->name;
		q->dimension = parted->dimension;
		q->factor = decimal_shift(parted->factor, q->numeral.shift);
		q->base = parted->base;
		if (half)
			decimal_add(&q->numeral.value, &(struct decimal){ .n = 1, .exponent = -1, .digit = { 5 } }, &q->numeral.value);
		q->numeral.places = half;
		q->numeral.more |= !half;
		q->sum = true;
		return;
	}
	q->end = q->bare_end;
	if (u->multiple) {
		q->numeral.exact &= decimal_mul(&q->numeral.value, &u->factor, &q->numeral.value);
		q->bare_end = q->unit_from = q->unit_to = q->end = at + n;
		q->sum = true;
		return;
	}
	name = u->name;
	bracket = next == RUNE_BRACKET || next == '(' ? bracket_end(units, text, at + n) : at + n;
	slash = bracket > at + n ? bracket : next == '/' || next == RUNE_SLASH_WIDE ? slash_end(units, text, at + n) : at + n;
	q->dimension = u->dimension;
	q->factor = decimal_shift(u->factor, q->numeral.shift);
	q->base = u->base;
	q->weak = u->weak;
	if (bracket > at + n)
		name = sv_sub(text, at, bracket);
	if (slash > at + n && slash != bracket) {
		q->base = joined(a, u->base, sv_sub(text, at + n, slash), SV(""));
		name = sv_sub(text, at, slash);
	}
	q->unit_from = at;
	q->unit_to = q->end = slash;
	if (scale.n == 0)
		q->unit = name;
	else if (scale.p + scale.n == text.p + at && name.n == slash - at && memcmp(name.p, text.p + at, name.n) == 0)
		q->unit = sv_from(scale.p, scale.n + name.n);
	else
		q->unit = joined(a, scale, name, SV(""));
}

/* A value that does not use the scale: composites and sums are given in the bare unit. */
static void drop_scale(struct quantity *q)
{
	q->numeral.value = decimal_shift(q->numeral.value, q->numeral.shift);
	q->factor = decimal_shift(q->factor, -q->numeral.shift);
	q->numeral.shift = 0;
	q->numeral.scale.n = 0;
}

/* 两米半, 七成半; 七成六. */
static void take_half(const struct units *units, struct sv text, struct quantity *q)
{
	size_t end, behind, n;
	uint32_t c = rune_at(text, q->end, &end), next = rune_at(text, end, &behind);
	struct decimal part, sum;
	int d = rune_numeral_digit(c);

	if (q->unit_from == q->unit_to || q->numeral.shift || q->numeral.more || q->numeral.fraction)
		return;
	if (c == RUNE_HALF && (!rune_is_han(next) || next == RUNE_OF || unit_here(units, text, end, &n) == NULL) && !rune_is_han(next))
		decimal_parse(SV("0.5"), &part);
	else if (d > 0 && q->dimension == DIM_PERCENT && sv_is(q->unit, "成") && !rune_is_han(next))
		part = decimal_shift(decimal_int(d), -1);
	else
		return;
	if (!decimal_add(&q->numeral.value, &part, &sum))
		return;
	q->numeral.value = sum;
	q->numeral.places = 1;
	q->sum = true;
	q->end = end;
}

/* 50元6角三分, 10日元5日本銭: smaller units of the same base that follow are added, if that is exact. */
static void take_parts(const struct units *units, struct sv text, struct arena *a, struct quantity *q)
{
	struct decimal last = q->factor;

	while (q->unit_from != q->unit_to && q->numeral.exact && !q->numeral.more && q->dimension != DIM_PERCENT && q->dimension != DIM_COUNT) {
		size_t at = q->end;
		struct quantity part = { .start = at };
		struct decimal in_base, ratio, back, sum;

		if (sv_starts(sv_skip(text, at), SV("又")))
			at += SV("又").n;
		if (!numeral_read(units, text, at, &part.numeral) || part.numeral.shift || part.numeral.more)
			return;
		part.bare_end = part.numeral.end;
		take_unit(units, text, a, &part);
		if (part.unit_from == part.unit_to || part.dimension != q->dimension || !sv_eq(part.base, q->base)
				|| decimal_cmp(&part.factor, &last) >= 0 || sv_eq(part.unit, q->unit))
			return;
		if (!decimal_mul(&part.numeral.value, &part.factor, &in_base) || decimal_cmp(&in_base, &last) >= 0)
			return;
		if (!decimal_div(&in_base, &q->factor, 12, &ratio) || !decimal_mul(&ratio, &q->factor, &back) || decimal_cmp(&back, &in_base))
			return;
		if (!decimal_add(&q->numeral.value, &ratio, &sum))
			return;
		q->numeral.value = sum;
		q->numeral.places = 0;
		q->sum = true;
		last = part.factor;
		q->end = part.end;
	}
}

/* 2×100万千瓦. */
static void take_product(const struct units *units, struct sv text, struct quantity *q)
{
	struct numeral by;
	struct decimal value;
	size_t end;
	uint32_t c = rune_at(text, q->numeral.end, &end), next = rune_of(text, end);

	if ((c != RUNE_CROSS && c != '*' && c != RUNE_STAR_WIDE) || !rune_is_digit(next) || q->numeral.scale.n || q->numeral.han)
		return;
	if (!numeral_read(units, text, end, &by) || by.han || by.fraction || !decimal_mul(&q->numeral.value, &by.value, &value))
		return;
	by.value = value;
	by.runes += q->numeral.runes;
	by.places = 0;
	q->numeral = by;
	q->product = true;
}

/* 五五折 and 72折 are 5.5 and 7.2; there is no discount of ten. */
static bool fit_discount(struct quantity *q)
{
	if (!sv_is(q->unit, "折"))
		return true;
	struct decimal ten = decimal_int(10);
	if (q->numeral.runes == 2 && q->numeral.places == 0 && decimal_cmp(&q->numeral.value, &ten) > 0) {
		q->numeral.value = decimal_shift(q->numeral.value, -1);
		q->numeral.places = 1;
	}
	return decimal_cmp(&q->numeral.value, &ten) < 0;
}

/* 2.2∶1: so many to one. 8.3∶1.4, 2∶1∶1 and 8:15 are none of these. */
static void take_to_one(struct sv text, struct quantity *q)
{
	size_t figure, end, behind;
	uint32_t c = rune_at(text, q->end, &figure);

	if (q->unit_from != q->unit_to || q->numeral.han || q->numeral.scale.n || !(c == RUNE_RATIO || c == RUNE_COLON || c == ':') ||
			rune_at(text, figure, &end) != '1')
		return;
	c = rune_at(text, end, &behind);
	if (rune_is_digit(c) || c == '.' || c == RUNE_RATIO || c == RUNE_COLON || c == ':')
		return;
	q->bare_end = q->unit_from = q->unit_to = q->end = end;
}

bool quantity_read(const struct units *units, struct sv text, size_t at, struct arena *a, struct quantity *out)
{
	size_t end;
	uint32_t c = rune_at(text, at, &end);

	*out = (struct quantity){ .start = at, .minus = rune_minus(c) };
	if (!numeral_read(units, text, out->minus ? end : at, &out->numeral))
		return false;
	take_product(units, text, out);
	out->bare_end = out->numeral.end;
	if (out->numeral.percent) {
		out->unit_from = out->unit_to = out->end = out->bare_end;
		out->unit = out->base = SV("%");
		out->dimension = DIM_PERCENT;
		out->factor = one;
	} else {
		take_unit(units, text, a, out);
		if (!fit_discount(out)) {
			out->unit = SV("");
			out->base = SV("");
			out->dimension = DIM_NONE;
			out->unit_to = out->end = out->unit_from;
		}
		take_half(units, text, out);
		take_parts(units, text, a, out);
		if (out->sum && out->numeral.shift)
			drop_scale(out);
		take_to_one(text, out);
	}
	if (out->minus) {
		out->numeral.value = decimal_negate(out->numeral.value);
		out->numeral.hi = decimal_negate(out->numeral.hi);
	}
	return true;
}

const struct unit *quantity_sign(const struct units *units, struct sv before, size_t *n)
{
	static const struct sv sign[] = { { "$", 1 }, { "￥", 3 }, { "¥", 2 }, { "€", 3 } };

	for (size_t i = 0; i < sizeof sign / sizeof *sign; i++)
		if (sv_ends(before, sign[i]))
			return unit_match(units, sign[i], n);
	return NULL;
}
