#include "change/pair.h"

#include <stdlib.h>
#include "base/mem.h"

/* Two editions of a report share nearly all sentences, two years of one region about a tenth, two regions next to none
 * beyond salutations. */
#define SHARED_LEAST 0.05

struct match { const struct document *a, *b; size_t n, m; long *to_b, *to_a; };

static void set(struct match *x, size_t i, size_t j)
{
	x->to_b[i] = (long)j;
	x->to_a[j] = (long)i;
}

static struct sv place(const struct document *d)
{
	return d->adcode.n ? d->adcode : d->region;
}

static bool same_id(const struct document *a, const struct document *b)
{
	return sv_eq(a->doc, b->doc);
}

static bool same_place(const struct document *a, const struct document *b)
{
	return place(a).n && sv_eq(place(a), place(b));
}

static bool same_place_and_year(const struct document *a, const struct document *b)
{
	return same_place(a, b) && sv_eq(a->year, b->year);
}

/* Pairs the first with the first for which `fits` holds, in the order of the streams. */
static void pair_by(struct match *x, bool (*fits)(const struct document *, const struct document *))
{
	for (size_t i = 0; i < x->n; i++)
		for (size_t j = 0; j < x->m && x->to_b[i] == PAIR_NONE; j++)
			if (x->to_a[j] == PAIR_NONE && fits(&x->a[i], &x->b[j]))
				set(x, i, j);
}

/* ---- by sentences in common ---- */

static int by_text(const void *x, const void *y)
{
	return sv_cmp(*(const struct sv *)x, *(const struct sv *)y);
}

static struct sv *sorted_texts(const struct document *d)
{
	struct sv *v = mem_array(d->n, sizeof *v);
	for (size_t i = 0; i < d->n; i++)
		v[i] = d->piece[i].text;
	qsort(v, d->n, sizeof *v, by_text);
	return v;
}

static double shared(const struct sv *x, size_t n, const struct sv *y, size_t m)
{
	size_t i = 0, j = 0, both = 0;
	while (i < n && j < m) {
		int order = sv_cmp(x[i], y[j]);
		both += order == 0;
		i += order <= 0;
		j += order >= 0;
	}
	return n + m ? 2.0 * (double)both / (double)(n + m) : 0;
}

static void pair_by_text(struct match *x)
{
	for (size_t i = 0; i < x->n; i++) {
		if (x->to_b[i] != PAIR_NONE)
			continue;
		struct sv *mine = sorted_texts(&x->a[i]);
		double best = SHARED_LEAST;
		long who = PAIR_NONE;
		for (size_t j = 0; j < x->m; j++) {
			if (x->to_a[j] != PAIR_NONE || (place(&x->a[i]).n && place(&x->b[j]).n))
				continue;
			struct sv *other = sorted_texts(&x->b[j]);
			double now = shared(mine, x->a[i].n, other, x->b[j].n);
			if (now > best) {
				best = now;
				who = (long)j;
			}
			free(other);
		}
		if (who != PAIR_NONE)
			set(x, i, (size_t)who);
		free(mine);
	}
}

size_t pair_documents(const struct document *a, size_t n, const struct document *b, size_t m, struct pairing *out)
{
	struct match x = { a, b, n, m, mem_array(n, sizeof(long)), mem_array(m, sizeof(long)) };
	size_t count = 0;
	for (size_t i = 0; i < n; i++)
		x.to_b[i] = PAIR_NONE;
	for (size_t j = 0; j < m; j++)
		x.to_a[j] = PAIR_NONE;
	pair_by(&x, same_id);
	pair_by(&x, same_place_and_year);
	pair_by(&x, same_place);
	pair_by_text(&x);
	if (n == 1 && m == 1)
		set(&x, 0, 0);
	for (size_t i = 0; i < n; i++)
		out[count++] = (struct pairing){ (long)i, x.to_b[i] };
	for (size_t j = 0; j < m; j++)
		if (x.to_a[j] == PAIR_NONE)
			out[count++] = (struct pairing){ PAIR_NONE, (long)j };
	free(x.to_a);
	free(x.to_b);
	return count;
}
