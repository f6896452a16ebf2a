/* A YAML 1.1 subset by libyaml's events, with line and column on every node. Refused, with position: anchors, aliases, tags,
 * merge keys, a second document, duplicate keys, NUL, invalid UTF-8; more than the limits of depth, nodes or bytes. */
#ifndef GWR_RULE_YAML_H
#define GWR_RULE_YAML_H
#include "rule/finding.h"

/* Far above what a rule file needs (the largest lexicon has some thousand nodes), far below what hurts. */
enum { YAML_BYTES_MAX = 4 * 1024 * 1024, YAML_NODES_MAX = 200000, YAML_DEPTH_MAX = 32 };

enum node_kind { NODE_TEXT, NODE_LIST, NODE_MAP };

struct node {
	enum node_kind kind;
	struct mark at;
	struct sv text;                 /* NODE_TEXT: the value, quotes and folding undone; NODE_MAP entry: see key */
	char style;                     /* of a text: ' " | > or, where it is plain, NUL */
	bool single_quoted;             /* and on one line, so that a column inside the value is a column of the file */
	struct sv key;                  /* set if this node is the value of a map's key */
	struct mark key_at;
	const struct node *name;        /* the key as a text node of its own */
	struct node **child;            /* items of a list, values of a map, in file order */
	size_t n;
};

/* NULL (with findings) if the file cannot be read or parsed. Everything lives in a; a copy of path is every mark's file. */
struct node *yaml_load(const char *path, struct arena *a, struct findings *f);
/* The same from bytes at hand, path being what messages call them. */
struct node *yaml_parse(struct sv bytes, const char *path, struct arena *a, struct findings *f);
/* The value of a map's key, NULL if it has none or node is no map (or NULL). */
const struct node *node_get(const struct node *map, const char *key);
struct sv node_text(const struct node *map, const char *key);   /* {"",0} if there is none */
/* Where byte `offset` of a text node's value stands in the file; the node's own place unless it is single-quoted. */
struct mark node_text_mark(const struct node *text, size_t offset);
const char *node_kind_name(enum node_kind kind);                /* "a list" */
/* What messages call the file of a path: "<stdin>" for "-", else the path. */
const char *rule_file_name(const char *path);
/* The bytes of a file ("-": of standard input); NULL p (with a finding) if it cannot be read or is larger than YAML_BYTES_MAX. */
struct sv rule_file_read(const char *path, struct arena *a, struct findings *f);
#endif
