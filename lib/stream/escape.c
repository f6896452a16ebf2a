/* Escapes of fields. Nearly all text has none, so what is looked for first is whether there is anything to escape. */
#include "stream/escape.h"

#include "base/utf8.h"
#include "stream/record.h"

static inline bool special(char c, char also)
{
	return (unsigned char)c < ' ' || c == '\\' || c == also;
}

static inline size_t run_from(struct sv s, size_t i, char also)
{
	while (i < s.n && !special(s.p[i], also))
		i++;
	return i;
}

size_t escape_run_plain(struct sv s, char also)
{
	return run_from(s, 0, also);
}

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

/* escape_run() by eight bytes: for short fields, and where there is nothing better. */
static inline size_t run_by_words(struct sv s, char also)
{
	size_t i = 0;

	for (uint64_t x; s.n - i >= sizeof x; i += sizeof x) {
		memcpy(&x, s.p + i, sizeof x);
		if (below(x, ' ') | equal(x, '\\') | equal(x, also))
			break;
	}
	return run_from(s, i, also);
}

#if defined __SSE2__ && defined __GNUC__
#include <emmintrin.h>

enum { STEP = 16 };

static inline unsigned specials(const char *p, char also)
{
	__m128i v = _mm_loadu_si128((const __m128i *)(const void *)p);
	__m128i control = _mm_cmpeq_epi8(_mm_min_epu8(v, _mm_set1_epi8(' ' - 1)), v);
	__m128i other = _mm_or_si128(_mm_cmpeq_epi8(v, _mm_set1_epi8('\\')), _mm_cmpeq_epi8(v, _mm_set1_epi8(also)));

	return (unsigned)_mm_movemask_epi8(_mm_or_si128(control, other));
}

size_t escape_run(struct sv s, char also)
{
	size_t i = 0;
	unsigned found;

	if (s.n < STEP)
		return run_by_words(s, also);
	for (; s.n - i >= STEP; i += STEP)
		if ((found = specials(s.p + i, also)))
			return i + (unsigned)__builtin_ctz(found);
	/* the rest with what stands before it, where nothing was */
	found = specials(s.p + s.n - STEP, also);
	return found ? s.n - STEP + (unsigned)__builtin_ctz(found) : s.n;
}
#else
size_t escape_run(struct sv s, char also)
{
	return run_by_words(s, also);
}
#endif

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
	for (;;) {
		size_t n = escape_run(plain, '\\');
		char letter;

		buf_add(out, sv_from(plain.p, n));
		if (n == plain.n)
			return;
		letter = letter_of((unsigned char)plain.p[n]);
		if (letter)
			buf_char(out, '\\');
		buf_char(out, letter ? letter : plain.p[n]);
		plain = sv_skip(plain, n + 1);
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

/* On the wire, an escape of TSV is the same escape in JSON; a backslash that begins none is itself. */
static void put_json(struct buf *out, struct sv s, bool wire)
{
	for (;;) {
		size_t n = escape_run(s, '"');

		buf_add(out, sv_from(s.p, n));
		if (n == s.n)
			return;
		if (wire && s.p[n] == '\\' && n + 1 < s.n && byte_of(s.p[n + 1])) {
			buf_add(out, sv_from(s.p + n, 2));
			n += 2;
		} else {
			json_byte(out, (unsigned char)s.p[n++]);
		}
		s = sv_skip(s, n);
	}
}

void escape_json(struct buf *out, struct sv plain)
{
	put_json(out, plain, false);
}

void escape_json_wire(struct buf *out, struct sv wire)
{
	put_json(out, wire, true);
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
