/* Which sentences of one document look like which of another: equal ones by hash, others by the pairs of neighbouring atoms that
 * they share (Dice's coefficient), found through an inverted index so that not every sentence meets every other. */
#ifndef GWR_CHANGE_SIMILAR_H
#define GWR_CHANGE_SIMILAR_H
#include "change/side.h"

struct likeness { uint32_t a, b; double dice; };        /* pieces a and b; 1 if they are equal */

struct similar;                         /* working memory and the last answer */
struct similar *similar_new(void);
void similar_free(struct similar *s);

/* The pairs worth thinking about, by a, then best first: at most SIMILAR_EACH for a piece of a. A piece whose equals are as many
 * on the other side meets only these. Roles that are both known and differ ask for a far greater likeness. */
enum { SIMILAR_EACH = 8 };
const struct likeness *similar_find(struct similar *s, const struct side *a, const struct side *b, size_t *n);
/* Dice's coefficient of two runs of pieces; *shared (may be NULL) gets the number of neighbour pairs in common. */
double similar_runs(struct similar *s, const struct side *a, size_t a_from, size_t a_to,
	const struct side *b, size_t b_from, size_t b_to, size_t *shared);
#endif
