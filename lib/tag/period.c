#include "tag/period.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/utf8.h"
#include "rule/lint.h"
#include "tag/role_rule.h"

/* A year further than this from the report's own is not what a section is about: it dates a founding or a far goal. */
enum { AWAY_DEFAULT = 10, WITHIN_DEFAULT = 40, GROUPS_MAX = 10, RUNE_BYTES_MAX = 4 };

struct period_rule {
	const struct node *node;
	unsigned roles, blocks;
	struct patterns start;          /* none: the default of its roles */
	size_t within, away;            /* away: how many years a named one may be from the report's */
	struct sv from, to, years;      /* as written: offsets from the report's year, or years themselves */
	int year_group, to_group;       /* of the pattern: years that it names; -1 if it has none */
};

struct periods {
	struct period_rule *rule;
	size_t n;
	uint32_t first;                 /* the literals' ids are the rules' numbers from here on */
	size_t widest[2];               /* bytes of a heading's, a paragraph's head that any of them looks at */
	uint32_t *hit, block;           /* by rule: the number of the block in which a word was last found */
};

const struct schema period_keys[] = {
	{ .key = "id", .want = WANT_ID, .required = true },
	{ .key = "drop", .want = WANT_BOOL },
	{ .key = "roles", .want = WANT_CHOICES, .required = true, .choices = role_names },
	{ .key = "block", .want = WANT_CHOICES, .choices = block_names },
	{ .key = "start", .want = WANT_PATTERN },
	{ .key = "within", .want = WANT_WHOLE },
	{ .key = "from", .want = WANT_NUMBER },
	{ .key = "to", .want = WANT_NUMBER },
	{ .key = "away", .want = WANT_WHOLE },
	{ .key = "years", .want = WANT_TEXT },
	{ .key = "match", .want = WANT_TEXTS },
	{ .key = "no_match", .want = WANT_TEXTS },
	{ 0 }
};

static void check_years(const struct node *node, struct findings *f)
{
	struct sv years = node_text(node, "years"), part;
	size_t n, parts = 0;
	bool ok = true;
	if (years.n == 0)
		return;
	while (sv_cut(&years, '-', &part)) {
		ok = ok && sv_size(part, &n) && part.n == 4;
		parts++;
	}
	if (!ok || parts > 2)
		finding_add(f, LEVEL_ERROR, "bad-value", node_get(node, "years")->at, "years are written 2024 or 2021-2025");
}

struct periods *periods_new(struct ruleset *rules, struct literals *into, uint32_t first)
{
	struct periods *p = ARENA_NEW(&rules->arena, struct periods);
	const struct node **node = ruleset_items(rules, "roles", "periods", &p->n);
	p->rule = arena_zero(&rules->arena, p->n + 1, sizeof *p->rule);
	p->hit = arena_zero(&rules->arena, p->n + 1, sizeof *p->hit);
	p->first = first;
	for (size_t i = 0; i < p->n; i++) {
		struct period_rule *r = &p->rule[i];
		r->node = node[i];
		r->roles = node_choices(node[i], "roles", role_names);
		r->blocks = node_choices(node[i], "block", block_names);
		if (!r->blocks)
			r->blocks = BLOCK_HEADING | BLOCK_PARAGRAPH;
		r->start = patterns_of(node[i], "start", rules);
		if (!sv_size(node_text(node[i], "within"), &r->within))
			r->within = WITHIN_DEFAULT;
		if (r->within > HEAD_MAX)
			r->within = HEAD_MAX;
		if (!sv_size(node_text(node[i], "away"), &r->away))
			r->away = AWAY_DEFAULT;
		r->from = node_text(node[i], "from");
		r->to = node_text(node[i], "to");
		r->years = node_text(node[i], "years");
		r->year_group = r->start.n > 0 ? pattern_group(r->start.v[0], "year") : -1;
		r->to_group = r->start.n > 0 ? pattern_group(r->start.v[0], "to") : -1;
		check_years(node[i], &rules->findings);
		patterns_literals(&r->start, into, first + (uint32_t)i);
		for (int kind = 0; kind < 2; kind++)
			if (r->blocks & (1u << kind) && r->start.n > 0 && RUNE_BYTES_MAX * r->within > p->widest[kind])
				p->widest[kind] = RUNE_BYTES_MAX * r->within;
	}
	return p;
}

void periods_free(struct periods *p)
{
	if (!p)
		return;
	for (size_t i = 0; i < p->n; i++)
		patterns_free(&p->rule[i].start);
}

uint32_t periods_literals(const struct periods *p)
{
	return (uint32_t)p->n;
}

/* A year in digits, ASCII, full-width or Chinese (一九九七); 0 if it is none. */
static int year_of(struct sv s)
{
	static const char chinese[] = "〇一二三四五六七八九";
	int year = 0;
	for (size_t i = 0; i < s.n;) {
		uint32_t c, d;
		i += utf8_step(s.p + i, s.p + s.n, &c);
		c = rune_narrow(c);
		if (c < '0' || c > '9') {
			const char *q = chinese;
			for (d = 0; d < 10; d++) {
				uint32_t digit;
				q += utf8_step(q, chinese + sizeof chinese, &digit);
				if (digit == c || (d == 0 && (c == 0x96F6 || c == 0x25CB)))      /* 零 ○ */
					break;
			}
			if (d == 10)
				return 0;
			c = '0' + d;
		}
		if (year > 999)
			return 0;
		year = year * 10 + (int)(c - '0');
	}
	return year > 999 ? year : 0;
}

