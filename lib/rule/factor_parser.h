/* The parts of the reader of patterns (factor.c): what it knows of a piece of a pattern, and how it steps over one.
 * The pattern language is pcre2pattern(3)'s, 10.42. */
#ifndef GWR_RULE_FACTOR_PARSER_H
#define GWR_RULE_FACTOR_PARSER_H
#include "rule/factor.h"

struct literal { struct sv text; size_t length; };               /* length in characters */
struct set { struct literal *v; size_t n, cap, shortest; };      /* cap is 0 where v may be shared */

/* What is known of a part of the pattern. exact: it matches just the texts of `whole`, the empty one perhaps among them.
 * Else `best` is a set one of which stands in everything that it matches; none is known if best.n is 0.
 * loops: it holds a repeat without end, and no character that must stand between two rounds of a loop around it. */
struct part { bool exact, loops; struct set whole, best; };

struct parser {
	const char *p, *begin, *end;
	struct arena *arena;
	size_t work;                    /* bytes and members made so far */
	unsigned depth;
	bool caseless, extended, quoted;        /* (?i), (?x), between \Q and \E */
	bool failed;                    /* something that is not understood: no set at all */
	bool assertions;                /* there are some: what matches depends on more than the text matched */
	size_t nested;
	unsigned negative;              /* inside so many negative assertions and negated classes */
	factor_character_fn *visit;
	void *visit_ctx;
};

/* ---- factor_set.c ---- */

extern const struct literal empty_literal;
struct set set_new(struct parser *r, size_t room);
void set_add(struct set *s, struct literal x);
/* s is found in every match: becomes *best if it is the better one. */
void set_offer(struct set *best, const struct set *s);
/* All of a followed by all of b into *out; false if that is too much. */
bool set_cross(struct parser *r, const struct set *a, const struct set *b, struct set *out);
void set_unite(struct parser *r, struct set *a, const struct set *b);     /* adds b's members to *a */
struct part part_of(struct parser *r, struct literal x);
struct part part_unknown(void);
struct part part_empty(struct parser *r);       /* matches the empty text only, */
struct part part_assertion(struct parser *r);   /* and that not everywhere */
struct set part_best(const struct part *a);

/* ---- factor_char.c ---- */

/* Tells who visits the characters that the pattern looks for c, written at `at`. */
void parser_met(const struct parser *r, uint32_t c, const char *at);
struct part part_character(struct parser *r, uint32_t c);
/* A class after its '['. Exact if it lists a few characters one by one. */
struct part part_class(struct parser *r);
/* Past a backslash's letter. *c is the character it stands for; false if it is none, or not a plain one. */
bool parser_escape(struct parser *r, bool in_class, uint32_t *c);

static inline bool at_end(const struct parser *r) { return r->p >= r->end; }
static inline bool is_digit(char c) { return c >= '0' && c <= '9'; }
static inline bool looking_at(const struct parser *r, const char *z)
{ return sv_starts(sv_from(r->p, (size_t)(r->end - r->p)), sv_of(z)); }
static inline void skip_past(struct parser *r, char c)
{
	const char *q = at_end(r) ? NULL : memchr(r->p, c, (size_t)(r->end - r->p));

	if (q)
		r->p = q + 1;
	else
		r->failed = true;
}
#endif
