/* What rules/change.yaml says: how firm a wording is, when a target is met, which words do not count. */
#ifndef GWR_CHANGE_SCALE_H
#define GWR_CHANGE_SCALE_H
#include "base/decimal.h"
#include "change/token.h"
#include "rule/ruleset.h"

extern const struct rulekind change_kind;

struct scale {
	struct sv numerals, magnitudes;         /* for struct atoms */
	struct decimal margin_points, margin_share;
	struct sv reference;                    /* the indicator that 同步 means */
	struct sv points_base, points_unit;
	const struct node **form, **strength, **count;  /* items with id, level (and words) */
	const struct node **grade, **unit;      /* items with id and words */
	size_t forms, strengths, counts, grades, units;
	const struct node *reference_words;
	const struct node *ceilings;            /* indicator ids, see words_at(); may be NULL */
	const struct node *verbs, *regions, *since;     /* words; may be NULL */
};

/* Views live in r. What is missing or wrong is added to r->findings. */
void scale_read(struct scale *s, struct ruleset *r);
/* Runs the tests inside the rules, for gwr-check. */
void scale_check(struct ruleset *r, struct findings *f);
int scale_form(const struct scale *s, struct sv op);            /* level; 0 where the rules do not say */
int scale_strength(const struct scale *s, struct sv word);
bool scale_is_reference(const struct scale *s, struct sv versus);       /* it begins with one of the words for it, or is empty */
int scale_level(const struct node *item);                       /* of an item with a level */
/* What a rule file gives as words: a list, or the one text that may stand in its place. None if words is NULL. */
size_t words_count(const struct node *words);
struct sv words_at(const struct node *words, size_t i);
bool words_in(const struct node *words, struct sv text);        /* whether one of them stands in text */
size_t words_at_start(const struct node *words, struct sv text);        /* length of the longest that text begins with; 0 if none */
bool scale_same_unit(const struct scale *s, struct sv a, struct sv b);  /* equal base units, or such as count the same: 家, 户 */
bool scale_is_ceiling(const struct scale *s, struct sv indicator);
#endif
