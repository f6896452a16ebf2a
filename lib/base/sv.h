/* String view: bytes that somebody else owns. Not ended by NUL; NUL inside is data. */
#ifndef GWR_BASE_SV_H
#define GWR_BASE_SV_H
#include <stdbool.h>
#include <stddef.h>
#include <string.h>

struct sv { const char *p; size_t n; };

#define SV(literal) ((struct sv){ (literal), sizeof(literal) - 1 })
#define SV_FMT "%.*s"
#define SV_ARG(s) (int)(s).n, (s).p

static inline struct sv sv_of(const char *z) { return (struct sv){ z, strlen(z) }; }
static inline struct sv sv_from(const char *p, size_t n) { return (struct sv){ p, n }; }
/* An empty view may be of NULL, to which C11 lets nothing be added, not even 0. */
static inline struct sv sv_skip(struct sv s, size_t n) { return (struct sv){ n ? s.p + n : s.p, s.n - n }; }
static inline struct sv sv_sub(struct sv s, size_t from, size_t to) { return (struct sv){ from ? s.p + from : s.p, to - from }; }
static inline bool sv_eq(struct sv a, struct sv b) { return a.n == b.n && (a.n == 0 || memcmp(a.p, b.p, a.n) == 0); }
static inline bool sv_is(struct sv a, const char *z) { return sv_eq(a, sv_of(z)); }
static inline bool sv_starts(struct sv s, struct sv with) { return s.n >= with.n && (with.n == 0 || memcmp(s.p, with.p, with.n) == 0); }
static inline bool sv_ends(struct sv s, struct sv with)
{ return s.n >= with.n && (with.n == 0 || memcmp(s.p + s.n - with.n, with.p, with.n) == 0); }

/* Byte order; what strcmp would say. */
int sv_cmp(struct sv a, struct sv b);
/* Offset of the first `what` in s at or after `from`; s.n + 1 (SV_NONE(s)) if there is none. */
size_t sv_find(struct sv s, struct sv what, size_t from);
#define SV_NONE(s) ((s).n + 1)
static inline bool sv_has(struct sv s, struct sv what) { return sv_find(s, what, 0) <= s.n; }
/* Without ASCII white space at both ends. */
struct sv sv_trim(struct sv s);
/* Cuts the next piece up to `sep` off *rest into *piece; false when *rest was used up ({NULL, 0}). */
bool sv_cut(struct sv *rest, char sep, struct sv *piece);
/* A decimal number without sign, all of s; false if it is none or does not fit. */
bool sv_size(struct sv s, size_t *out);
/* How many single-character edits (bytes) lead from a to b: for "did you mean". */
size_t sv_distance(struct sv a, struct sv b);
#endif
