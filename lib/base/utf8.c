#include "base/utf8.h"

#include <string.h>

#include "base/utf8_simd.h"

/* Unicode 15, table 3-7: which second bytes each lead byte allows. */
size_t utf8_step_any(const char *p, const char *end, uint32_t *c)
{
	const unsigned char *s = (const unsigned char *)p;
	size_t n = (size_t)(end - p);
	unsigned lead = s[0];

	if (lead < 0x80) {
		*c = lead;
		return 1;
	}
	if (lead >= 0xE0 && lead < 0xF0 && n >= 3) {    /* Chinese: nearly all of a report */
		unsigned low = lead == 0xE0 ? 0xA0 : 0x80, high = lead == 0xED ? 0x9F : 0xBF;
		if (s[1] >= low && s[1] <= high && (s[2] & 0xC0) == 0x80) {
			*c = (lead & 0x0Fu) << 12 | (s[1] & 0x3Fu) << 6 | (s[2] & 0x3Fu);
			return 3;
		}
	} else if (lead >= 0xC2 && lead < 0xE0 && n >= 2) {
		if ((s[1] & 0xC0) == 0x80) {
			*c = (lead & 0x1Fu) << 6 | (s[1] & 0x3Fu);
			return 2;
		}
	} else if (lead >= 0xF0 && lead < 0xF5 && n >= 4) {
		unsigned low = lead == 0xF0 ? 0x90 : 0x80, high = lead == 0xF4 ? 0x8F : 0xBF;
		if (s[1] >= low && s[1] <= high && (s[2] & 0xC0) == 0x80 && (s[3] & 0xC0) == 0x80) {
			*c = (lead & 0x07u) << 18 | (s[1] & 0x3Fu) << 12 | (s[2] & 0x3Fu) << 6 | (s[3] & 0x3Fu);
			return 4;
		}
	}
	*c = RUNE_BAD;
	return 1;
}

const char *utf8_back(const char *begin, const char *p)
{
	const char *q = p - 1;

	while (q > begin && p - q < 4 && ((unsigned char)*q & 0xC0) == 0x80)
		q--;
	return q;
}

size_t utf8_put(char *p, uint32_t c)
{
	unsigned char *s = (unsigned char *)p;

	if (c < 0x80) {
		s[0] = (unsigned char)c;
		return 1;
	}
	if (c < 0x800) {
		s[0] = (unsigned char)(0xC0 | c >> 6);
		s[1] = (unsigned char)(0x80 | (c & 0x3F));
		return 2;
	}
	if (c < 0x10000) {
		s[0] = (unsigned char)(0xE0 | c >> 12);
		s[1] = (unsigned char)(0x80 | (c >> 6 & 0x3F));
		s[2] = (unsigned char)(0x80 | (c & 0x3F));
		return 3;
	}
	s[0] = (unsigned char)(0xF0 | c >> 18);
	s[1] = (unsigned char)(0x80 | (c >> 12 & 0x3F));
	s[2] = (unsigned char)(0x80 | (c >> 6 & 0x3F));
	s[3] = (unsigned char)(0x80 | (c & 0x3F));
	return 4;
}

size_t utf8_valid_plain(struct sv s)
{
	const char *p = s.p, *end = s.p + s.n;

	while (p < end) {
		uint64_t eight;
		if (end - p >= 8 && (memcpy(&eight, p, 8), (eight & 0x8080808080808080u) == 0)) {
			p += 8;
			continue;
		}
		uint32_t c;
		size_t n = utf8_step(p, end, &c);
		if (n == 1 && c == RUNE_BAD)
			break;
		p += n;
	}
	return (size_t)(p - s.p);
}

/* Measured on 784 KB of reports (x86-64, one core, gcc -O2): 21 GB/s with AVX2, 0.96 GB/s without. */
size_t utf8_valid(struct sv s)
{
	size_t sure = s.n >= 64 && utf8_simd_usable() ? utf8_simd_valid(s.p, s.n) : 0;

	/* back to the start of the character that the checked part may end in */
	for (int back = 0; back < 3 && sure && ((unsigned char)s.p[sure - 1] & 0xC0) == 0x80; back++)
		sure--;
	if (sure && (unsigned char)s.p[sure - 1] >= 0xC0)
		sure--;
	return sure + utf8_valid_plain(sv_skip(s, sure));
}

size_t utf8_count(struct sv s)
{
	const uint64_t ones = 0x0101010101010101u;
	size_t n = s.n, i = 0;

	for (; s.n - i >= sizeof ones; i += sizeof ones) {      /* without those that go on with a character: 10xxxxxx */
		uint64_t x;
		memcpy(&x, s.p + i, sizeof x);
		n -= (size_t)(((x >> 7 & ~x >> 6) & ones) * ones >> 56);
	}
	for (; i < s.n; i++)
		n -= ((unsigned char)s.p[i] & 0xC0) == 0x80;
	return n;
}

bool rune_is_space(uint32_t c)
{
	if (c <= ' ')
		return c == ' ' || (c >= '\t' && c <= '\r') || (c >= 0x1C && c <= 0x1F);
	if (c < 0x80)
		return false;
	return c == 0x85 || c == 0xA0 || c == 0x1680 || (c >= 0x2000 && c <= 0x200B) || c == 0x2028 || c == 0x2029
		|| c == 0x202F || c == 0x205F || c == 0x3000 || c == 0xFEFF;
}

/* Blocks of Unicode 15 (Blocks.txt): the unified ideographs and their extensions, compatibility ideographs, 々〆〇. */
bool rune_is_han(uint32_t c)
{
	return (c >= 0x4E00 && c <= 0x9FFF) || (c >= 0x3400 && c <= 0x4DBF) || (c >= 0x3005 && c <= 0x3007)
		|| (c >= 0xF900 && c <= 0xFAFF) || (c >= 0x20000 && c <= 0x323AF);
}

bool rune_is_wide(uint32_t c)
{
	return rune_is_han(c) || (c >= 0x3001 && c <= 0x303F) || (c >= 0x3040 && c <= 0x30FF) || (c >= 0xFF01 && c <= 0xFF60)
		|| (c >= 0xFE30 && c <= 0xFE4F) || (c >= 0x2E80 && c <= 0x2FDF);
}

bool rune_is_latin(uint32_t c)
{
	c = rune_narrow(c);
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= 0xC0 && c <= 0x24F && c != 0xD7 && c != 0xF7)
		|| (c >= 0x370 && c <= 0x3FF) || c == 0xB5;
}
