/* Which document of one stream is to be held against which of the other. */
#ifndef GWR_CHANGE_PAIR_H
#define GWR_CHANGE_PAIR_H
#include "change/side.h"

struct document { struct sv doc, year, region, adcode, title; const struct piece *piece; size_t n; };

enum { PAIR_NONE = -1 };
struct pairing { long a, b; };          /* indices, PAIR_NONE where a document has no counterpart */

/* By id; then by adcode (or region, where none is known) and year; then by that alone, years in order; then, for documents whose
 * region no one knows, by sentences in common; at last, when one is left on each side, these two. Fills out[n + m at most] in the
 * order of a, those of b alone behind; returns how many. */
size_t pair_documents(const struct document *a, size_t n, const struct document *b, size_t m, struct pairing *out);
#endif
