/* Reading records: TSV with a legend, or JSON Lines, operand after operand, as one stream. */
#include "stream/record.h"

#include <stdlib.h>
#include "base/mem.h"
#include "stream/jsonl.h"
#include "stream/legend.h"
#include "stream/row.h"

enum step { STEP_END, STEP_LEGEND, STEP_RECORD };

struct reader {
	struct source *source;
	struct lines lines;
	enum on_error on_error;
	enum input_form form;           /* of the operand being read, INPUT_NONE between operands */
	bool stopped;
	struct arena arena;             /* the legend's names */
	struct legend legend;
	const char *legend_file;
	size_t legend_line;
	size_t *map;                    /* where the legend's columns stand in this operand's rows */
	bool mapped;                    /* ... in another order */
	bool lost;                      /* after a wrong legend, rows are passed over */
	bool crlf;                      /* the legend line ended with CR LF, so rows may */
	struct sv row[COLUMNS_MAX];     /* in its own order */
	struct sv *field;               /* in the legend's */
	struct json_row json;
	struct buf why;
	size_t invalid;                 /* records with invalid UTF-8 */
	struct record held;             /* read by reader_legend() and not yet given out */
	bool holding;
};

static size_t read_source(void *source, char *to, size_t cap)
{
	return source_read(source, to, cap);
}

struct reader *reader_new(struct source *source, enum on_error on_error)
{
	struct reader *r = mem_new(sizeof *r);

	r->source = source;
	r->on_error = on_error;
	lines_init(&r->lines, read_source, source, LINE_MAX_DEFAULT);
	return r;
}

void reader_free(struct reader *r)
{
	if (!r)
		return;
	lines_free(&r->lines);
	jsonl_free(&r->json);
	arena_free(&r->arena);
	buf_free(&r->why);
	free(r->map);
	free(r->field);
	free(r);
}

/* '#' begins a legend when a name is glued to it; "# 标题" is a heading of Markdown. A byte order mark before either is dropped. */
static enum input_form tell_form(struct source *s)
{
	static const struct sv bom = { "\xEF\xBB\xBF", 3 };
	struct sv head = source_peek(s, 1);
	char drop[3];

	if (head.n == 0)
		return INPUT_NONE;
	if (head.p[0] == bom.p[0]) {
		head = source_peek(s, 4);
		if (!sv_starts(head, bom) || head.n < 4 || (head.p[3] != '#' && head.p[3] != '{'))
			return INPUT_TEXT;
		source_read(s, drop, sizeof drop);
	}
	head = source_peek(s, 1);
	if (head.p[0] == '{')
		return INPUT_JSON;
	if (head.p[0] != '#')
		return INPUT_TEXT;
	head = source_peek(s, 2);
	return head.n == 2 && (head.p[1] == ' ' || head.p[1] == '#') ? INPUT_TEXT : INPUT_RECORDS;
}

enum input_form reader_form(struct reader *r)
{
	while (r->form == INPUT_NONE && source_next(r->source)) {
		r->form = tell_form(r->source);
		r->lost = r->crlf = false;
		lines_restart(&r->lines);
	}
	return r->form;
}

/* Says what is wrong with the line just read. */
static void bad(struct reader *r, const char *what)
{
	warn_at(r->source->name, r->lines.number, "%s", what);
	if (r->on_error == ON_ERROR_STOP)
		r->stopped = true;
}

static void set_legend(struct reader *r, const struct legend *l)
{
	r->legend = legend_copy(l, &r->arena);
	r->legend_file = r->source->name;
	r->legend_line = r->lines.number;
	r->map = mem_array(l->n, sizeof *r->map);
	r->field = mem_array(l->n, sizeof *r->field);
}

/* A legend line: the stream's own, or held against it. True if it is the stream's own. */
static bool take_legend(struct reader *r, struct sv line)
{
	bool first = r->lines.number == 1, escapes;
	struct legend l;

	if (sv_ends(line, SV("\r"))) {
		r->crlf = true;
		line.n--;
	}
	l.n = row_cut(sv_skip(line, 1), r->row, COLUMNS_MAX, &escapes);
	l.name = r->row;
	buf_clear(&r->why);
	r->lost = false;
	if (legend_wrong(&l, &r->why)) {
		r->lost = true;
	} else if (r->legend.n == 0) {
		set_legend(r, &l);
		r->mapped = false;
		return true;
	} else if (legend_map(&r->legend, &l, r->map)) {
		r->mapped = false;
		for (size_t i = 0; i < l.n; i++)
			r->mapped |= r->map[i] != i;
	} else {
		buf_add(&r->why, SV("legend with other columns ("));
		legend_list(&r->why, &l);
		buf_add(&r->why, SV(") than the first one ("));
		legend_list(&r->why, &r->legend);
		buf_char(&r->why, ')');
		r->lost = true;
	}
	if (r->lost && first) {
		warn_at(r->source->name, 1, "%s", buf_z(&r->why));
		r->form = INPUT_NONE;
	} else if (r->lost) {
		bad(r, buf_z(&r->why));
	}
	return false;
}

static bool valid_utf8(struct reader *r, struct sv line)
{
	size_t good = lines_valid(&r->lines, line);

	if (good < line.n && r->invalid++ == 0)
		note("%s:%zu:%zu: invalid UTF-8; the bytes are kept", r->source->name, r->lines.number, good + 1);
	return good == line.n;
}

