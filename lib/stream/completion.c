/* Completions for shells, from the same table as --help. */
#include "stream/option.h"

/* 'text', for a shell; a quote in it is left out. */
static void quote(struct buf *out, const char *text)
{
	buf_char(out, '\'');
	for (; *text; text++)
		if (*text != '\'')
			buf_char(out, *text);
	buf_char(out, '\'');
}

static void put_bash(struct buf *out, const struct program *p)
{
	const struct option_def *o;

	buf_add(out, SV("complete -o default -W '"));
	for (size_t i = 0; (o = program_option(p, i)) != NULL; i++)
		buf_fmt(out, "%s--%s", i ? " " : "", o->name);
	buf_fmt(out, "' %s\n", p->name);
}

static void put_fish(struct buf *out, const struct program *p)
{
	const struct option_def *o;

	for (size_t i = 0; (o = program_option(p, i)) != NULL; i++) {
		buf_fmt(out, "complete -c %s", p->name);
		if (o->key < 256)
			buf_fmt(out, " -s %c", o->key);
		buf_fmt(out, " -l %s%s -d ", o->name, o->argument && o->argument[0] != '[' ? " -r" : "");
		quote(out, o->help);
		buf_char(out, '\n');
	}
}

static void put_zsh(struct buf *out, const struct program *p)
{
	const struct option_def *o;

	buf_fmt(out, "#compdef %s\n_arguments", p->name);
	for (size_t i = 0; (o = program_option(p, i)) != NULL; i++) {
		struct buf spec = {0};
		bool needs = o->argument && o->argument[0] != '[';

		buf_add(&spec, SV("["));
		for (const char *h = o->help; *h; h++)
			buf_char(&spec, *h == '[' || *h == ']' || *h == ':' ? ' ' : *h);
		buf_add(&spec, needs ? SV("]:argument:_files") : SV("]"));
		if (o->key < 256)
			buf_fmt(out, " \\\n\t'(-%c --%s)'{-%c,--%s%s}", o->key, o->name, o->key, o->name, needs ? "=" : "");
		else
			buf_fmt(out, " \\\n\t--%s%s", o->name, needs ? "=" : "");
		quote(out, buf_z(&spec));
		buf_free(&spec);
	}
	buf_add(out, SV(" \\\n\t'*:file:_files'\n"));
}

bool completion_put(struct buf *out, const struct program *p, const char *shell)
{
	if (strcmp(shell, "bash") == 0)
		put_bash(out, p);
	else if (strcmp(shell, "fish") == 0)
		put_fish(out, p);
	else if (strcmp(shell, "zsh") == 0)
		put_zsh(out, p);
	else
		return false;
	return true;
}
