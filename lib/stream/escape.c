/* Escapes of fields. Nearly all text has none, so the common path looks for eight bytes at a time without. */
#include "stream/escape.h"

#include "base/utf8.h"
#include "stream/record.h"

#define ONES 0x0101010101010101u
#define HIGH 0x8080808080808080u

/* Bytes below `low` (at most 128) of the eight in x have their high bit set in the result, as may bytes above such a one. */
static inline uint64_t below(uint64_t x, unsigned low)
{
	return (x - ONES * low) & ~x & HIGH;
}

static inline uint64_t equal(uint64_t x, char c)
{
	return below(x ^ (ONES * (unsigned char)c), 1);
}

/* Length of the prefix of s with no byte below `low`, no backslash and no `also`; up to seven bytes too short. */
static size_t clean(struct sv s, unsigned low, char also)
{
	size_t i = 0;

	for (uint64_t x; s.n - i >= sizeof x; i += sizeof x) {
		memcpy(&x, s.p + i, sizeof x);
		if (below(x, low) | equal(x, '\\') | equal(x, also))
			break;
	}
	return i;
}

static char letter_of(unsigned char c)
{
	switch (c) {
	case '\t': return 't';
	case '\n': return 'n';
	case '\r': return 'r';
	case '\\': return '\\';
	default: return 0;
	}
}

static char byte_of(char letter)
{
	switch (letter) {
	case 't': return '\t';
	case 'n': return '\n';
	case 'r': return '\r';
	case '\\': return '\\';
	default: return 0;
	}
}

void escape_wire(struct buf *out, struct sv plain)
{
	while (plain.n > 0) {
		size_t n = clean(plain, ' ', '\\'), most = n + sizeof(uint64_t);
		char letter = 0;

		while (n < plain.n && n < most && !(letter = letter_of((unsigned char)plain.p[n])))
			n++;
		buf_add(out, sv_from(plain.p, n));
		if (letter) {
			buf_char(out, '\\');
			buf_char(out, letter);
			n++;
		}
		plain = sv_skip(plain, n);
	}
}

/* One byte that JSON wants escaped. */
static void json_byte(struct buf *out, unsigned char c)
{
	char letter = c == '"' ? '"' : letter_of(c);

	buf_char(out, '\\');
	if (letter)
		buf_char(out, letter);
	else
		buf_fmt(out, "u%04x", (unsigned)c);
}

size_t escape_none(struct sv s)
{
	size_t n = clean(s, ' ', '"');

	while (n < s.n && (unsigned char)s.p[n] >= ' ' && s.p[n] != '"' && s.p[n] != '\\')
		n++;
	return n;
}

/* A valid run of text. On the wire, an escape of TSV is the same escape in JSON; a backslash that begins none is itself. */
static void json_run(struct buf *out, struct sv s, bool wire)
{
	while (s.n > 0) {
		size_t n = clean(s, ' ', '"'), most = n + sizeof(uint64_t);
		bool stop = false;

		while (n < s.n && n < most && !(stop = (unsigned char)s.p[n] < ' ' || s.p[n] == '"' || s.p[n] == '\\'))
			n++;
		buf_add(out, sv_from(s.p, n));
		if (stop && wire && s.p[n] == '\\' && n + 1 < s.n && byte_of(s.p[n + 1])) {
			buf_add(out, sv_from(s.p + n, 2));
			n += 2;
		} else if (stop) {
			json_byte(out, (unsigned char)s.p[n++]);
		}
		s = sv_skip(s, n);
	}
}

static void json_string(struct buf *out, struct sv s, bool wire)
{
	size_t good;

	buf_char(out, '"');
	while ((good = utf8_valid(s)) < s.n) {
		json_run(out, sv_from(s.p, good), wire);
		buf_rune(out, RUNE_BAD);
		s = sv_skip(s, good + 1);
	}
	json_run(out, s, wire);
	buf_char(out, '"');
}

void escape_json(struct buf *out, struct sv plain)
{
	json_string(out, plain, false);
}

void escape_json_wire(struct buf *out, struct sv wire)
{
	json_string(out, wire, true);
}

struct sv field_plain(struct sv raw, struct arena *a)
{
	const char *from = raw.n ? memchr(raw.p, '\\', raw.n) : NULL;
	char *to, *start;

	if (!from)
		return raw;
	start = arena_take(a, raw.n);
	memcpy(start, raw.p, (size_t)(from - raw.p));
	to = start + (from - raw.p);
	for (const char *end = raw.p + raw.n; from < end; ) {
		char c = *from == '\\' && from + 1 < end ? byte_of(from[1]) : 0;

		*to++ = c ? c : *from;
		from += c ? 2 : 1;
	}
	return sv_from(start, (size_t)(to - start));
}

struct sv field_text(struct sv raw, struct arena *a)
{
	struct sv s = field_plain(raw, a);
	size_t good = utf8_valid(s), n = 0;
	char *start;

	if (good == s.n)
		return s;
	start = arena_take(a, s.n * 3);         /* U+FFFD is three bytes long */
	for (;;) {
		memcpy(start + n, s.p, good);
		n += good;
		if (good == s.n)
			return sv_from(start, n);
		n += utf8_put(start + n, RUNE_BAD);
		s = sv_skip(s, good + 1);
		good = utf8_valid(s);
	}
}
