/* Targets without a number: 与经济增长基本同步, 高于全国平均水平, 完成国家下达任务 (rules/qualities.yaml). */
#ifndef GWR_MEASURE_QUALITY_H
#define GWR_MEASURE_QUALITY_H
#include "measure/number.h"

/* Where a rule holds: in the targets, and outside them for indicators only, not at all, or whatever it is said of. */
enum where { WHERE_INDICATORS, WHERE_TARGETS, WHERE_EVERYWHERE };

struct quality {
	struct sv id;
	enum op op;
	enum where where;
	struct span subject;            /* what it is said of, as it stands; may be empty */
	struct span versus;             /* empty if there is none */
	bool one;                       /* what it is said of is one thing, whatever list stands in its name */
};

struct qualities;
extern const struct rulekind qualities_kind;

struct qualities *qualities_new(struct ruleset *rules);
void qualities_free(struct qualities *q);
/* Adds the literals of the rules. */
void qualities_put_literals(const struct qualities *q, struct literals *into);
/* Whether a rule may match a text in which these literals stand, and whether one that holds outside the targets, too, whatever it
 * is said of. */
bool qualities_may(const struct qualities *q, const struct hits *hits);
bool qualities_may_everywhere(const struct qualities *q, const struct hits *hits);
/* Whether a rule may match all or part of the stretch. */
bool quality_may(const struct qualities *q, const struct hits *hits, struct span at);
/* The first rule that matches all of [at.start, at.end) of the text. hits: where the literals stand in it. */
bool quality_of(const struct qualities *q, const struct hits *hits, struct sv text, struct span at, struct quality *out);
#endif
