#include "rule/factor.h"

#include "base/utf8.h"

/* The pattern language is pcre2pattern(3)'s, 10.42. */

enum { CROSS_MAX = 64, CLASS_MAX = 24, DEPTH_MAX = 120, WORK_MAX = 256 * 1024 };

struct literal { struct sv text; size_t length; };               /* length in characters */
struct set { struct literal *v; size_t n, cap, shortest; };      /* cap is 0 where v may be shared */

/* What is known of a part of the pattern. exact: it matches just the texts of `whole`, the empty one perhaps among them.
 * Else `best` is a set one of which stands in everything that it matches; none is known if best.n is 0.
 * loops: it holds a repeat without end, and no character that must stand between two rounds of a loop around it. */
struct part { bool exact, loops; struct set whole, best; };

struct parser {
	const char *p, *begin, *end;
	struct arena *arena;
	size_t work;                    /* bytes and members made so far */
	unsigned depth;
	bool caseless, extended, quoted;        /* (?i), (?x), between \Q and \E */
	bool failed;                    /* something that is not understood: no set at all */
	bool assertions;                /* there are some: what matches depends on more than the text matched */
	size_t nested;
	unsigned negative;              /* inside so many negative assertions and negated classes */
	factor_character_fn *visit;
	void *visit_ctx;
};

static struct part parse_alternatives(struct parser *r);

/* ---- sets ---- */

static const struct literal empty_literal = { { "", 0 }, 0 };

static struct set set_new(struct parser *r, size_t room)
{
	r->work += room * sizeof(struct literal);
	if (r->work > WORK_MAX)
		r->failed = true;
	return (struct set){ ARENA_ARRAY(r->arena, r->failed ? 1 : room, struct literal), 0, 0, 0 };
}

static void set_add(struct set *s, struct literal x)
{
	for (size_t i = 0; i < s->n; i++)
		if (sv_eq(s->v[i].text, x.text))
			return;
	if (s->n == 0 || x.length < s->shortest)
		s->shortest = x.length;
	s->v[s->n++] = x;
}

static struct part part_of(struct parser *r, struct literal x)
{
	struct part a = { .exact = true, .whole = set_new(r, 1) };

	set_add(&a.whole, x);
	return a;
}

static struct part nothing_known(void)
{
	return (struct part){ .exact = false };
}

/* A part that matches the empty text only. */
static struct part empty(struct parser *r)
{
	return part_of(r, empty_literal);
}

/* Whether a finds less than b does: a literal of one more character is taken to be ten times rarer. */
static bool rarer(const struct set *a, const struct set *b)
{
	size_t la = a->shortest < 6 ? a->shortest : 6, lb = b->shortest < 6 ? b->shortest : 6;
	size_t na = a->n, nb = b->n;

	for (; la > lb; la--)
		nb *= 10;
	for (; lb > la; lb--)
		na *= 10;
	return na < nb;
}

/* s is found in every match: keeps it if it is the best so far. */
static void offer(struct set *best, const struct set *s)
{
	if (s->n && s->shortest > 0 && (best->n == 0 || rarer(s, best)))
		*best = *s;
}

static struct set part_best(const struct part *a)
{
	struct set best = a->best;

	if (a->exact)
		offer(&best, &a->whole);
	return best;
}

/* a x b into *out; false if that is too much. */
static bool cross(struct parser *r, const struct set *a, const struct set *b, struct set *out)
{
	if (a->n * b->n > CROSS_MAX)
		return false;
	for (size_t i = 0; i < a->n; i++)
		for (size_t j = 0; j < b->n; j++)
			if (a->v[i].length + b->v[j].length > FACTOR_LENGTH_MAX)
				return false;
	*out = set_new(r, a->n * b->n);
	for (size_t i = 0; i < a->n && !r->failed; i++)
		for (size_t j = 0; j < b->n; j++) {
			struct sv x = a->v[i].text, y = b->v[j].text;
			char *text = arena_take(r->arena, x.n + y.n + 1);
			memcpy(text, x.p, x.n);
			memcpy(text + x.n, y.p, y.n);
			r->work += x.n + y.n + 16;
			set_add(out, (struct literal){ sv_from(text, x.n + y.n), a->v[i].length + b->v[j].length });
		}
	return true;
}

