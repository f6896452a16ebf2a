/* The operands of a filter, read one after another in blocks: files, "-" for standard input, none for standard input alone. */
#ifndef GWR_STREAM_SOURCE_H
#define GWR_STREAM_SOURCE_H
#include <stdbool.h>
#include <stddef.h>

struct source {
	char **operand;
	int operands, next;
	int fd;
	const char *name;               /* as in messages and in the src column: the operand, "<stdin>" for standard input */
	void (*idle)(void *ctx);        /* called before a read that would block, so that output is not held back; may be NULL */
	void *idle_ctx;
};

void source_init(struct source *s, char **operand, int operands);
/* Opens the next operand that can be opened; one that cannot (or is a directory) is warned of and passed over.
 * False when there are no more. */
bool source_next(struct source *s);
/* Up to cap bytes of the current operand, as soon as there are any; 0 at its end. A read error is warned of and ends it. */
size_t source_read(struct source *s, char *to, size_t cap);
#endif
