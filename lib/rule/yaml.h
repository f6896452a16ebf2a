/* A YAML 1.1 subset by libyaml's events, with line and column on every node. Refused, with position: anchors, aliases, tags,
 * merge keys, a second document, duplicate keys, NUL, invalid UTF-8; more than the limits of depth, nodes or bytes. */
#ifndef GWR_RULE_YAML_H
#define GWR_RULE_YAML_H
#include "rule/finding.h"

enum node_kind { NODE_TEXT, NODE_LIST, NODE_MAP };

struct node {
	enum node_kind kind;
	struct mark at;
	struct sv text;                 /* NODE_TEXT: the value, quotes and folding undone; NODE_MAP entry: see key */
	bool single_quoted;             /* so that a column inside the value is a column of the file */
	struct sv key;                  /* set if this node is the value of a map's key */
	struct mark key_at;
	struct node **child;            /* items of a list, values of a map, in file order */
	size_t n;
};

/* NULL (with findings) if the file cannot be read or parsed. Everything lives in a. */
struct node *yaml_load(const char *path, struct arena *a, struct findings *f);
/* The value of a map's key, NULL if it has none or node is no map (or NULL). */
const struct node *node_get(const struct node *map, const char *key);
struct sv node_text(const struct node *map, const char *key);   /* {"",0} if there is none */
#endif
