#include "stream/row.h"

size_t row_cut_plain(struct sv line, struct sv *field, size_t room, bool *escapes)
{
	struct sv rest = line;
	size_t n = 0;

	*escapes = line.n && memchr(line.p, '\\', line.n);
	for (;;) {
		const char *tab = rest.n ? memchr(rest.p, '\t', rest.n) : NULL;
		size_t len = tab ? (size_t)(tab - rest.p) : rest.n;

		if (n < room)
			field[n] = sv_from(rest.p, len);
		n++;
		if (!tab)
			return n;
		rest = sv_skip(rest, len + 1);
	}
}

#if defined __SSE2__ && defined __GNUC__
#include <emmintrin.h>

enum { STEP = 32 };

struct cut { struct sv *field; size_t n, room; const char *from; __m128i backslashes; };

static inline void put(struct cut *c, const char *end)
{
	if (c->n < c->room)
		c->field[c->n] = (struct sv){ c->from, (size_t)(end - c->from) };
	c->n++;
	c->from = end + 1;
}

/* Cuts at the tabs among the STEP bytes at p, the first `seen` of which were looked at before. */
static inline void step(struct cut *c, const char *p, size_t seen)
{
	const __m128i tab = _mm_set1_epi8('\t'), backslash = _mm_set1_epi8('\\');
	__m128i a = _mm_loadu_si128((const __m128i *)(const void *)p), b = _mm_loadu_si128((const __m128i *)(const void *)(p + STEP / 2));
	unsigned tabs = (unsigned)_mm_movemask_epi8(_mm_cmpeq_epi8(a, tab)) | (unsigned)_mm_movemask_epi8(_mm_cmpeq_epi8(b, tab)) << STEP / 2;

	c->backslashes = _mm_or_si128(c->backslashes, _mm_or_si128(_mm_cmpeq_epi8(a, backslash), _mm_cmpeq_epi8(b, backslash)));
	for (tabs = tabs >> seen << seen; tabs; tabs &= tabs - 1)
		put(c, p + (unsigned)__builtin_ctz(tabs));
}

size_t row_cut(struct sv line, struct sv *field, size_t room, bool *escapes)
{
	struct cut c = { field, 0, room, line.p, _mm_setzero_si128() };
	size_t at = 0;

	if (line.n < STEP)
		return row_cut_plain(line, field, room, escapes);
	for (; line.n - at >= STEP; at += STEP)
		step(&c, line.p + at, 0);
	if (at < line.n)
		step(&c, line.p + line.n - STEP, STEP - (line.n - at));
	put(&c, line.p + line.n);
	*escapes = _mm_movemask_epi8(c.backslashes) != 0;
	return c.n;
}
#else
size_t row_cut(struct sv line, struct sv *field, size_t room, bool *escapes)
{
	return row_cut_plain(line, field, room, escapes);
}
#endif
