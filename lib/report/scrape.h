/* What careless scraping leaves in a text, undone where it stands: <U+0020> for a character, HTML comments, HTML entities; and
 * line ends of every kind become '\n' (CR, CRLF, and runs of CR before LF, are one each). */
#ifndef GWR_REPORT_SCRAPE_H
#define GWR_REPORT_SCRAPE_H
#include "base/buf.h"

/* A comment longer than this is taken for text: what never ends must not eat the report. */
enum { SCRAPE_COMMENT_MAX = 64 * 1024 };

struct scrape {
	const struct entity { struct sv name, text; } *entity;        /* sorted by name */
	size_t entities;
	size_t undone;                  /* how many were met, over all files */
};

/* Cleans text[from..]; returns the offset up to which it is clean, which is all of it if `ended`; what is beyond (a comment or
 * an escape that may go on) is to be given again, with more behind it. Line ends inside a comment stay. */
size_t scrape_clean(struct scrape *s, struct buf *text, size_t from, bool ended);
#endif
