/* The few questions asked of every byte of a text, 16 bytes at a time where the machine has SSE2 (gwr-split was twice as fast for
 * it); elsewhere the plain twins, which the unit tests hold against them, give the same answers. s is valid UTF-8. */
#ifndef GWR_REPORT_SCAN_H
#define GWR_REPORT_SCAN_H
#include "base/sv.h"

/* Offset, from `from` on, of the first character that is white space (rune_is_space); s.n if there is none. */
size_t scan_space(struct sv s, size_t from);
/* Offset of the first character that can end a sentence or open what none ends in: 。！？…!?“（《「; s.n if there is none. */
size_t scan_stop(struct sv s, size_t from);
/* Offset of the first '<', '&' or '\r'; s.n if there is none. */
size_t scan_scrape(struct sv s, size_t from);
/* Characters in s, blanks (U+0020) not counted. */
size_t scan_count(struct sv s);

size_t scan_space_plain(struct sv s, size_t from);
size_t scan_stop_plain(struct sv s, size_t from);
size_t scan_scrape_plain(struct sv s, size_t from);
size_t scan_count_plain(struct sv s);
#endif
