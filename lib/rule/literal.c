#include "rule/literal.h"

#include <assert.h>
#include <stdlib.h>

#include "base/arena.h"
#include "base/bits.h"
#include "base/mem.h"
#include "base/utf8.h"

/* Aho and Corasick's automaton, every failure resolved beforehand, so that each character is one step without a loop or a branch.
 * What ends last decides most steps: nearly every step of a state is the one that its last character alone would take (where that
 * begins a literal and the next goes on with it), or else the root's. So only the other steps are stored with a state, and a scan
 * looks at three places: the state's own step, that of the character before, the root's. The last two do not wait for the state, and
 * the fewer steps (with the 4,100 literals of gwr-tag 19,000, not 46,000) are built in half the time and stay in the cache: the scan
 * takes three quarters of the time, with 5,000 literals two thirds. All states' steps are in one array of cells: the cell of a state
 * and a class of characters is at their sum, and says whose it is. Characters that stand in no literal are class 0, whose step always
 * leads to the root. */
enum { BMP = 0x10000, OUTPUT = 1 };

struct entry { struct sv text; uint32_t id, list; };
/* What ends in a state: the longest, then in a chain the others of its text, then what ends in its longest proper suffix. */
struct output { uint32_t id, list, length, next; };             /* next is 0 in the last */
/* A state is known by the place that its cells are counted from, in bytes, so that a step needs no arithmetic but to leave out the
 * lowest bit: that says that something ends in it. */
struct cell { uint32_t from, to; };

struct wide { uint32_t rune, class; };

struct literals {
	struct arena arena;
	struct entry *entry;
	size_t n, cap;
	uint16_t *class;                /* of the characters of the first plane */
	struct wide *wide;              /* of the others, sorted by rune */
	size_t wides;
	uint32_t classes;
	uint32_t *root;                 /* where each class leads from the root */
	struct cell *cell;              /* the states' own steps */
	uint32_t *ends;                 /* by the place of a state: the first output, 0 for none */
	struct output *output;          /* from 1 */
	size_t outputs;
	uint32_t list;                  /* of what is added */
};

struct literals *literals_new(void)
{
	return mem_new(sizeof(struct literals));
}

void literals_add(struct literals *l, struct sv text, uint32_t id)
{
	assert(text.n > 0 && !l->root);
	l->entry = arena_grow(&l->arena, l->entry, &l->cap, l->n + 1, sizeof *l->entry);
	l->entry[l->n++] = (struct entry){ arena_copy(&l->arena, text), id, l->list };
}

void literals_list(struct literals *l, uint32_t list)
{
	l->list = list;
}

