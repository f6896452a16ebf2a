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
#include "diff/settings.h"
#include "measure/unit.h"

enum { OPERANDS_MOST = 2 };

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
	struct settings s;
	struct common common = { 0 };
	struct operand o[OPERANDS_MOST] = { { .content = CONTENT_NONE } };
	struct output out;
	struct ruleset rules = { 0 };
	struct scale scale;
	struct units *units;
	int first = settings_parse(argc, argv, &s, &common);
	size_t n = (size_t)(argc - first);
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
