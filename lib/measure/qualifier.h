/* Words right before and right behind a number that make it a bound or an approximation (rules/qualifiers.yaml). */
#ifndef GWR_MEASURE_QUALIFIER_H
#define GWR_MEASURE_QUALIFIER_H
#include "measure/number.h"

struct qualifiers;
extern const struct rulekind qualifiers_kind;

/* From all files of qualifiers_kind; findings are added to rules->findings. Lives in rules->arena. */
struct qualifiers *qualifiers_new(struct ruleset *rules);
/* The word with an op that s ends with. bare: the number is a magnitude alone (上百家). *n is its length in bytes, 0 where there
 * is none; the op is then OP_EQ. */
enum op qualifiers_before(const struct qualifiers *q, struct sv s, bool bare, size_t *n);
/* Whether s ends with a word behind which a value follows. */
bool qualifiers_expect(const struct qualifiers *q, struct sv s);
/* The word that s begins with. */
enum op qualifiers_behind(const struct qualifiers *q, struct sv s, size_t *n);
/* Whether s, what stands between two bounds, joins them to one range (大于10且小于20). */
bool qualifiers_join(const struct qualifiers *q, struct sv s);
/* Whether two numbers with `between` between them and `behind` behind them are the ends of a range: 10和20之间. The length of the
 * word behind them, 0 if they are not. */
size_t qualifiers_closing(const struct qualifiers *q, struct sv between, struct sv behind);
#endif
