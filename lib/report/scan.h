/* The few questions asked of every byte of a text, 32 bytes at a time where the machine has AVX2 (scan_simd.h); elsewhere the plain
 * twins, which the unit tests hold against them, give the same answers. s is valid UTF-8. */
#ifndef GWR_REPORT_SCAN_H
#define GWR_REPORT_SCAN_H
#include "base/bits.h"
#include "base/sv.h"

/* Offset, from `from` on, of the first character that is white space (rune_is_space); s.n if there is none. */
size_t scan_space(struct sv s, size_t from);
/* Offset of the first '<', '&' or '\r'; s.n if there is none. */
size_t scan_scrape(struct sv s, size_t from);
/* Characters in s, blanks (U+0020) not counted. */
size_t scan_count(struct sv s);

/* What is known of 64 bytes of a text after one pass over it; bit i is byte i. */
struct scan_block {
	uint64_t mark;                  /* where a mark begins that ends a sentence, or opens or closes what none ends in: 。！？…!?“”（）《》「」 */
	uint64_t black;                 /* where a character begins that is no blank (U+0020) */
	size_t before;                  /* how many such begin in the blocks before */
};
/* Fills in SCAN_BLOCKS(s.n) blocks: one more than the text fills, so that every offset up to its end has one. Returns whether the
 * text holds a control character or a backslash. */
bool scan_marks(struct sv s, struct scan_block *to);
#define SCAN_BLOCKS(n) ((n) / 64 + 1)

/* Offset, from `from` on, of the first mark; n, the length of the text, if there is none. */
static inline size_t scan_next_mark(const struct scan_block *b, size_t n, size_t from)
{
	size_t i = from / 64;
	uint64_t mark = b[i].mark & ~(uint64_t)0 << from % 64;

	while (mark == 0 && i < n / 64)
		mark = b[++i].mark;
	return mark ? i * 64 + bits_lowest(mark) : n;
}
/* Characters that are no blanks and begin before offset `at`. */
static inline size_t scan_black_before(const struct scan_block *b, size_t at)
{
	return b[at / 64].before + bits_count(b[at / 64].black & (((uint64_t)1 << at % 64) - 1));
}

bool scan_marks_plain(struct sv s, struct scan_block *to);
size_t scan_space_plain(struct sv s, size_t from);
size_t scan_scrape_plain(struct sv s, size_t from);
size_t scan_count_plain(struct sv s);
#endif
