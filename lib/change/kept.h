/* Targets held against results: what report A set for a period against what report B says was reached in it. */
#ifndef GWR_CHANGE_KEPT_H
#define GWR_CHANGE_KEPT_H
#include "change/figure_row.h"
#include "change/report_pair.h"

enum kept { KEPT_MET, KEPT_MISSED, KEPT_EXCEEDED, KEPT_UNREPORTED, KEPT_PENDING, KEPT_UNCLEAR, KEPTS };
extern const char *const kept_name[KEPTS + 1];  /* met missed exceeded unreported pending unclear; NULL-ended */

/* Was the target met by the result? `reference` is the result that 同步 is measured by, NULL if there is none. The rule:
 * a bound must hold, a plain figure must be reached, one with 左右 within the margin of rules/change.yaml; a range's nearer end is
 * the mark. For an upper bound, and for the indicators that the rules call ceilings, reached means: not above. A result beyond
 * the mark by more than the margin is `exceeded`. A result that is itself a bound (超过, 不足) decides only where it must;
 * else the answer is `unclear`, as it is for targets without a figure that name no known rate. */
enum kept kept_judge(const struct scale *s, const struct figure *target, const struct figure *result, const struct figure *reference);

/* A row for each target of A; returns how many were missed or not reported (or cannot be told). A target that is said again makes no
 * row, one for years that B cannot speak of yet is pending, no difference. */
size_t kept_targets(const struct scale *scale, const struct report_figures *a, size_t n, const struct report_figures *b, size_t m,
	struct view *view);
#endif
