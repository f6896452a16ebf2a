/* Two figures that met, as one row of a view: join, kept and promises share the columns. */
#ifndef GWR_CHANGE_FIGURE_ROW_H
#define GWR_CHANGE_FIGURE_ROW_H
#include "change/figure.h"
#include "change/view.h"

enum { FIGURE_ROW_COLUMNS = 32 };
extern const char *const figure_row_column[FIGURE_ROW_COLUMNS];

struct figure_rows {                    /* an empty one but for scale and view is {0}; memory is reused from row to row */
	const struct scale *scale;
	struct view *view;
	struct buf text_a, text_b, difference, shown, subject, similarity;
	size_t changes;                 /* rows that are differences */
};

/* a or b is NULL where there is none. similarity below 0: there is none to tell. */
void figure_row(struct figure_rows *r, const char *change, bool same, const struct figure *a, const struct figure *b, double similarity);
void figure_rows_free(struct figure_rows *r);
#endif
