/* Rows and their cells, as reading.h's files make them; private to them. */
#ifndef GWR_MEASURE_ROW_H
#define GWR_MEASURE_ROW_H
#include "measure/frame.h"
#include "measure/measure.h"
#include "measure/subject.h"

/* A row in the making. */
struct draft {
	const struct subject *subject;
	const struct number *number;    /* NULL for a target without one */
	enum op op;
	enum measure measure;
	struct span strength, versus, quote, at;
	struct sv period, part, scope;
	int year;                       /* of that period, 0 for none */
	bool start;                     /* a value that another one starts from: a fact, whatever is planned */
	bool undated;                   /* of a time that the text leaves open */
	bool yearly, total;             /* the average, the sum of several years */
	const char *rule;               /* construction or quality; rule_id in its place if that is not empty */
	struct sv rule_id;
};
/* Whether the record at hand is part of what is planned, by its role and heading. */
bool row_planned(const struct measurer *m);
void row_put(struct measurer *m, const struct draft *d);
/* The measure that f's words make of number n, which is negated if they say fall. */
enum measure measure_of(const struct measurer *m, const struct frame *f, const struct subject *s, bool carried, struct number *n);

/* Whether the number is a part of what the subject is, and no figure of it: 经济总量的45%, 65%的税收; but not 10%的增长. */
bool is_part(const struct frame *f, const struct number *n, const struct subject *s);
#endif
