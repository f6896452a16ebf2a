/* gwr-split: raw reports to text records. */
#include <stdlib.h>
#include <string.h>
#include "base/err.h"
#include "report/report.h"
#include "stream/escape.h"
#include "stream/option.h"

enum { KEY_INVALID = 256, KEY_NO_FURNITURE };

static const struct option_def options[] = {
	{ 'u', "unit", "UNIT", "what a record is: doc, section, para or sent (the default)" },
	{ 'e', "encoding", "NAME", "the input's encoding, else told from the head of each file" },
	{ 'y', "year", "YEAR", "the year of reports whose head does not say it" },
	{ KEY_INVALID, "invalid", "HOW", "a byte that is no text: U+FFFD (replace, the default) or the end (error)" },
	{ KEY_NO_FURNITURE, "no-furniture", NULL, "leave out page numbers, site furniture and indexes; join what they cut" },
};

static const struct program program = {
	.name = "gwr-split",
	.usage = "[OPTION]... [FILE]...",
	.purpose = "Reads government work reports as they come, one or many a file, and writes their\n"
		"sentences as records with year, region, headings and line.",
	.option = options,
	.options = sizeof options / sizeof *options,
	.common = COMMON_RECORDS | COMMON_RULES | COMMON_STATS,
};

static const char *const record_columns[] = { "doc", "year", "level", "region", "adcode", "path", "kind", "heading", "src", "line",
	"chars", "text" };
static const char *const row_columns[] = { "doc", "year", "level", "region", "adcode", "date", "session", "speaker", "title", "source",
	"url", "src", "line", "lines", "chars" };
enum { COLUMNS_MAX = 16, TEXT = 11 };

/* A record as it is written, "doc TAB year TAB ... text". What differs from record to record is written anew, the rest is made when
 * it changes: cell by cell, escaped or compared, this was a quarter of the program's instructions. */
struct row {
	struct buf bytes;
	size_t front;                   /* so many bytes are doc to adcode */
	struct buf behind;              /* kind to line */
	size_t src;                     /* where that cell ends in it */
	size_t fixed, line;             /* those of the record that they were made for, and its kind */
	enum report_kind kind;
};

struct split {
	struct report_options report;
	struct writer *writer;
	bool whole;                     /* all columns are written, as TSV: the row is one column to the writer */
	struct buf numbers;
	struct row row;
};

static void set_option(int key, const char *argument, void *ctx)
{
	static const char *const unit[] = { "doc", "section", "para", "sent" };
	struct report_options *o = &((struct split *)ctx)->report;
	size_t year;

	switch (key) {
	case 'u':
		for (size_t i = 0; i < sizeof unit / sizeof *unit; i++)
			if (strcmp(argument, unit[i]) == 0) {
				o->unit = (enum report_unit)i;
				return;
			}
		die("--unit is doc, section, para or sent, not \"%s\"", argument);
	case 'e':
		o->encoding = argument;
		break;
	case 'y':
		if (strlen(argument) != 4 || !sv_size(sv_of(argument), &year))
			die("--year is a year of four digits, not \"%s\"", argument);
		o->year = sv_of(argument);
		break;
	case KEY_INVALID:
		if (strcmp(argument, "error") != 0 && strcmp(argument, "replace") != 0)
			die("--invalid is replace or error, not \"%s\"", argument);
		o->invalid_is_error = *argument == 'e';
		break;
	case KEY_NO_FURNITURE:
		o->no_furniture = true;
		break;
	}
}

/* Numbers as text, all of one record in one buffer that has room for them, so that views into it stay. */
static struct sv number(struct split *s, size_t n)
{
	size_t at = s->numbers.n;

	buf_size(&s->numbers, n);
	return sv_from(s->numbers.p + at, s->numbers.n - at);
}

static void put_front(struct row *row, const struct report_record *r)
{
	const struct sv before[] = { r->doc, r->year, r->level };

	buf_clear(&row->bytes);
	for (size_t i = 0; i < sizeof before / sizeof *before; i++) {
		buf_add(&row->bytes, before[i]);
		buf_char(&row->bytes, '\t');
	}
	escape_wire(&row->bytes, r->region);    /* one that is in no table has what its title has */
	buf_char(&row->bytes, '\t');
	buf_add(&row->bytes, r->adcode);
	buf_char(&row->bytes, '\t');
	row->front = row->bytes.n;
}

static void put_behind(struct row *row, const struct report_record *r)
{
	struct buf *b = &row->behind;

	buf_clear(b);
	buf_char(b, '\t');
	buf_add(b, sv_of(report_kind_name(r->kind)));
	buf_char(b, '\t');
	escape_wire(b, r->heading);
	buf_char(b, '\t');
	escape_wire(b, r->src);
	buf_char(b, '\t');
	row->src = b->n;
}

static void put_line(struct row *row, size_t line)
{
	row->behind.n = row->src;
	buf_size(&row->behind, line);
	buf_char(&row->behind, '\t');
}

