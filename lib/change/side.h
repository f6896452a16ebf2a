/* One document of a comparison: its sentences, cut into atoms and laid end to end, so that any run of sentences is one slice. */
#ifndef GWR_CHANGE_SIDE_H
#define GWR_CHANGE_SIDE_H
#include "change/mark.h"

/* A sentence (or whatever unit the records are). All views must outlive the side. */
struct piece { struct sv role, path, text; size_t line; };

struct side {                           /* an empty one is {0}; memory is reused from document to document */
	const struct piece *piece;
	size_t n;
	struct buf text;                /* all texts, one after the other */
	struct tokens tokens;           /* start and end count in .text */
	size_t *first;                  /* piece i's atoms are tokens [first[i], first[i + 1]) */
	size_t first_cap;
};

void side_fill(struct side *s, struct vocabulary *v, const struct piece *piece, size_t n);
void side_free(struct side *s);

/* Pieces [from, to) as one text. */
static inline struct atomised side_slice(const struct side *s, size_t from, size_t to)
{
	return (struct atomised){ buf_sv(&s->text), s->tokens.v + s->first[from], s->first[to] - s->first[from] };
}
static inline size_t side_atoms(const struct side *s, size_t i) { return s->first[i + 1] - s->first[i]; }
/* The same with the atoms that stand across the borders of pieces whole (a line broken inside 74.4万亿 元): *memory holds them. */
struct atomised side_join(const struct side *s, size_t from, size_t to, struct vocabulary *v, struct tokens *memory);
/* Whether two runs of pieces hold the same text: white space and where sentences end do not count. */
bool sides_equal(const struct side *a, size_t a_from, size_t a_to, const struct side *b, size_t b_from, size_t b_to);
#endif
