#include "measure/numeral.h"

#include "measure/arabic.h"
#include "measure/glyph.h"

/* Tens written in one character: 廿, 卅. */
static int rune_tens(uint32_t c)
{
	return c == RUNE_TWENTY ? 20 : c == RUNE_THIRTY ? 30 : RUNE_NO_NUMERAL;
}

static bool rune_two(uint32_t c) { return c == RUNE_TWO || c == RUNE_TWO_OLD; }             /* 两 兩: no digit of a code */
static bool rune_some(uint32_t c) { return c == RUNE_SOME || c == RUNE_SOME_OLD || c == RUNE_SEVERAL || c == RUNE_SEVERAL_OLD; }
static bool rune_more(uint32_t c) { return c == RUNE_MANY || c == RUNE_OVER || c == 0x9918 || c == 0x9980; }     /* 多 余 餘 馀 */

/* Where the reading stands. The integer is total + section + pending; an integer of one group and magnitudes (三十 万亿) is
 * also kept as coefficient and shift. */
struct reading {
	const struct units *units;
	struct sv text;
	size_t at;
	long long total, section, pending;
	bool has_pending, zero, any, arabic_pending;
	int small, big, last;           /* the magnitude last used in the section, of the last section, of all */
	long long coefficient;          /* of the simple form */
	bool simple;
	struct numeral *out;
};

static const long long POWER[] = { 1, 10, 100, 1000, 10000, 100000, 1000000, 10000000, 100000000, 1000000000, 10000000000,
	100000000000, 1000000000000 };
enum { VALUE_MAX_POWER = 12 };
/* No group of a numeral in a text is larger; beyond it the reading stops rather than overflow. */
static const long long VALUE_MAX = 900000000000000000LL;
/* 万亿亿 and beyond are no quantities of this world. */
enum { SHIFT_MAX = 20 };

static bool is_numeral(uint32_t c)
{
	return rune_numeral_digit(c) >= 0 || rune_numeral_magnitude(c) >= 0 || rune_tens(c) >= 0;
}

static bool unit_begins(const struct reading *r, size_t at)
{
	size_t n;

	return at < r->text.n && unit_match(r->units, sv_skip(r->text, at), &n);
}

static bool multiply(long long *v, int power)
{
	while (power > 0) {
		int step = power > VALUE_MAX_POWER ? VALUE_MAX_POWER : power;

		if (*v > VALUE_MAX / POWER[step])
			return false;
		*v *= POWER[step];
		power -= step;
	}
	return true;
}

static void note_scale(struct reading *r, size_t from, size_t to, int power)
{
	if (r->out->scale.n == 0)
		r->out->scale = sv_sub(r->text, from, to);
	else
		r->out->scale.n = (size_t)(r->text.p + to - r->out->scale.p);
	r->out->shift += power;
}

/* 十 百 千: part of the section. */
static bool take_small(struct reading *r, size_t from, size_t to, int power)
{
	long long v = r->pending;

	if (!r->has_pending) {
		if (r->any && r->small == 0 && r->section == 0 && r->big == 0 && !r->zero)
			return false;
		if (r->small && power != 1)
			return false;           /* 十百, 五十千 */
		v = 1;
	}
	if (r->small && power >= r->small)
		return false;
	if (r->arabic_pending && r->simple && r->section == 0 && r->total == 0) {
		r->coefficient = r->pending;
		note_scale(r, from, to, power);         /* 5百: the magnitude stays with the unit */
	} else {
		r->simple = false;
	}
	if (!multiply(&v, power) || r->section > VALUE_MAX - v)
		return false;
	r->section += v;
	r->small = r->last = power;
	r->pending = 0;
	r->has_pending = r->arabic_pending = false;
	r->zero = false;
	return true;
}

/* 万 亿 兆: end of a section. */
static bool take_big(struct reading *r, size_t from, size_t to, int power)
{
	long long group = r->section + r->pending;
	long long total = r->total;

	if (group == 0 && r->big && total) {            /* 万亿, 万万 */
		if (!multiply(&total, power))
			return false;
		r->total = total;
	} else if (group && r->total && power >= r->big) {      /* 四千五百六十九万八千亿: both are of the larger */
		group += total;
		if (!multiply(&group, power))
			return false;
		r->total = group;
		r->simple = false;
	} else {
		bool first = r->total == 0;

		if (group == 0)
			return false;
		if (first && r->out->scale.n == 0) {
			r->coefficient = group;
			r->simple = true;
		} else if (!first) {
			r->simple = false;
		}
		if (!multiply(&group, power) || total > VALUE_MAX - group)
			return false;
		r->total += group;
	}
	if (r->simple)
		note_scale(r, from, to, power);
	r->big = r->last = power;
	r->section = r->pending = 0;
	r->small = 0;
	r->has_pending = r->arabic_pending = r->zero = false;
	return true;
}

