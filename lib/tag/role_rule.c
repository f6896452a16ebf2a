#include "tag/role_rule.h"

#include "tag/period.h"

const char *const role_names[ROLES + 1] = {
	"front", "opening", "review", "thanks", "problems", "outlook", "targets", "tasks",
	"livelihood", "government", "closing", "annex", NULL
};

/* Bytes that hold so many characters: three for a Chinese one, and some to spare for the rare ones that have four. */
#define BYTES_OF(chars) (3 * (chars) + 16)
enum { WITHIN_DEFAULT = 90 };

const char *const block_names[] = { "heading", "paragraph", NULL };
static const char *const mark_names[] = {
	"skip", "address", "item", "first_item", "lead", "broken", "heading", "level1", "level2", "level3", NULL
};

static const struct schema rule_keys[] = {
	{ .key = "id", .want = WANT_ID, .required = true },
	{ .key = "drop", .want = WANT_BOOL },
	{ .key = "role", .want = WANT_CHOICE, .required = true, .choices = role_names },
	{ .key = "then", .want = WANT_CHOICE, .choices = role_names },
	{ .key = "block", .want = WANT_CHOICES, .choices = block_names },
	{ .key = "after", .want = WANT_CHOICES, .choices = role_names },
	{ .key = "follows", .want = WANT_CHOICES, .choices = role_names },
	{ .key = "seen", .want = WANT_CHOICES, .choices = role_names },
	{ .key = "unseen", .want = WANT_CHOICES, .choices = role_names },
	{ .key = "addressed", .want = WANT_BOOL },
	{ .key = "marked", .want = WANT_BOOL },
	{ .key = "top", .want = WANT_BOOL },
	{ .key = "opens", .want = WANT_BOOL },
	{ .key = "first", .want = WANT_BOOL },
	{ .key = "lists", .want = WANT_BOOL },
	{ .key = "leads", .want = WANT_PATTERNS },
	{ .key = "within", .want = WANT_WHOLE },
	{ .key = "deepest", .want = WANT_WHOLE },
	{ .key = "shortest", .want = WANT_WHOLE },
	{ .key = "longest", .want = WANT_WHOLE },
	{ .key = "start", .want = WANT_SEARCHES },
	{ .key = "also", .want = WANT_PATTERNS },
	{ .key = "tail", .want = WANT_SEARCHES },
	{ .key = "inside", .want = WANT_PATTERNS },
	{ .key = "unless", .want = WANT_PATTERNS },
	{ .key = "under", .want = WANT_PATTERNS },
	{ .key = "not_under", .want = WANT_PATTERNS },
	{ .key = "match", .want = WANT_TEXTS },
	{ .key = "no_match", .want = WANT_TEXTS },
	{ 0 }
};

static const struct schema mark_keys[] = {
	{ .key = "id", .want = WANT_ID, .required = true },
	{ .key = "drop", .want = WANT_BOOL },
	{ .key = "use", .want = WANT_CHOICE, .required = true, .choices = mark_names },
	{ .key = "pattern", .want = WANT_PATTERN, .required = true },
	{ .key = "match", .want = WANT_TEXTS },
	{ .key = "no_match", .want = WANT_TEXTS },
	{ 0 }
};

static const struct schema line_keys[] = {
	{ .key = "role", .want = WANT_CHOICE, .required = true, .choices = role_names },
	{ .key = "heading", .want = WANT_TEXT },
	{ .key = "text", .want = WANT_TEXT },
	{ .key = "period", .want = WANT_TEXT },
	{ 0 }
};

static const struct schema example_keys[] = {
	{ .key = "id", .want = WANT_ID, .required = true },
	{ .key = "drop", .want = WANT_BOOL },
	{ .key = "year", .want = WANT_WHOLE, .required = true },
	{ .key = "lines", .want = WANT_LIST, .required = true, .inner = line_keys },
	{ 0 }
};

