/* Messages for people, one line each on standard error, and the exit status they lead to.
 * "gwr-tag: rules/roles.yaml:12:5: unknown key". Standard output is flushed before a message is shown, so that a reader of
 * both sees them in order. Of one kind (one call site's format) ten are shown, the rest counted by err_finish(). One of over 4 KB is
 * cut behind a whole character and ends in "...". */
#ifndef GWR_BASE_ERR_H
#define GWR_BASE_ERR_H
#include <stddef.h>

#if defined __GNUC__
#define GWR_PRINTF(f, a) __attribute__((format(printf, f, a)))
#define GWR_NORETURN __attribute__((noreturn))
#else
#define GWR_PRINTF(f, a)
#define GWR_NORETURN
#endif

enum { STATUS_OK = 0, STATUS_NONE = 1, STATUS_TROUBLE = 2 };

/* Names the program in every message. flush (may be NULL) is called with ctx before a message is shown. */
void err_init(const char *program);
void err_flush_first(void (*flush)(void *ctx), void *ctx);

/* Says something that is no trouble; the exit status stays. */
void note(const char *fmt, ...) GWR_PRINTF(1, 2);
/* Says what is wrong and goes on; err_status() is STATUS_TROUBLE from then on. */
void warn(const char *fmt, ...) GWR_PRINTF(1, 2);
/* warn(), led by "file:line: "; line 0 leaves it out. */
void warn_at(const char *file, size_t line, const char *fmt, ...) GWR_PRINTF(3, 4);
/* err_finish(), then says what is wrong and exits with STATUS_TROUBLE. A fmt that ends in ':' gets strerror(errno) appended. */
void die(const char *fmt, ...) GWR_PRINTF(1, 2) GWR_NORETURN;

/* Where in the input the program is: a message about a rule that fails there names it. file is not copied; NULL: nowhere. */
void err_reading(const char *file, size_t line);
/* "FILE:LINE" of that, into to; "" if nowhere. */
const char *err_place(char *to, size_t size);

/* STATUS_TROUBLE once anything was warned of, else status. */
int err_status(int status);
/* Shows how many messages were held back since it was last called. To be called before the exit. */
void err_finish(void);
#endif
