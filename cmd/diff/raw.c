#include "diff/raw.h"

#include <stdlib.h>
#include "base/mem.h"
#include "measure/number.h"
#include "report/report.h"
#include "tag/tag.h"

struct raw {
	struct report_rules *split_rules;
	struct tagger *tagger;
	struct operand *to;
	struct arena held;              /* records on their way through the tagger */
};

size_t raw_rule_kinds(const struct rulekind *out[RAW_KINDS_MAX])
{
	size_t n = 0;
	for (; n < number_kind_count; n++)
		out[n] = number_kinds[n];
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
	struct tag_record in = { t->doc, t->year, t->level, t->path, t->kind, t->heading, t->text, t };
	tagger_push(raw->tagger, &in);
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

/* ---- tag -> operand ---- */

static void tag_done(void *ctx, const struct tag_record *record, const struct tag *tag)
{
	struct raw *raw = ctx;
	struct text_record t = *(struct text_record *)record->user;
	t.role = sv_of(role_names[tag->role]);
	t.terms = tag->terms;
	operand_add_text(raw->to, &t);
}

struct raw *raw_new(struct ruleset *rules, struct operand *to, bool measures)
{
	struct raw *raw = mem_new(sizeof *raw);
	raw->to = to;
	raw->split_rules = report_rules_new(rules);
	raw->tagger = tagger_new(rules, tag_done, raw);
	(void)measures;
	return raw;
}

void raw_free(struct raw *raw)
{
	if (!raw)
		return;
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
