/* lib/stream: lines, escapes, records in and out. */
#include "unit.h"
#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>
#include "stream/escape.h"
#include "stream/jsonl.h"
#include "stream/record.h"
#include "stream/row.h"

struct text { struct sv rest; size_t step; };

static size_t give(void *ctx, char *to, size_t cap)
{
	struct text *t = ctx;
	size_t n = t->rest.n < t->step ? t->rest.n : t->step;

	if (n > cap)
		n = cap;
	memcpy(to, t->rest.p, n);
	t->rest = sv_skip(t->rest, n);
	return n;
}

/* All lines joined by '|', a line that is too long as '!'. */
static void read_all(struct buf *out, const char *text, size_t step, size_t max)
{
	struct text t = { sv_of(text), step };
	struct lines l;
	struct sv line;
	int got;

	lines_init(&l, give, &t, max);
	buf_clear(out);
	while ((got = lines_next(&l, &line)) != 0) {
		buf_add(out, got > 0 ? line : SV("!"));
		buf_char(out, '|');
	}
	CHECK(lines_next(&l, &line) == 0, "the end stays the end");
	lines_free(&l);
}

static void test_lines(void)
{
	static const struct { const char *in, *out; size_t max; } row[] = {
		{ "", "", 10 }, { "a", "a|", 10 }, { "a\n", "a|", 10 }, { "\n\nb", "||b|", 10 },
		{ "ab\ncdef\ngh\n", "ab|!|gh|", 3 }, { "abcdefgh", "!|", 3 }, { "abc\nabcd", "abc|!|", 3 },
		{ "line one\nline two\r\nthree", "line one|line two\r|three|", 100 },
	};
	struct buf got = {0};

	for (size_t i = 0; i < sizeof row / sizeof *row; i++)
		for (size_t step = 1; step < 12; step++) {
			read_all(&got, row[i].in, step, row[i].max);
			CHECK_SV(buf_sv(&got), sv_of(row[i].out));
		}
	buf_free(&got);
}

/* What is told of a line is the same however the input comes in, and whatever stands in the lines around it. */
static void test_valid(void)
{
	static const struct { const char *line; size_t valid; } row[] = {
		{ "政府工作报告", 18 }, { "a\xE5\xA2", 1 }, { "", 0 }, { "\x80", 0 }, { "plain text of some length, more than any step of a check", 56 },
		{ "增长\xFF\xFF", 6 }, { "\xF0\x9F\x98\x80", 4 }, { "b\xF0\x9F\x98", 1 }, { "五", 3 },
	};
	enum { ROWS = sizeof row / sizeof *row };
	struct buf all = {0};

	for (size_t i = 0; i < ROWS * ROWS; i++) {
		buf_add(&all, sv_of(row[i % ROWS].line));
		buf_char(&all, '\n');
		buf_add(&all, sv_of(row[i / ROWS].line));
		buf_char(&all, '\n');
	}
	for (size_t step = 1; step < 70; step++) {
		struct text t = { buf_sv(&all), step };
		struct lines l;
		struct sv line;

		lines_init(&l, give, &t, 1000);
		for (size_t i = 0; lines_next(&l, &line) > 0; i++) {
			size_t want = i % 2 ? i / 2 / ROWS : i / 2 % ROWS, got = lines_valid(&l, line);

			CHECK(got == row[want].valid, "%s: %zu, not %zu", row[want].line, got, row[want].valid);
		}
		lines_free(&l);
	}
	buf_free(&all);
}

