#include "report/scan_simd.h"

#ifdef HAVE_AVX2
#include <immintrin.h>

#define AVX2 __attribute__((target("avx2,popcnt")))

/* A table of 16 in both halves of a register, which vpshufb looks up in apart. */
#define TABLE(a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p) \
	_mm256_setr_epi8(a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p)

AVX2 static inline __m256i load(const char *p)
{
	return _mm256_loadu_si256((const __m256i *)(const void *)p);
}

AVX2 static inline __m256i is(__m256i v, unsigned char c)
{
	return _mm256_cmpeq_epi8(v, _mm256_set1_epi8((char)c));
}

AVX2 static inline __m256i is_most(__m256i v, unsigned char most)
{
	return _mm256_cmpeq_epi8(_mm256_min_epu8(v, _mm256_set1_epi8((char)most)), v);
}

AVX2 static inline __m256i either(__m256i a, __m256i b)
{
	return _mm256_or_si256(a, b);
}

AVX2 static inline __m256i both(__m256i a, __m256i b)
{
	return _mm256_and_si256(a, b);
}

/* Where in the 32 bytes at p white space may begin: ASCII controls and blanks; C2 (U+0085, U+00A0), E1 (U+1680); E2 (U+2000 to U+205F)
 * but for the quotation marks, dashes and dots, E2 80 90 .. E2 80 A7; E3 80 80; EF BB (U+FEFF). */
AVX2 static inline unsigned spaces_at(const char *p)
{
	__m256i a = load(p), b = load(p + 1), c = load(p + 2), second = is(b, 0x80);
	__m256i mark = both(second, is_most(_mm256_sub_epi8(c, _mm256_set1_epi8((char)0x90)), 0x17));
	__m256i rare = either(is_most(a, ' '), either(is(a, 0xC2), is(a, 0xE1)));
	__m256i general = _mm256_andnot_si256(mark, is(a, 0xE2)), wide = both(is(a, 0xE3), both(second, is(c, 0x80)));

	return (unsigned)_mm256_movemask_epi8(either(either(rare, general), either(wide, both(is(a, 0xEF), is(b, 0xBB)))));
}

AVX2 size_t scan_simd_space(struct sv s, size_t from)
{
	size_t last = s.n - SCAN_WINDOW;        /* the last window begins where it must, not where the one before ends */
	unsigned at;

	for (; from < last; from += 32)
		if ((at = spaces_at(s.p + from)))
			return from + (unsigned)__builtin_ctz(at);
	if (from - last >= 32)
		return from;
	at = spaces_at(s.p + last) >> (from - last);
	return at ? from + (unsigned)__builtin_ctz(at) : last + 32;
}

AVX2 size_t scan_simd_scrape(struct sv s, size_t from)
{
	for (; from + 32 <= s.n; from += 32) {
		__m256i v = load(s.p + from);
		unsigned at = (unsigned)_mm256_movemask_epi8(either(either(is(v, '<'), is(v, '&')), is(v, '\r')));

		if (at)
			return from + (unsigned)__builtin_ctz(at);
	}
	return from;
}

/* The bytes at p where a character begins that is no blank. Continuation bytes are the lowest signed ones, below -64. */
AVX2 static inline unsigned black_at(const char *p)
{
	__m256i v = load(p);

	return ~(unsigned)_mm256_movemask_epi8(either(_mm256_cmpgt_epi8(_mm256_set1_epi8(-64), v), is(v, ' ')));
}

AVX2 size_t scan_simd_count(struct sv s, size_t *count)
{
	size_t at = 0;

	for (; at + 32 <= s.n; at += 32)
		*count += (size_t)__builtin_popcount(black_at(s.p + at));
	return at;
}

/* Sets of marks whose lead and second byte are the same and whose third bytes differ in the low half only. */
enum { E3_8 = 1, EF_8 = 2, EF_9 = 4, E2_9 = 8, E2_A = 16 };

