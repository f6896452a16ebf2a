#include "change/align.h"

#include <stdlib.h>
#include "base/mem.h"

const char *const change_name[CHANGES] = { "same", "edit", "move", "add", "del" };

/* Two sentences in the same place count as one edited sentence from this share of atoms kept on (see mark()); under it the reader
 * is better served by both, whole. */
#define EDIT_LEAST 0.45
/* A sentence found elsewhere must be more alike, and long enough that it is no formula. */
#define MOVE_LEAST 0.6
enum { MOVE_ATOMS = 8 };
/* A neighbour joins a pair of sentences if it makes them this much more alike, and if this share of it stands on the other side. */
#define JOIN_GAIN 0.03
#define JOIN_SHARE 0.6
/* What stands between two pairs is taken as one sentence in scraps when it is this alike, and no more pieces than that. */
#define GAP_LEAST 0.7
enum { JOIN_MOST = 12 };

/* ---- the chain: heaviest increasing subsequence, with a tree of prefix maxima (Fenwick 1994) over the places of b ---- */

static uint64_t weight(const struct likeness *l, const struct side *a, const struct side *b)
{
	return (uint64_t)(l->dice * l->dice * 500 * (double)(side_atoms(a, l->a) + side_atoms(b, l->b))) + 1;
}

static void tree_put(struct aligner *al, size_t size, size_t at, uint64_t w, size_t who)
{
	for (at++; at <= size; at += at & (~at + 1))
		if (w > al->best[at]) {
			al->best[at] = w;
			al->best_at[at] = who;
		}
}

/* The heaviest chain that ends before `at`; its last link + 1, or 0. */
static size_t tree_best(const struct aligner *al, size_t at, uint64_t *w)
{
	size_t who = 0;
	*w = 0;
	for (; at > 0; at -= at & (~at + 1))
		if (al->best[at] > *w) {
			*w = al->best[at];
			who = al->best_at[at];
		}
	return who;
}

/* Leaves the links of the chain, first to last, in al->v as pairs of single pieces. l is sorted by a. */
static void chain(struct aligner *al, const struct likeness *l, size_t n, const struct side *a, const struct side *b)
{
	size_t last = 0;
	uint64_t most = 0;
	GROW(al->prev, al->prev_cap, n + 1);
	GROW(al->weight, al->weight_cap, n + 1);
	GROW(al->best, al->best_cap, b->n + 1);
	GROW(al->best_at, al->best_at_cap, b->n + 1);
	memset(al->best, 0, (b->n + 1) * sizeof *al->best);
	for (size_t i = 0, next; i < n; i = next) {
		/* links of one piece of a must not follow each other: all are looked up before any is entered */
		for (next = i; next < n && l[next].a == l[i].a; next++) {
			uint64_t before;
			al->prev[next] = tree_best(al, l[next].b, &before);
			al->weight[next] = before + weight(&l[next], a, b);
			if (al->weight[next] > most) {
				most = al->weight[next];
				last = next + 1;
			}
		}
		for (size_t k = i; k < next; k++)
			tree_put(al, b->n, l[k].b, al->weight[k], k + 1);
	}
	al->n = 0;
	for (; last; last = al->prev[last - 1]) {
		const struct likeness *x = &l[last - 1];
		GROW(al->v, al->cap, al->n + 1);
		al->v[al->n++] = (struct aligned){ CHANGE_EDIT, x->a, x->a + 1, x->b, x->b + 1, x->dice };
	}
	for (size_t i = 0; i < al->n / 2; i++) {
		struct aligned t = al->v[i];
		al->v[i] = al->v[al->n - 1 - i];
		al->v[al->n - 1 - i] = t;
	}
}

/* ---- sentences split or joined ---- */

static int by_b(const void *x, const void *y)
{
	const struct aligned *a = x, *b = y;
	return a->b_from < b->b_from ? -1 : a->b_from > b->b_from;
}

/* Whether pair `wider` is so much more alike than x that what it takes in belongs to it. */
static bool is_better(struct aligner *al, const struct side *a, const struct side *b, const struct aligned *x, const struct aligned *wider)
{
	size_t had, has;
	double before = similar_runs(al->similar, a, x->a_from, x->a_to, b, x->b_from, x->b_to, &had);
	double after = similar_runs(al->similar, a, wider->a_from, wider->a_to, b, wider->b_from, wider->b_to, &has);
	size_t taken = a->first[wider->a_to] - a->first[wider->a_from] - (a->first[x->a_to] - a->first[x->a_from])
		+ b->first[wider->b_to] - b->first[wider->b_from] - (b->first[x->b_to] - b->first[x->b_from]);
	return after >= before + JOIN_GAIN && (double)(has - had) + 1 >= JOIN_SHARE * (double)taken;
}

