#include "rule/factor.h"

#include "base/utf8.h"
#include "rule/factor_parser.h"

enum { DEPTH_MAX = 120, OPTIONAL_MAX = 64 };

static struct part parse_alternatives(struct parser *r);

/* ---- groups ---- */

static struct part group_body(struct parser *r)
{
	struct part a;
	bool caseless = r->caseless, extended = r->extended;

	if (++r->depth > DEPTH_MAX)
		r->failed = true;
	a = r->failed ? part_unknown() : parse_alternatives(r);
	r->depth--;
	r->caseless = caseless;
	r->extended = extended;
	if (at_end(r) || *r->p != ')')
		r->failed = true;
	else
		r->p++;
	return a;
}

/* (?ims-x) and (?ims-x:...), after "(?". */
static struct part options(struct parser *r)
{
	bool on = true, caseless = r->caseless, extended = r->extended;

	for (; !at_end(r) && *r->p != ')' && *r->p != ':'; r->p++)
		switch (*r->p) {
		case '^': caseless = extended = false; break;
		case '-': on = false; break;
		case 'i': caseless = on; break;
		case 'x':
			extended = on;
			if (on && looking_at(r, "xx"))  /* blanks inside classes */
				r->failed = true;
			break;
		case 'm': case 's': case 'n': case 'J': case 'U': break;
		default: r->failed = true;
		}
	if (at_end(r) || r->failed) {
		r->failed = true;
		return part_unknown();
	}
	bool caseless_outside = r->caseless, extended_outside = r->extended;
	r->caseless = caseless;
	r->extended = extended;
	if (*r->p++ == ')')
		return part_empty(r);
	struct part a = group_body(r);
	r->caseless = caseless_outside;
	r->extended = extended_outside;
	return a;
}

/* An atomic group is not entered again to share out a text in another way. */
static struct part once(struct part a)
{
	a.loops = false;
	return a;
}

static struct part look_around(struct parser *r, bool negative)
{
	r->negative += negative;
	group_body(r);
	r->negative -= negative;
	return part_assertion(r);
}

/* After "(?". */
static struct part special_group(struct parser *r)
{
	char c = at_end(r) ? '\0' : *r->p++;

	switch (c) {
	case ':': case '|':
		return group_body(r);
	case '>':
		return once(group_body(r));
	case '=': case '!': case '*':
		return look_around(r, c == '!');
	case '<':
		if (!at_end(r) && strchr("=!*", *r->p))
			return look_around(r, *r->p++ == '!');
		skip_past(r, '>');
		return group_body(r);
	case '\'':
		skip_past(r, '\'');
		return group_body(r);
	case 'P':
		if (!at_end(r) && *r->p == '<') {
			skip_past(r, '>');
			return group_body(r);
		}
		skip_past(r, ')');
		return part_unknown();
	case '(':                               /* (?(condition)yes|no): the condition may be an assertion */
		if (!at_end(r) && *r->p == '?') {
			r->p++;
			special_group(r);
		} else {
			skip_past(r, ')');
		}
		group_body(r);
		return part_unknown();
	case 'R': case '&':
		skip_past(r, ')');
		return part_unknown();
	default:
		if (is_digit(c) || ((c == '+' || c == '-') && !at_end(r) && is_digit(*r->p))) {
			skip_past(r, ')');
			return part_unknown();
		}
		r->p--;
		return options(r);
	}
}

/* ---- atoms, repeats, sequences ---- */

/* Past what means nothing: comments, \E, an empty \Q\E, blanks under (?x). */
static void skip_nothing(struct parser *r)
{
	for (;;) {
		if (looking_at(r, "\\E")) {
			r->quoted = false;
			r->p += 2;
		} else if (r->quoted || at_end(r)) {
			return;
		} else if (looking_at(r, "\\Q")) {
			r->quoted = true;
			r->p += 2;
		} else if (looking_at(r, "(?#")) {
			skip_past(r, ')');
			if (r->failed)
				return;
		} else if (r->extended && (*r->p == ' ' || (*r->p >= '\t' && *r->p <= '\r'))) {
			r->p++;
		} else if (r->extended && *r->p == '#') {
			while (!at_end(r) && *r->p != '\n')
				r->p++;
		} else {
			return;
		}
	}
}

