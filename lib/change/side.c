#include "change/side.h"

#include <stdlib.h>
#include "base/mem.h"
#include "base/utf8.h"

/* Between two texts laid end to end: a blank where Latin words or digits would run together. */
static void join(struct buf *to, struct sv next)
{
	if (to->n == 0 || next.n == 0)
		return;
	unsigned char before = (unsigned char)to->p[to->n - 1], after = (unsigned char)next.p[0];
	if (before < 0x80 && after < 0x80 && before > ' ' && after > ' ')
		buf_char(to, ' ');
}

void side_fill(struct side *s, struct vocabulary *v, const struct piece *piece, size_t n)
{
	s->piece = piece;
	s->n = n;
	s->text.n = s->tokens.n = 0;
	GROW(s->first, s->first_cap, n + 1);
	for (size_t i = 0; i < n; i++) {
		s->first[i] = s->tokens.n;
		join(&s->text, piece[i].text);
		size_t at = s->text.n;
		buf_add(&s->text, piece[i].text);
		tokenise(v, piece[i].text, &s->tokens);
		for (size_t k = s->first[i]; k < s->tokens.n; k++) {
			s->tokens.v[k].start += (uint32_t)at;
			s->tokens.v[k].end += (uint32_t)at;
		}
	}
	s->first[n] = s->tokens.n;
}

void side_free(struct side *s)
{
	buf_free(&s->text);
	free(s->tokens.v);
	free(s->first);
	*s = (struct side){ 0 };
}

struct atomised side_join(const struct side *s, size_t from, size_t to, struct vocabulary *v, struct tokens *memory)
{
	struct atomised slice = side_slice(s, from, to);
	if (to - from < 2 || slice.n == 0)
		return slice;
	slice.text = segment_text(&slice, 0, slice.n);
	memory->n = 0;
	tokenise(v, slice.text, memory);
	return (struct atomised){ slice.text, memory->v, memory->n };
}

static bool same_atoms(const struct atomised *x, const struct atomised *y)
{
	if (x->n != y->n)
		return false;
	for (size_t i = 0; i < x->n; i++)
		if (x->v[i].id != y->v[i].id)
			return false;
	return true;
}

/* The next character that is not white space, its bytes; empty at the end. */
static struct sv next_black(struct sv *s)
{
	uint32_t c;
	while (s->n) {
		struct sv one = { s->p, utf8_step(s->p, s->p + s->n, &c) };
		*s = sv_skip(*s, one.n);
		if (!rune_is_space(c))
			return one;
	}
	return *s;
}

bool sides_equal(const struct side *a, size_t a_from, size_t a_to, const struct side *b, size_t b_from, size_t b_to)
{
	struct atomised x = side_slice(a, a_from, a_to), y = side_slice(b, b_from, b_to);
	if (same_atoms(&x, &y))
		return true;
	if (a_to - a_from < 2 && b_to - b_from < 2)
		return false;
	struct sv s = segment_text(&x, 0, x.n), t = segment_text(&y, 0, y.n), one;
	do {
		one = next_black(&s);
		if (!sv_eq(one, next_black(&t)))
			return false;
	} while (one.n);
	return true;
}
