#include "rule/literal.h"

#include <assert.h>
#include <stdlib.h>

#include "base/arena.h"
#include "base/mem.h"
#include "base/utf8.h"

/* A state's row of the table holds, for each class of characters, the row to go to, as an offset into the table; the lowest bit
 * says that something ends there. Characters that stand in no literal are class 0, whose column always leads to row 0. */
enum { BMP = 0x10000, OUTPUT = 1 };

struct entry { struct sv text; uint32_t id; };
/* What ends in a state: id, and the next of the state's own; then those of `shorter`, the longest proper suffix that has any. */
struct output { uint32_t id, length, next; };
struct state { uint32_t output, shorter; };                     /* 0: none */

struct wide { uint32_t rune, class; };

struct literals {
	struct arena arena;
	struct entry *entry;
	size_t n, cap;
	uint16_t *class;                /* of the characters of the first plane */
	struct wide *wide;              /* of the others, sorted by rune */
	size_t wides;
	uint32_t classes;
	uint32_t *table;
	struct state *state;
	size_t states;
	struct output *output;          /* from 1 */
	size_t outputs;
};

struct literals *literals_new(void)
{
	return mem_new(sizeof(struct literals));
}

void literals_add(struct literals *l, struct sv text, uint32_t id)
{
	assert(text.n > 0 && !l->table);
	l->entry = arena_grow(&l->arena, l->entry, &l->cap, l->n + 1, sizeof *l->entry);
	l->entry[l->n++] = (struct entry){ arena_copy(&l->arena, text), id };
}

void literals_free(struct literals *l)
{
	if (!l)
		return;
	arena_free(&l->arena);
	free(l->class);
	free(l->wide);
	free(l->table);
	free(l->state);
	free(l->output);
	free(l);
}

void hits_free(struct hits *hits)
{
	free(hits->v);
	*hits = (struct hits){ 0 };
}

static uint32_t class_of(const struct literals *l, uint32_t c)
{
	if (c < BMP)
		return l->class[c];
	for (size_t low = 0, high = l->wides; low < high;) {
		size_t mid = low + (high - low) / 2;
		if (l->wide[mid].rune == c)
			return l->wide[mid].class;
		if (l->wide[mid].rune < c)
			low = mid + 1;
		else
			high = mid;
	}
	return 0;
}

static int wide_cmp(const void *va, const void *vb)
{
	const struct wide *a = va, *b = vb;

	return (a->rune > b->rune) - (a->rune < b->rune);
}

/* Gives each character of the literals a class. An invalid byte is RUNE_BAD, and no literal holds one. */
static void build_classes(struct literals *l)
{
	size_t cap = 0;

	l->class = mem_array(BMP, sizeof *l->class);
	l->classes = 1;
	for (size_t i = 0; i < l->n; i++) {
		const char *p = l->entry[i].text.p, *end = p + l->entry[i].text.n;
		while (p < end) {
			uint32_t c;
			p += utf8_step(p, end, &c);
			if (c < BMP && !l->class[c]) {
				l->class[c] = (uint16_t)l->classes++;
			} else if (c >= BMP) {
				GROW(l->wide, cap, l->wides + 1);
				l->wide[l->wides++] = (struct wide){ c, 0 };
			}
		}
	}
	if (l->wides)
		qsort(l->wide, l->wides, sizeof *l->wide, wide_cmp);
	for (size_t i = 0; i < l->wides; i++)
		l->wide[i].class = i && l->wide[i - 1].rune == l->wide[i].rune ? l->wide[i - 1].class : l->classes++;
}

static uint32_t new_state(struct literals *l, size_t *cap_table, size_t *cap_state)
{
	size_t cells = (l->states + 1) * l->classes;

	GROW(l->table, *cap_table, cells);
	memset(l->table + l->states * l->classes, 0, l->classes * sizeof *l->table);
	GROW(l->state, *cap_state, l->states + 1);
	l->state[l->states] = (struct state){ 0, 0 };
	return (uint32_t)l->states++;
}

