#include "change/similar.h"

#include <stdlib.h>
#include "base/mem.h"

/* Below this two sentences have nothing to tell each other. Of neighbour pairs that two unrelated sentences of two reports share,
 * nearly all are formulas (高质量发展); that makes 0.1 to 0.25. */
#define DICE_LEAST 0.3
#define DICE_LEAST_SHORT 0.5            /* for headings and the like, under SHORT atoms */
#define DICE_OTHER_ROLE 0.75
enum { SHORT = 10 };
/* A neighbour pair that stands in more sentences than this says little about which one is meant: a sixteenth of the document, but
 * always up to 32 and never more than 256. It bounds the work of a sentence to its atoms times that. */
enum { COMMON_LEAST = 32, COMMON_SHARE = 16, COMMON_MOST = 256 };

struct pair { uint64_t key; uint32_t piece; };
struct keyed { uint64_t hash; uint32_t piece; };

struct similar {
	struct pair *index;             /* of b, by key and piece */
	size_t index_n, index_cap;
	uint64_t *x, *y;                /* neighbour pairs of two runs, sorted */
	size_t x_cap, y_cap;
	uint32_t *shared;               /* by piece of b: pairs shared with the piece at hand */
	size_t shared_cap;
	uint32_t *touched;
	size_t touched_cap;
	struct keyed *ka, *kb;
	size_t ka_cap, kb_cap;
	bool *settled_a, *settled_b;    /* its equals are known */
	size_t sa_cap, sb_cap;
	struct likeness *out;
	size_t n, cap;
};

struct similar *similar_new(void)
{
	return mem_new(sizeof(struct similar));
}

void similar_free(struct similar *s)
{
	if (!s)
		return;
	void *all[] = { s->index, s->x, s->y, s->shared, s->touched, s->ka, s->kb, s->settled_a, s->settled_b, s->out, s };
	for (size_t i = 0; i < sizeof all / sizeof *all; i++)
		free(all[i]);
}

static void found(struct similar *s, size_t a, size_t b, double dice)
{
	GROW(s->out, s->cap, s->n + 1);
	s->out[s->n++] = (struct likeness){ (uint32_t)a, (uint32_t)b, dice };
}

/* ---- equal pieces ---- */

static uint64_t hash_piece(const struct side *s, size_t i)
{
	uint64_t h = 14695981039346656037u;     /* FNV-1a over ids */
	for (size_t k = s->first[i]; k < s->first[i + 1]; k++)
		h = (h ^ s->tokens.v[k].id) * 1099511628211u;
	return h;
}

static int by_hash(const void *x, const void *y)
{
	const struct keyed *a = x, *b = y;
	if (a->hash != b->hash)
		return a->hash < b->hash ? -1 : 1;
	return a->piece < b->piece ? -1 : a->piece > b->piece;
}

static struct keyed *keys(struct keyed **v, size_t *cap, const struct side *s)
{
	GROW(*v, *cap, s->n + 1);
	for (size_t i = 0; i < s->n; i++)
		(*v)[i] = (struct keyed){ hash_piece(s, i), (uint32_t)i };
	qsort(*v, s->n, sizeof **v, by_hash);
	return *v;
}

/* One group of equals, x of a and y of b. As many here as there: the first is the first, and so on. Otherwise each of a meets
 * those that stand nearest in number. */
static void pair_equals(struct similar *s, const struct side *a, const struct keyed *x, size_t n, const struct side *b,
	const struct keyed *y, size_t m)
{
	for (size_t i = 0; i < n; i++) {
		size_t from = n == m ? i : i > SIMILAR_EACH / 2 ? i - SIMILAR_EACH / 2 : 0;
		size_t to = n == m ? i + 1 : from + SIMILAR_EACH;
		for (size_t j = from; j < to && j < m; j++)
			if (sides_equal(a, x[i].piece, x[i].piece + 1, b, y[j].piece, y[j].piece + 1))
				found(s, x[i].piece, y[j].piece, 1);
		s->settled_a[x[i].piece] = true;
	}
	for (size_t j = 0; j < m; j++)
		s->settled_b[y[j].piece] = true;
}

