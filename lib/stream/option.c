#include "stream/option.h"

#include <errno.h>
#include <fcntl.h>
#include <jansson.h>
#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>
#include <stdlib.h>
#include <unistd.h>
#include <yaml.h>
#include "base/mem.h"

enum { KEY_HEADER = 10000, KEY_JSON, KEY_LINE_BUFFERED, KEY_ON_ERROR, KEY_RULES, KEY_STATS, KEY_COMPLETION, KEY_HELP, KEY_VERSION };

static const struct { unsigned group; struct option_def def; } shared[] = {
	{ COMMON_RECORDS, { 'c', "columns", "A,B,C", "write only these columns, in this order" } },
	{ COMMON_RECORDS, { KEY_HEADER, "header", "HOW", "legend as '#doc' (hash), 'doc' (plain) or none" } },
	{ COMMON_RECORDS, { KEY_JSON, "json", NULL, "write JSON Lines" } },
	{ COMMON_RECORDS, { KEY_LINE_BUFFERED, "line-buffered", NULL, "write each record at once" } },
	{ COMMON_RECORDS, { KEY_ON_ERROR, "on-error", "WHAT", "stop at a bad record (stop) or pass over it (skip)" } },
	{ COMMON_RULES, { KEY_RULES, "rules", "PATH", "read rules from here; may be given again" } },
	{ COMMON_STATS, { KEY_STATS, "stats", NULL, "at the end, show counts on standard error" } },
	{ 0, { KEY_COMPLETION, "completion", "SHELL", "show what bash, fish or zsh completes, and exit" } },
	{ 0, { KEY_HELP, "help", NULL, "show this and exit" } },
	{ 0, { KEY_VERSION, "version", NULL, "show the version and exit" } },
};
enum { SHARED = sizeof shared / sizeof *shared };

struct parser {
	const struct program *p;
	struct common *c;
	struct output out;              /* for --help and --version */
	void (*handle)(int key, const char *argument, void *ctx);
	void *ctx;
	int argc, at;                   /* argv[at] is the next to be looked at */
	char **argv;
	size_t cap_columns, cap_rules;
};

const struct option_def *program_option(const struct program *p, size_t i)
{
	if (i < p->options)
		return &p->option[i];
	i -= p->options;
	for (size_t k = 0; k < SHARED; k++)
		if ((shared[k].group == 0 || shared[k].group & p->common) && i-- == 0)
			return &shared[k].def;
	return NULL;
}

static bool is_optional(const struct option_def *o)
{
	return o->argument && o->argument[0] == '[';
}

/* A closed standard descriptor would be given to the next file that is opened: /dev/null takes its place, opened the wrong way
 * round, so that whoever wants to use it is told of it (EBADF). */
static void fill_descriptors(void)
{
	for (int fd = 0; fd <= 2; fd++)
		if (fcntl(fd, F_GETFD) < 0 && errno == EBADF && open("/dev/null", fd == 0 ? O_WRONLY : O_RDONLY) < 0)
			_exit(STATUS_TROUBLE);
}

static void put_option(struct buf *b, const struct option_def *o)
{
	size_t start = b->n;

	if (o->key < 256)
		buf_fmt(b, "  -%c, --%s", o->key, o->name);
	else
		buf_fmt(b, "      --%s", o->name);
	if (is_optional(o))
		buf_fmt(b, "[=%.*s", (int)strlen(o->argument) - 1, o->argument + 1);
	else if (o->argument)
		buf_fmt(b, "=%s", o->argument);
	do
		buf_char(b, ' ');
	while (b->n - start < 26);
	buf_fmt(b, " %s\n", o->help);
}

static _Noreturn void usage_error(const struct parser *ps, const char *what)
{
	die("%s (%s --help shows the options)", what, ps->p->name);
}

static void show_completion(struct parser *ps, const char *shell)
{
	output_init(&ps->out, STDOUT_FILENO, false);
	if (!completion_put(&ps->out.buf, ps->p, shell))
		usage_error(ps, "--completion takes bash, fish or zsh");
	output_close(&ps->out);
	exit(STATUS_OK);
}

static void show_help(struct parser *ps)
{
	const struct option_def *o;
	struct buf *b = &ps->out.buf;

	output_init(&ps->out, STDOUT_FILENO, false);
	buf_fmt(b, "usage: %s %s\n%s\n\n", ps->p->name, ps->p->usage, ps->p->purpose);
	for (size_t i = 0; (o = program_option(ps->p, i)) != NULL; i++)
		put_option(b, o);
	buf_fmt(b, "\nSee %s(1), gwr-records(5).\n", ps->p->name);
	output_close(&ps->out);
	exit(STATUS_OK);
}

static void show_version(struct parser *ps)
{
	char pcre2[64] = "";
	struct sv number;

	pcre2_config(PCRE2_CONFIG_VERSION, pcre2);
	number = sv_from(pcre2, strcspn(pcre2, " "));
	output_init(&ps->out, STDOUT_FILENO, false);
	buf_fmt(&ps->out.buf, "%s %s (PCRE2 " SV_FMT ", libyaml %s, jansson %s)\n", ps->p->name, GWR_VERSION,
		SV_ARG(number), yaml_get_version_string(), jansson_version_str());
	output_close(&ps->out);
	exit(STATUS_OK);
}

/* One of n words, or a usage error that lists them. */
static int choice(const struct parser *ps, const char *option, const char *got, const char *const *word, int n)
{
	struct buf b = {0};

	for (int i = 0; i < n; i++)
		if (strcmp(got, word[i]) == 0)
			return i;
	buf_fmt(&b, "--%s takes ", option);
	for (int i = 0; i < n; i++)
		buf_fmt(&b, "%s%s", i == 0 ? "" : i + 1 < n ? ", " : " or ", word[i]);
	buf_fmt(&b, ", not \"%s\"", got);
	usage_error(ps, buf_z(&b));
}