enum { WAYS = 4 };

/* Pieces that lie free on one of the four ways in which x can grow inside `room`. */
static size_t free_pieces(const struct aligned *x, const struct aligned *room, int way)
{
	size_t left[WAYS] = { room->a_to - x->a_to, x->a_from - room->a_from, room->b_to - x->b_to, x->b_from - room->b_from };
	return left[way];
}

/* x with n more pieces; false if there are not so many. */
static bool widen(struct aligned *x, const struct aligned *room, int way, size_t n)
{
	if (n == 0 || n > free_pieces(x, room, way))
		return false;
	switch (way) {
	case 0: x->a_to += n; break;
	case 1: x->a_from -= n; break;
	case 2: x->b_to += n; break;
	case 3: x->b_from -= n; break;
	}
	return true;
}

/* One step of growing. A line broken in the middle of a sentence leaves scraps that are like nothing: so first as many pieces as
 * make both sides equal, then one, then all that there are. */
static bool grow_once(struct aligner *al, const struct side *a, const struct side *b, struct aligned *x, const struct aligned *room)
{
	struct aligned wider;
	for (int way = 0; way < WAYS; way++)
		for (size_t n = 1; n <= JOIN_MOST && (wider = *x, widen(&wider, room, way, n)); n++)
			if (sides_equal(a, wider.a_from, wider.a_to, b, wider.b_from, wider.b_to)) {
				*x = wider;
				return true;
			}
	for (int pass = 0; pass < 2; pass++)
		for (int way = 0; way < WAYS; way++) {
			size_t n = pass ? free_pieces(x, room, way) : 1;
			wider = *x;
			if (n <= JOIN_MOST && widen(&wider, room, way, n) && is_better(al, a, b, x, &wider)) {
				*x = wider;
				return true;
			}
		}
	return false;
}

static void grow(struct aligner *al, const struct side *a, const struct side *b)
{
	for (size_t i = 0; i < al->n; i++) {
		struct aligned *x = &al->v[i], room = { .a_from = i ? x[-1].a_to : 0, .b_from = i ? x[-1].b_to : 0,
			.a_to = i + 1 < al->n ? x[1].a_from : a->n, .b_to = i + 1 < al->n ? x[1].b_from : b->n };
		while (!sides_equal(a, x->a_from, x->a_to, b, x->b_from, x->b_to) && grow_once(al, a, b, x, &room))
			;
	}
}

/* Scraps on both sides of a gap, none of which is like another, may together be the same sentence: such gaps become links. */
static void link_gaps(struct aligner *al, const struct side *a, const struct side *b)
{
	size_t links = al->n, i = 0, j = 0;
	for (size_t k = 0; k <= links; k++) {
		struct aligned next = k < links ? al->v[k] : (struct aligned){ .a_from = a->n, .b_from = b->n };
		size_t n = next.a_from - i, m = next.b_from - j;
		if (n && m && n + m > 2 && n <= JOIN_MOST && m <= JOIN_MOST
			&& similar_runs(al->similar, a, i, next.a_from, b, j, next.b_from, NULL) >= GAP_LEAST) {
			GROW(al->v, al->cap, al->n + 1);
			al->v[al->n++] = (struct aligned){ CHANGE_EDIT, i, next.a_from, j, next.b_from, 0 };
		}
		i = next.a_to;
		j = next.b_to;
	}
	if (al->n > links)
		qsort(al->v, al->n, sizeof *al->v, by_b);
}

/* ---- what is left ---- */

static double likeness_of(struct aligner *al, const struct side *a, const struct side *b, const struct aligned *x)
{
	struct atomised s = side_join(a, x->a_from, x->a_to, al->vocabulary, &al->joined_a);
	struct atomised t = side_join(b, x->b_from, x->b_to, al->vocabulary, &al->joined_b);
	return mark(&al->marker, &s, &t);
}

static void use(struct aligner *al, const struct aligned *x)
{
	for (size_t i = x->a_from; i < x->a_to; i++)
		al->used_a[i] = true;
	for (size_t j = x->b_from; j < x->b_to; j++)
		al->used_b[j] = true;
}

/* Says of each link whether it is the same text or an edit, and drops those too unlike. */
static void judge(struct aligner *al, const struct side *a, const struct side *b)
{
	size_t to = 0;
	for (size_t i = 0; i < al->n; i++) {
		struct aligned x = al->v[i];
		bool equal = sides_equal(a, x.a_from, x.a_to, b, x.b_from, x.b_to);
		x.change = equal ? CHANGE_SAME : CHANGE_EDIT;
		x.similarity = equal ? 1 : likeness_of(al, a, b, &x);
		if (x.similarity < EDIT_LEAST)
			continue;
		use(al, &x);
		al->v[to++] = x;
	}
	al->n = to;
}

