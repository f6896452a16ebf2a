#include <stdlib.h>
#include "base/mem.h"
#include "measure/quality.h"
#include "measure/measure_check.h"

enum { GROUPS = 8, QUALITIES_MAX = 64 };

/* at_end: every match ends with one of the literals, which are looked for in the place of those that stand anywhere in it: a clause is
 * matched as a whole, and of those that hold 同步 or 改善 somewhere few end with it (without: twice as many matches tried). */
struct rule {
	struct sv id;
	enum op op;
	enum where where;
	struct pattern *pattern;
	int subject, versus;
	const struct sv *literal;
	size_t literals;
	bool at_end, one;
};

struct qualities {
	struct rule *v;
	size_t n, cap;
	uint64_t open;                  /* the rules without a literal: they may match anywhere */
};

static const char *const where_names[] = { "indicators", "targets", "everywhere", NULL };

static const struct schema quality_schema[] = {
	{ "id", WANT_ID, true, NULL, NULL },
	{ "op", WANT_CHOICE, true, op_names, NULL },
	{ "patterns", WANT_PATTERNS, true, NULL, NULL },
	{ "where", WANT_CHOICE, false, where_names, NULL },
	{ "one", WANT_BOOL, false, NULL, NULL },
	{ "drop", WANT_BOOL, false, NULL, NULL },
	{ "match", WANT_TEXTS, false, NULL, NULL },
	{ "no_match", WANT_TEXTS, false, NULL, NULL },
	{ NULL, WANT_ANY, false, NULL, NULL }
};
static const struct schema qualities_schema[] = {
	{ "qualities", WANT_LIST, true, NULL, quality_schema },
	{ NULL, WANT_ANY, false, NULL, NULL }
};
const struct rulekind qualities_kind = { "qualities", qualities_schema, qualities_check };

static enum op op_of(struct sv name)
{
	for (size_t i = 0; op_names[i] != NULL; i++)
		if (sv_is(name, op_names[i]))
			return (enum op)i;
	return OP_OTHER;
}

static enum where where_of(struct sv name)
{
	for (size_t i = 0; where_names[i] != NULL; i++)
		if (sv_is(name, where_names[i]))
			return (enum where)i;
	return WHERE_INDICATORS;
}

static void add_rule(struct qualities *q, const struct node *item, const struct node *source, struct findings *f)
{
	struct pattern *p = pattern_of(source, f);
	if (p == NULL)
		return;
	if (q->n == QUALITIES_MAX) {            /* a bit for each */
		finding_add(f, LEVEL_ERROR, "too-large", source->at, "there are more than %d patterns of qualities", QUALITIES_MAX);
		pattern_free(p);
		return;
	}
	GROW(q->v, q->cap, q->n + 1);
	struct rule r = { .id = node_text(item, "id"), .op = op_of(node_text(item, "op")), .pattern = p,
		.subject = pattern_group(p, "subject"), .versus = pattern_group(p, "versus"), .where = where_of(node_text(item, "where")),
		.one = node_true(item, "one") };
	r.literal = pattern_tails(p, &r.literals);
	r.at_end = r.literals > 0;
	if (!r.at_end)
		r.literal = pattern_literals(p, &r.literals);
	if (r.literals == 0)
		q->open |= (uint64_t)1 << q->n;
	q->v[q->n++] = r;
}

struct qualities *qualities_new(struct ruleset *rules)
{
	struct qualities *q = mem_new(sizeof *q);
	size_t n;
	const struct node **item = ruleset_items(rules, "qualities", "qualities", &n);
	for (size_t i = 0; i < n; i++) {
		const struct node *patterns = node_get(item[i], "patterns");
		if (patterns->kind != NODE_LIST)
			add_rule(q, item[i], patterns, &rules->findings);
		for (size_t k = 0; patterns->kind == NODE_LIST && k < patterns->n; k++)
			add_rule(q, item[i], patterns->child[k], &rules->findings);
	}
	return q;
}

void qualities_free(struct qualities *q)
{
	if (q == NULL)
		return;
	for (size_t i = 0; i < q->n; i++)
		pattern_free(q->v[i].pattern);
	free(q->v);
	free(q);
}

void qualities_put_literals(const struct qualities *q, struct literals *into)
{
	for (size_t i = 0; i < q->n; i++)
		for (size_t k = 0; k < q->v[i].literals; k++)
			literals_add(into, q->v[i].literal[k], (uint32_t)i);
}

bool qualities_may(const struct qualities *q, const struct hits *hits) { return hits->n > 0 || q->open > 0; }

bool qualities_may_everywhere(const struct qualities *q, const struct hits *hits)
{
	for (size_t i = 0; i < hits->n; i++)
		if (q->v[hits->v[i].id].where == WHERE_EVERYWHERE)
			return true;
	return false;
}

static struct span group_span(const struct span *group, int i, size_t base)
{
	if (i < 0 || i >= GROUPS || group[i].start == SPAN_NONE)
		return (struct span){ 0, 0 };
	return (struct span){ base + group[i].start, base + group[i].end };
}

bool quality_may(const struct qualities *q, const struct hits *hits, struct span at)
{
	bool may = q->open > 0;
	for (size_t i = hits_behind(hits, at.start); !may && i < hits->n && hits->v[i].end <= at.end; i++)
		may = hits->v[i].start >= at.start;
	return may;
}

bool quality_of(const struct qualities *q, const struct hits *hits, struct sv text, struct span at, struct quality *out)
{
	struct sv clause = sv_sub(text, at.start, at.end);
	uint64_t may = q->open;
	for (size_t i = hits_behind(hits, at.start); i < hits->n && hits->v[i].end <= at.end; i++)
		if (hits->v[i].start >= at.start && (hits->v[i].end == at.end || !q->v[hits->v[i].id].at_end))
			may |= (uint64_t)1 << hits->v[i].id;
	for (size_t i = 0; may >> i != 0; i++) {
		struct span group[GROUPS];
		if ((may >> i & 1) == 0)
			continue;
		for (size_t k = 0; k < GROUPS; k++)
			group[k] = (struct span){ SPAN_NONE, SPAN_NONE };
		if (pattern_match_at(q->v[i].pattern, clause, 0, group, GROUPS) != MATCH_YES || group[0].end != clause.n)
			continue;
		out->id = q->v[i].id;
		out->op = q->v[i].op;
		out->where = q->v[i].where;
		out->one = q->v[i].one;
		out->subject = group_span(group, q->v[i].subject, at.start);
		out->versus = group_span(group, q->v[i].versus, at.start);
		return true;
	}
	return false;
}
