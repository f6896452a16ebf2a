#include "tag/role.h"

#include "base/utf8.h"
#include "tag/role_rule.h"

enum { TOP_UNMARKED = 0, DEEP_UNMARKED = 3, NO_SECTION = 9 };

bool patterns_match(const struct patterns *p, struct sv text)
{
	if (p->n == 0)
		return true;
	for (size_t i = 0; i < p->n; i++)
		if (pattern_match(p->v[i], text, 0, NULL, 0) == MATCH_YES)
			return true;
	return false;
}

static bool goes_on(char c)
{
	return ((unsigned char)c & 0xC0) == 0x80;
}

struct sv sv_first(struct sv s, size_t chars)
{
	size_t at = 0;
	if (s.n <= chars)
		return s;
	for (; at < s.n; at++)
		if (!goes_on(s.p[at]) && chars-- == 0)
			break;
	return sv_from(s.p, at);
}

struct sv sv_head(struct sv s, size_t bytes)
{
	if (s.n <= bytes)
		return s;
	while (bytes > 0 && goes_on(s.p[bytes]))
		bytes--;
	return sv_from(s.p, bytes);
}

struct sv sv_tail(struct sv s, size_t bytes)
{
	if (s.n <= bytes)
		return s;
	size_t from = s.n - bytes;
	while (from < s.n && goes_on(s.p[from]))
		from++;
	return sv_skip(s, from);
}

/* Length of what the first alternative that matches at the start of text matches; 0 if none does. */
static size_t prefix(const struct patterns *p, struct sv text)
{
	struct span all;
	for (size_t i = 0; i < p->n; i++)
		if (pattern_match_at(p->v[i], text, 0, &all, 1) == MATCH_YES)
			return all.end;
	return 0;
}

struct look roles_look(const struct roles *r, const struct block *b)
{
	struct look look = { .body = sv_skip(b->head, prefix(&r->skip, b->head)) };
	size_t address = prefix(&r->address, look.body);
	look.addressed = address > 0;
	look.body = sv_trim(sv_skip(look.body, address));
	unsigned deepest = b->heading || b->runin ? DEPTH_MAX : DEPTH_RUNIN;
	for (unsigned i = 0; i < deepest && look.depth == 0; i++)
		if (prefix(&r->level[i], look.body) > 0)
			look.depth = i + 1;
	look.item = !b->heading && (b->listed || prefix(&r->item, look.body) > 0);
	look.first_item = look.item && prefix(&r->first_item, look.body) > 0;
	return look;
}

bool roles_addresses(const struct roles *r, struct sv text)
{
	return prefix(&r->address, text) > 0;
}

bool roles_is_address(const struct roles *r, struct sv text)
{
	return text.n > 0 && prefix(&r->address, text) == text.n;
}

bool roles_is_heading(const struct roles *r, struct sv text)
{
	return text.n < HEAD_MAX && prefix(&r->heading, text) > 0;
}

bool roles_is_broken(const struct roles *r, struct sv heading)
{
	for (size_t i = 0; i < DEPTH_MAX; i++)
		if (prefix(&r->level[i], heading) > 0)
			return false;
	return prefix(&r->broken, heading) > 0;
}

static bool tri(int wanted, bool is)
{
	return wanted == ANY || wanted == (int)is;
}

/* Characters of the block against the rule's bounds; counted only where bytes do not tell (a character has one to four).
 * A block that is longer than its head is as long as its bytes at three a character, which Chinese text has. */
static bool long_enough(const struct role_rule *rule, const struct block *b, const struct look *look)
{
	if (rule->shortest == 0 && rule->longest == SIZE_MAX)
		return true;
	size_t chars = b->bytes == b->head.n ? utf8_count(look->body) : b->bytes / 3;
	return chars >= rule->shortest && chars <= rule->longest;
}

/* The block is mostly what the pattern begins: the first match starts in its first half, told in characters, since figures
 * have one byte where words have three. */
static bool mostly(const struct patterns *p, struct sv whole)
{
	struct span all;
	for (size_t i = 0; i < p->n; i++)
		if (pattern_match(p->v[i], whole, 0, &all, 1) == MATCH_YES
			&& 2 * utf8_count(sv_from(whole.p, all.start)) <= utf8_count(whole))
			return true;
	return p->n == 0;
}

bool role_rule_reads(const struct role_rule *rule, const struct block *b, const struct look *look)
{
	if (!tri(rule->addressed, look->addressed) || !tri(rule->marked, look->depth > 0) || !long_enough(rule, b, look))
		return false;
	struct sv window = sv_first(look->body, rule->within);
	return patterns_match(&rule->start, window) && patterns_match(&rule->also, window) && patterns_match(&rule->tail, b->tail) &&
		(rule->unless.n == 0 || !patterns_match(&rule->unless, window)) && mostly(&rule->inside, b->whole);
}

static unsigned names_in(struct sv path)
{
	unsigned n = path.n > 0;
	for (size_t at = sv_find(path, SV(" / "), 0); at <= path.n; at = sv_find(path, SV(" / "), at + 3))
		n++;
	return n;
}

