/* What a rule file may say: checked once, so that the code that reads rules need not check again. */
#ifndef GWR_RULE_SCHEMA_H
#define GWR_RULE_SCHEMA_H
#include "rule/yaml.h"

enum want {
	WANT_TEXT,              /* any text that is not empty */
	WANT_ID,                /* [a-z][a-z0-9_.-]* */
	WANT_NUMBER,            /* a decimal number */
	WANT_BOOL,              /* true or false */
	WANT_CHOICE,            /* one of .choices */
	WANT_PATTERN,           /* a PCRE2 pattern; the code that uses it compiles it, and so finds its errors */
	WANT_TEXTS,             /* a list of texts, or one text */
	WANT_PATTERNS,          /* a list of patterns, or one */
	WANT_CHOICES,           /* a list of .choices, or one */
	WANT_MAP,               /* a map with keys .inner */
	WANT_LIST,              /* a list of maps with keys .inner; an item `id: X` with `drop: true` needs no more */
	WANT_TABLE,             /* a map with any keys, each value a text (or a number, or a list of texts) */
	WANT_ANY                /* checked by the room itself */
};

struct schema {
	const char *key;                /* NULL ends the table */
	enum want want;
	bool required;
	const char *const *choices;     /* NULL-ended */
	const struct schema *inner;
};

/* Reports unknown keys (with the nearest name), missing keys and wrong kinds. True if there were none. */
bool schema_check(const struct node *node, const struct schema *keys, struct findings *f);
/* Calls visit for every pattern below node that the schema knows of. node has passed schema_check(). */
void schema_patterns(const struct node *node, const struct schema *keys, void (*visit)(void *ctx, const struct node *text), void *ctx);
bool node_true(const struct node *map, const char *key);       /* the value of a WANT_BOOL; false if there is none */
#endif
