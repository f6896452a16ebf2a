/* The one place where fields are written: linear TSV and JSON strings (docs/gwr-records.5). */
#ifndef GWR_STREAM_ESCAPE_H
#define GWR_STREAM_ESCAPE_H
#include "base/buf.h"

/* Plain text as a TSV field: \t \n \r \\ for the four characters, all other bytes as they are. */
void escape_wire(struct buf *out, struct sv plain);
/* Plain text, or a TSV field, as it stands between the quotes of a JSON string; bytes that are no UTF-8 stay as they are. */
void escape_json(struct buf *out, struct sv plain);
void escape_json_wire(struct buf *out, struct sv wire);
/* Length of the prefix of s without a control character, a backslash or `also`: with '"' it stands for itself in a JSON string. */
size_t escape_run(struct sv s, char also);
size_t escape_run_plain(struct sv s, char also);        /* the twin that a test holds against it */
#endif
