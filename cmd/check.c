/* gwr-check: what is wrong with rule files, as FILE:LINE:COL: LEVEL: ID: text, and what the rules cost. */
#include <inttypes.h>
#include <stdlib.h>
#include <unistd.h>
#include "base/err.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "change/scale.h"
#include "measure/measure.h"
#include "measure/measure_check.h"
#include "report/report.h"
#include "rule/lint.h"
#include "rule/profile.h"
#include "stream/option.h"
#include "tag/tag.h"

enum { KEY_LIST = 256, KEY_KINDS, KEY_PROFILE };

static const struct option_def option[] = {
	{ 'W', "warnings", NULL, "exit with 1 if there are warnings" },
	{ KEY_KINDS, "kinds", NULL, "list the kinds of rule files with their keys" },
	{ KEY_LIST, "list", NULL, "list the kinds of findings" },
	{ KEY_PROFILE, "profile", "FILE", "show what each rule costs and finds on the text of FILE, raw or records" },
};

static const struct program program = {
	.name = "gwr-check",
	.usage = "[OPTION]... [FILE|FOLDER]...",
	.purpose = "Checks rule files and runs the tests inside them, upon the rules that --rules or the installation give.\n"
		"Without operands those themselves are checked.",
	.option = option,
	.options = sizeof option / sizeof *option,
	.common = COMMON_RECORDS | COMMON_RULES | COMMON_STATS,
};

struct job {
	bool warnings_count, list, kinds;
	char *profile;
	struct common common;
	struct output out;
	struct ruleset rules;
	const char *const *operand;     /* what is to be checked; the rest of the rules is what it builds on */
	size_t operands;
	size_t errors, warnings, elsewhere;
};

static void set(int key, const char *argument, void *ctx)
{
	struct job *job = ctx;

	if (key == 'W')
		job->warnings_count = true;
	else if (key == KEY_LIST)
		job->list = true;
	else if (key == KEY_KINDS)
		job->kinds = true;
	else
		job->profile = (char *)argument;
}

/* Every kind of rule file there is; each room of lib/ has its own. */
static const struct rulekind **all_kinds(size_t *n)
{
	const struct rulekind *measure[MEASURE_KINDS_MAX], **kind;
	size_t measures = measure_rule_kinds(measure);

	kind = mem_array(tag_kind_count + measures + 3, sizeof *kind);
	*n = 0;
	kind[(*n)++] = &report_kind_of_rules;
	for (size_t i = 0; i < tag_kind_count; i++)
		kind[(*n)++] = tag_kinds[i];
	for (size_t i = 0; i < measures; i++)
		kind[(*n)++] = measure[i];
	kind[(*n)++] = &examples_kind;
	kind[(*n)++] = &change_kind;
	return kind;
}

/* ---- findings ---- */

static const char *level_name(enum level level)
{
	return level == LEVEL_ERROR ? "error" : "warning";
}

static bool asked_for(const struct job *job, const char *file)
{
	for (size_t i = 0; i < job->operands; i++) {
		struct sv own = sv_of(rule_file_name(job->operand[i])), f = sv_of(file);
		while (own.n > 1 && own.p[own.n - 1] == '/')
			own.n--;
		if (sv_starts(f, own) && (f.n == own.n || f.p[own.n] == '/' || own.p[own.n - 1] == '/'))
			return true;
	}
	return false;
}

static struct writer *finding_writer(struct job *job)
{
	static const char *const name[] = { "file", "line", "col", "level", "id", "message" };
	struct column column[sizeof name / sizeof *name];
	struct writer *w = writer_new(&job->out, &job->common.write);

	for (size_t i = 0; i < sizeof name / sizeof *name; i++)
		column[i] = (struct column){ sv_of(name[i]), CELL_PLAIN };
	writer_legend(w, column, sizeof name / sizeof *name);
	return w;
}

static void put_finding(struct job *job, struct writer *w, const struct finding *x)
{
	struct buf line = { 0 }, col = { 0 };

	buf_size(&line, x->at.line);
	buf_size(&col, x->at.col);
	if (w) {
		struct sv cell[] = { sv_of(x->at.file), buf_sv(&line), buf_sv(&col), sv_of(level_name(x->level)), sv_of(x->id), x->text };
		writer_record(w, cell);
	} else {
		buf_add(&job->out.buf, sv_of(x->at.file));
		if (x->at.line)
			buf_fmt(&job->out.buf, ":" SV_FMT ":" SV_FMT, SV_ARG(buf_sv(&line)), SV_ARG(buf_sv(&col)));
		buf_fmt(&job->out.buf, ": %s: %s: ", level_name(x->level), x->id);
		buf_add(&job->out.buf, x->text);
		buf_char(&job->out.buf, '\n');
		output_record_end(&job->out);
	}
	buf_free(&line);
	buf_free(&col);
}

