#include "report/layout.h"

#include "base/utf8.h"

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

static bool closes(uint32_t c)
{
	return c == 0x201D || c == 0x2019 || c == 0xFF09 || c == ')' || c == 0x300B || c == 0x300D || c == 0x300F || c == 0x3011
		|| c == '*' || c == '"';
}

enum line_end line_end(struct sv line)
{
	bool closed = false;
	uint32_t c = last_rune(&line);

	while (closes(c)) {
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

int line_width(const struct line *l, const struct layout *y)
{
	return y->by_chars ? l->chars : l->cols;
}

static int width_of(const struct line *l, bool by_chars)
{
	return by_chars ? l->chars : l->cols;
}

/* How many lines are the SPREAD widths up to and with `to` wide. */
static unsigned within(const unsigned *count, int to, int spread)
{
	unsigned n = 0;

	for (int w = to; w > to - spread && w >= 0; w--)
		n += count[w];
	return n;
}

/* The commonest width, by characters or by columns, and how many lines are about so wide: from *top - spread + 1 to *top. */
static unsigned commonest(const struct line *line, size_t n, bool by_chars, int *top, int *mode)
{
	unsigned count[WIDEST + 1] = { 0 }, best = 0;
	int spread = by_chars ? 2 : SPREAD;

	for (size_t i = 0; i < n; i++) {
		int w = width_of(&line[i], by_chars);

		if (w <= WIDEST && !line[i].tabular)
			count[w]++;
	}
	*top = 0;
	for (int w = by_chars ? NARROWEST / 2 : NARROWEST; w <= WIDEST; w++)
		if (within(count, w, spread) > best) {
			best = within(count, w, spread);
			*top = w;
		}
	*mode = *top;
	for (int w = *top; w > *top - spread && w >= 0; w--)
		if (count[w] > count[*mode])
			*mode = w;
	return best;
}

/* The lowest width of lines that a wrap ended: all but the lowest twentieth, which page breaks and headings make. */
static int lowest_full(const struct line *line, size_t n, const char *text, const struct layout *y)
{
	unsigned count[WIDEST + 1] = { 0 }, all = 0, below = 0;
	int lowest = y->full - (y->by_chars ? 3 : SPREAD + 1);

	for (size_t i = 0; i < n; i++) {
		int w = line_width(&line[i], y);

		if (w < lowest || w > y->full + SPREAD || w > WIDEST || line_end(sv_from(text + line[i].at, line[i].n)) == END_SENTENCE)
			continue;
		count[w]++;
		all++;
	}
	for (int w = lowest < 0 ? 0 : lowest; w <= y->full; w++) {
		below += count[w];
		if (20 * below > all)
			break;
		lowest = w + 1;
	}
	/* cut to the column, nearly all lines are of one width; else a figure or word kept whole may cost a line some columns */
	if (10 * (count[y->full] + count[y->full - 1]) >= 9 * all)
		return lowest < y->full ? lowest : y->full - 1;
	return lowest < y->full - LOOSE ? lowest : y->full - LOOSE;
}

/* What blank lines and indents mean among wrapped lines: a blank line parts if lines that go on are mostly not followed by one;
 * an indent parts if some lines have one, and most have not. */
static void tell_parting(struct layout *y, const struct line *line, size_t n, const char *text)
{
	size_t going_on = 0, then_blank = 0, indented = 0;

	for (size_t i = 0; i + 1 < n; i++) {
		indented += line[i].indent >= 2;
		if (line_width(&line[i], y) < y->full_min || line_end(sv_from(text + line[i].at, line[i].n)) == END_SENTENCE)
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

struct layout layout_tell(struct line *line, size_t n, const char *text, const struct layout *before)
{
	struct layout y = { 0 };
	size_t longs = 0, ends = 0, about = 0;
	unsigned by_cols, by_chars;
	int cols, chars, mode_cols, mode_chars, top;

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
	by_cols = commonest(line, n, false, &cols, &mode_cols);
	by_chars = commonest(line, n, true, &chars, &mode_chars);
	y.by_chars = 10 * by_chars > 11 * by_cols;
	y.full = y.by_chars ? mode_chars : mode_cols;
	top = y.by_chars ? chars : cols;
	for (size_t i = 0; i < n; i++)
		if (line_width(&line[i], &y) > top - (y.by_chars ? 2 : SPREAD) && line_width(&line[i], &y) <= top) {
			about++;
			ends += line_end(sv_from(text + line[i].at, line[i].n)) == END_SENTENCE;
		}
	if (10 * about >= 4 * n && 2 * ends < about) {
		y.wrapped = true;
		y.full_min = lowest_full(line, n, text, &y);
		tell_parting(&y, line, n, text);
		return y;
	}
	y = (struct layout){ 0 };
	tell_blanks(&y, line, n);
	return y;
}