static struct part atom(struct parser *r)
{
	uint32_t c;
	const char *at = r->p;

	if (r->quoted) {
		r->p += utf8_step(r->p, r->end, &c);
		parser_met(r, c, at);
		return part_character(r, c);
	}
	switch (*at) {
	case '[':
		r->p++;
		return part_class(r);
	case '.':
		r->p++;
		return part_unknown();
	case '^': case '$':
		r->p++;
		return part_assertion(r);
	case '(':
		r->p++;
		if (looking_at(r, "*")) {       /* verbs; (*ACCEPT) ends a match early */
			r->failed = true;
			return part_unknown();
		}
		if (!looking_at(r, "?"))
			return group_body(r);
		r->p++;
		return special_group(r);
	case '\\':
		r->p++;
		if (!at_end(r) && strchr("bBAzZGK", *r->p)) {
			r->p++;
			return part_assertion(r);
		}
		if (!parser_escape(r, false, &c))
			return part_unknown();
		if (at[1] != 'x')               /* who writes a number means just that character */
			parser_met(r, c, at);
		return part_character(r, c);
	default:
		r->p += utf8_step(r->p, r->end, &c);
		if (r->extended && (c == 0x85 || c == 0x200E || c == 0x200F || c == 0x2028 || c == 0x2029))
			return part_unknown();
		parser_met(r, c, at);
		return part_character(r, c);
	}
}

/* A number's digits; the last value that matters is "more than one". */
static size_t number(struct parser *r)
{
	size_t n = 0;

	for (; !at_end(r) && is_digit(*r->p); r->p++)
		n = n < 100000 ? n * 10 + (size_t)(*r->p - '0') : n;
	return n;
}

/* A quantifier at r->p: how often at least and at most (SIZE_MAX: without end). False if there is none. */
static bool quantifier(struct parser *r, size_t *least, size_t *most, bool *possessive)
{
	const char *from = r->p;

	if (at_end(r) || r->quoted || !strchr("?*+{", *r->p))
		return false;
	*least = *r->p == '+';
	*most = *r->p == '?' ? 1 : SIZE_MAX;
	if (*r->p++ == '{') {
		bool said = !at_end(r) && is_digit(*r->p), comma = false;
		*least = *most = number(r);
		if (!at_end(r) && *r->p == ',') {
			r->p++;
			comma = true;
			*most = !at_end(r) && is_digit(*r->p) ? number(r) : SIZE_MAX;
		}
		if (at_end(r) || *r->p != '}' || (!said && !comma)) {
			r->p = from;            /* a brace like any other character */
			return false;
		}
		r->p++;                         /* {,n}: text before PCRE2 10.43, a quantifier since: at least 0 is safe for both */
	}
	*possessive = looking_at(r, "+");
	if (*possessive || looking_at(r, "?"))
		r->p++;
	return true;
}

static struct part repeated(struct parser *r, struct part a, size_t least, size_t most)
{
	struct part b = part_unknown();

	b.loops = a.loops || most == SIZE_MAX;
	if (least == 1 && most == 1)
		return a;
	if (least == 0 && most == 1 && a.exact && a.whole.n < OPTIONAL_MAX) {
		b = part_empty(r);
		set_unite(r, &b.whole, &a.whole);
		return b;
	}
	if (least == 0)
		return b;
	if (least == most && a.exact && least <= 4) {
		struct set all = a.whole, longer;
		size_t i = 1;
		for (; i < least && set_cross(r, &all, &a.whole, &longer); i++)
			all = longer;
		if (i == least) {
			b.exact = true;
			b.whole = all;
			return b;
		}
	}
	b.best = part_best(&a);
	return b;
}

static struct part sequence(struct parser *r)
{
	struct part all = part_empty(r);             /* all.whole is the run of exact parts up to here */
	bool fixed = false;                     /* a part that must be there, and cannot be nothing or repeated */

