#include "base/utf8.h"
#include "measure/frame_noun.h"
#include "measure/glyph.h"

size_t frame_bracket(const struct lexed *l, size_t from, size_t to)
{
	bool wide = begins_with(l, from, to, SV("（"));
	struct sv close = wide ? SV("）") : SV(")");
	if (!wide && !begins_with(l, from, to, SV("(")))
		return from;
	size_t at = sv_find(sv_sub(l->text, from, to), close, 0);
	return at <= to - from ? from + at + close.n : from;
}

/* 城镇化建设试点: a verb between two parts of a noun: what stands behind it, up to a connector, is a short entity. */
static bool inside_noun(const struct lexed *l, const struct hit *verb, size_t to)
{
	enum { ENTITY_MAX = 18 };
	struct hit h, joint;
	size_t end = word_first(l, verb->end, to, CLASS(CONNECT), &joint) ? joint.start : to;
	return (hit_classes(l, verb) & CLASS(NOMINAL)) != 0 && end - verb->end <= ENTITY_MAX &&
		word_ending(l, end, verb->end, CLASS(ENTITY), &h) && !word_first(l, verb->end, h.start, CLASS(ENDER) | CLASS(ADVERB), &joint);
}

/* Whether [from, to) is nothing but verbs: the 改造 of 升级改造. */
static bool all_deeds(const struct lexed *l, size_t from, size_t to)
{
	struct hit h;
	while (from < to && word_starting(l, from, to, CLASS(ENDER) | CLASS(ACTION), &h))
		from = h.end;
	return from >= to;
}

/* Where a noun that begins at `from` ends: at the first word that is said of it; a word of one character needs two before it
 * (宜居 is no 宜 that 居). counted: of those counted an adverb or a verb may be the beginning (高速服务区, 三次降低利率); whole: one
 * at the very end is part of it (启动2.3万户避险搬迁), last: one that makes a noun of it is (395台锅炉改造). */
static size_t noun_end(const struct lexed *l, size_t from, size_t to, bool actions, bool counted, bool whole, bool last)
{
	uint64_t verbs = CLASS(RISE) | CLASS(FALL) | CLASS(REACH) | CLASS_STRENGTH | (actions ? CLASS(ACTION) | CLASS(NEW) : 0);
	uint64_t classes = CLASS(ENDER) | CLASS(ADVERB) | verbs, first = CLASS(ENDER) | (counted ? 0 : verbs);
	struct hit h;
	int quoted = 0;
	for (size_t at = from; at < to;) {
		uint32_t c;
		size_t n = utf8_step(l->text.p + at, l->text.p + to, &c);
		if (quoted == 0 && word_starting(l, at, to, at > from ? classes : first, &h) &&
				(h.end - h.start > 3 || ((hit_classes(l, &h) & CLASS(ENDER)) != 0 && at != from + 3)) &&
				!(at > from && (inside_noun(l, &h, to) || (last && h.end == to && (hit_classes(l, &h) & CLASS(OUTCOME)) != 0))))
			return whole && all_deeds(l, h.end, to) ? to : at;
		/* 4800万农村人口的饮水: what is theirs */
		if (c == RUNE_OF && word_ending(l, at, from, CLASS(ENTITY), &h))
			return at;
		/* 456个事项“全区通办”: what is said of them */
		if (c == 0x201C && word_ending(l, at, from, CLASS(ENTITY), &h) && ends_in(l, at, to, SV("”")))
			return at;
		quoted += c == 0x201C ? 1 : c == 0x201D && quoted > 0 ? -1 : 0;
		at += n;
	}
	return to;
}

/* 74个重点城市细颗粒物浓度下降9.1%, 17个重点产业增加值增长5%: the name, or the head, is the next number's. Where the noun ends;
 * *lends: with its head it is the next number's subject. */
static size_t before_head(const struct lexed *l, size_t from, size_t end, bool *lends)
{
	struct hit head, entity;
	if (word_ending(l, end, from, CLASS(NAME), &head) && word_ending(l, head.start, from, CLASS(ENTITY) | CLASS(PLACE), &entity))
		return entity.end;
	if (word_ending(l, end, from, CLASS(HEAD) | CLASS(SHARE_NOUN) | CLASS(RATE), &head) &&
			word_last(l, from, head.start, CLASS(ENTITY), &entity) && entity.start > from)
		return *lends = true, entity.end;
	if (!word_ending(l, end, from, CLASS(HEAD), &head) || head.start < from + 6)
		return end;
	return *lends = true, head.start;
}

void frame_noun(const struct lexed *l, size_t from, size_t to, bool to_number, bool counted, struct frame *f)
{
	struct hit h;
	if (word_starting(l, from, to, CLASS(GROWTH_AFTER), &h)) {
		f->grows_after = true;
		return;
	}
	if (begins_with(l, from, to, SV("的"))) {
		from += 3;
		f->part_of = true;
	}
	from = frame_bracket(l, from, to);
	if (word_starting(l, from, to, CLASS(AFTER) | CLASS(CONNECT), &h))
		return;
	size_t end = noun_end(l, from, to, to_number, counted, f->doing, !to_number);
	if (end == from)
		return;
	if (to_number && end < to)
		end = before_head(l, from, end, &f->lends);
	if (to_number && end == to) {
		if (word_ending(l, to, from, CLASS(CONNECT), &h))
			end = h.start;
		else if (word_first(l, from, to, CLASS(CONNECT), &h))
			end = h.start;
	}
	while (word_ending(l, end, from, CLASS(CONNECT), &h))
		end = h.start;
	f->grows_after = f->part_of && !to_number && word_starting(l, end, to, CLASS(RISE), &h);         /* 10%左右的生产总值增长目标 */
	while (ends_in(l, from, end, SV("的")))
		end -= 3;
	f->noun = (struct span){ from, end > from ? end : from };
	f->noun_ceiling = to;
}
