/* What gwr-diff holds against each other: an operand read whole into memory. */
#ifndef GWR_DIFF_LOAD_H
#define GWR_DIFF_LOAD_H
#include "change/keyed.h"
#include "change/pair.h"
#include "stream/record.h"

enum content { CONTENT_NONE, CONTENT_TEXT, CONTENT_MEASURES };

/* A report: its compared sentences in .d (titles and furniture are none), their terms beside them. */
struct loaded_document { struct document d; struct piece *piece; struct sv *terms; size_t cap, terms_cap, chars; };

struct operand {
	const char *name;
	enum content content;           /* of its records */
	struct arena arena;             /* everything read */
	struct loaded_document *doc;
	size_t docs, docs_cap;
	struct report_figures *report;
	size_t reports, reports_cap;
};

/* A text record, as columns or the splitter give it. */
struct text_record { struct sv doc, year, region, adcode, path, kind, role, terms, text; size_t line, chars; };

/* Adds one; the views are copied. */
void operand_add_text(struct operand *o, const struct text_record *r);
/* Adds a measure record given by the fields of enum figure_field, plain; they are copied. */
void operand_add_figure(struct operand *o, const struct sv *field);
/* Reads records of either kind from a reader; die()s where needed columns are missing. */
void operand_read_records(struct operand *o, struct reader *r);
void operand_free(struct operand *o);
#endif
