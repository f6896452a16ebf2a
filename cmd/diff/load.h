/* What gwr-diff holds against each other: an operand read whole into memory. */
#ifndef GWR_DIFF_LOAD_H
#define GWR_DIFF_LOAD_H
#include "change/keyed.h"
#include "change/keyness.h"
#include "change/pair.h"
#include "stream/record.h"

/* CONTENT_RAW: text and, where they were wanted, figures made of it. */
enum content { CONTENT_NONE, CONTENT_TEXT, CONTENT_MEASURES, CONTENT_RAW };

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
struct text_record { struct sv doc, year, level, region, adcode, path, kind, heading, role, period, terms, text; size_t line, chars; };

/* Adds one; the views are copied. */
void operand_add_text(void *operand, const struct text_record *r);
/* Adds a measure record given by the fields of enum figure_field, plain; they are copied. */
void operand_add_figure(struct operand *o, const struct sv *field);
/* Terms of all documents, or of those of one year; the size of the text they stand in beside them. */
void operand_terms(const struct operand *o, struct sv year, struct term_side *out);
/* The first and the last year of its documents; returns how many have none. */
size_t operand_years(const struct operand *o, struct sv *first, struct sv *last);
/* Reads records of either kind from a reader; die()s where needed columns are missing. Text records go to text(ctx, ...). */
void operand_read_records(struct operand *o, struct reader *r, void (*text)(void *ctx, const struct text_record *r), void *ctx);
void operand_free(struct operand *o);
#endif
