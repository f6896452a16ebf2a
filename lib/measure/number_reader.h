/* The state of reading the numbers of one text. Private to number*.c. */
#ifndef GWR_MEASURE_NUMBER_READER_H
#define GWR_MEASURE_NUMBER_READER_H
#include "base/mem.h"
#include "measure/glyph.h"
#include "measure/label.h"
#include "measure/number.h"
#include "measure/qualifier.h"
#include "measure/quantity.h"

struct number_rules {
	struct units *units;
	struct qualifiers *qualifiers;
	struct labels *labels;
	struct literals *words;         /* the caller's, which has the fixed words in this list, and in the next what a number may begin with */
	uint32_t list;
};

struct number_reader {
	const struct number_rules *rules;
	struct sv text;
	struct numbers *out;
	size_t at;
	size_t done;                    /* the end of the number last found: qualifiers do not reach back over it */
	size_t quote_from, quote_to;    /* the short quotation that `at` stands in */
	const struct hits *found;       /* the fixed words in text, NULL if they were not looked for yet */
	size_t word;                    /* the first fixed word that ends behind `at` */
	bool has_words;
};

bool rune_is_numeral(uint32_t c);                       /* a digit or a magnitude, Arabic or Chinese */
bool rune_ends_item(uint32_t c);                        /* the end of a clause, of the text, or of an item of a list: 、 ） ” */

/* A number in the making: the place behind the last one of r->out. It counts from number_keep() on. */
struct number *number_new(struct number_reader *r);
void number_keep(struct number_reader *r, struct number *n);
void number_from_quantity(struct number *n, const struct quantity *q);
/* unit, dimension and value of n after q's, lo, hi and op being set. */
void number_set_value(struct number *n, const struct quantity *q);
/* Takes the words around n that qualify it into its token, and their op. bare: n is a magnitude alone. */
void number_qualify(struct number_reader *r, struct number *n, bool bare);

/* Has the rules of labels.yaml decide what n is; han, runes: of its numeral (runes 0 for a magnitude alone). False if none does;
 * *drop: it is no number. */
bool number_decide(struct number_reader *r, struct number *n, bool han, unsigned runes, bool *drop);

/* number_range.c: makes n, which is q, a range up to what stands behind its dash; false if none does. */
bool number_take_range(const struct number_reader *r, const struct quantity *q, struct number *n);
/* Joins the two numbers last found if they are the bounds of one range. */
void number_join_bounds(struct number_reader *r);
/* Gives the bare numbers of a list that the number last found ends its unit, if it is a percentage. */
void number_share_unit(struct number_reader *r);

/* number_code.c: digits that are parts of names and codes (PM2.5, 1+11, 一村一品), and figures that were taken out (XX).
 * True if they were taken; then r->at has moved on. */
bool number_take_code(struct number_reader *r, const struct quantity *q);
bool number_take_pair(struct number_reader *r, const struct quantity *q);
bool number_take_redacted(struct number_reader *r);
/* Whether `at` stands in a web address: an ASCII run with :// or www. in it. Its end into *end. */
bool number_in_address(struct sv text, size_t at, size_t *end);
#endif
