/* What is done with the hits of a scan. */
#include "rule/literal.h"

#include <stdlib.h>

#include "base/mem.h"

void hits_free(struct hits *hits)
{
	free(hits->v);
	*hits = (struct hits){ 0 };
}

size_t hits_behind(const struct hits *hits, size_t byte)
{
	size_t low = 0, high = hits->n;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (hits->v[middle].end <= byte)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

/* Hits come by ends, of one end the longest first. So a hit takes the place of all kept ones that begin where it does or later,
 * unless one that begins before it reaches into it: then it is dropped. What was dropped before is inside what is kept now. Nearly all
 * begin behind the last one kept. */
void hits_pick(const struct hits *hits, uint32_t first, uint32_t n, struct hits *to)
{
	size_t kept = 0;

	if (to->cap < hits->n)
		GROW(to->v, to->cap, hits->n);
	const struct hit *h = hits->v;
	for (size_t left = hits->n; left > 0; left--, h++) {
		size_t below = kept;

		if (h->id - first >= n || h->start > h->end)
			continue;
		if (below && to->v[below - 1].end > h->start) {
			bool same = to->v[below - 1].start == h->start && to->v[below - 1].end == h->end;

			while (!same && below && to->v[below - 1].start >= h->start)
				below--;
			if (!same && below && to->v[below - 1].end > h->start)
				continue;
		}
		to->v[below] = *h;
		kept = below + 1;
	}
	to->n = kept;
}

void hits_leftmost_longest(struct hits *hits)
{
	hits_pick(hits, 0, UINT32_MAX, hits);
}