static void find_equals(struct similar *s, const struct side *a, const struct side *b)
{
	const struct keyed *x = keys(&s->ka, &s->ka_cap, a), *y = keys(&s->kb, &s->kb_cap, b);
	size_t i = 0, j = 0;
	while (i < a->n && j < b->n) {
		if (x[i].hash != y[j].hash) {
			if (x[i].hash < y[j].hash)
				i++;
			else
				j++;
			continue;
		}
		size_t n = 1, m = 1;
		while (i + n < a->n && x[i + n].hash == x[i].hash)
			n++;
		while (j + m < b->n && y[j + m].hash == y[j].hash)
			m++;
		pair_equals(s, a, x + i, n, b, y + j, m);
		i += n;
		j += m;
	}
}

/* ---- like pieces ---- */

static int by_number(const void *x, const void *y)
{
	uint64_t a = *(const uint64_t *)x, b = *(const uint64_t *)y;
	return a < b ? -1 : a > b;
}

/* The neighbour pairs of a run of pieces, sorted, in *v; pairs across the border of two pieces are left out. */
static size_t neighbours(const struct side *s, size_t from, size_t to, uint64_t **v, size_t *cap)
{
	size_t n = 0;
	GROW(*v, *cap, s->first[to] - s->first[from] + 1);
	for (size_t i = from; i < to; i++)
		for (size_t k = s->first[i]; k + 1 < s->first[i + 1]; k++)
			(*v)[n++] = (uint64_t)s->tokens.v[k].id << 32 | s->tokens.v[k + 1].id;
	qsort(*v, n, sizeof **v, by_number);
	return n;
}

static size_t common(const uint64_t *x, size_t n, const uint64_t *y, size_t m)
{
	size_t i = 0, j = 0, both = 0;
	while (i < n && j < m) {
		if (x[i] == y[j])
			i++, j++, both++;
		else if (x[i] < y[j])
			i++;
		else
			j++;
	}
	return both;
}

double similar_runs(struct similar *s, const struct side *a, size_t a_from, size_t a_to,
	const struct side *b, size_t b_from, size_t b_to, size_t *shared)
{
	size_t n = neighbours(a, a_from, a_to, &s->x, &s->x_cap), m = neighbours(b, b_from, b_to, &s->y, &s->y_cap);
	size_t both = common(s->x, n, s->y, m);
	if (shared)
		*shared = both;
	return n + m == 0 ? 0 : 2.0 * (double)both / (double)(n + m);
}

static int by_key(const void *x, const void *y)
{
	const struct pair *a = x, *b = y;
	if (a->key != b->key)
		return a->key < b->key ? -1 : 1;
	return a->piece < b->piece ? -1 : a->piece > b->piece;
}

static void build_index(struct similar *s, const struct side *b)
{
	s->index_n = 0;
	GROW(s->index, s->index_cap, b->tokens.n + 1);
	for (size_t j = 0; j < b->n; j++)
		for (size_t k = b->first[j]; !s->settled_b[j] && k + 1 < b->first[j + 1]; k++)
			s->index[s->index_n++] = (struct pair){ (uint64_t)b->tokens.v[k].id << 32 | b->tokens.v[k + 1].id, (uint32_t)j };
	qsort(s->index, s->index_n, sizeof *s->index, by_key);
}

static size_t index_find(const struct similar *s, uint64_t key)
{
	size_t lo = 0, hi = s->index_n;
	while (lo < hi) {
		size_t mid = lo + (hi - lo) / 2;
		if (s->index[mid].key < key)
			lo = mid + 1;
		else
			hi = mid;
	}
	return lo;
}

