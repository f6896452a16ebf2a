/* A growable run of bytes. An empty one is all zeros ({0}); b.p may be NULL while b.n is 0. */
#ifndef GWR_BASE_BUF_H
#define GWR_BASE_BUF_H
#include <stdint.h>
#include "base/err.h"
#include "base/sv.h"

struct buf { char *p; size_t n, cap; };

void buf_reserve(struct buf *b, size_t more);                /* room for `more` bytes after b->n */
void buf_free(struct buf *b);                                /* and back to {0} */
void buf_fmt(struct buf *b, const char *fmt, ...) GWR_PRINTF(2, 3);
void buf_digits(struct buf *b, size_t number);               /* buf_size() of larger numbers */
void buf_rune(struct buf *b, uint32_t c);                    /* as UTF-8 */

static inline void buf_clear(struct buf *b) { b->n = 0; }
static inline struct sv buf_sv(const struct buf *b) { return (struct sv){ b->p, b->n }; }
static inline void buf_add(struct buf *b, struct sv s)
{
	if (s.n == 0)
		return;
	if (b->cap - b->n < s.n)
		buf_reserve(b, s.n);
	memcpy(b->p + b->n, s.p, s.n);
	b->n += s.n;
}
static inline void buf_char(struct buf *b, char c)
{
	if (b->n == b->cap)
		buf_reserve(b, 1);
	b->p[b->n++] = c;
}
/* A number as decimal digits. */
static inline void buf_size(struct buf *b, size_t number)
{
	if (number >= 100) {
		buf_digits(b, number);
		return;
	}
	if (number >= 10)
		buf_char(b, (char)('0' + number / 10));
	buf_char(b, (char)('0' + number % 10));
}
/* b's bytes as a C string; valid until b changes. */
const char *buf_z(struct buf *b);
#endif