/* The trie: table cells are state numbers, 0 (the root) where there is no child. */
static void build_trie(struct literals *l)
{
	size_t cap_table = 0, cap_state = 0;

	new_state(l, &cap_table, &cap_state);
	l->output = mem_array(l->n + 1, sizeof *l->output);
	l->outputs = 1;
	for (size_t i = 0; i < l->n; i++) {
		const char *p = l->entry[i].text.p, *end = p + l->entry[i].text.n;
		uint32_t s = 0;
		while (p < end) {
			uint32_t c;
			p += utf8_step(p, end, &c);
			size_t cell = (size_t)s * l->classes + class_of(l, c);
			if (!l->table[cell]) {
				uint32_t fresh = new_state(l, &cap_table, &cap_state);
				l->table[cell] = fresh;
			}
			s = l->table[cell];
		}
		uint32_t *last = &l->state[s].output;
		while (*last)                   /* ids of one text in the order in which they were added */
			last = &l->output[*last].next;
		*last = (uint32_t)l->outputs;
		l->output[l->outputs++] = (struct output){ l->entry[i].id, (uint32_t)l->entry[i].text.n, 0 };
	}
}

/* Breadth first: a state's missing children are those of its longest proper suffix. */
static void build_failures(struct literals *l)
{
	uint32_t *queue = mem_array(l->states, sizeof *queue), *suffix = mem_array(l->states, sizeof *suffix);
	size_t from = 0, to = 0;

	queue[to++] = 0;
	while (from < to) {
		uint32_t s = queue[from++], f = suffix[s];
		for (uint32_t k = 1; k < l->classes; k++) {
			uint32_t *cell = &l->table[(size_t)s * l->classes + k];
			uint32_t by_suffix = s ? l->table[(size_t)f * l->classes + k] : 0;
			if (!*cell) {
				*cell = by_suffix;
			} else {
				suffix[*cell] = by_suffix;
				l->state[*cell].shorter = l->state[by_suffix].output ? by_suffix : l->state[by_suffix].shorter;
				queue[to++] = *cell;
			}
		}
	}
	free(queue);
	free(suffix);
}

void literals_build(struct literals *l)
{
	assert(!l->table);
	build_classes(l);
	build_trie(l);
	build_failures(l);
	for (size_t i = 0; i < l->states * l->classes; i++) {
		const struct state *s = &l->state[l->table[i]];
		l->table[i] = l->table[i] * l->classes * 2 | (s->output || s->shorter ? OUTPUT : 0);
	}
}

static void put_hits(const struct literals *l, uint32_t s, size_t end, struct hits *hits)
{
	for (; s; s = l->state[s].shorter)
		for (uint32_t o = l->state[s].output; o; o = l->output[o].next) {
			const struct output *x = &l->output[o];
			GROW(hits->v, hits->cap, hits->n + 1);
			hits->v[hits->n++] = (struct hit){ x->id, (uint32_t)end - x->length, (uint32_t)end };
		}
}

void literals_scan(const struct literals *l, struct sv text, struct hits *hits)
{
	const char *p = text.p, *end = p + text.n;
	uint32_t at = 0;

	assert(l->table);
	hits->n = 0;
	while (p < end) {
		uint32_t c;
		p += utf8_step(p, end, &c);
		at = l->table[(at >> 1) + class_of(l, c)];
		if (at & OUTPUT)
			put_hits(l, (at >> 1) / l->classes, (size_t)(p - text.p), hits);
	}
}

bool literals_any(const struct literals *l, struct sv text)
{
	const char *p = text.p, *end = p + text.n;
	uint32_t at = 0;

	assert(l->table);
	while (p < end && !(at & OUTPUT)) {
		uint32_t c;
		p += utf8_step(p, end, &c);
		at = l->table[(at >> 1) + class_of(l, c)];
	}
	return at & OUTPUT;
}

/* Hits come in order of their ends and are short, so each is only a few places from where it belongs. */
static void sort_by_start(struct hits *hits)
{
	for (size_t i = 1; i < hits->n; i++) {
		struct hit x = hits->v[i];
		size_t j = i;
		for (; j && (hits->v[j - 1].start > x.start || (hits->v[j - 1].start == x.start && hits->v[j - 1].end < x.end)); j--)
			hits->v[j] = hits->v[j - 1];
		hits->v[j] = x;
	}
}

void hits_leftmost_longest(struct hits *hits)
{
	size_t kept = 0;

	sort_by_start(hits);
	for (size_t i = 0; i < hits->n; i++) {
		const struct hit *x = &hits->v[i], *last = kept ? &hits->v[kept - 1] : NULL;
		if (!last || x->start >= last->end || (x->start == last->start && x->end == last->end))
			hits->v[kept++] = *x;
	}
	hits->n = kept;
}