static struct part assertion(struct parser *r)
{
	r->assertions = true;
	return empty(r);
}

/* Adds b's members to *a. */
static void unite(struct parser *r, struct set *a, const struct set *b)
{
	if (a->cap < a->n + b->n) {
		struct set larger = set_new(r, 2 * (a->n + b->n));
		if (r->failed)
			return;
		if (a->n)
			memcpy(larger.v, a->v, a->n * sizeof *a->v);
		a->v = larger.v;
		a->cap = 2 * (a->n + b->n);
	}
	for (size_t i = 0; i < b->n; i++)
		set_add(a, b->v[i]);
}

/* ---- characters, classes, escapes ---- */

static bool at_end(const struct parser *r)
{
	return r->p >= r->end;
}

static bool looking_at(const struct parser *r, const char *z)
{
	return sv_starts(sv_from(r->p, (size_t)(r->end - r->p)), sv_of(z));
}

static void skip_past(struct parser *r, char c)
{
	const char *q = at_end(r) ? NULL : memchr(r->p, c, (size_t)(r->end - r->p));

	if (q)
		r->p = q + 1;
	else
		r->failed = true;
}

/* Whether c matches only itself under (?i). */
static bool caseless_safe(uint32_t c)
{
	return rune_is_han(c) || (c < 0x80 && !rune_is_latin(c)) || (c >= 0x3000 && c < 0x3040);
}

static void met(const struct parser *r, uint32_t c, const char *at)
{
	if (r->visit && !r->negative)
		r->visit(r->visit_ctx, c, (size_t)(at - r->begin));
}

static struct part character(struct parser *r, uint32_t c)
{
	char *text = arena_take(r->arena, 4);
	size_t n = utf8_put(text, c);

	if (r->caseless && !caseless_safe(c))
		return nothing_known();
	return part_of(r, (struct literal){ sv_from(text, n), 1 });
}

static bool digit(char c)
{
	return c >= '0' && c <= '9';
}

/* Past what follows \g, \k, \p, \o, \x, \N: {...}, <...>, '...' or nothing. */
static void skip_bracketed(struct parser *r)
{
	if (at_end(r))
		return;
	char open = *r->p;
	if (open == '{' || open == '<' || open == '\'') {
		r->p++;
		skip_past(r, open == '{' ? '}' : open == '<' ? '>' : '\'');
	}
}

/* Past a backslash and the letter after it. *c is the character it stands for; false if it is none, or not a plain one. */
static bool escape(struct parser *r, bool in_class, uint32_t *c)
{
	if (at_end(r)) {
		r->failed = true;
		return false;
	}
	const char *at = r->p;
	r->p += utf8_step(r->p, r->end, c);
	char e = *at;
	if ((unsigned char)e >= 0x80 || !(digit(e) || rune_is_latin((unsigned char)e)))
		return true;
	switch (e) {
	case 't': *c = '\t'; return true;
	case 'n': *c = '\n'; return true;
	case 'r': *c = '\r'; return true;
	case 'x':
		if (!at_end(r) && *r->p == '{')
			skip_bracketed(r);
		else
			for (int i = 0; i < 2 && !at_end(r) && strchr("0123456789abcdefABCDEF", *r->p) && *r->p; i++)
				r->p++;
		return false;
	case 'g': case 'k': case 'o': case 'N':
		skip_bracketed(r);
		while (e == 'g' && !at_end(r) && (digit(*r->p) || *r->p == '-' || *r->p == '+'))
			r->p++;
		return false;
	case 'p': case 'P':
		if (!at_end(r) && *r->p != '{')
			r->p++;
		else
			skip_bracketed(r);
		return false;
	case 'c':
		if (!at_end(r))
			r->p++;
		return false;
	default:
		for (int i = 0; digit(e) && !at_end(r) && digit(*r->p) && (!in_class || i < 2); i++)
			r->p++;
		return false;
	}
}

