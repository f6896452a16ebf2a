/* How often each change occurred. */
#ifndef GWR_CHANGE_TALLY_H
#define GWR_CHANGE_TALLY_H
#include "base/buf.h"

enum { TALLY_NAMES = 24 };              /* more than any comparison has */
struct tally { struct { struct sv name; size_t n; } v[TALLY_NAMES]; size_t n; };

/* name must outlive the tally (a constant). */
void tally_add(struct tally *t, struct sv name);
void tally_sum(struct tally *t, const struct tally *other);
/* "3 edit, 1 add", in the order of first occurrence. */
void tally_put(struct buf *out, const struct tally *t);
#endif
