#include "rule/schema.h"

#include "base/decimal.h"

static bool check_map(const struct node *node, const struct schema *keys, bool listed, struct findings *f);

const char *want_name(enum want want)
{
	static const char *const name[] = {
		[WANT_TEXT] = "a text", [WANT_ID] = "an id", [WANT_NUMBER] = "a number", [WANT_WHOLE] = "a whole number", [WANT_BOOL] = "true or false",
		[WANT_CHOICE] = "one of a few texts", [WANT_PATTERN] = "a pattern", [WANT_SEARCH] = "a pattern, searched for",
		[WANT_TEXTS] = "texts", [WANT_WORDS] = "words", [WANT_PATTERNS] = "patterns", [WANT_SEARCHES] = "patterns, searched for",
		[WANT_CHOICES] = "some of a few texts", [WANT_MAP] = "a map", [WANT_LIST] = "a list of maps",
		[WANT_TABLE] = "a map of names to texts", [WANT_WORD_TABLE] = "a map of names to words",
		[WANT_WORD_MAP] = "a map of words to words", [WANT_ANY] = "see the manual"
	};
	return name[want];
}

static const struct schema *schema_find(const struct schema *keys, struct sv name)
{
	for (; keys && keys->key; keys++)
		if (sv_is(name, keys->key))
			return keys;
	return NULL;
}

static bool wrong(struct findings *f, const struct node *node, const char *wanted)
{
	if (node->kind == NODE_TEXT && sv_has(node->text, SV("：")))
		finding_add(f, LEVEL_ERROR, "wrong-kind", node->at, "%s is wanted here, not a text; a full-width colon does not end a key, "
			"write \": \"", wanted);
	else
		finding_add(f, LEVEL_ERROR, "wrong-kind", node->at, "%s is wanted here, not %s", wanted, node_kind_name(node->kind));
	return false;
}

static bool is_id(struct sv s)
{
	for (size_t i = 0; i < s.n; i++) {
		char c = s.p[i];
		if (!((c >= 'a' && c <= 'z') || (i && ((c >= '0' && c <= '9') || c == '_' || c == '.' || c == '-'))))
			return false;
	}
	return s.n > 0;
}

static bool bad_value(struct findings *f, const struct node *node, const char *wanted)
{
	finding_add(f, LEVEL_ERROR, "bad-value", node->at, "\"" SV_FMT "\" is not %s", SV_ARG(node->text), wanted);
	return false;
}

static bool check_choice(const struct node *node, const char *const *choices, struct findings *f)
{
	size_t n = 0;
	const char *near;

	for (; choices[n]; n++)
		if (sv_is(node->text, choices[n]))
			return true;
	near = nearest_name(node->text, choices, n);
	if (near) {
		finding_add(f, LEVEL_ERROR, "bad-value", node->at, "unknown value \"" SV_FMT "\" (did you mean \"%s\"?)", SV_ARG(node->text), near);
		return false;
	}
	struct buf all = { 0 };
	for (size_t i = 0; i < n; i++)
		buf_fmt(&all, "%s%s", i ? ", " : "", *choices[i] ? choices[i] : "''");
	finding_add(f, LEVEL_ERROR, "bad-value", node->at, "unknown value \"" SV_FMT "\" (possible: %s)", SV_ARG(node->text), buf_z(&all));
	buf_free(&all);
	return false;
}

/* One text of the kind wanted. */
static bool check_text(const struct node *node, const struct schema *s, struct findings *f)
{
	struct decimal d;
	size_t whole;

	if (node->kind != NODE_TEXT)
		return wrong(f, node, "a text");
	if (node->text.n == 0) {
		finding_add(f, LEVEL_ERROR, "empty-value", node->at, "an empty value");
		return false;
	}
	switch (s->want) {
	case WANT_ID:
		return is_id(node->text) || bad_value(f, node, "an id: small letters, digits and _ . -, a letter first");
	case WANT_NUMBER:
		return decimal_parse(node->text, &d) || bad_value(f, node, "a number");
	case WANT_WHOLE:
		return sv_size(node->text, &whole) || bad_value(f, node, "a whole number");
	case WANT_BOOL:
		return sv_is(node->text, "true") || sv_is(node->text, "false") || bad_value(f, node, "true or false");
	case WANT_CHOICE:
	case WANT_CHOICES:
		return check_choice(node, s->choices, f);
	default:
		return true;
	}
}

/* A text, or a list of them. */
static bool check_texts(const struct node *node, const struct schema *s, struct findings *f)
{
	bool fine = true;

	if (node->kind == NODE_TEXT)
		return check_text(node, s, f);
	if (node->kind != NODE_LIST)
		return wrong(f, node, "a text or a list of texts");
	for (size_t i = 0; i < node->n; i++)
		fine &= check_text(node->child[i], s, f);
	return fine;
}

