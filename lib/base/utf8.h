/* UTF-8 (RFC 3629): stepping, checking, and the few classes of characters that Chinese text needs. */
#ifndef GWR_BASE_UTF8_H
#define GWR_BASE_UTF8_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include "base/sv.h"

#define RUNE_BAD 0xFFFDu

size_t utf8_step_any(const char *p, const char *end, uint32_t *c);
/* The character at p (p < end) into *c, its length returned; an invalid byte is RUNE_BAD of length 1. ASCII and Chinese, but for
 * the lead bytes E0 and ED, behind which not every second byte is valid, are told in place: a tenth of gwr-split and of gwr-extract
 * were calls of this. */
static inline size_t utf8_step(const char *p, const char *end, uint32_t *c)
{
	const unsigned char *s = (const unsigned char *)p;

	if (s[0] < 0x80) {
		*c = s[0];
		return 1;
	}
	if (end - p >= 3 && s[0] - 0xE1u < 15 && s[0] != 0xED && ((s[1] ^ 0x80u) | (s[2] ^ 0x80u)) < 0x40) {
		*c = (s[0] & 0x0Fu) << 12 | (s[1] & 0x3Fu) << 6 | (s[2] & 0x3Fu);
		return 3;
	}
	return utf8_step_any(p, end, c);
}
/* The start of the character before p (begin < p). */
const char *utf8_back(const char *begin, const char *p);
/* Writes c at p (4 bytes of room), returns the length. */
size_t utf8_put(char *p, uint32_t c);
/* Length of the longest prefix of s that is valid UTF-8; s.n when all of it is. */
size_t utf8_valid(struct sv s);
size_t utf8_valid_plain(struct sv s);   /* the same without the machine's help; a test holds one against the other */
/* Characters in s (valid UTF-8). */
size_t utf8_count(struct sv s);

bool rune_is_space(uint32_t c);        /* ASCII and Unicode blanks, U+3000, U+00A0, U+200B, U+FEFF, U+0085; not the joiners */
bool rune_is_han(uint32_t c);          /* ideographs, 〇 among them */
bool rune_is_wide(uint32_t c);         /* han, CJK punctuation, full-width forms, kana: no blank stands beside one in canonical text */
static inline bool rune_is_digit(uint32_t c)    /* 0-9 and full-width ０-９ */
{
	return (c >= '0' && c <= '9') || (c >= 0xFF10 && c <= 0xFF19);
}
bool rune_is_latin(uint32_t c);        /* letters a-z A-Z, full-width ones, Latin-1 and Greek letters */
static inline uint32_t rune_narrow(uint32_t c) /* full-width ASCII FF01-FF5E and U+3000 to ASCII; else c */
{
	return c >= 0xFF01 && c <= 0xFF5E ? c - 0xFEE0 : c == 0x3000 ? ' ' : c;
}
#endif