static void add_columns(struct parser *ps, const char *list)
{
	struct sv rest = sv_of(list), name, *column = NULL;
	size_t n = 0;

	free((void *)ps->c->write.columns);
	ps->cap_columns = 0;
	while (sv_cut(&rest, ',', &name)) {
		if (name.n == 0)
			usage_error(ps, "--columns takes names with commas between them");
		GROW(column, ps->cap_columns, n + 1);
		column[n++] = name;
	}
	if (n == 0)
		usage_error(ps, "--columns takes names with commas between them");
	ps->c->write.columns = column;
	ps->c->write.n_columns = n;
}

static void take(struct parser *ps, const struct option_def *o, const char *argument)
{
	static const char *const header[] = { "hash", "plain", "none" }, *const what[] = { "stop", "skip" };
	struct common *c = ps->c;

	if (o >= ps->p->option && o < ps->p->option + ps->p->options) {
		ps->handle(o->key, argument, ps->ctx);
		return;
	}
	switch (o->key) {
	case 'c': add_columns(ps, argument); break;
	case KEY_HEADER: c->write.header = (enum header)choice(ps, o->name, argument, header, 3); break;
	case KEY_JSON: c->write.json = true; break;
	case KEY_LINE_BUFFERED: c->by_record = true; break;
	case KEY_ON_ERROR: c->on_error = (enum on_error)choice(ps, o->name, argument, what, 2); break;
	case KEY_RULES:
		GROW(c->rules, ps->cap_rules, c->n_rules + 1);
		c->rules[c->n_rules++] = argument;
		break;
	case KEY_STATS: c->stats = true; break;
	case KEY_COMPLETION: show_completion(ps, argument); break;
	case KEY_HELP: show_help(ps); break;
	default: show_version(ps); break;
	}
}

static _Noreturn void unknown_long(const struct parser *ps, struct sv name)
{
	const struct option_def *o, *nearest = NULL;
	size_t distance = 3;    /* two slips of the finger may be a known name, three may be anything */
	struct buf b = {0};

	for (size_t i = 0; (o = program_option(ps->p, i)) != NULL; i++) {
		size_t d = sv_distance(name, sv_of(o->name));

		/* an abbreviation is refused, but understood */
		if (name.n > 0 && sv_starts(sv_of(o->name), name))
			d = 0;
		if (d < distance) {
			distance = d;
			nearest = o;
		}
	}
	buf_fmt(&b, "unknown option --" SV_FMT, SV_ARG(name));
	if (!nearest)
		usage_error(ps, buf_z(&b));
	die("%s (did you mean --%s?)", buf_z(&b), nearest->name);
}

/* The argument of an option that needs one and has none glued to it: the next word. */
static const char *next_word(struct parser *ps, const struct option_def *o)
{
	struct buf b = {0};

	if (ps->at < ps->argc)
		return ps->argv[ps->at++];
	buf_fmt(&b, "--%s needs an argument (%s)", o->name, o->argument);
	usage_error(ps, buf_z(&b));
}

static void take_long(struct parser *ps, const char *word)
{
	const struct option_def *o;
	const char *equals = strchr(word, '=');
	struct sv name = sv_from(word, equals ? (size_t)(equals - word) : strlen(word));

	for (size_t i = 0; (o = program_option(ps->p, i)) != NULL; i++)
		if (sv_is(name, o->name))
			break;
	if (!o)
		unknown_long(ps, name);
	if (equals && !o->argument)
		die("--%s takes no argument", o->name);
	take(ps, o, equals ? equals + 1 : o->argument && !is_optional(o) ? next_word(ps, o) : NULL);
}

/* "-ab", "-kVALUE": letters, the last of which may have an argument. */
static void take_short(struct parser *ps, const char *word)
{
	for (const char *at = word; *at; at++) {
		const struct option_def *o;
		char what[] = "unknown option -?";

		for (size_t i = 0; (o = program_option(ps->p, i)) != NULL; i++)
			if (o->key == *at)
				break;
		if (!o) {
			what[sizeof what - 2] = *at;
			usage_error(ps, what);
		}
		if (o->argument) {
			take(ps, o, at[1] ? at + 1 : is_optional(o) ? NULL : next_word(ps, o));
			return;
		}
		take(ps, o, NULL);
	}
}

int options_parse(const struct program *p, int argc, char **argv, struct common *c,
	void (*handle)(int key, const char *argument, void *ctx), void *ctx)
{
	struct parser ps = { .p = p, .c = c, .handle = handle, .ctx = ctx, .argc = argc, .at = 1, .argv = argv };
	char **operand;
	int operands = 0;

	fill_descriptors();
	err_init(p->name);
	*c = (struct common){0};
	operand = mem_array((size_t)argc + 1, sizeof *operand);
	while (ps.at < argc) {
		char *word = argv[ps.at];

		if (word[0] != '-' || word[1] == '\0') {
			if (p->stop_at_operand)
				break;
			operand[operands++] = word;
			ps.at++;
			continue;
		}
		ps.at++;
		if (strcmp(word, "--") == 0)
			break;
		if (word[1] == '-')
			take_long(&ps, word + 2);
		else
			take_short(&ps, word + 1);
	}
	/* operands that stood before options move to those behind them */
	while (operands > 0)
		argv[--ps.at] = operand[--operands];
	free(operand);
	return ps.at;
}

void common_free(struct common *c)
{
	free((void *)c->write.columns);
	free(c->rules);
	*c = (struct common){0};
}
