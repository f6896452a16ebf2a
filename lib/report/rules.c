#include "report/rules.h"

#include <stdlib.h>
#include "base/mem.h"
#include "base/utf8.h"
#include "rule/lint.h"

enum { MARK_BYTES = 96 };               /* a mark is looked for in so much of a paragraph */

static const char *const line_names[] = { "title", "subtitle", "session", "session_cut", "salutation",
	"opening", "date", "review", "speaker", "office", "name", "page", "furniture", "meta", "caption", "heading", "item",
	"part", "annex", NULL };

static const struct schema line_schema[] = {
	{ "id", WANT_ID, true, NULL, NULL },
	{ "is", WANT_CHOICE, true, line_names, NULL },
	{ "pattern", WANT_PATTERN, false, NULL, NULL },
	{ "texts", WANT_TEXTS, false, NULL, NULL },
	{ "first", WANT_TEXT, false, NULL, NULL },
	{ "last", WANT_TEXT, false, NULL, NULL },
	{ "rank", WANT_WHOLE, false, NULL, NULL },
	{ "drop", WANT_BOOL, false, NULL, NULL },
	{ "match", WANT_TEXTS, true, NULL, NULL },
	{ "no_match", WANT_TEXTS, true, NULL, NULL },
	{ NULL, WANT_ANY, false, NULL, NULL },
};

static const struct schema report_schema[] = {
	{ "lines", WANT_LIST, false, NULL, line_schema },
	{ "entities", WANT_TABLE, false, NULL, NULL },
	{ NULL, WANT_ANY, false, NULL, NULL },
};

static void check_rules(struct ruleset *rules, struct findings *f);
const struct rulekind report_kind_of_rules = { "report", report_schema, check_rules };

static uint32_t first_rune(struct sv s)
{
	uint32_t c = 0;

	if (s.n)
		utf8_step(s.p, s.p + s.n, &c);
	return c;
}

/* ---- loading ---- */

/* The lowest six bits of the characters of s, a bit for each value. */
static uint64_t low_bits(struct sv s)
{
	const char *p = s.p, *end = p + s.n;
	uint64_t bits = 0;

	while (p < end) {
		uint32_t c;

		p += utf8_step(p, end, &c);
		bits |= (uint64_t)1 << c % 64;
	}
	return bits;
}

static bool read_line_rule(const struct node *node, struct line_rule *to, struct arena *a, struct findings *f)
{
	const struct node *pattern = node_get(node, "pattern"), *texts = node_get(node, "texts");
	size_t is = 0, rank = 0;

	while (!sv_is(node_text(node, "is"), line_names[is]))
		is++;
	sv_size(node_text(node, "rank"), &rank);
	*to = (struct line_rule){ .id = node_text(node, "id"), .is = (enum line_is)is, .rank = (unsigned)rank,
		.first = node_text(node, "first"), .has_first = node_get(node, "first") != NULL,
		.last = node_text(node, "last"), .has_last = node_get(node, "last") != NULL };
	to->first_low = low_bits(to->first);
	if (texts && texts->kind == NODE_LIST) {
		struct sv *text = ARENA_ARRAY(a, texts->n, struct sv);

		for (size_t i = 0; i < texts->n; i++)
			text[i] = texts->child[i]->text;
		to->text = text;
		to->texts = texts->n;
	} else if (texts) {
		to->text = &texts->text;
		to->texts = 1;
	}
	if (pattern)
		to->pattern = pattern_of(pattern, f);
	if (to->pattern || to->texts)
		return true;
	if (!pattern)
		finding_add(f, LEVEL_ERROR, "missing-key", node->at, "\"" SV_FMT "\" needs a pattern or texts", SV_ARG(to->id));
	return false;
}

static void note_mark(struct report_rules *r, const struct line_rule *rule)
{
	const char *p = rule->first.p, *end = p + rule->first.n;

	if (rule->is != LINE_HEADING && rule->is != LINE_ITEM)
		return;
	if (!rule->has_first)                   /* with any */
		memset(r->marks, 0xFF, sizeof r->marks);
	while (p < end) {
		uint32_t c;

		p += utf8_step(p, end, &c);
		if (c < 65536)
			r->marks[c / 8] |= (unsigned char)(1u << c % 8);
	}
}

