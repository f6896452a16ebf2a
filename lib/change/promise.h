/* Promises: planned tasks with a number (新建智能化煤矿130座), and what the next report says was done of them
 * (建成智能化煤矿132座). Neither an indicator nor the paragraph of targets names them, so they are matched by their wording. */
#ifndef GWR_CHANGE_PROMISE_H
#define GWR_CHANGE_PROMISE_H
#include "change/figure_row.h"
#include "change/report_pair.h"

/* A row for each promise of A, judged as kept_judge() does, with the likeness of the two clauses; `unreported` where B says nothing
 * that is surely about it: same unit, same scope, the counted thing alike, no clash of wordings (wording.h). Returns how many were
 * not met. */
size_t compare_promises(const struct scale *scale, const struct atoms *atoms, const struct report_figures *a, size_t n,
	const struct report_figures *b, size_t m, struct view *view);
#endif
