#include "base/arena.h"

#include <stdalign.h>
#include <stdint.h>
#include <stdlib.h>

#include "base/err.h"
#include "base/mem.h"

/* A block is followed by its bytes. 64 KiB holds the largest records seen (a 30 KB paragraph with its fields) in one. */
enum { BLOCK = 64 * 1024 };

struct arena_block { struct arena_block *next; size_t size; max_align_t bytes[]; };

static size_t aligned(size_t size)
{
	size_t a = alignof(max_align_t);

	if (size > SIZE_MAX - a - sizeof(struct arena_block))
		die("out of memory");
	return (size + a - 1) / a * a;
}

void *arena_take(struct arena *a, size_t size)
{
	size = aligned(size ? size : 1);
	while (!a->now || a->now->size - a->used < size) {
		struct arena_block *next = a->now ? a->now->next : a->first;
		if (!next || next->size < size) {       /* a block of its own goes in before the next one */
			size_t bytes = size > BLOCK ? size : BLOCK;
			struct arena_block *fresh = mem_resize(NULL, sizeof *fresh + bytes, 1);
			fresh->size = bytes;
			fresh->next = next;
			if (a->now)
				a->now->next = fresh;
			else
				a->first = fresh;
			next = fresh;
		}
		a->now = next;
		a->used = 0;
	}
	void *p = (char *)a->now->bytes + a->used;
	a->used += size;
	return p;
}

void *arena_zero(struct arena *a, size_t count, size_t size)
{
	if (size && count > SIZE_MAX / size)
		die("out of memory");
	void *p = arena_take(a, count * size);
	memset(p, 0, count * size);
	return p;
}

struct sv arena_join(struct arena *a, struct sv x, struct sv y)
{
	char *p = arena_take(a, x.n + y.n + 1);
	if (x.n > 0)
		memcpy(p, x.p, x.n);
	if (y.n > 0)
		memcpy(p + x.n, y.p, y.n);
	return sv_from(p, x.n + y.n);
}

struct sv arena_copy(struct arena *a, struct sv s)
{
	if (s.n == 0)
		return sv_from("", 0);
	char *p = arena_take(a, s.n);
	memcpy(p, s.p, s.n);
	return sv_from(p, s.n);
}

char *arena_z(struct arena *a, struct sv s)
{
	char *p = arena_take(a, s.n + 1);

	if (s.n)
		memcpy(p, s.p, s.n);
	p[s.n] = '\0';
	return p;
}

void *arena_grow(struct arena *a, void *p, size_t *cap, size_t need, size_t size)
{
	if (need <= *cap)
		return p;
	size_t to = *cap + *cap / 2 + 8;
	if (to < need)
		to = need;
	if (size && to > SIZE_MAX / size)
		die("out of memory");
	void *fresh = arena_take(a, to * size);
	if (*cap)
		memcpy(fresh, p, *cap * size);
	*cap = to;
	return fresh;
}

void arena_reset(struct arena *a)
{
	a->now = a->first;
	a->used = 0;
}

void arena_free(struct arena *a)
{
	for (struct arena_block *b = a->first, *next; b; b = next) {
		next = b->next;
		free(b);
	}
	*a = (struct arena){ 0 };
}
