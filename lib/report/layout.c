#include "report/layout.h"

#include <limits.h>
#include "base/utf8.h"
#include "report/sentence.h"

enum {
	TELLING = 6,                    /* fewer lines tell nothing */
	WIDEST = 120,                   /* columns; a page of 16 point type has 56, one of 9 point across 100 */
	NARROWEST = 20,
	SPREAD = 5,                     /* hard-wrapped lines differ by so many columns: hanging punctuation, digits kept whole */
	LOOSE = 3,
	LONG_BYTES = 3 * WIDEST / 2 + 60
};

static uint32_t last_rune(struct sv *line)
{
	const char *end = line->p + line->n, *p;
	uint32_t c;

	if (line->n == 0)
		return 0;
	p = utf8_back(line->p, end);
	utf8_step(p, end, &c);
	line->n = (size_t)(p - line->p);
	return c;
}

enum line_end line_end(struct sv line)
{
	bool closed = false;
	uint32_t c = last_rune(&line);

	while (closes_sentence(c)) {
		closed = true;
		c = last_rune(&line);
	}
	switch (c) {
	case 0x3002: case 0xFF01: case 0xFF1F: case '!': case '?': case 0xFF0E: case 0xFF61:
		return END_SENTENCE;
	case 0x2026:
		return last_rune(&line) == 0x2026 ? END_SENTENCE : END_NONE;
	case 0xFF1B: case ';': case 0xFF1A: case ':':
		return closed ? END_NONE : END_STOP;
	case 0xFF0C: case ',': case 0x3001: case 0x201C: case 0x2018: case 0x300A: case 0xFF08: case '(': case 0x300C:
		return closed ? END_NONE : END_OPEN;
	default:
		return END_NONE;
	}
}

enum line_end line_end_of(struct line *l, const char *text)
{
	if (l->end < 0)
		l->end = (int)line_end(sv_from(text + l->at, l->n));
	return (enum line_end)l->end;
}

void line_measure(struct line *l, const char *text)
{
	const char *p = text + l->at, *end = p + l->n;
	int chars = 0, cols = 0;

	if (l->cols >= 0)
		return;
	while (p < end) {
		uint32_t c;

		p += utf8_step(p, end, &c);
		chars++;
		/* the punctuation that Chinese shares with Latin (“”‘’…—·) is set as wide as an ideograph */
		cols += c >= 0x2000 && (c < 0x200B || c > 0x200D) ? 2 : 1;
	}
	l->chars = chars + (int)l->indent / 2;
	l->cols = cols + (int)l->indent;
}

bool line_is_full(const struct line *l, const struct layout *y)
{
	return l->cols >= y->full_min || l->chars >= y->full_chars;
}

struct widths { unsigned count[WIDEST + 1]; int mode; };        /* how many lines are so wide; the commonest width */

/* Widths of the lines that no sentence's end ends: what is as wide as others by chance is mostly a sentence's end. */
static void count_widths(struct widths *w, struct line *line, size_t n, const char *text, bool by_chars)
{
	unsigned all[WIDEST + 1] = { 0 }, wider = 0;
	int top;

	*w = (struct widths){ 0 };
	for (size_t i = 0; i < n; i++) {
		int width = by_chars ? line[i].chars : line[i].cols;

		if (line[i].tabular)
			continue;
		if (width > WIDEST) {
			wider++;
			continue;
		}
		all[width]++;
		if (line_end_of(&line[i], text) != END_SENTENCE)
			w->count[width]++;
	}
	/* lines are filled up to a width that hardly any is over: the mode is looked for there */
	top = WIDEST;
	while (top > 0 && 20 * (wider + all[top]) <= n)
		wider += all[top--];
	for (int i = top - SPREAD - 2 < 0 ? 0 : top - SPREAD - 2; i <= top; i++)
		if (w->count[i] > w->count[w->mode])
			w->mode = i;
}

static unsigned between(const struct widths *w, int from, int to)
{
	unsigned n = 0;

	for (int i = from < 0 ? 0 : from; i <= to && i <= WIDEST; i++)
		n += w->count[i];
	return n;
}

