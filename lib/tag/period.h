/* The year or years that a record speaks of unless it says otherwise: by role, and by what headings and openings of paragraphs
 * name (过去五年, “十四五”时期, 2024年工作回顾). Years inside a sentence are gwr-extract's. */
#ifndef GWR_TAG_PERIOD_H
#define GWR_TAG_PERIOD_H
#include "tag/role.h"

extern const struct schema period_keys[];        /* of an item of `periods` in a file of kind roles */

struct periods;
struct period_state {
	int year;                       /* of the report, 0 if it is not known */
	enum role role;                 /* of the block before */
	int from, to;                   /* both 0: not known */
	int shown_from, shown_to;       /* what text says */
	char text[24];
	size_t length;
};

/* Adds the literals of the rules to `into` under ids from `first` on. Lives in rules->arena. */
struct periods *periods_new(struct ruleset *rules, struct literals *into, uint32_t first);
uint32_t periods_literals(const struct periods *p);      /* ids taken */
void periods_free(struct periods *p);
/* Runs the tests inside the rules. */
void periods_check(const struct periods *p, struct findings *f);
void periods_begin(struct period_state *s, struct sv year);
/* The period of a block whose role has been decided, as "2024" or "2018-2022"; empty if not known. Lives in s until the next. */
struct sv periods_decide(struct periods *p, struct period_state *s, const struct block *b, const struct decision *d);
#endif
