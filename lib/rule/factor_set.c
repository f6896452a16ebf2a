#include "rule/factor_parser.h"

enum { CROSS_MAX = 64, WORK_MAX = 256 * 1024 };

const struct literal empty_literal = { { "", 0 }, 0 };

struct set set_new(struct parser *r, size_t room)
{
	r->work += room * sizeof(struct literal);
	if (r->work > WORK_MAX)
		r->failed = true;
	return (struct set){ ARENA_ARRAY(r->arena, room, struct literal), 0, 0, 0 };
}

void set_add(struct set *s, struct literal x)
{
	for (size_t i = 0; i < s->n; i++)
		if (sv_eq(s->v[i].text, x.text))
			return;
	if (s->n == 0 || x.length < s->shortest)
		s->shortest = x.length;
	s->v[s->n++] = x;
}

struct part part_of(struct parser *r, struct literal x)
{
	struct part a = { .exact = true, .whole = set_new(r, 1) };

	set_add(&a.whole, x);
	return a;
}

struct part part_unknown(void)
{
	return (struct part){ .exact = false };
}

/* A part that matches the empty text only. */
struct part part_empty(struct parser *r)
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
void set_offer(struct set *best, const struct set *s)
{
	if (s->n && s->shortest > 0 && (best->n == 0 || rarer(s, best)))
		*best = *s;
}

struct set part_best(const struct part *a)
{
	struct set best = a->best;

	if (a->exact)
		set_offer(&best, &a->whole);
	return best;
}

/* a x b into *out; false if that is too much. */
bool set_cross(struct parser *r, const struct set *a, const struct set *b, struct set *out)
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

struct part part_assertion(struct parser *r)
{
	r->assertions = true;
	return part_empty(r);
}

/* Adds b's members to *a. */
void set_unite(struct parser *r, struct set *a, const struct set *b)
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
