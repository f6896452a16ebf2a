#include "measure/numeral.h"

#include "measure/glyph.h"

static bool is_letter(struct sv text, size_t at)
{
	return at < text.n && (unsigned char)(text.p[at] | 32) >= 'a' && (unsigned char)(text.p[at] | 32) <= 'z';
}

bool rune_minus(uint32_t c) { return c == 0x8D1F || c == 0x8CA0 || c == '-' || c == 0xFF0D || c == 0x2212; }     /* 负 負 - － − */

/* The exponent, power or thousands that Latin writing puts behind a number: 2e5, 1.1^23, 40k. */
static void read_latin_tail(struct sv text, struct numeral *n)
{
	size_t at = n->end, from;
	bool minus = false;
	int e = 0;
	char c = at < text.n ? text.p[at] : 0;

	if (n->han || n->scale.n || !c)
		return;
	if (c == 'k' && !is_letter(text, at + 1)) {
		n->value = decimal_shift(n->value, 3);
		n->places = 0;
		n->end = at + 1;
		return;
	}
	if (c != 'e' && c != 'E' && c != '^')
		return;
	for (at++; at < text.n && (text.p[at] == '+' || text.p[at] == '-'); at++)
		minus ^= text.p[at] == '-';
	for (from = at; at < text.n && at - from < 3 && text.p[at] >= '0' && text.p[at] <= '9'; at++)
		e = e * 10 + text.p[at] - '0';
	if (at == from || is_letter(text, at))
		return;
	if (c == '^') {
		struct decimal one = decimal_int(1), power = one;

		for (int i = 0; i < e; i++)
			if (!decimal_mul(&power, &n->value, &power))
				return;
		if (minus && !decimal_div(&one, &power, 15, &power))
			return;
		n->exact = !minus;
		n->value = power;
	} else {
		n->value = decimal_shift(n->value, minus ? -e : e);
	}
	n->places = 0;
	n->end = at;
}

static struct decimal whole_of(const struct numeral *n) { return decimal_shift(n->value, n->shift); }

/* Places of a fraction that no decimal equals: 1/3 is 0.333333333, and has no value. */
enum { QUOTIENT_PLACES = 9 };

/* a / b; exact says whether that is all of it. */
static bool quotient(struct decimal a, struct decimal b, struct decimal *out, bool *exact)
{
	struct decimal back;

	if (!decimal_div(&a, &b, QUOTIENT_PLACES, out))
		return false;
	*exact = decimal_mul(out, &b, &back) && decimal_cmp(&back, &a) == 0;
	return true;
}

/* DENOMINATOR 分之 NUMERATOR; n holds the denominator. 百分之, 千分之 and the like are percentages. */
static bool read_fenzhi(const struct units *units, struct sv text, struct numeral *n)
{
	size_t end = n->end + SV("分之").n;
	struct numeral top;
	struct decimal den;
	bool minus = false;
	uint32_t c;

	if (!sv_starts(sv_skip(text, n->end), SV("分之")) || end >= text.n)
		return false;
	den = whole_of(n);
	utf8_step(text.p + end, text.p + text.n, &c);
	if (rune_minus(c)) {
		minus = true;
		end += utf8_step(text.p + end, text.p + text.n, &c);
	}
	if (!numeral_read_plain(units, text, end, &top))
		return false;
	read_latin_tail(text, &top);
	if (n->bare) {
		bool all = top.bare && !top.more && top.shift == 2 && n->shift == 2;    /* 百分之百 */

		if (n->shift != 2 || top.bare)
			top.places = 0;
		if (!all) {
			top.value = decimal_shift(whole_of(&top), 2 - n->shift);
			if (top.vague)
				top.hi = decimal_shift(decimal_shift(top.hi, top.shift), 2 - n->shift);
		} else {
			top.value = decimal_int(100);
		}
		top.percent = true;
	} else {
		if (!quotient(whole_of(&top), den, &top.value, &top.exact))
			return false;
		top.places = 0;
		top.fraction = true;
	}
	if (minus)
		top.value = decimal_negate(top.value);
	top.shift = 0;
	top.scale.n = 0;
	top.han = n->han;
	top.bare = false;
	top.runes += n->runes + 2;
	*n = top;
	return true;
}

/* 1/2, and 1 1/2 where n is the whole. */
static bool read_slash(const struct units *units, struct sv text, size_t at, struct numeral *n)
{
	struct numeral top, den;
	size_t k;

	if (!numeral_read_plain(units, text, at, &top) || top.han || top.places || top.scale.n || top.end >= text.n)
		return false;
	k = text.p[top.end] == '/' ? 1 : sv_starts(sv_skip(text, top.end), SV("／")) ? 3 : 0;
	if (k == 0 || top.end + k >= text.n || !numeral_read_plain(units, text, top.end + k, &den))
		return false;
	if (den.han || den.places || den.scale.n || decimal_sign(&den.value) == 0 || top.runes > 4 || den.runes > 4)
		return false;
	if (den.end < text.n) {                 /* 2025/1/3 is a date, 4/5G a pair of names */
		uint32_t c;

		utf8_step(text.p + den.end, text.p + text.n, &c);
		if (c == '/' || c == RUNE_SLASH_WIDE || rune_is_latin(c))
			return false;
	}
	if (!quotient(top.value, den.value, &top.value, &top.exact))
		return false;
	top.end = den.end;
	top.fraction = true;
	top.runes += den.runes + 1;
	*n = top;
	return true;
}

bool numeral_read(const struct units *units, struct sv text, size_t at, struct numeral *out)
{
	struct numeral part;
	struct decimal sum, whole;

	if (!numeral_read_plain(units, text, at, out))
		return false;
	if (!out->han && !out->scale.n && !out->places && !out->more) {
		uint32_t c = rune_of(text, out->end);

		if ((c == '/' || c == RUNE_SLASH_WIDE) && read_slash(units, text, at, out))
			return true;
		if (c == ' ' && out->end + 1 < text.n && read_slash(units, text, out->end + 1, &part)
				&& decimal_add(&out->value, &part.value, &sum)) {
			part.value = sum;
			*out = part;
			return true;
		}
	}
	read_latin_tail(text, out);
	if (read_fenzhi(units, text, out))
		return true;
	if (rune_of(text, out->end) != RUNE_AGAIN)
		return true;
	whole = whole_of(out);
	if (numeral_read_plain(units, text, out->end + SV("又").n, &part)
			&& read_fenzhi(units, text, &part) && part.fraction && decimal_add(&whole, &part.value, &sum)) {
		part.value = sum;
		part.han = out->han;
		*out = part;
	}
	return true;
}