static const struct schema roles_keys[] = {
	{ .key = "marks", .want = WANT_LIST, .inner = mark_keys },
	{ .key = "rules", .want = WANT_LIST, .inner = rule_keys },
	{ .key = "periods", .want = WANT_LIST, .inner = period_keys },
	{ .key = "examples", .want = WANT_LIST, .inner = example_keys },
	{ 0 }
};

const struct rulekind roles_kind = { .name = "roles", .schema = roles_keys, .check = roles_check };

/* ---- reading ---- */

/* The place of name in a NULL-ended list. */
static size_t name_index(struct sv name, const char *const *names)
{
	size_t i = 0;
	while (names[i] && !sv_is(name, names[i]))
		i++;
	return i;
}

size_t node_items(const struct node *list)
{
	return !list ? 0 : list->kind == NODE_LIST ? list->n : 1;
}

const struct node *node_item(const struct node *list, size_t i)
{
	return list->kind == NODE_LIST ? list->child[i] : list;
}

unsigned node_choices(const struct node *map, const char *key, const char *const *names)
{
	const struct node *node = node_get(map, key);
	unsigned set = 0;
	for (size_t i = 0; i < node_items(node); i++)
		set |= 1u << name_index(node_item(node, i)->text, names);
	return set;
}

static int tristate(const struct node *map, const char *key)
{
	return node_get(map, key) ? node_true(map, key) : ANY;
}

static size_t number(const struct node *map, const char *key, size_t otherwise)
{
	size_t n = otherwise;
	const struct node *node = node_get(map, key);
	if (node && !sv_size(node->text, &n))
		n = otherwise;
	return n;
}

static void patterns_add(struct patterns *p, const struct node *text, struct ruleset *rules)
{
	struct pattern *one = pattern_of(text, &rules->findings);
	if (!one)
		return;
	size_t cap = p->n;
	p->v = arena_grow(&rules->arena, p->v, &cap, p->n + 1, sizeof *p->v);
	p->v[p->n++] = one;
	size_t literals;
	pattern_literals(one, &literals);
	p->literal = (p->n == 1 || p->literal) && literals > 0;
}

struct patterns patterns_of(const struct node *map, const char *key, struct ruleset *rules)
{
	struct patterns p = { 0 };
	const struct node *node = node_get(map, key);
	for (size_t i = 0; i < node_items(node); i++)
		patterns_add(&p, node_item(node, i), rules);
	return p;
}

void patterns_free(struct patterns *p)
{
	for (size_t i = 0; i < p->n; i++)
		pattern_free(p->v[i]);
}

static void rule_read(struct role_rule *r, const struct node *node, struct ruleset *rules)
{
	r->id = node_text(node, "id");
	r->at = node->at;
	r->node = node;
	r->role = (enum role)name_index(node_text(node, "role"), role_names);
	r->then = node_get(node, "then") ? (enum role)name_index(node_text(node, "then"), role_names) : r->role;
	r->blocks = node_choices(node, "block", block_names);
	if (!r->blocks)
		r->blocks = BLOCK_HEADING | BLOCK_PARAGRAPH;
	r->after = node_choices(node, "after", role_names);
	r->follows = node_choices(node, "follows", role_names);
	r->seen = node_choices(node, "seen", role_names);
	r->unseen = node_choices(node, "unseen", role_names);
	r->addressed = tristate(node, "addressed");
	r->marked = tristate(node, "marked");
	r->top = tristate(node, "top");
	r->opens = tristate(node, "opens");
	r->first = tristate(node, "first");
	r->lists = node_true(node, "lists");
	r->within = number(node, "within", WITHIN_DEFAULT);
	if (r->within > HEAD_MAX)       /* there is no more to look at */
		r->within = HEAD_MAX;
	r->deepest = number(node, "deepest", DEPTH_MAX);
	r->shortest = number(node, "shortest", 0);
	r->longest = number(node, "longest", SIZE_MAX);
	r->start = patterns_of(node, "start", rules);
	r->also = patterns_of(node, "also", rules);
	r->tail = patterns_of(node, "tail", rules);
	r->inside = patterns_of(node, "inside", rules);
	r->unless = patterns_of(node, "unless", rules);
	r->under = patterns_of(node, "under", rules);
	r->not_under = patterns_of(node, "not_under", rules);
	r->leads = patterns_of(node, "leads", rules);
}

