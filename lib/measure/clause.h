/* A sentence cut into clauses at ，；：。！？, not inside “…”, （…）, 《…》 or a number. */
#ifndef GWR_MEASURE_CLAUSE_H
#define GWR_MEASURE_CLAUSE_H
#include "measure/number.h"

struct clause { struct span at; bool stop, end; };      /* end: a 。！？ or the text's end follows; stop: that or ； */
struct clauses { struct clause *v; size_t n, cap; };    /* an empty one is {0}; reused */

void clauses_cut(struct sv text, const struct numbers *numbers, struct clauses *out);
void clauses_free(struct clauses *c);
/* Which clause the byte stands in. */
size_t clause_of(const struct clauses *c, size_t byte);
#endif
