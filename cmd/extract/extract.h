/* What gwr-extract can write; each kind of row has its file. */
#ifndef GWR_EXTRACT_EXTRACT_H
#define GWR_EXTRACT_EXTRACT_H
#include "stream/option.h"

struct extraction {
	struct source *source;
	struct output *out;
	const struct common *common;
	bool explain;
};

enum { KEPT_MAX = 12, MADE_MAX = 24 };

/* The columns of the record that a row keeps, those that a stream lacks being empty, and the row's own. */
struct kept {
	const char *const *name;
	size_t names;
	const char *const *made;
	size_t mades;
	uint32_t words;                 /* a bit for each of these in which only numbers and ids can stand, nothing to escape */
	int at[KEPT_MAX], kind, text;   /* where they stand in the stream's records, -1 for one that it lacks */
	struct arena arena;             /* of the record */
};

/* Finds the columns and gives w (NULL for none) its legend. False if the input has no legend at all. */
bool kept_begin(struct kept *k, struct reader *reader, struct writer *w);
/* Fills the first cells of a row and *text, which a pattern may be matched against. False for furniture: page numbers are no
 * part of what is said. */
bool kept_read(struct kept *k, const struct record *r, struct sv *cell, struct sv *text);
void kept_free(struct kept *k);

/* Reads all records, writes rows; how many were written. */
size_t extract_measures(const struct extraction *x);
size_t extract_numbers(const struct extraction *x);
size_t extract_terms(const struct extraction *x);
#endif