static bool take_row(struct reader *r, struct sv line, struct record *out)
{
	bool escapes;
	size_t n;

	if (r->crlf && sv_ends(line, SV("\r")))
		line.n--;
	n = row_cut(line, r->row, r->legend.n, &escapes);
	if (n != r->legend.n) {
		buf_clear(&r->why);
		buf_fmt(&r->why, "%zu field%s where the legend has %zu", n, n == 1 ? "" : "s", r->legend.n);
		bad(r, buf_z(&r->why));
		return false;
	}
	if (r->mapped)
		for (size_t i = 0; i < n; i++)
			r->field[i] = r->row[r->map[i]];
	out->field = r->mapped ? r->field : r->row;
	out->row = r->mapped ? (struct sv){ NULL, 0 } : line;
	out->plain = valid_utf8(r, line) && !escapes;
	return true;
}

/* Puts the values of a JSON object into the legend's order. */
static bool order_values(struct reader *r)
{
	const struct legend names = { r->json.name, r->json.n };
	size_t found = 0;

	/* with more keys than columns one must be wrong, and the search is bounded */
	for (size_t i = 0; i < r->legend.n && names.n <= r->legend.n; i++) {
		size_t at = i < names.n && sv_eq(names.name[i], r->legend.name[i]) ? i : 0;

		while (at < names.n && !sv_eq(names.name[at], r->legend.name[i]))
			at++;
		r->field[i] = at < names.n ? r->json.value[at] : SV("");
		found += at < names.n;
	}
	if (found == names.n)
		return true;
	buf_add(&r->why, SV("object with other keys ("));
	legend_list(&r->why, &names);
	buf_add(&r->why, SV(") than the first record ("));
	legend_list(&r->why, &r->legend);
	buf_char(&r->why, ')');
	return false;
}

static bool take_object(struct reader *r, struct sv line, struct record *out)
{
	struct legend names;

	buf_clear(&r->why);
	if (!jsonl_read(&r->json, line, &r->why)) {
		bad(r, buf_z(&r->why));
		return false;
	}
	names = (struct legend){ r->json.name, r->json.n };
	if (r->legend.n == 0 && !legend_wrong(&names, &r->why))
		set_legend(r, &names);
	if (r->why.n > 0 || !order_values(r)) {
		bad(r, buf_z(&r->why));
		return false;
	}
	if (sv_starts(r->field[0], SV("#"))) {
		bad(r, "the first column begins with '#'");
		return false;
	}
	out->field = r->field;
	out->row = (struct sv){ NULL, 0 };
	out->plain = !memchr(line.p, '\\', line.n);    /* JSON is valid UTF-8, and what TSV escapes stands in it escaped */
	return true;
}

static bool take_line(struct reader *r, struct sv line, struct record *out)
{
	out->n = r->legend.n;
	out->file = r->source->name;
	out->line = r->lines.number;
	if (r->form == INPUT_RECORDS)
		return !r->lost && take_row(r, line, out);
	if (sv_trim(line).n == 0 || !take_object(r, line, out))
		return false;
	out->n = r->legend.n;
	return true;
}

static enum step end_of_stream(struct reader *r)
{
	r->stopped = true;
	if (r->invalid > 1)
		note("%zu records with invalid UTF-8 in all", r->invalid);
	r->invalid = 0;
	return STEP_END;
}

/* Reads on to the next thing that a caller may wait for. */
static enum step step(struct reader *r, struct record *out)
{
	struct sv line;

	for (;;) {
		int got;

		if (r->stopped || reader_form(r) == INPUT_NONE)
			return end_of_stream(r);
		if (r->form == INPUT_TEXT) {
			warn_at(r->source->name, 1, "no records: no legend in the first line (raw reports go through gwr-split)");
			r->form = INPUT_NONE;
			continue;
		}
		got = lines_next(&r->lines, &line);
		/* what a read error cut off is no line */
		if (got == 0 || (r->source->failed && r->lines.ended))
			r->form = INPUT_NONE;
		else if (got < 0)
			bad(r, "line longer than 256 MiB");
		else if (r->form == INPUT_RECORDS && sv_starts(line, SV("#"))) {
			if (take_legend(r, line))
				return STEP_LEGEND;
		} else if (take_line(r, line, out)) {
			return STEP_RECORD;
		}
	}
}

const struct legend *reader_legend(struct reader *r)
{
	while (r->legend.n == 0) {
		enum step s = step(r, &r->held);

		if (s == STEP_END)
			return NULL;
		r->holding = s == STEP_RECORD;
	}
	return &r->legend;
}

int reader_need(struct reader *r, const char *column, const char *made_by)
{
	const struct legend *l = reader_legend(r);
	int at = l ? legend_find(l, column) : -1;
	struct buf list = {0};

	if (at >= 0)
		return at;
	if (!l)
		die("no column \"%s\": the input has no records", column);
	legend_list(&list, l);
	die("%s:%zu: no column \"%s\", which %s makes (there are %s)", r->legend_file, r->legend_line, column, made_by, buf_z(&list));
}

bool reader_next(struct reader *r, struct record *out)
{
	enum step s;

	if (r->holding) {
		*out = r->held;
		r->holding = false;
		err_reading(out->file, out->line);
		return true;
	}
	do
		s = step(r, out);
	while (s == STEP_LEGEND);
	if (s == STEP_RECORD)
		err_reading(out->file, out->line);      /* a rule that gives up names the record */
	else
		err_reading(NULL, 0);
	return s == STEP_RECORD;
}
