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
/* Adds the literals of the rules under ids from `first` on, less than QUALITIES_MAX of them. */
enum { QUALITIES_MAX = 64 };
void qualities_put_literals(const struct qualities *q, struct literals *into, uint32_t first);
/* Adds those of the rules that hold outside the targets, too, whatever it is said of. */
void qualities_put_everywhere(const struct qualities *q, struct literals *into, uint32_t id);
/* Whether a rule may match where no literal stands. */
bool qualities_open(const struct qualities *q);
/* The first rule that matches all of [at.start, at.end) of the text. hits: where literals stand in it, ids being from 0 on. */
bool quality_of(const struct qualities *q, const struct hits *hits, struct sv text, struct span at, struct quality *out);
#endif
