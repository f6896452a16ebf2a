#include "diff/settings.h"

#include "base/err.h"

enum { KEY_STAT = 256, KEY_HTML, KEY_COLOR, KEY_KEPT, KEY_PROMISES, KEY_CASCADE, KEY_PUNCTUATION };

static const struct option_def option[] = {
	{ 'w', "what", "WHAT", "compare text, measures or terms" },
	{ KEY_KEPT, "kept", NULL, "hold OLD's targets against NEW's results" },
	{ KEY_PROMISES, "promises", NULL, "hold OLD's planned tasks with a number against what was done" },
	{ 'k', "key", "A,B,C", "join measures on these, not indicator,measure,scope" },
	{ KEY_CASCADE, "cascade", NULL, "hold each report against those of the regions inside its own" },
	{ 't', "tolerance", "N[%]", "differences up to N (or N per cent) are none" },
	{ KEY_PUNCTUATION, "ignore-punctuation", NULL, "in texts, punctuation does not count" },
	{ 'a', "all", NULL, "show what is the same, too" },
	{ KEY_STAT, "stat", NULL, "only count the changes" },
	{ KEY_HTML, "html", "[LANG]", "write a self-contained page, its labels in zh or en" },
	{ KEY_COLOR, "color", "[WHEN]", "write for people: always, never, or auto (on a terminal)" },
};

static const struct program program = {
	.name = "gwr-diff",
	.usage = "[OPTION]... OLD NEW",
	.purpose = "Shows what changed between two streams of records, or two raw reports.",
	.option = option,
	.options = sizeof option / sizeof *option,
	.common = COMMON_RECORDS | COMMON_RULES | COMMON_STATS,
};

bool wants_measures(enum what w)
{
	return w == WHAT_MEASURES || w == WHAT_KEPT || w == WHAT_PROMISES;
}

bool shows_all(enum what w)
{
	return w == WHAT_KEPT || w == WHAT_PROMISES;
}

static enum what what_named(const char *name)
{
	if (strcmp(name, "text") == 0)
		return WHAT_TEXT;
	if (strcmp(name, "measures") == 0)
		return WHAT_MEASURES;
	if (strcmp(name, "terms") == 0)
		return WHAT_TERMS;
	die("--what is text, measures or terms, not \"%s\"", name);
}

static void set_key(struct settings *s, const char *list)
{
	struct sv rest = sv_of(list), name;
	s->keys = 0;
	while (sv_cut(&rest, ',', &name)) {
		size_t f = 0;
		if (sv_is(name, "region"))
			continue;               /* reports are paired by it in any case */
		while (f < FIGURE_FIELDS && !sv_is(name, figure_column[f]))
			f++;
		if (f == FIGURE_FIELDS || s->keys == FIGURE_FIELDS)
			die("-k: no column \"" SV_FMT "\" to join on", SV_ARG(name));
		s->key[s->keys++] = (enum figure_field)f;
	}
}

static void set_tolerance(struct tolerance *t, const char *argument)
{
	struct sv s = sv_of(argument);
	t->is_share = sv_ends(s, SV("%"));
	if (t->is_share)
		s.n--;
	if (!decimal_parse(s, &t->size) || t->size.negative)
		die("--tolerance is a number such as 0.1, or a percentage such as 1%%, not \"%s\"", argument);
	if (t->is_share)
		t->size = decimal_shift(t->size, -2);
}

static const char *one_of(const char *name, const char *argument, const char *x, const char *y, const char *z)
{
	if (strcmp(argument, x) != 0 && strcmp(argument, y) != 0 && strcmp(argument, z) != 0)
		die("%s cannot be \"%s\"", name, argument);
	return argument;
}

static void set(int key, const char *argument, void *ctx)
{
	struct settings *s = ctx;
	switch (key) {
	case 'w': s->what = what_named(argument); break;
	case 'k': set_key(s, argument); break;
	case 't': set_tolerance(&s->tolerance, argument); break;
	case 'a': s->all = true; break;
	case KEY_KEPT: s->what = WHAT_KEPT; break;
	case KEY_PROMISES: s->what = WHAT_PROMISES; break;
	case KEY_CASCADE: s->cascade = true; break;
	case KEY_PUNCTUATION: s->no_signs = true; break;
	case KEY_STAT: s->stat = true; break;
	case KEY_HTML: s->html = one_of("--html", argument ? argument : "zh", "zh", "en", "zh"); break;
	case KEY_COLOR: s->color = one_of("--color", argument ? argument : "always", "always", "never", "auto"); break;
	}
}

int settings_parse(int argc, char **argv, struct settings *s, struct common *common)
{
	*s = (struct settings){ .key = { FIGURE_INDICATOR, FIGURE_MEASURE, FIGURE_SCOPE }, .keys = 3 };
	int first = options_parse(&program, argc, argv, common, set, s), n = argc - first;
	if (n != 2 && !(n == 1 && s->what == WHAT_TERMS))
		die("two operands are needed, not %d", n);
	return first;
}
