/* The figures of one report by what they are about. */
#ifndef GWR_CHANGE_KEYED_H
#define GWR_CHANGE_KEYED_H
#include "change/figure.h"

/* All figures of one report. The array is the caller's. */
struct report_figures { struct sv doc, year, region, adcode; struct figure *v; size_t n, cap; };

/* A figure with its key: bytes that are equal when two figures are about the same thing. */
struct keyed {
	struct sv key;
	const struct figure *f;
	size_t order;
	struct keyed *head;             /* the first of its key */
	struct keyed *with;             /* the caller's */
};
struct keyed_list {
	struct keyed *v;                /* by key; of one key the one that speaks for the report first */
	size_t n, cap;
	size_t *place, place_cap;       /* where the i-th figure of the report stands in v, KEYED_NOT if it was left out */
};
#define KEYED_NOT ((size_t)-1)

/* Appends a figure's key to *key; false if the figure is left out. */
typedef bool key_fn(const void *ctx, struct buf *key, const struct figure *f);

/* Of one key those with a number come first, of targets those in the paragraph of targets; then the order of the report. Of figures of one key on one line
 * with another word and another value (增长7%以上、力争达到8%) the second is a second step, with a key of its own. r may be NULL.
 * Keys live in a. */
void keyed_fill(struct keyed_list *list, struct arena *a, const struct report_figures *r, key_fn *key, const void *ctx);
/* The first whose key is not before this one in order; the end of v if there is none. */
struct keyed *keyed_from(const struct keyed_list *list, struct sv key);
struct keyed *keyed_find(const struct keyed_list *list, struct sv key);         /* the first of a key, NULL if there is none */
void keyed_free(struct keyed_list *list);

void key_part(struct buf *key, struct sv s);
/* The indicator's id; what no rule names is called by its noun phrase. */
static inline struct sv figure_subject(const struct figure *f)
{
	return f->field[FIGURE_INDICATOR].n ? f->field[FIGURE_INDICATOR] : f->field[FIGURE_METRIC];
}
#endif
