/* A report's title page: which line is what, and what they say of the report. Nothing is taken from a mention in the body. */
#ifndef GWR_REPORT_FRONT_H
#define GWR_REPORT_FRONT_H
#include "report/reflow.h"

/* A paragraph that is held back until it is known whose it is. */
struct held {
	struct paragraph p;             /* views into the holder's arena */
	struct sv plain;                /* its text without Markdown's marks */
	enum report_kind kind;          /* set by front_read() for those before the body */
	bool title, session, salutation, opening, heading, prose;
};

/* Fills in what can be told of the line by itself. */
void held_look(const struct report_rules *rules, struct held *h);

struct front {
	size_t title;                   /* which of the held is the title; n if none is */
	size_t body;                    /* the first that is the report's text */
	bool known;                     /* a report begins here: a title, a session line or an opening says so */
	struct region region;
	char adcode[7];
	struct sv year, date, session, speaker, title_text, source, url;     /* empty where the text does not say */
};

/* Reads the n held. What it gives lives in a. */
void front_read(const struct report_rules *rules, struct held *held, size_t n, struct front *out, struct arena *a);
/* A number as titles have it: 2025, ２０２５, 二〇二五, 十四, 二十四, and what stands around its digits. */
unsigned number_of(struct sv words);
/* A line without the marks that Markdown puts around it. */
struct sv without_markdown(struct sv line);
#endif
