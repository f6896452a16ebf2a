/* A subject that is said by what tells it from the one before: …居民人均可支配收入…，其中城镇…; 研发经费…、投入强度…; and the several
 * that one clause says the same of: …，均居全国第一. */
#include "measure/sibling.h"

/* The base with another part of the compound in the place of the one that it has (…收入: …支出); empty where that is no name. */
static struct sv swapped(struct measurer *m, const struct compound *c, struct sv own, struct sv base)
{
	for (size_t k = 0; k < c->parts; k++) {
		size_t at = sv_find(base, c->part[k], 0);
		if (at > base.n || sv_eq(c->part[k], own))
			continue;
		struct sv whole = arena_join(&m->arena, arena_join(&m->arena, sv_sub(base, 0, at), own), sv_skip(base, at + c->part[k].n));
		if (indicator_named(m->indicators, &m->lexed, whole))
			return whole;
	}
	return (struct sv){ NULL, 0 };
}

/* A part (其中工业) before the longest tail of the base with which it is a name; empty where there is none. */
static struct sv before_tail(struct measurer *m, struct sv own, struct sv base)
{
	for (size_t at = 0; at < base.n; at++) {
		if (((unsigned char)base.p[at] & 0xC0) == 0x80)
			continue;
		struct sv whole = arena_join(&m->arena, own, sv_skip(base, at));
		if (indicator_named(m->indicators, &m->lexed, whole))
			return whole;
	}
	return (struct sv){ NULL, 0 };
}

struct sv sibling_base(const struct measurer *m, struct sv name)
{
	for (size_t n = 6; n <= 9 && n < name.n; n += 3)
		if (sv_starts(name, SV("全")) && (lexis_classes(m->lexis, sv_sub(name, 0, n)) & CLASS(NEUTRAL)) != 0)
			return sv_skip(name, n);
	return name;
}

struct sv sibling_name(struct measurer *m, struct sv own, struct sv base, bool part)
{
	base = sibling_base(m, base);
	struct sv whole = arena_join(&m->arena, base, own);
	if (indicator_named(m->indicators, &m->lexed, whole))
		return whole;
	struct sv per = sv_sub(base, 0, base.n < 6 ? base.n : 6);
	/* 农民收入…，人均纯收入…; 万元生产总值能耗…、水耗… */
	if (sv_starts(own, SV("人均")) || (lexis_classes(m->lexis, per) & CLASS(PER)) != 0) {
		whole = subject_led(&m->lexed, m->indicators, own, base, &m->arena);
		if (whole.n > own.n)
			return whole;
	}
	for (size_t i = 0; i < m->lexis->compounds; i++) {
		const struct compound *c = &m->lexis->compound[i];
		for (size_t k = 0; k < c->parts; k++) {
			if (!sv_eq(c->part[k], own))
				continue;
			whole = swapped(m, c, own, base);
			if (whole.n == 0)
				whole = before_tail(m, own, base);
			if (whole.n > 0)
				return whole;
		}
	}
	return part ? before_tail(m, own, base) : (struct sv){ NULL, 0 };
}

/* How many subjects were measured last: in one clause, or since the sentence's part began. */
static size_t last_named(const struct measurer *m, bool clause)
{
	size_t n = 0, last = 0;
	for (size_t i = m->histories; i-- > 0 && n < PARTS_MAX; n++) {
		size_t at = clause_of(&m->clauses, m->history[i].at.start);
		if (m->history[i].put_off || (clause && n > 0 && at != last))
			break;
		last = at;
	}
	return n;
}

size_t siblings(struct measurer *m, struct subject out[PARTS_MAX])
{
	size_t n = last_named(m, true), to = 0;
	if (n < 2)
		n = last_named(m, false);
	for (size_t i = m->histories - n; i < m->histories; i++) {
		size_t k = 0;
		while (k < to && !sv_eq(out[k].name, m->history[i].name))
			k++;
		if (k == to)
			out[to++] = m->history[i];
	}
	return to;
}
