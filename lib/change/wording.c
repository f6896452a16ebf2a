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

static bool is_part_end(uint32_t c)
{
	c = rune_narrow(c);
	return c == ',' || c == ';' || c == 0x3002;             /* 。 */
}

static bool in_number(char c)
{
	return (c >= '0' && c <= '9') || c == '.';
}

/* The number's place in the quote; false where it is not written there as it was read (in Chinese numerals). */
static bool find_number(const struct figure *f, size_t *at)
{
	struct sv s = f->field[FIGURE_QUOTE], lo = f->field[FIGURE_LO];
	*at = lo.n ? sv_find(s, lo, 0) : SV_NONE(s);
	/* 2 in 12 or 2.5 is not it */
	while (*at <= s.n && ((*at > 0 && in_number(s.p[*at - 1])) || (*at + lo.n < s.n && in_number(s.p[*at + lo.n]))))
		*at = sv_find(s, lo, *at + 1);
	return *at <= s.n;
}

/* What leads to the number, from the last comma, semicolon or full stop before it; and what follows, up to the next, or to the next
 * item of a list. */
static void around_number(const struct figure *f, struct sv *before, struct sv *after)
{
	struct sv s = f->field[FIGURE_QUOTE];
	size_t at = s.n, from = 0, end;
	uint32_t c;
	*after = sv_sub(s, s.n, s.n);
	if (find_number(f, &at)) {
		for (end = at; end < s.n; end += utf8_step(s.p + end, s.p + s.n, &c)) {
			utf8_step(s.p + end, s.p + s.n, &c);
			if (is_part_end(c) || c == 0x3001)      /* 、 */
				break;
		}
		*after = sv_sub(s, at, end);
	} else {
		at = s.n;
	}
	for (size_t i = 0, n; i < at; i += n) {
		n = utf8_step(s.p + i, s.p + at, &c);
		if (is_part_end(c))
			from = i + n;
	}
	*before = sv_sub(s, from, at);
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

static int decide(struct levels l)
{
	return -l.down > l.up ? l.down : l.up;
}

/* In a list (新增耕地3万亩、粮食产量稳定在5亿斤) an item that only says that it stands is not new with those before it. Where
 * nothing leads to the number, what follows it tells (50所幼儿园新改扩建). */
static int count_of(const struct scale *s, const struct figure *f)
{
	struct sv text, after, comma = SV("、");
	size_t item = 0;
	around_number(f, &text, &after);
	for (size_t at = 0; (at = sv_find(text, comma, at)) <= text.n; at += comma.n)
		item = at + comma.n;
	struct levels own = levels_in(s, sv_skip(text, item)), all = levels_in(s, text);
	if (own.up && !own.down)
		return own.up;
	return decide(all) ? decide(all) : decide(levels_in(s, after));
}

/* Whether a growth or a difference is told against another time than the year before (较2015年下降15%), or another rate (高于全国0.7个
 * 百分点); whether a share is one of a larger region (占全省5%). */
static bool is_elsewhere(const struct scale *s, const struct figure *f)
{
	struct sv versus = f->field[FIGURE_VERSUS], period = f->field[FIGURE_PERIOD], measure = f->field[FIGURE_MEASURE];
	size_t from, year;
	if (versus.n == 0 || !f->has_value)
		return false;
	if (sv_is(measure, "share"))
		return words_at_start(s->regions, versus) > 0;
	if (!sv_is(measure, "growth") && !sv_is(measure, "change"))
		return false;
	if (versus.n >= 4 && sv_size(sv_sub(versus, 0, 4), &from) && sv_size(period, &year))
		return from + 1 != year;
	return words_at_start(s->since, versus) == 0;
}

struct wording wording_of(const struct scale *s, const struct figure *f, struct arena *a, struct buf *scratch)
{
	struct wording w = { .core = wording_core(s, f->field[FIGURE_METRIC], a, scratch), .elsewhere = is_elsewhere(s, f) };
	/* a rate counts nothing */
	if (f->has_value && !sv_eq(f->field[FIGURE_BASE], s->points_base))
		w.count = count_of(s, f);
	for (size_t i = 0; i < s->grades && i < sizeof w.grades * 8; i++)
		if (words_in(node_get(s->grade[i], "words"), f->field[FIGURE_METRIC]))
			w.grades |= 1u << i;
	return w;
}

bool wordings_clash(const struct wording *a, const struct wording *b, bool strict)
{
	enum { NEW = -2, APART = 3 };   /* see rules/change.yaml */
	if (a->elsewhere != b->elsewhere || (a->grades && b->grades && !(a->grades & b->grades)))
		return true;
	if ((a->count < 0) == (b->count < 0))
		return false;
	return abs(a->count - b->count) >= APART || (strict && a->count <= NEW);
}
