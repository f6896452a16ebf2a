#include "base/sv.h"

#include <stdint.h>
#include <stdlib.h>

#include "base/mem.h"

int sv_cmp(struct sv a, struct sv b)
{
	size_t n = a.n < b.n ? a.n : b.n;
	int c = n ? memcmp(a.p, b.p, n) : 0;

	return c ? c : (a.n > b.n) - (a.n < b.n);
}

size_t sv_find(struct sv s, struct sv what, size_t from)
{
	if (from > s.n || what.n > s.n - from)
		return SV_NONE(s);
	if (what.n == 0)
		return from;
	/* The last byte is looked for, not the first: of a Chinese word it is one of 64 and about as common as any of them, while
	 * half of a text's characters begin with E5 or E6 (gwr-split was a third faster for it). */
	const char *p = s.p + from + what.n - 1, *end = s.p + s.n;
	size_t tail = what.n - 1;
	while ((p = memchr(p, what.p[tail], (size_t)(end - p)))) {
		if (memcmp(p - tail, what.p, tail) == 0)
			return (size_t)(p - tail - s.p);
		if (++p == end)
			break;
	}
	return SV_NONE(s);
}

static int blank(char c)
{
	return c == ' ' || (c >= '\t' && c <= '\r');
}

struct sv sv_trim(struct sv s)
{
	while (s.n && blank(s.p[0]))
		s = sv_skip(s, 1);
	while (s.n && blank(s.p[s.n - 1]))
		s.n--;
	return s;
}

bool sv_cut(struct sv *rest, char sep, struct sv *piece)
{
	if (!rest->p)
		return false;
	const char *end = rest->n ? memchr(rest->p, sep, rest->n) : NULL;
	if (end) {
		*piece = sv_from(rest->p, (size_t)(end - rest->p));
		*rest = sv_skip(*rest, piece->n + 1);
	} else {
		*piece = *rest;
		*rest = (struct sv){ NULL, 0 };
	}
	return true;
}

bool sv_size(struct sv s, size_t *out)
{
	size_t v = 0;

	if (s.n == 0)
		return false;
	for (size_t i = 0; i < s.n; i++) {
		size_t d = (size_t)(unsigned char)s.p[i] - '0';
		if (d > 9 || v > (SIZE_MAX - d) / 10)
			return false;
		v = v * 10 + d;
	}
	*out = v;
	return true;
}

/* Damerau's distance without transpositions over two rows; names are short. */
size_t sv_distance(struct sv a, struct sv b)
{
	size_t *row = mem_array(b.n + 1, sizeof *row);

	for (size_t j = 0; j <= b.n; j++)
		row[j] = j;
	for (size_t i = 0; i < a.n; i++) {
		size_t corner = row[0];
		row[0] = i + 1;
		for (size_t j = 0; j < b.n; j++) {
			size_t best = corner + (a.p[i] != b.p[j]);
			if (row[j + 1] + 1 < best)
				best = row[j + 1] + 1;
			if (row[j] + 1 < best)
				best = row[j] + 1;
			corner = row[j + 1];
			row[j + 1] = best;
		}
	}
	size_t d = row[b.n];
	free(row);
	return d;
}
