#include "report/reflow.h"

#include <stdlib.h>
#include "base/mem.h"
#include "base/utf8.h"
#include "report/sentence.h"

enum {
	LAYOUT_STEP = 16,               /* lines after which the layout is told anew */
	RUNNING_BYTES = 120,            /* a running head is no longer */
	HEADING_BYTES = 60 * 3,
	FRAGMENT_BYTES = 36 * 3,        /* what a page break leaves of a paragraph may be as short as this */
	LONG_BYTES = 150,
	CAPTION_BYTES = 110 * 3,
	WIDER = 5,                      /* columns that hanging punctuation adds */
	FIRST_SHORT = 4,                /* columns of an indent */
	LAST_SHORT = 3                  /* a line that lacks more columns may be a first one that lost its indent */
};

#define FULL_STOP SV("。")

void reflow_begin(struct reflow *r)
{
	buf_clear(&r->text);
	r->from = r->clean = r->first = r->n = r->number = r->layout_until = r->overlong = 0;
	r->blank = r->cut = r->torn = false;
	r->pages = 0;
	r->layout = (struct layout){ 0 };
}

void reflow_free(struct reflow *r)
{
	buf_free(&r->text);
	buf_free(&r->joined);
	buf_free(&r->spaced);
	free(r->line);
	free(r->place);
}

void reflow_compact(struct reflow *r)
{
	size_t keep = r->first < r->n ? r->line[r->first].at : r->from;

	if (keep) {
		memmove(r->text.p, r->text.p + keep, r->text.n - keep);
		r->text.n -= keep;
		r->from -= keep;
		r->clean -= keep;
	}
	if (r->first) {
		memmove(r->line, r->line + r->first, (r->n - r->first) * sizeof *r->line);
		r->n -= r->first;
		r->layout_until = r->layout_until > r->first ? r->layout_until - r->first : 0;
		r->first = 0;
	}
	for (size_t i = 0; i < r->n; i++)
		r->line[i].at -= keep;
}

/* ---- cutting into lines ---- */

/* Takes white space off the beginning; how many columns it was. */
static unsigned trim_begin(struct sv *s)
{
	unsigned cols = 0;

	while (s->n > 0 && (unsigned char)*s->p < 0xE4) {       /* ideographs begin at E4 */
		uint32_t c;
		size_t n = utf8_step(s->p, s->p + s->n, &c);

		if (!rune_is_space(c))
			break;
		cols += c == 0x3000 ? 2 : c == '\t' ? 4 : c == 0x200B || c == 0xFEFF ? 0 : 1;
		*s = sv_skip(*s, n);
	}
	return cols;
}

static void trim_end(struct sv *s)
{
	while (s->n > 0) {
		const char *p = utf8_back(s->p, s->p + s->n);
		uint32_t c;

		utf8_step(p, s->p + s->n, &c);
		if (!rune_is_space(c))
			return;
		s->n = (size_t)(p - s->p);
	}
}

static void add_line(struct reflow *r, size_t at, size_t n, bool cut)
{
	struct sv s = sv_from(r->text.p + at, n);
	unsigned indent;
	struct line *l;

	if (!r->cut)
		r->number++;
	r->cut = cut;
	indent = trim_begin(&s);
	trim_end(&s);
	if (s.n == 0) {
		r->blank = r->blank || indent > 0 || n == 0;    /* zero-width characters alone are nothing at all */
		return;
	}
	GROW(r->line, r->cap, r->n + 1);
	l = &r->line[r->n++];
	*l = (struct line){ .at = (size_t)(s.p - r->text.p), .n = s.n, .number = r->number, .indent = indent, .cols = -1,
		.chars = -1, .end = -1, .blank_before = r->blank, .cut = cut };
	l->tabular = s.n < 2 * LONG_BYTES && memchr(s.p, '\t', s.n) != NULL;
	r->blank = false;
}

/* Where a line that is too long is cut: behind the last full stop of the piece, else before a character. */
static size_t cut_at(const char *p, size_t n)
{
	for (size_t i = n; i > n / 2; i--)
		if (p[i - 1] == '\x82' && i >= 3 && sv_eq(sv_from(p + i - 3, 3), FULL_STOP))
			return i;
	while (n > 1 && ((unsigned char)p[n] & 0xC0) == 0x80)
		n--;
	return n;
}

