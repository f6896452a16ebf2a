/* What each pattern and word of the rules costs and finds on a text: the ones to look at when a run is slow, or finds nothing. */
#ifndef GWR_RULE_PROFILE_H
#define GWR_RULE_PROFILE_H
#include "rule/ruleset.h"

struct profile_row {
	struct said said;
	size_t tried;                   /* texts that held one of its literals (all texts if it has none), so that it was run */
	size_t texts, matches;          /* texts in which it matched, and how often in all */
	uint64_t ns;                    /* spent in its runs; words are all found in one pass and cost nothing of their own */
};

struct profile;
/* Of all patterns and words of the rules, which must outlive the profile; bad patterns are findings. */
struct profile *profile_new(const struct ruleset *rules, struct findings *f);
void profile_free(struct profile *p);
void profile_text(struct profile *p, struct sv text);    /* valid UTF-8 */
/* The costliest first, of equal cost in the order of the rule files. */
const struct profile_row *profile_rows(struct profile *p, size_t *n);
#endif
