/* What every match of a pattern must hold: a set of literals one of which stands in it, read off the pattern's source.
 * (Atoms, as YARA calls them: one automaton looks for the literals of all patterns, and a pattern runs only where one of its
 * own was found.) Careful: what is not understood contributes nothing, and where that is everything the set is empty. */
#ifndef GWR_RULE_FACTOR_H
#define GWR_RULE_FACTOR_H
#include <stdint.h>
#include "base/arena.h"

/* Sets of more literals, or longer ones (in characters), are cut: a longer literal finds hardly less than its first eight. */
enum { FACTORS_MAX = 256, FACTOR_LENGTH_MAX = 16 };

struct factors {
	const struct sv *v;             /* in the arena; the set with the longest shortest member */
	size_t n;                       /* 0 if there is none whose members all have `least` characters */
	const struct sv *tail;          /* of these, too, all have `least` characters, and every match ends with one of them */
	size_t tails;
	bool whole;                     /* the pattern matches just these, wherever they stand */
	size_t nested;                  /* offset of a repeat that can share out a text in ever so many ways, FACTOR_NONE if there is none */
};
#define FACTOR_NONE ((size_t)-1)
typedef void factor_character_fn(void *ctx, uint32_t c, size_t offset);

/* source is a pattern that PCRE2 compiles. */
struct factors pattern_factors(struct sv source, size_t least, struct arena *a);
/* Calls visit for every character that the pattern looks for, those of negated classes and negative assertions left out. */
void pattern_characters(struct sv source, factor_character_fn *visit, void *ctx);
#endif
