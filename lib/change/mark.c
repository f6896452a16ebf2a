#include "change/mark.h"

#include <stdlib.h>
#include "base/mem.h"

static void load(uint32_t **to, size_t *cap, const struct atomised *t)
{
	GROW(*to, *cap, t->n + 1);
	for (size_t i = 0; i < t->n; i++)
		(*to)[i] = t->v[i].id;
}

static struct segment *add(struct marker *m, enum segment_kind kind, size_t i, size_t j)
{
	GROW(m->v, m->cap, m->n + 1);
	m->v[m->n] = (struct segment){ kind, i, i, j, j };
	return &m->v[m->n++];
}

/* The script as segments; returns the atoms kept. */
static size_t cut(struct marker *m, size_t n, size_t k)
{
	size_t i = 0, j = 0, kept = 0;
	m->n = 0;
	while (i < n || j < k) {
		bool gone = i < n && m->script.gone[i], come = j < k && m->script.come[j];
		enum segment_kind kind = gone || come ? SEGMENT_CHANGED : SEGMENT_KEPT;
		struct segment *s = m->n && m->v[m->n - 1].kind == kind ? &m->v[m->n - 1] : add(m, kind, i, j);
		if (kind == SEGMENT_KEPT)
			kept++;
		if (gone || kind == SEGMENT_KEPT)
			s->a_to = ++i;
		if (come || kind == SEGMENT_KEPT)
			s->b_to = ++j;
	}
	return kept;
}

/* Atoms of the longer side of a segment. */
static size_t breadth(const struct segment *s)
{
	size_t a = s->a_to - s->a_from, b = s->b_to - s->b_from;
	return a > b ? a : b;
}

/* A stretch that is kept between two changes, neither of which is shorter, is read more easily as part of one change: the rule of
 * Fraser's diff-match-patch ("semantic cleanup"). Between two single atoms (5%、6% -> 5.5%、7%) a single kept one stays. */
static bool is_confetti(const struct segment *before, const struct segment *kept, const struct segment *after)
{
	size_t n = breadth(kept), p = breadth(before), q = breadth(after);
	return n <= p && n <= q && (p > 1 || q > 1);
}

static void sweep(struct marker *m)
{
	size_t to = 0;
	for (size_t i = 0; i < m->n; i++) {
		m->v[to++] = m->v[i];
		/* a change that grew may swallow what stands before it, so look again until nothing more joins */
		while (to >= 3 && m->v[to - 1].kind == SEGMENT_CHANGED && is_confetti(&m->v[to - 3], &m->v[to - 2], &m->v[to - 1])) {
			m->v[to - 3].a_to = m->v[to - 1].a_to;
			m->v[to - 3].b_to = m->v[to - 1].b_to;
			to -= 2;
		}
	}
	m->n = to;
}

/* How good a place for a cut it is before atom i: at the text's edges and after a stop the eye expects one. */
static int cut_quality(const struct atomised *t, size_t i)
{
	if (i == 0 || i == t->n)
		return 3;
	if (t->v[i - 1].kind == TOKEN_SIGN)
		return 2;
	return t->v[i].kind == TOKEN_SIGN ? 1 : 0;
}

/* A pure insertion or deletion [from, to) may slide between its neighbours as long as what leaves at one end equals what
 * enters at the other. Returns by how much: the slide with the best cuts, the first one of equals. */
static long slide(const struct atomised *t, size_t from, size_t to, size_t low, size_t high)
{
	size_t start = from, end = to;
	while (start > low && t->v[start - 1].id == t->v[end - 1].id)
		start--, end--;
	size_t best = start;
	int quality = cut_quality(t, start) + cut_quality(t, end);
	while (end < high && t->v[start].id == t->v[end].id) {
		start++, end++;
		int q = cut_quality(t, start) + cut_quality(t, end);
		if (q > quality) {
			quality = q;
			best = start;
		}
	}
	return (long)best - (long)from;
}

static void move_by(size_t *at, long by)
{
	*at = (size_t)((long)*at + by);
}

static void settle(struct marker *m, const struct atomised *a, const struct atomised *b)
{
	for (size_t i = 1; i + 1 < m->n; i++) {
		struct segment *before = &m->v[i - 1], *s = &m->v[i], *after = &m->v[i + 1];
		if (s->kind != SEGMENT_CHANGED || (s->a_from != s->a_to && s->b_from != s->b_to))
			continue;
		long by = s->b_from != s->b_to ? slide(b, s->b_from, s->b_to, before->b_from, after->b_to)
			: slide(a, s->a_from, s->a_to, before->a_from, after->a_to);
		size_t *edge[] = { &before->a_to, &s->a_from, &s->a_to, &after->a_from, &before->b_to, &s->b_from, &s->b_to, &after->b_from };
		for (size_t e = 0; e < sizeof edge / sizeof *edge; e++)
			move_by(edge[e], by);
	}
}

double mark(struct marker *m, const struct atomised *a, const struct atomised *b)
{
	load(&m->a, &m->a_cap, a);
	load(&m->b, &m->b_cap, b);
	script_make(&m->script, m->a, a->n, m->b, b->n);
	size_t kept = cut(m, a->n, b->n);
	settle(m, a, b);
	sweep(m);
	return a->n + b->n == 0 ? 1 : 2.0 * (double)kept / (double)(a->n + b->n);
}

void marker_free(struct marker *m)
{
	script_free(&m->script);
	free(m->a);
	free(m->b);
	free(m->v);
	*m = (struct marker){ 0 };
}

struct sv segment_text(const struct atomised *t, size_t from, size_t to)
{
	if (from >= to)
		return (struct sv){ "", 0 };
	return sv_sub(t->text, t->v[from].start, to < t->n ? t->v[to].start : t->v[to - 1].end);
}

/* One marked stretch; the blank behind it stays outside the marks. */
static void put(struct buf *out, struct sv s, const char *open, const char *close)
{
	if (s.n == 0)
		return;
	struct sv black = sv_trim(s);
	buf_add(out, sv_of(open));
	buf_add(out, black);
	buf_add(out, sv_of(close));
	buf_add(out, sv_skip(s, (size_t)(black.p - s.p) + black.n));
}

void marks_put(const struct marker *m, const struct atomised *a, const struct atomised *b, struct buf *out_a, struct buf *out_b)
{
	for (size_t i = 0; i < m->n; i++) {
		const struct segment *s = &m->v[i];
		bool kept = s->kind == SEGMENT_KEPT;
		put(out_a, segment_text(a, s->a_from, s->a_to), kept ? "" : "[-", kept ? "" : "-]");
		put(out_b, segment_text(b, s->b_from, s->b_to), kept ? "" : "{+", kept ? "" : "+}");
	}
}