/* The lowest width of lines that a wrap ended: all but the lowest twentieth, which page breaks and headings make. */
static int lowest_full(const struct widths *w)
{
	unsigned all = between(w, w->mode - SPREAD - 1, w->mode + SPREAD), below = 0;
	int lowest = w->mode - SPREAD - 1;

	for (; lowest < w->mode; lowest++) {
		below += lowest < 0 ? 0 : w->count[lowest];
		if (20 * below > all)
			break;
	}
	/* cut to the column, nearly all lines are of one width; else a figure or word kept whole may cost a line some columns */
	if (10 * between(w, w->mode - 1, w->mode) >= 9 * all)
		return lowest < w->mode ? lowest : w->mode - 1;
	return lowest < w->mode - LOOSE ? lowest : w->mode - LOOSE;
}

/* What blank lines and indents mean among wrapped lines: a blank line parts if lines that go on are mostly not followed by one;
 * an indent parts if some lines have one, and most have not. */
static void tell_parting(struct layout *y, struct line *line, size_t n, const char *text)
{
	size_t going_on = 0, then_blank = 0, indented = 0;

	for (size_t i = 0; i + 1 < n; i++) {
		indented += line[i].indent >= 2;
		if (!line_is_full(&line[i], y) || line_end_of(&line[i], text) == END_SENTENCE)
			continue;
		going_on++;
		then_blank += line[i + 1].blank_before;
	}
	y->blanks_part = going_on > 0 && 2 * then_blank < going_on;
	y->indents_part = indented > 0 && 10 * indented < 7 * n;
}

/* One line a paragraph: a blank line parts them if nearly every long line has one behind it. */
static void tell_blanks(struct layout *y, const struct line *line, size_t n)
{
	size_t longs = 0, then_blank = 0;

	for (size_t i = 0; i + 1 < n; i++)
		if (line[i].n > 150) {
			longs++;
			then_blank += line[i + 1].blank_before;
		}
	y->blanks_part = longs >= 2 && 10 * then_blank >= 8 * longs;
}

/* Whether lines were filled up to a width: many are about so wide, and hardly any is wider. */
static bool is_filled(const struct line *line, size_t n, const struct widths *w, unsigned about, bool by_chars)
{
	size_t wider = 0;

	for (size_t i = 0; i < n; i++)
		wider += (by_chars ? line[i].chars > w->mode + 1 : line[i].cols > w->mode + SPREAD) && !line[i].tabular;
	return w->mode >= (by_chars ? NARROWEST / 2 : NARROWEST) && 4 * about >= n && 20 * wider <= n;
}

struct layout layout_tell(struct line *line, size_t n, const char *text, const struct layout *before)
{
	struct layout y = { 0 };
	struct widths cols, chars;
	size_t longs = 0;
	unsigned by_cols, by_chars;
	bool filled_cols, filled_chars;

	if (n < TELLING)
		return *before;
	for (size_t i = 0; i < n; i++)
		longs += line[i].n > LONG_BYTES;
	if (10 * longs > n) {
		tell_blanks(&y, line, n);
		return y;
	}
	for (size_t i = 0; i < n; i++)
		line_measure(&line[i], text);
	count_widths(&cols, line, n, text, false);
	count_widths(&chars, line, n, text, true);
	by_cols = between(&cols, cols.mode - SPREAD, cols.mode + SPREAD);
	by_chars = between(&chars, chars.mode - 1, chars.mode);
	filled_cols = is_filled(line, n, &cols, by_cols, false);
	filled_chars = is_filled(line, n, &chars, by_chars, true) && 10 * by_chars >= 8 * between(&chars, chars.mode - 3, chars.mode + 3);
	if (filled_cols || filled_chars) {
		y.wrapped = true;
		y.full = filled_cols ? cols.mode : 2 * chars.mode;
		y.full_min = filled_cols ? lowest_full(&cols) : INT_MAX;
		y.full_chars = filled_chars ? chars.mode : INT_MAX;
		tell_parting(&y, line, n, text);
		return y;
	}
	tell_blanks(&y, line, n);
	return y;
}
