#include "change/keyed.h"

#include <stdlib.h>
#include "base/mem.h"

void key_part(struct buf *key, struct sv s)
{
	buf_add(key, s);
	buf_char(key, '\x1f');
}

static bool is_step(const struct figure *first, const struct figure *f)
{
	return first->has_value && f->has_value && sv_eq(first->field[FIGURE_LINE], f->field[FIGURE_LINE])
		&& !sv_eq(first->field[FIGURE_STRENGTH], f->field[FIGURE_STRENGTH]) && decimal_cmp(&first->value, &f->value) != 0;
}

/* Whether the figure added just before is the first step to this one; steps are written one after the other. */
static bool follows(const struct keyed_list *list, struct sv key, const struct figure *f)
{
	for (size_t i = list->n; i-- > 0 && sv_eq(list->v[i].f->field[FIGURE_LINE], f->field[FIGURE_LINE]); )
		if (sv_eq(list->v[i].key, key))
			return is_step(list->v[i].f, f);
	return false;
}

static int by_key(const void *x, const void *y)
{
	const struct keyed *a = x, *b = y;
	int order = sv_cmp(a->key, b->key);
	return order ? order : a->order < b->order ? -1 : a->order > b->order;
}

void keyed_fill(struct keyed_list *list, struct arena *a, const struct report_figures *r, key_fn *key, const void *ctx)
{
	struct buf b = { 0 };
	size_t n = r ? r->n : 0;
	list->n = 0;
	GROW(list->place, list->place_cap, n + 1);
	for (size_t i = 0; i < n; i++) {
		const struct figure *f = &r->v[i];
		size_t late = f->has_value ? 0 : 2;
		if (f->is_target && !sv_is(f->field[FIGURE_ROLE], "targets"))
			late++;
		list->place[i] = KEYED_NOT;
		b.n = 0;
		if (!key(ctx, &b, f))
			continue;
		if (follows(list, buf_sv(&b), f))
			key_part(&b, SV("2"));
		GROW(list->v, list->cap, list->n + 1);
		list->v[list->n++] = (struct keyed){ .key = arena_copy(a, buf_sv(&b)), .f = f, .order = late * n + i };
	}
	qsort(list->v, list->n, sizeof *list->v, by_key);
	for (size_t k = 0; k < list->n; k++) {
		struct keyed *x = &list->v[k];
		x->head = k && sv_eq(x[-1].key, x->key) ? x[-1].head : x;
		list->place[x->f - r->v] = k;
	}
	buf_free(&b);
}

struct keyed *keyed_from(const struct keyed_list *list, struct sv key)
{
	size_t lo = 0, hi = list->n;
	while (lo < hi) {
		size_t mid = lo + (hi - lo) / 2;
		if (sv_cmp(list->v[mid].key, key) < 0)
			lo = mid + 1;
		else
			hi = mid;
	}
	return list->v + lo;
}

struct keyed *keyed_find(const struct keyed_list *list, struct sv key)
{
	struct keyed *x = keyed_from(list, key);
	return x < list->v + list->n && sv_eq(x->key, key) ? x : NULL;
}

void keyed_free(struct keyed_list *list)
{
	free(list->v);
	free(list->place);
}