static bool check_table(const struct node *node, const struct schema *s, struct findings *f)
{
	bool fine = true;

	if (node->kind != NODE_MAP)
		return wrong(f, node, "a map");
	for (size_t i = 0; i < node->n; i++)
		fine &= check_texts(node->child[i], s, f);
	return fine;
}

static bool check_value(const struct node *node, const struct schema *s, struct findings *f)
{
	bool fine = true;

	switch (s->want) {
	case WANT_TEXTS:
	case WANT_WORDS:
	case WANT_PATTERNS:
	case WANT_SEARCHES:
	case WANT_CHOICES:
		return check_texts(node, s, f);
	case WANT_MAP:
		return check_map(node, s->inner, false, f);
	case WANT_LIST:
		if (node->kind != NODE_LIST)
			return wrong(f, node, "a list");
		for (size_t i = 0; i < node->n; i++)
			fine &= check_map(node->child[i], s->inner, true, f);
		return fine;
	case WANT_TABLE:
	case WANT_WORD_TABLE:
	case WANT_WORD_MAP:
		return check_table(node, s, f);
	case WANT_ANY:
		return true;
	default:
		return check_text(node, s, f);
	}
}

static bool unknown_key(struct findings *f, const struct node *child, const struct schema *keys)
{
	const char *names[64];
	size_t n = 0;

	for (const struct schema *s = keys; s && s->key && n < sizeof names / sizeof *names; s++)
		names[n++] = s->key;
	const char *near = nearest_name(child->key, names, n);
	if (near)
		finding_add(f, LEVEL_ERROR, "unknown-key", child->key_at, "unknown key \"" SV_FMT "\" (did you mean \"%s\"?)",
			SV_ARG(child->key), near);
	else
		finding_add(f, LEVEL_ERROR, "unknown-key", child->key_at, "unknown key \"" SV_FMT "\"", SV_ARG(child->key));
	return false;
}

bool node_true(const struct node *map, const char *key)
{
	return sv_is(node_text(map, key), "true");
}

/* listed: the map is an item of a list and may be `{ id: X, drop: true }`. */
static bool check_map(const struct node *node, const struct schema *keys, bool listed, struct findings *f)
{
	bool fine = true, dropped;

	if (node->kind != NODE_MAP)
		return wrong(f, node, "a map of keys and values");
	dropped = listed && schema_find(keys, SV("id")) && node_true(node, "drop");
	for (size_t i = 0; i < node->n; i++) {
		const struct node *child = node->child[i];
		const struct schema *s = schema_find(keys, child->key);
		if (s)
			fine &= check_value(child, s, f);
		else if (!(dropped && sv_is(child->key, "drop")))
			fine = unknown_key(f, child, keys);
	}
	for (const struct schema *s = keys; s && s->key; s++)
		if (s->required && (!dropped || strcmp(s->key, "id") == 0) && !node_get(node, s->key)) {
			finding_add(f, LEVEL_ERROR, "missing-key", node->at, "key \"%s\" is missing", s->key);
			fine = false;
		}
	return fine;
}

bool schema_check(const struct node *node, const struct schema *keys, struct findings *f)
{
	return check_map(node, keys, false, f);
}

/* Every text in a value that is a text, a list of texts, or a map of such. */
static void walk_texts(const struct node *value, struct said said, said_fn *visit, void *ctx)
{
	if (value->kind == NODE_TEXT) {
		said.text = value;
		said.among = said.among ? said.among : value;
		visit(ctx, &said);
		return;
	}
	for (size_t i = 0; i < value->n; i++) {
		if (value->kind == NODE_LIST)
			said.among = value;
		if (value->kind == NODE_MAP && said.want == WANT_WORD_MAP)
			walk_texts(value->child[i]->name, said, visit, ctx);
		walk_texts(value->child[i], said, visit, ctx);
	}
}

static void walk(const struct node *node, const struct schema *keys, const struct node *item, said_fn *visit, void *ctx)
{
	const struct node *id = node_get(node, "id");

	if (id && id->kind == NODE_TEXT)
		item = node;
	for (size_t i = 0; i < node->n; i++) {
		const struct node *child = node->child[i];
		const struct schema *s = schema_find(keys, child->key);
		if (!s)
			continue;
		if (s->want == WANT_MAP)
			walk(child, s->inner, item, visit, ctx);
		else if (s->want == WANT_LIST)
			for (size_t j = 0; j < child->n; j++)
				walk(child->child[j], s->inner, item, visit, ctx);
		else if (want_is_pattern(s->want) || s->want == WANT_WORDS || s->want == WANT_WORD_TABLE
			|| s->want == WANT_WORD_MAP)
			walk_texts(child, (struct said){ NULL, item, NULL, s->want }, visit, ctx);
	}
}

void schema_walk(const struct node *node, const struct schema *keys, said_fn *visit, void *ctx)
{
	walk(node, keys, NULL, visit, ctx);
}
