#include "base/err.h"
#include "extract.h"
#include "measure/number_row.h"

/* The columns of the record that a number keeps; those that a stream lacks are empty. */
enum { DOC, PATH, SRC, LINE, KEPT };
static const char *const kept_name[KEPT] = { "doc", "path", "src", "line" };

enum { KINDS = NUMBER_LABEL + 1 };

struct state {
	struct number_rules *rules;
	struct numbers numbers;
	struct number_row row;
	struct writer *writer;
	struct sv cell[KEPT + NUMBER_CELLS];
	size_t count[KINDS];
};

static void put_legend(struct writer *w)
{
	struct column column[KEPT + NUMBER_CELLS];
	for (size_t i = 0; i < KEPT; i++)
		column[i] = (struct column){ sv_of(kept_name[i]), CELL_RAW };
	for (size_t i = 0; i < NUMBER_CELLS; i++)
		column[KEPT + i] = (struct column){ sv_of(number_columns[i]), CELL_PLAIN };
	writer_legend(w, column, KEPT + NUMBER_CELLS);
}

static void put_rows(struct state *s, struct sv text)
{
	numbers_read(s->rules, text, &s->numbers);
	number_row_text(&s->row);
	for (size_t i = 0; i < s->numbers.n; i++) {
		number_row_fill(&s->row, text, &s->numbers.v[i]);
		memcpy(s->cell + KEPT, s->row.cell, sizeof s->row.cell);
		writer_record(s->writer, s->cell);
		s->count[s->numbers.v[i].kind]++;
	}
}

size_t extract_numbers(const struct extraction *x)
{
	struct ruleset rules = { 0 };
	struct arena arena = { 0 };
	struct state s = { 0 };
	struct record r;
	int kept[KEPT] = { 0 }, text = -1, of_kind = -1;
	if (x->explain)
		die("--explain is of measures: a number needs no explanation");
	ruleset_open(&rules, x->common->rules, x->common->n_rules, number_kinds, number_kind_count);
	s.rules = number_rules_new(&rules);
	findings_die(&rules.findings);
	struct reader *reader = reader_new(x->source, x->common->on_error);
	s.writer = writer_new(x->out, &x->common->write);
	while (reader_next(reader, &r)) {
		if (text < 0) {
			text = reader_need(reader, "text", "gwr-split");
			of_kind = legend_find(reader_legend(reader), "kind");
			for (size_t i = 0; i < KEPT; i++)
				kept[i] = legend_find(reader_legend(reader), kept_name[i]);
			put_legend(s.writer);
		}
		if (of_kind >= 0 && sv_is(r.field[of_kind], "furniture"))       /* page numbers are no part of what is said */
			continue;
		arena_reset(&arena);
		for (size_t i = 0; i < KEPT; i++)
			s.cell[i] = kept[i] < 0 ? SV("") : r.field[kept[i]];
		put_rows(&s, field_plain(r.field[text], &arena));
	}
	size_t rows = writer_count(s.writer);
	if (x->common->stats)
		note("rows=%zu measures=%zu dates=%zu ordinals=%zu labels=%zu", rows, s.count[NUMBER_MEASURE], s.count[NUMBER_DATE],
			s.count[NUMBER_ORDINAL], s.count[NUMBER_LABEL]);
	writer_free(s.writer);
	reader_free(reader);
	number_row_free(&s.row);
	numbers_free(&s.numbers);
	number_rules_free(s.rules);
	ruleset_free(&rules);
	arena_free(&arena);
	return rows;
}
