/* What a number is: a measure, a date, an ordinal, part of a name, or no number at all (rules/labels.yaml). */
#ifndef GWR_MEASURE_LABEL_H
#define GWR_MEASURE_LABEL_H
#include "measure/number.h"

struct labels;
extern const struct rulekind labels_kind;

enum word_reading {
	WORD_NONE,              /* no number: 统一 */
	WORD_AS_READ,           /* what its numerals say: keeps a shorter word from being seen in it (十分之) */
	WORD_LABEL, WORD_DATE, WORD_ORDINAL,
	WORD_MEASURE            /* states a quantity by itself: 两位数, 过半 */
};

struct fixed_word {
	enum word_reading reading;
	struct sv rule;
	enum op op;             /* the rest of WORD_MEASURE alone */
	struct decimal lo;
	struct sv unit;
};

/* What a rule may look at. */
struct label_context {
	struct sv before, behind;       /* the text around the number with qualifiers and unit */
	struct sv before_bare;          /* what stands before the number itself, its qualifiers included */
	struct sv behind_bare;          /* unit and qualifiers and all that comes after */
	struct sv bare, unit;           /* the numeral; the unit without magnitudes */
	const struct number *number;
	unsigned digits;                /* characters of the numeral */
	bool ranged, han, quoted, at_start, at_end;
};

/* From all files of labels_kind; findings are added to rules->findings. Lives in rules->arena. The fixed words are added to
 * `into` under ids from 0 on, which are for labels_word(). */
struct labels *labels_new(struct ruleset *rules, struct literals *into);
const struct fixed_word *labels_word(const struct labels *l, uint32_t id);
/* The characters that a word of a reading other than none begins with. */
bool labels_word_begins(const struct labels *l, uint32_t rune);
/* Gives n (which c is about) the kind, id, op and dimension of the first rule that holds. False where none does: n is untouched.
 * *drop: it is no number. */
bool labels_decide(const struct labels *l, const struct label_context *c, struct number *n, bool *drop);
#endif
