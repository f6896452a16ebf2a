#include "rule/sieve.h"

#include <stdlib.h>

#include "base/mem.h"

enum { BITS = 64 };

struct sieve {
	struct literals *literals;
	size_t n;
	uint64_t *always, *seen;        /* a bit a pattern */
	size_t words;
	uint32_t *found;
	struct hits hits;
	uint32_t *without;              /* patterns without a literal */
	size_t withouts, cap_without;
};

struct sieve *sieve_new(void)
{
	struct sieve *s = mem_new(sizeof *s);

	s->literals = literals_new();
	return s;
}

void sieve_free(struct sieve *s)
{
	if (!s)
		return;
	literals_free(s->literals);
	hits_free(&s->hits);
	free(s->always);
	free(s->seen);
	free(s->found);
	free(s->without);
	free(s);
}

size_t sieve_add(struct sieve *s, const struct pattern *p)
{
	size_t literals;
	const struct sv *v = pattern_literals(p, &literals);

	for (size_t i = 0; i < literals; i++)
		literals_add(s->literals, v[i], (uint32_t)s->n);
	if (literals == 0) {
		GROW(s->without, s->cap_without, s->withouts + 1);
		s->without[s->withouts++] = (uint32_t)s->n;
	}
	return s->n++;
}

void sieve_build(struct sieve *s)
{
	literals_build(s->literals);
	s->words = s->n / BITS + 1;
	s->always = mem_array(s->words, sizeof *s->always);
	s->seen = mem_array(s->words, sizeof *s->seen);
	s->found = mem_array(s->n, sizeof *s->found);
	for (size_t i = 0; i < s->withouts; i++)
		s->always[s->without[i] / BITS] |= (uint64_t)1 << s->without[i] % BITS;
}

const uint32_t *sieve_scan(struct sieve *s, struct sv text, size_t *n)
{
	memcpy(s->seen, s->always, s->words * sizeof *s->seen);
	literals_scan(s->literals, text, &s->hits);
	for (size_t i = 0; i < s->hits.n; i++)
		s->seen[s->hits.v[i].id / BITS] |= (uint64_t)1 << s->hits.v[i].id % BITS;
	*n = 0;
	for (size_t w = 0; w < s->words; w++)
		for (uint64_t bits = s->seen[w], i = w * BITS; bits; bits >>= 1, i++)
			if (bits & 1)
				s->found[(*n)++] = (uint32_t)i;
	return s->found;
}
