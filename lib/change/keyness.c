#include "change/keyness.h"

#include <math.h>
#include <stdlib.h>
#include "base/mem.h"

const char *const keyness_column[KEYNESS_COLUMNS] =
	{ "change", "term", "count_a", "count_b", "per_10000_a", "per_10000_b", "keyness" };

#define SURE 3.84                       /* chi-squared, one degree of freedom, 5 % */

struct compared { struct sv term; size_t a, b; double keyness; };

double keyness(size_t count_a, size_t size_a, size_t count_b, size_t size_b)
{
	double a = (double)count_a, b = (double)count_b, total = (double)size_a + (double)size_b;
	double expected_a = (double)size_a * (a + b) / total, expected_b = (double)size_b * (a + b) / total;
	double g = 0;
	if (count_a && size_a)
		g += a * log(a / expected_a);
	if (count_b && size_b)
		g += b * log(b / expected_b);
	return g > 0 ? 2 * g : 0;
}

void term_side_add(struct term_side *s, struct sv terms, struct sv text)
{
	struct sv term;
	while (sv_cut(&terms, ',', &term)) {
		size_t count = 0;
		if (term.n == 0)
			continue;
		for (size_t at = sv_find(text, term, 0); at <= text.n; at = sv_find(text, term, at + term.n))
			count++;
		GROW(s->v, s->cap, s->n + 1);
		s->v[s->n++] = (struct term_use){ term, count ? count : 1 };
	}
}

static int by_term(const void *x, const void *y)
{
	return sv_cmp(((const struct term_use *)x)->term, ((const struct term_use *)y)->term);
}

static void sum_up(struct term_side *s)
{
	size_t to = 0;
	if (s->n)
		qsort(s->v, s->n, sizeof *s->v, by_term);
	for (size_t i = 0; i < s->n; i++)
		if (to && sv_eq(s->v[to - 1].term, s->v[i].term))
			s->v[to - 1].count += s->v[i].count;
		else
			s->v[to++] = s->v[i];
	s->n = to;
}

static int surest_first(const void *x, const void *y)
{
	const struct compared *a = x, *b = y;
	if (a->keyness > b->keyness || a->keyness < b->keyness)
		return a->keyness > b->keyness ? -1 : 1;
	return sv_cmp(a->term, b->term);
}

static struct compared *merge(const struct term_side *a, const struct term_side *b, size_t *n)
{
	struct compared *v = mem_array(a->n + b->n, sizeof *v);
	size_t i = 0, j = 0;
	*n = 0;
	while (i < a->n || j < b->n) {
		int order = i == a->n ? 1 : j == b->n ? -1 : sv_cmp(a->v[i].term, b->v[j].term);
		struct compared *c = &v[(*n)++];
		c->term = order <= 0 ? a->v[i].term : b->v[j].term;
		c->a = order <= 0 ? a->v[i++].count : 0;
		c->b = order >= 0 ? b->v[j++].count : 0;
		c->keyness = keyness(c->a, a->chars, c->b, b->chars);
	}
	if (*n)
		qsort(v, *n, sizeof *v, surest_first);
	return v;
}

static double per_10000(size_t count, size_t chars)
{
	return chars ? 10000.0 * (double)count / (double)chars : 0;
}

static struct sv change_of(const struct compared *c, const struct term_side *a, const struct term_side *b)
{
	if (c->a == 0)
		return SV("new");
	if (c->b == 0)
		return SV("dropped");
	if (c->keyness < SURE)
		return SV("same");
	return per_10000(c->b, b->chars) > per_10000(c->a, a->chars) ? SV("risen") : SV("fallen");
}

size_t compare_terms(struct term_side *a, struct term_side *b, struct view *view)
{
	struct buf text[5] = { { 0 } };
	size_t n, changes = 0;
	sum_up(a);
	sum_up(b);
	struct compared *v = merge(a, b, &n);
	for (size_t i = 0; i < n; i++) {
		const struct compared *c = &v[i];
		for (size_t k = 0; k < 5; k++)
			text[k].n = 0;
		buf_size(&text[0], c->a);
		buf_size(&text[1], c->b);
		buf_fmt(&text[2], "%.2f", per_10000(c->a, a->chars));
		buf_fmt(&text[3], "%.2f", per_10000(c->b, b->chars));
		buf_fmt(&text[4], "%.2f", c->keyness);
		struct sv cell[KEYNESS_COLUMNS] = { change_of(c, a, b), c->term, buf_sv(&text[0]), buf_sv(&text[1]), buf_sv(&text[2]),
			buf_sv(&text[3]), buf_sv(&text[4]) };
		struct row_change row = { .change = cell[0], .same = sv_is(cell[0], "same"), .cell = cell, .subject = c->term,
			.a = cell[4], .b = cell[5], .difference = cell[6] };
		changes += !row.same;
		view->row(view, &row);
	}
	for (size_t k = 0; k < 5; k++)
		buf_free(&text[k]);
	free(v);
	return changes;
}
