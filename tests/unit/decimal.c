/* lib/base/decimal: exact arithmetic, held against machine integers over many random numbers. */
#include "unit.h"

#include <stdint.h>

#include "base/decimal.h"

static struct decimal of(const char *z)
{
	struct decimal d = { 0 };

	CHECK(decimal_parse(sv_of(z), &d), "%s is a number", z);
	return d;
}

static struct sv shown(struct decimal d)
{
	static struct buf b;

	buf_clear(&b);
	decimal_put(&b, &d);
	return buf_sv(&b);
}

static void reading(void)
{
	static const struct { const char *in, *out; } good[] = {
		{ "0", "0" }, { "-0", "0" }, { "000.5", "0.5" }, { "4.40", "4.4" }, { "1200", "1200" }, { "-0.035", "-0.035" },
		{ "+7", "7" }, { "99999999999999999999999999999999999999", "99999999999999999999999999999999999999" },
	};
	static const char *const bad[] = { "", "-", ".", ".5", "5.", "1.2.3", "1e5", "1,2", " 1", "100000000000000000000000000000000000001" };
	struct decimal d;

	for (size_t i = 0; i < sizeof good / sizeof *good; i++)
		CHECK_SV(shown(of(good[i].in)), sv_of(good[i].out));
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
		CHECK(!decimal_parse(sv_of(bad[i]), &d), "\"%s\" is no number", bad[i]);
	CHECK_SV(shown(decimal_shift(of("4.4"), 12)), SV("4400000000000"));
	CHECK_SV(shown(decimal_shift(of("35"), -2)), SV("0.35"));
	CHECK_SV(shown(decimal_int(INT64_MIN)), SV("-9223372036854775808"));
}

static uint64_t seed = 20250114;

static long next(void)
{
	seed = seed * 6364136223846793005u + 1442695040888963407u;
	return (long)(seed >> 33) % 2000001 - 1000000;
}

static void arithmetic(void)
{
	struct decimal r;

	for (int i = 0; i < 20000; i++) {
		long a = next(), b = next() / (i % 3 ? 1 : 1000), places = (long)(seed % 4);
		struct decimal x = decimal_shift(decimal_int(a), -(int)places), y = decimal_shift(decimal_int(b), -(int)places);
		CHECK(decimal_cmp(&x, &y) == (a > b) - (a < b), "%ld ? %ld", a, b);
		CHECK(decimal_add(&x, &y, &r), "%ld + %ld", a, b);
		struct decimal want = decimal_shift(decimal_int(a + b), -(int)places);
		CHECK(decimal_cmp(&r, &want) == 0, "%ld + %ld", a, b);
		CHECK(decimal_sub(&x, &y, &r), "%ld - %ld", a, b);
		want = decimal_shift(decimal_int(a - b), -(int)places);
		CHECK(decimal_cmp(&r, &want) == 0, "%ld - %ld", a, b);
		CHECK(decimal_mul(&x, &y, &r), "%ld * %ld", a, b);
		want = decimal_shift(decimal_int(a * b), -(int)(2 * places));
		CHECK(decimal_cmp(&r, &want) == 0, "%ld * %ld", a, b);
		if (b) {
			long q = a * 200 / b, half = q < 0 || (q == 0 && (a < 0) != (b < 0)) ? q - 1 : q + 1;
			CHECK(decimal_div(&x, &y, 2, &r), "%ld / %ld", a, b);
			want = decimal_shift(decimal_int(half / 2), -2);
			CHECK(decimal_cmp(&r, &want) == 0, "%ld / %ld is " SV_FMT, a, b, SV_ARG(shown(r)));
		} else {
			CHECK(!decimal_div(&x, &y, 2, &r), "divided by nothing");
		}
	}
	struct decimal a = of("0.5"), b = of("9000000000"), big = of("99999999999999999999999999999999999999"), one = of("1.5");
	CHECK(decimal_div(&a, &b, 3, &r) && decimal_sign(&r) == 0, "far below the last place");
	CHECK(decimal_div(&b, &a, 0, &r), "large quotient");
	CHECK_SV(shown(r), SV("18000000000"));
	CHECK(!decimal_add(&big, &one, &r) && !decimal_mul(&big, &one, &r), "too many digits are refused, not rounded");
}

int main(void)
{
	reading();
	arithmetic();
	return DONE();
}
