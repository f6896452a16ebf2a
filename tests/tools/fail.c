/* LD_PRELOADed into a program, makes its N-th call of one function fail: FAIL=malloc:3 (calloc and realloc count as malloc),
 * FAIL=write:1, FAIL=read:2, FAIL=close:1. FAIL_COUNT names a file that gets the number of calls of that function. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const char *wanted;
static unsigned long at, seen;
static size_t wanted_n;
static int ready;

__attribute__((constructor)) static void set_up(void)
{
	const char *fail = getenv("FAIL"), *colon = fail ? strchr(fail, ':') : NULL;

	if (!colon)
		return;
	wanted = fail;
	wanted_n = (size_t)(colon - fail);
	at = strtoul(colon + 1, NULL, 10);
	ready = 1;
}

__attribute__((destructor)) static void tell(void)
{
	const char *name = getenv("FAIL_COUNT");
	char text[32];
	int fd, n = snprintf(text, sizeof text, "%lu\n", seen);

	ready = 0;
	if (name && (fd = open(name, O_WRONLY | O_CREAT | O_TRUNC, 0666)) >= 0) {
		if (write(fd, text, (size_t)n) != n)
			_exit(99);
		close(fd);
	}
}

static int fails(const char *name, int why)
{
	if (!ready || strlen(name) != wanted_n || strncmp(name, wanted, wanted_n) != 0 || ++seen != at)
		return 0;
	errno = why;
	return 1;
}

/* The next library's function of this name. */
#define REAL(result, name, ...) \
	static result (*real)(__VA_ARGS__); \
	if (!real) \
		*(void **)&real = dlsym(RTLD_NEXT, #name)

void *malloc(size_t n) { REAL(void *, malloc, size_t); return fails("malloc", ENOMEM) ? NULL : real(n); }
void *realloc(void *p, size_t n) { REAL(void *, realloc, void *, size_t); return fails("malloc", ENOMEM) ? NULL : real(p, n); }
void *calloc(size_t k, size_t n) { REAL(void *, calloc, size_t, size_t); return fails("malloc", ENOMEM) ? NULL : real(k, n); }
ssize_t read(int fd, void *to, size_t n) { REAL(ssize_t, read, int, void *, size_t); return fails("read", EIO) ? -1 : real(fd, to, n); }
ssize_t write(int fd, const void *p, size_t n)
{ REAL(ssize_t, write, int, const void *, size_t); return fails("write", EIO) ? -1 : real(fd, p, n); }
int close(int fd) { REAL(int, close, int); return fails("close", EIO) ? (real(fd), -1) : real(fd); }
