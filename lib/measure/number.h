/* The numbers of a text: every figure in Arabic or Chinese numerals, in order, with what it counts and how it is qualified.
 * Numerals inside fixed words (统一, 一揽子, 十分) are none. Rules of kinds units, qualifiers and labels say the language. */
#ifndef GWR_MEASURE_NUMBER_H
#define GWR_MEASURE_NUMBER_H
#include "base/decimal.h"
#include "measure/unit.h"
#include "rule/literal.h"
#include "rule/pattern.h"

enum number_kind { NUMBER_MEASURE, NUMBER_DATE, NUMBER_ORDINAL, NUMBER_LABEL };
/* The last five have no number: only clauses (frame) make them. */
enum op { OP_EQ, OP_APPROX, OP_GE, OP_GT, OP_LE, OP_LT, OP_RANGE, OP_SYNC, OP_AHEAD, OP_POSITIVE, OP_QUOTA, OP_OTHER };
extern const char *const number_kind_names[];           /* NULL-ended, as are the next: a schema may use them as choices */
extern const char *const op_names[];

struct number {
	enum number_kind kind;
	enum op op;
	bool known;                     /* lo holds (a label such as 一带一路 states none) */
	bool fraction;                  /* 三分之一, 1/3: a part of something, though without a unit */
	unsigned char part;             /* of 8.3∶41.4∶50.3 the first is 1, the second 2; of others 0 */
	bool redacted;                  /* XX: a number that was taken out; lo and hi are nothing */
	bool has_value;                 /* value (and value_hi of a range) and base hold */
	struct span token;              /* bytes of the text: qualifiers, number and unit */
	struct span bare;               /* the number alone; of a range both of its ends */
	struct span unit_at;            /* what stands for the unit, qualifiers that are inside it left out at its ends */
	struct span before, after;      /* the qualifier words, empty (start == end) where there is none */
	struct decimal lo, hi;          /* as written, in `unit`; hi of OP_RANGE only */
	unsigned char lo_places, hi_places;     /* digits after the point as written: 5.0 has one */
	struct sv unit;                 /* as written: 万户 of 3.2万余户; of the text, the rules, or numbers.arena; may be empty */
	enum dimension dimension;
	struct decimal value, value_hi; /* in `base`, exact */
	struct sv base;
	struct sv rule;                 /* id of the labels.yaml rule that made it a date, ordinal or label; else empty */
};

/* The numbers of the text last read; reused from text to text. An empty one is {0}. */
struct numbers {
	struct number *v;
	size_t n, cap;
	struct arena arena;             /* reset by every reading */
	struct hits words;              /* fixed words, leftmost and longest */
	struct hits starts;             /* where a number may begin, if that was not known before */
};

struct number_rules;
/* The kinds of rule files that number_rules_new() reads: units, qualifiers, labels. */
extern const struct rulekind *const number_kinds[];
extern const size_t number_kind_count;

/* Compiles the rules; what is wrong with them is added to rules->findings. rules must outlive the result, and so must `words`: what
 * is looked for in every text is added to NUMBER_LISTS lists of it, from `list` on. It is the caller's to build, with what others look
 * for in the same pass. */
enum { NUMBER_LISTS = 2 };
struct number_rules *number_rules_new(struct ruleset *rules, struct literals *words, uint32_t list);
void number_rules_free(struct number_rules *r);

/* The numbers of text (escapes undone; bytes that are no UTF-8 are no part of any) into out, in order of their places; none overlap.
 * found[NUMBER_LISTS]: what was found of these lists, NULL to have it looked for. */
void numbers_read(const struct number_rules *r, struct sv text, const struct hits *found, struct numbers *out);
void numbers_free(struct numbers *n);

/* Turns n into its fall: the sign of lo, hi and value, and the bound with it (下降3%以上: le -3). */
void number_negate(struct number *n);
/* lo, hi as written (XX where redacted); nothing for an hi that is not there. */
void number_put_lo(struct buf *out, const struct number *n);
void number_put_hi(struct buf *out, const struct number *n);
/* value and value_hi; nothing where there is no value. */
void number_put_value(struct buf *out, const struct number *n);
void number_put_value_hi(struct buf *out, const struct number *n);
/* A column `span`: START-END in characters of text, from 0, the end excluded. *place is where the last one began ({ 0, 0 } for a
 * new text): spans mostly go forward, and a long text is not to be counted from its start for each. */
struct place { size_t byte, rune; };
void span_put(struct buf *out, struct sv text, struct span at, struct place *place);
#endif
