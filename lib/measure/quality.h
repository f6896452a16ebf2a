/* Targets without a number: 与经济增长基本同步, 高于全国平均水平, 完成国家下达任务 (rules/qualities.yaml). */
#ifndef GWR_MEASURE_QUALITY_H
#define GWR_MEASURE_QUALITY_H
#include "measure/number.h"

struct quality {
	struct sv id;
	enum op op;
	bool everywhere;                /* the rule holds outside the targets, too, whatever it is said of */
	struct span subject;            /* what it is said of, as it stands; may be empty */
	struct span versus;             /* empty if there is none */
};

struct qualities;
extern const struct rulekind qualities_kind;

struct qualities *qualities_new(struct ruleset *rules);
void qualities_free(struct qualities *q);
/* Whether any rule could match in text at all: one pass for the literals of all of them. */
bool qualities_any(const struct qualities *q, struct sv text);
/* The first rule that matches all of [at.start, at.end) of text. */
bool quality_of(const struct qualities *q, struct sv text, struct span at, struct quality *out);
#endif
