/* `gwr-extract -w numbers`: a row for every number of a text, whatever its kind, so that what no rule claimed can be seen. */
#ifndef GWR_MEASURE_NUMBER_ROW_H
#define GWR_MEASURE_NUMBER_ROW_H
#include "measure/number.h"

/* The columns that a number adds to the record's own doc, path, src, line. */
enum { NUMBER_CELLS = 10 };
extern const char *const number_columns[NUMBER_CELLS];  /* kind op lo hi unit value value_hi base span quote */

struct number_row {
	struct sv cell[NUMBER_CELLS];   /* plain, not escaped; of the text, of memory, or constant */
	struct buf memory;              /* reused from row to row */
	size_t from_byte, from_rune;    /* where the last row of this text stood, so that counting goes on from there */
};

/* Fills row->cell for n. The rows of a text are made in order; number_row_text() begins the next text. */
void number_row_text(struct number_row *row);
void number_row_fill(struct number_row *row, struct sv text, const struct number *n);
void number_row_free(struct number_row *row);

/* The clause around a span: between the nearest of ，。；！？ and the text's ends, blanks trimmed; at most 200 characters to
 * each side. */
struct sv clause_around(struct sv text, struct span at);
#endif
