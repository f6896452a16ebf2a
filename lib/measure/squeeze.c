#include "measure/squeeze.h"

#include "measure/glyph.h"

/* The end of the blanks at `at`, `at` if none stands there; *idle: one of their neighbours is a Chinese character. */
static size_t blanks_end(struct sv text, size_t at, bool *idle)
{
	size_t end, to = at;
	uint32_t c = 0;

	while (to < text.n && rune_is_space(c = rune_at(text, to, &end)))
		to = end;
	*idle = to > at && (rune_is_han(rune_ahead_of(text, at)) || (to < text.n && rune_is_han(c)));
	return to;
}

/* The first byte at or after `at` that may begin a blank. Nearly all characters begin with E4 to E9 and are stepped over. Of the lead
 * bytes of blanks, E2 and E3 also begin “ — 。 、: these are told by their last byte before the character is looked at. */
static size_t next_blank(struct sv text, size_t at)
{
	const unsigned char *p = (const unsigned char *)text.p;

	for (; at < text.n; at++) {
		unsigned char b = p[at];

		while (b >= 0xE4 && b <= 0xE9 && text.n - at > 3)
			b = p[at += 3];
		if (b > ' ' && b < 0xC2)
			continue;
		if (b <= ' ' || b == 0xC2)
			break;
		if ((b == 0xE2 || b == 0xE3 || b == 0xEF) && at + 2 < text.n && (p[at + 2] < 0x90 || p[at + 2] >= 0x9F) && rune_is_space(rune_of(text, at)))
			break;
	}
	return at;
}

struct squeezed { struct sv text; char *p; size_t *map; size_t n; };

static void copy(struct squeezed *s, size_t from, size_t to)
{
	memcpy(s->p + s->n, s->text.p + from, to - from);
	for (; from < to; from++)
		s->map[s->n++] = from;
}

struct sv squeeze(struct sv text, struct arena *a, size_t **map)
{
	struct squeezed s = { .text = text };
	size_t kept = 0, to;
	bool idle;

	*map = NULL;
	for (size_t at = next_blank(text, 0); at < text.n; at = next_blank(text, to)) {
		to = blanks_end(text, at, &idle);
		if (!idle) {
			to += to == at;                 /* a byte that only looked like one */
			continue;
		}
		if (!s.p) {
			s.p = arena_take(a, text.n + 1);
			s.map = arena_take(a, (text.n + 1) * sizeof *s.map);
		}
		copy(&s, kept, at);
		kept = to;
	}
	if (!s.p)
		return text;
	copy(&s, kept, text.n);
	s.map[s.n] = text.n;
	*map = s.map;
	return sv_from(s.p, s.n);
}
