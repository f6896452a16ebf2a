#include "diff/load.h"

#include <stdlib.h>
#include "base/err.h"
#include "base/mem.h"

static struct loaded_document *document_of(struct operand *o, const struct text_record *r)
{
	for (size_t i = o->docs; i-- > 0; )
		if (sv_eq(o->doc[i].d.doc, r->doc))
			return &o->doc[i];
	GROW(o->doc, o->docs_cap, o->docs + 1);
	struct loaded_document *d = &o->doc[o->docs++];
	*d = (struct loaded_document){ .d = { .doc = arena_copy(&o->arena, r->doc), .year = arena_copy(&o->arena, r->year),
		.region = arena_copy(&o->arena, r->region), .adcode = arena_copy(&o->arena, r->adcode) } };
	d->d.title = d->d.doc;
	return d;
}

/* Titles, dates and sources belong to the edition, page numbers and captions to the page; what is compared is what was said. */
static bool is_compared(struct sv kind)
{
	return kind.n == 0 || sv_is(kind, "heading") || sv_is(kind, "text") || sv_is(kind, "item");
}

void operand_add_text(void *operand, const struct text_record *r)
{
	struct operand *o = operand;
	struct loaded_document *d = document_of(o, r);
	if (sv_is(r->kind, "title") && sv_eq(d->d.title, d->d.doc))
		d->d.title = arena_copy(&o->arena, r->text);
	if (!is_compared(r->kind))
		return;
	GROW(d->piece, d->cap, d->d.n + 1);
	GROW(d->terms, d->terms_cap, d->d.n + 1);
	d->terms[d->d.n] = arena_copy(&o->arena, r->terms);
	d->piece[d->d.n++] = (struct piece){ .role = arena_copy(&o->arena, r->role), .path = arena_copy(&o->arena, r->path),
		.text = arena_copy(&o->arena, r->text), .line = r->line };
	d->chars += r->chars;
	d->d.piece = d->piece;
}

static struct report_figures *report_of(struct operand *o, const struct sv *field)
{
	for (size_t i = o->reports; i-- > 0; )
		if (sv_eq(o->report[i].doc, field[FIGURE_DOC]))
			return &o->report[i];
	GROW(o->report, o->reports_cap, o->reports + 1);
	struct report_figures *r = &o->report[o->reports++];
	*r = (struct report_figures){ .doc = arena_copy(&o->arena, field[FIGURE_DOC]), .year = arena_copy(&o->arena, field[FIGURE_YEAR]),
		.region = arena_copy(&o->arena, field[FIGURE_REGION]), .adcode = arena_copy(&o->arena, field[FIGURE_ADCODE]) };
	return r;
}

void operand_add_figure(struct operand *o, const struct sv *field)
{
	struct report_figures *r = report_of(o, field);
	GROW(r->v, r->cap, r->n + 1);
	struct figure *f = &r->v[r->n++];
	for (int i = 0; i < FIGURE_FIELDS; i++)
		f->field[i] = arena_copy(&o->arena, field[i]);
	figure_read(f);
}

void operand_terms(const struct operand *o, struct sv year, struct term_side *out)
{
	for (size_t i = 0; i < o->docs; i++) {
		const struct loaded_document *d = &o->doc[i];
		if (year.n && !sv_eq(d->d.year, year))
			continue;
		out->chars += d->chars;
		for (size_t k = 0; k < d->d.n; k++)
			term_side_add(out, d->terms[k], d->piece[k].text);
	}
}

size_t operand_years(const struct operand *o, struct sv *first, struct sv *last)
{
	size_t without = 0;
	*first = *last = (struct sv){ "", 0 };
	for (size_t i = 0; i < o->docs; i++) {
		struct sv year = o->doc[i].d.year;
		without += year.n == 0;
		if (year.n && (first->n == 0 || sv_cmp(year, *first) < 0))
			*first = year;
		if (year.n && (last->n == 0 || sv_cmp(year, *last) > 0))
			*last = year;
	}
	return without;
}

/* ---- records ---- */

enum { DOC, YEAR, LEVEL, REGION, ADCODE, PATH, KIND, HEADING, ROLE, PERIOD, TERMS, TEXT, LINE, CHARS, TEXT_COLUMNS };
static const char *const text_column[TEXT_COLUMNS] =
	{ "doc", "year", "level", "region", "adcode", "path", "kind", "heading", "role", "period", "terms", "text", "line", "chars" };
enum { COLUMNS_MOST = FIGURE_FIELDS > (int)TEXT_COLUMNS ? (int)FIGURE_FIELDS : (int)TEXT_COLUMNS };

static size_t size_or_0(struct sv s)
{
	size_t n;
	return sv_size(s, &n) ? n : 0;
}

/* Measure records have `indicator` and `op`, text records `text`. */
static void tell_content(struct operand *o, struct reader *reader, int *at)
{
	const struct legend *l = reader_legend(reader);
	o->content = legend_find(l, "indicator") >= 0 && legend_find(l, "op") >= 0 ? CONTENT_MEASURES : CONTENT_TEXT;
	bool measures = o->content == CONTENT_MEASURES;
	reader_need(reader, "doc", measures ? "gwr-extract" : "gwr-split");
	reader_need(reader, measures ? "value" : "text", measures ? "gwr-extract" : "gwr-split");
	int n = measures ? (int)FIGURE_FIELDS : (int)TEXT_COLUMNS;
	for (int i = 0; i < n; i++)
		at[i] = legend_find(l, (measures ? figure_column : text_column)[i]);
}

void operand_read_records(struct operand *o, struct reader *reader, void (*text)(void *ctx, const struct text_record *r), void *ctx)
{
	struct arena scratch = { 0 };
	struct record r;
	int at[COLUMNS_MOST];
	while (reader_next(reader, &r)) {
		struct sv f[COLUMNS_MOST];
		if (o->content == CONTENT_NONE)
			tell_content(o, reader, at);
		int n = o->content == CONTENT_MEASURES ? (int)FIGURE_FIELDS : (int)TEXT_COLUMNS;
		for (int i = 0; i < n; i++)
			f[i] = at[i] < 0 ? (struct sv){ "", 0 } : record_text(&r, at[i], &scratch);
		if (o->content == CONTENT_MEASURES)
			operand_add_figure(o, f);
		else
			text(ctx, &(struct text_record){ f[DOC], f[YEAR], f[LEVEL], f[REGION], f[ADCODE], f[PATH], f[KIND], f[HEADING],
				f[ROLE], f[PERIOD], f[TERMS], f[TEXT], size_or_0(f[LINE]), size_or_0(f[CHARS]) });
		arena_reset(&scratch);
	}
	arena_free(&scratch);
}

void operand_free(struct operand *o)
{
	for (size_t i = 0; i < o->docs; i++) {
		free(o->doc[i].piece);
		free(o->doc[i].terms);
	}
	for (size_t i = 0; i < o->reports; i++)
		free(o->report[i].v);
	free(o->doc);
	free(o->report);
	arena_free(&o->arena);
}
