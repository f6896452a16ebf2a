#include "base/err.h"
#include "extract.h"
#include "measure/measure.h"

enum { DOC, YEAR, LEVEL, REGION, ADCODE, ROLE, PATH, SRC, LINE, KEPT };
static const char *const kept_name[KEPT] = { "doc", "year", "level", "region", "adcode", "role", "path", "src", "line" };

struct state {
	struct writer *writer;
	struct sv cell[KEPT + MEASURE_CELLS];
};

static void put_row(void *ctx, const struct sv cell[MEASURE_CELLS])
{
	struct state *s = ctx;
	memcpy(s->cell + KEPT, cell, MEASURE_CELLS * sizeof *cell);
	writer_record(s->writer, s->cell);
}

static void put_stats(const struct measure_stats *s)
{
	size_t share = s->numbers == 0 ? 1000 : s->claimed * 1000 / s->numbers;
	note("records=%zu numbers=%zu explained=%zu (%zu.%zu%%) refused=%zu rows=%zu named=%zu", s->records, s->numbers, s->claimed,
		share / 10, share % 10, s->refused, s->rows, s->named);
}

/* The text of a record with what was made of it, a step a line. */
static void put_explanation(const struct extraction *x, struct sv text, struct buf *steps)
{
	buf_add(&x->out->buf, text);
	buf_char(&x->out->buf, '\n');
	for (struct sv rest = buf_sv(steps), line; sv_cut(&rest, '\n', &line);)
		if (line.n > 0) {
			buf_add(&x->out->buf, SV("  "));
			buf_add(&x->out->buf, line);
			buf_char(&x->out->buf, '\n');
		}
	output_record_end(x->out);
	buf_clear(steps);
}

static void put_explained_row(void *ctx, const struct sv cell[MEASURE_CELLS])
{
	struct buf *steps = ctx;
	buf_add(steps, SV("  ->"));
	for (size_t i = 0; i < CELL_QUOTE; i++)
		if (cell[i].n > 0) {
			buf_fmt(steps, " %s=", measure_columns[i]);
			buf_add(steps, cell[i]);
		}
	buf_char(steps, '\n');
}

size_t extract_measures(const struct extraction *x)
{
	struct ruleset rules = { 0 };
	struct kept kept = { .name = kept_name, .names = KEPT, .made = measure_columns, .mades = MEASURE_CELLS, .words = 1u << CELL_INDICATOR |
		1u << CELL_MEASURE | 1u << CELL_STATUS | 1u << CELL_OP | 1u << CELL_LO | 1u << CELL_HI | 1u << CELL_VALUE |
		1u << CELL_VALUE_HI | 1u << CELL_RULE | 1u << CELL_SPAN };
	struct buf steps = { 0 };
	struct state state = { 0 };
	struct record r;
	struct sv text;
	const struct rulekind *kind[MEASURE_KINDS_MAX];
	size_t kinds = measure_rule_kinds(kind);
	ruleset_open(&rules, x->common->rules, x->common->n_rules, kind, kinds);
	struct measurer *m = x->explain ? measurer_new(&rules, put_explained_row, &steps) : measurer_new(&rules, put_row, &state);
	findings_die(&rules.findings);
	if (x->explain)
		measurer_explain(m, &steps);
	struct reader *reader = reader_new(x->source, x->common->on_error);
	state.writer = writer_new(x->out, &x->common->write);
	bool any = kept_begin(&kept, reader, x->explain ? NULL : state.writer);
	int period = any ? legend_find(reader_legend(reader), "period") : -1;
	int heading = any ? legend_find(reader_legend(reader), "heading") : -1;
	while (any && reader_next(reader, &r)) {
		if (!kept_read(&kept, &r, state.cell, &text))
			continue;
		struct measure_view view = {
			record_text(&r, kept.at[YEAR], &kept.arena), record_text(&r, kept.at[REGION], &kept.arena), record_text(&r, kept.at[ROLE], &kept.arena),
			record_text(&r, period, &kept.arena), record_text(&r, kept.kind, &kept.arena), record_text(&r, heading, &kept.arena), text
		};
		measurer_read(m, &view);
		if (steps.n > 0)
			put_explanation(x, view.text, &steps);
	}
	size_t rows = measurer_stats(m)->rows;
	if (x->common->stats)
		put_stats(measurer_stats(m));
	writer_free(state.writer);
	reader_free(reader);
	measurer_free(m);
	ruleset_free(&rules);
	kept_free(&kept);
	buf_free(&steps);
	return rows;
}
