/* A role rule as it is used: what a block and the report's state must be like for it to decide. */
#ifndef GWR_TAG_ROLE_RULE_H
#define GWR_TAG_ROLE_RULE_H
#include "tag/role.h"

enum { ANY = -1 };                              /* a condition that is not set */
enum { BLOCK_HEADING = 1, BLOCK_PARAGRAPH = 2 };
enum { DEPTH_RUNIN = 2, DEPTH_MAX = 3 };        /* marks of levels 1 and 2 also begin paragraphs: （一）… */

extern const char *const block_names[];         /* heading, paragraph: bits of block sets */
/* A list's items, or the one text that may stand in its place. */
size_t node_items(const struct node *list);
const struct node *node_item(const struct node *list, size_t i);
/* A value of WANT_CHOICES as a set, 1 << place; 0 if there is no such key. */
unsigned node_choices(const struct node *map, const char *key, const char *const *names);

/* Alternatives, any of which may match; none at all always does. */
struct patterns { struct pattern **v; size_t n; bool literal; };       /* literal: all of them have literals */

struct role_rule {
	struct sv id;
	struct mark at;
	const struct node *node;
	enum role role, then;
	unsigned blocks;
	unsigned after, follows, seen, unseen;  /* sets of roles, 1 << role; 0 where not set */
	int addressed, marked, top, opens, first;       /* 0, 1 or ANY */
	bool lists;
	size_t within, deepest, shortest, longest;
	struct patterns start, also, tail, inside, unless, under, not_under, leads;
};

/* The rules that may decide on a block in a part, and what has to be known of it before they are asked. */
struct asked {
	uint32_t *rule;                         /* numbers of rules, in order */
	size_t n;
	size_t window[2];                       /* how many bytes of a start they look at; of a block that is addressed [1] */
	bool inside;                            /* whether one of them looks inside */
};

struct roles {
	struct role_rule *rule;
	size_t n;
	struct patterns skip, address, item, first_item, lead, broken, heading, level[DEPTH_MAX];
	struct asked asked[2][ROLES];           /* of a heading [0] or a paragraph [1] in each part */
	uint32_t first;                         /* the literals' ids from here on: by the rule's number those of starts, of tails, of insides */
	uint32_t *hit;                          /* by id: the number of the block in which such a literal was last found */
	uint32_t block;
};

/* What can be said of a block's text alone. */
struct look {
	struct sv body;                         /* the head without its form of address */
	bool addressed, item, first_item;
	unsigned depth;                         /* of its mark (一、 is 1); 0 for none */
};

struct patterns patterns_of(const struct node *map, const char *key, struct ruleset *rules);
void patterns_free(struct patterns *p);
/* Adds their literals, if all of them have some. */
void patterns_literals(const struct patterns *p, struct literals *into, uint32_t id);
bool patterns_match(const struct patterns *p, struct sv text);
struct look roles_look(const struct roles *r, const struct block *b);
/* The conditions on the text itself, literals passed over. */
bool role_rule_reads(const struct role_rule *rule, const struct block *b, const struct look *look);
void roles_check(struct ruleset *rules, struct findings *f);
#endif
