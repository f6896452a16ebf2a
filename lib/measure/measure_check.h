/* The checks of the rule kinds that measures are read by: they run the tests inside the rules (struct rulekind). */
#ifndef GWR_MEASURE_MEASURE_CHECK_H
#define GWR_MEASURE_MEASURE_CHECK_H
#include "rule/ruleset.h"

void indicators_check(struct ruleset *rules, struct findings *f);
void qualities_check(struct ruleset *rules, struct findings *f);
/* Whole sentences with the rows they give: a kind of its own, which only gwr-check loads. Half of a filter's start is reading YAML. */
extern const struct rulekind examples_kind;
#endif
