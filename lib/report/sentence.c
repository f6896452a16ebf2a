#include "report/sentence.h"

#include <stdlib.h>
#include "base/mem.h"
#include "base/utf8.h"

/* Whether one of U+4E00 to U+9FFF, of which nearly all of a text consists, is at p: told by its bytes, without reading it. */
static bool is_ideograph(const char *p)
{
	unsigned lead = (unsigned char)*p;

	return lead > 0xE4 ? lead <= 0xE9 : lead == 0xE4 && (unsigned char)p[1] >= 0xB8;
}

/* ---- white space ---- */

static uint32_t rune_at(struct sv s, size_t at)
{
	uint32_t c = 0;

	if (at < s.n)
		utf8_step(s.p + at, s.p + s.n, &c);
	return c;
}

static uint32_t rune_before(struct sv s, size_t at)
{
	return at > 0 ? rune_at(sv_from(s.p, at), (size_t)(utf8_back(s.p, s.p + at) - s.p)) : 0;
}

static bool is_wide(uint32_t c)
{
	return rune_is_wide(c) || (c >= 0x2010 && c <= 0x2027) || (c >= 0x2460 && c <= 0x24FF) || c == 0xB7;
}

/* Figures set with a blank behind every digit: 1 9 9 8, 4 . 5. joined: the blank before the left one was taken off so. */
static bool is_spaced_figure(struct sv done, bool joined, struct sv in, size_t next)
{
	uint32_t left = rune_before(done, done.n), right = rune_at(in, next), after = rune_at(in, next + 1);
	uint32_t before = done.n > 1 ? rune_before(done, done.n - 1) : 0;

	if (left >= 0x80 || right >= 0x80 || rune_is_digit(after) || rune_is_latin(after))
		return false;
	if (!joined && (!rune_is_digit(left) || rune_is_digit(before) || rune_is_latin(before) || before == '.'))
		return false;
	return (rune_is_digit(left) || left == '.') && (rune_is_digit(right) || right == '.');
}

/* Whether one blank stays between the end of done and the text from `next` on. */
static bool keeps_blank(struct sv done, struct sv in, size_t next)
{
	uint32_t left = rune_before(done, done.n), right = rune_at(in, next);

	return left && right && !is_wide(left) && !is_wide(right) && right != '%';
}

/* Whether an ideograph stands at the end of done or at the beginning of the rest; no blank stays beside one. */
static bool beside_ideograph(struct sv done, struct sv rest)
{
	if (rest.n > 0 && is_ideograph(rest.p))
		return true;
	return done.n >= 3 && (unsigned char)done.p[done.n - 1] >= 0x80 && is_ideograph(done.p + done.n - 3);
}

struct sv canonical(struct sv in, struct buf *to)
{
	size_t at = scan_space(in, 0), done = 0;
	bool joined = false;

	if (at == in.n)
		return in;
	buf_clear(to);
	while (done < in.n) {
		size_t n = 0;
		bool tab = false;

		buf_add(to, sv_sub(in, done, at));
		joined = joined && at == done + 1;
		for (done = at; done < in.n; done += n) {
			uint32_t c;

			n = utf8_step(in.p + done, in.p + in.n, &c);
			if (!rune_is_space(c))
				break;
			tab = tab || c == '\t';
		}
		/* nearly all blanks that a text is spaced with: asking the four characters around them took a tenth of gwr-split's time */
		if (!tab && beside_ideograph(buf_sv(to), sv_skip(in, done))) {
			joined = false;
			at = scan_space(in, done);
			continue;
		}
		joined = is_spaced_figure(buf_sv(to), joined, in, done);
		if (tab ? to->n > 0 && done < in.n : !joined && keeps_blank(buf_sv(to), in, done))
			buf_char(to, ' ');
		at = scan_space(in, done);
	}
	return buf_sv(to);
}

/* ---- sentences ---- */

enum { NEST_BYTES = 1800 };             /* a bracket that holds more than 600 characters is not waited for */

static bool is_stop(uint32_t c)
{
	return c == 0x3002 || c == 0xFF01 || c == 0xFF1F;
}

