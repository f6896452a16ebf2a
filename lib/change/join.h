/* Measure records of two streams held against each other: region by region, key by key. */
#ifndef GWR_CHANGE_JOIN_H
#define GWR_CHANGE_JOIN_H
#include "change/figure_row.h"
#include "change/report_pair.h"

struct join_options {
	const enum figure_field *key;   /* what must be equal, beside region, status, base and how far off the period is */
	size_t keys;
	bool cascade;                   /* see pair_reports() */
	struct tolerance tolerance;
};

/* Writes a row for every key; returns how many are differences. A report's first row of a key speaks for it (see keyed.h); of
 * further ones those that both reports have are the same, the others rows `duplicate`, of no account where they repeat the first. */
size_t join_figures(const struct scale *scale, const struct report_figures *a, size_t n, const struct report_figures *b, size_t m,
	const struct join_options *options, struct view *view);
#endif
