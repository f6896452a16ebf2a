#include <stdlib.h>
#include "base/mem.h"
#include "change/label.h"
#include "change/page_style.h"
#include "change/tally.h"
#include "change/view.h"

/* One page without scripts and without anything from elsewhere. Old and new stand side by side, on a narrow screen one above the
 * other; what is the same folds away. The counts stand above the changes, so the body is kept until the end. */
struct page {
	struct view view;
	bool chinese, all, table_open;
	const char *head_a, *head_b, *head_difference;
	struct buf title, sides, index, body, run;    /* run: sentences that are the same, since the last change */
	struct sv role;                 /* of the last change shown; a label, so it stays */
	struct tally tally;
	size_t same, documents;
};

static void escape(struct buf *out, struct sv s)
{
	for (size_t i = 0; i < s.n; i++)
		switch (s.p[i]) {
		case '&': buf_add(out, SV("&amp;")); break;
		case '<': buf_add(out, SV("&lt;")); break;
		case '>': buf_add(out, SV("&gt;")); break;
		case '"': buf_add(out, SV("&quot;")); break;
		default: buf_char(out, s.p[i]);
		}
}

/* <name class="class">text</name>; class "" for none */
static void element(struct buf *out, const char *name, const char *class, struct sv text)
{
	buf_fmt(out, "<%s%s%s%s>", name, *class ? " class=\"" : "", class, *class ? "\"" : "");
	escape(out, text);
	buf_fmt(out, "</%s>", name);
}

static struct sv say(const struct page *p, const char *name)
{
	return label(sv_of(name), p->chinese);
}

/* Where a file lies is nobody's business on a published page. */
static struct sv base_name(struct sv path)
{
	size_t n = path.n;
	while (n > 0 && path.p[n - 1] != '/')
		n--;
	return sv_skip(path, n);
}

static void begin(struct view *v, const struct view_head *head)
{
	struct page *p = (struct page *)v;
	p->head_a = head->head_a;
	p->head_b = head->head_b;
	p->head_difference = head->head_difference;
	buf_add(&p->title, label(head->what, p->chinese));
	buf_fmt(&p->sides, SV_FMT " → " SV_FMT, SV_ARG(base_name(head->name_a)), SV_ARG(base_name(head->name_b)));
}

/* ---- texts ---- */

static void fold_same(struct page *p)
{
	if (p->same == 0)
		return;
	buf_fmt(&p->body, "<details><summary>%zu " SV_FMT "</summary>", p->same, SV_ARG(say(p, "unchanged")));
	buf_add(&p->body, buf_sv(&p->run));
	buf_add(&p->body, SV("</details>\n"));
	p->run.n = p->same = 0;
}

static void close_document(struct page *p)
{
	fold_same(p);
	if (p->table_open)
		buf_add(&p->body, SV("</tbody></table>\n"));
	if (p->documents)
		buf_add(&p->body, SV("</section>\n"));
	p->table_open = false;
	p->role = (struct sv){ "", 0 };
}

static void put_titles(struct buf *out, struct sv title_a, struct sv title_b)
{
	escape(out, title_a);
	if (sv_eq(title_a, title_b))
		return;
	buf_add(out, title_a.n && title_b.n ? SV(" → ") : SV(""));
	escape(out, title_b);
}

static void document(struct view *v, struct sv title_a, struct sv title_b)
{
	struct page *p = (struct page *)v;
	close_document(p);
	p->documents++;
	buf_fmt(&p->body, "<section id=\"d%zu\">\n", p->documents);
	if (title_a.n + title_b.n == 0)
		return;
	buf_fmt(&p->index, "<li><a href=\"#d%zu\">", p->documents);
	put_titles(&p->index, title_a, title_b);
	buf_add(&p->index, SV("</a></li>\n"));
	buf_add(&p->body, SV("<h2>"));
	put_titles(&p->body, title_a, title_b);
	buf_add(&p->body, SV("</h2>\n"));
}

static void put_side(struct page *p, const struct text_change *c, bool is_b)
{
	const struct atomised *t = is_b ? &c->b : &c->a;
	const char *tag = is_b ? "ins" : "del";
	buf_fmt(&p->body, "<div class=\"%s\">", is_b ? "b" : "a");
	for (size_t i = 0; c->marks && i < c->marks->n; i++) {
		const struct segment *s = &c->marks->v[i];
		struct sv part = is_b ? segment_text(t, s->b_from, s->b_to) : segment_text(t, s->a_from, s->a_to);
		if (s->kind == SEGMENT_KEPT)
			escape(&p->body, part);
		else if (part.n)
			element(&p->body, tag, "", part);
	}
	if (!c->marks && t->n)
		element(&p->body, tag, "", segment_text(t, 0, t->n));
	buf_add(&p->body, SV("</div>"));
}

