/* What gwr-diff was asked for. */
#ifndef GWR_DIFF_SETTINGS_H
#define GWR_DIFF_SETTINGS_H
#include "change/figure.h"
#include "stream/option.h"

enum what { WHAT_BY_CONTENT, WHAT_TEXT, WHAT_MEASURES, WHAT_KEPT, WHAT_PROMISES, WHAT_TERMS };

struct settings {
	enum what what;
	bool all, stat, cascade, no_signs;
	const char *html, *color;       /* their arguments; NULL where they were not given */
	enum figure_field key[FIGURE_FIELDS];
	size_t keys;
	struct tolerance tolerance;
};

/* Reads the options; returns the index of the first operand. Usage errors die(). */
int settings_parse(int argc, char **argv, struct settings *s, struct common *common);
/* Whether figures have to be extracted from text. */
bool wants_measures(enum what w);
/* Whether a list is to be whole, the reached with the missed. */
bool shows_all(enum what w);
#endif
