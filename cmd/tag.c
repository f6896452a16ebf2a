/* gwr-tag: role, period, topics and terms of text records. */
#include <stdlib.h>
#include <unistd.h>
#include "base/err.h"
#include "base/mem.h"
#include "stream/option.h"
#include "tag/tag.h"

enum { KEY_EXPLAIN = 256 };
/* A record is kept until it is handed back; one more than can be held, for the one that is pushed. */
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

/* A copy of a record that is held back. */
struct slot { struct buf bytes; struct arena plain; struct sv *field; size_t cap; };

struct job {
	struct writer *writer;
	bool explain;
	int *from;                      /* of each column to be written: the field of the input, or -1 - its place in made[] */
	size_t columns;
	struct sv *cell;
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

/* The input's columns with the new ones before the last; those of an earlier gwr-tag are replaced. */
static void layout(struct job *job, const struct legend *legend)
{
	struct column *column = mem_array(legend->n + MADE, sizeof *column);
	job->from = mem_array(legend->n + MADE, sizeof *job->from);
	job->cell = mem_array(legend->n + MADE, sizeof *job->cell);
	for (size_t i = 0; i < legend->n; i++) {
		for (int k = 0; i + 1 == legend->n && k < (job->explain ? MADE : MADE - EXPLAINED); k++) {
			column[job->columns] = (struct column){ sv_of(made[k]), k == TERMS || k == WORDS ? CELL_PLAIN : CELL_RAW };
			job->from[job->columns++] = -1 - k;
		}
		if (made_column(legend->name[i]) >= 0)
			continue;
		column[job->columns] = (struct column){ legend->name[i], CELL_RAW };
		job->from[job->columns++] = (int)i;
	}
	writer_legend(job->writer, column, job->columns);
	free(column);
}

static void done(void *ctx, const struct tag_record *record, const struct tag *tag)
{
	struct job *job = ctx;
	const struct slot *slot = record->user;
	const struct sv ours[MADE] = { sv_of(role_names[tag->role]), tag->period, tag->topics, tag->terms, tag->rule, tag->words };
	for (size_t i = 0; i < job->columns; i++)
		job->cell[i] = job->from[i] < 0 ? ours[-1 - job->from[i]] : slot->field[job->from[i]];
	writer_record(job->writer, job->cell);
	job->roles[tag->role]++;
}

static void keep(struct slot *slot, const struct record *record)
{
	size_t bytes = 0, at = 0;
	/* A row as it was read, its fields one behind the other with a TAB between, and not those of a row in another order. */
	bool row = true;
	for (size_t i = 0; i < record->n; i++) {
		bytes += record->field[i].n;
		row = row && (i == 0 || record->field[i].p == record->field[i - 1].p + record->field[i - 1].n + 1);
	}
	if (slot->bytes.cap > SLOT_KEEP)
		buf_free(&slot->bytes);
	buf_clear(&slot->bytes);
	buf_reserve(&slot->bytes, bytes + record->n);
	if (row)
		buf_add(&slot->bytes, sv_from(record->field[0].p, bytes + record->n - 1));
	GROW(slot->field, slot->cap, record->n);
	for (size_t i = 0; i < record->n; i++) {
		if (!row)
			buf_add(&slot->bytes, record->field[i]);
		slot->field[i] = sv_from(slot->bytes.p + at, record->field[i].n);
		at += record->field[i].n + row;
	}
	arena_reset(&slot->plain);
}

static struct sv plain(struct slot *slot, int column, bool valid)
{
	if (column < 0)
		return (struct sv){ 0 };
	return valid ? field_plain(slot->field[column], &slot->plain) : field_text(slot->field[column], &slot->plain);
}

static void tag_all(struct reader *reader, struct tagger *tagger)
{
	const struct legend *legend = reader_legend(reader);
	int doc = reader_need(reader, "doc", "gwr-split"), path = reader_need(reader, "path", "gwr-split");
	int kind = reader_need(reader, "kind", "gwr-split"), text = reader_need(reader, "text", "gwr-split");
	int year = legend_find(legend, "year"), level = legend_find(legend, "level"), heading = legend_find(legend, "heading");
	struct slot *slots = mem_array(SLOTS, sizeof *slots);
	struct record record;
	for (size_t next = 0; reader_next(reader, &record); next = (next + 1) % SLOTS) {
		struct slot *slot = &slots[next];
		keep(slot, &record);
		struct tag_record in = {
			plain(slot, doc, record.valid), plain(slot, year, record.valid), plain(slot, level, record.valid),
			plain(slot, path, record.valid), plain(slot, kind, record.valid), plain(slot, heading, record.valid),
			plain(slot, text, record.valid), slot
		};
		tagger_push(tagger, &in);
	}
	tagger_end(tagger);
	for (size_t i = 0; i < SLOTS; i++) {
		buf_free(&slots[i].bytes);
		arena_free(&slots[i].plain);
		free(slots[i].field);
	}
	free(slots);
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
		tag_all(reader, tagger);
	}
	if (common.stats)
		stats(&job);
	tagger_free(tagger);
	ruleset_free(&rules);
	reader_free(reader);
	writer_free(job.writer);
	free(job.from);
	free(job.cell);
	common_free(&common);
	output_close(&out);
	err_finish();
	return err_status(STATUS_OK);
}
