/* gwr-diff: what changed between two editions, two years, a plan and its result. */
#include <stdlib.h>
#include <unistd.h>
#include "base/err.h"
#include "base/mem.h"
#include "change/text.h"
#include "diff/load.h"
#include "stream/option.h"

enum { KEY_STAT = 256, KEY_HTML, KEY_COLOR };

struct settings { bool all, stat, html; const char *color; };

static const struct option_def option[] = {
	{ 'a', "all", NULL, "show what is the same, too" },
	{ KEY_STAT, "stat", NULL, "only count the changes" },
	{ KEY_HTML, "html", NULL, "write a self-contained HTML page" },
	{ KEY_COLOR, "color", "[WHEN]", "write for people: always, never, or auto (on a terminal)" },
};

static const struct program program = {
	.name = "gwr-diff",
	.usage = "[OPTION]... OLD NEW",
	.purpose = "Shows what changed between two streams of records, or two raw reports.",
	.option = option,
	.options = sizeof option / sizeof *option,
	.common = COMMON_RECORDS | COMMON_RULES,
};

static void set(int key, const char *argument, void *ctx)
{
	struct settings *s = ctx;
	switch (key) {
	case 'a': s->all = true; break;
	case KEY_STAT: s->stat = true; break;
	case KEY_HTML: s->html = true; break;
	case KEY_COLOR: s->color = argument ? argument : "always"; break;
	}
}

static void load(struct operand *o, char **name, const struct common *common)
{
	struct source source;
	source_init(&source, name, 1);
	struct reader *reader = reader_new(&source, common->on_error);
	o->name = *name;
	operand_read_records(o, reader);
	reader_free(reader);
}

static struct document *documents(const struct operand *o)
{
	struct document *d = mem_array(o->docs, sizeof *d);
	for (size_t i = 0; i < o->docs; i++)
		d[i] = o->doc[i].d;
	return d;
}

int main(int argc, char **argv)
{
	struct settings s = { 0 };
	struct common common = { 0 };
	struct operand a = { 0 }, b = { 0 };
	struct output out;
	int first = options_parse(&program, argc, argv, &common, set, &s);
	if (argc - first != 2)
		die("two operands are needed, not %d", argc - first);
	output_init(&out, STDOUT_FILENO, common.by_record);
	err_flush_first(output_idle, &out);
	load(&a, argv + first, &common);
	load(&b, argv + first + 1, &common);

	struct view *view = view_records(&out, &common.write, s.all);
	struct view_head head = { SV("text"), sv_of(a.name), sv_of(b.name), NULL, 0, true };
	struct document *da = documents(&a), *db = documents(&b);
	struct atoms atoms = { NULL, NULL, SV("〇零一二三四五六七八九十百千万亿两"), SV("十百千万亿") };
	size_t changes = compare_texts(&atoms, da, a.docs, db, b.docs, &head, view);
	view->free(view);
	free(da);
	free(db);
	operand_free(&a);
	operand_free(&b);
	output_close(&out);
	err_finish();
	return err_status(changes ? STATUS_NONE : STATUS_OK);
}
