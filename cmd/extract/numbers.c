#include "base/err.h"
#include "extract.h"
#include "measure/number_row.h"

static const char *const kept_name[] = { "doc", "path", "src", "line" };
enum { KEPT = sizeof kept_name / sizeof *kept_name };

enum { KINDS = NUMBER_LABEL + 1 };

struct state {
	struct number_rules *rules;
	struct literals *words;
	struct numbers numbers;
	struct number_row row;
	struct writer *writer;
	struct sv cell[KEPT + NUMBER_CELLS];
	size_t count[KINDS];
};

static void put_rows(struct state *s, struct sv text)
{
	numbers_read(s->rules, text, NULL, &s->numbers);
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
	struct kept kept = { .name = kept_name, .names = KEPT, .made = number_columns, .mades = NUMBER_CELLS };
	struct state s = { 0 };
	struct record r;
	struct sv text;
	if (x->explain)
		die("--explain is of measures: a number needs no explanation");
	ruleset_open(&rules, x->common->rules, x->common->n_rules, number_kinds, number_kind_count);
	s.words = literals_new();
	s.rules = number_rules_new(&rules, s.words, 0);
	literals_build(s.words);
	findings_die(&rules.findings);
	struct reader *reader = reader_new(x->source, x->common->on_error);
	s.writer = writer_new(x->out, &x->common->write);
	if (kept_begin(&kept, reader, s.writer))
		while (reader_next(reader, &r))
			if (kept_read(&kept, &r, s.cell, &text))
				put_rows(&s, text);
	size_t rows = writer_count(s.writer);
	if (x->common->stats)
		note("rows=%zu measures=%zu dates=%zu ordinals=%zu labels=%zu", rows, s.count[NUMBER_MEASURE], s.count[NUMBER_DATE],
			s.count[NUMBER_ORDINAL], s.count[NUMBER_LABEL]);
	writer_free(s.writer);
	reader_free(reader);
	number_row_free(&s.row);
	numbers_free(&s.numbers);
	number_rules_free(s.rules);
	literals_free(s.words);
	ruleset_free(&rules);
	kept_free(&kept);
	return rows;
}
