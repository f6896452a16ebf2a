/* Records: linear TSV with a legend, and JSON Lines (docs/gwr-records.5). Inside a field \t \n \r \\ are escapes and
 * nothing else is; column 1 never starts with '#'. */
#ifndef GWR_STREAM_RECORD_H
#define GWR_STREAM_RECORD_H
#include "base/arena.h"
#include "stream/lines.h"
#include "stream/output.h"
#include "stream/source.h"

struct legend { struct sv *name; size_t n; };

/* Position of a column, -1 if there is none. */
int legend_find(const struct legend *l, const char *name);

enum on_error { ON_ERROR_STOP, ON_ERROR_SKIP };

/* ---- reading ---- */

enum input_form { INPUT_NONE, INPUT_RECORDS, INPUT_JSON, INPUT_TEXT };

struct reader;
struct reader *reader_new(struct source *source, enum on_error on_error);
void reader_free(struct reader *r);
/* Tells by its first bytes what the first operand that is not empty is, opening it; INPUT_NONE where there is none. Raw text is
 * an error of reader_next(), so a program that takes it asks first and then reads from the source itself. */
enum input_form reader_form(struct reader *r);
/* The legend of the stream, read on to if need be: the first one, or the keys of the first JSON object. NULL if the input ends
 * without one. Later ones are dropped if equal, remapped if they have the same columns in another order, an error if not. */
const struct legend *reader_legend(struct reader *r);
/* Position of a column in the legend; die()s with "FILE:LINE: no column NAME" and the program that makes it.
 * To be asked after reader_legend(): an input without a legend is nothing to die of. */
int reader_need(struct reader *r, const char *column, const char *made_by);

struct record {
	const struct sv *field;         /* as on the wire, escapes and all, in the order of reader_legend() */
	size_t n;                       /* always the legend's n */
	const char *file;               /* the input the record stands in, and its line there */
	size_t line;
	struct sv row;                  /* the fields as they lie in the input, a TAB between them; {NULL, 0} if they do not lie so */
	bool plain;                     /* all of it is valid UTF-8 without escapes: each field is its own text */
};

/* The next record, valid until the next call. False at the end. A bad record (ragged row, wrong legend, bad JSON) is warned of
 * with file and line; on ON_ERROR_STOP the stream ends there, on ON_ERROR_SKIP it is passed over (after a wrong legend, all up
 * to the next right one). An operand that is no record stream is warned of, and the next one is read. */
bool reader_next(struct reader *r, struct record *out);

/* A field with its escapes undone; memory from a only if there were any. */
struct sv field_plain(struct sv raw, struct arena *a);
/* The same, and invalid bytes are U+FFFD each: what may be given to pattern_match(). */
struct sv field_text(struct sv raw, struct arena *a);
/* field_text() of a column, which costs nothing where the record is plain; {NULL, 0} for column -1. */
static inline struct sv record_text(const struct record *r, int column, struct arena *a)
{
	if (column < 0)
		return (struct sv){ NULL, 0 };
	return r->plain ? r->field[column] : field_text(r->field[column], a);
}

/* ---- writing ---- */

enum header { HEADER_HASH, HEADER_PLAIN, HEADER_NONE };
enum cell { CELL_PLAIN, CELL_RAW };              /* to be escaped / already escaped, a field passed through */
struct column { struct sv name; enum cell form; };

struct writer_options {
	enum header header;
	bool json;
	const struct sv *columns;       /* only these, in this order; NULL for all */
	size_t n_columns;
};

struct writer;
struct writer *writer_new(struct output *o, const struct writer_options *options);
void writer_free(struct writer *w);
/* The columns of all records to come (names are copied): writes the legend. die()s where options name a column that is not among them. */
void writer_legend(struct writer *w, const struct column *column, size_t n);
/* One cell a column, in the legend's order. */
void writer_record(struct writer *w, const struct sv *cell);
size_t writer_count(const struct writer *w);     /* records written */
#endif
