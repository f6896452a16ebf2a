/* gwr-tag: role, period, topics and terms of text records. */
#include <stdlib.h>
#include <unistd.h>
#include "base/err.h"
#include "base/mem.h"
#include "stream/option.h"
#include "tag/tag.h"

enum { KEY_EXPLAIN = 256 };
/* A record is kept until it is handed back; one more than can be held, for the one that is pushed. Memory of a record longer than
 * SLOT_KEEP goes with it: a slot may come to be kept without being used again. */
enum { SLOTS = TAG_HELD_MAX + 1, SLOT_KEEP = 64 * 1024 };

static const struct option_def option[] = {
	{ KEY_EXPLAIN, "explain", NULL, "add role_rule and topic_words: why this role, why these topics" },
};

static const struct program program = {
	.name = "gwr-tag",
	.usage = "[OPTION]... [FILE]...",
	.purpose = "Tells of every text record its role in the report, the years it speaks of, its topics and its terms.",
	.option = option,
	.options = sizeof option / sizeof *option,
	.common = COMMON_RECORDS | COMMON_RULES | COMMON_STATS,
};

static const char *const made[] = { "role", "period", "topics", "terms", "role_rule", "topic_words" };
/* All but words of rules are names and years, with nothing to escape. The last two are for --explain. */
enum { TERMS = 3, WORDS = 5, MADE = sizeof made / sizeof *made, EXPLAINED = 2 };

/* A copy of a record that is held back: its row as it was read, the cells of the record that it becomes, and what is read of it. */
struct slot { struct buf row; struct sv *cell; struct arena plain; struct tag_record read; struct slot *next_free; };

struct job {
	struct writer *writer;
	bool explain;
	size_t *to;                     /* the cell that each field of the input becomes: one that is replaced, a cell that is not written */
	size_t made;                    /* where the cells of made[] begin */
	size_t mades;
	struct slot slot[SLOTS], *free;         /* those that hold nothing, the one used last first: it is in the cache */
	size_t roles[ROLES];
};

static void set(int key, const char *argument, void *ctx)
{
	struct job *job = ctx;
	(void)argument;
	if (key == KEY_EXPLAIN)
		job->explain = true;
}

static int made_column(struct sv name)
{
	for (int i = 0; i < MADE; i++)
		if (sv_is(name, made[i]))
			return i;
	return -1;
}

static void give_back(struct job *job, struct slot *slot)
{
	if (slot->row.cap > SLOT_KEEP) {
		buf_free(&slot->row);
		arena_free(&slot->plain);
	}
	slot->next_free = job->free;
	job->free = slot;
}

/* The input's columns with the new ones before the last; those of an earlier gwr-tag are replaced. */
static void layout(struct job *job, const struct legend *legend)
{
	size_t n = 0, most = legend->n + MADE;
	struct column *column = mem_array(most, sizeof *column);
	job->to = mem_array(legend->n, sizeof *job->to);
	job->mades = job->explain ? MADE : MADE - EXPLAINED;
	for (size_t i = 0; i < legend->n; i++) {
		if (i + 1 == legend->n) {
			job->made = n;
			for (size_t k = 0; k < job->mades; k++)
				column[n++] = (struct column){ sv_of(made[k]), k == TERMS || k == WORDS ? CELL_PLAIN : CELL_RAW };
		}
		bool old = made_column(legend->name[i]) >= 0;
		job->to[i] = old ? most : n;
		if (!old)
			column[n++] = (struct column){ legend->name[i], CELL_RAW };
	}
	for (size_t i = SLOTS; i-- > 0; ) {
		job->slot[i].cell = mem_array(most + 1, sizeof *job->slot[i].cell);
		give_back(job, &job->slot[i]);
	}
	writer_legend(job->writer, column, n);
	free(column);
}

static void done(void *ctx, const struct tag_record *record, const struct tag *tag)
{
	struct job *job = ctx;
	struct slot *slot = record->user;
	const struct sv ours[MADE] = { sv_of(role_names[tag->role]), tag->period, tag->topics, tag->terms, tag->rule, tag->words };
	memcpy(slot->cell + job->made, ours, job->mades * sizeof *ours);
	writer_record(job->writer, slot->cell);
	job->roles[tag->role]++;
	give_back(job, slot);
}