void reflow_lines(struct reflow *r, bool ended)
{
	while (r->from < r->clean) {
		const char *p = r->text.p + r->from;
		size_t left = r->clean - r->from;
		const char *nl = memchr(p, '\n', left);
		size_t n = nl ? (size_t)(nl - p) : left;

		if (n > LINE_PIECE) {
			n = cut_at(p, LINE_PIECE);
			add_line(r, r->from, n, true);
			if (!r->overlong)
				r->overlong = r->number;
			r->from += n;
			continue;
		}
		if (!nl && !ended)
			break;
		add_line(r, r->from, n, false);
		r->from += n + (nl != NULL);
	}
}

/* ---- joining ---- */

static struct sv view(const struct reflow *r, const struct line *l)
{
	return sv_from(r->text.p + l->at, l->n);
}

static enum line_end end_of(const struct reflow *r, const struct line *l)
{
	return line_end_of(&r->line[l - r->line], r->text.p);
}

static bool has_mark(const struct reflow *r, struct sv s, bool headings_only)
{
	size_t n;
	const struct line_rule *rule = rules_mark(r->rules, s, &n);

	return rule && (!headings_only || rule->is == LINE_HEADING);
}

/* Where blank lines part paragraphs, a figure right between two lines is one that a link or an index has set apart. */
static bool is_page(const struct reflow *r, const struct line *l)
{
	if (r->layout.blanks_part && !r->layout.wrapped && !l->blank_before && l + 1 < r->line + r->n && !l[1].blank_before)
		return false;
	return l->n <= PAGE_BYTES && rules_match(r->rules, LINE_PAGE, view(r, l), NULL);
}

/* A line that stands for itself on a title page. */
static bool is_front(const struct reflow *r, struct sv s)
{
	return s.n <= RUNNING_BYTES && (rules_match(r->rules, LINE_SALUTATION, s, NULL) || rules_title(r->rules, s, NULL)
		|| (s.n <= RUNNING_BYTES / 2 && rules_match(r->rules, LINE_META, s, NULL)));
}

static bool begins_inside(struct sv s)
{
	static const char *const inside[] = { "，", "。", "、", "；", "：", "”", "》", "）", "！", "？" };

	for (size_t i = 0; i < sizeof inside / sizeof *inside; i++)
		if (sv_starts(s, sv_from(inside[i], 3)))
			return true;
	return false;
}

static size_t find_last(struct sv s, struct sv what)
{
	size_t last = SV_NONE(s);

	for (size_t at = sv_find(s, what, 0); at <= s.n; at = sv_find(s, what, at + 1))
		last = at;
	return last;
}

static bool is_open(struct sv s, struct sv open, struct sv close)
{
	size_t o = find_last(s, open), c = find_last(s, close);

	return o <= s.n && (c > s.n || c < o);
}

/* A hard-wrapped line and the one below. `begun`: where the paragraph begins. */
static bool joins_wrapped(const struct reflow *r, const struct line *begun, const struct line *a, const struct line *b, bool blank)
{
	const struct layout *y = &r->layout;
	bool full = line_is_full(a, y), lost_indents = !y->indents_part && !y->blanks_part;
	enum line_end end = end_of(r, a);

	if (!line_is_full(b, y) && is_front(r, view(r, b)))
		return false;
	/* where indents were lost a first line is two characters short */
	if (!full && !(lost_indents && begun == a && a->cols >= y->full - FIRST_SHORT - 1))
		return end == END_OPEN && !has_mark(r, view(r, b), false);
	if (y->indents_part && !begun->cut)
		return b->indent < 2;
	if (end == END_SENTENCE || end == END_STOP) {
		if (has_mark(r, view(r, b), false))
			return false;
		if (y->blanks_part)
			return !blank;
		return b->cols > y->full - LAST_SHORT || (b->cols < y->full - FIRST_SHORT - 2 && end_of(r, b) == END_SENTENCE);
	}
	if (has_mark(r, view(r, b), true) || (y->blanks_part && blank && a->cols < y->full - 2))
		return false;
	if (has_mark(r, view(r, begun), true) && !sv_has(view(r, begun), FULL_STOP) && begun == a) {
		if (y->blanks_part)
			return !blank;
		/* a heading as wide as can be goes on in a short line; what looks like a first line is the text below it */
		return b->cols < y->full - FIRST_SHORT - 2 || b->cols > y->full - LAST_SHORT;
	}
	return true;
}