static void put_findings(struct job *job)
{
	struct findings *f = &job->rules.findings;
	size_t broken = 0;
	struct writer *w = job->common.write.json || job->common.write.columns ? finding_writer(job) : NULL;

	findings_sort(f);
	for (size_t i = 0; i < f->n; i++) {
		if (!asked_for(job, f->v[i].at.file)) {
			job->elsewhere++;
			broken += f->v[i].level == LEVEL_ERROR;
			continue;
		}
		*(f->v[i].level == LEVEL_ERROR ? &job->errors : &job->warnings) += 1;
		if (strcmp(f->v[i].id, "unreadable") == 0)      /* trouble of ours, not a fault of the file */
			warn("%s: " SV_FMT, f->v[i].at.file, SV_ARG(f->v[i].text));
		else
			put_finding(job, w, &f->v[i]);
	}
	writer_free(w);
	if (broken)
		note("the rules that these build on have %zu errors of their own: check them alone", broken);
}

static bool has_kind(const struct ruleset *r, const struct rulekind *kind)
{
	for (size_t i = 0; i < r->n; i++)
		if (r->file[i].kind == kind)
			return true;
	return false;
}

/* Loads the rules and looks at them; the tests inside are run if the files are sound: true. */
static bool check(struct job *job, const struct rulekind **kind, size_t kinds, const char **path, size_t paths)
{
	struct ruleset *r = &job->rules;
	bool sound = true;

	ruleset_load(r, path, paths, kind, kinds, true);
	lint_files(r, &r->findings);
	for (size_t i = 0; i < r->findings.n; i++)
		sound &= r->findings.v[i].level != LEVEL_ERROR || !asked_for(job, r->findings.v[i].at.file);
	for (size_t i = 0; i < kinds && sound; i++)
		if (kind[i]->check && has_kind(r, kind[i]))
			kind[i]->check(r, &r->findings);
	return sound;
}

/* ---- profile ---- */

static struct sv said_id(const struct said *said)
{
	return said->item ? node_text(said->item, "id") : SV("");
}

static struct sv said_key(const struct said *said)
{
	return said->among->key.n ? said->among->key : said->text->key;
}

static void put_profile(struct job *job, struct profile *p)
{
	static const char *const name[] = { "us", "tried", "texts", "matches", "rule", "key", "file", "line", "text" };
	enum { COLUMNS = sizeof name / sizeof *name };
	struct column column[COLUMNS];
	struct writer *w = writer_new(&job->out, &job->common.write);
	struct buf number[COLUMNS] = { { 0 } };
	size_t n;
	const struct profile_row *row = profile_rows(p, &n);

	for (size_t i = 0; i < COLUMNS; i++)
		column[i] = (struct column){ sv_of(name[i]), CELL_PLAIN };
	writer_legend(w, column, COLUMNS);
	for (size_t i = 0; i < n; i++) {
		const struct said *said = &row[i].said;
		const size_t value[] = { (size_t)(row[i].ns / 1000), row[i].tried, row[i].texts, row[i].matches, 0, 0, 0, said->text->at.line };
		struct sv cell[COLUMNS];
		for (size_t k = 0; k < sizeof value / sizeof *value; k++) {
			buf_clear(&number[k]);
			buf_size(&number[k], value[k]);
			cell[k] = buf_sv(&number[k]);
		}
		cell[4] = said_id(said);
		cell[5] = said_key(said);
		cell[6] = sv_of(said->text->at.file);
		cell[8] = said->text->text;
		writer_record(w, cell);
	}
	for (size_t i = 0; i < COLUMNS; i++)
		buf_free(&number[i]);
	writer_free(w);
}