/* How deep the block stands as a heading: by its mark, else by the headings above it. */
static unsigned depth_of(const struct block *b, const struct look *look)
{
	if (look->depth > 0)
		return look->depth;
	if (b->heading)
		return names_in(b->under) == 0 ? TOP_UNMARKED : DEEP_UNMARKED;
	return NO_SECTION + 1;
}

static bool state_allows(const struct role_rule *rule, const struct role_state *s, unsigned depth)
{
	return (!rule->follows || rule->follows & (1u << s->before)) &&
		(s->seen & rule->seen) == rule->seen && !(s->seen & rule->unseen) &&
		tri(rule->opens, s->after_heading) && tri(rule->first, !s->headed) &&
		tri(rule->top, depth <= s->section) && (rule->deepest == DEPTH_MAX || depth <= rule->deepest);
}

/* Notes of which rules literals stand where they look: in the head, as far as those that may decide read it, in the tail, anywhere. */
static void find_literals(struct roles *r, const struct asked *k, const struct block *b, const struct look *look)
{
	size_t head_end = b->from + (size_t)(look->body.p - b->head.p) + k->window[look->addressed];
	size_t tail = b->from + b->bytes - b->tail.n;

	r->block++;
	for (size_t i = 0; i < b->hits; i++) {
		const struct hit *h = &b->hit[i];
		uint32_t id = h->id - r->first;
		if (id < 3 * r->n && (id < r->n ? h->end <= head_end : id >= 2 * r->n || h->start >= tail))
			r->hit[id] = r->block;
	}
}

/* Whether each of the rule's texts that has literals has one here. */
static bool has_literals(const struct roles *r, uint32_t i)
{
	const struct role_rule *rule = &r->rule[i];

	return (!rule->start.literal || r->hit[i] == r->block) && (!rule->tail.literal || r->hit[r->n + i] == r->block) &&
		(!rule->inside.literal || r->hit[2 * r->n + i] == r->block);
}

static const struct role_rule *first_rule(struct roles *r, const struct role_state *s, const struct block *b,
	const struct look *look, unsigned depth)
{
	const struct asked *asked = &r->asked[b->heading ? 0 : 1][s->part];
	find_literals(r, asked, b, look);
	for (size_t k = 0; k < asked->n; k++) {
		uint32_t i = asked->rule[k];
		const struct role_rule *rule = &r->rule[i];
		if (!has_literals(r, i) || !state_allows(rule, s, depth) || !role_rule_reads(rule, b, look))
			continue;
		if (patterns_match(&rule->under, b->under) && !(rule->not_under.n && patterns_match(&rule->not_under, b->under)))
			return rule;
	}
	return NULL;
}

bool roles_reads_whole(const struct roles *r, const struct role_state *s, bool heading)
{
	return r->asked[heading ? 0 : 1][s->part].inside;
}

void roles_begin(struct role_state *s)
{
	*s = (struct role_state){ .part = ROLE_FRONT, .before = ROLE_FRONT, .section = NO_SECTION };
}

static void enter(const struct roles *r, struct role_state *s, const struct role_rule *rule, const struct block *b,
	const struct look *look, unsigned depth)
{
	if (b->heading || look->depth > 0) {
		/* a part that goes on, or is gone back to, stays as high as it began */
		bool again = s->part == rule->role || (rule->role < s->part && look->depth > 0);
		s->section = again && s->section < depth ? s->section : depth;
	}
	bool leads = rule->leads.n > 0 && patterns_match(&rule->leads, b->tail);
	s->list = (rule->lists || leads) && !look->item ? LIST_OPEN : LIST_NONE;
	s->announced = leads || (rule->lists && r->lead.n > 0 && patterns_match(&r->lead, b->tail));
	/* After the end a report begins again: nothing has been seen of it. */
	if (rule->role < s->part && s->part >= ROLE_CLOSING && rule->role <= ROLE_REVIEW)
		s->seen = 0;
	s->part = rule->then;
}

struct decision roles_decide(struct roles *r, struct role_state *s, const struct block *b)
{
	struct look look = roles_look(r, b);
	unsigned depth = depth_of(b, &look);
	struct decision d = { .role = s->part, .top = depth <= s->section };
	bool announced = s->announced && !b->heading && look.depth == 0;
	s->announced = false;
	if (s->list == LIST_ON ? look.item : s->list == LIST_OPEN && look.first_item) {
		d.role = s->before;
		s->list = LIST_ON;
	} else {
		const struct role_rule *rule = first_rule(r, s, b, &look, depth);
		s->list = LIST_NONE;
		if (rule) {
			d.role = rule->role;
			d.rule = rule->id;
			enter(r, s, rule, b, &look, depth);
		} else if (announced) {
			d.role = s->before;
		} else if (look.depth > 0 && depth < s->section) {
			s->section = depth;
		}
	}
	s->before = d.role;
	s->seen |= 1u << d.role;
	s->after_heading = b->heading;
	s->headed = s->headed || (b->heading && d.role > ROLE_OPENING && (look.depth > 0 || d.rule.n > 0));
	return d;
}
