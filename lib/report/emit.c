#include "report/emit.h"

#include <limits.h>
#include <stdlib.h>
#include "base/mem.h"
#include "base/utf8.h"

static const char *const kind_names[] = { "title", "meta", "heading", "text", "item", "caption", "furniture" };

const char *report_kind_name(enum report_kind k)
{
	return kind_names[k];
}

void emit_init(struct emitter *e, const struct report_options *options, const struct report_sink *sink)
{
	e->sink = sink;
	e->unit = options->unit;
	e->no_furniture = options->no_furniture;
	e->year = options->year;
}

void emit_free(struct emitter *e)
{
	buf_free(&e->file);
	buf_free(&e->doc);
	buf_free(&e->fields);
	buf_free(&e->source);
	buf_free(&e->url);
	buf_free(&e->own);
	buf_free(&e->above);
	buf_free(&e->path);
	buf_free(&e->whole);
	for (size_t i = 0; i < HEADINGS_MAX; i++)
		buf_free(&e->heading[i].text);
	sentences_free(&e->sentences);
	arena_free(&e->ids);
	free(e->id);
}

/* ---- ids ---- */

static size_t id_slot(const struct emitter *e, struct sv id)
{
	uint64_t h = 14695981039346656037u;     /* FNV-1a */
	size_t i;

	for (size_t k = 0; k < id.n; k++)
		h = (h ^ (unsigned char)id.p[k]) * 1099511628211u;
	for (i = (size_t)(h ^ h >> 29) & (e->id_cap - 1); e->id[i].n && !sv_eq(e->id[i].id, id); i = (i + 1) & (e->id_cap - 1))
		;
	return i;
}

static void grow_ids(struct emitter *e)
{
	struct id_count *old = e->id;
	size_t cap = e->id_cap;

	e->id_cap = cap ? 2 * cap : 256;
	e->id = mem_array(e->id_cap, sizeof *e->id);
	for (size_t i = 0; i < cap; i++)
		if (old[i].n)
			e->id[id_slot(e, old[i].id)] = old[i];
	free(old);
}

/* How many reports of the run have this id, this one counted. */
static unsigned count_id(struct emitter *e, struct sv id)
{
	struct id_count *c;

	if (2 * (e->id_n + 1) > e->id_cap)
		grow_ids(e);
	c = &e->id[id_slot(e, id)];
	if (c->n == 0) {
		c->id = arena_copy(&e->ids, id);
		e->id_n++;
	}
	return ++c->n;
}

/* The file's name without folders and ending, made safe for an id. */
static void put_file_name(struct buf *to, struct sv name)
{
	size_t dot;

	if (sv_is(name, "<stdin>") || sv_is(name, "-"))
		name = SV("stdin");
	for (size_t i = name.n; i > 0; i--)
		if (name.p[i - 1] == '/') {
			name = sv_skip(name, i);
			break;
		}
	for (dot = name.n; dot > 1 && name.p[dot - 1] != '.'; dot--)
		;
	if (dot > 1)
		name.n = dot - 1;
	for (size_t i = 0; i < name.n; i++)
		buf_char(to, (unsigned char)name.p[i] <= ' ' || strchr("#,~\\\x7f", name.p[i]) ? '_' : name.p[i]);
}

void emit_file(struct emitter *e, struct sv name)
{
	e->src = name;
	e->docs_of_file = 0;
	e->open = false;
	e->stats.files++;
	buf_clear(&e->file);
	put_file_name(&e->file, name);
	buf_clear(&e->doc);
	buf_add(&e->doc, buf_sv(&e->file));
	buf_add(&e->doc, SV(".0"));
	e->row = (struct report_row){ 0 };
	e->level = LEVEL_UNKNOWN;
	e->part = e->section = e->paragraph = e->headings = 0;
	buf_clear(&e->above);
	e->fixed++;
}

/* ---- reports ---- */

/* What the report says, else what the caller says of reports that do not. */
static struct sv year_of(const struct emitter *e, const struct front *f)
{
	return f->year.n ? f->year : e->year;
}

static void make_doc(struct emitter *e, const struct front *f)
{
	struct sv year = year_of(e, f);
	unsigned n;

	buf_clear(&e->doc);
	if (year.n) {
		buf_add(&e->doc, year);
		buf_char(&e->doc, '-');
	}
	if (year.n && f->adcode[0])
		buf_add(&e->doc, sv_of(f->adcode));
	else {
		buf_add(&e->doc, buf_sv(&e->file));
		buf_char(&e->doc, '.');
		buf_size(&e->doc, e->docs_of_file);
	}
	n = count_id(e, buf_sv(&e->doc));
	if (n > 1) {
		buf_char(&e->doc, '~');
		buf_size(&e->doc, n);
	}
}

