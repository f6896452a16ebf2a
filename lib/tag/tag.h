/* Text records -> tagged records: role, period, topics and terms, after the rules of kinds roles, topics and terms.
 * The records of one report come in order; a small state per report decides what part of it one stands in. A record is handed
 * back in order, at once or up to a paragraph later (two where the first only says "各位代表！"), never more than
 * TAG_HELD_MAX records: memory does not grow with the report. */
#ifndef GWR_TAG_TAG_H
#define GWR_TAG_TAG_H
#include "base/buf.h"
#include "rule/ruleset.h"

/* The roles, in the order of a report; what each means is in docs/gwr-tag.1. ROLE_NONE: not decided (never handed back). */
enum role {
	ROLE_FRONT, ROLE_OPENING, ROLE_REVIEW, ROLE_THANKS, ROLE_PROBLEMS, ROLE_OUTLOOK, ROLE_TARGETS, ROLE_TASKS,
	ROLE_LIVELIHOOD, ROLE_GOVERNMENT, ROLE_CLOSING, ROLE_ANNEX, ROLE_NONE
};
enum { ROLES = ROLE_NONE };
extern const char *const role_names[ROLES + 1];         /* NULL-ended, so that a schema may use it as choices */

/* What a tagger reads of a text record: plain text, escapes undone. */
struct tag_record {
	struct sv doc, year, path, kind, heading, text;
	void *user;                     /* the caller's, untouched */
};

/* What it adds. The views live until the callback returns. topics and terms are comma-separated lists, empty if none. */
struct tag {
	enum role role;
	struct sv period, topics, terms;
	struct sv rule;                 /* id of the role rule that decided; empty where the part simply goes on */
	struct sv words;                /* after tagger_explain(): the words that made the topics, with what each gave to which */
};

enum { TAG_HELD_MAX = 256 };

typedef void tag_done_fn(void *ctx, const struct tag_record *record, const struct tag *tag);

struct tagger;
/* The kinds of rule files that tagging reads, for ruleset_load() and gwr-check. */
extern const struct rulekind *const tag_kinds[];
extern const size_t tag_kind_count;

/* Compiles the rules; what is wrong with them is added to rules->findings (the caller shows it: findings_die()).
 * rules must outlive the tagger. done(ctx, ...) is called for every record, in order. */
struct tagger *tagger_new(struct ruleset *rules, tag_done_fn *done, void *ctx);
void tagger_free(struct tagger *t);
void tagger_explain(struct tagger *t, bool on);         /* whether words are told */
/* record and what it views must live until it is handed back. */
void tagger_push(struct tagger *t, const struct tag_record *record);
/* The end of the input: hands back what is held. The tagger may be used again. */
void tagger_end(struct tagger *t);
/* Records pushed and not yet handed back; at 0 the caller may reuse the memory behind them. */
size_t tagger_held(const struct tagger *t);
#endif