static void text(struct view *v, const struct text_change *c)
{
	struct page *p = (struct page *)v;
	struct sv role = label(c->role, p->chinese);
	tally_add(&p->tally, c->change);
	if (sv_is(c->change, "same")) {
		element(&p->run, "p", "", segment_text(&c->b, 0, c->b.n));
		p->same++;
		return;
	}
	fold_same(p);
	if (role.n && !sv_eq(role, p->role)) {
		element(&p->body, "h3", "", role);
		p->role = role;
	}
	buf_fmt(&p->body, "<div class=\"pair " SV_FMT "\"><div class=\"where\">", SV_ARG(c->change));
	element(&p->body, "b", "", label(c->change, p->chinese));
	buf_char(&p->body, ' ');
	escape(&p->body, c->path_a);
	if (!sv_eq(c->path_a, c->path_b)) {
		buf_add(&p->body, c->path_a.n && c->path_b.n ? SV(" → ") : SV(""));
		escape(&p->body, c->path_b);
	}
	buf_add(&p->body, SV("</div>"));
	put_side(p, c, false);
	put_side(p, c, true);
	buf_add(&p->body, SV("</div>\n"));
}

/* ---- rows ---- */

static void open_table(struct page *p)
{
	const char *const head[] = { "", "subject", p->head_a, p->head_b, p->head_difference };
	if (p->table_open)
		return;
	buf_add(&p->body, SV("<table><thead><tr>"));
	for (size_t i = 0; i < sizeof head / sizeof *head; i++)
		element(&p->body, "th", "", say(p, head[i]));
	buf_add(&p->body, SV("</tr></thead><tbody>\n"));
	p->table_open = true;
}

/* A cell that says in data-label what its column is, for the narrow screen. */
static void cell(struct page *p, const char *name, struct sv value, struct sv quote)
{
	buf_add(&p->body, SV("<td data-label=\""));
	escape(&p->body, say(p, name));
	buf_add(&p->body, SV("\">"));
	escape(&p->body, value);
	if (quote.n && !sv_eq(quote, value))
		element(&p->body, "q", "", quote);
	buf_add(&p->body, SV("</td>"));
}

static void put_small(struct page *p, struct sv name)
{
	if (name.n) {
		buf_char(&p->body, ' ');
		element(&p->body, "small", "", label(name, p->chinese));
	}
}

static void row(struct view *v, const struct row_change *c)
{
	struct page *p = (struct page *)v;
	struct sv none = { "", 0 };
	tally_add(&p->tally, c->change);
	if (c->same && !p->all)
		return;
	open_table(p);
	buf_fmt(&p->body, "<tr class=\"" SV_FMT "\"><td class=\"what\">", SV_ARG(c->change));
	escape(&p->body, label(c->change, p->chinese));
	buf_add(&p->body, SV("</td>"));
	buf_add(&p->body, SV("<td data-label=\""));
	escape(&p->body, say(p, "subject"));
	buf_add(&p->body, SV("\">"));
	escape(&p->body, c->subject);
	put_small(p, c->status);
	put_small(p, c->measure);
	buf_add(&p->body, SV("</td>"));
	cell(p, p->head_a, c->a, c->quote_a);
	cell(p, p->head_b, c->b, c->quote_b);
	cell(p, p->head_difference, c->difference, none);
	buf_add(&p->body, SV("</tr>\n"));
}

/* ---- the page ---- */

static void put_counts(struct page *p, struct buf *out)
{
	buf_add(out, SV("<ul class=\"counts\">"));
	for (size_t i = 0; i < p->tally.n; i++) {
		buf_fmt(out, "<li class=\"" SV_FMT "\"><b>%zu</b> ", SV_ARG(p->tally.v[i].name), p->tally.v[i].n);
		escape(out, label(p->tally.v[i].name, p->chinese));
		buf_add(out, SV("</li>"));
	}
	buf_add(out, SV("</ul>\n"));
}

static void end(struct view *v)
{
	struct page *p = (struct page *)v;
	struct buf *out = &v->out->buf;
	close_document(p);
	buf_fmt(out, "<!DOCTYPE html>\n<html lang=\"%s\">\n<head>\n<meta charset=\"utf-8\">\n", p->chinese ? "zh-CN" : "en");
	buf_add(out, SV("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"));
	element(out, "title", "", buf_sv(&p->title));
	buf_add(out, SV("\n<style>\n"));
	buf_add(out, sv_of(page_style));
	buf_add(out, SV("</style>\n</head>\n<body>\n<header>\n"));
	element(out, "h1", "", buf_sv(&p->title));
	element(out, "p", "sides", buf_sv(&p->sides));
	put_counts(p, out);
	if (p->documents > 1) {
		buf_add(out, SV("<nav><ol>\n"));
		buf_add(out, buf_sv(&p->index));
		buf_add(out, SV("</ol></nav>\n"));
	}
	buf_add(out, SV("</header>\n<main>\n"));
	if (p->body.n == 0)
		element(out, "p", "", say(p, "nothing"));
	buf_add(out, buf_sv(&p->body));
	buf_add(out, SV("</main>\n<footer>"));
	escape(out, say(p, "made"));
	buf_add(out, SV(" gwr-diff " GWR_VERSION "</footer>\n</body>\n</html>\n"));
	output_record_end(v->out);
}

static void release(struct view *v)
{
	struct page *p = (struct page *)v;
	buf_free(&p->title);
	buf_free(&p->sides);
	buf_free(&p->index);
	buf_free(&p->body);
	buf_free(&p->run);
	free(p);
}

struct view *view_page(struct output *out, bool chinese, bool all)
{
	struct page *p = mem_new(sizeof *p);
	p->view = (struct view){ begin, document, text, row, end, release, out };
	p->chinese = chinese;
	p->all = all;
	return &p->view;
}