/* The marks in the 32 bytes at p: each byte, taken as a lead byte, and the second and third byte behind it look up the sets that
 * they can belong to; a mark is where all three agree. */
AVX2 static inline unsigned marks_at(const char *p)
{
	const __m256i by_lead = TABLE(0, 0, E2_9 | E2_A, E3_8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, EF_8 | EF_9);
	const __m256i by_high = TABLE(0, 0, 0, 0, 0, 0, 0, 0, E3_8 | EF_8, EF_9 | E2_9, E2_A, 0, 0, 0, 0, 0);
	/* 81 ！; 82 。; A6 …; 88 （ 89 ）; 8A 《 8B 》; 8C 「 9C “; 8D 」 9D ”; 9F ？ */
	const __m256i by_low = TABLE(0, EF_8, E3_8, 0, 0, 0, E2_A, 0, EF_8, EF_8, E3_8, E3_8, E3_8 | E2_9, E3_8 | E2_9, 0, EF_9);
	const __m256i half = _mm256_set1_epi8(0x0F);
	__m256i a = load(p), b = load(p + 1), c = load(p + 2);
	/* E0 .. EF become 70 .. 7F; all others 80 and above, for which vpshufb gives 0 */
	__m256i index = _mm256_adds_epu8(_mm256_sub_epi8(a, _mm256_set1_epi8((char)0xE0)), _mm256_set1_epi8(0x70));
	__m256i lead = _mm256_shuffle_epi8(by_lead, index);
	__m256i second = either(both(is(b, 0x80), _mm256_set1_epi8(E3_8 | E2_9 | E2_A)), both(is(b, 0xBC), _mm256_set1_epi8(EF_8 | EF_9)));
	__m256i third = both(_mm256_shuffle_epi8(by_high, both(_mm256_srli_epi16(c, 4), half)), _mm256_shuffle_epi8(by_low, both(c, half)));
	__m256i none = is(both(lead, both(second, third)), 0), ascii = either(is(a, '!'), is(a, '?'));

	return ~(unsigned)_mm256_movemask_epi8(_mm256_andnot_si256(ascii, none));
}

/* Control characters and backslashes, in the high bits of all 32 bytes at p. */
AVX2 static inline __m256i specials_at(const char *p)
{
	__m256i v = load(p);

	return either(is_most(v, ' ' - 1), is(v, '\\'));
}

AVX2 bool scan_simd_marks(struct sv s, struct scan_block *to)
{
	/* the blocks behind which two more bytes can be read; what is left is looked at in a copy */
	size_t whole = s.n >= 2 ? (s.n - 2) / 64 : 0, before = 0;
	__m256i special = _mm256_setzero_si256();
	char rest[2 * 64 + 2];

	memset(rest, ' ', sizeof rest);
	memcpy(rest, s.p + whole * 64, s.n - whole * 64);
	for (size_t i = 0; i < SCAN_BLOCKS(s.n); i++) {
		const char *p = i < whole ? s.p + i * 64 : rest + (i - whole) * 64;

		to[i].mark = marks_at(p) | (uint64_t)marks_at(p + 32) << 32;
		to[i].black = black_at(p) | (uint64_t)black_at(p + 32) << 32;
		to[i].before = before;
		before += (size_t)__builtin_popcountll(to[i].black);
		special = either(special, either(specials_at(p), specials_at(p + 32)));
	}
	return !_mm256_testz_si256(special, special);
}

bool scan_simd_usable(void)
{
	return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("popcnt");
}
#else
bool scan_simd_usable(void) { return false; }
size_t scan_simd_space(struct sv s, size_t from) { (void)s; return from; }
size_t scan_simd_scrape(struct sv s, size_t from) { (void)s; return from; }
size_t scan_simd_count(struct sv s, size_t *count) { (void)s; (void)count; return 0; }
bool scan_simd_marks(struct sv s, struct scan_block *to) { return scan_marks_plain(s, to); }
#endif
