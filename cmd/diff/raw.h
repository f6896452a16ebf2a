/* Raw reports and untagged records, made into what is compared in the same process: split, tagged, extracted. */
#ifndef GWR_DIFF_RAW_H
#define GWR_DIFF_RAW_H
#include "diff/load.h"
#include "rule/ruleset.h"

struct raw;
enum { RAW_KINDS_MAX = 32 };
/* The kinds of rule files that are needed, into out; their number. */
size_t raw_rule_kinds(const struct rulekind *out[RAW_KINDS_MAX]);
/* rules must outlive it. Records go into `to`; with measures, their figures do, too. */
struct raw *raw_new(struct ruleset *rules, struct operand *to, bool measures);
void raw_free(struct raw *r);
/* A text record, tagged on its way; raw_end() after the last one. ctx is a struct raw. */
void raw_push(void *ctx, const struct text_record *r);
void raw_end(struct raw *r);
/* Reads the source's open operand, a raw report, to its end. */
void raw_read(struct raw *r, struct source *source);
#endif
