#include "report/scan.h"

#include <stdint.h>
#include "base/utf8.h"

/* ---- plain ---- */

size_t scan_space_plain(struct sv s, size_t from)
{
	const char *p = s.p + from, *end = s.p + s.n;

	while (p < end) {
		uint32_t c;
		size_t n = utf8_step(p, end, &c);

		if (rune_is_space(c))
			break;
		p += n;
	}
	return (size_t)(p - s.p);
}

static bool is_stop(uint32_t c)
{
	switch (c) {
	case '!': case '?': case 0x3002: case 0xFF01: case 0xFF1F: case 0x2026: case 0x201C: case 0xFF08: case 0x300A: case 0x300C:
		return true;
	default:
		return false;
	}
}

size_t scan_stop_plain(struct sv s, size_t from)
{
	const char *p = s.p + from, *end = s.p + s.n;

	while (p < end) {
		uint32_t c;
		size_t n = utf8_step(p, end, &c);

		if (is_stop(c))
			break;
		p += n;
	}
	return (size_t)(p - s.p);
}

size_t scan_scrape_plain(struct sv s, size_t from)
{
	while (from < s.n && s.p[from] != '<' && s.p[from] != '&' && s.p[from] != '\r')
		from++;
	return from;
}

size_t scan_count_plain(struct sv s)
{
	size_t n = 0;

	for (size_t i = 0; i < s.n; i++)
		n += ((unsigned char)s.p[i] & 0xC0) != 0x80 && s.p[i] != ' ';
	return n;
}

#if defined __SSE2__ && defined __GNUC__
#include <emmintrin.h>

static inline __m128i load(const char *p)
{
	return _mm_loadu_si128((const __m128i *)(const void *)p);
}

static inline __m128i is(__m128i v, unsigned char c)
{
	return _mm_cmpeq_epi8(v, _mm_set1_epi8((char)c));
}

/* Where in the 16 bytes at p white space may begin: ASCII controls and blanks; C2 (U+0085, U+00A0), E1 (U+1680); E2 80 and E2 81
 * but for the quotation marks, dashes and dots between them, E3 80 80, EF BB BF. */
static inline unsigned spaces_at(const char *p)
{
	__m128i a = load(p), b = load(p + 1), c = load(p + 2);
	__m128i low = _mm_cmpeq_epi8(_mm_min_epu8(a, _mm_set1_epi8(' ')), a);
	__m128i lead = _mm_or_si128(is(a, 0xC2), is(a, 0xE1));
	/* E2 80 90 .. E2 80 A7 are no white space */
	__m128i mark = _mm_cmpeq_epi8(_mm_min_epu8(_mm_sub_epi8(c, _mm_set1_epi8((char)0x90)), _mm_set1_epi8(0x17)),
		_mm_sub_epi8(c, _mm_set1_epi8((char)0x90)));
	__m128i general = _mm_andnot_si128(_mm_and_si128(is(b, 0x80), mark), is(a, 0xE2));
	__m128i wide = _mm_and_si128(_mm_and_si128(is(a, 0xE3), is(b, 0x80)), is(c, 0x80));
	__m128i mark_order = _mm_and_si128(is(a, 0xEF), is(b, 0xBB));

	return (unsigned)_mm_movemask_epi8(_mm_or_si128(_mm_or_si128(_mm_or_si128(low, lead), _mm_or_si128(general, wide)), mark_order));
}

static inline unsigned stops_at(const char *p)
{
	__m128i a = load(p), b = load(p + 1), c = load(p + 2);
	__m128i e3 = _mm_and_si128(_mm_and_si128(is(a, 0xE3), is(b, 0x80)), _mm_or_si128(is(c, 0x82), _mm_or_si128(is(c, 0x8A), is(c, 0x8C))));
	__m128i ef = _mm_and_si128(_mm_and_si128(is(a, 0xEF), is(b, 0xBC)), _mm_or_si128(is(c, 0x81), _mm_or_si128(is(c, 0x9F), is(c, 0x88))));
	__m128i e2 = _mm_and_si128(_mm_and_si128(is(a, 0xE2), is(b, 0x80)), _mm_or_si128(is(c, 0xA6), is(c, 0x9C)));

	return (unsigned)_mm_movemask_epi8(_mm_or_si128(_mm_or_si128(e3, ef), _mm_or_si128(e2, _mm_or_si128(is(a, '!'), is(a, '?')))));
}

size_t scan_space(struct sv s, size_t from)
{
	size_t i = from;

	while (i + 18 <= s.n) {
		unsigned at = spaces_at(s.p + i);
		uint32_t c;

		if (at) {
			i += (unsigned)__builtin_ctz(at);
			utf8_step(s.p + i, s.p + s.n, &c);
			if (rune_is_space(c))
				return i;
			i++;
			continue;
		}
		i += 16;
	}
	while (i < s.n && ((unsigned char)s.p[i] & 0xC0) == 0x80)
		i++;
	return scan_space_plain(s, i);
}

size_t scan_stop(struct sv s, size_t from)
{
	size_t i = from;

	for (; i + 18 <= s.n; i += 16) {
		unsigned at = stops_at(s.p + i);

		if (at)
			return i + (unsigned)__builtin_ctz(at);
	}
	while (i < s.n && i > from && ((unsigned char)s.p[i] & 0xC0) == 0x80)
		i++;
	return scan_stop_plain(s, i);
}

size_t scan_scrape(struct sv s, size_t from)
{
	for (; from + 16 <= s.n; from += 16) {
		__m128i v = load(s.p + from);
		unsigned at = (unsigned)_mm_movemask_epi8(_mm_or_si128(_mm_or_si128(is(v, '<'), is(v, '&')), is(v, '\r')));

		if (at)
			return from + (unsigned)__builtin_ctz(at);
	}
	return scan_scrape_plain(s, from);
}

size_t scan_count(struct sv s)
{
	const __m128i zero = _mm_setzero_si128();
	size_t i = 0;
	__m128i all = zero;

	while (i + 16 <= s.n) {
		__m128i not = zero;     /* of each of 16 columns, how many bytes begin no character; up to 255 */

		for (unsigned k = 0; k < 255 && i + 16 <= s.n; k++, i += 16) {
			__m128i v = load(s.p + i);
			/* continuation bytes are the lowest signed ones, below -64 */
			not = _mm_sub_epi8(not, _mm_or_si128(_mm_cmpgt_epi8(_mm_set1_epi8(-64), v), is(v, ' ')));
		}
		all = _mm_add_epi64(all, _mm_sad_epu8(not, zero));
	}
	all = _mm_add_epi64(all, _mm_srli_si128(all, 8));
	return i - (size_t)(uint32_t)_mm_cvtsi128_si32(all) + scan_count_plain(sv_skip(s, i));
}
#else
size_t scan_space(struct sv s, size_t from) { return scan_space_plain(s, from); }
size_t scan_stop(struct sv s, size_t from) { return scan_stop_plain(s, from); }
size_t scan_scrape(struct sv s, size_t from) { return scan_scrape_plain(s, from); }
size_t scan_count(struct sv s) { return scan_count_plain(s); }
#endif