void emit_open(struct emitter *e, const struct front *f, size_t line)
{
	const struct sv from[] = { year_of(e, f), f->region.name, sv_of(f->adcode), f->date, f->session, f->speaker, f->title_text };
	struct sv *to[] = { &e->row.year, &e->row.region, &e->row.adcode, &e->row.date, &e->row.session, &e->row.speaker, &e->row.title };
	size_t all = 0, fields = sizeof from / sizeof *from;

	e->docs_of_file++;
	e->stats.docs++;
	e->open = true;
	make_doc(e, f);
	e->row = (struct report_row){ .src = e->src, .line = line };
	e->level = f->region.level;
	e->row.level = sv_of(region_level_name(e->level));
	for (size_t i = 0; i < fields; i++)
		all += from[i].n;
	buf_clear(&e->fields);
	buf_reserve(&e->fields, all + 1);       /* so that the views stay where they are */
	for (size_t i = 0; i < fields; i++) {
		*to[i] = sv_from(e->fields.p + e->fields.n, from[i].n);
		buf_add(&e->fields, from[i]);
	}
	buf_clear(&e->source);
	buf_clear(&e->url);
	emit_url(e, f->source, f->url);
	e->part = e->section = e->paragraph = e->headings = 0;
	buf_clear(&e->above);
	e->fixed++;
}

static void end_section(struct emitter *e)
{
	if (!e->held.text.p)
		return;
	e->held.text = buf_sv(&e->whole);
	e->stats.records++;
	if (e->sink->record)
		e->sink->record(e->sink->ctx, &e->held);
	e->held.text.p = NULL;
}

void emit_close(struct emitter *e, size_t last_line)
{
	end_section(e);
	if (!e->open)
		return;
	e->row.lines = last_line >= e->row.line ? last_line - e->row.line + 1 : 1;
	e->row.doc = buf_sv(&e->doc);
	e->row.source = buf_sv(&e->source);
	e->row.url = buf_sv(&e->url);
	if (e->sink->row)
		e->sink->row(e->sink->ctx, &e->row);
	e->open = false;
}

void emit_url(struct emitter *e, struct sv source, struct sv url)
{
	if (e->source.n == 0)
		buf_add(&e->source, source);
	if (e->url.n == 0)
		buf_add(&e->url, url);
}

/* ---- headings ---- */

static void join_headings(struct emitter *e, size_t n)
{
	e->fixed++;
	buf_clear(&e->above);
	for (size_t i = 0; i < n; i++) {
		if (i > 0)
			buf_add(&e->above, SV(" / "));
		buf_add(&e->above, buf_sv(&e->heading[i].text));
	}
}

/* How far out the heading goes: where the one stands that it counts on from; else where its form stands already, or below it if
 * it begins to count anew; else behind all forms that are further out. */
static size_t heading_depth(const struct emitter *e, unsigned form, unsigned number, bool top)
{
	size_t depth = e->headings, nearest = e->headings;
	unsigned best = UINT_MAX;

	if (top)
		return 0;
	/* figures are left out or come twice: the level whose count is nearest */
	for (size_t i = e->headings; i > 0; i--) {
		const struct heading *h = &e->heading[i - 1];
		unsigned next = h->number + 1, off = number > next ? number - next : next - number;

		if (h->form == form && off < best) {
			best = off;
			nearest = i - 1;
		}
	}
	if (nearest < e->headings)
		return number == 1 && best > 0 && form < HEADING_PLAIN ? e->headings : nearest;
	while (form != HEADING_PLAIN && depth > 0 && e->heading[depth - 1].form != HEADING_PLAIN && e->heading[depth - 1].form > form)
		depth--;
	return depth;
}

void emit_heading(struct emitter *e, unsigned form, unsigned number, bool top, struct sv text)
{
	size_t depth = heading_depth(e, form, number, top);

	if (depth == HEADINGS_MAX)
		depth--;
	if (depth <= 1)
		end_section(e);
	if (depth == 0) {
		e->part++;
		e->section = e->paragraph = 0;
	} else if (depth == 1) {
		e->section++;
		e->paragraph = 0;
	}
	e->heading[depth].form = top ? HEADING_TOP : form;
	e->heading[depth].number = number;
	buf_clear(&e->heading[depth].text);
	buf_add(&e->heading[depth].text, text);
	e->headings = depth + 1;
	join_headings(e, depth);        /* above the heading's own record stand those further out */
}

