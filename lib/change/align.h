/* Two documents held against each other, sentence by sentence: what stayed, what was edited, moved, added or deleted. */
#ifndef GWR_CHANGE_ALIGN_H
#define GWR_CHANGE_ALIGN_H
#include "change/similar.h"

enum change { CHANGE_SAME, CHANGE_EDIT, CHANGE_MOVE, CHANGE_ADD, CHANGE_DEL, CHANGES };
extern const char *const change_name[CHANGES];          /* same edit move add del */

/* Pieces [a_from, a_to) became [b_from, b_to); more than one on a side: sentences were joined or split. An added one has an
 * empty run of a, at the place where it would stand, a deleted one of b. */
struct aligned { enum change change; size_t a_from, a_to, b_from, b_to; double similarity; };

struct aligner {                        /* an empty one is {0}; memory is reused from document to document */
	struct similar *similar;
	struct vocabulary *vocabulary;  /* the one that both sides were filled with */
	struct tokens joined_a, joined_b;
	struct marker marker;
	struct aligned *v;              /* what align() found, in the order of b; deletions where they stood */
	size_t n, cap;
	size_t *prev, *best_at;         /* of the chain */
	uint64_t *weight, *best;
	size_t prev_cap, weight_cap, best_cap, best_at_cap;
	struct aligned *moved;
	size_t moved_n, moved_cap;
	bool *used_a, *used_b;
	size_t used_a_cap, used_b_cap;
};

/* The heaviest chain of like pieces that keeps the order of both documents (so that the same places lie side by side), grown over
 * sentences that were split or joined; then, among what is left, pieces that were moved. Any order of equal choices is settled
 * by position, so that the result is always the same. */
void align(struct aligner *al, struct vocabulary *v, const struct side *a, const struct side *b);
void aligner_free(struct aligner *al);
#endif
