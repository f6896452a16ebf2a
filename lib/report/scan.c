#include "report/scan.h"

#include "base/utf8.h"
#include "report/scan_simd.h"

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

static bool is_mark(uint32_t c)
{
	switch (c) {
	case '!': case '?': case 0x3002: case 0xFF01: case 0xFF1F: case 0x2026: case 0x201C: case 0x201D: case 0xFF08: case 0xFF09:
	case 0x300A: case 0x300B: case 0x300C: case 0x300D:
		return true;
	default:
		return false;
	}
}

bool scan_marks_plain(struct sv s, struct scan_block *to)
{
	size_t at = 0, before = 0;
	bool special = false;

	memset(to, 0, SCAN_BLOCKS(s.n) * sizeof *to);
	while (at < s.n) {
		uint64_t bit = (uint64_t)1 << at % 64;
		uint32_t c;
		size_t n = utf8_step(s.p + at, s.p + s.n, &c);

		to[at / 64].mark |= is_mark(c) ? bit : 0;
		to[at / 64].black |= c == ' ' ? 0 : bit;
		before += c != ' ';
		special = special || c < ' ' || c == '\\';
		if ((at + n) / 64 > at / 64)
			to[at / 64 + 1].before = before;
		at += n;
	}
	return special;
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

/* ---- as the machine can ---- */

size_t scan_space(struct sv s, size_t from)
{
	if (s.n < SCAN_WINDOW || !scan_simd_usable())
		return scan_space_plain(s, from);
	while (from + 2 < s.n) {
		uint32_t c;
		size_t n;

		from = scan_simd_space(s, from);
		if (from + 2 >= s.n)
			break;
		n = utf8_step(s.p + from, s.p + s.n, &c);
		if (rune_is_space(c))
			return from;
		from += n;
	}
	while (from < s.n && ((unsigned char)s.p[from] & 0xC0) == 0x80)
		from++;
	return scan_space_plain(s, from);
}

size_t scan_scrape(struct sv s, size_t from)
{
	return scan_scrape_plain(s, scan_simd_usable() ? scan_simd_scrape(s, from) : from);
}

bool scan_marks(struct sv s, struct scan_block *to)
{
	return scan_simd_usable() ? scan_simd_marks(s, to) : scan_marks_plain(s, to);
}

size_t scan_count(struct sv s)
{
	size_t count = 0, at = scan_simd_usable() ? scan_simd_count(s, &count) : 0;

	return count + scan_count_plain(sv_skip(s, at));
}