static void read_lines(struct report_rules *r, struct ruleset *set)
{
	size_t n;
	const struct node **item = ruleset_items(set, "report", "lines", &n);
	struct line_rule *rule = ARENA_ARRAY(&r->arena, n, struct line_rule);
	size_t kept = 0, at = 0;

	for (size_t i = 0; i < n; i++)
		kept += read_line_rule(item[i], &rule[kept], &r->arena, &set->findings);
	r->rule = ARENA_ARRAY(&r->arena, kept, struct line_rule);
	for (size_t k = 0; k < LINE_KINDS; k++) {
		r->begin[k] = at;
		for (size_t i = 0; i < kept; i++)
			if (rule[i].is == (enum line_is)k)
				r->rule[at++] = rule[i];
	}
	r->begin[LINE_KINDS] = r->n = at;
	for (size_t i = 0; i < at; i++)
		note_mark(r, &r->rule[i]);
}

static int entity_cmp(const void *a, const void *b)
{
	return sv_cmp(((const struct entity *)a)->name, ((const struct entity *)b)->name);
}

static void read_entities(struct report_rules *r, const struct ruleset *set)
{
	size_t cap = 0;

	for (size_t i = 0; i < set->n; i++) {
		const struct node *table = strcmp(set->file[i].kind->name, "report") == 0 ? node_get(set->file[i].root, "entities") : NULL;

		for (size_t j = 0; table && j < table->n; j++) {
			r->entity = arena_grow(&r->arena, r->entity, &cap, r->entities + 1, sizeof *r->entity);
			r->entity[r->entities++] = (struct entity){ table->child[j]->key, table->child[j]->text };
		}
	}
	if (r->entities)
		qsort(r->entity, r->entities, sizeof *r->entity, entity_cmp);
}

struct report_rules *report_rules_new(struct ruleset *set)
{
	struct report_rules *r = mem_new(sizeof *r);
	const char *folder = ruleset_data(set, "divisions.tsv");
	struct buf path = { 0 };

	read_lines(r, set);
	read_entities(r, set);
	findings_die(&set->findings);
	if (r->n == 0)
		die("no rules of kind report (is --rules or GWR_RULES set to the right folder?)");
	if (!folder)
		die("no divisions.tsv beside the rules");
	buf_fmt(&path, "%s/divisions.tsv", folder);
	r->divisions = divisions_load(buf_z(&path));
	buf_free(&path);
	return r;
}

void report_rules_free(struct report_rules *r)
{
	if (!r)
		return;
	for (size_t i = 0; i < r->n; i++)
		pattern_free((struct pattern *)(uintptr_t)r->rule[i].pattern);
	divisions_free(r->divisions);
	arena_free(&r->arena);
	free(r);
}

/* ---- matching ---- */

/* Whether line begins as a match does. */
static bool begins_so(const struct line_rule *rule, struct sv line)
{
	uint32_t c;
	size_t n;

	if (!rule->has_first || line.n == 0)
		return !rule->has_first;
	n = utf8_step(line.p, line.p + line.n, &c);
	return (rule->first_low >> c % 64 & 1) && sv_has(rule->first, sv_from(line.p, n));
}

static bool ends_so(const struct line_rule *rule, struct sv line)
{
	const char *last = line.n > 0 ? utf8_back(line.p, line.p + line.n) : line.p;

	return !rule->has_last || (line.n > 0 && sv_has(rule->last, sv_skip(line, (size_t)(last - line.p))));
}

/* Whether one of the literals that every match has stands in line. */
static bool has_literal(const struct line_rule *rule, struct sv line)
{
	size_t n;
	const struct sv *literal = pattern_literals(rule->pattern, &n);

	for (size_t i = 0; i < n; i++)
		if (sv_has(line, literal[i]))
			return true;
	return n == 0;
}

static bool rule_matches(const struct line_rule *rule, struct sv line, struct line_match *m)
{
	for (size_t i = 0; i < rule->texts; i++)
		if (sv_eq(rule->text[i], line)) {
			for (size_t g = 0; g < LINE_GROUPS; g++)
				m->group[g] = (struct span){ SPAN_NONE, SPAN_NONE };
			return true;
		}
	return rule->pattern && begins_so(rule, line) && ends_so(rule, line) && has_literal(rule, line)
		&& pattern_match(rule->pattern, line, 0, m->group, LINE_GROUPS) == MATCH_YES;
}

