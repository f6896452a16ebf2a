/* The literal automaton: all occurrences in the promised order, and the same ones that a naive search finds. */
#include "rule/literal.h"

#include <stdlib.h>

#include "base/buf.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "random.h"
#include "unit.h"

static void order_and_ids(void)
{
	struct literals *l = literals_new();
	struct hits h = { 0 };

	literals_add(l, SV("数字经济"), 7);
	literals_add(l, SV("经济"), 1);
	literals_add(l, SV("经济"), 2);
	literals_add(l, SV("济发展"), 3);
	literals_add(l, SV("数字"), 4);
	literals_build(l);
	literals_scan(l, SV("数字经济发展"), &h);
	CHECK(h.n == 5, "%zu", h.n);
	CHECK(h.v[0].id == 4 && h.v[1].id == 7 && h.v[2].id == 1 && h.v[3].id == 2 && h.v[4].id == 3, "by ends, then the longest first");
	CHECK(h.v[1].start == 0 && h.v[1].end == 12 && h.v[4].start == 9 && h.v[4].end == 18, "places");
	hits_leftmost_longest(&h);
	CHECK(h.n == 1 && h.v[0].id == 7, "the leftmost longest");
	literals_scan(l, SV("经济，数字"), &h);
	hits_leftmost_longest(&h);
	CHECK(h.n == 3 && h.v[0].id == 1 && h.v[1].id == 2 && h.v[2].id == 4, "all ids of a span stay");
	literals_scan(l, SV(""), &h);
	CHECK(h.n == 0, "nothing in nothing");
	literals_free(l);
	l = literals_new();
	literals_build(l);
	literals_scan(l, SV("经济"), &h);
	CHECK(h.n == 0, "no literals, no hits");
	literals_free(l);
	hits_free(&h);
}

/* More hits than are noted at a time. */
static void many_hits(void)
{
	struct literals *l = literals_new();
	struct hits h = { 0 };
	struct buf b = { 0 };

	literals_add(l, SV("雨"), 0);
	literals_add(l, SV("雨雨"), 1);
	literals_build(l);
	for (int i = 0; i < 3000; i++)
		buf_add(&b, SV("雨"));
	literals_scan(l, buf_sv(&b), &h);
	CHECK(h.n == 5999, "%zu", h.n);
	bool right = true;
	for (size_t i = 1; i < h.n; i++)
		right = right && h.v[i].id == i % 2 && h.v[i].end == (i + 3) / 2 * 3 && h.v[i].start == h.v[i].end - (i % 2 ? 6 : 3);
	CHECK(right, "all of them, in order");
	hits_leftmost_longest(&h);
	CHECK(h.n == 1500 && h.v[1499].end == 9000, "%zu", h.n);
	literals_free(l);
	hits_free(&h);
	buf_free(&b);
}

/* Characters of one, two, three and four bytes, few enough to meet often. */
static void random_text(struct buf *b, unsigned characters, unsigned alphabet)
{
	static const uint32_t rune[] = { 0x7532, 0x4E59, 0x4E19, 'a', 'b', 0xE9, 0x20000, 0x20001, '1', 0x3002, 0x1F600, 0x4E01, 0x7533, 0 };

	buf_clear(b);
	for (unsigned i = 0; i < characters; i++)
		buf_rune(b, rune[draw(alphabet)]);
}

struct naive { struct sv *text; size_t n; };

/* Every end from left to right, at each the longest first, of one text the ids in the order of adding. */
static void naive_scan(const struct naive *d, struct sv text, struct hits *h)
{
	h->n = 0;
	for (size_t end = 1; end <= text.n; end++)
		for (size_t start = 0; start < end; start++)
			for (size_t i = 0; i < d->n; i++)
				if (sv_eq(d->text[i], sv_sub(text, start, end))) {
					GROW(h->v, h->cap, h->n + 1);
					h->v[h->n++] = (struct hit){ (uint32_t)i, (uint32_t)start, (uint32_t)end };
				}
}

static bool same(const struct hits *a, const struct hits *b)
{
	return a->n == b->n && (a->n == 0 || memcmp(a->v, b->v, a->n * sizeof *a->v) == 0);
}

