/* What changed inside a sentence, for the eye: an edit script cleaned of confetti, as segments, and as marks
 * [-deleted-] {+inserted+} for records. */
#ifndef GWR_CHANGE_MARK_H
#define GWR_CHANGE_MARK_H
#include "base/buf.h"
#include "change/script.h"
#include "change/token.h"

/* A text and its atoms. */
struct atomised { struct sv text; const struct token *v; size_t n; };

enum segment_kind { SEGMENT_KEPT, SEGMENT_CHANGED };

/* A stretch of atoms, [from, to) of either text. A kept one is equal in both, a changed one is empty in one of them or differs. */
struct segment { enum segment_kind kind; size_t a_from, a_to, b_from, b_to; };

struct marker {                         /* an empty one is {0}; memory is reused from call to call */
	struct script script;
	uint32_t *a, *b;
	size_t a_cap, b_cap;
	struct segment *v;              /* what mark() found, in reading order, kept and changed in turn */
	size_t n, cap;
};

/* Compares two texts, filling m->v. Returns how alike they are, 0 to 1: the atoms that a shortest edit script keeps, doubled,
 * over the atoms of both. (What the clean-up gives up for the eye's sake does not count against them.) */
double mark(struct marker *m, const struct atomised *a, const struct atomised *b);
void marker_free(struct marker *m);

/* The bytes of atoms [from, to), blanks between them and after the last one (up to the next atom) included. */
struct sv segment_text(const struct atomised *t, size_t from, size_t to);
/* Appends each text to its buffer, what was deleted marked in a, what was inserted in b. */
void marks_put(const struct marker *m, const struct atomised *a, const struct atomised *b, struct buf *out_a, struct buf *out_b);
#endif