void literals_free(struct literals *l)
{
	if (!l)
		return;
	arena_free(&l->arena);
	free(l->class);
	free(l->wide);
	free(l->root);
	free(l->cell);
	free(l->ends);
	free(l->output);
	free(l);
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

/* ---- building ---- */

struct step { uint32_t class, state; };

/* A state while the automaton is built; number 0 is the root. */
struct node {
	uint32_t class, child, sibling; /* of the trie: the class that leads here, the first child, the parent's next child */
	uint32_t suffix;                /* the longest proper suffix that is a state */
	uint32_t output;
	struct step *step;              /* its own */
	uint32_t steps, place;
};

struct build {
	struct arena arena;
	struct node *node;
	size_t n, cap;
	uint32_t *of_root;              /* the root's child by class */
	uint32_t *order;                /* all states but the root, the shorter first */
	struct cell *cell;
	uint64_t *used, *taken;         /* a bit a cell: it has a step in it; a state's cells are counted from here */
	size_t cells, cap_cells, cap_used, cap_taken;
};

static uint32_t add_child(struct build *b, uint32_t parent, uint32_t class)
{
	GROW(b->node, b->cap, b->n + 1);
	b->node[b->n] = (struct node){ .class = class, .sibling = parent ? b->node[parent].child : 0 };
	if (parent)
		b->node[parent].child = (uint32_t)b->n;
	else
		b->of_root[class] = (uint32_t)b->n;
	return (uint32_t)b->n++;
}

static uint32_t find_child(const struct build *b, uint32_t parent, uint32_t class)
{
	uint32_t s = parent ? b->node[parent].child : b->of_root[class];

	while (s && b->node[s].class != class)
		s = b->node[s].sibling;
	return s;
}

/* Adds a chain of outputs behind those that a state has. */
static void add_outputs(struct literals *l, struct node *n, uint32_t chain)
{
	uint32_t *last = &n->output;

	while (*last)
		last = &l->output[*last].next;
	*last = chain;
}

static void build_trie(struct literals *l, struct build *b)
{
	b->of_root = mem_array(l->classes, sizeof *b->of_root);
	GROW(b->node, b->cap, 1);
	b->node[b->n++] = (struct node){ 0 };
	l->output = mem_array(l->n + 1, sizeof *l->output);
	l->outputs = 1;
	for (size_t i = 0; i < l->n; i++) {
		const char *p = l->entry[i].text.p, *end = p + l->entry[i].text.n;
		uint32_t s = 0;
		while (p < end) {
			uint32_t c, class, next;
			p += utf8_step(p, end, &c);
			class = class_of(l, c);
			next = find_child(b, s, class);
			s = next ? next : add_child(b, s, class);
		}
		add_outputs(l, &b->node[s], (uint32_t)l->outputs);
		l->output[l->outputs++] = (struct output){ l->entry[i].id, l->entry[i].list, (uint32_t)l->entry[i].text.n, 0 };
	}
}

/* Whether state s is of one character. */
static bool is_first(const struct build *b, uint32_t s)
{
	return b->of_root[b->node[s].class] == s;
}

/* Where a text leads that ends in these two characters, as far as they and the second alone tell. */
static uint32_t after_pair(const struct build *b, uint32_t class, uint32_t next)
{
	uint32_t first = b->of_root[class], s = first ? find_child(b, first, next) : 0;

	return s ? s : b->of_root[next];
}

/* The steps of state s: to its children, and where it has none, those of its suffix, unless that is of one character: a scan knows
 * its steps without the state. by_suffix[class] is where the suffix leads. */
static void build_steps(struct literals *l, struct build *b, uint32_t s, uint32_t *by_suffix)
{
	struct node *n = &b->node[s], *f = &b->node[n->suffix];
	uint32_t inherited = n->suffix && !is_first(b, n->suffix) ? f->steps : 0;
	size_t most = inherited;

	for (uint32_t c = n->child; c; c = b->node[c].sibling)
		most++;
	n->step = ARENA_ARRAY(&b->arena, most + 1, struct step);
	for (uint32_t i = 0; i < inherited; i++)
		by_suffix[f->step[i].class] = f->step[i].state;
	for (uint32_t c = n->child; c; c = b->node[c].sibling) {
		struct node *x = &b->node[c];
		x->suffix = by_suffix[x->class];
		if (!x->suffix)
			x->suffix = is_first(b, s) ? b->of_root[x->class] : after_pair(b, n->class, x->class);
		add_outputs(l, x, b->node[x->suffix].output);
		n->step[n->steps++] = (struct step){ x->class, c };
		by_suffix[x->class] = 0;
	}
	for (uint32_t i = 0; i < inherited; i++) {
		if (by_suffix[f->step[i].class])
			n->step[n->steps++] = f->step[i];
		by_suffix[f->step[i].class] = 0;
	}
}

/* Breadth first, so that a state's suffix, being shorter, is done before it. */
static void build_suffixes(struct literals *l, struct build *b)
{
	uint32_t *queue = b->order = mem_array(b->n, sizeof *queue), *by_suffix = mem_array(l->classes, sizeof *by_suffix);
	size_t from = 0, to = 0;

	for (uint32_t k = 1; k < l->classes; k++)
		if (b->of_root[k])
			queue[to++] = b->of_root[k];
	while (from < to) {
		uint32_t s = queue[from++];
		build_steps(l, b, s, by_suffix);
		for (uint32_t c = b->node[s].child; c; c = b->node[c].sibling)
			queue[to++] = c;
	}
	free(by_suffix);
}

enum { WORD = 64 };

/* Room for cells [0, need) and, so that a word can be read anywhere, two words of bits beyond them. */
static void more_cells(struct build *b, size_t need)
{
	size_t from = b->cells, words = b->cap_used;

	if (need <= from)
		return;
	GROW(b->cell, b->cap_cells, need);
	b->cells = b->cap_cells;
	memset(b->cell + from, 0xFF, (b->cells - from) * sizeof *b->cell);
	GROW(b->used, b->cap_used, b->cells / WORD + 2);
	GROW(b->taken, b->cap_taken, b->cap_used);
	memset(b->used + words, 0, (b->cap_used - words) * sizeof *b->used);
	memset(b->taken + words, 0, (b->cap_used - words) * sizeof *b->taken);
}

/* Bits at, at + 1, ... of a set. */
static uint64_t bits_from(const uint64_t *set, size_t at)
{
	uint64_t low = set[at / WORD] >> at % WORD;

	return at % WORD ? low | set[at / WORD + 1] << (WORD - at % WORD) : low;
}

/* The first place at or after `from` where all steps of a state find free cells: 64 places are looked at together. (One by one,
 * this was two thirds of the start-up of gwr-extract: 20 ms.) */
static size_t find_place(const struct literals *l, struct build *b, const struct node *n, size_t from)
{
	for (size_t at = from;; at += WORD) {
		more_cells(b, at + WORD + l->classes + 1);
		uint64_t free_here = ~bits_from(b->taken, at);
		for (uint32_t i = 0; i < n->steps && free_here; i++)
			free_here &= ~bits_from(b->used, at + n->step[i].class);
		if (!free_here)
			continue;
		for (; !(free_here & 1); free_here >>= 1)
			at++;
		return at;
	}
}

static void place_state(struct build *b, struct node *n, size_t at)
{
	n->place = (uint32_t)at;
	bits_add(b->taken, at);
	for (uint32_t i = 0; i < n->steps; i++) {
		b->cell[at + n->step[i].class].from = (uint32_t)at;     /* finished when all states have places */
		bits_add(b->used, at + n->step[i].class);
	}
}

/* The shortest first: texts are mostly in states of one or two characters, whose cells then lie together (with 5,000 literals 391
 * MB/s, not 232). Those with many steps first, where they fit, trying from a place on that moves up behind them: the holes they
 * leave are for those with one step, tried in the same way (from the start each time, they were a third of the start-up of
 * gwr-extract); a state that only steps as the root does needs a place, but no cells. */
static void place_all(const struct literals *l, struct build *b)
{
	enum { TRIED_MUCH = 4 * WORD };
	static const struct { uint32_t least, most; } pass[] = { { 2, UINT32_MAX }, { 1, 1 }, { 0, 0 } };

	more_cells(b, l->classes + 1);          /* the root's, which are never used but looked at */
	for (size_t k = 0; k < sizeof pass / sizeof *pass; k++) {
		size_t low = 1;

		for (size_t i = 0; i + 1 < b->n; i++) {
			struct node *n = &b->node[b->order[i]];
			if (n->steps < pass[k].least || n->steps > pass[k].most)
				continue;
			size_t at = find_place(l, b, n, low);
			place_state(b, n, at);
			if (at - low > TRIED_MUCH)
				low = at - TRIED_MUCH;
		}
	}
}

static uint32_t name_of(const struct node *n)
{
	return n->place * (uint32_t)sizeof(struct cell) | (n->output ? OUTPUT : 0);
}

static void build_cells(struct literals *l, struct build *b)
{
	place_all(l, b);
	assert(b->cells < UINT32_MAX / sizeof(struct cell));
	l->root = mem_array(l->classes, sizeof *l->root);
	for (uint32_t k = 1; k < l->classes; k++)
		l->root[k] = b->of_root[k] ? name_of(&b->node[b->of_root[k]]) : 0;
	l->ends = mem_array(b->cells, sizeof *l->ends);
	for (size_t s = 1; s < b->n; s++) {
		const struct node *n = &b->node[s];
		l->ends[n->place] = n->output;
		for (uint32_t i = 0; i < n->steps; i++)
			b->cell[n->place + n->step[i].class] = (struct cell){ name_of(n), name_of(&b->node[n->step[i].state]) };
	}
	l->cell = b->cell;
}

void literals_build(struct literals *l)
{
	struct build b = { 0 };

	assert(!l->root);
	build_classes(l);
	build_trie(l, &b);
	build_suffixes(l, &b);
	build_cells(l, &b);
	arena_free(&b.arena);
	free(b.node);
	free(b.of_root);
	free(b.order);
	free(b.used);
	free(b.taken);
}

/* ---- scanning ---- */

/* What a scan reads, at hand. With all but the plainest characters told elsewhere (rare_char()) the loop of a scan keeps to the
 * registers: a tenth faster. */
struct tables { const uint16_t *class; const uint32_t *root; const struct cell *cell; };
struct character { uint32_t class, length; };

static struct character rare_char(const struct literals *l, const unsigned char *p, const unsigned char *end)
{
	uint32_t c;
	size_t length = utf8_step((const char *)p, (const char *)end, &c);

	return (struct character){ class_of(l, c), (uint32_t)length };
}

/* The character at p. That the text is valid is the caller's word: with a broken one no hit is right, but nothing else is wrong. */
static inline struct character next_char(const struct literals *l, const uint16_t *class, const unsigned char *p, const unsigned char *end)
{
	if ((*p & 0xF0) == 0xE0 && end - p >= 3)
		return (struct character){ class[(p[0] & 0x0Fu) << 12 | (p[1] & 0x3Fu) << 6 | (p[2] & 0x3Fu)], 3 };
	if (*p < 0x80)
		return (struct character){ class[*p], 1 };
	return rare_char(l, p, end);
}

/* A scan is at a state, and has another for its last character alone. */
static inline struct scan next_state(const struct tables *t, struct scan at, uint32_t class)
{
	const char *row = (const char *)(t->cell + class);
	const struct cell *own = (const struct cell *)(row + (at.state & ~(uint32_t)OUTPUT));
	const struct cell *pair = (const struct cell *)(row + (at.last & ~(uint32_t)OUTPUT));
	uint32_t by_own = own->to, by_pair = pair->to, by_root = t->root[class];
	uint32_t other = pair->from == at.last ? by_pair : by_root;

	return (struct scan){ own->from == at.state ? by_own : other, by_root };
}

/* What ends somewhere in the text: noted without a branch while stepping, for nobody can foretell where a literal ends. */
struct event { uint32_t state, end; };
enum { EVENTS = 1024 };                 /* put out after so many bytes, which may hold as many */

/* Into hits[], by list; of one list (`only`) into hits[0]. */
#define ALL_LISTS UINT32_MAX
static inline void put_hits(const struct literals *l, const struct event *event, size_t n, uint32_t only, struct hits *hits)
{
	for (size_t i = 0; i < n; i++)
		for (uint32_t o = l->ends[event[i].state / sizeof(struct cell)]; o; o = l->output[o].next) {
			const struct output *x = &l->output[o];
			struct hits *to = only == ALL_LISTS ? &hits[x->list] : hits;
			if (only != ALL_LISTS && x->list != only)
				continue;
			if (to->n == to->cap)
				GROW(to->v, to->cap, to->n + 1);
			to->v[to->n++] = (struct hit){ x->id, event[i].end - x->length, event[i].end };
		}
}

static inline void scan_on(const struct literals *l, struct scan *scan, struct sv piece, uint32_t only, struct hits *hits)
{
	const unsigned char *begin = (const unsigned char *)piece.p, *p = begin, *end = p + piece.n;
	const struct tables t = { l->class, l->root, l->cell };
	struct event event[EVENTS];
	struct scan at = *scan;

	assert(t.root);
	while (p < end) {
		const unsigned char *stop = end - p > EVENTS ? p + EVENTS : end;
		struct event *e = event;

		while (p < stop) {
			struct character c = next_char(l, t.class, p, end);
			p += c.length;
			at = next_state(&t, at, c.class);
			*e = (struct event){ at.state, (uint32_t)(p - begin) };
			e += at.state & OUTPUT;
		}
		put_hits(l, event, (size_t)(e - event), only, hits);
	}
	*scan = at;
}

void literals_scan_on(const struct literals *l, struct scan *scan, struct sv piece, struct hits *hits)
{
	scan_on(l, scan, piece, ALL_LISTS, hits);
}

void literals_scan_list(const struct literals *l, struct sv text, uint32_t list, struct hits *hits)
{
	struct scan at = { 0 };

	hits->n = 0;
	scan_on(l, &at, text, list, hits);
}

void literals_scan(const struct literals *l, struct sv text, struct hits *hits)
{
	literals_scan_list(l, text, 0, hits);
}
