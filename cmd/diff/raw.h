/* Raw reports and untagged records, made into what is compared in the same process: split, tagged, extracted. */
#ifndef GWR_DIFF_RAW_H
#define GWR_DIFF_RAW_H
#include "diff/load.h"
#include "rule/ruleset.h"

struct raw;
enum { RAW_KINDS_MAX = 32 };
/* The kinds of rule files that are needed, into out; their number. */
size_t raw_rule_kinds(const struct rulekind *out[RAW_KINDS_MAX]);
/* rules must outlive it. measures: figures are extracted, too. */
struct raw *raw_new(struct ruleset *rules, bool measures);
void raw_free(struct raw *r);
/* Reads the source's open operand to its end into o. */
void raw_read(struct raw *r, struct source *source, struct operand *o);
#endif
