#include <stdlib.h>
#include "base/mem.h"
#include "base/utf8.h"
#include "change/label.h"
#include "change/tally.h"
#include "change/view.h"

/* Of a stretch that is the same, so many atoms are shown beside a change. */
enum { CONTEXT = 24, CHANGE_WIDTH = 10, STATUS_WIDTH = 6, MEASURE_WIDTH = 6, SUBJECT_WIDTH = 32 };

enum paint { PLAIN, BOLD, DIM, RED, GREEN, YELLOW };
static const char *const paint_code[] = { "0", "1", "2", "31", "32", "33" };

struct terminal { struct view view; bool colour, all, quotes; struct tally tally; struct buf names, title; };

static void paint(struct terminal *t, enum paint p, struct sv s)
{
	struct buf *out = &t->view.out->buf;
	if (s.n == 0)
		return;
	if (t->colour && p != PLAIN)
		buf_fmt(out, "\x1b[%sm", paint_code[p]);
	buf_add(out, s);
	if (t->colour && p != PLAIN)
		buf_add(out, SV("\x1b[0m"));
}

static void newline(struct terminal *t)
{
	buf_char(&t->view.out->buf, '\n');
	output_record_end(t->view.out);
}

static void begin(struct view *v, const struct view_head *head)
{
	struct terminal *t = (struct terminal *)v;
	t->quotes = head->quotes;
	buf_fmt(&t->names, "--- " SV_FMT "\n+++ " SV_FMT, SV_ARG(head->name_a), SV_ARG(head->name_b));
	/* numbers without a unit need to be told what they are */
	if (!head->texts && strcmp(head->head_difference, "difference") != 0)
		buf_fmt(&t->names, "\n" SV_FMT " → " SV_FMT ", " SV_FMT, SV_ARG(label(sv_of(head->head_a), false)),
			SV_ARG(label(sv_of(head->head_b), false)), SV_ARG(label(sv_of(head->head_difference), false)));
}

static void document(struct view *v, struct sv title_a, struct sv title_b)
{
	struct terminal *t = (struct terminal *)v;
	bool equal = sv_eq(title_a, title_b);
	t->title.n = 0;
	if (title_a.n || title_b.n)
		buf_fmt(&t->title, "@@ " SV_FMT "%s" SV_FMT " @@", SV_ARG(title_a), !equal && title_a.n && title_b.n ? " → " : "",
			SV_ARG(equal ? SV("") : title_b));
}

/* The names of both sides and the title of the document stand above the first change below them: where nothing changed there is
 * nothing to show, as cron likes it. */
static void put_titles(struct terminal *t)
{
	struct buf *all[] = { &t->names, &t->title };
	for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
		if (all[i]->n == 0)
			continue;
		paint(t, BOLD, buf_sv(all[i]));
		newline(t);
		all[i]->n = 0;
	}
}

/* ---- texts ---- */

/* What is the same, its middle left out where it is long. */
static void put_kept(struct terminal *t, const struct atomised *a, size_t from, size_t to, bool first, bool last)
{
	size_t head = first ? 0 : CONTEXT, tail = last ? 0 : CONTEXT;
	if (t->all || to - from <= head + tail + 2) {
		paint(t, PLAIN, segment_text(a, from, to));
		return;
	}
	paint(t, PLAIN, segment_text(a, from, from + head));
	paint(t, DIM, SV("…"));
	paint(t, PLAIN, segment_text(a, to - tail, to));
}

static void put_changed(struct terminal *t, enum paint p, const char *open, struct sv s, const char *close)
{
	if (s.n == 0)
		return;
	paint(t, p, sv_of(t->colour ? "" : open));
	paint(t, p, s);
	paint(t, p, sv_of(t->colour ? "" : close));
}

static void put_marks(struct terminal *t, const struct text_change *c)
{
	const struct marker *m = c->marks;
	for (size_t i = 0; i < m->n; i++) {
		const struct segment *s = &m->v[i];
		if (s->kind == SEGMENT_KEPT) {
			put_kept(t, &c->a, s->a_from, s->a_to, i == 0, i + 1 == m->n);
			continue;
		}
		put_changed(t, RED, "[-", segment_text(&c->a, s->a_from, s->a_to), "-]");
		put_changed(t, GREEN, "{+", segment_text(&c->b, s->b_from, s->b_to), "+}");
	}
}

