/* Tagged text records -> measures: one row for every value that a record states, and for every target without a number
 * (与经济增长同步). A record is looked at by itself; whatever the words leave open is left empty, and where names and values
 * do not agree in number the row is refused. Rules: indicators, words, qualities, and those of number.h. */
#ifndef GWR_MEASURE_MEASURE_H
#define GWR_MEASURE_MEASURE_H
#include "base/buf.h"
#include "rule/ruleset.h"

/* What is read of a record: plain text, escapes undone. What is not known is empty. */
struct measure_view { struct sv year, region, role, period, kind, heading, text; };

enum measure_cell {
	CELL_INDICATOR, CELL_METRIC, CELL_MEASURE, CELL_STATUS, CELL_PERIOD, CELL_STRENGTH, CELL_OP, CELL_LO, CELL_HI, CELL_UNIT,
	CELL_VALUE, CELL_VALUE_HI, CELL_BASE, CELL_VERSUS, CELL_SCOPE, CELL_RULE, CELL_SPAN, CELL_QUOTE, MEASURE_CELLS
};
extern const char *const measure_columns[MEASURE_CELLS];

/* Called for each row, in the order of the text. The cells are plain and live until it returns. */
typedef void measure_row_fn(void *ctx, const struct sv cell[MEASURE_CELLS]);

struct measure_stats {
	size_t records, numbers;        /* numbers: those that measure something */
	size_t claimed, refused;        /* of them: given to a row; refused because counts did not agree */
	size_t rows, named;             /* named: rows with an indicator */
};

struct measurer;
enum { MEASURE_KINDS_MAX = 16 };
/* The kinds of rule files that measurer_new() reads, those of number.h among them, into out; their number. */
size_t measure_rule_kinds(const struct rulekind *out[MEASURE_KINDS_MAX]);

/* Compiles the rules; what is wrong with them is added to rules->findings. rules must outlive the measurer. */
struct measurer *measurer_new(struct ruleset *rules, measure_row_fn *row, void *ctx);
void measurer_free(struct measurer *m);
void measurer_read(struct measurer *m, const struct measure_view *view);
const struct measure_stats *measurer_stats(const struct measurer *m);
/* Says in `into`, a line for each step, what every rule made of the records to come; NULL stops that. */
void measurer_explain(struct measurer *m, struct buf *into);
#endif
