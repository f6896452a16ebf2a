#include "change/text.h"

#include <stdlib.h>
#include "base/mem.h"
#include "change/align.h"

struct comparison {
	struct vocabulary *vocabulary;
	struct aligner aligner;
	struct side a, b;
	struct tokens joined_a, joined_b;
	struct buf path_a, path_b;
	struct view *view;
	size_t changes;
};

/* Paths of a run of pieces, comma-separated. */
static struct sv paths(struct buf *to, const struct side *s, size_t from, size_t end)
{
	to->n = 0;
	for (size_t i = from; i < end; i++) {
		if (i > from)
			buf_char(to, ',');
		buf_add(to, s->piece[i].path);
	}
	return buf_sv(to);
}

static void show(struct comparison *c, const struct document *a, const struct document *b, const struct aligned *x)
{
	bool on_a = x->a_to > x->a_from, on_b = x->b_to > x->b_from;
	struct text_change t = {
		.change = sv_of(change_name[x->change]),
		.role = on_b ? c->b.piece[x->b_from].role : c->a.piece[x->a_from].role,
		.path_a = paths(&c->path_a, &c->a, x->a_from, x->a_to),
		.path_b = paths(&c->path_b, &c->b, x->b_from, x->b_to),
		.line_a = on_a ? c->a.piece[x->a_from].line : 0,
		.line_b = on_b ? c->b.piece[x->b_from].line : 0,
		.similarity = x->similarity,
		.a = side_join(&c->a, x->a_from, x->a_to, c->vocabulary, &c->joined_a),
		.b = side_join(&c->b, x->b_from, x->b_to, c->vocabulary, &c->joined_b),
	};
	t.doc_a = a->doc;
	t.doc_b = b->doc;
	if (x->change == CHANGE_EDIT || x->change == CHANGE_MOVE) {
		mark(&c->aligner.marker, &t.a, &t.b);
		t.marks = &c->aligner.marker;
	}
	c->changes += x->change != CHANGE_SAME;
	c->view->text(c->view, &t);
}

static void compare_pair(struct comparison *c, const struct document *a, const struct document *b)
{
	vocabulary_clear(c->vocabulary);
	side_fill(&c->a, c->vocabulary, a->piece, a->n);
	side_fill(&c->b, c->vocabulary, b->piece, b->n);
	align(&c->aligner, c->vocabulary, &c->a, &c->b);
	c->view->document(c->view, a->title, b->title);
	for (size_t i = 0; i < c->aligner.n; i++)
		show(c, a, b, &c->aligner.v[i]);
}

/* A document that has no counterpart. */
static void alone(struct comparison *c, const struct document *d, bool is_new)
{
	struct sv none = { "", 0 };
	struct token whole = { 0, 0, (uint32_t)d->title.n, TOKEN_WORD };
	struct atomised title = { d->title, &whole, d->title.n > 0 }, nothing = { none, &whole, 0 };
	struct text_change t = { .change = sv_of(change_name[is_new ? CHANGE_ADD : CHANGE_DEL]), .role = none, .path_a = none, .path_b = none };
	t.doc_a = is_new ? none : d->doc;
	t.doc_b = is_new ? d->doc : none;
	t.a = is_new ? nothing : title;
	t.b = is_new ? title : nothing;
	c->changes++;
	c->view->document(c->view, is_new ? none : d->title, is_new ? d->title : none);
	c->view->text(c->view, &t);
}

size_t compare_texts(const struct atoms *atoms, const struct document *a, size_t n, const struct document *b, size_t m,
	const struct view_head *head, struct view *view)
{
	struct comparison c = { .vocabulary = vocabulary_new(atoms), .view = view };
	struct pairing *pair = mem_array(n + m, sizeof *pair);
	size_t pairs = pair_documents(a, n, b, m, pair);
	view->begin(view, head);
	for (size_t i = 0; i < pairs; i++) {
		struct pairing p = pair[i];
		if (p.a != PAIR_NONE && p.b != PAIR_NONE)
			compare_pair(&c, &a[p.a], &b[p.b]);
		else if (p.a != PAIR_NONE && m != 1)
			alone(&c, &a[p.a], false);
		else if (p.b != PAIR_NONE && n != 1)
			alone(&c, &b[p.b], true);
	}
	view->end(view);
	free(pair);
	vocabulary_free(c.vocabulary);
	aligner_free(&c.aligner);
	side_free(&c.a);
	side_free(&c.b);
	free(c.joined_a.v);
	free(c.joined_b.v);
	buf_free(&c.path_a);
	buf_free(&c.path_b);
	return c.changes;
}
