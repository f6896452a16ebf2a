#include "base/decimal.h"

#include <limits.h>

/* Digits are held most significant first: value = 0.d1d2... would need a shift, so value = d1d2..dn x 10^exponent. */

/* Brings digits[0..n) x 10^exponent into canonical form; false if over DECIMAL_DIGITS are left or the exponent does not fit. */
static bool settle(bool negative, const unsigned char *digit, size_t n, long exponent, struct decimal *out)
{
	while (n && digit[0] == 0) {
		digit++;
		n--;
	}
	while (n && digit[n - 1] == 0) {
		n--;
		exponent++;
	}
	if (n > DECIMAL_DIGITS || (n && (exponent > SHRT_MAX || exponent < SHRT_MIN)))
		return false;
	*out = (struct decimal){ .negative = negative && n, .n = (unsigned char)n, .exponent = (short)(n ? exponent : 0) };
	if (n)
		memcpy(out->digit, digit, n);
	return true;
}

bool decimal_parse(struct sv s, struct decimal *out)
{
	unsigned char digit[4 * DECIMAL_DIGITS];
	size_t n = 0, places = 0, seen = 0;
	bool negative = false, point = false;

	if (s.n && (s.p[0] == '-' || s.p[0] == '+')) {
		negative = s.p[0] == '-';
		s = sv_skip(s, 1);
	}
	for (size_t i = 0; i < s.n; i++) {
		if (s.p[i] == '.' && !point && seen) {
			point = true;
			continue;
		}
		if (s.p[i] < '0' || s.p[i] > '9')
			return false;
		seen++;
		places += point;
		if (n == 0 && s.p[i] == '0')
			continue;               /* leading zeros take no room */
		if (n == sizeof digit)
			return false;
		digit[n++] = (unsigned char)(s.p[i] - '0');
	}
	if (!seen || (point && !places))
		return false;
	return settle(negative, digit, n, -(long)places, out);
}

struct decimal decimal_int(long long v)
{
	unsigned char digit[24];
	size_t at = sizeof digit;
	unsigned long long u = v < 0 ? 0ULL - (unsigned long long)v : (unsigned long long)v;
	struct decimal d;

	for (; u; u /= 10)
		digit[--at] = (unsigned char)(u % 10);
	settle(v < 0, digit + at, sizeof digit - at, 0, &d);
	return d;
}

struct decimal decimal_shift(struct decimal a, int by)
{
	if (a.n)
		a.exponent = (short)(a.exponent + by);
	return a;
}

struct decimal decimal_negate(struct decimal a)
{
	a.negative = a.n && !a.negative;
	return a;
}

int decimal_sign(const struct decimal *a)
{
	return a->n == 0 ? 0 : a->negative ? -1 : 1;
}

/* The digit of a that stands at 10^place. */
static unsigned digit_at(const struct decimal *a, long place)
{
	long i = (long)a->n - 1 - (place - a->exponent);

	return i >= 0 && i < a->n ? a->digit[i] : 0;
}

static long top(const struct decimal *a)
{
	return (long)a->exponent + a->n;        /* the first place above all digits */
}

static int cmp_size(const struct decimal *a, const struct decimal *b)
{
	if (!a->n || !b->n)
		return (a->n != 0) - (b->n != 0);
	if (top(a) != top(b))
		return top(a) < top(b) ? -1 : 1;
	/* the same highest place: the digits decide, the longer of two equal beginnings is larger (no trailing zeros) */
	size_t n = a->n < b->n ? a->n : b->n;
	int c = memcmp(a->digit, b->digit, n);
	return c ? (c < 0 ? -1 : 1) : (a->n > b->n) - (a->n < b->n);
}

int decimal_cmp(const struct decimal *a, const struct decimal *b)
{
	if (decimal_sign(a) != decimal_sign(b))
		return decimal_sign(a) < decimal_sign(b) ? -1 : 1;
	return a->negative ? cmp_size(b, a) : cmp_size(a, b);
}

