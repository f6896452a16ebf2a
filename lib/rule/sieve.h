/* Many patterns, few of which can match a text: the literals of all are looked for in one pass, and only a pattern one of whose
 * literals was found (or that has none) is worth running. */
#ifndef GWR_RULE_SIEVE_H
#define GWR_RULE_SIEVE_H
#include "rule/literal.h"
#include "rule/pattern.h"

struct sieve;
struct sieve *sieve_new(void);
void sieve_free(struct sieve *s);
/* Gives the pattern the next number, from 0; it stays the caller's and must outlive the sieve. */
size_t sieve_add(struct sieve *s, const struct pattern *p);
void sieve_build(struct sieve *s);               /* once, after the last add */
/* The numbers of the patterns that may match somewhere in text, rising; valid until the next scan. */
const uint32_t *sieve_scan(struct sieve *s, struct sv text, size_t *n);
#endif
