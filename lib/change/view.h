/* Where changes go to: records for programs, a coloured view for a terminal, a page for a browser, counts. The comparisons call
 * these functions in order: begin, then for each pair of documents document and its changes, then end. */
#ifndef GWR_CHANGE_VIEW_H
#define GWR_CHANGE_VIEW_H
#include "change/mark.h"
#include "stream/record.h"

/* One change between two texts. `same` ones are given, too: what is done with them is the view's business. */
struct text_change {
	struct sv change, role, doc_a, path_a, doc_b, path_b;
	size_t line_a, line_b;                  /* 0 where there is none */
	double similarity;
	struct atomised a, b;
	const struct marker *marks;             /* NULL where there is nothing to mark */
};

/* One change of a comparison that makes rows: measures, kept targets, promises, terms. */
struct row_change {
	struct sv change;
	bool same;                              /* it is no difference */
	const struct sv *cell;                  /* for records, by the columns of struct view_head */
	struct sv subject, status, measure;     /* for people: what it is about (the latter two are keys of label.h, or empty), */
	struct sv a, b, difference;             /* what it was, what it is, what lies between */
	struct sv quote_a, quote_b;
};

struct view_head {
	struct sv what, name_a, name_b;         /* what is compared (a key of label.h); the two sides */
	const char *const *column;              /* of rows (not of texts) */
	size_t columns;
	const char *head_a, *head_b, *head_difference;  /* what people see above them (keys of label.h) */
	bool texts;                             /* texts are compared, not rows made */
	bool quotes;                            /* of rows, people want to see both quotes */
};

struct view {
	void (*begin)(struct view *v, const struct view_head *head);
	void (*document)(struct view *v, struct sv title_a, struct sv title_b);
	void (*text)(struct view *v, const struct text_change *c);
	void (*row)(struct view *v, const struct row_change *c);
	void (*end)(struct view *v);
	void (*free)(struct view *v);
	struct output *out;
};

/* Each is given back by its free(). all: what is the same is shown, too. */
struct view *view_records(struct output *out, const struct writer_options *options, bool all);
struct view *view_terminal(struct output *out, bool colour, bool all);
/* One self-contained page, its labels in English or in Chinese. */
struct view *view_page(struct output *out, bool chinese, bool all);
struct view *view_counts(struct output *out);
#endif
