/* The operands of a filter, read one after another in blocks: files, "-" for standard input, none for standard input alone. */
#ifndef GWR_STREAM_SOURCE_H
#define GWR_STREAM_SOURCE_H
#include <stdbool.h>
#include <stddef.h>
#include "base/sv.h"

struct source {
	char **operand;
	int operands, next;
	int fd;                         /* -1 when no operand is open */
	const char *name;               /* as in messages and in the src column: the operand, "<stdin>" for standard input */
	char head[4];                   /* bytes that source_peek() has read ahead */
	size_t heads;
	bool ended;                     /* the end of this operand was seen */
	bool failed;                    /* ... and was a read error */
	void (*idle)(void *ctx);        /* called before a read that would block, so that output is not held back; may be NULL */
	void *idle_ctx;
};

void source_init(struct source *s, char **operand, int operands);
/* Opens the next operand that can be opened; one that cannot (or is a directory) is warned of and passed over.
 * False when there are no more. */
bool source_next(struct source *s);
/* Up to cap bytes of the current operand, as soon as there are any; 0 at its end. A read error is warned of and ends it. */
size_t source_read(struct source *s, char *to, size_t cap);
/* The first bytes that source_read() is yet to give: up to `want` (at most 4), fewer at the end. May wait for input. */
struct sv source_peek(struct source *s, size_t want);
#endif