/* Counts, in s->shared, the pairs that piece i of a shares with pieces of b; returns how many pieces were touched. */
static size_t touch(struct similar *s, const struct side *a, size_t i, size_t most)
{
	size_t n = neighbours(a, i, i + 1, &s->x, &s->x_cap), touched = 0;
	for (size_t k = 0; k < n; k++) {
		if (k && s->x[k] == s->x[k - 1])
			continue;
		size_t from = index_find(s, s->x[k]), to = from;
		while (to < s->index_n && s->index[to].key == s->x[k] && to - from <= most)
			to++;
		if (to - from > most)
			continue;
		for (size_t p = from; p < to; p++) {
			uint32_t j = s->index[p].piece;
			if (s->shared[j]++ == 0)
				s->touched[touched++] = j;
		}
	}
	return touched;
}

static bool may_pair(const struct side *a, size_t i, const struct side *b, size_t j, double dice)
{
	struct sv x = a->piece[i].role, y = b->piece[j].role;
	size_t n = side_atoms(a, i), m = side_atoms(b, j);
	if (x.n && y.n && !sv_eq(x, y))
		return dice >= DICE_OTHER_ROLE;
	return dice >= (n < SHORT || m < SHORT ? DICE_LEAST_SHORT : DICE_LEAST);
}

/* Of `touched` pieces the SIMILAR_EACH that share most for their length, to the front, best first. */
static size_t best(struct similar *s, const struct side *a, size_t i, const struct side *b, size_t touched)
{
	size_t kept = 0;
	double score[SIMILAR_EACH];
	for (size_t t = 0; t < touched; t++) {
		uint32_t j = s->touched[t];
		double now = (double)s->shared[j] / (double)(side_atoms(a, i) + side_atoms(b, j));
		s->shared[j] = 0;
		size_t at = kept < SIMILAR_EACH ? kept++ : SIMILAR_EACH;
		while (at > 0 && (score[at - 1] < now || (!(now < score[at - 1]) && s->touched[at - 1] > j))) {
			if (at < SIMILAR_EACH) {
				score[at] = score[at - 1];
				s->touched[at] = s->touched[at - 1];
			}
			at--;
		}
		if (at < SIMILAR_EACH) {
			score[at] = now;
			s->touched[at] = j;
		}
	}
	return kept;
}

static void find_like(struct similar *s, const struct side *a, const struct side *b)
{
	size_t most = b->n / COMMON_SHARE;
	most = most < COMMON_LEAST ? COMMON_LEAST : most > COMMON_MOST ? COMMON_MOST : most;
	build_index(s, b);
	GROW(s->shared, s->shared_cap, b->n + 1);
	GROW(s->touched, s->touched_cap, b->n + SIMILAR_EACH + 1);
	memset(s->shared, 0, b->n * sizeof *s->shared);
	for (size_t i = 0; i < a->n; i++) {
		if (s->settled_a[i])
			continue;
		size_t n = best(s, a, i, b, touch(s, a, i, most));
		for (size_t k = 0; k < n; k++) {
			uint32_t j = s->touched[k];
			double dice = similar_runs(s, a, i, i + 1, b, j, j + 1, NULL);
			if (may_pair(a, i, b, j, dice))
				found(s, i, j, dice);
		}
	}
}

static int by_piece(const void *x, const void *y)
{
	const struct likeness *a = x, *b = y;
	if (a->a != b->a)
		return a->a < b->a ? -1 : 1;
	if (a->dice > b->dice || a->dice < b->dice)
		return a->dice > b->dice ? -1 : 1;
	return a->b < b->b ? -1 : a->b > b->b;
}

const struct likeness *similar_find(struct similar *s, const struct side *a, const struct side *b, size_t *n)
{
	GROW(s->settled_a, s->sa_cap, a->n + 1);
	GROW(s->settled_b, s->sb_cap, b->n + 1);
	memset(s->settled_a, 0, a->n + 1);
	memset(s->settled_b, 0, b->n + 1);
	s->n = 0;
	find_equals(s, a, b);
	find_like(s, a, b);
	qsort(s->out, s->n, sizeof *s->out, by_piece);
	*n = s->n;
	return s->out;
}
