/* Options: one table makes parsing, --help and the completions of shells. Long options are never abbreviated, so a new one breaks no script. */
#ifndef GWR_STREAM_OPTION_H
#define GWR_STREAM_OPTION_H
#include "stream/record.h"

struct option_def {
	int key;                        /* the short letter, or a number from 256 for a long option without one */
	const char *name;               /* long name */
	const char *argument;           /* "PATH", "[WHEN]" if it may be left out, NULL if it takes none */
	const char *help;               /* one line */
};

/* COMMON_RECORDS: -c --header --json --line-buffered --on-error. */
enum { COMMON_RECORDS = 1, COMMON_RULES = 2, COMMON_STATS = 4 };   /* which of the shared options a program has */

struct program {
	const char *name;               /* gwr-tag */
	const char *usage;              /* "[OPTION]... [FILE]..." */
	const char *purpose;            /* one or two lines */
	const struct option_def *option;
	size_t options;
	unsigned common;
	bool stop_at_operand;           /* options end at the first operand (gwr-body) */
};

struct common {
	struct writer_options write;
	enum on_error on_error;
	const char **rules;             /* --rules, in order */
	size_t n_rules;
	bool by_record, stats;
};

/* Reads the options of argv, handing each of the program's own to handle(key, argument, ctx); --help and --version are
 * answered and exit. Reopens closed standard descriptors, names the program for messages. A usage error die()s.
 * Returns the index of the first operand. */
int options_parse(const struct program *p, int argc, char **argv, struct common *c,
	void (*handle)(int key, const char *argument, void *ctx), void *ctx);
void common_free(struct common *c);

/* The i-th option of a program, its own first, then the shared ones that it has; NULL after the last. */
const struct option_def *program_option(const struct program *p, size_t i);
/* What a shell (bash, fish, zsh) wants to know of a program's options, to be sourced; false for another shell. */
bool completion_put(struct buf *out, const struct program *p, const char *shell);
#endif
