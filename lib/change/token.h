/* Text cut into the atoms that a comparison never tears: a number with its unit, a Latin word, else one character. */
#ifndef GWR_CHANGE_TOKEN_H
#define GWR_CHANGE_TOKEN_H
#include <stdint.h>
#include "base/arena.h"
#include "base/buf.h"

/* What counts as one atom beyond single characters: language, so it comes from the rules. An empty one is {0}. */
struct atoms {
	size_t (*unit)(const void *ctx, struct sv s);   /* length of the unit that s begins with, 0 if none: 元 % 个百分点 */
	const void *ctx;
	struct sv numeral;              /* the characters of numbers in words: 〇一二…十百千万亿; two or more of them are a number */
	struct sv magnitude;            /* those that may stand between digits and unit: 十百千万亿 */
	bool no_signs;                  /* punctuation is no atom, either */
};

/* Atoms by number: equal bytes, white space left out and the width of numbers and words aside, have equal ids, from 0 up in order
 * of appearance. */
struct vocabulary;
struct vocabulary *vocabulary_new(const struct atoms *atoms);     /* atoms are not copied */
void vocabulary_clear(struct vocabulary *v);                      /* forgets all ids, keeps the memory */
void vocabulary_free(struct vocabulary *v);

enum token_kind { TOKEN_HAN, TOKEN_WORD, TOKEN_NUMBER, TOKEN_SIGN };
struct token { uint32_t id, start, end; enum token_kind kind; };  /* start, end: bytes of the text it stands for */
struct tokens { struct token *v; size_t n, cap; };

/* Appends the atoms of text (valid UTF-8, under 4 GiB) to *out; white space is no atom and parts none but Latin words. */
void tokenise(struct vocabulary *v, struct sv text, struct tokens *out);
#endif
