/* Lines found by memchr in one block that grows only for a line longer than it. */
#include "stream/lines.h"

#include <stdlib.h>
#include "base/mem.h"
#include "base/utf8.h"

enum { BLOCK = 256 * 1024 };    /* with pipes of 1 MiB; smaller reads cost more system calls, larger ones leave the cache */

void lines_init(struct lines *l, lines_read_fn *read, void *ctx, size_t max)
{
	*l = (struct lines){ .read = read, .ctx = ctx, .max = max };
}

void lines_restart(struct lines *l)
{
	l->from = l->to = l->valid = l->number = 0;
	l->ended = false;
}

void lines_free(struct lines *l)
{
	free(l->block);
	l->block = NULL;
	l->cap = 0;
	lines_restart(l);
}

/* Reads more behind block[from, to), which may move. False at the end. */
static bool fill(struct lines *l)
{
	size_t n;

	if (l->ended)
		return false;
	l->valid = 0;
	if (l->from > 0) {
		memmove(l->block, l->block + l->from, l->to - l->from);
		l->to -= l->from;
		l->from = 0;
	}
	if (l->to == l->cap)
		GROW(l->block, l->cap, l->cap ? l->cap + 1 : BLOCK);
	n = l->read(l->ctx, l->block + l->to, l->cap - l->to);
	l->to += n;
	l->ended = n == 0;
	return n > 0;
}

/* Drops input up to and with the next '\n'. */
static int skip_line(struct lines *l)
{
	for (;;) {
		char *nl = l->to > l->from ? memchr(l->block + l->from, '\n', l->to - l->from) : NULL;

		if (nl) {
			l->from = (size_t)(nl - l->block) + 1;
			return -1;
		}
		l->from = l->to = 0;
		if (!fill(l))
			return -1;
	}
}

int lines_next(struct lines *l, struct sv *line)
{
	size_t seen = 0;        /* bytes of this line that hold no '\n' */

	for (;;) {
		size_t n = l->to - l->from;
		char *nl = n > seen ? memchr(l->block + l->from + seen, '\n', n - seen) : NULL;

		if (nl)
			n = (size_t)(nl - l->block) - l->from;
		if (n > l->max) {
			l->number++;
			return skip_line(l);
		}
		if (nl) {
			*line = (struct sv){ l->block + l->from, n };
			l->from += n + 1;
			l->number++;
			return 1;
		}
		seen = n;
		if (fill(l))
			continue;
		if (n == 0)
			return 0;
		*line = (struct sv){ l->block + l->from, n };
		l->from = l->to;
		l->number++;
		return 1;
	}
}

size_t lines_valid(struct lines *l, struct sv line)
{
	size_t from = (size_t)(line.p - l->block);

	if (from + line.n > l->valid)
		l->valid = from + utf8_valid(sv_from(line.p, l->to - from));
	return from + line.n <= l->valid ? line.n : l->valid - from;
}
