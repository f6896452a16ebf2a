#include "measure/term_row.h"

#include <stdlib.h>

#include "base/mem.h"
#include "base/utf8.h"
#include "measure/number_row.h"

const char *const term_columns[TERM_CELLS] = { "lexicon", "term", "span", "quote" };

struct term_rows {
	struct literals *literals;
	struct lexicons *lexicons;
	struct hits hits;
	struct terms_found found;
	struct buf span;
	void (*row)(void *ctx, const struct sv cell[TERM_CELLS]);
	void *ctx;
};

struct term_rows *term_rows_new(struct ruleset *rules, void (*row)(void *ctx, const struct sv cell[TERM_CELLS]), void *ctx)
{
	struct term_rows *t = mem_new(sizeof *t);

	t->row = row;
	t->ctx = ctx;
	t->literals = literals_new();
	t->lexicons = lexicons_new(rules, t->literals, 0, &rules->findings);
	literals_build(t->literals);
	return t;
}

void term_rows_free(struct term_rows *t)
{
	if (!t)
		return;
	literals_free(t->literals);
	hits_free(&t->hits);
	terms_found_free(&t->found);
	buf_free(&t->span);
	free(t);
}

/* The clause around a term, of which no more than CLAUSE_BYTES before and behind it are looked at: reports have no clause as long,
 * but a record may be any text, and a quotation of all of it for each of its terms would be the square of it. */
static struct sv quote(struct sv text, struct span at)
{
	enum { CLAUSE_BYTES = 1200 };
	size_t from = at.start > CLAUSE_BYTES ? at.start - CLAUSE_BYTES : 0;
	size_t to = text.n - at.end > CLAUSE_BYTES ? at.end + CLAUSE_BYTES : text.n;

	while (from < at.start && ((unsigned char)text.p[from] & 0xC0) == 0x80)
		from++;
	while (to > at.end && to < text.n && ((unsigned char)text.p[to] & 0xC0) == 0x80)
		to--;
	return clause_around(sv_sub(text, from, to), (struct span){ at.start - from, at.end - from });
}

void term_rows_read(struct term_rows *t, struct sv text)
{
	size_t byte = 0, rune = 0;               /* terms come in order of their starts: characters are counted on from the last */

	literals_scan(t->literals, text, &t->hits);
	lexicons_find(t->lexicons, text, &t->hits, &t->found);
	for (size_t i = 0; i < t->found.n; i++) {
		const struct term *x = &t->found.v[i];
		struct span at = { x->start, x->end };
		struct sv cell[TERM_CELLS] = { x->lexicon, x->term };

		rune += utf8_count(sv_sub(text, byte, at.start));
		byte = at.start;
		buf_clear(&t->span);
		buf_size(&t->span, rune);
		buf_char(&t->span, '-');
		buf_size(&t->span, rune + utf8_count(sv_sub(text, at.start, at.end)));
		cell[2] = buf_sv(&t->span);
		cell[3] = quote(text, at);
		t->row(t->ctx, cell);
	}
}