/* Of the hits whose ids are first .. first + n - 1: again and again the leftmost behind the last, of those the longest, with all
 * ids of its span. */
static void naive_pick(const struct hits *all, uint32_t first, uint32_t n, struct hits *to)
{
	uint32_t from = 0;

	to->n = 0;
	for (;;) {
		const struct hit *best = NULL;
		for (size_t i = 0; i < all->n; i++) {
			const struct hit *x = &all->v[i];
			if (x->id - first < n && x->start >= from && (!best || x->start < best->start || (x->start == best->start && x->end > best->end)))
				best = x;
		}
		if (!best)
			return;
		for (size_t i = 0; i < all->n; i++)
			if (all->v[i].id - first < n && all->v[i].start == best->start && all->v[i].end == best->end) {
				GROW(to->v, to->cap, to->n + 1);
				to->v[to->n++] = all->v[i];
			}
		from = best->end;
	}
}

/* A text scanned in two pieces gives what the whole does. */
static bool same_in_pieces(const struct literals *l, struct sv text, const struct hits *whole)
{
	struct hits h = { 0 };
	struct scan at = { 0 };
	size_t cut = draw((unsigned)text.n + 1), first;

	while (cut < text.n && ((unsigned char)text.p[cut] & 0xC0) == 0x80)
		cut++;
	literals_scan_on(l, &at, sv_sub(text, 0, cut), &h);
	first = h.n;
	literals_scan_on(l, &at, sv_skip(text, cut), &h);
	for (size_t i = first; i < h.n; i++) {
		h.v[i].start += (uint32_t)cut;
		h.v[i].end += (uint32_t)cut;
	}
	bool is = same(&h, whole);
	hits_free(&h);
	return is;
}

static void as_a_naive_search(unsigned dictionary, unsigned alphabet, unsigned longest)
{
	struct naive d = { mem_array(dictionary, sizeof *d.text), dictionary };
	struct literals *l = literals_new();
	struct hits got = { 0 }, want = { 0 }, picked = { 0 }, best = { 0 };
	struct buf b = { 0 };

	for (unsigned i = 0; i < dictionary; i++) {
		random_text(&b, 1 + draw(longest), alphabet);
		char *copy = mem_array(b.n, 1);
		memcpy(copy, b.p, b.n);
		d.text[i] = sv_from(copy, b.n);
		literals_add(l, d.text[i], i);
	}
	literals_build(l);
	for (unsigned i = 0; i < 20; i++) {
		random_text(&b, draw(60), alphabet);
		literals_scan(l, buf_sv(&b), &got);
		naive_scan(&d, buf_sv(&b), &want);
		CHECK(same(&got, &want), "%u literals, alphabet %u, text " SV_FMT, dictionary, alphabet, SV_ARG(buf_sv(&b)));
		CHECK(same_in_pieces(l, buf_sv(&b), &want), "in pieces: " SV_FMT, SV_ARG(buf_sv(&b)));
		size_t byte = draw(60), behind = 0;
		while (behind < got.n && got.v[behind].end <= byte)
			behind++;
		CHECK(hits_behind(&got, byte) == behind, "the first that ends behind %zu", byte);
		uint32_t first = draw(dictionary), n = 1 + draw(dictionary);
		hits_pick(&got, first, n, &picked);
		naive_pick(&got, first, n, &best);
		CHECK(same(&picked, &best), "the leftmost longest of ids from %u, %u of them", first, n);
		naive_pick(&got, 0, dictionary, &best);
		hits_leftmost_longest(&got);
		CHECK(same(&got, &best), "the leftmost longest");
	}
	for (unsigned i = 0; i < dictionary; i++)
		free((char *)d.text[i].p);
	free(d.text);
	literals_free(l);
	hits_free(&got);
	hits_free(&want);
	hits_free(&picked);
	hits_free(&best);
	buf_free(&b);
}

int main(void)
{
	order_and_ids();
	many_hits();
	for (unsigned round = 0; round < 40; round++) {
		as_a_naive_search(1 + draw(4), 2 + draw(12), 3);
		as_a_naive_search(1 + draw(60), 2 + draw(12), 5);
	}
	as_a_naive_search(300, 13, 6);
	return DONE();
}
