/* The words of rules/measures.yaml by which a number's sentence is read, and where they stand in a text. */
#ifndef GWR_MEASURE_LEX_H
#define GWR_MEASURE_LEX_H
#include "base/bits.h"
#include "measure/word_class.h"
#include "rule/literal.h"
#include "rule/ruleset.h"

struct lexeme { struct sv text; uint64_t classes; };

/* One word that stands for several: 城乡 for 城镇 and 农村. */
struct compound { struct sv text; struct sv *part; size_t parts; };

/* A word that names years, or a part of one: “十四五” is 2021-2025, 一季度 Q1. */
struct period_word { struct sv text, means; };

struct lexis {
	struct literals *literals;      /* the caller's */
	struct lexeme *word;            /* by literal id */
	uint64_t *classes;              /* theirs, side by side */
	uint32_t *slot;                 /* where a text's word is: id + 1, 0 for none; a power of two of slots, more than twice the words */
	size_t slots, longest;          /* longest: bytes of the longest word */
	size_t n, cap;
	struct compound *compound;      /* the longest text first */
	size_t compounds;
	struct period_word *period;
	size_t periods;
	struct period_word *part;
	size_t parts;
	struct arena arena;
};

extern const struct rulekind lexis_kind;

/* From all files of lexis_kind; lexis_add() and lexis_build() must follow. literals is the caller's and must outlive the result. */
struct lexis *lexis_new(struct ruleset *rules, struct literals *literals);
void lexis_free(struct lexis *w);
/* One more word, or one more class of a word. */
void lexis_add(struct lexis *w, struct sv text, uint64_t classes);
/* Puts the words into the first list of the literals, which the caller then builds. */
void lexis_build(struct lexis *w);
/* The classes of a text that is a word as a whole, 0 if it is none. */
uint64_t lexis_classes(const struct lexis *w, struct sv text);

/* The years that the first of the periods in a text names, empty if it has none. */
struct sv lexis_years(const struct lexis *w, struct sv text);

/* The words of one text. An empty one is {0}; reused from text to text. */
struct lexed {
	const struct lexis *words;
	struct sv text;
	const struct hits *found;       /* all: the caller's, or own */
	struct hits own;
	struct hits hits;               /* what a longer shield holds is left out */
	uint64_t classes;               /* of all hits: most texts have no word of most classes */
	uint64_t *ends, *starts;        /* a bit for each offset: a word ends (begins) there */
	uint32_t *ending, *starting;    /* by offset, where the bit is set: hit + 1 of the longest */
	uint32_t *next;                 /* by hit: the next shorter one of the same start, + 1 */
	size_t cap, next_cap;
};

void lex(const struct lexis *w, struct sv text, struct lexed *out);
/* The same where the literals have been looked for, found being the hits of the first list; it must stay as long as out is used. */
void lex_found(const struct lexis *w, struct sv text, const struct hits *found, struct lexed *out);
/* The same of a phrase, which is not looked through again if it is part of l's text. */
void lex_phrase(const struct lexed *l, struct sv phrase, struct lexed *out);
void lexed_free(struct lexed *l);

/* The longest word of the classes that ends at `end` and begins at or after `floor`; false if there is none. That no word ends there
 * at all is told in place: it is so of two calls in three. */
bool word_of_end(const struct lexed *l, size_t end, size_t floor, uint64_t classes, struct hit *out);
static inline bool word_ending(const struct lexed *l, size_t end, size_t floor, uint64_t classes, struct hit *out)
{
	return bits_has(l->ends, end) && word_of_end(l, end, floor, classes, out);
}
/* The longest that begins at `start` and ends at or before `ceiling`. */
bool word_of_start(const struct lexed *l, size_t start, size_t ceiling, uint64_t classes, struct hit *out);
static inline bool word_starting(const struct lexed *l, size_t start, size_t ceiling, uint64_t classes, struct hit *out)
{
	return bits_has(l->starts, start) && word_of_start(l, start, ceiling, classes, out);
}
/* The first (of one start the longest), the last (of one end the longest) inside [from, to). */
bool word_first_of(const struct lexed *l, size_t from, size_t to, uint64_t classes, struct hit *out);
bool word_last_of(const struct lexed *l, size_t from, size_t to, uint64_t classes, struct hit *out);
static inline bool word_first(const struct lexed *l, size_t from, size_t to, uint64_t classes, struct hit *out)
{
	return (l->classes & classes) != 0 && word_first_of(l, from, to, classes, out);
}
static inline bool word_last(const struct lexed *l, size_t from, size_t to, uint64_t classes, struct hit *out)
{
	return (l->classes & classes) != 0 && word_last_of(l, from, to, classes, out);
}
static inline uint64_t hit_classes(const struct lexed *l, const struct hit *h) { return l->words->classes[h->id]; }
#endif
