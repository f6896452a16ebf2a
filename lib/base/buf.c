#include "base/buf.h"

#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/mem.h"
#include "base/utf8.h"

void buf_reserve(struct buf *b, size_t more)
{
	if (more > SIZE_MAX - b->n)
		die("out of memory");
	GROW(b->p, b->cap, b->n + more);
}

void buf_free(struct buf *b)
{
	free(b->p);
	*b = (struct buf){ 0 };
}

void buf_fmt(struct buf *b, const char *fmt, ...)
{
	va_list ap;

	for (size_t room = 120;; room *= 2) {
		buf_reserve(b, room);
		va_start(ap, fmt);
		int n = vsnprintf(b->p + b->n, b->cap - b->n, fmt, ap);
		va_end(ap);
		if (n < 0)
			die("cannot format a message");
		if ((size_t)n < b->cap - b->n) {
			b->n += (size_t)n;
			return;
		}
		room = (size_t)n;
	}
}

void buf_digits(struct buf *b, size_t number)
{
	size_t n = 1;

	for (size_t rest = number; rest >= 10; rest /= 10)
		n++;
	if (b->cap - b->n < n)
		buf_reserve(b, n);
	b->n += n;
	for (char *p = b->p + b->n; n > 0; n--) {
		*--p = (char)('0' + number % 10);
		number /= 10;
	}
}

void buf_rune(struct buf *b, uint32_t c)
{
	buf_reserve(b, 4);
	b->n += utf8_put(b->p + b->n, c);
}

const char *buf_z(struct buf *b)
{
	buf_reserve(b, 1);
	b->p[b->n] = '\0';
	return b->p;
}
