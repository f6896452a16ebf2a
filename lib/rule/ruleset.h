/* The rule files of a run: folders in order, a later one adding to and overriding an earlier one by id. */
#ifndef GWR_RULE_RULESET_H
#define GWR_RULE_RULESET_H
#include <stdint.h>
#include "rule/pattern.h"
#include "rule/schema.h"

/* A kind of rule file. Each room of lib/ defines the kinds that it reads; every file begins with `kind: NAME`. */
struct ruleset;
struct rulekind {
	const char *name;               /* roles, topics, terms, units, ... */
	const struct schema *schema;    /* of the whole file, the key `kind` left out */
	/* For gwr-check, may be NULL: compiles what the files of this kind say and runs the tests inside them. */
	void (*check)(struct ruleset *rules, struct findings *f);
};

struct rulefile {
	const char *path;
	const struct rulekind *kind;
	const struct node *root;
	size_t folder, place;           /* the path it came by; its place among all files loaded */
};

struct ruleset {
	struct arena arena;
	struct findings findings;
	struct rulefile *file;
	size_t n, cap;
	const char **path;              /* as loaded */
	size_t paths;
	uint64_t digest;                /* of the bytes of all rule files, in the order of the paths and names; if `all` were loaded */
};

/* Loads all *.yaml under each path (a file, "-" for standard input, or a folder taken recursively in byte order of names; a file
 * that is reached by two paths counts for the later one) that are of one of the kinds given; files of other kinds are passed over, unless `all` is set: then they are findings. */
void ruleset_load(struct ruleset *r, const char *const *path, size_t n, const struct rulekind *const *kind, size_t kinds, bool all);
void ruleset_free(struct ruleset *r);
/* What a filter does: --rules, else $GWR_RULES (colon-separated), else the default: the source tree's rules/ if the program runs
 * from a build tree (../rules beside its folder), or the installed ones. An empty path stands for the default. Errors in the
 * rules end the program. */
void ruleset_open(struct ruleset *r, const char *const *path, size_t n, const struct rulekind *const *kind, size_t kinds);
/* Where ruleset_open() looks: the paths, in order, into *out; their number. */
size_t ruleset_paths(const char *const *path, size_t n, struct arena *a, const char ***out);
/* The folder that data files beside the rules (divisions.tsv) are read from: first the last path that has the file.
 * NULL if none has it. Lives in r->arena. */
const char *ruleset_data(const struct ruleset *r, const char *name);

/* The items of list `key` (maps with an `id`) over all files of a kind: an id that comes again in a later path replaces the
 * earlier one where it stands; within one path it is an error. `drop: true` removes it. Array from r->arena. */
const struct node **ruleset_items(struct ruleset *r, const char *kind, const char *key, size_t *n);
#endif