static void test_escapes(void)
{
	static const struct { struct sv plain, wire, json; } row[] = {
		{ SV(""), SV(""), SV("") },
		{ SV("增长5%左右"), SV("增长5%左右"), SV("增长5%左右") },
		{ SV("a\tb\nc\rd\\e"), SV("a\\tb\\nc\\rd\\\\e"), SV("a\\tb\\nc\\rd\\\\e") },
		{ SV("C:\\temp"), SV("C:\\\\temp"), SV("C:\\\\temp") },
		{ SV("a\0b\x01\"q\""), SV("a\0b\x01\"q\""), SV("a\\u0000b\\u0001\\\"q\\\"") },
		{ SV("a long run without any escape, then one\t"), SV("a long run without any escape, then one\\t"),
		  SV("a long run without any escape, then one\\t") },
	};
	struct buf b = {0};
	struct arena a = {0};

	for (size_t i = 0; i < sizeof row / sizeof *row; i++) {
		buf_clear(&b);
		escape_wire(&b, row[i].plain);
		CHECK_SV(buf_sv(&b), row[i].wire);
		buf_clear(&b);
		escape_json(&b, row[i].plain);
		CHECK_SV(buf_sv(&b), row[i].json);
		buf_clear(&b);
		escape_json_wire(&b, row[i].wire);
		CHECK_SV(buf_sv(&b), row[i].json);
		CHECK_SV(field_plain(row[i].wire, &a), row[i].plain);
	}
	/* a backslash that begins no escape is itself */
	CHECK_SV(field_plain(SV("\\d \\"), &a), SV("\\d \\"));
	buf_clear(&b);
	escape_json_wire(&b, SV("\\d \\"));
	CHECK_SV(buf_sv(&b), SV("\\\\d \\\\"));
	CHECK_SV(field_text(SV("a\xFF" "b\\t"), &a), SV("a\xEF\xBF\xBD" "b\t"));
	buf_free(&b);
	arena_free(&a);
}

/* Every byte at every place in a run of any length near a step is found, and escaped as alone. */
static void test_escape_places(void)
{
	struct buf got = {0}, want = {0};
	char text[50];

	for (size_t n = 1; n < sizeof text; n++)
		for (size_t at = 0; at < n; at++)
			for (unsigned c = 0; c < 256; c++) {
				struct sv s = sv_from(text, n);

				memset(text, 'x', sizeof text);
				text[at] = (char)c;
				buf_clear(&got);
				buf_clear(&want);
				escape_wire(&got, s);
				for (size_t i = 0; i < n; i++)
					escape_wire(&want, sv_from(text + i, 1));
				CHECK_SV(buf_sv(&got), buf_sv(&want));
				CHECK(escape_run(s, '"') == escape_run_plain(s, '"') && escape_run(s, '\\') == escape_run_plain(s, '\\'),
					"byte %u at %zu of %zu", c, at, n);
			}
	buf_free(&got);
	buf_free(&want);
}

/* Rows of all lengths near a step, tabs and backslashes anywhere: both ways cut them alike, with room for all fields or not. */
static void test_cut_twin(void)
{
	enum { ROOM = 12 };
	struct sv quick[ROOM], slow[ROOM];
	uint32_t state = 11;
	char text[140];

	for (int i = 0; i < 100000; i++) {
		size_t n = (state >> 9) % sizeof text, room = (state >> 5) % (ROOM + 1), a, b;
		uint32_t often = 1 + (state >> 20) % 40;
		bool one, two;

		for (size_t k = 0; k < n; k++) {
			state = state * 1664525 + 1013904223;
			text[k] = (state >> 8) % often ? "\x89\x5B\x0A\xDC"[state >> 30] : '\t';
			if ((state >> 8) % 401 == 0)
				text[k] = '\\';
		}
		a = row_cut(sv_from(text, n), quick, room, &one);
		b = row_cut_plain(sv_from(text, n), slow, room, &two);
		CHECK(a == b && one == two, "round %d: %zu fields, not %zu", i, a, b);
		for (size_t k = 0; k < a && k < room; k++)
			CHECK(quick[k].p == slow[k].p && quick[k].n == slow[k].n, "round %d: field %zu", i, k);
		state = state * 1664525 + 1013904223;
	}
}

static void test_json(void)
{
	static const struct { const char *line, *names, *values; } good[] = {
		{ "{\"a\":\"x\\ty\",\"b\":2}", "a|b|", "x\\ty|2|" },
		{ "{\"a\":null,\"b\":true,\"c\":false}", "a|b|c|", "|true|false|" },
		{ "{\"a\":0.1,\"b\":-4.4e12,\"c\":1e-7,\"d\":5.0}", "a|b|c|d|", "0.1|-4400000000000|0.0000001|5|" },
		{ "{\"a\":[1,\"x\"],\"b\":{\"c\":\"\\\\\"}}", "a|b|", "[1,\"x\"]|{\"c\":\"\\\\\\\\\"}|" },
		{ " {\"键\":\"\\u589e\\u957f\"} \r", "键|", "增长|" },
	};
	static const char *const bad[] = { "", "{", "{}", "[]", "3", "{\"a\":1.5,\"a\":2}", "{\"a\":\"\xFF\"}", "{\"a\":0.12345678901234567}",
		"{\"a\":99999999999999999999}" };
	struct json_row row = {0};
	struct buf why = {0}, got = {0};

	for (size_t i = 0; i < sizeof good / sizeof *good; i++) {
		CHECK(jsonl_read(&row, sv_of(good[i].line), &why), "%s: %s", good[i].line, buf_z(&why));
		buf_clear(&got);
		for (size_t k = 0; k < row.n; k++)
			buf_fmt(&got, SV_FMT "|", SV_ARG(row.name[k]));
		CHECK_SV(buf_sv(&got), sv_of(good[i].names));
		buf_clear(&got);
		for (size_t k = 0; k < row.n; k++)
			buf_fmt(&got, SV_FMT "|", SV_ARG(row.value[k]));
		CHECK_SV(buf_sv(&got), sv_of(good[i].values));
	}
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		buf_clear(&why);
		CHECK(!jsonl_read(&row, sv_of(bad[i]), &why), "%s", bad[i]);
		CHECK(why.n > 0, "a reason is given for %s", bad[i]);
	}
	jsonl_free(&row);
	buf_free(&why);
	buf_free(&got);
}

