/* Raw reports in, text records out: the splitter. It is fed a file's bytes, in blocks of any size, and hands out records as
 * soon as it can tell what they are. It holds back at most REPORT_AHEAD lines or REPORT_AHEAD_BYTES bytes: whether lines are
 * hard-wrapped, and whose report a title page begins, is seen only from what follows. */
#ifndef GWR_REPORT_REPORT_H
#define GWR_REPORT_REPORT_H
#include "rule/ruleset.h"

enum { REPORT_AHEAD = 64, REPORT_AHEAD_BYTES = 128 * 1024 };

enum report_unit { REPORT_DOC, REPORT_SECTION, REPORT_PARA, REPORT_SENT };
enum report_kind { KIND_TITLE, KIND_META, KIND_HEADING, KIND_TEXT, KIND_ITEM, KIND_CAPTION, KIND_FURNITURE };
const char *report_kind_name(enum report_kind k);

/* A text record, in the order of the columns. Views live until the callback returns. Nothing is escaped. */
struct report_record {
	struct sv doc, year, level, region, adcode;
	struct sv path;                 /* part.section.paragraph.sentence */
	enum report_kind kind;
	struct sv heading, src;
	size_t line, chars;
	struct sv text;
	bool plain;                     /* text is known to hold no control character and no backslash */
	size_t fixed;                   /* not 0, and as long as it is the same, doc to adcode, heading and src are, too */
};

/* A line of the catalogue, given out when the report has ended. */
struct report_row {
	struct sv doc, year, level, region, adcode, date, session, speaker, title, source, url, src;
	size_t line, lines, chars;
};

struct report_sink {
	void *ctx;
	void (*record)(void *ctx, const struct report_record *r);     /* may be NULL */
	void (*row)(void *ctx, const struct report_row *r);           /* may be NULL */
};

/* The rules: titles, furniture, sessions, speakers, headings (rules/report.yaml) and the divisions of GB/T 2260. */
struct report_rules;
extern const struct rulekind report_kind_of_rules;
/* From r, which must outlive it; an error in the rules, or no rules, die()s. */
struct report_rules *report_rules_new(struct ruleset *r);
void report_rules_free(struct report_rules *rules);

struct report_options {
	enum report_unit unit;          /* what a record is; with REPORT_DOC only rows are given out */
	const char *encoding;           /* NULL: told from the head of each file */
	bool invalid_is_error;          /* a byte that is no text ends the program; else it becomes U+FFFD and is counted */
	struct sv year;                 /* of reports that do not say theirs at their head; may be empty */
	bool no_furniture;              /* page numbers and the like are left out, and sentences cut by them are whole */
};

struct report;
struct report *report_new(const struct report_rules *rules, const struct report_options *options, const struct report_sink *sink);
void report_free(struct report *r);
/* One file: begin, feed any number of times, end. `name` is what the src column says; "-" or "<stdin>" name standard input.
 * Report ids are counted over all files of one struct report (a second 2025-110000 gets ~2). */
void report_begin(struct report *r, const char *name);
void report_feed(struct report *r, const char *bytes, size_t n);
/* Gives out what is left; says how many bytes were invalid. Returns the number of reports that the file held. */
size_t report_end(struct report *r);
/* Whether the file is an HTML page: nothing is given out of it, its text must be taken out first (gwr-split(1) says how). */
bool report_is_html(const struct report *r);

/* What was met so far, over all files: for --stats. */
struct report_stats { size_t files, docs, records, lines, chars, invalid, undone; };
const struct report_stats *report_stats(const struct report *r);
#endif
