#include "base/err.h"

#include <errno.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"

enum { SHOWN_OF_A_KIND = 10, KINDS = 64 };

static struct {
	const char *program;
	void (*flush)(void *ctx);
	void *flush_ctx;
	bool trouble;
	bool flushing, dying;
	struct { const char *fmt; size_t seen; } kind[KINDS];
	size_t kinds;
	const char *reading;
	size_t reading_line;
} err = { .program = "gwr" };

void err_init(const char *program)
{
	err.program = program;
}

void err_flush_first(void (*flush)(void *ctx), void *ctx)
{
	err.flush = flush;
	err.flush_ctx = ctx;
}

/* Whether a message of this kind may still be shown. Kinds beyond the table are always shown: better noisy than silent. */
static bool may_show(const char *fmt)
{
	for (size_t i = 0; i < err.kinds; i++)
		if (err.kind[i].fmt == fmt)
			return ++err.kind[i].seen <= SHOWN_OF_A_KIND;
	if (err.kinds < KINDS) {
		err.kind[err.kinds].fmt = fmt;
		err.kind[err.kinds++].seen = 1;
	}
	return true;
}

/* A line being made; what does not fit is cut. */
struct line { char text[4096]; size_t n; bool cut; };

static void append_va(struct line *l, const char *fmt, va_list ap)
{
	size_t room = sizeof l->text - l->n;
	int n = vsnprintf(l->text + l->n, room, fmt, ap);

	if (n <= 0)
		return;
	l->cut |= (size_t)n >= room;
	l->n += (size_t)n < room ? (size_t)n : room - 1;
}

/* A line that was cut ends with a whole character and "...". */
static void mark_cut(struct line *l)
{
	static const char dots[] = "...";
	char *end = l->text + sizeof l->text - sizeof dots;
	const char *last = utf8_back(l->text, end);
	uint32_t c;
	size_t n = utf8_step(last, end, &c);

	if (last + n < end || (n == 1 && c == RUNE_BAD))
		end = l->text + (last - l->text);
	memcpy(end, dots, sizeof dots - 1);
	l->n = (size_t)(end - l->text) + sizeof dots - 1;
}

static void append(struct line *l, const char *fmt, ...) GWR_PRINTF(2, 3);
static void append(struct line *l, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	append_va(l, fmt, ap);
	va_end(ap);
}

static void flush_first(void)
{
	if (!err.flush || err.flushing)
		return;
	err.flushing = true;                    /* a flush that fails comes back here */
	err.flush(err.flush_ctx);
	err.flushing = false;
}

/* One write for the whole line, so that lines of programs in one pipeline do not mix. */
static void show(const char *file, size_t line, const char *fmt, va_list ap)
{
	struct line l = { .n = 0 };
	int saved = errno;

	flush_first();
	append(&l, "%s: ", err.program);
	if (file)
		append(&l, "%s:", file);
	if (file && line)
		append(&l, "%zu:", line);
	if (file)
		append(&l, " ");
	append_va(&l, fmt, ap);
	size_t len = strlen(fmt);
	if (len && fmt[len - 1] == ':')
		append(&l, " %s", strerror(saved));
	if (l.cut)
		mark_cut(&l);
	for (size_t i = 0; i < l.n; i++)        /* a name with a line break in it stays on one line */
		if (l.text[i] == '\n' || l.text[i] == '\r')
			l.text[i] = '?';
	l.text[l.n] = '\n';                     /* there is room: append() stops one short of the end */
	/* nothing is left to do if standard error cannot be written: the exit status tells */
	if (fwrite(l.text, 1, l.n + 1, stderr) == l.n + 1)
		fflush(stderr);
}

void note(const char *fmt, ...)
{
	va_list ap;

	if (!may_show(fmt))
		return;
	va_start(ap, fmt);
	show(NULL, 0, fmt, ap);
	va_end(ap);
}

void warn(const char *fmt, ...)
{
	va_list ap;

	err.trouble = true;
	if (!may_show(fmt))
		return;
	va_start(ap, fmt);
	show(NULL, 0, fmt, ap);
	va_end(ap);
}

void warn_at(const char *file, size_t line, const char *fmt, ...)
{
	va_list ap;

	err.trouble = true;
	if (!may_show(fmt))
		return;
	va_start(ap, fmt);
	show(file, line, fmt, ap);
	va_end(ap);
}

void die(const char *fmt, ...)
{
	va_list ap;
	int why = errno;

	err_finish();
	errno = why;
	va_start(ap, fmt);
	show(NULL, 0, fmt, ap);
	va_end(ap);
	err.dying = true;
	exit(STATUS_TROUBLE);
}

#ifdef __SANITIZE_ADDRESS__
/* Asked by the leak sanitizer at the exit: whoever died has freed nothing. */
int __lsan_is_turned_off(void);
int __lsan_is_turned_off(void)
{
	return err.dying;
}
#endif

void err_reading(const char *file, size_t line)
{
	err.reading = file;
	err.reading_line = line;
}

const char *err_place(char *to, size_t size)
{
	to[0] = '\0';
	if (err.reading)
		snprintf(to, size, "%s:%zu", err.reading, err.reading_line);
	return to;
}

int err_status(int status)
{
	return err.trouble ? STATUS_TROUBLE : status;
}

void err_finish(void)
{
	size_t held = 0;

	for (size_t i = 0; i < err.kinds; i++)
		if (err.kind[i].seen > SHOWN_OF_A_KIND) {
			held += err.kind[i].seen - SHOWN_OF_A_KIND;
			err.kind[i].seen = SHOWN_OF_A_KIND;
		}
	if (held == 0)
		return;
	flush_first();
	fprintf(stderr, "%s: %zu more messages like these\n", err.program, held);
}