/* "edit  tasks 2.3.1.4 → 2.3.1.5  96%" */
static void put_where(struct terminal *t, const struct text_change *c)
{
	struct buf line = { 0 };
	buf_fmt(&line, SV_FMT " " SV_FMT " " SV_FMT, SV_ARG(c->change), SV_ARG(c->role), SV_ARG(c->path_a));
	if (!sv_eq(c->path_a, c->path_b))
		buf_fmt(&line, "%s" SV_FMT, c->path_a.n && c->path_b.n ? " → " : "", SV_ARG(c->path_b));
	if (c->marks)
		buf_fmt(&line, " %.0f%%", c->similarity * 100);
	paint(t, DIM, buf_sv(&line));
	newline(t);
	buf_free(&line);
}

static void text(struct view *v, const struct text_change *c)
{
	struct terminal *t = (struct terminal *)v;
	bool same = sv_is(c->change, "same");
	tally_add(&t->tally, c->change);
	if (same && !t->all)
		return;
	put_titles(t);
	if (!same)
		put_where(t, c);
	if (c->marks) {
		put_marks(t, c);
	} else if (same) {
		paint(t, PLAIN, segment_text(&c->b, 0, c->b.n));
	} else {
		put_changed(t, RED, "[-", segment_text(&c->a, 0, c->a.n), "-]");
		put_changed(t, GREEN, "{+", segment_text(&c->b, 0, c->b.n), "+}");
	}
	newline(t);
}

/* ---- rows ---- */

static size_t width(struct sv s)
{
	size_t n = 0;
	uint32_t c;
	for (const char *p = s.p, *end = s.p + s.n; p < end; n += rune_is_wide(c) ? 2 : 1)
		p += utf8_step(p, end, &c);
	return n;
}

/* Nothing at all for nothing: a comparison without the column does not show it. */
static void padded(struct terminal *t, enum paint p, struct sv s, size_t to)
{
	if (s.n == 0)
		return;
	paint(t, p, s);
	for (size_t n = width(s); n < to; n++)
		buf_char(&t->view.out->buf, ' ');
	buf_char(&t->view.out->buf, ' ');
}

static enum paint paint_of(const struct row_change *c)
{
	/* higher and lower are neither good nor bad */
	static const char *const neither[] = { "raised", "lowered", "duplicate", "unclear" };
	static const char *const up[] = { "hardened", "new", "met", "exceeded", "risen" };
	for (size_t i = 0; i < sizeof up / sizeof *up; i++)
		if (sv_is(c->change, up[i]))
			return GREEN;
	for (size_t i = 0; i < sizeof neither / sizeof *neither; i++)
		if (sv_is(c->change, neither[i]))
			return YELLOW;
	return c->same ? PLAIN : RED;
}

static void put_quote(struct terminal *t, const char *mark, struct sv quote)
{
	if (quote.n == 0)
		return;
	paint(t, DIM, sv_of(mark));
	paint(t, DIM, quote);
	newline(t);
}

static void row(struct view *v, const struct row_change *c)
{
	struct terminal *t = (struct terminal *)v;
	tally_add(&t->tally, c->change);
	if (c->same && !t->all)
		return;
	put_titles(t);
	padded(t, paint_of(c), c->change, CHANGE_WIDTH);
	padded(t, DIM, c->status, STATUS_WIDTH);
	padded(t, DIM, c->measure, MEASURE_WIDTH);
	padded(t, PLAIN, c->subject, SUBJECT_WIDTH);
	paint(t, PLAIN, c->a);
	paint(t, DIM, c->a.n && c->b.n ? SV(" → ") : SV(""));
	paint(t, PLAIN, c->b);
	if (c->difference.n) {
		paint(t, DIM, SV("  "));
		paint(t, DIM, c->difference);
	}
	newline(t);
	if (t->quotes) {
		put_quote(t, "  - ", c->quote_a);
		put_quote(t, "  + ", c->quote_b);
	}
}

static void end(struct view *v)
{
	struct terminal *t = (struct terminal *)v;
	struct buf line = { 0 };
	if (t->names.n)
		return;                         /* nothing was shown */
	tally_put(&line, &t->tally);
	paint(t, BOLD, buf_sv(&line));
	newline(t);
	buf_free(&line);
}

static void release(struct view *v)
{
	struct terminal *t = (struct terminal *)v;
	buf_free(&t->names);
	buf_free(&t->title);
	free(t);
}

struct view *view_terminal(struct output *out, bool colour, bool all)
{
	struct terminal *t = mem_new(sizeof *t);
	t->view = (struct view){ begin, document, text, row, end, release, out };
	t->colour = colour;
	t->all = all;
	return &t->view;
}