bool rules_match(const struct report_rules *r, enum line_is is, struct sv line, struct line_match *out)
{
	struct line_match own, *m = out ? out : &own;

	for (size_t i = r->begin[is]; i < r->begin[is + 1]; i++)
		if (rule_matches(&r->rule[i], line, m)) {
			m->rule = &r->rule[i];
			m->line = line;
			return true;
		}
	return false;
}

struct sv match_group(const struct line_match *m, const char *name)
{
	int g = m->rule->pattern ? pattern_group(m->rule->pattern, name) : -1;

	if (g < 0 || g >= LINE_GROUPS || m->group[g].start == SPAN_NONE)
		return SV("");
	return sv_sub(m->line, m->group[g].start, m->group[g].end);
}

/* Whether words before 政府工作报告 name a place: by what they end in, or because they are in the table. */
static bool is_place(const struct report_rules *r, struct sv words)
{
	struct region found;
	struct arena a = { 0 };
	bool place;

	if (words.n == 0 || region_level_of_words(words) != LEVEL_UNKNOWN || sv_ends(words, SV("市")))
		return true;
	place = divisions_find(r->divisions, words, &found, &a);
	arena_free(&a);
	return place;
}

bool rules_title(const struct report_rules *r, struct sv line, struct line_match *out)
{
	struct line_match own, *m = out ? out : &own;

	for (size_t i = r->begin[LINE_TITLE]; i < r->begin[LINE_TITLE + 1]; i++)
		if (rule_matches(&r->rule[i], line, m)) {
			m->rule = &r->rule[i];
			m->line = line;
			if (is_place(r, match_group(m, "region")))
				return true;
		}
	return false;
}

const struct line_rule *rules_mark(const struct report_rules *r, struct sv text, size_t *n)
{
	uint32_t c = first_rune(text);
	struct span whole;

	if (c >= 65536 || !(r->marks[c / 8] >> c % 8 & 1))
		return NULL;
	if (text.n > MARK_BYTES) {
		const char *end = utf8_back(text.p, text.p + MARK_BYTES + 1);

		text.n = (size_t)(end - text.p);
	}
	for (size_t i = r->begin[LINE_HEADING]; i < r->begin[LINE_ITEM + 1]; i++) {
		const struct line_rule *rule = &r->rule[i];

		if (rule->pattern && begins_so(rule, text) && has_literal(rule, text)
			&& pattern_match_at(rule->pattern, text, 0, &whole, 1) == MATCH_YES) {
			*n = whole.end;
			return rule;
		}
	}
	return NULL;
}

/* ---- the tests inside the rules ---- */

static void test_lines(const struct line_rule *rule, const struct node *node, const char *key, bool want, struct findings *f)
{
	const struct node *list = node_get(node, key);
	struct line_match m;

	for (size_t i = 0; list && i < (list->kind == NODE_LIST ? list->n : 1); i++) {
		const struct node *line = list->kind == NODE_LIST ? list->child[i] : list;

		if (rule_matches(rule, line->text, &m) == want)
			continue;
		struct buf why = { 0 };
		if (node_get(node, "pattern"))
			patterns_explain(node_get(node, "pattern"), line->text, &why);
		finding_add(f, LEVEL_ERROR, "test-failed", line->at, "rule " SV_FMT ": the text should %s%s%s", SV_ARG(rule->id),
			want ? "match" : "not match", why.n ? "; " : "", buf_z(&why));
		buf_free(&why);
	}
}

static void check_rules(struct ruleset *rules, struct findings *f)
{
	struct arena a = { 0 };

	for (size_t i = 0; i < rules->n; i++) {
		const struct node *lines = strcmp(rules->file[i].kind->name, "report") == 0 ? node_get(rules->file[i].root, "lines") : NULL;

		for (size_t j = 0; lines && j < lines->n; j++) {
			struct line_rule rule;

			if (!node_get(lines->child[j], "is") || !read_line_rule(lines->child[j], &rule, &a, f))
				continue;
			test_lines(&rule, lines->child[j], "match", true, f);
			test_lines(&rule, lines->child[j], "no_match", false, f);
			pattern_free((struct pattern *)(uintptr_t)rule.pattern);
		}
	}
	arena_free(&a);
}