/* ---- records ---- */

static void begin_path(struct emitter *e)
{
	buf_clear(&e->path);
	buf_size(&e->path, e->part);
	buf_char(&e->path, '.');
	buf_size(&e->path, e->section);
	buf_char(&e->path, '.');
	buf_size(&e->path, e->paragraph);
	e->path_stem = e->path.n;
}

static void put_path(struct emitter *e)
{
	e->path.n = e->path_stem;
	buf_char(&e->path, '.');
	buf_size(&e->path, e->sentence);
}

static struct report_record new_record(const struct emitter *e, enum report_kind kind, size_t line)
{
	return (struct report_record){ .doc = buf_sv(&e->doc), .year = e->row.year, .level = e->row.level, .region = e->row.region,
		.adcode = e->row.adcode, .path = buf_sv(&e->path), .kind = kind, .heading = buf_sv(&e->above), .src = e->src, .line = line,
		.plain = !e->sentences.special, .fixed = e->fixed };
}

static void give(struct emitter *e, const struct report_record *r)
{
	e->stats.records++;
	if (e->sink->record)
		e->sink->record(e->sink->ctx, r);
}

static struct sv trimmed(struct sv s)
{
	while (s.n > 0 && s.p[0] == ' ')
		s = sv_skip(s, 1);
	while (s.n > 0 && s.p[s.n - 1] == ' ')
		s.n--;
	return s;
}

static void emit_sentences(struct emitter *e, const struct paragraph *p, enum report_kind kind, size_t lead)
{
	struct report_record r = new_record(e, lead ? KIND_HEADING : kind, 0);
	size_t begin = 0, place = 0;

	for (size_t i = 0; i < e->sentences.n; i++) {
		const struct sentence *s = &e->sentences.v[i];

		while (place + 1 < p->places && p->place[place + 1].at <= begin)
			place++;
		e->sentence++;
		put_path(e);
		r.path = buf_sv(&e->path);
		r.line = p->place[place].line;
		r.chars = s->chars;
		r.text = trimmed(sv_sub(p->text, begin, s->end));
		give(e, &r);
		begin = s->end;
		if (lead && begin >= lead) {
			join_headings(e, e->headings);
			r = new_record(e, kind, 0);
			lead = 0;
		}
	}
}

static void emit_whole(struct emitter *e, const struct paragraph *p, enum report_kind kind, size_t chars)
{
	struct report_record r;

	if (e->unit == REPORT_PARA || kind == KIND_TITLE || kind == KIND_META || kind == KIND_CAPTION || kind == KIND_FURNITURE) {
		end_section(e);
		r = new_record(e, kind, p->place[0].line);
		r.chars = chars;
		r.text = p->text;
		give(e, &r);
		return;
	}
	if (e->whole.n > SECTION_MAX)
		end_section(e);
	if (e->held.text.p) {
		buf_char(&e->whole, '\n');
		e->held.plain = false;
		buf_add(&e->whole, p->text);
		e->held.chars += chars;
		return;
	}
	/* a section goes by the headings down to its own */
	join_headings(e, e->headings < 2 ? e->headings : 2);
	buf_clear(&e->own);
	buf_add(&e->own, buf_sv(&e->path));
	buf_add(&e->own, buf_sv(&e->above));
	buf_clear(&e->whole);
	buf_add(&e->whole, p->text);
	e->held = new_record(e, KIND_TEXT, p->place[0].line);
	e->held.path = sv_from(e->own.p, e->path.n);
	e->held.heading = sv_skip(buf_sv(&e->own), e->path.n);
	e->held.chars = chars;
	e->held.text = p->text;
}

void emit_paragraph(struct emitter *e, const struct paragraph *p, enum report_kind kind, size_t lead)
{
	size_t chars = 0;

	if (kind == KIND_FURNITURE && e->no_furniture)
		return;
	sentences_find(p->text, &e->sentences);
	for (size_t i = 0; i < e->sentences.n; i++)
		chars += e->sentences.v[i].chars;
	e->row.chars += chars;
	e->stats.chars += chars;
	if (e->unit == REPORT_DOC)
		return;
	if (!p->resumed || e->paragraph == 0) {
		e->paragraph++;
		e->sentence = 0;
	}
	begin_path(e);
	if (e->unit == REPORT_SENT)
		emit_sentences(e, p, kind, kind == KIND_HEADING ? 0 : lead);
	else
		emit_whole(e, p, kind, chars);
	if (kind == KIND_HEADING || lead)
		join_headings(e, e->headings);
}
