/* Which report's figures are held against which. */
#ifndef GWR_CHANGE_REPORT_PAIR_H
#define GWR_CHANGE_REPORT_PAIR_H
#include "base/buf.h"
#include "change/keyed.h"

typedef void report_visit_fn(void *ctx, const struct report_figures *a, const struct report_figures *b);

/* Reports paired as documents are (pair.h); with `cascade` each of A meets every one of B whose region lies in its own, by
 * adcode. One that meets none is visited with NULL, unless the other side is a single report. */
void pair_reports(const struct report_figures *a, size_t n, const struct report_figures *b, size_t m, bool cascade,
	report_visit_fn *visit, void *ctx);
/* "北京市 2025", the id where these are not known; empty for NULL. */
struct sv report_title(struct buf *to, const struct report_figures *r);
#endif