bool decimal_add(const struct decimal *a, const struct decimal *b, struct decimal *out)
{
	if (!a->n || !b->n) {
		*out = a->n ? *a : *b;
		return true;
	}
	const struct decimal *big = cmp_size(a, b) >= 0 ? a : b, *small = big == a ? b : a;
	long low = a->exponent < b->exponent ? a->exponent : b->exponent, high = top(big) + 1;
	unsigned char digit[2 * DECIMAL_DIGITS + 2];
	if (high - low > (long)sizeof digit)
		return false;
	size_t n = (size_t)(high - low);
	int carry = 0;
	for (long place = low; place < high; place++) {
		int d = (int)digit_at(big, place) + carry;
		d += a->negative == b->negative ? (int)digit_at(small, place) : -(int)digit_at(small, place);
		carry = d < 0 ? -1 : d / 10;
		digit[n - 1 - (size_t)(place - low)] = (unsigned char)(d < 0 ? d + 10 : d % 10);
	}
	return settle(big->negative, digit, n, low, out);
}

bool decimal_sub(const struct decimal *a, const struct decimal *b, struct decimal *out)
{
	struct decimal minus = decimal_negate(*b);

	return decimal_add(a, &minus, out);
}

bool decimal_mul(const struct decimal *a, const struct decimal *b, struct decimal *out)
{
	if (a->n && b->n == 1 && b->digit[0] == 1)      /* by a power of ten, as nearly all units are */
		return settle(a->negative != b->negative, a->digit, a->n, (long)a->exponent + b->exponent, out);

	unsigned sum[2 * DECIMAL_DIGITS] = { 0 };
	unsigned char digit[2 * DECIMAL_DIGITS];
	size_t n = (size_t)a->n + b->n;

	for (size_t i = 0; i < a->n; i++)
		for (size_t j = 0; j < b->n; j++)
			sum[i + j + 1] += (unsigned)a->digit[i] * b->digit[j];
	unsigned carry = 0;
	for (size_t i = n; i-- > 0;) {
		unsigned d = sum[i] + carry;
		digit[i] = (unsigned char)(d % 10);
		carry = d / 10;
	}
	return settle(a->negative != b->negative, digit, n, (long)a->exponent + b->exponent, out);
}

/* Schoolbook division: the remainder is kept as a decimal integer and b taken off it up to nine times a place. */
bool decimal_div(const struct decimal *a, const struct decimal *b, int places, struct decimal *out)
{
	struct decimal divisor = *b, rest = { 0 };
	unsigned char digit[3 * DECIMAL_DIGITS];
	size_t n = 0;

	if (!b->n)
		return false;
	divisor.negative = false;
	divisor.exponent = 0;
	/* a / b = (a's digits / b's digits) x 10^(ea - eb); digits are made down to 10^-places, and one more to round by */
	long down = (long)places + a->exponent - b->exponent + 1;
	if (down < -(long)a->n) {
		*out = decimal_int(0);
		return true;
	}
	for (long i = 0; i < (long)a->n + down; i++) {
		struct decimal next = decimal_int(i < a->n ? a->digit[i] : 0), ten = decimal_shift(rest, 1);
		unsigned char q = 0;
		if (!decimal_add(&ten, &next, &rest))
			return false;
		while (cmp_size(&rest, &divisor) >= 0) {
			if (!decimal_sub(&rest, &divisor, &rest))
				return false;
			q++;
		}
		if (n == 0 && q == 0)
			continue;
		if (n == sizeof digit)
			return false;
		digit[n++] = q;
	}
	/* the last digit is the one to round by, half away from zero */
	bool up = n && digit[n - 1] >= 5;
	struct decimal quotient, one = { .n = 1, .exponent = (short)-places, .digit = { 1 } };
	if (!settle(false, digit, n ? n - 1 : 0, -(long)places, &quotient))
		return false;
	if (up && !decimal_add(&quotient, &one, &quotient))
		return false;
	*out = a->negative != b->negative ? decimal_negate(quotient) : quotient;
	return true;
}

void decimal_put(struct buf *out, const struct decimal *a)
{
	if (a->negative)
		buf_char(out, '-');
	if (top(a) <= 0 || !a->n)
		buf_char(out, '0');
	for (long place = top(a) - 1; a->n && place >= 0; place--)
		buf_char(out, (char)('0' + digit_at(a, place)));
	if (a->n && a->exponent < 0) {
		buf_char(out, '.');
		for (long place = -1; place >= a->exponent; place--)
			buf_char(out, (char)('0' + digit_at(a, place)));
	}
}
