#include "tag/term.h"

#include <stdlib.h>

#include "base/mem.h"

enum { FEW = 16 };

struct wording {
	struct topics *topics;
	struct lexicons *lexicons;
	struct terms_found found;
	struct { struct sv *v; size_t cap, mask; } named;        /* terms of this text, a hash table of mask + 1 places */
};

struct wording *wording_new(struct ruleset *rules, struct literals *into, uint32_t list)
{
	struct wording *w = mem_new(sizeof *w);

	literals_list(into, list);
	w->topics = topics_new(rules, into, &rules->findings);
	literals_list(into, list + 1);
	w->lexicons = lexicons_new(rules, into, 0, &rules->findings);
	return w;
}

void wording_free(struct wording *w)
{
	if (!w)
		return;
	terms_found_free(&w->found);
	free(w->named.v);
	free(w);
}

/* FNV-1a. */
static size_t hash(struct sv s)
{
	uint64_t h = 14695981039346656037u;

	for (size_t i = 0; i < s.n; i++)
		h = (h ^ (unsigned char)s.p[i]) * 1099511628211u;
	return (size_t)(h ^ h >> 32);
}

/* An empty table twice as large as `most` terms need, in the front of the memory that there is. */
static void named_clear(struct wording *w, size_t most)
{
	size_t places = 8;

	while (places < 2 * most)
		places *= 2;
	GROW(w->named.v, w->named.cap, places);
	memset(w->named.v, 0, places * sizeof *w->named.v);
	w->named.mask = places - 1;
}

/* Whether term is new in this record. */
static bool named_add(struct wording *w, struct sv term)
{
	size_t i = hash(term) & w->named.mask;

	for (; w->named.v[i].p; i = (i + 1) & w->named.mask)
		if (sv_eq(w->named.v[i], term))
			return false;
	w->named.v[i] = term;
	return true;
}

/* Whether the i-th term found is the first of its name. Few terms, as a sentence has them, are held against each other: a table for
 * them was half of the work on terms. */
static bool is_new(struct wording *w, size_t i)
{
	if (w->found.n > FEW)
		return named_add(w, w->found.v[i].term);
	for (size_t k = 0; k < i; k++)
		if (sv_eq(w->found.v[k].term, w->found.v[i].term))
			return false;
	return true;
}

static void put_terms(struct wording *w, struct buf *out)
{
	bool any = false;

	if (w->found.n > FEW)
		named_clear(w, w->found.n);
	for (size_t i = 0; i < w->found.n; i++) {
		if (!is_new(w, i))
			continue;
		if (any)
			buf_char(out, ',');
		buf_add(out, w->found.v[i].term);
		any = true;
	}
}

void wording_read(struct wording *w, struct sv text, struct hits hits[2], struct buf *topics, struct buf *terms)
{
	if (hits[0].n)
		topics_put(w->topics, text, &hits[0], topics);
	if (hits[1].n == 0)
		return;
	lexicons_find(w->lexicons, text, &hits[1], &w->found);
	put_terms(w, terms);
}

void wording_words(const struct wording *w, const struct hits *hits, struct buf *out)
{
	topics_words_put(w->topics, hits, out);
}
