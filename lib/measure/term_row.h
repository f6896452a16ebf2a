/* `gwr-extract -w terms`: a row for every occurrence of a term (rule/lexicon.h), for counting with sort and uniq. */
#ifndef GWR_MEASURE_TERM_ROW_H
#define GWR_MEASURE_TERM_ROW_H
#include "rule/lexicon.h"

/* The columns that a term adds to the record's own doc, year, region, adcode, role, path, src, line. */
enum { TERM_CELLS = 4 };
extern const char *const term_columns[TERM_CELLS];      /* lexicon term span quote */

struct term_rows;
/* Compiles the rules of terms_kind; what is wrong with them is added to rules->findings. rules must outlive the rows.
 * row(ctx, cells) is called for each term of a text, in order; the cells are plain and live until it returns. */
struct term_rows *term_rows_new(struct ruleset *rules, void (*row)(void *ctx, const struct sv cell[TERM_CELLS]), void *ctx);
void term_rows_free(struct term_rows *t);
/* text: plain, escapes undone. */
void term_rows_read(struct term_rows *t, struct sv text);
#endif
