/* Which part of its report a heading or a paragraph belongs to: rules of kind `roles` tried in order, over a small state that
 * is kept for each report. What headings and openings say is in rules/roles.yaml; here is only how they are looked at. */
#ifndef GWR_TAG_ROLE_H
#define GWR_TAG_ROLE_H
#include "rule/literal.h"
#include "tag/tag.h"

/* Looked at of a paragraph: its first HEAD_MAX bytes and its last TAIL_MAX, in whole characters; 160 and 80 Chinese ones. In the
 * reports of 2022 to 2026 that were read, what tells a paragraph's part stands within 150 of its start or 70 of its end. */
enum { HEAD_MAX = 480, TAIL_MAX = 240 };

/* A heading, or a paragraph with all its sentences. */
struct block {
	bool heading;
	bool runin;                     /* a paragraph that begins with a heading in its first line */
	bool listed;                    /* an item of a list by its kind */
	struct sv head, tail;           /* see above; they overlap, or are the same, in a short one */
	size_t bytes;                   /* of the whole */
	struct sv whole;                /* all of it, if roles_reads_whole() asked for it */
	struct sv under;                /* the headings above, " / " between them */
	const struct hit *hit;          /* literals of roles_new() and periods_new() that stand in it, */
	size_t hits;
	uint32_t from;                  /* with offsets into a text in which the block begins here */
};

/* The first so many characters of s; all of it if it has fewer. */
struct sv sv_first(struct sv s, size_t chars);
/* The first, the last so many bytes of s, and no part of a character. */
struct sv sv_head(struct sv s, size_t bytes);
struct sv sv_tail(struct sv s, size_t bytes);

struct roles;
struct role_state {
	enum role part;                 /* what comes next belongs here unless a rule says otherwise */
	enum role before;               /* of the block before */
	unsigned seen;                  /* bit 1 << role */
	unsigned section;               /* depth of the heading that the part began with */
	bool headed;                    /* the report's body has had a heading that a mark or a rule shows to be one */
	bool after_heading;
	enum { LIST_NONE, LIST_OPEN, LIST_ON } list;    /* items that follow belong to the block before: from the first, or on; */
	bool announced;                 /* and so does any paragraph, if that ended in a colon */
};

/* What was decided: the role, the id of the rule that decided it ({0} where the part simply goes on), and whether the block
 * is a heading as high as the one that its part began with. */
struct decision { enum role role; struct sv rule; bool top; };

extern const struct rulekind roles_kind;

/* Adds the literals of the rules to `into` under ids from `first` on. Lives in rules->arena. */
struct roles *roles_new(struct ruleset *rules, struct literals *into, uint32_t first);
uint32_t roles_literals(const struct roles *r);          /* ids taken */
void roles_free(struct roles *r);
void roles_begin(struct role_state *s);                  /* a report begins */
/* Whether a rule that may decide on the next block, a heading or a paragraph, looks at all of its text. */
bool roles_reads_whole(const struct roles *r, const struct role_state *s, bool heading);
struct decision roles_decide(struct roles *r, struct role_state *s, const struct block *b);
/* Whether text begins with a form of address ("各位代表！"), and whether it is no more than that: it belongs to what follows. */
bool roles_addresses(const struct roles *r, struct sv text);
bool roles_is_address(const struct roles *r, struct sv text);
/* Whether a paragraph of one record is a heading that whoever made the records did not see. */
bool roles_is_heading(const struct roles *r, struct sv text);
/* Whether a heading is none, but the broken-off beginning of the paragraph that follows. */
bool roles_is_broken(const struct roles *r, struct sv heading);
#endif
