/* How a stretch of lines is laid out: hard-wrapped or not, at what width, and what parts its paragraphs. */
#ifndef GWR_REPORT_LAYOUT_H
#define GWR_REPORT_LAYOUT_H
#include "base/sv.h"

struct line {
	size_t at, n;                   /* in the reflow's text, white space at both ends taken off */
	size_t number;                  /* physical, from 1 */
	unsigned indent;                /* columns of white space before it: an ideographic space counts two */
	int cols, chars;                /* width; -1 until wanted */
	int end;                        /* enum line_end; -1 until wanted */
	bool blank_before, tabular, cut;        /* cut: not the end of the physical line */
};

enum line_end {
	END_SENTENCE,                   /* 。！？…… and what closes after them */
	END_STOP,                       /* ；： */
	END_OPEN,                       /* ，、 or an opening bracket: never the end of a paragraph */
	END_NONE
};

struct layout {
	bool wrapped;
	int full;                       /* the commonest width in columns; an ideograph has two */
	int full_min;                   /* a line that the wrap ended has so many columns, ... */
	int full_chars;                 /* ... or so many characters, where characters were counted (else INT_MAX) */
	bool blanks_part;               /* a blank line ends a paragraph */
	bool indents_part;              /* an indent begins one */
};

enum line_end line_end(struct sv line);
enum line_end line_end_of(struct line *l, const char *text);         /* looked at once */
void line_measure(struct line *l, const char *text);
bool line_is_full(const struct line *l, const struct layout *y);      /* of a measured line */
/* Looks at n lines (measuring them if it must). With too few to tell from, `before` stays. */
struct layout layout_tell(struct line *line, size_t n, const char *text, const struct layout *before);
#endif
