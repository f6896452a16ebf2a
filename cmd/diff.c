/* gwr-diff: what changed between two editions, two years, a plan and its result. */
#include <stdlib.h>
#include <unistd.h>
#include "base/err.h"
#include "base/mem.h"
#include "change/join.h"
#include "change/kept.h"
#include "change/promise.h"
#include "change/text.h"
#include "diff/load.h"
#include "diff/raw.h"
#include "measure/unit.h"
#include "stream/option.h"

enum { KEY_STAT = 256, KEY_HTML, KEY_COLOR, KEY_KEPT, KEY_PROMISES, KEY_CASCADE, KEY_PUNCTUATION };
enum what { WHAT_BY_CONTENT, WHAT_TEXT, WHAT_MEASURES, WHAT_KEPT, WHAT_PROMISES, WHAT_TERMS };
enum { OPERANDS_MOST = 2 };

struct settings {
	enum what what;
	bool all, stat, cascade, no_signs;
	const char *html, *color;       /* their arguments; NULL where they were not given */
	enum figure_field key[FIGURE_FIELDS];
	size_t keys;
	struct tolerance tolerance;
};

static const struct option_def option[] = {
	{ 'w', "what", "WHAT", "compare text, measures or terms" },
	{ KEY_KEPT, "kept", NULL, "hold OLD's targets against NEW's results" },
	{ KEY_PROMISES, "promises", NULL, "hold OLD's planned tasks with a number against what was done" },
	{ 'k', "key", "A,B,C", "join measures on these, not indicator,measure,scope" },
	{ KEY_CASCADE, "cascade", NULL, "hold each report against those of the regions inside its own" },
	{ 't', "tolerance", "N[%]", "differences up to N (or N per cent) are none" },
	{ KEY_PUNCTUATION, "ignore-punctuation", NULL, "in texts, punctuation does not count" },
	{ 'a', "all", NULL, "show what is the same, too" },
	{ KEY_STAT, "stat", NULL, "only count the changes" },
	{ KEY_HTML, "html", "[LANG]", "write a self-contained page, its labels in zh or en" },
	{ KEY_COLOR, "color", "[WHEN]", "write for people: always, never, or auto (on a terminal)" },
};

static const struct program program = {
	.name = "gwr-diff",
	.usage = "[OPTION]... OLD NEW",
	.purpose = "Shows what changed between two streams of records, or two raw reports.",
	.option = option,
	.options = sizeof option / sizeof *option,
	.common = COMMON_RECORDS | COMMON_RULES | COMMON_STATS,
};

static bool wants_measures(enum what w)
{
	return w == WHAT_MEASURES || w == WHAT_KEPT || w == WHAT_PROMISES;
}

/* A list of what was aimed at is to be whole, the reached with the missed. */
static bool shows_all(enum what w)
{
	return w == WHAT_KEPT || w == WHAT_PROMISES;
}

/* ---- options ---- */

static enum what what_named(const char *name)
{
	if (strcmp(name, "text") == 0)
		return WHAT_TEXT;
	if (strcmp(name, "measures") == 0)
		return WHAT_MEASURES;
	if (strcmp(name, "terms") == 0)
		return WHAT_TERMS;
	die("--what is text, measures or terms, not \"%s\"", name);
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
	case KEY_PROMISES: s->what = WHAT_PROMISES; break;
	case KEY_CASCADE: s->cascade = true; break;
	case KEY_PUNCTUATION: s->no_signs = true; break;
	case KEY_STAT: s->stat = true; break;
	case KEY_HTML: s->html = one_of("--html", argument ? argument : "zh", "zh", "en", "zh"); break;
	case KEY_COLOR: s->color = one_of("--color", argument ? argument : "always", "always", "never", "auto"); break;
	}
}

/* ---- the two sides ---- */

/* An operand before it is read. ready: its records have what is compared, they need not be tagged or extracted first. */
struct input { struct source source; struct reader *reader; enum input_form form; bool ready; };

static void open_input(struct input *in, char **name, const struct common *common, enum what what)
{
	source_init(&in->source, name, 1);
	in->reader = reader_new(&in->source, common->on_error);
	in->form = reader_form(in->reader);
	if (in->form != INPUT_RECORDS && in->form != INPUT_JSON)
		return;
	const struct legend *l = reader_legend(in->reader);
	in->ready = l && (legend_find(l, "indicator") >= 0
		|| (legend_find(l, what == WHAT_TERMS ? "terms" : "role") >= 0 && !wants_measures(what)));
}

