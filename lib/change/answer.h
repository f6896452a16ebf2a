/* Which result of a report answers a target of the report before. */
#ifndef GWR_CHANGE_ANSWER_H
#define GWR_CHANGE_ANSWER_H
#include "change/keyed.h"
#include "change/wording.h"

struct result { const struct figure *f; struct wording wording; const struct figure *answers; };
struct results { struct result *v; size_t n, cap; struct buf scratch; };        /* an empty one is {0}; memory is reused */

/* The results of r (which may be NULL), in its order. Wordings live in a. */
void results_fill(struct results *all, const struct scale *s, const struct report_figures *r, struct arena *a);
/* The result of the same subject, scope, measure and period; NULL if there is none. Where the target has no figure, else of its
 * growth; a share, or a level that stands (达到…), given once for the five years that end with the period is that of their end; a
 * thing that the rules name on one side only goes by its wording. Among several the one worded alike, else the first with a number.
 * `named`: only one worded alike. It is remembered which target took a result by its name: another one does not get it. */
const struct figure *results_answer(struct results *all, const struct scale *s, const struct figure *target, const struct wording *w,
	bool named);
/* The first growth of an indicator, of the whole region, in a period. */
const struct figure *results_growth(const struct results *all, struct sv indicator, struct sv period);
void results_free(struct results *all);
#endif
