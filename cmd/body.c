/* gwr-body COMMAND: copies the legend, then becomes COMMAND, which reads the rest of standard input itself. Nothing may be read
 * beyond the legend: what a block brought too much is given back by lseek(2), from a pipe it is taken byte by byte. */
#include <errno.h>
#include <stdlib.h>
#include <unistd.h>
#include "base/err.h"
#include "stream/option.h"

static const struct program program = {
	.name = "gwr-body",
	.usage = "COMMAND [ARGUMENT]...",
	.purpose = "Copies the legend of a record stream, then runs COMMAND on the records:\n"
		"  gwr-body sort -t\"$(printf '\\t')\" -k5,5nr <records.tsv",
	.stop_at_operand = true,
};

static size_t read_input(char *to, size_t cap)
{
	ssize_t n;

	while ((n = read(STDIN_FILENO, to, cap)) < 0)
		if (errno != EINTR)
			die("<stdin>: read error:");
	return (size_t)n;
}

/* The first line of standard input, its '\n' included where there is one. */
static void read_line(struct buf *line)
{
	char block[4096];
	size_t step = lseek(STDIN_FILENO, 0, SEEK_CUR) < 0 ? 1 : sizeof block;
	size_t n;

	while ((n = read_input(block, step)) > 0) {
		char *nl = memchr(block, '\n', n);
		size_t take = nl ? (size_t)(nl - block) + 1 : n;

		buf_add(line, sv_from(block, take));
		if (take < n && lseek(STDIN_FILENO, -(off_t)(n - take), SEEK_CUR) < 0)
			die("<stdin>: cannot go back to the records:");
		if (nl || line->n > LINE_MAX_DEFAULT)
			return;
		/* no legend: what the input is, its first byte tells */
		if (line->p[0] != '#' && line->p[0] != '\xEF')
			return;
	}
}

static bool is_legend(struct sv line)
{
	if (sv_starts(line, SV("\xEF\xBB\xBF")))
		line = sv_skip(line, 3);
	return sv_starts(line, SV("#"));
}

int main(int argc, char **argv)
{
	struct common common;
	int first = options_parse(&program, argc, argv, &common, NULL, NULL);
	struct output out;

	if (first == argc)
		die("no command given (gwr-body --help shows the usage)");
	output_init(&out, STDOUT_FILENO, false);
	read_line(&out.buf);
	if (out.buf.n > 0 && !is_legend(buf_sv(&out.buf))) {
		out.buf.n = 0;
		die("<stdin>:1: no legend (#doc ...) in the first line");
	}
	if (out.buf.n > 0 && out.buf.p[out.buf.n - 1] != '\n')
		buf_char(&out.buf, '\n');
	output_flush(&out);
	buf_free(&out.buf);
	execvp(argv[first], argv + first);
	die("%s: %s", argv[first], strerror(errno));
}
