/* JSON Lines: one flat object a line, taken apart into names and TSV fields. */
#ifndef GWR_STREAM_JSONL_H
#define GWR_STREAM_JSONL_H
#include "base/buf.h"

struct json_row {
	struct sv *name, *value;        /* value as on the wire; both valid until the next jsonl_read(), and as long as the line */
	size_t n, cap, cap_value;
	struct buf text;
	size_t *end;                    /* where the names and values end in text */
	size_t cap_end;
};

/* False if the line holds no object, with the reason in *why. Strings are taken as they are, numbers in plain decimal notation,
 * true and false as words, null as empty, arrays and objects as JSON. */
bool jsonl_read(struct json_row *row, struct sv line, struct buf *why);
/* The same by jansson alone, which also refuses a name that stands twice. */
bool jsonl_read_any(struct json_row *row, struct sv line, struct buf *why);
void jsonl_free(struct json_row *row);
#endif
