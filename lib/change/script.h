/* The shortest edit script between two sequences of atoms: Myers' O(ND) in linear space (Algorithmica 1(2), 1986), bounded. */
#ifndef GWR_CHANGE_SCRIPT_H
#define GWR_CHANGE_SCRIPT_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct script {                         /* an empty one is {0}; memory is reused from call to call */
	bool *gone, *come;              /* atom i of a is deleted; atom j of b is inserted; all others are kept, in order */
	size_t gone_cap, come_cap;
	long *forth, *back;             /* furthest points of the two searches, by diagonal */
	size_t diagonals;
};

/* Fills s->gone[n] and s->come[m]. Where two stretches need more than a fixed number of edits (in script.c) the stretch is
 * given up as wholly replaced: time is bounded by that number times the length, memory by the length. */
void script_make(struct script *s, const uint32_t *a, size_t n, const uint32_t *b, size_t m);
void script_free(struct script *s);
#endif
