/* Words that stand right before or right behind a place: units, qualifiers, what follows a label's number. */
#ifndef GWR_MEASURE_WORD_H
#define GWR_MEASURE_WORD_H
#include <stdint.h>
#include "base/arena.h"

struct word { struct sv text; uint32_t id, rune; struct word *next; };     /* rune: its first (last) character */

enum { WORD_CHAINS = 128 };
/* Chained by their first (words_before: last) character, longest first. An empty one is {0}. */
struct words { struct word *chain[WORD_CHAINS]; };

/* Whether s begins with the word. */
bool word_begins(struct sv s, struct sv word);
void words_add_behind(struct words *w, struct arena *a, struct sv text, uint32_t id);
void words_add_before(struct words *w, struct arena *a, struct sv text, uint32_t id);
/* The longest word that s begins (ends) with, after `last` in order of length if that is not NULL; NULL if there is none. */
const struct word *words_behind(const struct words *w, struct sv s, const struct word *last);
const struct word *words_before(const struct words *w, struct sv s, const struct word *last);
#endif
