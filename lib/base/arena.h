/* Memory that is given back all at once: one arena for a record, reset at the next; one for a run's rules. */
#ifndef GWR_BASE_ARENA_H
#define GWR_BASE_ARENA_H
#include "base/sv.h"

struct arena_block;
struct arena { struct arena_block *first, *now; size_t used; };   /* an empty one is {0} */

void *arena_take(struct arena *a, size_t size);              /* not zeroed; aligned for any type */
void *arena_zero(struct arena *a, size_t count, size_t size);
struct sv arena_copy(struct arena *a, struct sv s);
struct sv arena_join(struct arena *a, struct sv x, struct sv y);         /* y behind x */
char *arena_z(struct arena *a, struct sv s);                 /* a copy ended by NUL */
/* Grows array p of *cap elements, *cap being updated, to hold `need`; the old place is left behind. */
void *arena_grow(struct arena *a, void *p, size_t *cap, size_t need, size_t size);
void arena_reset(struct arena *a);                           /* everything taken is gone; the memory is kept for reuse */
void arena_free(struct arena *a);
#define ARENA_NEW(a, type) ((type *)arena_zero((a), 1, sizeof(type)))
#define ARENA_ARRAY(a, count, type) ((type *)arena_zero((a), (count), sizeof(type)))
#endif
