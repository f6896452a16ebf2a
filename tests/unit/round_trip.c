/* Random records go out as TSV and as JSON Lines and come back the same; damaged streams are told of, never a crash. */
#include "unit.h"
#include <fcntl.h>
#include <stdint.h>
#include <stdlib.h>
#include <unistd.h>
#include "base/utf8.h"
#include "stream/record.h"

enum { COLUMNS = 6, ROWS = 6, CELL = 40, ROUNDS = 1500 };

static uint32_t state = 20250108;

static uint32_t below(uint32_t n)
{
	state ^= state << 13;
	state ^= state >> 17;
	state ^= state << 5;
	return state % n;
}

struct table {
	struct sv name[COLUMNS], cell[ROWS][COLUMNS];
	struct column column[COLUMNS];
	size_t columns, rows;
	char text[ROWS][COLUMNS][CELL];
};

/* Pieces that have a meaning to one of the formats, or come close to one. */
static struct sv random_cell(char *to, bool first)
{
	static const struct sv piece[] = {
		SV("增"), SV("长"), SV("5%"), SV("\t"), SV("\n"), SV("\r"), SV("\\"), SV("\\t"), SV("\""), SV("{"), SV("}"), SV(","), SV("#"),
		SV("\0"), SV("\x01"), SV("\x7F"), SV("\xFF"), SV("\xE5\xA2"), SV("\xF0\x9F\x98\x80"), SV("\xED\xA0\x80"), SV("\\u0041"), SV("/"), SV(" "),
	};
	size_t n = 0;

	for (uint32_t k = below(9); k > 0; k--) {
		struct sv p = piece[below(sizeof piece / sizeof *piece)];

		if (first && n == 0 && sv_is(p, "#"))
			continue;
		memcpy(to + n, p.p, p.n);
		n += p.n;
	}
	return sv_from(to, n);
}

static void random_table(struct table *t)
{
	static const struct sv name[COLUMNS] = { SV("doc"), SV("年"), SV("a b"), SV("\"q\""), SV("{}"), SV("text") };

	t->columns = 1 + below(COLUMNS);
	t->rows = below(ROWS + 1);
	for (size_t c = 0; c < t->columns; c++) {
		t->name[c] = name[c];
		t->column[c] = (struct column){ name[c], CELL_PLAIN };
		for (size_t r = 0; r < t->rows; r++)
			t->cell[r][c] = random_cell(t->text[r][c], c == 0);
	}
}

static char file[] = "/tmp/gwr-round-XXXXXX", other[] = "/tmp/gwr-round-XXXXXX";

static struct output open_output(char *name)
{
	struct output o;
	int fd = open(name, O_WRONLY | O_TRUNC);

	CHECK(fd >= 0, "%s", name);
	output_init(&o, fd, false);
	return o;
}

static void write_table(const struct table *t, bool json)
{
	struct writer_options options = { .json = json };
	struct output o = open_output(file);
	struct writer *w = writer_new(&o, &options);

	writer_legend(w, t->column, t->columns);
	for (size_t r = 0; r < t->rows; r++)
		writer_record(w, t->cell[r]);
	CHECK(writer_count(w) == t->rows, "%zu", writer_count(w));
	output_close(&o);
	writer_free(w);
}

/* s with U+FFFD for every byte that is not part of a character. */
static struct sv repaired(struct sv s, struct buf *out)
{
	uint32_t c;

	buf_clear(out);
	for (size_t i = 0; i < s.n; ) {
		i += utf8_step(s.p + i, s.p + s.n, &c);
		buf_rune(out, c);
	}
	return buf_sv(out);
}