static bool same_row(const struct json_row *a, const struct json_row *b)
{
	bool same = a->n == b->n;

	for (size_t i = 0; same && i < a->n; i++)
		same = sv_eq(a->name[i], b->name[i]) && sv_eq(a->value[i], b->value[i]);
	return same;
}

/* The quick way through JSON takes nothing that jansson refuses (a name that stands twice excepted), and reads it as jansson does. */
static void test_json_twin(void)
{
	static const struct sv piece[] = {
		SV("{"), SV("}"), SV("\""), SV(":"), SV(","), SV("\\"), SV("\\\""), SV("\\/"), SV("\\t"), SV("\\\\"), SV("\\u0041"), SV(" "), SV("\t"),
		SV("0"), SV("-"), SV("12"), SV("1.5"), SV("e3"), SV("123456789012345678"), SV("true"), SV("null"), SV("[1]"), SV("增"), SV("\xFF"),
		SV("\0"), SV("\x01"), SV("\"a\":\"b\""), SV("\"c\":1"), SV("\"d\":\"\\n"), SV(",\"e\":\"\""), SV("{\"f\":"), SV("\"}"),
	};
	struct json_row quick = {0}, slow = {0};
	struct buf line = {0}, why = {0};
	uint32_t state = 7;
	size_t both = 0;

	for (int i = 0; i < 300000; i++) {
		bool one, two;

		buf_clear(&line);
		buf_clear(&why);
		buf_char(&line, '{');
		for (uint32_t k = 1 + (state >> 8) % 6; k > 0; k--) {
			state = state * 1664525 + 1013904223;
			buf_add(&line, piece[(state >> 16) % (sizeof piece / sizeof *piece)]);
		}
		buf_add(&line, state >> 31 ? SV("}") : SV(""));
		one = jsonl_read(&quick, buf_sv(&line), &why);
		two = jsonl_read_any(&slow, buf_sv(&line), &why);
		CHECK(one == two || sv_has(buf_sv(&why), SV("duplicate")), SV_FMT, SV_ARG(buf_sv(&line)));
		CHECK(!one || !two || same_row(&quick, &slow), SV_FMT, SV_ARG(buf_sv(&line)));
		both += one && two;
	}
	CHECK(both > 1000, "%zu good lines", both);
	jsonl_free(&quick);
	jsonl_free(&slow);
	buf_free(&line);
	buf_free(&why);
}

static char *temporary(struct sv content)
{
	static char name[] = "/tmp/gwr-unit-XXXXXX";
	int fd;

	memcpy(name + sizeof name - 7, "XXXXXX", 6);
	fd = mkstemp(name);
	CHECK(fd >= 0 && write(fd, content.p, content.n) == (ssize_t)content.n, "temporary file");
	close(fd);
	return name;
}

