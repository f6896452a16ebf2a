#include "report/report.h"

#include <stdlib.h>
#include "base/mem.h"
#include "report/decode.h"
#include "report/outline.h"

enum { BLANK_MAX = 64 * 1024 };         /* no page begins with more white space: a file of nothing else must not be kept whole */

struct report {
	struct report_options options;
	struct report_sink sink;
	struct decoder *decoder;
	struct scrape scrape;
	struct reflow reflow;
	struct emitter emit;
	struct outline outline;
	struct arena names;             /* of the files, as long as their reports may be looked at */
	struct sv name;
	size_t invalid_line;            /* of the first invalid byte of the file */
	size_t docs_before;
	enum { PAGE_UNKNOWN, PAGE_TEXT, PAGE_HTML } page;
};

struct report *report_new(const struct report_rules *rules, const struct report_options *options, const struct report_sink *sink)
{
	struct report *r = mem_new(sizeof *r);

	r->options = *options;
	r->sink = *sink;
	r->decoder = decoder_new(options->encoding, options->invalid_is_error);
	r->scrape.entity = rules->entity;
	r->scrape.entities = rules->entities;
	r->reflow.rules = rules;
	r->reflow.drop_pages = options->no_furniture;
	r->outline.rules = rules;
	r->outline.emit = &r->emit;
	emit_init(&r->emit, &r->options, &r->sink);
	return r;
}

void report_free(struct report *r)
{
	if (!r)
		return;
	decoder_free(r->decoder);
	reflow_free(&r->reflow);
	outline_free(&r->outline);
	emit_free(&r->emit);
	arena_free(&r->names);
	free(r);
}

void report_begin(struct report *r, const char *name)
{
	if (strcmp(name, "-") == 0)
		name = "<stdin>";
	arena_reset(&r->names);
	r->name = sv_of(arena_z(&r->names, sv_of(name)));
	decoder_begin(r->decoder, r->name.p);
	reflow_begin(&r->reflow);
	outline_begin(&r->outline);
	emit_file(&r->emit, r->name);
	r->docs_before = r->emit.stats.docs;
	r->invalid_line = 0;
	r->page = PAGE_UNKNOWN;
}

bool report_is_html(const struct report *r)
{
	return r->page == PAGE_HTML;
}

/* How many line ends s has, in which those of other systems still stand (see scrape.h). */
static size_t line_ends(struct sv s)
{
	size_t ends = 0, returns = 0;

	for (size_t i = 0; i < s.n; i++)
		if (s.p[i] == '\r') {
			returns++;
		} else {
			ends += s.p[i] == '\n' ? 1 : returns;
			returns = 0;
		}
	return ends + returns;
}

/* The line of the first invalid byte, while the text around it is still there. */
static void note_invalid(struct report *r)
{
	const struct decoder_state *s = decoder_state(r->decoder);
	const struct reflow *f = &r->reflow;

	if (s->invalid == 0 || r->invalid_line)
		return;
	r->invalid_line = f->number + !f->cut + line_ends(sv_sub(buf_sv(&f->text), f->from, s->first_at));
}

/* Whether s begins with the ASCII letters of `with`, whatever their case. */
static bool begins(struct sv s, const char *with)
{
	for (size_t i = 0; with[i]; i++)
		if (i >= s.n || (s.p[i] | 0x20) != (with[i] | 0x20))
			return false;
	return true;
}

/* Tells a page by its first words, comments before them left out of account. */
static void look_for_html(struct report *r)
{
	struct sv s;

	if (r->page != PAGE_UNKNOWN)
		return;
	s = sv_trim(sv_from(r->reflow.text.p, r->reflow.clean));
	if (s.n < 9 && r->reflow.clean < BLANK_MAX)
		return;
	r->page = begins(s, "<!doctype") || begins(s, "<html") || begins(s, "<?xml ver") ? PAGE_HTML : PAGE_TEXT;
}

static void work(struct report *r, bool ended)
{
	struct paragraph p;

	note_invalid(r);
	r->reflow.clean = scrape_clean(&r->scrape, &r->reflow.text, r->reflow.clean, ended);
	look_for_html(r);
	if (r->page == PAGE_HTML) {
		buf_clear(&r->reflow.text);
		r->reflow.clean = 0;
		return;
	}
	if (r->page == PAGE_UNKNOWN && !ended)
		return;
	reflow_lines(&r->reflow, ended);
	while (reflow_next(&r->reflow, ended, outline_in_front(&r->outline), &p))
		outline_add(&r->outline, &p);
}

void report_feed(struct report *r, const char *bytes, size_t n)
{
	reflow_compact(&r->reflow);
	decoder_feed(r->decoder, sv_from(bytes, n), &r->reflow.text);
	work(r, false);
}

size_t report_end(struct report *r)
{
	const struct decoder_state *s = decoder_state(r->decoder);

	reflow_compact(&r->reflow);
	decoder_end(r->decoder, &r->reflow.text);
	work(r, true);
	outline_end(&r->outline);
	r->emit.stats.lines += r->reflow.number;
	r->emit.stats.invalid += s->invalid;
	r->emit.stats.undone = r->scrape.undone;
	if (s->invalid)
		note("%s:%zu: byte %zu is no %s text; %zu such bytes are shown as U+FFFD", r->name.p, r->invalid_line, s->first_byte + 1,
			s->encoding, s->invalid);
	if (r->reflow.overlong)
		note("%s:%zu: a line longer than %d bytes: read in pieces", r->name.p, r->reflow.overlong, LINE_PIECE);
	return r->emit.stats.docs - r->docs_before;
}

const struct report_stats *report_stats(const struct report *r)
{
	return &r->emit.stats;
}
