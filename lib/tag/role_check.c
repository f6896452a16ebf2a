/* gwr-check's part of the roles: the tests inside the rules, and whole reports in small. */
#include "tag/period.h"
#include "tag/role_rule.h"

static struct block block_of(struct sv text, bool heading)
{
	return (struct block){ .heading = heading, .head = sv_first(text, HEAD_MAX), .tail = sv_last(text, TAIL_MAX), .bytes = text.n, .whole = text };
}

/* Which condition of the rule on the text does not hold, in the words of the rule file. */
static const char *failing(const struct role_rule *rule, const struct block *b, const struct look *look)
{
	struct sv window = sv_first(look->body, rule->within);
	if (!patterns_match(&rule->start, window))
		return "start does not match";
	if (!patterns_match(&rule->also, window))
		return "also does not match";
	if (!patterns_match(&rule->tail, b->tail))
		return "tail does not match";
	if (rule->inside.n > 0 && !patterns_match(&rule->inside, b->whole))
		return "inside does not match";
	if (rule->unless.n > 0 && patterns_match(&rule->unless, window))
		return "unless matches";
	if (rule->addressed != ANY && rule->addressed != (int)look->addressed)
		return "it is not addressed as the rule asks";
	if (rule->marked != ANY && rule->marked != (look->depth > 0))
		return "it is not marked as the rule asks";
	return "its length is not what the rule asks";
}

static void rule_tests(const struct roles *r, const struct role_rule *rule, struct findings *f)
{
	const struct node *yes = node_get(rule->node, "match"), *no = node_get(rule->node, "no_match");
	bool heading = !(rule->blocks & BLOCK_PARAGRAPH);
	for (size_t i = 0; i < node_items(yes) + node_items(no); i++) {
		bool wanted = i < node_items(yes);
		const struct node *test = wanted ? node_item(yes, i) : node_item(no, i - node_items(yes));
		struct block b = block_of(test->text, heading);
		struct look look = roles_look(r, &b);
		if (role_rule_reads(rule, &b, &look) != wanted)
			finding_add(f, LEVEL_ERROR, "test-failed", test->at, "rule " SV_FMT ": the text should %s; %s",
				SV_ARG(rule->id), wanted ? "match" : "not match", wanted ? failing(rule, &b, &look) : "all of its conditions hold");
	}
	bool reads = rule->start.n || rule->also.n || rule->tail.n || rule->inside.n;
	if (reads && (!node_items(yes) || !node_items(no)))
		finding_add(f, LEVEL_WARNING, "missing-test", rule->at, "rule " SV_FMT " has no %s", SV_ARG(rule->id),
			node_items(yes) ? "no_match test" : "match test");
}

static void example_lines(struct roles *r, struct periods *p, const struct node *example, struct findings *f)
{
	struct role_state roles;
	struct period_state period;
	struct buf years = { 0 };
	const struct node *lines = node_get(example, "lines");
	roles_begin(&roles);
	periods_begin(&period, node_text(example, "year"));
	for (size_t i = 0; i < lines->n; i++) {
		const struct node *line = lines->child[i];
		bool heading = node_get(line, "heading") != NULL;
		struct sv text = node_text(line, heading ? "heading" : "text"), role = node_text(line, "role");
		struct block b = block_of(text, heading);
		struct decision d = roles_decide(r, &roles, &b);
		periods_decide(p, &period, &b, &d, &years);
		if (!sv_is(role, role_names[d.role]))
			finding_add(f, LEVEL_ERROR, "test-failed", line->at, "example " SV_FMT ": this line comes out as %s (rule " SV_FMT ")",
				SV_ARG(node_text(example, "id")), role_names[d.role], SV_ARG(d.rule.n > 0 ? d.rule : SV("none: the part goes on")));
		else if (node_get(line, "period") && !sv_eq(node_text(line, "period"), buf_sv(&years)))
			finding_add(f, LEVEL_ERROR, "test-failed", line->at, "example " SV_FMT ": the period of this line comes out as \"%s\"",
				SV_ARG(node_text(example, "id")), buf_z(&years));
	}
	buf_free(&years);
}

void roles_check(struct ruleset *rules, struct findings *f)
{
	struct roles *r = roles_new(rules);
	struct periods *p = periods_new(rules);
	for (size_t i = 0; i < r->n; i++)
		rule_tests(r, &r->rule[i], f);
	size_t n;
	const struct node **example = ruleset_items(rules, "roles", "examples", &n);
	for (size_t i = 0; i < n; i++)
		example_lines(r, p, example[i], f);
	periods_check(p, f);
	roles_free(r);
	periods_free(p);
}
