/* Whole lines out of anything that gives blocks of bytes. */
#ifndef GWR_STREAM_LINES_H
#define GWR_STREAM_LINES_H
#include "base/buf.h"

enum { LINE_MAX_DEFAULT = 256 * 1024 * 1024 };

typedef size_t lines_read_fn(void *ctx, char *to, size_t cap);   /* bytes put at `to`; 0 at the end */

struct lines {
	lines_read_fn *read;
	void *ctx;
	char *block;
	size_t cap, from, to;           /* unread bytes are block[from, to) */
	size_t valid;                   /* up to where lines_valid() knows the block to be valid UTF-8 */
	size_t max;                     /* longest line allowed */
	size_t number;                  /* of the line last returned, from 1 */
	bool ended;
};

void lines_init(struct lines *l, lines_read_fn *read, void *ctx, size_t max);
void lines_restart(struct lines *l);            /* for the next file: line numbers begin again, memory is kept */
void lines_free(struct lines *l);
/* 1: *line is the next line without its '\n', valid until the next call. 0: no more. -1: longer than max (it is skipped). */
int lines_next(struct lines *l, struct sv *line);
/* Length of the longest prefix of the line last returned (or of a part of it) that is valid UTF-8. Looked at is as much of the block
 * as is valid, once: a check of every line by itself took twice as long. */
size_t lines_valid(struct lines *l, struct sv line);
#endif
