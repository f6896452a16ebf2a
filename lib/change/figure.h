/* A measure record as a comparison sees it, and what became of it between two reports. */
#ifndef GWR_CHANGE_FIGURE_H
#define GWR_CHANGE_FIGURE_H
#include "base/decimal.h"
#include "change/scale.h"

enum figure_field {
	FIGURE_DOC, FIGURE_YEAR, FIGURE_REGION, FIGURE_ADCODE, FIGURE_ROLE, FIGURE_LINE, FIGURE_INDICATOR, FIGURE_METRIC, FIGURE_MEASURE,
	FIGURE_STATUS, FIGURE_PERIOD, FIGURE_STRENGTH, FIGURE_OP, FIGURE_LO, FIGURE_HI, FIGURE_UNIT, FIGURE_VALUE, FIGURE_VALUE_HI,
	FIGURE_BASE, FIGURE_VERSUS, FIGURE_SCOPE, FIGURE_QUOTE, FIGURE_FIELDS
};
extern const char *const figure_column[FIGURE_FIELDS];          /* names of the columns of measure records */

struct figure {
	struct sv field[FIGURE_FIELDS];         /* plain; of the caller's memory */
	bool has_value, is_range, is_target;
	struct decimal value, value_hi;         /* of a point both are the same */
};

/* Reads value, value_hi and status out of the fields. */
void figure_read(struct figure *f);
/* It has an indicator of its own, or stands in the paragraph of targets: two reports can be expected to speak of it alike. */
bool figure_is_named(const struct figure *f);
/* A plan with a number that is none of these: see promise.h. */
bool figure_is_promise(const struct figure *f);
/* For people: ≥5%, ≈4.4万亿元, 5–5.5%, 与经济增长同步 (the quote's words where there is no number). */
void figure_put(struct buf *out, const struct figure *f);
/* b - a, exact, in their common base; false unless both are points, or ranges shifted as a whole. */
bool figure_difference(const struct figure *a, const struct figure *b, struct decimal *out);

enum figure_change { FIGURE_SAME, FIGURE_RAISED, FIGURE_LOWERED, FIGURE_HARDENED, FIGURE_SOFTENED, FIGURE_NEW, FIGURE_DROPPED,
	FIGURE_DUPLICATE, FIGURE_CHANGES };
extern const char *const figure_change_name[FIGURE_CHANGES + 1];       /* NULL-ended, so that a schema may use it as choices */

/* Differences of this size are none: as they stand, or as a share of the older value. */
struct tolerance { struct decimal size; bool is_share; };

/* What became of a: numbers first, then the form (op), then the word that governs it. */
enum figure_change figure_compare(const struct scale *s, const struct tolerance *t, const struct figure *a, const struct figure *b);
#endif
