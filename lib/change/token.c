#include "change/token.h"

#include <stdlib.h>
#include "base/mem.h"
#include "base/utf8.h"

struct word { struct sv text; uint32_t hash; };

struct vocabulary {
	const struct atoms *atoms;
	struct arena arena;
	struct word *word;
	size_t n, cap;
	uint32_t *slot;                 /* id + 1 of a word, open addressing; a power of two of them */
	size_t slots;
	struct buf key;
};

struct vocabulary *vocabulary_new(const struct atoms *atoms)
{
	struct vocabulary *v = mem_new(sizeof *v);
	v->atoms = atoms;
	v->slots = 4096;
	v->slot = mem_array(v->slots, sizeof *v->slot);
	return v;
}

void vocabulary_clear(struct vocabulary *v)
{
	arena_reset(&v->arena);
	v->n = 0;
	memset(v->slot, 0, v->slots * sizeof *v->slot);
}

void vocabulary_free(struct vocabulary *v)
{
	if (!v)
		return;
	arena_free(&v->arena);
	buf_free(&v->key);
	free(v->word);
	free(v->slot);
	free(v);
}

/* FNV-1a, 32 bits. */
static uint32_t hash_of(struct sv s)
{
	uint32_t h = 2166136261u;
	for (size_t i = 0; i < s.n; i++)
		h = (h ^ (unsigned char)s.p[i]) * 16777619u;
	return h;
}

static void place(struct vocabulary *v, size_t id)
{
	size_t at = v->word[id].hash & (v->slots - 1);
	while (v->slot[at])
		at = (at + 1) & (v->slots - 1);
	v->slot[at] = (uint32_t)id + 1;
}

static void more_slots(struct vocabulary *v)
{
	free(v->slot);
	v->slots *= 2;
	v->slot = mem_array(v->slots, sizeof *v->slot);
	for (size_t id = 0; id < v->n; id++)
		place(v, id);
}

static uint32_t intern(struct vocabulary *v, struct sv s)
{
	uint32_t h = hash_of(s);
	for (size_t at = h & (v->slots - 1); v->slot[at]; at = (at + 1) & (v->slots - 1)) {
		uint32_t id = v->slot[at] - 1;
		if (v->word[id].hash == h && sv_eq(v->word[id].text, s))
			return id;
	}
	if (v->n * 2 >= v->slots)
		more_slots(v);
	GROW(v->word, v->cap, v->n + 1);
	v->word[v->n] = (struct word){ arena_copy(&v->arena, s), h };
	place(v, v->n);
	return (uint32_t)v->n++;
}

/* The text of an atom is interned without the white space inside it: 1.4 万亿元 is 1.4万亿元. `narrow`: full-width digits, letters and
 * signs count as the plain ones (１．４％ is 1.4%): editions of one report differ in them throughout. */
static uint32_t intern_black(struct vocabulary *v, struct sv s, bool narrow)
{
	bool other = false;
	uint32_t c;
	v->key.n = 0;
	for (const char *p = s.p, *end = s.p + s.n; p < end; ) {
		size_t n = utf8_step(p, end, &c);
		uint32_t as = narrow ? rune_narrow(c) : c;
		if (rune_is_space(c) || as != c)
			other = true;
		if (as != c && !rune_is_space(c))
			buf_rune(&v->key, as);
		else if (!rune_is_space(c))
			buf_add(&v->key, sv_from(p, n));
		p += n;
	}
	return intern(v, other ? buf_sv(&v->key) : s);
}

/* White space, and the ** that Markdown sets around bold text: one edition has it, the other not. */
static const char *skip_space(const char *p, const char *end)
{
	uint32_t c;
	while (p < end) {
		size_t n = utf8_step(p, end, &c);
		if (c == '*' && end - p >= 2 && p[1] == '*')
			n = 2;
		else if (!rune_is_space(c))
			break;
		p += n;
	}
	return p;
}

