#include "diff/raw.h"

#include <stdio.h>
#include <stdlib.h>
#include "base/mem.h"
#include "measure/measure.h"
#include "report/report.h"
#include "tag/tag.h"

struct raw {
	struct report_rules *split_rules;
	struct tagger *tagger;
	struct measurer *measurer;      /* NULL where no figures are wanted */
	struct operand *to;
	struct arena held;              /* records on their way through the tagger */
	const struct text_record *now;  /* the one whose figures are read */
};

size_t raw_rule_kinds(const struct rulekind *out[RAW_KINDS_MAX])
{
	size_t n = measure_rule_kinds(out);
	for (size_t i = 0; i < tag_kind_count; i++)
		out[n++] = tag_kinds[i];
	out[n++] = &report_kind_of_rules;
	return n;
}

/* ---- split -> tag ---- */

void raw_push(void *ctx, const struct text_record *r)
{
	struct raw *raw = ctx;
	if (tagger_held(raw->tagger) == 0)
		arena_reset(&raw->held);
	struct text_record *t = ARENA_NEW(&raw->held, struct text_record);
	*t = *r;
	struct sv *view[] = { &t->doc, &t->year, &t->level, &t->region, &t->adcode, &t->path, &t->kind, &t->heading, &t->text };
	for (size_t i = 0; i < sizeof view / sizeof *view; i++)
		*view[i] = arena_copy(&raw->held, *view[i]);
	struct tag_record *in = ARENA_NEW(&raw->held, struct tag_record);
	*in = (struct tag_record){ t->doc, t->year, t->path, t->kind, t->heading, t->text, t };
	tagger_push(raw->tagger, in);
}

void raw_end(struct raw *raw)
{
	tagger_end(raw->tagger);
}

static void split_done(void *ctx, const struct report_record *r)
{
	struct text_record t = { .doc = r->doc, .year = r->year, .level = r->level, .region = r->region, .adcode = r->adcode, .path = r->path,
		.kind = sv_of(report_kind_name(r->kind)), .heading = r->heading, .text = r->text, .line = r->line, .chars = r->chars };
	raw_push(ctx, &t);
}

/* ---- tag -> extract, operand ---- */

static void measure_done(void *ctx, const struct sv cell[MEASURE_CELLS])
{
	static const struct { enum figure_field to; enum measure_cell from; } made[] = {
		{ FIGURE_INDICATOR, CELL_INDICATOR }, { FIGURE_METRIC, CELL_METRIC }, { FIGURE_MEASURE, CELL_MEASURE },
		{ FIGURE_STATUS, CELL_STATUS }, { FIGURE_PERIOD, CELL_PERIOD }, { FIGURE_STRENGTH, CELL_STRENGTH }, { FIGURE_OP, CELL_OP },
		{ FIGURE_LO, CELL_LO }, { FIGURE_HI, CELL_HI }, { FIGURE_UNIT, CELL_UNIT }, { FIGURE_VALUE, CELL_VALUE },
		{ FIGURE_VALUE_HI, CELL_VALUE_HI }, { FIGURE_BASE, CELL_BASE }, { FIGURE_VERSUS, CELL_VERSUS }, { FIGURE_SCOPE, CELL_SCOPE },
		{ FIGURE_QUOTE, CELL_QUOTE },
	};
	struct raw *raw = ctx;
	const struct text_record *t = raw->now;
	struct sv field[FIGURE_FIELDS] = { { 0 } };
	char line[24];
	int n = snprintf(line, sizeof line, "%zu", t->line);
	for (size_t i = 0; i < sizeof made / sizeof *made; i++)
		field[made[i].to] = cell[made[i].from];
	field[FIGURE_DOC] = t->doc;
	field[FIGURE_YEAR] = t->year;
	field[FIGURE_REGION] = t->region;
	field[FIGURE_ADCODE] = t->adcode;
	field[FIGURE_ROLE] = t->role;
	field[FIGURE_LINE] = sv_from(line, (size_t)n);
	operand_add_figure(raw->to, field);
}

static void tag_done(void *ctx, const struct tag_record *record, const struct tag *tag)
{
	struct raw *raw = ctx;
	struct text_record t = *(struct text_record *)record->user;
	t.role = sv_of(role_names[tag->role]);
	t.terms = tag->terms;
	operand_add_text(raw->to, &t);
	if (raw->measurer) {
		raw->now = &t;
		measurer_read(raw->measurer, &(struct measure_view){ t.year, t.region, t.role, tag->period, t.kind, t.heading, t.text });
	}
}

struct raw *raw_new(struct ruleset *rules, struct operand *to, bool measures)
{
	struct raw *raw = mem_new(sizeof *raw);
	raw->to = to;
	raw->split_rules = report_rules_new(rules);
	raw->tagger = tagger_new(rules, tag_done, raw);
	if (measures)
		raw->measurer = measurer_new(rules, measure_done, raw);
	return raw;
}

void raw_free(struct raw *raw)
{
	if (!raw)
		return;
	if (raw->measurer)
		measurer_free(raw->measurer);
	tagger_free(raw->tagger);
	report_rules_free(raw->split_rules);
	arena_free(&raw->held);
	free(raw);
}

void raw_read(struct raw *raw, struct source *source)
{
	enum { BLOCK = 64 * 1024 };
	struct report_options options = { .unit = REPORT_SENT, .no_furniture = true };
	struct report_sink sink = { .ctx = raw, .record = split_done };
	struct report *report = report_new(raw->split_rules, &options, &sink);
	char *block = mem_new(BLOCK);
	size_t n;
	report_begin(report, source->name);
	while ((n = source_read(source, block, BLOCK)) > 0)
		report_feed(report, block, n);
	report_end(report);
	raw_end(raw);
	report_free(report);
	free(block);
	raw->to->content = CONTENT_RAW;
}
