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
		cell[3] = clause_around(text, at);
		t->row(t->ctx, cell);
	}
}
