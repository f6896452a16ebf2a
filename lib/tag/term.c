#include "tag/term.h"

#include <stdlib.h>

#include "base/mem.h"

struct wording {
	struct topics *topics;
	struct lexicons *lexicons;
	bool topical;                    /* topics of the record last read were looked for */
	struct terms_found found;
	struct { struct sv *v; size_t cap, mask; } named;        /* terms of this record, a hash table of mask + 1 places */
};

struct wording *wording_new(struct ruleset *rules, struct literals *into, uint32_t first)
{
	struct wording *w = mem_new(sizeof *w);

	w->topics = topics_new(rules, into, first, &rules->findings);
	w->lexicons = lexicons_new(rules, into, first + topics_words(w->topics), &rules->findings);
	return w;
}

void wording_free(struct wording *w)
{
	if (!w)
		return;
	topics_free(w->topics);
	terms_found_free(&w->found);
	free(w->named.v);
	free(w);
}

/* FNV-1a: terms are a few characters long. */
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

static void put_terms(struct wording *w, struct buf *out)
{
	bool any = false;

	if (w->found.n == 0)
		return;
	named_clear(w, w->found.n);
	for (size_t i = 0; i < w->found.n; i++) {
		if (!named_add(w, w->found.v[i].term))
			continue;
		if (any)
			buf_char(out, ',');
		buf_add(out, w->found.v[i].term);
		any = true;
	}
}

/* A title, a salutation and a final call have no policy content, whatever words they use. */
static bool without_topics(const struct tag_record *record, enum role role)
{
	return role == ROLE_OPENING || role == ROLE_CLOSING || sv_is(record->kind, "title") || sv_is(record->kind, "meta");
}

void wording_read(struct wording *w, const struct tag_record *record, enum role role, const struct hits *hits, struct buf *topics,
	struct buf *terms)
{
	/* Page numbers, site furniture and a compilation's index are no part of what the government says. */
	w->topical = hits->n && !sv_is(record->kind, "furniture");
	if (!w->topical)
		return;
	w->topical = !without_topics(record, role);
	if (w->topical)
		topics_put(w->topics, record->text, hits, topics);
	lexicons_find(w->lexicons, record->text, hits, &w->found);
	put_terms(w, terms);
}

void wording_words(const struct wording *w, struct buf *out)
{
	if (w->topical)
		topics_words_put(w->topics, out);
}
