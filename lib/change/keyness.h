/* Terms between two collections of text: new, dropped, risen, fallen. The measure of how sure a rise or fall is: the log-likelihood
 * ratio G2 of Dunning (Computational Linguistics 19(1), 1993), as Rayson and Garside (Workshop on Comparing Corpora, ACL 2000) use
 * it to compare two corpora: 3.84 is reached by chance once in twenty, 6.63 once in a hundred. */
#ifndef GWR_CHANGE_KEYNESS_H
#define GWR_CHANGE_KEYNESS_H
#include "change/view.h"

struct term_use { struct sv term; size_t count; };
/* One side: terms with their occurrences, a term may come again; the size of the text they stand in. */
struct term_side { struct term_use *v; size_t n, cap, chars; };

double keyness(size_t count_a, size_t size_a, size_t count_b, size_t size_b);
/* Writes a row for every term, the surest first; returns how many are new, dropped, risen or fallen. Sorts both sides. */
size_t compare_terms(struct term_side *a, struct term_side *b, struct view *view);
/* Adds each of a comma-separated list, counted by its occurrences in text (once where its wording differs). */
void term_side_add(struct term_side *s, struct sv terms, struct sv text);

enum { KEYNESS_COLUMNS = 7 };
extern const char *const keyness_column[KEYNESS_COLUMNS];
#endif
