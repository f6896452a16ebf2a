/* gwr-check's part of numbers: the tests inside units.yaml, qualifiers.yaml and labels.yaml. */
#ifndef GWR_MEASURE_NUMBER_CHECK_H
#define GWR_MEASURE_NUMBER_CHECK_H
#include "rule/ruleset.h"

/* A test: `text`, `reads` (what number_describe() says of it) and, may be left out, `value` of its first number in base. */
extern const struct schema number_test_schema[];

void units_check(struct ruleset *rules, struct findings *f);
void qualifiers_check(struct ruleset *rules, struct findings *f);
void labels_check(struct ruleset *rules, struct findings *f);
#endif
