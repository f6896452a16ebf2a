/* How a figure is worded, so that two of one key can be told from two of one name: by the thing itself without verbs and places, by
 * what the number counts (new ones, or all there are), by whose list the thing stands on. The words are those of rules/change.yaml. */
#ifndef GWR_CHANGE_WORDING_H
#define GWR_CHANGE_WORDING_H
#include "change/figure.h"

struct wording {
	struct sv core;                 /* the metric without verbs, names for the whole region, digits and signs */
	int count;                      /* below 0: what came anew; above 0: what there is; 0: not told */
	unsigned grades;                /* set of places in scale->grade */
	bool elsewhere;                 /* a rate held against something else than last year's, a share of something outside */
};

/* Views live in a; scratch is reused from call to call. */
struct wording wording_of(const struct scale *s, const struct figure *f, struct arena *a, struct buf *scratch);
/* Text without verbs, names for the whole region, digits and signs. Lives in a. */
struct sv wording_core(const struct scale *s, struct sv text, struct arena *a, struct buf *scratch);
/* Whether two wordings of one name are surely of two things: by their counts (see rules/change.yaml), their grades, or by
 * what they are held against. strict: what a says is new only goes with what b says has come. */
bool wordings_clash(const struct wording *a, const struct wording *b, bool strict);
#endif