static void load(struct operand *o, struct input *in, struct raw *raw)
{
	o->name = in->source.operand[0];
	if (in->form == INPUT_TEXT) {
		raw_read(raw, &in->source);
	} else if (in->form != INPUT_NONE) {
		operand_read_records(o, in->reader, raw ? raw_push : operand_add_text, raw ? (void *)raw : (void *)o);
		if (raw)
			raw_end(raw);
	}
	reader_free(in->reader);
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

static struct atoms atoms_of(const struct scale *scale, const struct units *units, bool no_signs)
{
	return (struct atoms){ unit_length, units, scale->numerals, scale->magnitudes, no_signs };
}

static size_t compare_text(const struct atoms *atoms, const struct operand *a, const struct operand *b,
	const struct view_head *head, struct view *view)
{
	struct document *x = documents(a), *y = documents(b);
	size_t changes = compare_texts(atoms, x, a->docs, y, b->docs, head, view);
	free(x);
	free(y);
	return changes;
}

/* Two streams; or one, its first year against its last. */
static size_t compare_term_use(const struct operand *o, size_t n, struct view *view)
{
	struct term_side a = { 0 }, b = { 0 };
	struct sv first = { "", 0 }, last = { "", 0 };
	if (n == 1) {
		size_t without = operand_years(&o[0], &first, &last);
		if (without)
			note("%s: %zu report%s of no known year left out", o[0].name, without, without == 1 ? "" : "s");
		if (sv_eq(first, last))
			die("%s: one operand must hold several years, or give two", o[0].name);
	}
	operand_terms(&o[0], first, &a);
	operand_terms(&o[n - 1], last, &b);
	view->document(view, first, last);
	size_t changes = compare_terms(&a, &b, view);
	free(a.v);
	free(b.v);
	return changes;
}

static struct view_head head_of(enum what what, const char *old, const char *now)
{
	static const char *const name[] = { "", "text", "measures", "kept", "promises", "terms" };
	struct view_head h = { .what = sv_of(name[what]), .name_a = sv_of(old), .name_b = sv_of(now), .column = figure_row_column,
		.columns = FIGURE_ROW_COLUMNS, .head_a = "old", .head_b = "now", .head_difference = "difference" };
	h.texts = what == WHAT_TEXT;
	h.quotes = shows_all(what);
	if (shows_all(what)) {
		h.head_a = "target";
		h.head_b = "result";
	}
	if (what == WHAT_TERMS) {
		h.column = keyness_column;
		h.columns = KEYNESS_COLUMNS;
		h.head_a = "rate_old";
		h.head_b = "rate_now";
		h.head_difference = "keyness";
	}
	return h;
}

static size_t compare(const struct settings *s, const struct scale *scale, const struct units *units, const struct operand *o, size_t n,
	struct view *view)
{
	const struct operand *a = &o[0], *b = &o[n - 1];
	struct view_head head = head_of(s->what, a->name, b->name);
	struct join_options join = { s->key, s->keys, s->cascade, s->tolerance };
	struct atoms atoms = atoms_of(scale, units, s->no_signs);
	size_t changes = 0;
	if (s->what == WHAT_TEXT)
		return compare_text(&atoms, a, b, &head, view);
	view->begin(view, &head);
	switch (s->what) {
	case WHAT_KEPT: changes = kept_targets(scale, a->report, a->reports, b->report, b->reports, view); break;
	case WHAT_PROMISES:
		changes = compare_promises(scale, &atoms, a->report, a->reports, b->report, b->reports, view);
		break;
	case WHAT_TERMS: changes = compare_term_use(o, n, view); break;
	default: changes = join_figures(scale, a->report, a->reports, b->report, b->reports, &join, view);
	}
	view->end(view);
	return changes;
}

/* Records go to programs, a coloured view to people. */
static struct view *choose_view(const struct settings *s, const struct common *common, struct output *out)
{
	const char *color = s->color ? s->color : "auto", *no_color = getenv("NO_COLOR"), *term = getenv("TERM");
	bool terminal = isatty(STDOUT_FILENO), all = s->all || shows_all(s->what);
	if (s->stat)
		return view_counts(out);
	if (s->html)
		return view_page(out, strcmp(s->html, "zh") == 0, all);
	if (strcmp(color, "auto") == 0 ? !terminal || common->write.json || common->write.columns : false)
		return view_records(out, &common->write, all);
	bool plain = (no_color && *no_color) || (term && strcmp(term, "dumb") == 0);
	return view_terminal(out, strcmp(color, "always") == 0 || (strcmp(color, "auto") == 0 && !plain), all);
}

/* What is to be compared, where the options do not say: what the records are. */
static void settle(struct settings *s, const struct operand *o, size_t n)
{
	bool measures = false;
	for (size_t i = 0; i < n; i++)
		measures |= o[i].content == CONTENT_MEASURES;
	if (s->what == WHAT_BY_CONTENT)
		s->what = measures ? WHAT_MEASURES : WHAT_TEXT;
	for (size_t i = 0; i < n; i++)
		if (o[i].content == CONTENT_MEASURES && !wants_measures(s->what))
			die("%s: holds measure records, but %s are to be compared", o[i].name, s->what == WHAT_TERMS ? "terms" : "texts");
}

/* Reads the operands; the rules are those that their forms ask for. */
static void read_operands(const struct settings *s, const struct common *common, char **name, size_t n, struct ruleset *rules,
	struct scale *scale, struct units **units, struct operand *o)
{
	struct input in[OPERANDS_MOST] = { { .form = INPUT_NONE } };
	const struct rulekind *kind[RAW_KINDS_MAX + 2] = { &change_kind, &units_kind };
	size_t kinds = 2;
	bool raw = false, rewrite[OPERANDS_MOST];
	for (size_t i = 0; i < n; i++) {
		open_input(&in[i], name + i, common, s->what);
		rewrite[i] = in[i].form == INPUT_TEXT || (in[i].form != INPUT_NONE && !in[i].ready);
		raw |= rewrite[i];
	}
	if (raw) {
		kind[0] = &change_kind;
		kinds = 1 + raw_rule_kinds(kind + 1);
	}
	ruleset_open(rules, common->rules, common->n_rules, kind, kinds);
	scale_read(scale, rules);
	*units = units_new(rules);
	for (size_t i = 0; i < n; i++) {
		struct raw *maker = rewrite[i] ? raw_new(rules, &o[i], wants_measures(s->what)) : NULL;
		findings_die(&rules->findings);
		load(&o[i], &in[i], maker);
		raw_free(maker);
	}
	findings_die(&rules->findings);
}

static void show_stats(const struct operand *o, size_t n, size_t changes)
{
	struct buf line = { 0 };
	for (size_t i = 0; i < n; i++) {
		size_t sentences = 0, figures = 0;
		for (size_t k = 0; k < o[i].docs; k++)
			sentences += o[i].doc[k].d.n;
		for (size_t k = 0; k < o[i].reports; k++)
			figures += o[i].report[k].n;
		buf_fmt(&line, "sentences_%c=%zu figures_%c=%zu ", (int)('a' + i), sentences, (int)('a' + i), figures);
	}
	buf_fmt(&line, "changes=%zu", changes);
	note("%s", buf_z(&line));
	buf_free(&line);
}

int main(int argc, char **argv)
{
	struct settings s = { .key = { FIGURE_INDICATOR, FIGURE_MEASURE, FIGURE_SCOPE }, .keys = 3 };
	struct common common = { 0 };
	struct operand o[OPERANDS_MOST] = { { .content = CONTENT_NONE } };
	struct output out;
	struct ruleset rules = { 0 };
	struct scale scale;
	struct units *units;
	int first = options_parse(&program, argc, argv, &common, set, &s);
	size_t n = (size_t)(argc - first);
	if (n != 2 && !(n == 1 && s.what == WHAT_TERMS))
		die("two operands are needed, not %zu", n);
	output_init(&out, STDOUT_FILENO, common.by_record);
	err_flush_first(output_idle, &out);
	read_operands(&s, &common, argv + first, n, &rules, &scale, &units, o);
	settle(&s, o, n);

	struct view *view = choose_view(&s, &common, &out);
	size_t changes = compare(&s, &scale, units, o, n, view);
	view->free(view);
	if (common.stats)
		show_stats(o, n, changes);
	for (size_t i = 0; i < n; i++)
		operand_free(&o[i]);
	ruleset_free(&rules);
	common_free(&common);
	output_close(&out);
	err_finish();
	return err_status(changes ? STATUS_NONE : STATUS_OK);
}