/* Whether [: [. or [= at r->p opens a POSIX class; as PCRE2 decides it. */
static const char *posix_class_end(const struct parser *r)
{
	char mark = r->end - r->p >= 2 ? r->p[1] : '\0';

	if (mark != ':' && mark != '.' && mark != '=')
		return NULL;
	for (const char *q = r->p + 2; r->end - q >= 2; q++) {
		if (q[0] == '\\' && (q[1] == ']' || q[1] == '\\'))
			q++;
		else if ((q[0] == '[' && q[1] == mark) || q[0] == ']')
			return NULL;
		else if (q[0] == mark && q[1] == ']')
			return q + 2;
	}
	return NULL;
}

/* A class after its '['. Exact if it lists a few characters one by one. */
static struct part class(struct parser *r)
{
	struct part a = { .exact = true, .whole = set_new(r, CLASS_MAX) };
	bool first = true, quoted = false, negated = looking_at(r, "^");

	if (negated) {
		r->p++;
		r->negative++;
		a.exact = false;
	}
	for (; !at_end(r) && (quoted || first || *r->p != ']'); first = false) {
		uint32_t c;
		const char *posix = quoted || *r->p != '[' ? NULL : posix_class_end(r);
		if (looking_at(r, quoted ? "\\E" : "\\Q")) {
			quoted = !quoted;
			a.exact = false;        /* rare enough not to be read closely */
			r->p += 2;
			continue;
		}
		if (posix) {
			r->p = posix;
			a.exact = false;
			continue;
		}
		if (!quoted && *r->p == '-' && !first && !(r->end - r->p >= 2 && r->p[1] == ']'))
			a.exact = false;
		const char *at = r->p;
		bool plain = quoted || *r->p != '\\';
		if (plain) {
			r->p += utf8_step(r->p, r->end, &c);
		} else {
			r->p++;
			plain = escape(r, true, &c);
			a.exact &= plain;
		}
		if (plain)
			met(r, c, at);
		if (a.exact && a.whole.n < CLASS_MAX) {
			struct part one = character(r, c);
			a.exact = one.exact;
			if (one.exact)
				set_add(&a.whole, one.whole.v[0]);
		} else {
			a.exact = false;
		}
	}
	r->negative -= negated;
	if (at_end(r))
		r->failed = true;
	else
		r->p++;
	return a.exact ? a : nothing_known();
}

/* ---- groups ---- */

static struct part group_body(struct parser *r)
{
	struct part a;
	bool caseless = r->caseless, extended = r->extended;

	if (++r->depth > DEPTH_MAX)
		r->failed = true;
	a = r->failed ? nothing_known() : parse_alternatives(r);
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
		return nothing_known();
	}
	bool caseless_outside = r->caseless, extended_outside = r->extended;
	r->caseless = caseless;
	r->extended = extended;
	if (*r->p++ == ')')
		return empty(r);
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
	return assertion(r);
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
		return nothing_known();
	case '(':                               /* (?(condition)yes|no): the condition may be an assertion */
		if (!at_end(r) && *r->p == '?') {
			r->p++;
			special_group(r);
		} else {
			skip_past(r, ')');
		}
		group_body(r);
		return nothing_known();
	case 'R': case '&':
		skip_past(r, ')');
		return nothing_known();
	default:
		if (digit(c) || ((c == '+' || c == '-') && !at_end(r) && digit(*r->p))) {
			skip_past(r, ')');
			return nothing_known();
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
		met(r, c, at);
		return character(r, c);
	}
	switch (*at) {
	case '[':
		r->p++;
		return class(r);
	case '.':
		r->p++;
		return nothing_known();
	case '^': case '$':
		r->p++;
		return assertion(r);
	case '(':
		r->p++;
		if (looking_at(r, "*")) {       /* verbs; (*ACCEPT) ends a match early */
			r->failed = true;
			return nothing_known();
		}
		if (!looking_at(r, "?"))
			return group_body(r);
		r->p++;
		return special_group(r);
	case '\\':
		r->p++;
		if (!at_end(r) && strchr("bBAzZGK", *r->p)) {
			r->p++;
			return assertion(r);
		}
		if (!escape(r, false, &c))
			return nothing_known();
		met(r, c, at);
		return character(r, c);
	default:
		r->p += utf8_step(r->p, r->end, &c);
		if (r->extended && (c == 0x85 || c == 0x200E || c == 0x200F || c == 0x2028 || c == 0x2029))
			return nothing_known();
		met(r, c, at);
		return character(r, c);
	}
}

