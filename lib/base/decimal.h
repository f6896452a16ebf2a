/* Exact decimal numbers: digits x 10^exponent. Never double: 4.4 万亿元 is 4400000000000 元, not nearly so. */
#ifndef GWR_BASE_DECIMAL_H
#define GWR_BASE_DECIMAL_H
#include "base/buf.h"

enum { DECIMAL_DIGITS = 38 };

/* Canonical: no leading or trailing zeros in digit[]; zero has n 0, exponent 0, negative false. */
struct decimal { bool negative; unsigned char n; short exponent; unsigned char digit[DECIMAL_DIGITS]; };

/* [+-]digits[.digits], ASCII, no separators, all of s. False if it is none, or has over DECIMAL_DIGITS digits. */
bool decimal_parse(struct sv s, struct decimal *out);
struct decimal decimal_int(long long n);
/* a x 10^by */
struct decimal decimal_shift(struct decimal a, int by);
struct decimal decimal_negate(struct decimal a);
int decimal_sign(const struct decimal *a);
int decimal_cmp(const struct decimal *a, const struct decimal *b);
/* False when the exact result needs more than DECIMAL_DIGITS digits; *out is then unchanged. */
bool decimal_add(const struct decimal *a, const struct decimal *b, struct decimal *out);
bool decimal_sub(const struct decimal *a, const struct decimal *b, struct decimal *out);
bool decimal_mul(const struct decimal *a, const struct decimal *b, struct decimal *out);
/* a / b rounded half away from zero to `places` digits after the point; false when b is 0 or it does not fit. */
bool decimal_div(const struct decimal *a, const struct decimal *b, int places, struct decimal *out);
/* Plain notation, never an exponent: -0.35, 4400000000000. */
void decimal_put(struct buf *out, const struct decimal *a);
#endif
