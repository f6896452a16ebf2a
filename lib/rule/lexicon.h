/* Terms: named lists of formulations (rules/terms/), and formulations in “quotation marks” that no list has. Here, below the
 * rooms, because gwr-tag names the terms of a record and gwr-extract writes a row for each occurrence. */
#ifndef GWR_RULE_LEXICON_H
#define GWR_RULE_LEXICON_H
#include "rule/literal.h"
#include "rule/ruleset.h"

extern const struct rulekind terms_kind;

struct lexicons;
/* One occurrence. lexicon is the list's id, `quoted` for a quoted formulation without a list; term is the name that variants
 * are counted under. */
struct term { struct sv lexicon, term; size_t start, end; };
struct terms_found { struct term *v; size_t n, cap; };   /* an empty one is {0}; reused */

/* Adds all variants to `into` under ids from `first` on; lives in rules->arena. */
struct lexicons *lexicons_new(struct ruleset *rules, struct literals *into, uint32_t first);
uint32_t lexicons_words(const struct lexicons *l);       /* ids taken */
/* The terms of text in order of their starts: in each lexicon the leftmost-longest, and quoted formulations that are no
 * lexicon's term. hits: what the automaton found in text, in literals_scan()'s order; other ids are passed over.
 * Views in found->v are of text or of the rules. */
void lexicons_find(const struct lexicons *l, struct sv text, const struct hits *hits, struct terms_found *found);
void terms_found_free(struct terms_found *found);
#endif
