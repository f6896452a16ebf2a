/* Indicators: what reports measure, by id, with the names they go by (rules/indicators/). */
#ifndef GWR_MEASURE_INDICATOR_H
#define GWR_MEASURE_INDICATOR_H
#include "base/decimal.h"
#include "measure/lex.h"
#include "rule/pattern.h"

enum measure { MEASURE_NONE, MEASURE_GROWTH, MEASURE_LEVEL, MEASURE_SHARE, MEASURE_CHANGE, MEASURE_RANK };
extern const char *const measure_names[];               /* "", growth, level, ...; NULL-ended */

struct indicator {
	struct sv id;
	enum measure percent;           /* what a bare % of it is: growth of retail, share of unemployment */
	bool has_index;
	struct decimal index;           /* a bare % from here on is an index, the year before being 100, and so a level */
	bool phrases;                   /* patterns say what phrases name it */
	const struct node *node;        /* of the rule file, for the tests */
};

struct indicators;
extern const struct rulekind indicators_kind;

/* From all files of indicators_kind; adds to words their names (class CLASS_NAME) and the literals of their patterns (CLASS_HINT).
 * Lives until indicators_free(). */
struct indicators *indicators_new(struct ruleset *rules, struct lexis *words);
void indicators_free(struct indicators *in);
size_t indicators_count(const struct indicators *in);
const struct indicator *indicators_at(const struct indicators *in, size_t i);

/* To be called once the words are built. */
void indicators_bind(struct indicators *in);

/* The indicator that a noun phrase names, NULL if none does. What stands before the name must be of no weight (全市) or name a
 * place, which is then put into *scope (贵安新区直管区); growth: the phrase is said to grow, so that 经济 is a name of gdp. text: what
 * the phrase may be part of. */
const struct indicator *indicator_of(struct indicators *in, const struct lexed *text, struct sv phrase, bool growth, struct sv *scope);
/* Whether a phrase names an indicator of the reporting region itself. */
bool indicator_named(struct indicators *in, const struct lexed *text, struct sv phrase);
#endif