bool closes_sentence(uint32_t c)
{
	return c == 0x201D || c == 0x2019 || c == 0xFF09 || c == 0x300B || c == 0x300D || c == 0x300F || c == 0x3011 || c == ')'
		|| c == '*' || c == '"';
}

/* Whether the sentence goes on with c although a stop and a closing mark stand before: “……。”的精神. */
static bool goes_on(uint32_t c)
{
	return c == 0xFF0C || c == 0x3001 || c == 0xFF1B || c == 0xFF1A || c == 0x7684 /* 的 */ || c == 0x7B49 /* 等 */
		|| c == 0x4E4B /* 之 */ || c == 0x3002 || c == 0x548C /* 和 */;
}

static uint32_t closing_rune(uint32_t open)
{
	switch (open) {
	case 0x201C: return 0x201D;     /* “” */
	case 0xFF08: return 0xFF09;     /* （） */
	case 0x300A: return 0x300B;     /* 《》 */
	case 0x300C: return 0x300D;     /* 「」 */
	default: return 0;
	}
}

/* Where the quotation mark or bracket that opens before offset `from` closes, behind it; 0 if it does not, or not soon, or opens again. */
static size_t closing_of(const struct scan_block *block, struct sv text, size_t from, uint32_t open)
{
	uint32_t want = closing_rune(open), c;

	if (text.n - from > NEST_BYTES)
		text.n = from + NEST_BYTES;
	while ((from = scan_next_mark(block, text.n, from)) < text.n) {
		from += utf8_step(text.p + from, text.p + text.n, &c);
		if (c == want)
			return from;
		if (c == open)
			break;
	}
	return 0;
}

/* p stands behind a stop: goes behind what closes the sentence; true if it ends there. */
static bool close_sentence(const char **p, const char *end, bool dots)
{
	bool weak = dots;               /* what follows can show that the sentence goes on */
	uint32_t c = 0;

	while (*p < end) {
		size_t n;

		if (!weak && is_ideograph(*p))
			return true;    /* as nearly all do */
		n = utf8_step(*p, end, &c);
		if (!is_stop(c) && !closes_sentence(c) && c != 0x2026 && c != '!' && c != '?')
			break;
		weak = closes_sentence(c) || (weak && !is_stop(c));
		*p += n;
	}
	return *p == end || !weak || !goes_on(c);
}

/* Whether the mark at `at` is a stop: ! and ? behind a wide character, dots in pairs. */
static bool is_real_stop(struct sv text, size_t at, uint32_t c)
{
	if (is_stop(c))
		return true;
	if (c == '!' || c == '?')
		return is_wide(rune_before(text, at));
	return c == 0x2026 && rune_before(text, at) == 0x2026;
}

/* A sentence that ends at `end`; *before: the characters before it, then those before `end`. */
static void add_end(struct sentences *s, size_t end, size_t *before)
{
	size_t all = scan_black_before(s->block, end);

	GROW(s->v, s->cap, s->n + 1);
	s->v[s->n++] = (struct sentence){ end, all - *before };
	*before = all;
}

void sentences_find(struct sv text, struct sentences *to)
{
	const char *end = text.p + text.n;
	size_t begin = 0, at = 0, nested = 0, chars = 0;        /* up to `nested` no sentence ends */

	GROW(to->block, to->block_cap, SCAN_BLOCKS(text.n));
	to->special = scan_marks(text, to->block);
	to->n = 0;
	while ((at = scan_next_mark(to->block, text.n, at)) < text.n) {
		uint32_t c;
		const char *p = text.p + at + utf8_step(text.p + at, end, &c);

		if (is_real_stop(text, at, c)) {
			if (close_sentence(&p, end, c == 0x2026) && (size_t)(p - text.p) >= nested) {
				begin = (size_t)(p - text.p);
				add_end(to, begin, &chars);
			}
		} else if (closing_rune(c) && (size_t)(p - text.p) > nested) {
			size_t close = closing_of(to->block, text, (size_t)(p - text.p), c);

			nested = close ? close : nested;
		}
		at = (size_t)(p - text.p);
	}
	if (begin < text.n || to->n == 0)
		add_end(to, text.n, &chars);
}

void sentences_free(struct sentences *s)
{
	free(s->v);
	free(s->block);
}
