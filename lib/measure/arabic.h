/* Numbers in Arabic digits, ASCII or full-width: 4,565  62，000  3.14  19·5％. */
#ifndef GWR_MEASURE_ARABIC_H
#define GWR_MEASURE_ARABIC_H
#include "base/sv.h"

/* The number at byte `at` of text as ASCII digits and point, separators dropped, into digit[cap]; *n is their number, *places
 * those behind the point. Returns the number's end, `at` if there is none or it has more than cap digits. */
size_t arabic_read(struct sv text, size_t at, char *digit, size_t cap, size_t *n, unsigned char *places);
#endif
