#include "measure/unit.h"

#include "measure/number_check.h"
#include "measure/word.h"

const char *const dimension_names[] = {
	"none", "percent", "points", "multiple", "rank", "money", "people", "count", "time", "length", "area", "volume", "mass",
	"speed", "flow", "power", "energy", "voltage", "concentration", "temperature", "data", "computing", "other", NULL
};

/* What may not follow a unit: 人 is none in 人均. */
struct stop { struct sv text; struct stop *next; };
struct entry { struct unit unit; struct stop *stop; };

struct units {
	struct words names;
	struct entry *entry;
	size_t n, cap;
};

static const struct schema unit_schema[] = {
	{ "id", WANT_ID, true, NULL, NULL },
	{ "dimension", WANT_CHOICE, true, dimension_names, NULL },
	{ "base", WANT_TEXT, false, NULL, NULL },
	{ "factors", WANT_TABLE, false, NULL, NULL },
	{ "counts", WANT_TEXTS, false, NULL, NULL },
	{ "multiples", WANT_TABLE, false, NULL, NULL },
	{ "written", WANT_TABLE, false, NULL, NULL },
	{ "weak", WANT_TEXTS, false, NULL, NULL },
	{ "not_before", WANT_TABLE, false, NULL, NULL },
	{ "tests", WANT_LIST, false, NULL, number_test_schema },
	{ NULL, WANT_ANY, false, NULL, NULL }
};
static const struct schema schema[] = {
	{ "units", WANT_LIST, true, NULL, unit_schema },
	{ NULL, WANT_ANY, false, NULL, NULL }
};

static struct entry *add(struct ruleset *rules, struct units *u, struct sv spelling, struct unit unit, struct mark at)
{
	for (size_t i = 0; i < u->n; i++)
		if (sv_eq(u->entry[i].unit.name, unit.name) && sv_eq(spelling, unit.name))
			finding_add(&rules->findings, LEVEL_ERROR, "duplicate-name", at, "unit " SV_FMT " is given twice", SV_ARG(spelling));
	u->entry = arena_grow(&rules->arena, u->entry, &u->cap, u->n + 1, sizeof *u->entry);
	u->entry[u->n] = (struct entry){ .unit = unit };
	words_add_behind(&u->names, &rules->arena, spelling, (uint32_t)u->n);
	return &u->entry[u->n++];
}

static struct entry *find(struct units *u, struct sv name)
{
	for (size_t i = 0; i < u->n; i++)
		if (sv_eq(u->entry[i].unit.name, name))
			return &u->entry[i];
	return NULL;
}

static enum dimension dimension_of(struct sv name)
{
	enum dimension d = DIM_NONE;

	while (dimension_names[d] && !sv_is(name, dimension_names[d]))
		d++;
	return d;
}

static void unknown(struct ruleset *rules, const struct node *node, struct sv name)
{
	finding_add(&rules->findings, LEVEL_ERROR, "unknown-name", node->at, "no unit " SV_FMT " in this item", SV_ARG(name));
}

static size_t list_size(const struct node *node) { return !node ? 0 : node->kind == NODE_LIST ? node->n : 1; }
static const struct node *list_item(const struct node *node, size_t i) { return node->kind == NODE_LIST ? node->child[i] : node; }

static void read_factors(struct ruleset *rules, struct units *u, const struct node *item, const struct node *table, struct unit unit)
{
	for (size_t i = 0; table && i < table->n; i++) {
		unit.name = table->child[i]->key;
		if (!decimal_parse(table->child[i]->text, &unit.factor))
			finding_add(&rules->findings, LEVEL_ERROR, "bad-value", table->child[i]->at, "the factor of " SV_FMT " is no decimal number",
				SV_ARG(unit.name));
		if (unit.base.n == 0 && !unit.multiple)
			finding_add(&rules->findings, LEVEL_ERROR, "missing-key", item->at, "factors need a base");
		add(rules, u, unit.name, unit, table->child[i]->key_at);
	}
}

static void read_item(struct ruleset *rules, struct units *u, const struct node *item)
{
	const struct node *table = node_get(item, "factors"), *list = node_get(item, "counts");
	struct unit unit = { .dimension = dimension_of(node_text(item, "dimension")), .base = node_text(item, "base") };
	struct entry *e;

	read_factors(rules, u, item, table, unit);
	unit.multiple = true;
	read_factors(rules, u, item, node_get(item, "multiples"), unit);
	unit.multiple = false;
	unit.factor = decimal_int(1);
	for (size_t i = 0; i < list_size(list); i++) {
		unit.name = unit.base = list_item(list, i)->text;
		add(rules, u, unit.name, unit, list_item(list, i)->at);
	}
	table = node_get(item, "written");
	for (size_t i = 0; table && i < table->n; i++) {
		if ((e = find(u, table->child[i]->text)))
			add(rules, u, table->child[i]->key, e->unit, table->child[i]->key_at);
		else
			unknown(rules, table->child[i], table->child[i]->text);
	}
	list = node_get(item, "weak");
	for (size_t i = 0; i < list_size(list); i++) {
		if ((e = find(u, list_item(list, i)->text)))
			e->unit.weak = true;
		else
			unknown(rules, list_item(list, i), list_item(list, i)->text);
	}
	table = node_get(item, "not_before");
	for (size_t i = 0; table && i < table->n; i++) {
		e = find(u, table->child[i]->key);
		if (!e)
			unknown(rules, table->child[i], table->child[i]->key);
		for (size_t k = 0; e && k < list_size(table->child[i]); k++) {
			struct stop *s = ARENA_NEW(&rules->arena, struct stop);

			s->text = list_item(table->child[i], k)->text;
			s->next = e->stop;
			e->stop = s;
		}
	}
}

struct units *units_new(struct ruleset *rules)
{
	struct units *u = ARENA_NEW(&rules->arena, struct units);
	size_t n;
	const struct node **item = ruleset_items(rules, "units", "units", &n);

	for (size_t i = 0; i < n; i++)
		read_item(rules, u, item[i]);
	return u;
}

const struct unit *unit_match(const struct units *u, struct sv s, size_t *n)
{
	const struct word *w = NULL;

	while ((w = words_behind(&u->names, s, w))) {
		const struct entry *e = &u->entry[w->id];
		const struct stop *stop = e->stop;

		while (stop && !word_begins(sv_skip(s, w->text.n), stop->text))
			stop = stop->next;
		if (!stop) {
			*n = w->text.n;
			return &e->unit;
		}
	}
	return NULL;
}

const struct rulekind units_kind = { "units", schema, units_check };
