/* gwr-diff: what changed between two editions, two years, a plan and its result. */
#include <stdlib.h>
#include <unistd.h>
#include "base/err.h"
#include "base/mem.h"
#include "change/join.h"
#include "change/kept.h"
#include "change/text.h"
#include "diff/load.h"
#include "measure/unit.h"
#include "stream/option.h"

enum { KEY_STAT = 256, KEY_HTML, KEY_COLOR, KEY_KEPT, KEY_CASCADE };
enum what { WHAT_BY_CONTENT, WHAT_TEXT, WHAT_MEASURES, WHAT_KEPT };

struct settings {
	enum what what;
	bool all, stat, cascade;
	const char *html, *color;       /* their arguments; NULL where they were not given */
	enum figure_field key[FIGURE_FIELDS];
	size_t keys;
	struct tolerance tolerance;
};

static const struct option_def option[] = {
	{ 'w', "what", "WHAT", "compare text or measures; else what the records are" },
	{ KEY_KEPT, "kept", NULL, "hold OLD's targets against NEW's results" },
	{ 'k', "key", "A,B,C", "join measures on these columns (default: indicator,measure,scope)" },
	{ KEY_CASCADE, "cascade", NULL, "hold each report against those of the regions inside its own" },
	{ 't', "tolerance", "N[%]", "differences up to N (or N per cent) are none" },
	{ 'a', "all", NULL, "show what is the same, too" },
	{ KEY_STAT, "stat", NULL, "only count the changes" },
	{ KEY_HTML, "html", "[LANG]", "write a self-contained HTML page, its labels in zh (default) or en" },
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

/* ---- options ---- */

static enum what what_named(const char *name)
{
	if (strcmp(name, "text") == 0)
		return WHAT_TEXT;
	if (strcmp(name, "measures") == 0)
		return WHAT_MEASURES;
	die("--what is text or measures, not \"%s\"", name);
}

static void set_key(struct settings *s, const char *list)
{
	struct sv rest = sv_of(list), name;
	s->keys = 0;
	while (sv_cut(&rest, ',', &name)) {
		size_t f = 0;
		if (sv_is(name, "region"))
			continue;               /* reports are paired by it in any case */
		while (f < FIGURE_FIELDS && !sv_is(name, figure_column[f]))
			f++;
		if (f == FIGURE_FIELDS || s->keys == FIGURE_FIELDS)
			die("-k: no column \"" SV_FMT "\" to join on", SV_ARG(name));
		s->key[s->keys++] = (enum figure_field)f;
	}
}

static void set_tolerance(struct tolerance *t, const char *argument)
{
	struct sv s = sv_of(argument);
	t->is_share = sv_ends(s, SV("%"));
	if (t->is_share)
		s.n--;
	if (!decimal_parse(s, &t->size) || t->size.negative)
		die("--tolerance is a number such as 0.1, or a percentage such as 1%%, not \"%s\"", argument);
	if (t->is_share)
		t->size = decimal_shift(t->size, -2);
}

static const char *one_of(const char *name, const char *argument, const char *x, const char *y, const char *z)
{
	if (strcmp(argument, x) != 0 && strcmp(argument, y) != 0 && strcmp(argument, z) != 0)
		die("%s cannot be \"%s\"", name, argument);
	return argument;
}

static void set(int key, const char *argument, void *ctx)
{
	struct settings *s = ctx;
	switch (key) {
	case 'w': s->what = what_named(argument); break;
	case 'k': set_key(s, argument); break;
	case 't': set_tolerance(&s->tolerance, argument); break;
	case 'a': s->all = true; break;
	case KEY_KEPT: s->what = WHAT_KEPT; break;
	case KEY_CASCADE: s->cascade = true; break;
	case KEY_STAT: s->stat = true; break;
	case KEY_HTML: s->html = one_of("--html", argument ? argument : "zh", "zh", "en", "zh"); break;
	case KEY_COLOR: s->color = one_of("--color", argument ? argument : "always", "always", "never", "auto"); break;
	}
}

/* ---- the two sides ---- */

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

static size_t unit_length(const void *ctx, struct sv s)
{
	size_t n;
	return unit_match(ctx, s, &n) ? n : 0;
}

static size_t compare_text(const struct scale *scale, const struct units *units, const struct operand *a, const struct operand *b,
	const struct view_head *head, struct view *view)
{
	struct document *x = documents(a), *y = documents(b);
	struct atoms atoms = { unit_length, units, scale->numerals, scale->magnitudes };
	size_t changes = compare_texts(&atoms, x, a->docs, y, b->docs, head, view);
	free(x);
	free(y);
	return changes;
}

static size_t compare(struct settings *s, const struct scale *scale, const struct units *units, const struct operand *a,
	const struct operand *b, struct view *view)
{
	static const char *const what[] = { "", "text", "measures", "kept" };
	struct view_head head = { .what = sv_of(what[s->what]), .quotes = s->what == WHAT_KEPT, .name_a = sv_of(a->name), .name_b = sv_of(b->name), .column = figure_row_column, .columns = FIGURE_ROW_COLUMNS };
	struct join_options join = { s->key, s->keys, s->cascade, s->tolerance };
	size_t changes;
	if (s->what == WHAT_TEXT) {
		head.texts = true;
		return compare_text(scale, units, a, b, &head, view);
	}
	view->begin(view, &head);
	changes = s->what == WHAT_KEPT ? kept_targets(scale, a->report, a->reports, b->report, b->reports, view)
		: join_figures(scale, a->report, a->reports, b->report, b->reports, &join, view);
	view->end(view);
	return changes;
}

/* Records go to programs, a coloured view to people. */
static struct view *choose_view(const struct settings *s, const struct common *common, struct output *out)
{
	const char *color = s->color ? s->color : "auto", *no_color = getenv("NO_COLOR"), *term = getenv("TERM");
	bool terminal = isatty(STDOUT_FILENO), all = s->all || s->what == WHAT_KEPT;
	if (s->stat)
		return view_counts(out);
	if (s->html)
		return view_page(out, strcmp(s->html, "zh") == 0);
	if (strcmp(color, "auto") == 0 ? !terminal || common->write.json || common->write.columns : false)
		return view_records(out, &common->write, all);
	bool plain = (no_color && *no_color) || (term && strcmp(term, "dumb") == 0);
	return view_terminal(out, strcmp(color, "always") == 0 || (strcmp(color, "auto") == 0 && !plain), all);
}

/* What is to be compared, where the options do not say: what the records are. */
static void settle(struct settings *s, const struct operand *a, const struct operand *b)
{
	bool measures = a->content == CONTENT_MEASURES || b->content == CONTENT_MEASURES;
	if (s->what == WHAT_BY_CONTENT)
		s->what = measures ? WHAT_MEASURES : WHAT_TEXT;
	for (int i = 0; i < 2; i++) {
		const struct operand *o = i ? b : a;
		if (o->content != CONTENT_NONE && (o->content == CONTENT_MEASURES) != (s->what != WHAT_TEXT))
			die("%s: holds %s records, but %s are to be compared", o->name, o->content == CONTENT_MEASURES ? "measure" : "text",
				s->what == WHAT_TEXT ? "texts" : "measures");
	}
}

int main(int argc, char **argv)
{
	struct settings s = { .key = { FIGURE_INDICATOR, FIGURE_MEASURE, FIGURE_SCOPE }, .keys = 3 };
	struct common common = { 0 };
	struct operand a = { 0 }, b = { 0 };
	struct output out;
	struct ruleset rules = { 0 };
	struct scale scale;
	const struct rulekind *kind[] = { &change_kind, &units_kind };
	int first = options_parse(&program, argc, argv, &common, set, &s);
	if (argc - first != 2)
		die("two operands are needed, not %d", argc - first);
	output_init(&out, STDOUT_FILENO, common.by_record);
	err_flush_first(output_idle, &out);
	ruleset_open(&rules, common.rules, common.n_rules, kind, sizeof kind / sizeof *kind);
	scale_read(&scale, &rules);
	struct units *units = units_new(&rules);
	findings_die(&rules.findings);
	load(&a, argv + first, &common);
	load(&b, argv + first + 1, &common);
	settle(&s, &a, &b);

	struct view *view = choose_view(&s, &common, &out);
	size_t changes = compare(&s, &scale, units, &a, &b, view);
	view->free(view);
	operand_free(&a);
	operand_free(&b);
	ruleset_free(&rules);
	output_close(&out);
	common_free(&common);
	err_finish();
	return err_status(changes ? STATUS_NONE : STATUS_OK);
}
