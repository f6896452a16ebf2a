/* gwr-extract: tagged text records in, one row for each value out. */
#include <unistd.h>
#include "base/err.h"
#include "extract/extract.h"
#include "stream/option.h"

enum { KEY_EXPLAIN = 256 };

struct settings { const char *what; bool explain; };

static const struct option_def option[] = {
	{ 'w', "write", "WHAT", "what to write: measures (the default), numbers or terms" },
	{ KEY_EXPLAIN, "explain", NULL, "say for each record what was read how, instead of rows" },
};

static const struct program program = {
	.name = "gwr-extract",
	.usage = "[OPTION]... [FILE]...",
	.purpose = "Reads tagged records (gwr-split | gwr-tag) and writes a row for every value they state.\n"
		"Exit status: 0 something found, 1 nothing found, 2 trouble.",
	.option = option,
	.options = sizeof option / sizeof *option,
	.common = COMMON_RECORDS | COMMON_RULES | COMMON_STATS,
};

static const struct { const char *name; size_t (*extract)(const struct extraction *x); } kind[] = {
	{ "measures", extract_measures },
	{ "numbers", extract_numbers },
	{ "terms", extract_terms },
};

static void set(int key, const char *argument, void *ctx)
{
	struct settings *s = ctx;
	switch (key) {
	case 'w': s->what = argument; break;
	case KEY_EXPLAIN: s->explain = true; break;
	}
}

int main(int argc, char **argv)
{
	struct settings s = { .what = "measures" };
	struct common common = { 0 };
	struct output out;
	struct source source;
	int first = options_parse(&program, argc, argv, &common, set, &s);
	size_t rows = 0;
	output_init(&out, STDOUT_FILENO, common.by_record);
	err_flush_first(output_idle, &out);
	source_init(&source, argv + first, argc - first);
	source.idle = output_idle;
	source.idle_ctx = &out;
	struct extraction x = { &source, &out, &common, s.explain };
	size_t i = 0;
	while (i < sizeof kind / sizeof *kind && strcmp(kind[i].name, s.what) != 0)
		i++;
	if (i == sizeof kind / sizeof *kind)
		die("nothing is called \"%s\": -w takes measures, numbers or terms", s.what);
	rows = kind[i].extract(&x);
	common_free(&common);
	output_close(&out);
	err_finish();
	return err_status(rows > 0 ? STATUS_OK : STATUS_NONE);
}
