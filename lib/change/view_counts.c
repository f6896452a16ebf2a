#include <stdlib.h>
#include "base/mem.h"
#include "change/tally.h"
#include "change/view.h"

/* --stat: a line for each pair of documents, and the sum where there are several. */
struct counts { struct view view; struct tally here, all; struct buf title; size_t documents; };

static void begin(struct view *v, const struct view_head *head)
{
	(void)v, (void)head;
}

static void line(struct view *v, struct sv title, const struct tally *t)
{
	struct buf *out = &v->out->buf;
	buf_add(out, title);
	buf_add(out, SV(": "));
	if (t->n)
		tally_put(out, t);
	else
		buf_add(out, SV("nothing"));
	buf_char(out, '\n');
	output_record_end(v->out);
}

static void finish_document(struct counts *c)
{
	if (c->documents)
		line(&c->view, buf_sv(&c->title), &c->here);
	tally_sum(&c->all, &c->here);
	c->here = (struct tally){ .n = 0 };
}

static void document(struct view *v, struct sv title_a, struct sv title_b)
{
	struct counts *c = (struct counts *)v;
	finish_document(c);
	c->documents++;
	c->title.n = 0;
	buf_add(&c->title, title_a);
	if (title_a.n && title_b.n && !sv_eq(title_a, title_b))
		buf_add(&c->title, SV(" → "));
	if (!sv_eq(title_a, title_b))
		buf_add(&c->title, title_b);
}

static void text(struct view *v, const struct text_change *c)
{
	tally_add(&((struct counts *)v)->here, c->change);
}

static void row(struct view *v, const struct row_change *c)
{
	tally_add(&((struct counts *)v)->here, c->change);
}

static void end(struct view *v)
{
	struct counts *c = (struct counts *)v;
	finish_document(c);
	if (c->documents != 1)
		line(v, SV("all"), &c->all);
}

static void release(struct view *v)
{
	struct counts *c = (struct counts *)v;
	buf_free(&c->title);
	free(c);
}

struct view *view_counts(struct output *out)
{
	struct counts *c = mem_new(sizeof *c);
	c->view = (struct view){ begin, document, text, row, end, release, out };
	return &c->view;
}
