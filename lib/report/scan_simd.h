/* The machine's own ways to scan, behind scan.h; each leaves the last bytes to the plain twin. HAVE_AVX2 is set by the Makefile's
 * probe. */
#ifndef GWR_REPORT_SCAN_SIMD_H
#define GWR_REPORT_SCAN_SIMD_H
#include "report/scan.h"

bool scan_simd_usable(void);
enum { SCAN_WINDOW = 32 + 2 };          /* bytes that are looked at in one step: with the two behind a character's first one */
/* Offset, from `from` on, of the first byte at which white space may begin, at most s.n - 2; s.n is at least SCAN_WINDOW. */
size_t scan_simd_space(struct sv s, size_t from);
size_t scan_simd_scrape(struct sv s, size_t from);
/* Counts in *count, and returns how many bytes it has counted in. */
size_t scan_simd_count(struct sv s, size_t *count);
/* All of scan_marks(). */
bool scan_simd_marks(struct sv s, struct scan_block *to);
#endif
