/* Lines to paragraphs. A text is either one line a paragraph, or hard-wrapped at some width; which, and whether blank lines and
 * indents part paragraphs, is told from the lines around (see layout.h), so the answer may change within a file of many reports.
 * A paragraph that a page break cuts is put together again; the page number in its midst tears it, or is left out. */
#ifndef GWR_REPORT_REFLOW_H
#define GWR_REPORT_REFLOW_H
#include "report/layout.h"
#include "report/rules.h"

/* Where the line that begins at offset `at` of a paragraph's text stands. */
struct place { size_t at, line; };

struct paragraph {
	struct sv text;                 /* its lines put together, white space canonical */
	const struct place *place;
	size_t places;                  /* at least one */
	size_t lines;                   /* the number of the last physical line it has */
	bool page;                      /* a page number or running head that stands inside a paragraph */
	bool resumed;                   /* goes on after such a one, or after the cut of an overlong line */
	bool tabular;                   /* holds tabs */
};

struct reflow {
	const struct report_rules *rules;
	bool drop_pages;
	struct buf text;                /* clean UTF-8; lines are views into it */
	size_t from;                    /* text before this offset was cut into lines */
	size_t clean;                   /* text before this offset is clean */
	struct line *line;              /* line[first .. n) are waiting; blank ones are not kept */
	size_t first, n, cap;
	size_t number;                  /* physical lines begun so far */
	bool blank;                     /* whether a blank line was just passed */
	bool cut;                       /* whether the last line's end is that of an overlong one's piece */
	size_t pages;                   /* waiting lines that are a page break inside a paragraph */
	bool torn;                      /* the paragraph behind them resumes the one before */
	struct layout layout;
	size_t layout_until;            /* line[] index up to which layout holds */
	struct buf joined, spaced;
	struct place *place;
	size_t place_cap;
	size_t overlong;                /* the first physical line longer than LINE_PIECE, 0 if there was none */
};

enum { LINE_PIECE = 1 << 20 };          /* a longer line is read in pieces that end with a sentence */
enum { PARAGRAPH_MAX = 1 << 20 };       /* hard-wrapped lines without end are cut here */

void reflow_begin(struct reflow *r);    /* a new file; memory is kept */
void reflow_free(struct reflow *r);
/* Drops the text of lines that are done with; views given out before end here. */
void reflow_compact(struct reflow *r);
/* Cuts text up to r->clean into lines. ended: what has no line end is a line too. */
void reflow_lines(struct reflow *r, bool ended);
/* The next paragraph, if all that it depends on is there: REPORT_AHEAD lines, REPORT_AHEAD_BYTES bytes, or the file's end.
 * front: within a title page, where every line stands for itself. Valid until the next call. */
bool reflow_next(struct reflow *r, bool ended, bool front, struct paragraph *out);
#endif