static bool holds(struct sv set, const char *p, size_t n)
{
	return n > 1 && sv_has(set, sv_from(p, n));
}

/* Past magnitudes and unit after a number that ends at p, blanks before them included. */
static const char *quantity_end(const struct atoms *a, const char *p, const char *end)
{
	uint32_t c;
	for (;;) {
		const char *q = skip_space(p, end);
		size_t unit = a->unit && q < end ? a->unit(a->ctx, sv_from(q, (size_t)(end - q))) : 0;
		if (unit)
			return q + unit;
		size_t n = q < end ? utf8_step(q, end, &c) : 0;
		if (!n || !holds(a->magnitude, q, n))
			return p;
		p = q + n;
	}
}

static bool joins_digits(uint32_t c)
{
	c = rune_narrow(c);
	return c == '.' || c == ',';
}

static bool joins_letters(uint32_t c)
{
	c = rune_narrow(c);
	return c == '.' || c == '-' || c == '+' || c == '_' || c == '/' || c == '\'' || c == '&';
}

/* End of the run of digits and letters at p. A joint counts only between two of them; *letters tells a word from a number. */
static const char *word_end(const char *p, const char *end, bool *letters)
{
	uint32_t c, next;
	*letters = false;
	while (p < end) {
		size_t n = utf8_step(p, end, &c);
		if (rune_is_latin(c))
			*letters = true;
		else if (!rune_is_digit(c)) {
			if (p + n >= end || !(joins_digits(c) || joins_letters(c)))
				break;
			utf8_step(p + n, end, &next);
			if (!(rune_is_digit(next) && (joins_digits(c) || *letters)) && !(rune_is_latin(next) && joins_letters(c) && *letters))
				break;
		}
		p += n;
	}
	return p;
}

/* End of the run of numerals at p, p itself unless there are two or more. */
static const char *numeral_end(const struct atoms *a, const char *p, const char *end)
{
	const char *q = p;
	size_t count = 0;
	uint32_t c;
	while (q < end) {
		size_t n = utf8_step(q, end, &c);
		if (!holds(a->numeral, q, n))
			break;
		q += n;
		count++;
	}
	return count > 1 ? q : p;
}

/* The end of the atom at p, and what it is. */
static const char *atom_end(const struct atoms *a, const char *p, const char *end, enum token_kind *kind)
{
	uint32_t c;
	const char *next = p + utf8_step(p, end, &c), *q;
	bool letters;
	*kind = rune_is_han(c) ? TOKEN_HAN : TOKEN_SIGN;
	if (rune_is_digit(c) || rune_is_latin(c)) {
		next = word_end(p, end, &letters);
		*kind = letters ? TOKEN_WORD : TOKEN_NUMBER;
		return letters ? next : quantity_end(a, next, end);
	}
	if ((q = numeral_end(a, p, end)) > p) {
		*kind = TOKEN_NUMBER;
		return quantity_end(a, q, end);
	}
	return next;
}

void tokenise(struct vocabulary *v, struct sv text, struct tokens *out)
{
	const char *end = text.p + text.n, *p = skip_space(text.p, end), *begun = p;
	size_t first = out->n;
	while (p < end) {
		enum token_kind kind;
		const char *next = atom_end(v->atoms, p, end, &kind);
		if (kind == TOKEN_SIGN && v->atoms->no_signs) {
			/* it goes with the atom before, or with the first one */
			if (out->n > first)
				out->v[out->n - 1].end = (uint32_t)(next - text.p);
			p = skip_space(next, end);
			continue;
		}
		GROW(out->v, out->cap, out->n + 1);
		out->v[out->n] = (struct token){ intern_black(v, sv_from(p, (size_t)(next - p)), kind == TOKEN_NUMBER || kind == TOKEN_WORD),
			(uint32_t)((out->n > first ? p : begun) - text.p), (uint32_t)(next - text.p), kind };
		out->n++;
		p = skip_space(next, end);
	}
}