/* Reads `file` and holds it against t; invalid bytes come back as they were (tsv), or as U+FFFD (json). */
static void check_table(const struct table *t, bool json)
{
	char *name = file;
	struct source source;
	struct arena a = {0};
	struct buf b = {0};
	struct record record;
	size_t r = 0;

	source_init(&source, &name, 1);
	struct reader *reader = reader_new(&source, ON_ERROR_STOP);
	while (reader_next(reader, &record)) {
		CHECK(r < t->rows && record.n == t->columns, "%zu rows, %zu fields", r, record.n);
		for (size_t c = 0; r < t->rows && c < record.n; c++) {
			struct sv want = t->cell[r][c];

			CHECK_SV(reader_legend(reader)->name[c], t->name[c]);
			CHECK_SV(field_plain(record.field[c], &a), json ? repaired(want, &b) : want);
			CHECK_SV(field_text(record.field[c], &a), repaired(want, &b));
		}
		r++;
	}
	CHECK(r == t->rows, "%zu rows, not %zu", r, t->rows);
	reader_free(reader);
	arena_free(&a);
	buf_free(&b);
}

static size_t read_file(const char *name, char *to, size_t cap)
{
	int fd = open(name, O_RDONLY);
	ssize_t n = fd < 0 ? -1 : read(fd, to, cap);

	CHECK(n >= 0 && (size_t)n < cap, "%s", name);
	close(fd);
	return n < 0 ? 0 : (size_t)n;
}

/* Reads `file`, whatever it holds, and writes it to `other`: every record has as many fields as the legend. */
static void copy(bool json)
{
	char *name = file;
	struct source source;
	struct record record;
	struct writer_options options = { .json = json, .header = HEADER_HASH };
	struct output o = open_output(other);
	struct writer *w = writer_new(&o, &options);

	source_init(&source, &name, 1);
	struct reader *reader = reader_new(&source, ON_ERROR_SKIP);
	const struct legend *l = reader_legend(reader);
	if (l && l->n <= COLUMNS) {
		struct column column[COLUMNS];

		for (size_t c = 0; c < l->n; c++)
			column[c] = (struct column){ l->name[c], CELL_RAW };
		writer_legend(w, column, l->n);
		while (reader_next(reader, &record)) {
			CHECK(record.n == l->n, "%zu fields", record.n);
			writer_record(w, record.field);
		}
	}
	output_close(&o);
	writer_free(w);
	reader_free(reader);
}

/* TSV to JSON by a copy must give the bytes that the plain cells give. */
static void check_copy(const struct table *t)
{
	static char got[ROWS * COLUMNS * CELL * 8], want[sizeof got];
	size_t n_got, n_want;

	write_table(t, false);
	copy(true);
	n_got = read_file(other, got, sizeof got);
	write_table(t, true);
	n_want = read_file(file, want, sizeof want);
	CHECK_SV(sv_from(got, n_got), sv_from(want, n_want));
}

static void damage(void)
{
	static char text[ROWS * COLUMNS * CELL * 8];
	size_t n = read_file(file, text, sizeof text);
	int fd = open(file, O_WRONLY | O_TRUNC), kept = dup(2), null = open("/dev/null", O_WRONLY);

	for (uint32_t k = 1 + below(4); n > 0 && k > 0; k--)
		text[below((uint32_t)n)] = "#\t\n\r\\{}\",:0x\xFF"[below(13)];
	if (n > 0 && below(3) == 0)
		n = below((uint32_t)n);
	CHECK(fd >= 0 && write(fd, text, n) == (ssize_t)n, "written");
	close(fd);
	dup2(null, 2);          /* what damaged streams are told of is of no interest here */
	copy(below(2));
	dup2(kept, 2);
	close(null);
	close(kept);
}

int main(void)
{
	static struct table t;

	close(mkstemp(file));
	close(mkstemp(other));
	for (int i = 0; i < ROUNDS; i++) {
		random_table(&t);
		for (int json = 0; json < 2; json++) {
			write_table(&t, json);
			check_table(&t, json);
			damage();
		}
		check_copy(&t);
	}
	unlink(file);
	unlink(other);
	return DONE();
}
