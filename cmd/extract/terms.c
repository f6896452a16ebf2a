#include "base/err.h"
#include "extract.h"
#include "measure/term_row.h"

static const char *const kept_name[] = { "doc", "year", "region", "adcode", "role", "path", "src", "line" };
enum { KEPT = sizeof kept_name / sizeof *kept_name };

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

size_t extract_terms(const struct extraction *x)
{
	static const struct rulekind *const kind[] = { &terms_kind };
	struct ruleset rules = { 0 };
	struct kept kept = { .name = kept_name, .names = KEPT, .made = term_columns, .mades = TERM_CELLS };
	struct state state = { 0 };
	struct record r;
	struct sv text;
	if (x->explain)
		die("--explain is of measures: a term needs no explanation");
	ruleset_open(&rules, x->common->rules, x->common->n_rules, kind, 1);
	struct term_rows *t = term_rows_new(&rules, put_row, &state);
	findings_die(&rules.findings);
	struct reader *reader = reader_new(x->source, x->common->on_error);
	state.writer = writer_new(x->out, &x->common->write);
	if (kept_begin(&kept, reader, state.writer))
		while (reader_next(reader, &r))
			if (kept_read(&kept, &r, state.cell, &text))
				term_rows_read(t, text);
	size_t rows = writer_count(state.writer);
	if (x->common->stats)
		note("rows=%zu", rows);
	writer_free(state.writer);
	reader_free(reader);
	term_rows_free(t);
	ruleset_free(&rules);
	kept_free(&kept);
	return rows;
}
