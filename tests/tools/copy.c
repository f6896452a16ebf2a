/* The least filter there can be: reads records, writes them again. The tests of lib/stream run it; no user does. */
#include "base/err.h"
#include "base/mem.h"
#include "stream/option.h"
#include <stdlib.h>

static const struct program program = {
	.name = "gwr-copy", .usage = "[OPTION]... [FILE]...", .purpose = "Copies records.", .common = COMMON_RECORDS | COMMON_STATS,
};

int main(int argc, char **argv)
{
	struct common common;
	int first = options_parse(&program, argc, argv, &common, NULL, NULL);
	struct source source;
	struct output out;
	struct record record;

	source_init(&source, argv + first, argc - first);
	output_init(&out, 1, common.by_record);
	source.idle = output_idle;
	source.idle_ctx = &out;
	err_flush_first(output_idle, &out);

	struct reader *reader = reader_new(&source, common.on_error);
	struct writer *writer = writer_new(&out, &common.write);
	const struct legend *legend = reader_legend(reader);

	if (legend) {
		struct column *column = mem_array(legend->n, sizeof *column);

		for (size_t i = 0; i < legend->n; i++)
			column[i] = (struct column){ legend->name[i], CELL_RAW };
		writer_legend(writer, column, legend->n);
		free(column);
	}
	while (reader_next(reader, &record))
		writer_record(writer, record.field);
	output_close(&out);
	if (common.stats)
		note("records=%zu", writer_count(writer));
	writer_free(writer);
	reader_free(reader);
	common_free(&common);
	err_finish();
	return err_status(STATUS_OK);
}
