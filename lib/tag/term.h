/* What a text speaks of: its topics and its terms. */
#ifndef GWR_TAG_TERM_H
#define GWR_TAG_TERM_H
#include "rule/lexicon.h"
#include "tag/tag.h"
#include "tag/topic.h"

struct wording;
/* From the rules of topics_kind and terms_kind; errors in them are findings of rules->findings. Adds the topics' words to `into` as
 * list `list`, the terms as the next. */
struct wording *wording_new(struct ruleset *rules, struct literals *into, uint32_t list);
void wording_free(struct wording *w);
/* Appends the topics (dominant first) of a text and its terms (in order, each once), comma-separated, to the two buffers. hits: what
 * the automaton found in the text of the two lists; of the first those are left that no longer one covers. Memory is kept in w and
 * reused: one w for a thread. */
void wording_read(struct wording *w, struct sv text, struct hits hits[2], struct buf *topics, struct buf *terms);
/* Appends the words that made the topics, after wording_read() from the same hits: each with what it gave to which topic. */
void wording_words(const struct wording *w, const struct hits *hits, struct buf *out);
#endif
