/* Writing records: TSV with a legend, or JSON Lines. */
#include "stream/record.h"

#include <stdlib.h>
#include "base/mem.h"
#include "base/utf8.h"
#include "stream/escape.h"

struct chosen {
	size_t place;                   /* of its cell */
	enum cell form;
	size_t key_end;
	size_t may_follow;              /* how many of the columns behind it are passed through like it, their cells behind its cell */
};

struct writer {
	struct output *out;
	struct writer_options options;
	struct chosen *chosen;          /* the columns that are written, in order */
	size_t n, count;
	struct buf keys;                /* for JSON: what stands before each value, {"doc":" and ","year":" one after the other */
	struct buf broken;
};

struct writer *writer_new(struct output *o, const struct writer_options *options)
{
	struct writer *w = mem_new(sizeof *w);

	w->out = o;
	w->options = *options;
	return w;
}

void writer_free(struct writer *w)
{
	if (!w)
		return;
	free(w->chosen);
	buf_free(&w->keys);
	buf_free(&w->broken);
	free(w);
}

static size_t find_column(struct sv name, const struct column *column, size_t n)
{
	struct buf list = {0};

	for (size_t i = 0; i < n; i++)
		if (sv_eq(column[i].name, name))
			return i;
	for (size_t i = 0; i < n; i++) {
		buf_add(&list, i ? SV(", ") : SV(""));
		buf_add(&list, column[i].name);
	}
	die("no column \"" SV_FMT "\" (there are %s)", SV_ARG(name), buf_z(&list));
}

/* Notes what column `place` needs at each record, and writes its name into the legend line. */
static void choose(struct writer *w, size_t i, size_t place, const struct column *column)
{
	if (w->options.json) {
		buf_add(&w->keys, i ? SV("\",\"") : SV("{\""));
		escape_json_wire(&w->keys, column[place].name);
		buf_add(&w->keys, SV("\":\""));
	} else if (w->options.header != HEADER_NONE) {
		if (i > 0)
			buf_char(&w->out->buf, '\t');
		else if (w->options.header == HEADER_HASH)
			buf_char(&w->out->buf, '#');
		buf_add(&w->out->buf, column[place].name);
	}
	w->chosen[i] = (struct chosen){ place, column[place].form, w->keys.n, 0 };
}

void writer_legend(struct writer *w, const struct column *column, size_t n)
{
	const struct writer_options *o = &w->options;

	free(w->chosen);
	w->n = o->columns ? o->n_columns : n;
	w->chosen = mem_array(w->n, sizeof *w->chosen);
	buf_clear(&w->keys);
	for (size_t i = 0; i < w->n; i++)
		choose(w, i, o->columns ? find_column(o->columns[i], column, n) : i, column);
	for (size_t i = w->n; i-- > 1; ) {
		struct chosen *c = &w->chosen[i - 1];

		if (c->form == CELL_RAW && c[1].form == CELL_RAW && c[1].place == c->place + 1)
			c->may_follow = c[1].may_follow + 1;
	}
	if (!o->json && o->header != HEADER_NONE) {
		buf_char(&w->out->buf, '\n');
		output_record_end(w->out);
	}
}

/* Makes U+FFFD of every byte behind the first `from` that is no UTF-8. Looked at once for a record: cell by cell it took as long as
 * everything else in writing JSON. */
static void repair(struct writer *w, struct buf *b, size_t from)
{
	struct sv rest = sv_skip(buf_sv(b), from);
	size_t good = utf8_valid(rest);

	if (good == rest.n)
		return;
	buf_clear(&w->broken);
	buf_add(&w->broken, rest);
	b->n = from;
	for (rest = buf_sv(&w->broken); good < rest.n; good = utf8_valid(rest)) {
		buf_add(b, sv_from(rest.p, good));
		buf_rune(b, RUNE_BAD);
		rest = sv_skip(rest, good + 1);
	}
	buf_add(b, rest);
}

static void put_json(struct writer *w, const struct sv *cell)
{
	struct buf *b = &w->out->buf;
	size_t from = 0, start = b->n;

	for (size_t i = 0; i < w->n; i++) {
		const struct chosen *c = &w->chosen[i];

		buf_add(b, sv_from(w->keys.p + from, c->key_end - from));
		from = c->key_end;
		if (c->form == CELL_RAW)
			escape_json_wire(b, cell[c->place]);
		else
			escape_json(b, cell[c->place]);
	}
	buf_add(b, SV("\"}"));
	repair(w, b, start);
}

/* Writes a cell that is passed through, and in the same piece those that lie behind it in the row they were read from, `most` at most:
 * 16 short copies a record took a twelfth of gwr-tag. Returns how many more cells than one were written. */
static size_t put_run(struct buf *out, const struct sv *cell, size_t most)
{
	const struct sv *last = cell;

	while (last < cell + most && (uintptr_t)last[1].p == (uintptr_t)last->p + last->n + 1 && last->p[last->n] == '\t')
		last++;
	buf_add(out, sv_from(cell->p, (size_t)(last->p - cell->p) + last->n));
	return (size_t)(last - cell);
}

static void put_fields(struct writer *w, const struct sv *cell)
{
	struct buf *b = &w->out->buf;
	size_t start = b->n;

	for (size_t i = 0; i < w->n; i++) {
		const struct chosen *c = &w->chosen[i];

		if (i > 0)
			buf_char(b, '\t');
		if (c->form == CELL_RAW)
			i += put_run(b, cell + c->place, c->may_follow);
		else
			escape_wire(b, cell[c->place]);
	}
	if (b->n > start && b->p[start] == '#' && w->options.header == HEADER_HASH) {
		b->n = start;
		die("a record would begin with '#' and be taken for a legend: put another column first, or use --header=none");
	}
}

void writer_record(struct writer *w, const struct sv *cell)
{
	if (w->options.json)
		put_json(w, cell);
	else
		put_fields(w, cell);
	buf_char(&w->out->buf, '\n');
	w->count++;
	output_record_end(w->out);
}

size_t writer_count(const struct writer *w)
{
	return w->count;
}
