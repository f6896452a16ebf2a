/* A PCRE2 pattern in UTF mode, JIT-compiled where the machine can, under match and heap limits so that no rule can hang a run. */
#ifndef GWR_RULE_PATTERN_H
#define GWR_RULE_PATTERN_H
#include "rule/yaml.h"

struct span { size_t start, end; };              /* byte offsets */
enum { MATCH_LIMIT = -1, MATCH_NO = 0, MATCH_YES = 1 };
#define SPAN_NONE ((size_t)-1)                   /* start and end of a group that took no part */

enum { PATTERN_BYTES_MAX = 16 * 1024 };

struct pattern;
/* From a value of a rule file. NULL, with a finding that points to the very character, if it does not compile. JIT code is made at the
 * first match. A pattern is one thread's. */
struct pattern *pattern_of(const struct node *text, struct findings *f);
void pattern_free(struct pattern *p);
/* Searches subject (valid UTF-8) from byte `from`; look-behind sees what stands before. group[0] is the whole match, group[i]
 * the i-th; up to `groups` are filled. MATCH_LIMIT: a limit was hit (warned of, with the pattern's file and line and, after err_reading(), the record's).
 * A pattern that hits limits again and again is not tried any more. */
int pattern_match(const struct pattern *p, struct sv subject, size_t from, struct span *group, size_t groups);
/* The same, but the match must begin at `from`. */
int pattern_match_at(const struct pattern *p, struct sv subject, size_t from, struct span *group, size_t groups);
/* Number of a named group, -1 if there is none. */
int pattern_group(const struct pattern *p, const char *name);
struct sv pattern_source(const struct pattern *p);
/* Literals one of which stands in every match; *n is 0 where none of two characters or more could be found. */
const struct sv *pattern_literals(const struct pattern *p, size_t *n);
/* Literals with one of which every match ends; *n is 0 where none of two characters or more are known. */
const struct sv *pattern_tails(const struct pattern *p, size_t *n);
#endif
