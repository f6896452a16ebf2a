#include "base/err.h"
#include "extract.h"
#include "measure/term_row.h"

/* The columns of the record that a term keeps; those that a stream lacks are empty. */
enum { DOC, YEAR, REGION, ADCODE, ROLE, PATH, SRC, LINE, KEPT };
static const char *const kept_name[KEPT] = { "doc", "year", "region", "adcode", "role", "path", "src", "line" };

struct state {
	struct writer *writer;
	struct sv cell[KEPT + TERM_CELLS];
};

static void put_row(void *ctx, const struct sv cell[TERM_CELLS])
{
	struct state *s = ctx;
	memcpy(s->cell + KEPT, cell, TERM_CELLS * sizeof *cell);
	writer_record(s->writer, s->cell);
}

static void put_legend(struct writer *w)
{
	struct column column[KEPT + TERM_CELLS];
	for (size_t i = 0; i < KEPT; i++)
		column[i] = (struct column){ sv_of(kept_name[i]), CELL_RAW };
	for (size_t i = 0; i < TERM_CELLS; i++)
		column[KEPT + i] = (struct column){ sv_of(term_columns[i]), CELL_PLAIN };
	writer_legend(w, column, KEPT + TERM_CELLS);
}

size_t extract_terms(const struct extraction *x)
{
	static const struct rulekind *const kind[] = { &terms_kind };
	struct ruleset rules = { 0 };
	struct arena arena = { 0 };
	struct state state = { 0 };
	struct record r;
	int kept[KEPT] = { 0 }, text = -1, of_kind = -1;
	if (x->explain)
		die("--explain is of measures: a term needs no explanation");
	ruleset_open(&rules, x->common->rules, x->common->n_rules, kind, 1);
	struct term_rows *t = term_rows_new(&rules, put_row, &state);
	findings_die(&rules.findings);
	struct reader *reader = reader_new(x->source, x->common->on_error);
	state.writer = writer_new(x->out, &x->common->write);
	while (reader_next(reader, &r)) {
		if (text < 0) {
			text = reader_need(reader, "text", "gwr-split");
			of_kind = legend_find(reader_legend(reader), "kind");
			for (size_t i = 0; i < KEPT; i++)
				kept[i] = legend_find(reader_legend(reader), kept_name[i]);
			put_legend(state.writer);
		}
		if (of_kind >= 0 && sv_is(r.field[of_kind], "furniture"))       /* as gwr-tag: no part of what is said */
			continue;
		arena_reset(&arena);
		for (size_t i = 0; i < KEPT; i++)
			state.cell[i] = kept[i] < 0 ? (struct sv){ NULL, 0 } : r.field[kept[i]];
		term_rows_read(t, field_plain(r.field[text], &arena));
	}
	size_t rows = writer_count(state.writer);
	if (x->common->stats)
		note("rows=%zu", rows);
	writer_free(state.writer);
	reader_free(reader);
	term_rows_free(t);
	ruleset_free(&rules);
	arena_free(&arena);
	return rows;
}
