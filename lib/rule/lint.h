/* What can be said of a rule file without knowing what its kind means: its patterns compile, cannot match nothing, have literals,
 * cannot run away; its words are such as reports have. */
#ifndef GWR_RULE_LINT_H
#define GWR_RULE_LINT_H
#include "rule/ruleset.h"

void lint_files(const struct ruleset *rules, struct findings *f);
/* For a test that fails: appends what the first of the n patterns that matches finds in the text, or, if none does, how far the
 * one that gets furthest comes and what is in its way:
 * `"增长5%" matches as far as column 9 of the pattern, where "以上" is wanted and "左右" stands`. */
void pattern_explain(struct pattern *const *p, size_t n, struct sv text, struct buf *out);
/* The same for the patterns that a rule has under a key, one or a list. */
void patterns_explain(const struct node *patterns, struct sv text, struct buf *out);
/* Runs the pattern on texts made of its own characters over and over. True if one of LINT_STRESS characters takes it more than
 * LINT_STEPS steps: then *sample (from a) is what was repeated. A pattern whose work grows with the square of the length passes, one with the cube hardly. */
enum { LINT_STRESS = 80, LINT_STEPS = 200000 };
bool pattern_runs_away(const struct pattern *p, struct arena *a, struct sv *sample);
#endif
