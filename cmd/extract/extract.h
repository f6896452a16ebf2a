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

/* Reads all records, writes rows; how many were written. */
size_t extract_measures(const struct extraction *x);
size_t extract_numbers(const struct extraction *x);
size_t extract_terms(const struct extraction *x);
#endif
