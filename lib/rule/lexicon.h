/* Terms: named lists of formulations (rules/terms/), and formulations in “quotation marks” that no list has. Here, below the
 * rooms, because gwr-tag names the terms of a record and gwr-extract writes a row for each occurrence. */
#ifndef GWR_RULE_LEXICON_H
#define GWR_RULE_LEXICON_H
#include "rule/literal.h"
#include "rule/ruleset.h"

extern const struct rulekind terms_kind;

struct lexicons;
/* One occurrence. lexicon is the list's id (that of the rule for quotations, where no list has the term); term is the name that
 * its variants are counted under. list is the lexicon's number in the order of the rules, start and end are bytes of the text. */
struct term { struct sv lexicon, term; uint32_t list, start, end; };
struct terms_found { struct term *v; size_t n, cap; };   /* an empty one is {0}; reused from text to text */

/* Adds all variants to `into` under ids from `first` on. What is wrong in the rules is added to f. Lives in rules->arena. */
struct lexicons *lexicons_new(struct ruleset *rules, struct literals *into, uint32_t first, struct findings *f);
/* The terms of text in order of their starts: of each lexicon the leftmost-longest, whatever other lexicons have there, and the
 * quoted formulations that are no lexicon's term. hits: what the automaton found in text, in literals_scan()'s order; other ids
 * are passed over. Views in found->v are of text or of the rules. */
void lexicons_find(const struct lexicons *l, struct sv text, const struct hits *hits, struct terms_found *found);
void terms_found_free(struct terms_found *found);
#endif
