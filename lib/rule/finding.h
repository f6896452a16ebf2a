/* What is wrong with a rule file, and where: FILE:LINE:COL: LEVEL: ID: text. */
#ifndef GWR_RULE_FINDING_H
#define GWR_RULE_FINDING_H
#include "base/arena.h"
#include "base/buf.h"

struct mark { const char *file; unsigned line, col; };          /* from 1; col counts characters */

enum level { LEVEL_WARNING, LEVEL_ERROR };

struct finding { enum level level; const char *id; struct mark at; struct sv text; };

struct findings { struct arena arena; struct finding *v; size_t n, cap, errors, warnings; };   /* an empty one is {0} */

/* Every kind of finding, ended by a NULL id: its name in messages, and what it means in a line (gwr-check --list). */
struct finding_kind { const char *id, *means; };
extern const struct finding_kind finding_kinds[];

/* id names the kind of finding ("unknown-key") and must be one of finding_kinds. */
void finding_add(struct findings *f, enum level level, const char *id, struct mark at, const char *fmt, ...) GWR_PRINTF(5, 6);
/* In order of file, line, column; of findings that are the same in all one is kept. */
void findings_sort(struct findings *f);
void findings_free(struct findings *f);
/* For programs that only use rules: shows the errors on standard error, at most ten, and ends the program if there were any. */
void findings_die(struct findings *f);
/* The nearest of n names to `word`, NULL if none is near enough to be what was meant. */
const char *nearest_name(struct sv word, const char *const *name, size_t n);
#endif
