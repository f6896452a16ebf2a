#include "change/tally.h"

static void add(struct tally *t, struct sv name, size_t n)
{
	size_t i = 0;
	while (i < t->n && !sv_eq(t->v[i].name, name))
		i++;
	if (i == TALLY_NAMES)
		return;
	t->v[i].name = name;
	t->v[i].n += n;
	if (i == t->n)
		t->n++;
}

void tally_add(struct tally *t, struct sv name)
{
	add(t, name, 1);
}

void tally_sum(struct tally *t, const struct tally *other)
{
	for (size_t i = 0; i < other->n; i++)
		add(t, other->v[i].name, other->v[i].n);
}

void tally_put(struct buf *out, const struct tally *t)
{
	for (size_t i = 0; i < t->n; i++)
		buf_fmt(out, "%s%zu " SV_FMT, i ? ", " : "", t->v[i].n, SV_ARG(t->v[i].name));
}