/* The row up to chars. */
static void make_row(struct row *row, const struct report_record *r)
{
	bool anew = r->fixed != row->fixed, behind = anew || r->kind != row->kind;

	if (anew)
		put_front(row, r);
	if (behind)
		put_behind(row, r);
	if (behind || r->line != row->line)
		put_line(row, r->line);
	row->fixed = r->fixed;
	row->kind = r->kind;
	row->line = r->line;
	row->bytes.n = row->front;
	buf_add(&row->bytes, r->path);
	buf_add(&row->bytes, buf_sv(&row->behind));
	buf_size(&row->bytes, r->chars);
}

static void write_record(void *ctx, const struct report_record *r)
{
	struct split *s = ctx;
	struct buf *b = &s->row.bytes;
	struct sv cell[TEXT + 1], rest;
	size_t n = 0;

	make_row(&s->row, r);
	if (s->whole) {
		buf_char(b, '\t');
		if (r->plain)
			buf_add(b, r->text);
		else
			escape_wire(b, r->text);
		cell[0] = buf_sv(b);
	} else {
		for (rest = buf_sv(b); sv_cut(&rest, '\t', &cell[n]); n++)
			;
		cell[TEXT] = r->text;
	}
	writer_record(s->writer, cell);
}

static void write_row(void *ctx, const struct report_row *r)
{
	struct split *s = ctx;
	struct sv cell[] = { r->doc, r->year, r->level, r->region, r->adcode, r->date, r->session, r->speaker, r->title, r->source, r->url,
		r->src, { NULL, 0 }, { NULL, 0 }, { NULL, 0 } };

	buf_clear(&s->numbers);
	cell[12] = number(s, r->line);
	cell[13] = number(s, r->lines);
	cell[14] = number(s, r->chars);
	writer_record(s->writer, cell);
}

static void set_legend(struct split *s)
{
	/* names and numbers of our own making hold nothing that is escaped, what may is escaped in the row */
	const struct column row = { SV("doc\tyear\tlevel\tregion\tadcode\tpath\tkind\theading\tsrc\tline\tchars\ttext"), CELL_RAW };
	bool doc = s->report.unit == REPORT_DOC;
	const char *const *name = doc ? row_columns : record_columns;
	size_t n = doc ? sizeof row_columns / sizeof *row_columns : sizeof record_columns / sizeof *record_columns;
	struct column column[COLUMNS_MAX];

	if (!doc && s->whole) {
		writer_legend(s->writer, &row, 1);
		return;
	}
	for (size_t i = 0; i < n; i++)
		column[i] = (struct column){ sv_of(name[i]), doc || i == TEXT ? CELL_PLAIN : CELL_RAW };
	writer_legend(s->writer, column, n);
}

static void split_files(struct source *source, struct report *report)
{
	enum { BLOCK = 256 * 1024 };
	static char block[BLOCK];

	while (source_next(source)) {
		size_t n;

		report_begin(report, source->name);
		while ((n = source_read(source, block, sizeof block)) > 0)
			report_feed(report, block, n);
		if (report_end(report) > 0 || source->failed)
			continue;
		if (report_is_html(report))
			warn("%s: an HTML page: lynx -dump -nolist -nomargins -width=1024 -display_charset=utf-8 FILE | gwr-split", source->name);
		else
			warn("%s: no report found in it (no title, session or salutation)", source->name);
	}
}

static void show_stats(const struct report_stats *s)
{
	note("files=%zu reports=%zu records=%zu lines=%zu chars=%zu invalid=%zu undone=%zu", s->files, s->docs, s->records, s->lines,
		s->chars, s->invalid, s->undone);
}

int main(int argc, char **argv)
{
	static const struct rulekind *const kinds[] = { &report_kind_of_rules };
	struct split split = { .report.unit = REPORT_SENT };
	struct common common;
	int first = options_parse(&program, argc, argv, &common, set_option, &split);
	struct ruleset rules = { 0 };
	struct output out;
	struct source source;
	struct report_sink sink = { &split, NULL, NULL };
	struct report_rules *compiled;
	struct report *report;

	ruleset_open(&rules, common.rules, common.n_rules, kinds, 1);
	compiled = report_rules_new(&rules);
	output_init(&out, 1, common.by_record);
	err_flush_first(output_idle, &out);
	split.writer = writer_new(&out, &common.write);
	buf_reserve(&split.numbers, 128);
	split.whole = !common.write.json && !common.write.columns;
	if (split.report.unit == REPORT_DOC)
		sink.row = write_row;
	else
		sink.record = write_record;
	set_legend(&split);
	source_init(&source, argv + first, argc - first);
	source.idle = output_idle;
	source.idle_ctx = &out;
	report = report_new(compiled, &split.report, &sink);
	split_files(&source, report);
	output_flush(&out);
	if (common.stats)
		show_stats(report_stats(report));
	report_free(report);
	report_rules_free(compiled);
	ruleset_free(&rules);
	writer_free(split.writer);
	buf_free(&split.numbers);
	buf_free(&split.row.bytes);
	buf_free(&split.row.behind);
	common_free(&common);
	output_close(&out);
	err_finish();
	return err_status(STATUS_OK);
}