	for (;;) {
		size_t least, most;
		bool possessive, repeats = false;
		skip_nothing(r);
		if (r->failed || at_end(r) || (!r->quoted && (*r->p == '|' || *r->p == ')')))
			break;
		struct part a = atom(r);
		for (skip_nothing(r);; skip_nothing(r)) {
			const char *at = r->p;
			if (!quantifier(r, &least, &most, &possessive))
				break;
			if (a.loops && most == SIZE_MAX && !possessive && r->nested == FACTOR_NONE)
				r->nested = (size_t)(at - r->begin);
			a = repeated(r, a, least, most);
			a.loops &= !possessive;
			repeats = true;
		}
		fixed |= a.exact && !repeats && a.whole.n && a.whole.shortest > 0;
		all.loops |= a.loops;
		struct set longer;
		if (a.exact && set_cross(r, &all.whole, &a.whole, &longer)) {
			all.whole = longer;
			continue;
		}
		set_offer(&all.best, &all.whole);
		all.exact = false;
		if (a.exact) {
			all.whole = a.whole;
		} else {
			set_offer(&all.best, &a.best);
			all.whole = part_empty(r).whole;
		}
	}
	all.loops &= !fixed;
	return all;
}

/* What sequence() gives, with the last run offered if the sequence as a whole is not exact. */
static struct part finished(struct part a)
{
	if (!a.exact)
		set_offer(&a.best, &a.whole);
	return a;
}

static struct part parse_alternatives(struct parser *r)
{
	struct part all = finished(sequence(r));

	all.whole.cap = all.best.cap = 0;
	while (!r->failed && !at_end(r) && *r->p == '|') {
		r->p++;
		struct part b = finished(sequence(r));
		struct set x = part_best(&all), y = part_best(&b);
		all.loops |= b.loops;
		if (all.exact && b.exact && all.whole.n + b.whole.n <= FACTORS_MAX) {
			set_unite(r, &all.whole, &b.whole);
			continue;
		}
		all.exact = false;
		all.whole = part_empty(r).whole;
		all.best = (struct set){ 0 };
		if (x.n && y.n && x.n + y.n <= FACTORS_MAX) {
			set_unite(r, &x, &y);
			all.best = x;
		}
	}
	return all;
}

static struct parser parser_of(struct sv source, struct arena *scratch)
{
	return (struct parser){ .p = source.p, .begin = source.p, .end = source.p + source.n, .arena = scratch, .nested = FACTOR_NONE };
}

/* Whether another literal of the set stands in the i-th, which then tells nothing. */
static bool holds_another(const struct set *s, size_t i)
{
	for (size_t k = 0; k < s->n; k++)
		if (k != i && sv_has(s->v[i].text, s->v[k].text))
			return true;
	return false;
}

/* The set's texts, *n of them; without those that hold another if not all are wanted. */
static const struct sv *texts_of(const struct set *s, bool all, struct arena *a, size_t *n)
{
	struct sv *v = ARENA_ARRAY(a, s->n, struct sv);

	*n = 0;
	for (size_t i = 0; i < s->n; i++)
		if (all || !holds_another(s, i))
			v[(*n)++] = arena_copy(a, s->v[i].text);
	return v;
}

struct factors pattern_factors(struct sv source, size_t least, struct arena *a)
{
	struct arena scratch = { 0 };
	struct parser r = parser_of(source, &scratch);
	struct part all = parse_alternatives(&r);
	struct set best = part_best(&all);
	struct factors f = { .nested = r.nested };

	if (!r.failed && at_end(&r) && best.n && best.shortest >= least) {
		f.whole = all.exact && !r.assertions && !r.caseless;
		f.v = texts_of(&best, f.whole, a, &f.n);
	}
	if (!r.failed && at_end(&r) && all.whole.n && all.whole.shortest >= least)
		f.tail = texts_of(&all.whole, true, a, &f.tails);
	arena_free(&scratch);
	return f;
}

void pattern_characters(struct sv source, factor_character_fn *visit, void *ctx)
{
	struct arena scratch = { 0 };
	struct parser r = parser_of(source, &scratch);

	r.visit = visit;
	r.visit_ctx = ctx;
	parse_alternatives(&r);
	arena_free(&scratch);
}
