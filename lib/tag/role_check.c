/* gwr-check's part of the roles: the tests inside the rules, and whole reports in small. */
#include "rule/lint.h"
#include "tag/period.h"
#include "tag/role_rule.h"

static struct block block_of(struct sv text, bool heading)
{
	return (struct block){ .heading = heading, .head = sv_head(text, HEAD_MAX), .tail = sv_tail(text, TAIL_MAX),
		.bytes = text.n, .whole = text };
}

/* Adds to `why` whether the patterns do with the text what they should, and if not how far they get; true if they do not. */
static bool stops(const struct patterns *p, const char *key, struct sv text, bool should, struct buf *why)
{
	if (p->n == 0 || patterns_match(p, text) == should)
		return false;
	buf_fmt(why, "%s: ", key);
	pattern_explain(p->v, p->n, text, why);
	return true;
}

/* Which condition of the rule on the text does not hold, in the words of the rule file. */
static void failing(const struct role_rule *rule, const struct block *b, const struct look *look, struct buf *why)
{
	struct sv window = sv_first(look->body, rule->within);
	if (stops(&rule->start, "start", window, true, why) || stops(&rule->also, "also", window, true, why)
		|| stops(&rule->tail, "tail", b->tail, true, why) || stops(&rule->inside, "inside", b->whole, true, why)
		|| stops(&rule->unless, "unless", window, false, why))
		return;
	if (rule->addressed != ANY && rule->addressed != (int)look->addressed)
		buf_fmt(why, "it is not addressed as the rule asks");
	else if (rule->marked != ANY && rule->marked != (look->depth > 0))
		buf_fmt(why, "it is not marked as the rule asks");
	else
		buf_fmt(why, "its length is not what the rule asks");
}

/* All conditions hold: what its patterns find. */
static void holding(const struct role_rule *rule, const struct block *b, const struct look *look, struct buf *why)
{
	struct sv window = sv_first(look->body, rule->within);
	const struct { const char *key; const struct patterns *p; struct sv text; } part[] = {
		{ "start", &rule->start, window }, { "also", &rule->also, window }, { "tail", &rule->tail, b->tail },
		{ "inside", &rule->inside, b->whole }
	};
	for (size_t i = 0; i < sizeof part / sizeof *part; i++) {
		if (part[i].p->n == 0)
			continue;
		buf_fmt(why, "%s%s: ", why->n ? "; " : "", part[i].key);
		pattern_explain(part[i].p->v, part[i].p->n, part[i].text, why);
	}
}

static void rule_tests(const struct roles *r, const struct role_rule *rule, struct findings *f)
{
	const struct node *yes = node_get(rule->node, "match"), *no = node_get(rule->node, "no_match");
	bool heading = !(rule->blocks & BLOCK_PARAGRAPH);
	struct buf why = { 0 };
	for (size_t i = 0; i < node_items(yes) + node_items(no); i++) {
		bool wanted = i < node_items(yes);
		const struct node *test = wanted ? node_item(yes, i) : node_item(no, i - node_items(yes));
		struct block b = block_of(test->text, heading);
		struct look look = roles_look(r, &b);
		if (role_rule_reads(rule, &b, &look) == wanted)
			continue;
		buf_clear(&why);
		(wanted ? failing : holding)(rule, &b, &look, &why);
		finding_add(f, LEVEL_ERROR, "test-failed", test->at, "rule " SV_FMT ": the text should %s; %s",
			SV_ARG(rule->id), wanted ? "match" : "not match", buf_z(&why));
	}
	buf_free(&why);
	bool reads = rule->start.n || rule->also.n || rule->tail.n || rule->inside.n;
	if (reads && (!node_items(yes) || !node_items(no)))
		finding_add(f, LEVEL_WARNING, "missing-test", rule->at, "rule " SV_FMT " has no %s", SV_ARG(rule->id),
			node_items(yes) ? "no_match test" : "match test");
}

static void mark_tests(const struct node *mark, struct findings *f)
{
	const struct node *yes = node_get(mark, "match"), *no = node_get(mark, "no_match"), *text = node_get(mark, "pattern");
	bool at_end = sv_is(node_text(mark, "use"), "lead");
	struct pattern *p = pattern_of(text, f);
	for (size_t i = 0; p && i < node_items(yes) + node_items(no); i++) {
		bool wanted = i < node_items(yes);
		const struct node *test = wanted ? node_item(yes, i) : node_item(no, i - node_items(yes));
		int found = at_end ? pattern_match(p, test->text, 0, NULL, 0) : pattern_match_at(p, test->text, 0, NULL, 0);
		if ((found == MATCH_YES) != wanted)
			finding_add(f, LEVEL_ERROR, "test-failed", test->at, "mark " SV_FMT ": the text should %s", SV_ARG(node_text(mark, "id")),
				wanted ? "match" : "not match");
	}
	pattern_free(p);
}

static void example_lines(struct roles *r, struct periods *p, const struct literals *literals, const struct node *example, struct findings *f)
{
	struct hits hits = { 0 };
	struct role_state roles;
	struct period_state period;
	const struct node *lines = node_get(example, "lines");
	struct sv section = { 0 };      /* the outermost heading above */
	roles_begin(&roles);
	periods_begin(&period, node_text(example, "year"));
	for (size_t i = 0; i < lines->n; i++) {
		const struct node *line = lines->child[i];
		bool heading = node_get(line, "heading") != NULL;
		struct sv text = node_text(line, heading ? "heading" : "text"), role = node_text(line, "role");
		struct block b = block_of(text, heading);
		bool top = heading && roles_look(r, &b).depth <= 1;
		b.under = top ? (struct sv){ 0 } : section;
		literals_scan(literals, text, &hits);
		b.hit = hits.v;
		b.hits = hits.n;
		if (top)
			section = text;
		struct decision d = roles_decide(r, &roles, &b);
		struct sv years = periods_decide(p, &period, &b, &d);
		if (!sv_is(role, role_names[d.role]))
			finding_add(f, LEVEL_ERROR, "test-failed", line->at, "example " SV_FMT ": this line comes out as %s (rule " SV_FMT ")",
				SV_ARG(node_text(example, "id")), role_names[d.role], SV_ARG(d.rule.n > 0 ? d.rule : SV("none: the part goes on")));
		else if (node_get(line, "period") && !sv_eq(node_text(line, "period"), years))
			finding_add(f, LEVEL_ERROR, "test-failed", line->at, "example " SV_FMT ": the period of this line comes out as \"" SV_FMT "\"",
				SV_ARG(node_text(example, "id")), SV_ARG(years));
	}
	hits_free(&hits);
}

void roles_check(struct ruleset *rules, struct findings *f)
{
	struct literals *literals = literals_new();
	struct roles *r = roles_new(rules, literals, 0);
	struct periods *p = periods_new(rules, literals, roles_literals(r));
	literals_build(literals);
	for (size_t i = 0; i < r->n; i++)
		rule_tests(r, &r->rule[i], f);
	size_t n;
	const struct node **mark = ruleset_items(rules, "roles", "marks", &n);
	for (size_t i = 0; i < n; i++)
		mark_tests(mark[i], f);
	const struct node **example = ruleset_items(rules, "roles", "examples", &n);
	for (size_t i = 0; i < n; i++)
		example_lines(r, p, literals, example[i], f);
	periods_check(p, f);
	roles_free(r);
	periods_free(p);
	literals_free(literals);
}
