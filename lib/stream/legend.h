/* Legends: reading one, and holding a later one against the first. */
#ifndef GWR_STREAM_LEGEND_H
#define GWR_STREAM_LEGEND_H
#include "stream/record.h"

enum { COLUMNS_MAX = 1000 };

/* What is wrong with these column names, as a sentence in *why; false if nothing is. */
bool legend_wrong(const struct legend *l, struct buf *why);
/* A copy, with its names, in a. */
struct legend legend_copy(const struct legend *l, struct arena *a);
/* map[i] becomes the place in `other` of l's column i; false if they have not the same columns. */
bool legend_map(const struct legend *l, const struct legend *other, size_t *map);
/* "doc, year, text" */
void legend_list(struct buf *out, const struct legend *l);
#endif
