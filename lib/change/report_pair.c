#include "change/report_pair.h"

#include <stdlib.h>
#include "base/mem.h"
#include "change/pair.h"

/* 100000 holds all; 110000 holds 11xxxx; 520100 holds 5201xx. */
static bool lies_in(struct sv inner, struct sv outer)
{
	size_t n = outer.n;
	if (inner.n != 6 || outer.n != 6 || sv_eq(inner, outer))
		return false;
	if (sv_is(outer, "100000"))
		return true;
	while (n > 2 && outer.p[n - 1] == '0' && outer.p[n - 2] == '0')
		n -= 2;
	return sv_starts(inner, sv_sub(outer, 0, n));
}

static struct document *as_documents(const struct report_figures *r, size_t n)
{
	struct document *d = mem_array(n, sizeof *d);
	for (size_t i = 0; i < n; i++)
		d[i] = (struct document){ .doc = r[i].doc, .year = r[i].year, .region = r[i].region, .adcode = r[i].adcode };
	return d;
}

void pair_reports(const struct report_figures *a, size_t n, const struct report_figures *b, size_t m, bool cascade,
	report_visit_fn *visit, void *ctx)
{
	for (size_t i = 0; cascade && i < n; i++)
		for (size_t j = 0; j < m; j++)
			if (lies_in(b[j].adcode, a[i].adcode))
				visit(ctx, &a[i], &b[j]);
	if (cascade)
		return;
	struct document *da = as_documents(a, n), *db = as_documents(b, m);
	struct pairing *pair = mem_array(n + m, sizeof *pair);
	size_t pairs = pair_documents(da, n, db, m, pair);
	for (size_t i = 0; i < pairs; i++) {
		const struct report_figures *x = pair[i].a == PAIR_NONE ? NULL : &a[pair[i].a];
		const struct report_figures *y = pair[i].b == PAIR_NONE ? NULL : &b[pair[i].b];
		if ((x && y) || (x && m != 1) || (y && n != 1))
			visit(ctx, x, y);
	}
	free(pair);
	free(da);
	free(db);
}

struct sv report_title(struct buf *to, const struct report_figures *r)
{
	to->n = 0;
	if (r && r->region.n && r->year.n)
		buf_fmt(to, SV_FMT " " SV_FMT, SV_ARG(r->region), SV_ARG(r->year));
	else if (r)
		buf_add(to, r->doc);
	return buf_sv(to);
}