/* Takes an Arabic number where a digit may stand; with a point or many digits it can only be the coefficient of magnitudes. */
static bool take_arabic(struct reading *r, struct decimal *plain, bool *is_plain)
{
	char digit[64];
	size_t n = 0, end, ahead;
	long long v = 0;

	end = arabic_read(r->text, r->at, digit, sizeof digit, &n, &r->out->places);
	if (n == 0 || end == r->at)
		return false;
	if (r->any && !r->zero && r->last && (int)n != r->last && rune_numeral_magnitude(rune_at(r->text, end, &ahead)) < 0)
		return false;                   /* 3万4000, but 40万|3岁以下儿童 */
	if (r->out->places || n > 15) {
		if (r->any || !decimal_parse(sv_from(digit, n), plain))
			return false;
		*is_plain = true;
	} else {
		for (size_t i = 0; i < n; i++)
			v = v * 10 + (digit[i] - '0');
		r->pending = v;
		r->has_pending = r->arabic_pending = true;
	}
	if (r->out->scale.n)
		r->simple = false;
	r->out->runes += (unsigned)n;
	r->any = true;
	r->at = end;
	return true;
}

/* 1.2 万亿, 一点五 亿: magnitudes behind a number with a point. */
static void take_scale(struct reading *r)
{
	for (;;) {
		size_t end, from = r->at;
		int power = rune_numeral_magnitude(rune_at(r->text, r->at, &end));

		if (power < 0 || r->out->shift + power > SHIFT_MAX || unit_begins(r, from))
			return;
		note_scale(r, from, end, power);
		r->at = end;
	}
}

/* 点 and the digits behind it. */
static bool take_point(struct reading *r, struct decimal *value)
{
	char digit[48];
	size_t n = 0, end, at;
	struct decimal part, sum;
	uint32_t c = rune_at(r->text, r->at, &end);

	if (c != RUNE_POINT && c != RUNE_POINT_OLD)
		return false;
	digit[n++] = '0';
	digit[n++] = '.';
	for (at = end; (c = rune_at(r->text, at, &end)) && rune_numeral_digit(c) >= 0 && !rune_two(c); at = end)
		if (n < sizeof digit)
			digit[n++] = (char)('0' + rune_numeral_digit(c));
	if (n == 2 || rune_numeral_magnitude(c) == 1)
		return false;                   /* 八点三十分 is a time */
	if (!decimal_parse(sv_from(digit, n), &part) || !decimal_add(value, &part, &sum))
		return false;
	*value = sum;
	r->out->places = (unsigned char)(n - 2);
	r->out->runes += (unsigned)n - 1;
	r->at = at;
	return true;
}

/* 千, 百万, 万亿 without a digit. 百三 is 130. */
static bool read_bare(struct reading *r)
{
	size_t end, from;
	int power, last = 0, d;
	uint32_t c;

	r->coefficient = 1;
	r->simple = true;
	for (;;) {
		from = r->at;
		power = rune_numeral_magnitude(rune_at(r->text, r->at, &end));
		if (power < 0 || r->out->shift + power > SHIFT_MAX || (last && power < 4) || unit_begins(r, from))
			break;
		note_scale(r, from, end, power);
		r->out->runes++;
		last = power;
		r->at = end;
	}
	if (last == 0)
		return false;
	r->out->bare = true;
	c = rune_at(r->text, r->at, &end);
	d = rune_numeral_digit(c);
	if (d > 0 && last > 1 && r->out->shift == last && !is_numeral(rune_at(r->text, end, &from)) && from) {
		r->total = (10 + d) * POWER[last - 1];  /* 百三, 千三 */
		r->simple = r->out->bare = false;
		r->out->shift = 0;
		r->out->scale.n = 0;
		r->out->runes++;
		r->at = end;
	}
	return true;
}