void patterns_literals(const struct patterns *p, struct literals *into, uint32_t id)
{
	for (size_t i = 0; p->literal && i < p->n; i++) {
		size_t n;
		const struct sv *text = pattern_literals(p->v[i], &n);
		for (size_t k = 0; k < n; k++)
			literals_add(into, text[k], id);
	}
}

static void ask(struct asked *k, const struct role_rule *rule, uint32_t number)
{
	k->rule[k->n++] = number;
	k->inside = k->inside || rule->inside.n > 0;
	for (int addressed = 0; addressed < 2; addressed++)
		if (rule->start.literal && rule->addressed != !addressed && BYTES_OF(rule->within) > k->window[addressed])
			k->window[addressed] = BYTES_OF(rule->within);
}

static void ask_of(struct roles *r, size_t kind, size_t part, struct arena *a)
{
	struct asked *k = &r->asked[kind][part];
	k->rule = arena_zero(a, r->n + 1, sizeof *k->rule);
	for (size_t i = 0; i < r->n; i++)
		if (r->rule[i].blocks & (1u << kind) && (!r->rule[i].after || r->rule[i].after & (1u << part)))
			ask(k, &r->rule[i], (uint32_t)i);
}

struct roles *roles_new(struct ruleset *rules, struct literals *into, uint32_t first)
{
	struct arena *a = &rules->arena;
	struct roles *r = ARENA_NEW(a, struct roles);
	size_t marks;
	const struct node **mark = ruleset_items(rules, "roles", "marks", &marks);
	struct patterns *const use[] = {        /* in the order of mark_names */
		&r->skip, &r->address, &r->item, &r->first_item, &r->lead, &r->broken, &r->heading, &r->level[0], &r->level[1], &r->level[2]
	};
	for (size_t i = 0; i < marks; i++) {
		struct patterns *p = use[name_index(node_text(mark[i], "use"), mark_names)];
		patterns_add(p, node_get(mark[i], "pattern"), rules);
	}
	const struct node **node = ruleset_items(rules, "roles", "rules", &r->n);
	r->rule = arena_zero(a, r->n + 1, sizeof *r->rule);
	r->hit = arena_zero(a, roles_literals(r) + 1, sizeof *r->hit);
	r->first = first;
	for (size_t i = 0; i < r->n; i++) {
		rule_read(&r->rule[i], node[i], rules);
		patterns_literals(&r->rule[i].start, into, first + (uint32_t)i);
		patterns_literals(&r->rule[i].tail, into, first + (uint32_t)(r->n + i));
		patterns_literals(&r->rule[i].inside, into, first + (uint32_t)(2 * r->n + i));
	}
	for (size_t kind = 0; kind < 2; kind++)
		for (size_t part = 0; part < ROLES; part++)
			ask_of(r, kind, part, a);
	return r;
}

void roles_free(struct roles *r)
{
	if (!r)
		return;
	for (size_t i = 0; i < r->n; i++) {
		struct role_rule *rule = &r->rule[i];
		struct patterns *const all[] = {
			&rule->start, &rule->also, &rule->tail, &rule->inside, &rule->unless, &rule->under, &rule->not_under,
			&rule->leads
		};
		for (size_t k = 0; k < sizeof all / sizeof *all; k++)
			patterns_free(all[k]);
	}
	patterns_free(&r->skip);
	patterns_free(&r->address);
	patterns_free(&r->item);
	patterns_free(&r->first_item);
	patterns_free(&r->lead);
	patterns_free(&r->broken);
	patterns_free(&r->heading);
	for (size_t i = 0; i < DEPTH_MAX; i++)
		patterns_free(&r->level[i]);
}

uint32_t roles_literals(const struct roles *r)
{
	return (uint32_t)(3 * r->n);
}