/* Two lines with nothing between them, where blank lines part paragraphs: pieces of one, as links leave them. c: the line below. */
static bool joins_adjacent(const struct reflow *r, const struct line *begun, const struct line *a, const struct line *b,
	const struct line *c)
{
	enum line_end end = end_of(r, a), end_b = end_of(r, b);
	bool goes_on = c && !c->blank_before;

	if (has_mark(r, view(r, b), false) || is_front(r, view(r, b)))
		return false;
	if (end == END_SENTENCE || end == END_STOP)
		return b->n >= LONG_BYTES || end_b == END_SENTENCE || goes_on;
	/* a heading right above its text */
	if (begun == a && a->n >= 12 && a->n < 3 * 40 && a->blank_before && b->n >= LONG_BYTES && !goes_on)
		return false;
	return true;
}

/* A list of figures that was announced and has not ended: 主要目标是：甲增长5%，乙增. No heading has them. */
static bool lists_figures(struct sv s)
{
	size_t colon = sv_find(s, SV("："), 0), comma = colon <= s.n ? sv_find(s, SV("，"), colon) : SV_NONE(s);

	if (comma > s.n)
		return false;
	for (size_t i = colon; i < s.n; i++)
		if (s.p[i] >= '0' && s.p[i] <= '9')
			return true;
	return false;
}

static bool joins_plain(const struct reflow *r, const struct line *begun, const struct line *a, const struct line *b,
	const struct line *c, bool blank, bool broken, bool front)
{
	struct sv sa = view(r, a), sb = view(r, b);
	enum line_end end = end_of(r, a);
	bool adjacent = r->layout.blanks_part && !blank && !front, cut;

	if (end == END_SENTENCE || end == END_STOP)
		return adjacent && joins_adjacent(r, begun, a, b, c);
	if (*sa.p == '<' || *sb.p == '<' || sv_starts(sa, SV("http")) || sv_starts(sb, SV("http")))
		return false;
	if (has_mark(r, sb, false))
		return false;
	if (end == END_OPEN)
		return !front || a->n > FRAGMENT_BYTES;
	/* cut by a page break: text that has a sentence behind it and does not end */
	cut = a->n > FRAGMENT_BYTES - 24 && sv_has(sa, FULL_STOP) && !is_front(r, sb) && (a->n > CAPTION_BYTES
		|| !(rules_match(r->rules, LINE_CAPTION, sa, NULL) || rules_match(r->rules, LINE_META, sa, NULL)));
	/* or by a page number right below */
	if (broken && !has_mark(r, sa, true) && (sv_has(sa, SV("，")) || sv_has(sa, SV("、"))) && end_of(r, b) != END_NONE)
		return true;
	if (front)
		return cut;
	if (begun == a && a->n < HEADING_BYTES && !sv_has(sa, FULL_STOP) && has_mark(r, sa, true))
		return false;
	if (begins_inside(sb) || is_open(sa, SV("《"), SV("》")) || is_open(sa, SV("“"), SV("”")))
		return true;
	if (adjacent)
		return joins_adjacent(r, begun, a, b, c);
	if (cut || (lists_figures(sa) && end_of(r, b) == END_SENTENCE))
		return true;
	/* or the beginning of one sentence, its end below */
	return a->n >= FRAGMENT_BYTES - 24 && a->n < HEADING_BYTES && b->n <= FRAGMENT_BYTES && end_of(r, b) == END_SENTENCE
		&& sv_find(sb, FULL_STOP, 0) + 3 >= sb.n && !has_mark(r, sa, false);
}

static bool joins(const struct reflow *r, size_t begun, size_t a, size_t b, bool front)
{
	const struct line *la = &r->line[a], *lb = &r->line[b], *lc = b + 1 < r->n ? &r->line[b + 1] : NULL;
	/* around a page number blank lines mean nothing */
	bool blank = b == a + 1 && lb->blank_before;

	if (la->cut || la->tabular || lb->tabular)
		return false;
	if (r->layout.wrapped && la->cols >= 0 && (la->cols <= r->layout.full + WIDER || la->chars == r->layout.full_chars)) {
		line_measure(&r->line[b], r->text.p);
		return joins_wrapped(r, &r->line[begun], la, lb, blank);
	}
	return joins_plain(r, &r->line[begun], la, lb, lc, blank, b > a + 1, front);
}

/* A page number, or a running head: the report's title again, below a line of text that has not ended. */
static bool is_break(const struct reflow *r, const struct line *above, const struct line *l)
{
	bool wrapped = r->layout.wrapped && above->cols >= 0;

	if (is_page(r, l))
		return true;
	if (l->n > RUNNING_BYTES || !(wrapped ? line_is_full(above, &r->layout) : above->n >= LONG_BYTES))
		return false;
	return (!wrapped || l->cols < 0 || !line_is_full(l, &r->layout)) && end_of(r, above) != END_SENTENCE
		&& rules_title(r->rules, view(r, l), NULL);
}

