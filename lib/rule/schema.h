/* What a rule file may say: checked once, so that the code that reads rules need not check again. */
#ifndef GWR_RULE_SCHEMA_H
#define GWR_RULE_SCHEMA_H
#include "rule/yaml.h"

enum want {
	WANT_TEXT,              /* any text that is not empty */
	WANT_ID,                /* [a-z][a-z0-9_.-]* */
	WANT_NUMBER,            /* a decimal number */
	WANT_WHOLE,             /* a whole number, not negative */
	WANT_BOOL,              /* true or false */
	WANT_CHOICE,            /* one of .choices */
	WANT_PATTERN,           /* a PCRE2 pattern; the code that uses it compiles it, and so finds its errors */
	WANT_SEARCH,            /* a pattern that is searched for in every text, and so ought to have a literal (sieve.h) */
	WANT_TEXTS,             /* a list of texts, or one text */
	WANT_WORDS,             /* the same, each looked for in every text as it stands */
	WANT_PATTERNS,          /* a list of patterns, or one */
	WANT_SEARCHES,          /* a list of patterns that are searched for, or one */
	WANT_CHOICES,           /* a list of .choices, or one */
	WANT_MAP,               /* a map with keys .inner */
	WANT_LIST,              /* a list of maps with keys .inner; an item `id: X` with `drop: true` needs no more */
	WANT_TABLE,             /* a map with any keys, each value a text (or a number, or a list of texts) */
	WANT_WORD_TABLE,        /* the same, each text looked for in every text as it stands, */
	WANT_WORD_MAP,          /* and each key, too; it may have an empty list */
	WANT_ANY                /* checked by the room itself */
};

struct schema {
	const char *key;                /* NULL ends the table */
	enum want want;
	bool required;
	const char *const *choices;     /* NULL-ended */
	const struct schema *inner;
};

const char *want_name(enum want want);          /* "a list of patterns, or one" */
/* Reports unknown keys (with the nearest name), missing keys and wrong kinds. True if there were none. */
bool schema_check(const struct node *node, const struct schema *keys, struct findings *f);

/* A pattern or word that a rule file says: the text, what the schema wants there, the innermost item with an id around it (NULL
 * if there is none), and the list or map that it is one of (itself if it stands alone). */
struct said { const struct node *text, *item, *among; enum want want; };
typedef void said_fn(void *ctx, const struct said *said);
/* Calls visit for every pattern and word below node, in file order. node has passed schema_check(). */
void schema_walk(const struct node *node, const struct schema *keys, said_fn *visit, void *ctx);
static inline bool want_is_pattern(enum want w)
{ return w == WANT_PATTERN || w == WANT_PATTERNS || w == WANT_SEARCH || w == WANT_SEARCHES; }
bool node_true(const struct node *map, const char *key);       /* the value of a WANT_BOOL; false if there is none */
#endif