static void profile_lines(struct profile *p, struct source *source)
{
	struct lines lines;
	struct sv line;

	lines_init(&lines, (lines_read_fn *)source_read, source, LINE_MAX_DEFAULT);
	for (int got; (got = lines_next(&lines, &line)) != 0;) {
		err_reading(source->name, lines.number);
		if (got > 0)
			profile_text(p, sv_sub(line, 0, utf8_valid(line)));
		else
			warn_at(source->name, lines.number, "a line that is too long is passed over");
	}
	lines_free(&lines);
}

static void profile_records(struct profile *p, struct reader *reader)
{
	struct arena a = { 0 };
	struct record record;
	int text = reader_legend(reader) ? reader_need(reader, "text", "gwr-split") : 0;

	while (reader_next(reader, &record)) {
		struct sv plain = field_plain(record.field[text], &a);
		profile_text(p, sv_sub(plain, 0, utf8_valid(plain)));
		arena_reset(&a);
	}
	arena_free(&a);
}

static void run_profile(struct job *job)
{
	struct profile *p = profile_new(&job->rules, &job->rules.findings);
	struct source source;

	source_init(&source, &job->profile, 1);
	struct reader *reader = reader_new(&source, job->common.on_error);
	enum input_form form = reader_form(reader);
	if (form == INPUT_TEXT)
		profile_lines(p, &source);
	else if (form != INPUT_NONE)
		profile_records(p, reader);
	reader_free(reader);
	put_profile(job, p);
	profile_free(p);
}

/* ---- all of it ---- */

static void list_findings(struct output *out)
{
	for (const struct finding_kind *k = finding_kinds; k->id; k++)
		buf_fmt(&out->buf, "%-18s %s\n", k->id, k->means);
}

/* KIND.KEY.KEY: what is wanted, a line each. before: the name of what the keys stand in. */
static void list_keys(struct output *out, const char *before, const struct schema *keys)
{
	for (const struct schema *s = keys; s->key; s++) {
		struct buf name = { 0 };
		buf_fmt(&name, "%s.%s", before, s->key);
		buf_fmt(&out->buf, "%-28s %s%s", buf_z(&name), want_name(s->want), s->required ? ", required" : "");
		for (size_t i = 0; s->choices && s->choices[i]; i++)
			buf_fmt(&out->buf, "%s%s", i ? ", " : ": ", *s->choices[i] ? s->choices[i] : "''");
		buf_char(&out->buf, '\n');
		if (s->inner)
			list_keys(out, buf_z(&name), s->inner);
		buf_free(&name);
	}
}

static void list_kinds(struct output *out)
{
	size_t n;
	const struct rulekind **kind = all_kinds(&n);

	for (size_t i = 0; i < n; i++)
		list_keys(out, kind[i]->name, kind[i]->schema);
	free(kind);
}

static void stats(const struct job *job)
{
	note("files=%zu errors=%zu warnings=%zu elsewhere=%zu digest=%016" PRIx64, job->rules.n, job->errors, job->warnings,
		job->elsewhere, job->rules.digest);
}

static int run(struct job *job, char **operand, size_t operands)
{
	size_t kinds, base;
	const struct rulekind **kind = all_kinds(&kinds);
	struct arena a = { 0 };
	const char **path;

	base = ruleset_paths(job->common.rules, job->common.n_rules, &a, &path);
	const char **all = ARENA_ARRAY(&a, base + operands, const char *);
	memcpy(all, path, base * sizeof *all);
	for (size_t i = 0; i < operands; i++)
		all[base + i] = operand[i];
	job->operand = operands ? all + base : all;
	job->operands = operands ? operands : base;
	bool sound = check(job, kind, kinds, all, base + operands);
	if (job->profile && sound)
		run_profile(job);
	else
		put_findings(job);
	if (job->common.stats)
		stats(job);
	ruleset_free(&job->rules);
	arena_free(&a);
	free(kind);
	if (job->errors)
		return STATUS_TROUBLE;
	return job->warnings && job->warnings_count ? STATUS_NONE : STATUS_OK;
}

int main(int argc, char **argv)
{
	struct job job = { 0 };
	int status = STATUS_OK, first = options_parse(&program, argc, argv, &job.common, set, &job);

	output_init(&job.out, STDOUT_FILENO, job.common.by_record);
	err_flush_first(output_idle, &job.out);
	if (job.list)
		list_findings(&job.out);
	else if (job.kinds)
		list_kinds(&job.out);
	else
		status = run(&job, argv + first, (size_t)(argc - first));
	common_free(&job.common);
	output_close(&job.out);
	err_finish();
	return err_status(status);
}
