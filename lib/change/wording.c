#include "change/wording.h"

#include <stdlib.h>
#include "base/utf8.h"

struct sv wording_core(const struct scale *s, struct sv text, struct arena *a, struct buf *scratch)
{
	scratch->n = 0;
	while (text.n) {
		uint32_t c;
		size_t verb = words_at_start(s->verbs, text), place = words_at_start(s->regions, text), skip = verb > place ? verb : place;
		size_t n = utf8_step(text.p, text.p + text.n, &c);
		if (!skip && !rune_is_han(c) && !rune_is_latin(c))
			skip = n;
		if (!skip)
			buf_add(scratch, sv_from(text.p, n));
		text = sv_skip(text, skip ? skip : n);
	}
	return arena_copy(a, buf_sv(scratch));
}

/* The clause up to the number: what stands between the last comma, semicolon or full stop and it. All of the quote where the number
 * is not written there as it was read (in Chinese numerals). */
static struct sv before_number(const struct figure *f)
{
	struct sv s = f->field[FIGURE_QUOTE], lo = f->field[FIGURE_LO];
	size_t at = lo.n ? sv_find(s, lo, 0) : SV_NONE(s), from = 0;
	uint32_t c;
	/* 2 in 12 or 2.5 is not it */
	while (at <= s.n && ((at > 0 && ((s.p[at - 1] >= '0' && s.p[at - 1] <= '9') || s.p[at - 1] == '.'))
		|| (at + lo.n < s.n && ((s.p[at + lo.n] >= '0' && s.p[at + lo.n] <= '9') || s.p[at + lo.n] == '.'))))
		at = sv_find(s, lo, at + 1);
	if (at <= s.n)
		s.n = at;
	for (size_t i = 0, n; i < s.n; i += n) {
		n = utf8_step(s.p + i, s.p + s.n, &c);
		c = rune_narrow(c);
		if (c == ',' || c == ';' || c == 0x3002)        /* 。 */
			from = i + n;
	}
	return sv_skip(s, from);
}

/* The level of the longest word of scale->count that text begins with; false if there is none. */
static bool count_word(const struct scale *s, struct sv text, size_t *length, int *level)
{
	*length = 0;
	for (size_t i = 0; i < s->counts; i++) {
		size_t n = words_at_start(node_get(s->count[i], "words"), text);
		if (n > *length) {
			*length = n;
			*level = scale_level(s->count[i]);
		}
	}
	return *length > 0;
}

struct levels { int up, down; };        /* the highest above 0, the lowest below */

static struct levels levels_in(const struct scale *s, struct sv text)
{
	struct levels found = { 0, 0 };
	while (text.n) {
		uint32_t c;
		size_t n, step = utf8_step(text.p, text.p + text.n, &c);
		int level;
		if (count_word(s, text, &n, &level)) {
			found.up = level > found.up ? level : found.up;
			found.down = level < found.down ? level : found.down;
			step = n;
		}
		text = sv_skip(text, step);
	}
	return found;
}

/* In a list (新增耕地3万亩、粮食产量稳定在5亿斤) an item that only says that it stands is not new with those before it. */
static int count_of(const struct scale *s, const struct figure *f)
{
	struct sv text = before_number(f), comma = SV("、");
	size_t item = 0;
	for (size_t at = 0; (at = sv_find(text, comma, at)) <= text.n; at += comma.n)
		item = at + comma.n;
	struct levels own = levels_in(s, sv_skip(text, item)), all = levels_in(s, text);
	if (own.up && !own.down)
		return own.up;
	return -all.down > all.up ? all.down : all.up;
}

struct wording wording_of(const struct scale *s, const struct figure *f, struct arena *a, struct buf *scratch)
{
	struct wording w = { .core = wording_core(s, f->field[FIGURE_METRIC], a, scratch) };
	/* a rate counts nothing */
	if (f->has_value && !sv_eq(f->field[FIGURE_BASE], s->points_base))
		w.count = count_of(s, f);
	for (size_t i = 0; i < s->grades && i < sizeof w.grades * 8; i++)
		if (words_in(node_get(s->grade[i], "words"), f->field[FIGURE_METRIC]))
			w.grades |= 1u << i;
	return w;
}

bool wordings_clash(const struct wording *a, const struct wording *b)
{
	enum { APART = 3 };             /* see rules/change.yaml */
	if (a->grades && b->grades && !(a->grades & b->grades))
		return true;
	return (a->count < 0) != (b->count < 0) && abs(a->count - b->count) >= APART;
}
