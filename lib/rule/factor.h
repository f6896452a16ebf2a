/* What every match of a pattern must hold: a set of literals one of which stands in it, read off the pattern's source.
 * (Atoms, as YARA calls them: one automaton looks for the literals of all patterns, and a pattern runs only where one of its
 * own was found.) Careful: what is not understood contributes nothing, and where that is everything the set is empty. */
#ifndef GWR_RULE_FACTOR_H
#define GWR_RULE_FACTOR_H
#include "base/arena.h"

/* Sets of more literals, or longer ones (in characters), are cut: a longer literal finds hardly less than its first eight. */
enum { FACTORS_MAX = 256, FACTOR_LENGTH_MAX = 16 };

/* The set with the longest shortest member; each of at least `least` characters, NULL and *n 0 if there is none.
 * source is a pattern that PCRE2 compiles. Lives in a. */
const struct sv *pattern_factors(struct sv source, size_t least, struct arena *a, size_t *n);
#endif
