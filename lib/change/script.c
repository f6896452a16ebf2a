#include "change/script.h"

#include <stdlib.h>
#include <string.h>
#include "base/mem.h"

/* The middle of a path is looked for over this many edits from either side. Two versions of one sentence differ in tens of
 * atoms; a rewritten paragraph of 2,000 characters in some 3,000, which then costs 1,500 x 2,000 steps, a few milliseconds. */
enum { EDITS_MOST = 1500 };

struct box { const uint32_t *a, *b; long a0, a1, b0, b1; };

static void replace(struct script *s, struct box x)
{
	for (long i = x.a0; i < x.a1; i++)
		s->gone[i] = true;
	for (long j = x.b0; j < x.b1; j++)
		s->come[j] = true;
}

static bool same(const struct box *x, bool forth, long i, long j)
{
	return forth ? x->a[x->a0 + i] == x->b[x->b0 + j] : x->a[x->a1 - 1 - i] == x->b[x->b1 - 1 - j];
}

/* The furthest point inside the box that one more edit leads to on diagonal k; -1 if none does. */
static long furthest(const long *v, long k, long n, long m)
{
	long down = v[k + 1], along = v[k - 1] < 0 ? -1 : v[k - 1] + 1;
	if (down - k > m || down < k)
		down = -1;
	if (along > n || along - k > m || along < k)
		along = -1;
	return down > along ? down : along;
}

/* One more edit on all diagonals of one search (from the start, or from the end, counting backwards): true when a path meets
 * one of the other search; then *i, *j is the point where. mine and other are indexed by diagonal, zero in the middle. */
static bool step(long *mine, const long *other, const struct box *x, bool forth, long d, long *i, long *j)
{
	long n = x->a1 - x->a0, m = x->b1 - x->b0, delta = n - m, reach = forth ? d - 1 : d;
	bool may_meet = forth == (delta & 1);
	for (long k = -d; k <= d; k += 2) {
		long at = d == 0 ? 0 : furthest(mine, k, n, m);
		while (at >= 0 && at < n && at - k < m && same(x, forth, at, at - k))
			at++;
		mine[k] = at;
		long across = delta - k;        /* this diagonal, as the other search counts it */
		if (at >= 0 && may_meet && across >= -reach && across <= reach && other[across] >= 0 && at + other[across] >= n) {
			*i = forth ? at : n - at;
			*j = forth ? at - k : m - (at - k);
			return true;
		}
	}
	return false;
}

/* A point that a shortest path goes through, as offsets into the box; false when it is too far to look for. */
static bool middle(struct script *s, const struct box *x, long *i, long *j)
{
	long most = (x->a1 - x->a0 + x->b1 - x->b0 + 1) / 2;
	long *forth = s->forth + s->diagonals / 2, *back = s->back + s->diagonals / 2;
	for (long d = 0; d <= most && d <= EDITS_MOST; d++) {
		/* the diagonals that this step looks at beyond its own hold no path yet */
		forth[d] = forth[d + 1] = forth[-d] = forth[-d - 1] = -1;
		back[d] = back[d + 1] = back[-d] = back[-d - 1] = -1;
		if (step(forth, back, x, true, d, i, j) || step(back, forth, x, false, d, i, j))
			return true;
	}
	return false;
}

static void solve(struct script *s, struct box x)
{
	while (x.a0 < x.a1 && x.b0 < x.b1 && x.a[x.a0] == x.b[x.b0])
		x.a0++, x.b0++;
	while (x.a0 < x.a1 && x.b0 < x.b1 && x.a[x.a1 - 1] == x.b[x.b1 - 1])
		x.a1--, x.b1--;
	long i, j;
	if (x.a0 == x.a1 || x.b0 == x.b1 || !middle(s, &x, &i, &j)) {
		replace(s, x);
		return;
	}
	struct box first = x, second = x;
	first.a1 = second.a0 = x.a0 + i;
	first.b1 = second.b0 = x.b0 + j;
	/* with neither end in common two edits or more remain, at least one on either side of the point: both boxes are smaller */
	solve(s, first);
	solve(s, second);
}

void script_make(struct script *s, const uint32_t *a, size_t n, const uint32_t *b, size_t m)
{
	size_t most = (n + m + 1) / 2, need;
	GROW(s->gone, s->gone_cap, n + 1);
	GROW(s->come, s->come_cap, m + 1);
	memset(s->gone, 0, n * sizeof *s->gone);
	memset(s->come, 0, m * sizeof *s->come);
	if (most > EDITS_MOST)
		most = EDITS_MOST;
	need = 2 * most + 8;
	if (s->diagonals < need) {
		free(s->forth);
		free(s->back);
		s->forth = mem_array(need, sizeof *s->forth);
		s->back = mem_array(need, sizeof *s->back);
		s->diagonals = need;
	}
	solve(s, (struct box){ a, b, 0, (long)n, 0, (long)m });
}

void script_free(struct script *s)
{
	free(s->gone);
	free(s->come);
	free(s->forth);
	free(s->back);
	*s = (struct script){ 0 };
}
