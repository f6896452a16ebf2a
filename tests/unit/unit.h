/* The unit tests' whole framework: CHECK says where it failed and goes on, DONE() is main's return value. */
#ifndef GWR_UNIT_H
#define GWR_UNIT_H
#include <stdio.h>
#include <string.h>
#include "base/sv.h"

static int unit_failed, unit_checked;

#define CHECK(ok, ...) do { \
		unit_checked++; \
		if (!(ok)) { \
			unit_failed++; \
			fprintf(stderr, "%s:%d: not so: %s: ", __FILE__, __LINE__, #ok); \
			fprintf(stderr, __VA_ARGS__); \
			fputc('\n', stderr); \
		} \
	} while (0)

/* Compares two string views, showing both. */
#define CHECK_SV(got, want) do { \
		struct sv got_ = (got), want_ = (want); \
		CHECK(sv_eq(got_, want_), "\"" SV_FMT "\", not \"" SV_FMT "\"", SV_ARG(got_), SV_ARG(want_)); \
	} while (0)

#define DONE() (printf("%s: %d checks, %d failed\n", __FILE__, unit_checked, unit_failed), unit_failed != 0)
#endif
