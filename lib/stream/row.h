/* Rows of records: where the fields of a line are. */
#ifndef GWR_STREAM_ROW_H
#define GWR_STREAM_ROW_H
#include "base/sv.h"

/* Cuts a line at its tabs. Returns how many fields it has; the first `room` of them are put into field[]. *escapes: whether there is a
 * backslash anywhere in the line. With SSE2 where the machine has it: a memchr() for each field and one for its backslashes took
 * a tenth of gwr-tag. */
size_t row_cut(struct sv line, struct sv *field, size_t room, bool *escapes);
size_t row_cut_plain(struct sv line, struct sv *field, size_t room, bool *escapes);     /* the twin that a test holds against it */
#endif