/* Reads `content` and writes it again, as JSON or TSV. */
static void copy(struct sv content, bool json, struct buf *out)
{
	char *name = temporary(content);
	struct source source;
	struct reader *r;
	struct writer_options options = { .json = json };
	struct output o;
	struct writer *w;
	struct record record;
	const struct legend *l;
	int end[2];
	char block[4096];
	ssize_t n;

	CHECK(pipe(end) == 0, "pipe");
	source_init(&source, &name, 1);
	r = reader_new(&source, ON_ERROR_SKIP);
	output_init(&o, end[1], false);
	w = writer_new(&o, &options);
	l = reader_legend(r);
	if (l) {
		struct column column[8];

		for (size_t i = 0; i < l->n; i++)
			column[i] = (struct column){ l->name[i], CELL_RAW };
		writer_legend(w, column, l->n);
	}
	while (reader_next(r, &record))
		writer_record(w, record.field);
	output_close(&o);
	writer_free(w);
	reader_free(r);
	unlink(name);
	n = read(end[0], block, sizeof block);
	close(end[0]);
	buf_clear(out);
	buf_add(out, sv_from(block, n > 0 ? (size_t)n : 0));
}

static void test_records(void)
{
	static const struct { const char *in; bool json; const char *out; } row[] = {
		{ "#a\tb\n1\t2\n", false, "#a\tb\n1\t2\n" },
		{ "#a\tb\n1\t2", true, "{\"a\":\"1\",\"b\":\"2\"}\n" },
		{ "#a\tb\n#b\ta\n2\t1\n#a\tb\n3\t4\n", false, "#a\tb\n1\t2\n3\t4\n" },
		{ "\xEF\xBB\xBF#a\tb\r\n1\t2\r\n3\t4\n", false, "#a\tb\n1\t2\n3\t4\n" },
		{ "{\"a\":\"1\",\"b\":\"x\\ny\"}\n\n{\"b\":\"2\"}\n", false, "#a\tb\n1\tx\\ny\n\t2\n" },
		{ "#a\n", false, "#a\n" }, { "", false, "" },
		{ "#a\tb\na\xFF\xE5\xA2\t\xE5\\t\n", true, "{\"a\":\"a\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\",\"b\":\"\xEF\xBF\xBD\\t\"}\n" },
		{ "#a\tb\n\\d\\\tx\n", false, "#a\tb\n\\d\\\tx\n" },
	};
	struct buf got = {0};

	for (size_t i = 0; i < sizeof row / sizeof *row; i++) {
		copy(sv_of(row[i].in), row[i].json, &got);
		CHECK_SV(buf_sv(&got), sv_of(row[i].out));
	}
	buf_free(&got);
}

/* Cells that lie side by side are written in one piece; what only looks so is not. */
static void test_runs(void)
{
	static const char row[] = "a\tbb\t\tc\\t", other[] = "d\0e f\tg";
	static const struct { size_t from, to; } in_row[] = { { 0, 1 }, { 2, 4 }, { 5, 5 }, { 6, 9 } }, in_other[] = { { 0, 1 }, { 2, 3 }, { 4, 5 }, { 6, 7 } };
	enum { CELLS = 4, CHOICES = 1 << 3 * CELLS };   /* of a cell: which of eight */
	struct column column[CELLS] = { { SV("p"), CELL_RAW }, { SV("q"), CELL_RAW }, { SV("r"), CELL_RAW }, { SV("s"), CELL_RAW } };
	struct buf want = {0};

	for (unsigned plain = 0; plain < 1 << CELLS; plain++)
		for (unsigned from = 0; from < CHOICES; from++) {
			struct sv cell[CELLS];
			struct writer_options options = { .header = HEADER_NONE };
			struct output o = { .fd = -1 };
			struct writer *w = writer_new(&o, &options);

			buf_clear(&want);
			for (size_t i = 0; i < CELLS; i++) {
				size_t k = from >> 3 * i & 3;
				bool is_row = from >> 3 * i & 4;

				column[i].form = plain >> i & 1 ? CELL_PLAIN : CELL_RAW;
				cell[i] = is_row ? sv_sub(sv_from(row, sizeof row - 1), in_row[k].from, in_row[k].to)
					: sv_sub(sv_from(other, sizeof other - 1), in_other[k].from, in_other[k].to);
				if (plain >> i & 1)
					escape_wire(&want, cell[i]);
				else
					buf_add(&want, cell[i]);
				buf_char(&want, i + 1 < CELLS ? '\t' : '\n');
			}
			writer_legend(w, column, CELLS);
			writer_record(w, cell);
			CHECK_SV(buf_sv(&o.buf), buf_sv(&want));
			buf_free(&o.buf);
			writer_free(w);
		}
	buf_free(&want);
}

int main(void)
{
	test_runs();
	test_lines();
	test_valid();
	test_escapes();
	test_escape_places();
	test_cut_twin();
	test_json();
	test_json_twin();
	test_records();
	return DONE();
}