/* A number's digits; the last value that matters is "more than one". */
static size_t number(struct parser *r)
{
	size_t n = 0;

	for (; !at_end(r) && digit(*r->p); r->p++)
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
		bool said = !at_end(r) && digit(*r->p), comma = false;
		*least = *most = number(r);
		if (!at_end(r) && *r->p == ',') {
			r->p++;
			comma = true;
			*most = !at_end(r) && digit(*r->p) ? number(r) : SIZE_MAX;
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
	struct part b = nothing_known();

	b.loops = a.loops || most == SIZE_MAX;
	if (least == 1 && most == 1)
		return a;
	if (least == 0 && most == 1 && a.exact && a.whole.n < CROSS_MAX) {
		b = empty(r);
		unite(r, &b.whole, &a.whole);
		return b;
	}
	if (least == 0)
		return b;
	if (least == most && a.exact && least <= 4) {
		struct set all = a.whole, longer;
		size_t i = 1;
		for (; i < least && cross(r, &all, &a.whole, &longer); i++)
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
	struct part all = empty(r);             /* all.whole is the run of exact parts up to here */
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
		if (a.exact && cross(r, &all.whole, &a.whole, &longer)) {
			all.whole = longer;
			continue;
		}
		offer(&all.best, &all.whole);
		all.exact = false;
		if (a.exact) {
			all.whole = a.whole;
		} else {
			offer(&all.best, &a.best);
			all.whole = empty(r).whole;
		}
	}
	all.loops &= !fixed;
	return all;
}

/* What sequence() gives, with the last run offered if the sequence as a whole is not exact. */
static struct part finished(struct part a)
{
	if (!a.exact)
		offer(&a.best, &a.whole);
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
			unite(r, &all.whole, &b.whole);
			continue;
		}
		all.exact = false;
		all.best = (struct set){ 0 };
		if (x.n && y.n && x.n + y.n <= FACTORS_MAX) {
			unite(r, &x, &y);
			all.best = x;
		}
	}
	return all;
}

static struct parser parser_of(struct sv source, struct arena *scratch)
{
	return (struct parser){ .p = source.p, .begin = source.p, .end = source.p + source.n, .arena = scratch, .nested = FACTOR_NONE };
}

struct factors pattern_factors(struct sv source, size_t least, struct arena *a)
{
	struct arena scratch = { 0 };
	struct parser r = parser_of(source, &scratch);
	struct part all = parse_alternatives(&r);
	struct set best = part_best(&all);
	struct factors f = { .nested = r.nested };

	if (!r.failed && at_end(&r) && best.n && best.shortest >= least) {
		struct sv *v = ARENA_ARRAY(a, best.n, struct sv);
		for (f.n = 0; f.n < best.n; f.n++)
			v[f.n] = arena_copy(a, best.v[f.n].text);
		f.v = v;
		f.whole = all.exact && !r.assertions && !r.caseless;
	}
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