static int best_first(const void *x, const void *y)
{
	const struct aligned *a = x, *b = y;
	if (a->similarity > b->similarity || a->similarity < b->similarity)
		return a->similarity > b->similarity ? -1 : 1;
	if (a->a_from != b->a_from)
		return a->a_from < b->a_from ? -1 : 1;
	return a->b_from < b->b_from ? -1 : a->b_from > b->b_from;
}

static void find_moves(struct aligner *al, const struct likeness *l, size_t n, const struct side *a, const struct side *b)
{
	al->moved_n = 0;
	for (size_t i = 0; i < n; i++) {
		struct aligned x = { CHANGE_MOVE, l[i].a, l[i].a + 1, l[i].b, l[i].b + 1, l[i].dice };
		if (al->used_a[l[i].a] || al->used_b[l[i].b] || l[i].dice < MOVE_LEAST
			|| side_atoms(a, l[i].a) < MOVE_ATOMS || side_atoms(b, l[i].b) < MOVE_ATOMS)
			continue;
		GROW(al->moved, al->moved_cap, al->moved_n + 1);
		al->moved[al->moved_n++] = x;
	}
	qsort(al->moved, al->moved_n, sizeof *al->moved, best_first);
	size_t to = 0;
	for (size_t i = 0; i < al->moved_n; i++) {
		struct aligned x = al->moved[i];
		if (al->used_a[x.a_from] || al->used_b[x.b_from])
			continue;
		x.similarity = likeness_of(al, a, b, &x);
		use(al, &x);
		al->moved[to++] = x;
	}
	al->moved_n = to;
	qsort(al->moved, al->moved_n, sizeof *al->moved, by_b);
}

/* ---- all in order ---- */

static void emit(struct aligner *al, struct aligned x)
{
	GROW(al->v, al->cap, al->n + 1);
	al->v[al->n++] = x;
}

/* Deletions and additions between two links, up to pieces i_end and j_end; moved pieces stand where they came to. */
static void emit_gap(struct aligner *al, const struct side *a, size_t i, size_t i_end, const struct side *b, size_t j, size_t j_end,
	size_t *move)
{
	for (; i < i_end; i++)
		if (!al->used_a[i] && side_atoms(a, i))
			emit(al, (struct aligned){ CHANGE_DEL, i, i + 1, j, j, 0 });
	for (; j < j_end; j++) {
		if (*move < al->moved_n && al->moved[*move].b_from == j)
			emit(al, al->moved[(*move)++]);
		else if (!al->used_b[j] && side_atoms(b, j))
			emit(al, (struct aligned){ CHANGE_ADD, i_end, i_end, j, j + 1, 0 });
	}
}

void align(struct aligner *al, struct vocabulary *v, const struct side *a, const struct side *b)
{
	size_t n, i = 0, j = 0, move = 0;
	al->vocabulary = v;
	if (!al->similar)
		al->similar = similar_new();
	GROW(al->used_a, al->used_a_cap, a->n + 1);
	GROW(al->used_b, al->used_b_cap, b->n + 1);
	memset(al->used_a, 0, a->n + 1);
	memset(al->used_b, 0, b->n + 1);
	const struct likeness *l = similar_find(al->similar, a, b, &n);
	chain(al, l, n, a, b);
	grow(al, a, b);
	link_gaps(al, a, b);
	judge(al, a, b);
	find_moves(al, l, n, a, b);

	size_t links = al->n;
	struct aligned *link = mem_array(links, sizeof *link);
	if (links)
		memcpy(link, al->v, links * sizeof *link);
	al->n = 0;
	for (size_t k = 0; k < links; k++) {
		emit_gap(al, a, i, link[k].a_from, b, j, link[k].b_from, &move);
		emit(al, link[k]);
		i = link[k].a_to;
		j = link[k].b_to;
	}
	emit_gap(al, a, i, a->n, b, j, b->n, &move);
	free(link);
}

void aligner_free(struct aligner *al)
{
	similar_free(al->similar);
	marker_free(&al->marker);
	void *all[] = { al->joined_a.v, al->joined_b.v, al->v, al->prev, al->best_at, al->weight, al->best, al->moved, al->used_a, al->used_b };
	for (size_t i = 0; i < sizeof all / sizeof *all; i++)
		free(all[i]);
	*al = (struct aligner){ 0 };
}