/* The copy has its fields one behind the other, with a TAB between, even if they were not read so. */
static void keep(const struct job *job, struct slot *slot, const struct record *record)
{
	buf_clear(&slot->row);
	buf_add(&slot->row, record->row);
	for (size_t i = 0; !record->row.p && i < record->n; i++) {
		buf_add(&slot->row, record->field[i]);
		buf_char(&slot->row, '\t');
	}
	const char *at = slot->row.p;
	for (size_t i = 0; i < record->n; i++) {
		slot->cell[job->to[i]] = sv_from(at, record->field[i].n);
		at += record->field[i].n + 1;
	}
	arena_reset(&slot->plain);
}

/* The cells of the columns that are read; -1 where there is none. */
struct places { int doc, year, path, kind, heading, text; };

static struct places find_columns(const struct job *job, struct reader *reader)
{
	const struct legend *legend = reader_legend(reader);
	struct places at = {
		.doc = reader_need(reader, "doc", "gwr-split"), .path = reader_need(reader, "path", "gwr-split"),
		.kind = reader_need(reader, "kind", "gwr-split"), .text = reader_need(reader, "text", "gwr-split"),
		.year = legend_find(legend, "year"), .heading = legend_find(legend, "heading")
	};
	int *const all[] = { &at.doc, &at.year, &at.path, &at.kind, &at.heading, &at.text };
	for (size_t i = 0; i < sizeof all / sizeof *all; i++)
		if (*all[i] >= 0)
			*all[i] = (int)job->to[*all[i]];
	return at;
}

static void tag_all(struct job *job, struct reader *reader, struct tagger *tagger)
{
	struct record record;
	const struct places at = find_columns(job, reader);
	while (reader_next(reader, &record)) {
		struct slot *slot = job->free;
		job->free = slot->next_free;
		keep(job, slot, &record);
		record.field = slot->cell;
		slot->read.doc = record_text(&record, at.doc, &slot->plain);
		slot->read.year = record_text(&record, at.year, &slot->plain);
		slot->read.path = record_text(&record, at.path, &slot->plain);
		slot->read.kind = record_text(&record, at.kind, &slot->plain);
		slot->read.heading = record_text(&record, at.heading, &slot->plain);
		slot->read.text = record_text(&record, at.text, &slot->plain);
		slot->read.user = slot;
		tagger_push(tagger, &slot->read);
	}
	tagger_end(tagger);
}

static void free_job(struct job *job)
{
	writer_free(job->writer);
	free(job->to);
	for (size_t i = 0; i < SLOTS; i++) {
		buf_free(&job->slot[i].row);
		arena_free(&job->slot[i].plain);
		free(job->slot[i].cell);
	}
}

static void stats(const struct job *job)
{
	struct buf line = { 0 };
	buf_fmt(&line, "records=");
	buf_size(&line, writer_count(job->writer));
	for (size_t i = 0; i < ROLES; i++) {
		buf_fmt(&line, " %s=", role_names[i]);
		buf_size(&line, job->roles[i]);
	}
	note("%s", buf_z(&line));
	buf_free(&line);
}

int main(int argc, char **argv)
{
	struct job job = { 0 };
	struct common common = { 0 };
	struct ruleset rules = { 0 };
	struct output out;
	struct source source;
	int first = options_parse(&program, argc, argv, &common, set, &job);
	output_init(&out, STDOUT_FILENO, common.by_record);
	err_flush_first(output_idle, &out);
	ruleset_open(&rules, common.rules, common.n_rules, tag_kinds, tag_kind_count);
	struct tagger *tagger = tagger_new(&rules, done, &job);
	findings_die(&rules.findings);
	tagger_explain(tagger, job.explain);
	source_init(&source, argv + first, argc - first);
	source.idle = output_idle;
	source.idle_ctx = &out;
	struct reader *reader = reader_new(&source, common.on_error);
	job.writer = writer_new(&out, &common.write);
	if (reader_legend(reader)) {
		layout(&job, reader_legend(reader));
		tag_all(&job, reader, tagger);
	}
	if (common.stats)
		stats(&job);
	tagger_free(tagger);
	ruleset_free(&rules);
	reader_free(reader);
	free_job(&job);
	common_free(&common);
	output_close(&out);
	err_finish();
	return err_status(STATUS_OK);
}
