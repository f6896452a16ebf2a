#include <stdlib.h>
#include "base/mem.h"
#include "change/view.h"

/* Change records: docs/gwr-diff.1 lists the columns. */
static const char *const text_column[] =
	{ "change", "role", "doc_a", "path_a", "line_a", "doc_b", "path_b", "line_b", "similarity", "a", "b" };
enum { TEXT_COLUMNS = sizeof text_column / sizeof *text_column };

struct records {
	struct view view;
	struct writer *writer;
	bool all;
	struct buf line_a, line_b, similarity, a, b;
};

static void begin(struct view *v, const struct view_head *head)
{
	struct records *r = (struct records *)v;
	size_t n = head->texts ? TEXT_COLUMNS : head->columns;
	struct column *column = mem_array(n, sizeof *column);
	for (size_t i = 0; i < n; i++)
		column[i] = (struct column){ sv_of(head->texts ? text_column[i] : head->column[i]), CELL_PLAIN };
	writer_legend(r->writer, column, n);
	free(column);
}

static void document(struct view *v, struct sv title_a, struct sv title_b)
{
	(void)v, (void)title_a, (void)title_b;
}

static struct sv number(struct buf *b, size_t n)
{
	b->n = 0;
	if (n)
		buf_size(b, n);
	return buf_sv(b);
}

static void text(struct view *v, const struct text_change *c)
{
	struct records *r = (struct records *)v;
	if (!r->all && sv_is(c->change, "same"))
		return;
	r->similarity.n = r->a.n = r->b.n = 0;
	if (c->a.n && c->b.n)
		buf_fmt(&r->similarity, "%.3f", c->similarity);
	if (c->marks) {
		marks_put(c->marks, &c->a, &c->b, &r->a, &r->b);
	} else {
		buf_add(&r->a, segment_text(&c->a, 0, c->a.n));
		buf_add(&r->b, segment_text(&c->b, 0, c->b.n));
	}
	struct sv cell[TEXT_COLUMNS] = { c->change, c->role, c->doc_a, c->path_a, number(&r->line_a, c->line_a), c->doc_b, c->path_b,
		number(&r->line_b, c->line_b), buf_sv(&r->similarity), buf_sv(&r->a), buf_sv(&r->b) };
	writer_record(r->writer, cell);
}

static void row(struct view *v, const struct row_change *c)
{
	struct records *r = (struct records *)v;
	if (r->all || !c->same)
		writer_record(r->writer, c->cell);
}

static void end(struct view *v)
{
	(void)v;
}

static void release(struct view *v)
{
	struct records *r = (struct records *)v;
	struct buf *all[] = { &r->line_a, &r->line_b, &r->similarity, &r->a, &r->b };
	for (size_t i = 0; i < sizeof all / sizeof *all; i++)
		buf_free(all[i]);
	writer_free(r->writer);
	free(r);
}

struct view *view_records(struct output *out, const struct writer_options *options, bool all)
{
	struct records *r = mem_new(sizeof *r);
	r->view = (struct view){ begin, document, text, row, end, release, out };
	r->writer = writer_new(out, options);
	r->all = all;
	return &r->view;
}
