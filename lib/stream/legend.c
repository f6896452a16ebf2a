#include "stream/legend.h"

int legend_find(const struct legend *l, const char *name)
{
	for (size_t i = 0; i < l->n; i++)
		if (sv_is(l->name[i], name))
			return (int)i;
	return -1;
}

/* Position of `name` among the first n columns, n if it is not there. */
static size_t place(const struct legend *l, size_t n, struct sv name)
{
	size_t i = 0;

	while (i < n && !sv_eq(l->name[i], name))
		i++;
	return i;
}

bool legend_wrong(const struct legend *l, struct buf *why)
{
	if (l->n > COLUMNS_MAX) {
		buf_fmt(why, "%zu columns, more than %d", l->n, COLUMNS_MAX);
		return true;
	}
	for (size_t i = 0; i < l->n; i++) {
		struct sv name = l->name[i];

		if (name.n == 0 || name.p[0] == '#' || memchr(name.p, '\\', name.n))
			buf_fmt(why, "column %zu has no good name: \"" SV_FMT "\"", i + 1, SV_ARG(name));
		else if (place(l, i, name) < i)
			buf_fmt(why, "column %zu has the name of another: \"" SV_FMT "\"", i + 1, SV_ARG(name));
		else
			continue;
		return true;
	}
	return false;
}

struct legend legend_copy(const struct legend *l, struct arena *a)
{
	struct legend copy = { ARENA_ARRAY(a, l->n + 1, struct sv), l->n };

	for (size_t i = 0; i < l->n; i++)
		copy.name[i] = arena_copy(a, l->name[i]);
	return copy;
}

bool legend_map(const struct legend *l, const struct legend *other, size_t *map)
{
	if (l->n != other->n)
		return false;
	for (size_t i = 0; i < l->n; i++) {
		map[i] = place(other, other->n, l->name[i]);
		if (map[i] == other->n)
			return false;
	}
	return true;
}

void legend_list(struct buf *out, const struct legend *l)
{
	for (size_t i = 0; i < l->n; i++) {
		if (i > 0)
			buf_add(out, SV(", "));
		buf_add(out, l->name[i]);
	}
}
