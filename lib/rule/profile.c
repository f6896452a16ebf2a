#include "rule/profile.h"

#include <stdlib.h>
#include <time.h>

#include "base/mem.h"
#include "base/utf8.h"
#include "rule/sieve.h"

struct row { struct profile_row is; struct pattern *pattern; };  /* a word has no pattern */

struct profile {
	struct findings *findings;
	struct row *row;
	size_t n, cap;
	struct sieve *sieve;
	size_t *sieved;                 /* row of the sieve's patterns */
	size_t n_sieved, cap_sieved;
	struct literals *words;
	struct hits hits;
	size_t texts;
	size_t *last;                   /* of each row, the text it last matched in, from 1 */
	struct profile_row *sorted;
};

static void add(void *ctx, const struct said *said)
{
	struct profile *p = ctx;
	struct row fresh = { .is = { .said = *said } };

	if (want_is_pattern(said->want)) {
		fresh.pattern = pattern_of(said->text, p->findings);
		if (!fresh.pattern)
			return;
		sieve_add(p->sieve, fresh.pattern);
		GROW(p->sieved, p->cap_sieved, p->n_sieved + 1);
		p->sieved[p->n_sieved++] = p->n;
	} else {
		literals_add(p->words, said->text->text, (uint32_t)p->n);
	}
	GROW(p->row, p->cap, p->n + 1);
	p->row[p->n++] = fresh;
}

struct profile *profile_new(const struct ruleset *rules, struct findings *f)
{
	struct profile *p = mem_new(sizeof *p);

	p->findings = f;
	p->sieve = sieve_new();
	p->words = literals_new();
	for (size_t i = 0; i < rules->n; i++)
		schema_walk(rules->file[i].root, rules->file[i].kind->schema, add, p);
	sieve_build(p->sieve);
	literals_build(p->words);
	p->last = mem_array(p->n, sizeof *p->last);
	return p;
}

void profile_free(struct profile *p)
{
	for (size_t i = 0; i < p->n; i++)
		pattern_free(p->row[i].pattern);
	sieve_free(p->sieve);
	literals_free(p->words);
	hits_free(&p->hits);
	free(p->row);
	free(p->sieved);
	free(p->last);
	free(p->sorted);
	free(p);
}

static uint64_t now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (uint64_t)t.tv_sec * 1000000000u + (uint64_t)t.tv_nsec;
}

static void count(struct profile *p, size_t row)
{
	struct profile_row *r = &p->row[row].is;

	r->matches++;
	r->texts += p->last[row] != p->texts;
	p->last[row] = p->texts;
}

/* All matches from left to right; after an empty one the search goes on a character later. */
static void run(struct profile *p, size_t row, struct sv text)
{
	struct row *r = &p->row[row];
	uint64_t begin = now();
	struct span found;
	size_t at = 0;

	r->is.tried++;
	while (at <= text.n && pattern_match(r->pattern, text, at, &found, 1) == MATCH_YES) {
		uint32_t c;
		count(p, row);
		at = found.end;
		if (found.end == found.start)
			at += at < text.n ? utf8_step(text.p + at, text.p + text.n, &c) : 1;
	}
	r->is.ns += now() - begin;
}

void profile_text(struct profile *p, struct sv text)
{
	size_t n;
	const uint32_t *may = sieve_scan(p->sieve, text, &n);

	p->texts++;
	for (size_t i = 0; i < n; i++)
		run(p, p->sieved[may[i]], text);
	literals_scan(p->words, text, &p->hits);
	for (size_t i = 0; i < p->hits.n; i++) {
		size_t row = p->hits.v[i].id;
		p->row[row].is.tried += p->last[row] != p->texts;
		count(p, row);
	}
}

static int row_cmp(const void *va, const void *vb)
{
	const struct profile_row *a = va, *b = vb;

	if (a->ns != b->ns)
		return a->ns > b->ns ? -1 : 1;
	if (a->matches != b->matches)
		return a->matches > b->matches ? -1 : 1;
	const struct mark *x = &a->said.text->at, *y = &b->said.text->at;
	int c = strcmp(x->file, y->file);
	if (c)
		return c;
	if (x->line != y->line)
		return x->line < y->line ? -1 : 1;
	return (x->col > y->col) - (x->col < y->col);
}

const struct profile_row *profile_rows(struct profile *p, size_t *n)
{
	free(p->sorted);
	p->sorted = mem_array(p->n, sizeof *p->sorted);
	for (size_t i = 0; i < p->n; i++)
		p->sorted[i] = p->row[i].is;
	if (p->n)
		qsort(p->sorted, p->n, sizeof *p->sorted, row_cmp);
	*n = p->n;
	return p->sorted;
}
