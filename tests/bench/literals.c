/* What a scan costs with 200, 1,000, 5,000 and 20,000 literals: literals TEXT. The literals are pieces of four to eight characters of
 * the text itself, so that the larger dictionaries also have more to report. The quickest of nine, since what else the machine does only adds; the last column is what the issue of
 * speed asks for: 1,000 and 5,000 terms at 2 and 4 times the cost of 200.
 *   cc -O2 -std=c11 -D_POSIX_C_SOURCE=200809L -Ilib -Itests/unit -o literals tests/bench/literals.c build/libgwr.a && ./literals TEXT
 * One core of a 2-core x86-64 machine with 1 MiB of L2, 31 provinces' reports of 2025 (1.6 MB a pass):
 *    literals   build ms       MB/s    hits/KB     cost
 *         200       0.22        958        0.8     1.00
 *        1000       1.21        849        5.2     1.13
 *        5000      16.58        391       25.2     2.41
 *       20000     174.97         59       95.4    15.44    (more than rules hold: the cells leave the cache)
 */
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "base/buf.h"
#include "base/err.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "random.h"
#include "rule/literal.h"

enum { RUNS = 9, PASSES = 4 };

static struct sv read_all(const char *path)
{
	struct buf b = { 0 };
	FILE *f = fopen(path, "rb");

	if (!f)
		die("%s:", path);
	for (size_t n = 1; n; b.n += n) {
		buf_reserve(&b, 1 << 20);
		n = fread(b.p + b.n, 1, b.cap - b.n, f);
	}
	fclose(f);
	return sv_sub(buf_sv(&b), 0, utf8_valid(buf_sv(&b)));
}

static double now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

/* Four to eight ideographs in a row, from a random place. */
static struct sv piece(struct sv text)
{
	for (;;) {
		const char *p = text.p + draw((unsigned)text.n), *end = text.p + text.n, *q;
		unsigned n = 4 + draw(5);
		uint32_t c;
		while (p < end && ((unsigned char)*p & 0xC0) == 0x80)
			p++;
		for (q = p; n && q < end; n--) {
			size_t len = utf8_step(q, end, &c);
			if (!rune_is_han(c))
				break;
			q += len;
		}
		if (n == 0)
			return sv_from(p, (size_t)(q - p));
	}
}

static int double_cmp(const void *a, const void *b)
{
	return (*(const double *)a > *(const double *)b) - (*(const double *)a < *(const double *)b);
}

static double scan_lines(const struct literals *l, struct sv text, struct hits *hits, size_t *found)
{
	double begin = now();

	*found = 0;
	for (int pass = 0; pass < PASSES; pass++) {
		struct sv rest = text, line;
		while (sv_cut(&rest, '\n', &line)) {
			literals_scan(l, line, hits);
			*found += hits->n;
		}
	}
	return now() - begin;
}

int main(int argc, char **argv)
{
	static const size_t sizes[] = { 200, 1000, 5000, 20000 };
	struct sv text = read_all(argc > 1 ? argv[1] : "/dev/stdin");
	double first = 0;

	printf("%9s %10s %10s %10s %8s\n", "literals", "build ms", "MB/s", "hits/KB", "cost");
	for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
		struct literals *l = literals_new();
		struct hits hits = { 0 };
		double run[RUNS], begin;
		size_t found;
		for (size_t k = 0; k < sizes[i]; k++)
			literals_add(l, piece(text), (uint32_t)k);
		begin = now();
		literals_build(l);
		double built = now() - begin;
		for (int k = 0; k < RUNS; k++)
			run[k] = scan_lines(l, text, &hits, &found);
		qsort(run, RUNS, sizeof *run, double_cmp);
		if (i == 0)
			first = run[0];
		printf("%9zu %10.2f %10.0f %10.1f %8.2f\n", sizes[i], built * 1e3, (double)text.n * PASSES / run[0] / 1e6,
			(double)found / PASSES / ((double)text.n / 1024), run[0] / first);
		literals_free(l);
		hits_free(&hits);
	}
	free((char *)text.p);
	return 0;
}
