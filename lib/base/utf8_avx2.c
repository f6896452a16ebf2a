/* UTF-8 checked 32 bytes at a time, by the three nibble tables of Keiser and Lemire, "Validating UTF-8 in less than one instruction
 * per byte", Software: Practice and Experience 51(5), 2021: each pair of neighbouring bytes looks up the errors that its first
 * byte's high half, low half and its second byte's high half allow; an error that all three allow is one. */
#include "base/utf8_simd.h"

#ifdef HAVE_AVX2
#include <immintrin.h>

enum {
	SHORT = 1 << 0,         /* a lead byte, and no continuation behind it */
	LONG = 1 << 1,          /* ASCII, and a continuation behind it */
	OVER3 = 1 << 2,         /* E0 80..9F */
	LARGE = 1 << 3,         /* F4 90.. and above */
	SURROGATE = 1 << 4,     /* ED A0..BF */
	OVER2 = 1 << 5,         /* C0, C1 */
	OVER4 = 1 << 6,         /* F0 80..8F; F5.. 80..8F too */
	TWO = 1 << 7,           /* two continuations: an error unless a three- or four-byte character asks for them */
	PAIR = SHORT | LONG | TWO
};

/* A table of 16 in both halves of a register, which vpshufb looks up in apart. */
#define TABLE(a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p) _mm256_setr_epi8( \
	(char)(a), (char)(b), (char)(c), (char)(d), (char)(e), (char)(f), (char)(g), (char)(h), \
	(char)(i), (char)(j), (char)(k), (char)(l), (char)(m), (char)(n), (char)(o), (char)(p), \
	(char)(a), (char)(b), (char)(c), (char)(d), (char)(e), (char)(f), (char)(g), (char)(h), \
	(char)(i), (char)(j), (char)(k), (char)(l), (char)(m), (char)(n), (char)(o), (char)(p))

#define AVX2 __attribute__((target("avx2")))

/* Every byte's predecessor at distance n (1 to 3), those of the first bytes taken from the block before. */
#define BEFORE(now, last, n) _mm256_alignr_epi8((now), _mm256_permute2x128_si256((last), (now), 0x21), 16 - (n))

AVX2 static __m256i errors_of(__m256i now, __m256i last)
{
	const __m256i half = _mm256_set1_epi8(0x0F);
	const __m256i first_high = TABLE(LONG, LONG, LONG, LONG, LONG, LONG, LONG, LONG, TWO, TWO, TWO, TWO,
		SHORT | OVER2, SHORT, SHORT | OVER3 | SURROGATE, SHORT | LARGE | OVER4);
	const __m256i first_low = TABLE(PAIR | OVER2 | OVER3 | OVER4, PAIR | OVER2, PAIR, PAIR, PAIR | LARGE,
		PAIR | LARGE | OVER4, PAIR | LARGE | OVER4, PAIR | LARGE | OVER4, PAIR | LARGE | OVER4,
		PAIR | LARGE | OVER4, PAIR | LARGE | OVER4, PAIR | LARGE | OVER4, PAIR | LARGE | OVER4,
		PAIR | LARGE | OVER4 | SURROGATE, PAIR | LARGE | OVER4, PAIR | LARGE | OVER4);
	const __m256i second_high = TABLE(SHORT, SHORT, SHORT, SHORT, SHORT, SHORT, SHORT, SHORT,
		LONG | OVER2 | TWO | OVER3 | OVER4, LONG | OVER2 | TWO | OVER3 | LARGE, LONG | OVER2 | TWO | SURROGATE | LARGE,
		LONG | OVER2 | TWO | SURROGATE | LARGE, SHORT, SHORT, SHORT, SHORT);
	__m256i one = BEFORE(now, last, 1);
	__m256i pair = _mm256_and_si256(
		_mm256_and_si256(_mm256_shuffle_epi8(first_high, _mm256_and_si256(_mm256_srli_epi16(one, 4), half)),
			_mm256_shuffle_epi8(first_low, _mm256_and_si256(one, half))),
		_mm256_shuffle_epi8(second_high, _mm256_and_si256(_mm256_srli_epi16(now, 4), half)));
	/* bytes that must be the third or fourth of a character are exactly those that may be a second continuation */
	__m256i third = _mm256_subs_epu8(BEFORE(now, last, 2), _mm256_set1_epi8(0xE0 - 0x80));
	__m256i fourth = _mm256_subs_epu8(BEFORE(now, last, 3), _mm256_set1_epi8(0xF0 - 0x80));
	__m256i must = _mm256_and_si256(_mm256_or_si256(third, fourth), _mm256_set1_epi8((char)0x80));
	return _mm256_xor_si256(must, pair);
}

AVX2 static size_t valid_avx2(const char *p, size_t n)
{
	__m256i last = _mm256_setzero_si256();
	size_t at = 0;

	for (; n - at >= 32; at += 32) {
		__m256i now = _mm256_loadu_si256((const __m256i *)(const void *)(p + at));
		__m256i wrong = errors_of(now, last);
		if (!_mm256_testz_si256(wrong, wrong))
			break;
		last = now;
	}
	return at;
}

bool utf8_simd_usable(void)
{
	return __builtin_cpu_supports("avx2");
}

size_t utf8_simd_valid(const char *p, size_t n)
{
	return valid_avx2(p, n);
}
#else
bool utf8_simd_usable(void)
{
	return false;
}

size_t utf8_simd_valid(const char *p, size_t n)
{
	(void)p;
	(void)n;
	return 0;
}
#endif
