#include "base/utf8.h"
#include "rule/factor_parser.h"

enum { CLASS_MAX = 24 };

/* Whether c matches only itself under (?i). */
static bool caseless_safe(uint32_t c)
{
	return rune_is_han(c) || (c < 0x80 && !rune_is_latin(c)) || (c >= 0x3000 && c < 0x3040);
}

void parser_met(const struct parser *r, uint32_t c, const char *at)
{
	if (r->visit && !r->negative)
		r->visit(r->visit_ctx, c, (size_t)(at - r->begin));
}

struct part part_character(struct parser *r, uint32_t c)
{
	char *text = arena_take(r->arena, 4);
	size_t n = utf8_put(text, c);

	if (r->caseless && !caseless_safe(c))
		return part_unknown();
	return part_of(r, (struct literal){ sv_from(text, n), 1 });
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

/* Past \x41 or \x{7532}, behind the x. *c is the character; false if it is none, or none that is sure. */
static bool hexadecimal(struct parser *r, uint32_t *c)
{
	bool braced = !at_end(r) && *r->p == '{';
	const char *from = r->p + braced, *digits = "0123456789abcdefABCDEF", *end = from;
	size_t most = braced ? 6 : 2;

	while (end < r->end && (size_t)(end - from) < most && *end && strchr(digits, *end))
		end++;
	*c = 0;
	for (const char *p = from; p < end; p++)
		*c = *c * 16 + (uint32_t)(is_digit(*p) ? *p - '0' : (*p | 0x20) - 'a' + 10);
	r->p = end;
	if (!braced)
		return end > from;
	r->p = from - 1;
	skip_bracketed(r);
	return r->p == end + 1 && end > from && *c <= 0x10FFFF && (*c < 0xD800 || *c > 0xDFFF);
}

/* Past a backslash and the letter after it. *c is the character it stands for; false if it is none, or not a plain one. */
bool parser_escape(struct parser *r, bool in_class, uint32_t *c)
{
	if (at_end(r)) {
		r->failed = true;
		return false;
	}
	const char *at = r->p;
	r->p += utf8_step(r->p, r->end, c);
	char e = *at;
	if ((unsigned char)e >= 0x80 || !(is_digit(e) || rune_is_latin((unsigned char)e)))
		return true;
	switch (e) {
	case 't': *c = '\t'; return true;
	case 'n': *c = '\n'; return true;
	case 'r': *c = '\r'; return true;
	case 'x':
		return hexadecimal(r, c);
	case 'g': case 'k': case 'o': case 'N':
		skip_bracketed(r);
		while (e == 'g' && !at_end(r) && (is_digit(*r->p) || *r->p == '-' || *r->p == '+'))
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
		for (int i = 0; is_digit(e) && !at_end(r) && is_digit(*r->p) && (!in_class || i < 2); i++)
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
struct part part_class(struct parser *r)
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
			plain = parser_escape(r, true, &c);
			a.exact &= plain;
		}
		if (plain && (*at != '\\' || at[1] != 'x'))
			parser_met(r, c, at);
		if (a.exact && a.whole.n < CLASS_MAX) {
			struct part one = part_character(r, c);
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
	return a.exact ? a : part_unknown();
}