/* A run of Chinese digits without magnitudes: a year, a code; a pair may be vague (二三十, 三五 年). `which` of the pair is taken
 * as the digit of what follows. False where there is no such run. */
static bool take_digits(struct reading *r, int which, bool *whole)
{
	int d[20], n = 0;
	size_t at = r->at, end;
	bool two = false;               /* 两: never part of a code */
	uint32_t c;

	while (n < 20 && (c = rune_at(r->text, at, &end)) && rune_numeral_digit(c) >= 0) {
		d[n++] = rune_numeral_digit(c);
		two |= rune_two(c);
		at = end;
	}
	if (n < 2)
		return false;
	c = rune_at(r->text, at, &end);
	if (n == 2 && d[0] > 0 && (d[1] == d[0] + 1 || (d[0] == 3 && d[1] == 5))
			&& (rune_numeral_magnitude(c) >= 0 || unit_begins(r, at))) {
		r->pending = d[which];
		r->has_pending = r->any = true;
		r->out->vague = true;
		r->out->runes += 2;
		r->at = at;
		return true;
	}
	if (r->any || two || (n == 2 && d[0] == 0))
		return false;
	for (int i = 0; i < n && i < 18; i++)
		r->pending = r->pending * 10 + d[i];
	r->has_pending = r->any = true;
	r->out->digits = *whole = true;
	r->out->runes += (unsigned)n;
	r->at = at;
	return true;
}

/* 余 多 几 behind a numeral: taken if a magnitude, a unit or the end follows. */
static bool take_more(struct reading *r)
{
	size_t end, behind;
	uint32_t c = rune_at(r->text, r->at, &end), next;

	bool about = c == 0x6765 && r->small == 1 && !r->has_pending;   /* 十来个 */

	if (!rune_more(c) && !about && !(rune_some(c) && (r->small == 1 || r->zero)))
		return false;
	next = rune_at(r->text, end, &behind);
	if (rune_numeral_magnitude(next) < 0 && !unit_begins(r, end) && next && rune_is_han(next) && !(r->out->shift >= 4 && r->simple))
		return false;                   /* 3亿多农村人口, but no 多 of 多渠道 */
	r->out->more = !about;
	r->out->about = about;
	r->at = end;
	return true;
}

enum step { STEP_END, STEP_ON, STEP_WHOLE };    /* nothing more to read; read on; this was all of it */

/* 零 to 九 at r->at, which ends at `end`; `which` picks from a vague pair. */
static enum step take_digit(struct reading *r, size_t end, int value, int which)
{
	uint32_t c = rune_of(r->text, r->at), next = rune_of(r->text, end);
	bool whole = false;

	if (r->has_pending || (r->any && rune_two(c) && rune_numeral_magnitude(next) < 2))
		return STEP_END;                /* 三十两 is a weight */
	if (r->out->scale.n)
		r->simple = false;
	if (take_digits(r, which, &whole))
		return whole ? STEP_WHOLE : STEP_ON;
	if (value == 0) {
		if (r->any && !is_numeral(next) && !rune_is_digit(next) && !rune_some(next))
			return STEP_END;
		r->zero = true;
	} else {
		r->pending = value;
		r->has_pending = true;
	}
	r->any = true;
	r->out->runes++;
	r->at = end;
	return STEP_ON;
}

/* 十 to 兆 at r->at, which ends at `end`. */
static enum step take_magnitude(struct reading *r, size_t end, int power)
{
	if (r->any && (power == 12 ? !is_numeral(rune_of(r->text, end)) : unit_begins(r, r->at)))
		return STEP_END;                /* 兆 is a magnitude only inside a numeral */
	if (!r->any && power != 1)
		return read_bare(r) ? STEP_WHOLE : STEP_END;
	if (!(power < 4 ? take_small(r, r->at, end, power) : take_big(r, r->at, end, power)))
		return STEP_END;
	r->any = true;
	r->out->runes++;
	r->at = end;
	return STEP_ON;
}

