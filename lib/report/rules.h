/* The rules of rules/report*.yaml, compiled: what a line of a report can be, and how its words are told. */
#ifndef GWR_REPORT_RULES_H
#define GWR_REPORT_RULES_H
#include "report/region.h"
#include "report/report.h"
#include "report/scrape.h"

enum line_is {
	LINE_TITLE, LINE_SUBTITLE, LINE_SESSION, LINE_SESSION_CUT, LINE_SALUTATION, LINE_OPENING, LINE_DATE,
	LINE_REVIEW, LINE_SPEAKER, LINE_OFFICE, LINE_NAME, LINE_PAGE, LINE_FURNITURE, LINE_META, LINE_CAPTION,
	LINE_HEADING, LINE_ITEM, LINE_PART, LINE_ANNEX, LINE_KINDS
};

struct line_rule {
	struct sv id;
	enum line_is is;
	unsigned rank;                  /* of a heading's form: 1 is outermost */
	const struct pattern *pattern;  /* NULL if there are only texts */
	const struct sv *text;          /* whole lines */
	size_t texts;
	bool has_first, has_last;       /* a match begins with a character of `first`, the line ends with one of `last` */
	struct sv first, last;
	uint64_t first_low;             /* the lowest six bits of the characters of `first`, a bit for each value */
};

enum { LINE_GROUPS = 12, PAGE_BYTES = 32 };     /* a page number is no longer than that */
struct line_match { const struct line_rule *rule; struct sv line; struct span group[LINE_GROUPS]; };

struct report_rules {
	struct arena arena;
	struct line_rule *rule;         /* in order of .is, then as written */
	size_t n;
	size_t begin[LINE_KINDS + 1];   /* rules of a kind are rule[begin[k] .. begin[k + 1]) */
	unsigned char marks[65536 / 8]; /* characters that a heading's or item's mark can begin with */
	struct entity *entity;
	size_t entities;
	struct divisions *divisions;
};

/* Whether line (canonical) is one of this kind; out may be NULL. The first rule that matches, in the order of the files. */
bool rules_match(const struct report_rules *r, enum line_is is, struct sv line, struct line_match *out);
/* Whether line is a report's title: its words before 政府工作报告 name a place, or there are none. */
bool rules_title(const struct report_rules *r, struct sv line, struct line_match *out);
/* The text of a named group, empty if the group took no part or the rule has none of that name. */
struct sv match_group(const struct line_match *m, const char *name);
/* The mark that a heading or item of a list begins with: its rule, and its length in *n. NULL if there is none. */
const struct line_rule *rules_mark(const struct report_rules *r, struct sv text, size_t *n);
#endif
