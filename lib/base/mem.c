#include "base/mem.h"

#include <stdint.h>
#include <stdlib.h>

#include "base/err.h"

static void *have(void *p)
{
	if (!p)
		die("out of memory");
	return p;
}

void *mem_new(size_t size)
{
	return have(calloc(1, size ? size : 1));
}

void *mem_array(size_t count, size_t size)
{
	return have(calloc(count ? count : 1, size ? size : 1));
}

void *mem_resize(void *p, size_t count, size_t size)
{
	if (size && count > SIZE_MAX / size)
		die("out of memory");
	return have(realloc(p, count && size ? count * size : 1));
}

void *mem_grow(void *p, size_t *cap, size_t need, size_t size)
{
	size_t to = *cap;

	if (need <= to)
		return p;
	if (to > SIZE_MAX / 2)
		die("out of memory");
	to += to / 2 + 8;
	if (to < need)
		to = need;
	p = mem_resize(p, to, size);
	*cap = to;
	return p;
}
