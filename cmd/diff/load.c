#include "load.h"

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

void operand_add_text(struct operand *o, const struct text_record *r)
{
	struct loaded_document *d = document_of(o, r);
	if (sv_is(r->kind, "title") && sv_eq(d->d.title, d->d.doc))
		d->d.title = arena_copy(&o->arena, r->text);
	if (!is_compared(r->kind))
		return;
	GROW(d->piece, d->cap, d->d.n + 1);
	GROW(d->terms, d->terms_cap, d->d.n + 1);
	d->terms[d->d.n] = arena_copy(&o->arena, r->terms);
	d->piece[d->d.n++] = (struct piece){ arena_copy(&o->arena, r->role), arena_copy(&o->arena, r->path), arena_copy(&o->arena, r->text), r->line };
	d->chars += r->chars;
	d->d.piece = d->piece;
}

enum { DOC, YEAR, REGION, ADCODE, PATH, KIND, ROLE, TERMS, LINE, CHARS, TEXT, TEXT_COLUMNS };
static const char *const text_column[TEXT_COLUMNS] =
	{ "doc", "year", "region", "adcode", "path", "kind", "role", "terms", "line", "chars", "text" };

static size_t size_or_0(struct sv s)
{
	size_t n;
	return sv_size(s, &n) ? n : 0;
}

static void read_text(struct operand *o, const struct record *r, const int *at, struct arena *scratch)
{
	struct sv f[TEXT_COLUMNS];
	for (int i = 0; i < TEXT_COLUMNS; i++)
		f[i] = at[i] < 0 ? (struct sv){ "", 0 } : field_plain(r->field[at[i]], scratch);
	operand_add_text(o, &(struct text_record){ f[DOC], f[YEAR], f[REGION], f[ADCODE], f[PATH], f[KIND], f[ROLE], f[TERMS], f[TEXT],
		size_or_0(f[LINE]), size_or_0(f[CHARS]) });
	arena_reset(scratch);
}

void operand_read_records(struct operand *o, struct reader *reader)
{
	struct arena scratch = { 0 };
	struct record r;
	int at[TEXT_COLUMNS];
	bool first = true;
	while (reader_next(reader, &r)) {
		if (first) {
			for (int i = 0; i < TEXT_COLUMNS; i++)
				at[i] = legend_find(reader_legend(reader), text_column[i]);
			reader_need(reader, "doc", "gwr-split");
			reader_need(reader, "text", "gwr-split");
			first = false;
		}
		o->content = CONTENT_TEXT;
		read_text(o, &r, at, &scratch);
	}
	arena_free(&scratch);
}

void operand_free(struct operand *o)
{
	for (size_t i = 0; i < o->docs; i++) {
		free(o->doc[i].piece);
		free(o->doc[i].terms);
	}
	free(o->doc);
	arena_free(&o->arena);
}