/* Years from the report's; no plan reaches further than YEARS_MAX. */
static int offset_of(struct sv s, int otherwise)
{
	enum { YEARS_MAX = 1000 };
	bool minus = s.n > 0 && s.p[0] == '-';
	size_t n;
	if (!sv_size(minus ? sv_skip(s, 1) : s, &n) || n > YEARS_MAX)
		return otherwise;
	return minus ? -(int)n : (int)n;
}

/* False where the rule cannot tell: the report's year is not known, or the year that is named is too far away. */
static bool apply(const struct period_rule *r, struct period_state *s, struct sv named, struct sv named_to)
{
	int year = s->year, from = offset_of(r->from, 0);
	if (r->from.n + r->to.n + r->years.n == 0 && r->year_group < 0) {       /* a time that nobody can date */
		s->from = s->to = 0;
		return true;
	}
	if (r->years.n > 0) {
		struct sv rest = r->years, part;
		sv_cut(&rest, '-', &part);
		s->from = s->to = year_of(part);
		if (sv_cut(&rest, '-', &part))
			s->to = year_of(part);
		return true;
	}
	if (named.p) {
		int away = abs(year_of(named) - s->year);
		if (year_of(named) == 0 || (s->year != 0 && (size_t)away > r->away))
			return false;
		year = year_of(named);
	}
	if (year == 0)
		return false;
	s->from = year + from;
	s->to = year_of(named_to) > year ? year_of(named_to) : year + offset_of(r->to, from);
	return true;
}

static struct sv group_of(struct sv text, const struct span *group, int number)
{
	if (number <= 0 || number >= GROUPS_MAX || group[number].start == SPAN_NONE)
		return (struct sv){ 0 };
	return sv_sub(text, group[number].start, group[number].end);
}

static bool rule_applies(const struct period_rule *r, struct period_state *s, struct sv head)
{
	struct span group[GROUPS_MAX];
	for (int i = 0; i < GROUPS_MAX; i++)
		group[i].start = SPAN_NONE;
	if (r->start.n == 0)
		return apply(r, s, (struct sv){ 0 }, (struct sv){ 0 });
	struct sv window = sv_first(head, r->within);
	if (pattern_match(r->start.v[0], window, 0, group, GROUPS_MAX) != MATCH_YES)
		return false;
	return apply(r, s, group_of(window, group, r->year_group), group_of(window, group, r->to_group));
}

void periods_begin(struct period_state *s, struct sv year)
{
	*s = (struct period_state){ .year = year_of(year), .role = ROLE_NONE };
}

/* Marks the rules one of whose literals stands in the head. */
static void find_literals(struct periods *p, const struct block *b)
{
	size_t end = b->from + p->widest[b->heading ? 0 : 1];

	p->block++;
	for (size_t i = 0; i < b->hits; i++)
		if (b->hit[i].id - p->first < p->n && b->hit[i].end <= end)
			p->hit[b->hit[i].id - p->first] = p->block;
}

static void show(struct period_state *s)
{
	const char *form = s->from == 0 ? "" : s->from == s->to ? "%d" : "%d-%d";
	s->length = (size_t)snprintf(s->text, sizeof s->text, form, s->from, s->to);
	s->shown_from = s->from;
	s->shown_to = s->to;
}

struct sv periods_decide(struct periods *p, struct period_state *s, const struct block *b, const struct decision *d)
{
	unsigned kind = b->heading ? BLOCK_HEADING : BLOCK_PARAGRAPH;
	bool fresh = d->role != s->role || (b->heading && d->top);
	if (fresh)
		s->from = s->to = 0;
	find_literals(p, b);
	for (size_t i = 0; i < p->n; i++) {
		const struct period_rule *r = &p->rule[i];
		if (r->start.n == 0 ? !fresh : r->start.literal && p->hit[i] != p->block)
			continue;
		if (r->blocks & kind && r->roles & (1u << d->role) && rule_applies(r, s, b->head))
			break;
	}
	s->role = d->role;
	if (s->from != s->shown_from || s->to != s->shown_to)
		show(s);
	return sv_from(s->text, s->length);
}

void periods_check(const struct periods *p, struct findings *f)
{
	for (size_t i = 0; i < p->n; i++) {
		const struct period_rule *r = &p->rule[i];
		const struct node *yes = node_get(r->node, "match"), *no = node_get(r->node, "no_match");
		for (size_t k = 0; r->start.n > 0 && k < node_items(yes) + node_items(no); k++) {
			bool wanted = k < node_items(yes);
			const struct node *test = wanted ? node_item(yes, k) : node_item(no, k - node_items(yes));
			if (patterns_match(&r->start, sv_first(test->text, r->within)) == wanted)
				continue;
			struct buf why = { 0 };
			pattern_explain(r->start.v, r->start.n, sv_first(test->text, r->within), &why);
			finding_add(f, LEVEL_ERROR, "test-failed", test->at, "period " SV_FMT ": the text should %s; %s",
				SV_ARG(node_text(r->node, "id")), wanted ? "match" : "not match", buf_z(&why));
			buf_free(&why);
		}
		if (r->start.n > 0 && (!node_items(yes) || !node_items(no)))
			finding_add(f, LEVEL_WARNING, "missing-test", r->node->at, "period " SV_FMT " has no %s", SV_ARG(node_text(r->node, "id")),
				node_items(yes) ? "no_match test" : "match test");
	}
}