/* above: the line before it in the paragraph, NULL for the first. */
static void add_piece(struct reflow *r, const struct line *above, const struct line *l, size_t places)
{
	struct sv s = canonical(view(r, l), &r->spaced);

	if (above && r->joined.n > 0) {
		uint32_t before, after;

		utf8_step(utf8_back(r->joined.p, r->joined.p + r->joined.n), r->joined.p + r->joined.n, &before);
		utf8_step(s.p, s.p + s.n, &after);
		/* a wrap between two Latin words took the blank between them; one that used all columns tore a word */
		if (rune_is_latin(before) && rune_is_latin(after)
			&& !(r->layout.wrapped && (above->cols >= r->layout.full || above->chars >= r->layout.full_chars)))
			buf_char(&r->joined, ' ');
	}
	GROW(r->place, r->place_cap, places + 1);
	r->place[places] = (struct place){ r->joined.n, l->number };
	buf_add(&r->joined, s);
}

/* The lines that make up the paragraph at line[first]: *last is the last one. *pages: lines behind it that are a page break
 * inside the paragraph. False if more lines must be seen. */
static bool find_end(const struct reflow *r, bool ended, bool front, size_t *last, size_t *pages)
{
	size_t a = r->first, bytes = 0;

	*pages = 0;
	for (;;) {
		size_t b = a + 1;

		bytes += r->line[a].n;
		while (b < r->n && b - a <= 4 && is_break(r, &r->line[a], &r->line[b]))
			b++;
		if (b + 1 >= r->n && !ended)
			return false;
		if (b >= r->n || bytes > PARAGRAPH_MAX || !joins(r, r->first, a, b, front)) {
			*last = a;
			return true;
		}
		if (b > a + 1 && !r->drop_pages) {
			*last = a;
			*pages = b - a - 1;
			return true;
		}
		a = b;
	}
}

static void measure_ahead(struct reflow *r)
{
	size_t n = r->n - r->first < REPORT_AHEAD ? r->n - r->first : REPORT_AHEAD;

	if (r->first < r->layout_until)
		return;
	r->layout = layout_tell(r->line + r->first, n, r->text.p, &r->layout);
	r->layout_until = r->first + LAYOUT_STEP;
	if (r->layout.wrapped)
		for (size_t i = r->first; i < r->n && i < r->layout_until + 1; i++)
			line_measure(&r->line[i], r->text.p);
}

/* Puts lines first to `last` together; those that a page break left between them stay out. Returns how many they are. */
static size_t join_lines(struct reflow *r, size_t last)
{
	const struct line *above = NULL;
	size_t places = 0;

	buf_clear(&r->joined);
	for (size_t i = r->first; i <= last; i++) {
		const struct line *l = &r->line[i];

		if (above && i < last && r->drop_pages && is_break(r, above, l))
			continue;
		add_piece(r, above, l, places++);
		above = l;
	}
	return places;
}

bool reflow_next(struct reflow *r, bool ended, bool front, struct paragraph *out)
{
	size_t last, pages;
	struct line *l;

	if (r->first == r->n)
		return false;
	if (!ended && r->n - r->first <= REPORT_AHEAD && r->from - r->line[r->first].at < REPORT_AHEAD_BYTES)
		return false;
	measure_ahead(r);
	l = &r->line[r->first];
	if (r->pages > 0) {
		last = r->first;
		pages = 0;
	} else if (!find_end(r, ended, front, &last, &pages))
		return false;
	*out = (struct paragraph){ .page = r->pages > 0, .resumed = r->pages == 0 && r->torn, .tabular = l->tabular,
		.lines = r->line[last].number };
	if (last == r->first) {                 /* as most are: nothing is copied */
		GROW(r->place, r->place_cap, 1);
		r->place[0] = (struct place){ 0, l->number };
		out->places = 1;
		out->text = canonical(view(r, l), &r->spaced);
	} else {
		out->places = join_lines(r, last);
		out->text = buf_sv(&r->joined);
	}
	out->place = r->place;
	if (r->pages > 0)
		r->pages--;
	else {
		r->pages = pages;
		r->torn = pages > 0 || r->line[last].cut;
	}
	r->first = last + 1;
	return true;
}