/* 数百, 几万; 半成, 半小时: at the start of a numeral. */
static enum step take_first(struct reading *r, uint32_t c, size_t end, struct decimal *plain, bool *is_plain)
{
	if (rune_some(c) && rune_numeral_magnitude(rune_of(r->text, end)) >= 0) {
		r->out->more = r->out->han = true;
		r->at = end;
		return read_bare(r) ? STEP_WHOLE : STEP_END;
	}
	if (c == RUNE_HALF && unit_begins(r, end)) {
		*plain = decimal_shift(decimal_int(5), -1);
		*is_plain = r->any = true;
		r->out->runes = 1;
		r->at = end;
		return STEP_WHOLE;
	}
	return STEP_END;
}

/* The integer at r->at; `which` picks from a vague pair. *is_plain: *plain is its value, which has a point. */
static bool read_integer(struct reading *r, int which, struct decimal *plain, bool *is_plain)
{
	enum step step = STEP_ON;

	while (step == STEP_ON) {
		size_t end;
		uint32_t c = rune_at(r->text, r->at, &end);
		if (rune_is_digit(c)) {
			step = r->has_pending || !take_arabic(r, plain, is_plain) ? STEP_END : *is_plain ? STEP_WHOLE : STEP_ON;
		} else if (rune_numeral_magnitude(c) >= 0) {
			step = take_magnitude(r, end, rune_numeral_magnitude(c));
		} else if (rune_tens(c) >= 0 && !r->has_pending && r->small != 1) {
			r->section += rune_tens(c);
			r->small = r->last = 1;
			r->any = true;
			r->out->runes++;
			r->at = end;
		} else if (rune_numeral_digit(c) >= 0) {
			step = take_digit(r, end, rune_numeral_digit(c), which);
		} else if (r->any) {
			step = take_more(r) ? STEP_ON : STEP_END;
		} else {
			step = take_first(r, c, end, plain, is_plain);
		}
	}
	return r->any || step == STEP_WHOLE;
}

/* What read_integer() has gathered, as value x 10^shift. */
static void settle(struct reading *r)
{
	long long v;

	if (r->simple && !r->has_pending && r->total + r->section) {
		r->out->value = decimal_int(r->coefficient);
		return;
	}
	if (r->out->bare || (r->simple && r->total + r->section == 0 && r->out->scale.n)) {
		r->out->value = decimal_int(r->coefficient);
		return;
	}
	v = r->pending;
	if (r->has_pending && !r->arabic_pending && !r->zero && v < 10 && !r->out->digits) {
		if (r->small > 1)
			v *= POWER[r->small - 1];       /* 四百五 */
		else if (r->small == 0 && r->big)
			v *= POWER[r->big - 1];         /* 九万四 */
	}
	r->out->scale.n = 0;
	r->out->shift = 0;
	r->out->value = decimal_int(r->total + r->section + v);
}

static bool read_one(const struct units *units, struct sv text, size_t at, int which, struct numeral *out)
{
	struct reading r = { .units = units, .text = text, .at = at, .out = out };
	struct decimal plain;
	bool is_plain = false;
	size_t end;
	uint32_t first = rune_at(r.text, at, &end);

	*out = (struct numeral){ .exact = true };
	out->han = !rune_is_digit(first) && first != '.' && first != 0xFF0E;
	if (first == '.' || first == 0xFF0E) {
		if (!take_arabic(&r, &plain, &is_plain))
			return false;
	} else {
		r.simple = rune_is_digit(first);
	}
	if (!is_plain && !read_integer(&r, which, &plain, &is_plain))
		return false;
	if (is_plain) {
		out->value = plain;
		take_more(&r);
		take_scale(&r);
		take_more(&r);
	} else {
		if (!out->bare && !out->scale.n)
			r.simple = false;
		settle(&r);
		if (out->han && !out->bare && !out->digits && !out->more) {
			if (out->scale.n) {             /* 两千万点五: the point is of the whole number */
				struct decimal whole = decimal_shift(out->value, out->shift);
				if (take_point(&r, &whole)) {
					out->value = whole;
					out->scale.n = 0;
					out->shift = 0;
				}
			} else if (take_point(&r, &out->value)) {
				take_scale(&r);
				take_more(&r);
			}
		}
	}
	out->end = r.at;
	return out->end > at;
}

bool numeral_read_plain(const struct units *units, struct sv text, size_t at, struct numeral *out)
{
	struct numeral other;

	if (!read_one(units, text, at, 0, out))
		return false;
	if (out->vague && read_one(units, text, at, 1, &other))
		out->hi = other.value;
	return true;
}
