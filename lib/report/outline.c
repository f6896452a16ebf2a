#include "report/outline.h"

#include <stdlib.h>
#include "base/mem.h"
#include "report/scan.h"

enum {
	HELD_MAX = 64,                  /* paragraphs; a title page has under twenty, an index of all provinces under forty */
	HELD_BYTES = 64 * 1024,
	PROBE_MAX = 12,                 /* after something like a title, the salutation comes sooner or never */
	BODY_ENOUGH = 3,                /* paragraphs behind the opening, for the first heading, which may tell the year */
	SHORT_BYTES = 100 * 3,          /* a longer paragraph begins no report, part or annex */
	LABEL_BYTES = 20 * 3,           /* what ends like a sentence and is longer is one: no label, caption or furniture */
	HEADING_CHARS = 60,             /* a longer line is no heading */
	LEAD_CHARS = 45                 /* a heading that runs on into its paragraph is at most so long */
};

void outline_begin(struct outline *o)
{
	o->state = OUTLINE_START;
	o->n = o->bytes = 0;
	o->annex = false;
	o->last_kind = KIND_TEXT;
	o->last_line = 0;
	arena_reset(&o->arena);
}

void outline_free(struct outline *o)
{
	arena_free(&o->arena);
	free(o->held);
	free(o->place);
}

bool outline_in_front(const struct outline *o)
{
	return o->state != OUTLINE_BODY;
}

/* ---- the body ---- */

/* What a short paragraph without a mark is, other than text. */
static enum report_kind kind_of_short(struct outline *o, struct sv s)
{
	enum line_end end = line_end(s);
	struct line_match m;

	if (end != END_NONE && s.n > LABEL_BYTES)
		return KIND_TEXT;
	if (rules_title(o->rules, s, NULL))
		return KIND_FURNITURE;          /* a running head */
	if (rules_match(o->rules, LINE_META, s, &m)) {
		emit_url(o->emit, match_group(&m, "source"), match_group(&m, "url"));
		return KIND_META;
	}
	if (rules_match(o->rules, LINE_FURNITURE, s, NULL))
		return KIND_FURNITURE;
	if (rules_match(o->rules, LINE_CAPTION, s, NULL))
		return KIND_CAPTION;
	if (rules_match(o->rules, LINE_SALUTATION, s, NULL))
		return KIND_TEXT;
	return end == END_NONE && !sv_has(s, SV("。")) && scan_count(s) <= HEADING_CHARS ? KIND_HEADING : KIND_TEXT;
}

/* The length of a heading in Markdown's bold that its paragraph goes on behind, on the same line; 0 if there is none. */
static size_t bold_lead(struct sv text)
{
	static const char *const goes_on[] = { "。", "，", "、", "：", "；", "）" };
	size_t end;
	struct sv rest;

	if (text.n < 5 || text.p[0] != '*' || text.p[1] != '*')
		return 0;
	end = sv_find(text, SV("**"), 2);
	if (end > text.n || end == 2 || sv_has(sv_sub(text, 2, end), SV("。")) || scan_count(sv_sub(text, 2, end)) > HEADING_CHARS)
		return 0;
	end += 2;
	rest = sv_trim(sv_skip(text, end));
	for (size_t i = 0; i < sizeof goes_on / sizeof *goes_on; i++)
		if (sv_starts(rest, sv_of(goes_on[i])))
			return 0;
	return scan_count(rest) > LEAD_CHARS / 2 ? end : 0;
}

/* The length of the heading that runs on into its paragraph: up to the first full stop, the mark included; 0 if there is none. */
static size_t lead_of(struct sv text, size_t mark)
{
	size_t stop = sv_find(text, SV("。"), mark);

	if (stop > text.n || stop + 3 >= text.n || stop == mark || scan_count(sv_sub(text, mark, stop)) > LEAD_CHARS)
		return 0;
	return stop + 3;
}

static struct sv heading_text(struct sv s)
{
	static const char *const ends[] = { "。", "：", ":" };

	s = without_markdown(s);
	for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
		if (sv_ends(s, sv_of(ends[i])))
			s.n -= strlen(ends[i]);
	return s;
}

/* A paragraph that begins with a heading's mark, `mark` bytes long. *lead: as lead_of(). */
static enum report_kind kind_of_numbered(struct outline *o, struct sv s, const struct line_rule *rule, size_t mark, size_t *lead)
{
	bool outer = rule->rank < 4;    /* Chinese numerals number sections; digits may number anything */
	enum line_end end = line_end(s);

	*lead = 0;
	if (o->annex)
		return KIND_ITEM;
	if (((end == END_NONE || end == END_OPEN) && !sv_has(s, SV("。"))) || (end == END_STOP && scan_count(s) <= LEAD_CHARS / 2))
		return scan_count(s) <= HEADING_CHARS ? KIND_HEADING : KIND_ITEM;
	*lead = lead_of(s, mark);
	if (*lead)
		return KIND_TEXT;
	return outer && end == END_SENTENCE && scan_count(s) <= LEAD_CHARS ? KIND_HEADING : KIND_ITEM;
}

static void add_heading(struct outline *o, const struct paragraph *p, unsigned form, size_t mark, bool top, size_t lead)
{
	struct sv s = heading_text(lead ? sv_from(p->text.p, lead) : p->text);

	emit_heading(o->emit, form, form < HEADING_PLAIN ? number_of(sv_from(p->text.p, mark)) : 0, top, s);
}

static unsigned hashes(struct sv s)
{
	unsigned n = 0;

	while (n < s.n && s.p[n] == '#')
		n++;
	return n;
}

static void body_paragraph(struct outline *o, const struct paragraph *p);

/* What is left of p behind its first `from` bytes; its places are the outline's until the next call. */
static struct paragraph rest_of(struct outline *o, const struct paragraph *p, size_t from)
{
	struct paragraph rest = *p;
	size_t first = 0;

	while (first + 1 < p->places && p->place[first + 1].at <= from)
		first++;
	rest.text = sv_skip(p->text, from);
	rest.places = p->places - first;
	GROW(o->place, o->place_cap, rest.places);
	for (size_t i = 0; i < rest.places; i++) {
		struct place at = p->place[first + i];

		o->place[i] = (struct place){ at.at > from ? at.at - from : 0, at.line };
	}
	rest.place = o->place;
	return rest;
}

/* A heading in bold that its paragraph goes on behind, numbered or a part's, is a paragraph of its own; the other may begin on
 * the next line. */
static bool body_bold(struct outline *o, const struct paragraph *p)
{
	size_t lead = bold_lead(p->text), mark;
	struct paragraph head = *p, rest;
	const struct line_rule *rule;
	struct sv plain;

	if (!lead)
		return false;
	head.text = sv_from(p->text.p, lead);
	plain = without_markdown(head.text);
	rule = rules_mark(o->rules, plain, &mark);
	if (rule ? rule->is != LINE_HEADING || rule->rank >= 4 || mark + 6 > plain.n : !rules_match(o->rules, LINE_PART, plain, NULL))
		return false;
	body_paragraph(o, &head);
	while (p->text.p[lead] == ' ')          /* bold_lead() has seen more behind it */
		lead++;
	rest = rest_of(o, p, lead);
	body_paragraph(o, &rest);
	return true;
}

static void body_paragraph(struct outline *o, const struct paragraph *p)
{
	struct sv plain = without_markdown(p->text);
	enum report_kind kind = KIND_TEXT;
	const struct line_rule *rule = NULL;
	size_t mark = 0, lead = 0;
	unsigned form = 0;

	o->last_line = p->lines;
	if (p->page || p->tabular || (p->text.n <= PAGE_BYTES && rules_match(o->rules, LINE_PAGE, p->text, NULL))) {
		emit_paragraph(o->emit, p, KIND_FURNITURE, 0);
		return;
	}
	if (p->resumed) {
		emit_paragraph(o->emit, p, o->last_kind == KIND_HEADING ? KIND_TEXT : o->last_kind, 0);
		return;
	}
	if (body_bold(o, p))
		return;
	rule = rules_mark(o->rules, plain, &mark);
	if (rule && rule->is == LINE_HEADING) {
		mark += (size_t)(plain.p - p->text.p);
		form = rule->rank;
		kind = kind_of_numbered(o, p->text, rule, mark, &lead);
	} else if (p->text.n > 0 && p->text.n <= SHORT_BYTES && *p->text.p == '#') {
		kind = KIND_HEADING;
		form = HEADING_HASH + hashes(p->text);
	} else if (rule)
		kind = KIND_ITEM;
	else if (p->text.n <= SHORT_BYTES) {
		kind = kind_of_short(o, plain);
		form = HEADING_PLAIN;
	}
	if (kind == KIND_HEADING || lead) {
		bool annex = plain.n <= SHORT_BYTES && rules_match(o->rules, LINE_ANNEX, plain, NULL), top = annex
			|| (form == HEADING_PLAIN && rules_match(o->rules, LINE_PART, plain, NULL));

		o->annex = o->annex || annex;
		add_heading(o, p, form, mark, top, lead);
	}
	emit_paragraph(o->emit, p, kind, lead);
	o->last_kind = kind;
}

/* ---- what is held ---- */

static void hold(struct outline *o, const struct paragraph *p)
{
	struct place *place = ARENA_ARRAY(&o->arena, p->places, struct place);
	struct held *h;

	GROW(o->held, o->cap, o->n + 1);
	h = &o->held[o->n++];
	*h = (struct held){ .p = *p, .kind = KIND_TEXT };
	memcpy(place, p->place, p->places * sizeof *place);
	h->p.place = place;
	h->p.text = arena_copy(&o->arena, p->text);
	o->bytes += p->text.n;
	held_look(o->rules, h);
}

static void drop_held(struct outline *o)
{
	o->n = o->bytes = 0;
	arena_reset(&o->arena);
}

/* Gives out the held from `from` on as what they are in a body. */
static void flush_body(struct outline *o, size_t from, size_t to)
{
	for (size_t i = from; i < to; i++)
		body_paragraph(o, &o->held[i].p);
}

static void flush_as(struct outline *o, enum report_kind kind)
{
	for (size_t i = 0; i < o->n; i++) {
		o->last_line = o->held[i].p.lines;
		emit_paragraph(o->emit, &o->held[i].p, kind, 0);
	}
	drop_held(o);
}

/* The held are a report's beginning: the one before ends. */
static void open_report(struct outline *o)
{
	struct front f;
	size_t first;

	front_read(o->rules, o->held, o->n, &f, &o->arena);
	first = f.title < o->n ? f.title : f.body < o->n ? f.body : 0;
	for (size_t i = 0; i < f.body && f.title == o->n; i++)
		if (o->held[i].session) {
			first = i;
			break;
		}
	emit_close(o->emit, o->last_line);
	emit_open(o->emit, &f, o->held[first].p.place[0].line);
	o->annex = false;
	o->last_kind = KIND_TEXT;
	for (size_t i = 0; i < f.body; i++) {
		o->last_line = o->held[i].p.lines;
		if (i == first)
			o->emit->row.chars = 0; /* what stands before the title is not the report's */
		emit_paragraph(o->emit, &o->held[i].p, o->held[i].kind, 0);
	}
	flush_body(o, f.body, o->n);
	drop_held(o);
	o->state = OUTLINE_BODY;
}

/* No report begins with the held: text of the report that is open, or of none. */
static void open_none(struct outline *o)
{
	flush_body(o, 0, o->n);
	drop_held(o);
	o->state = OUTLINE_BODY;
}

struct signs { size_t titles, sessions, salutation, opening, body; bool prose, prose_first; };

/* What the held say. body: the first that is a report's text behind a title or opening; n if there is none yet. */
static struct signs read_signs(const struct outline *o)
{
	struct signs s = { .salutation = o->n, .opening = o->n, .body = o->n };

	for (size_t i = 0; i < o->n; i++) {
		const struct held *h = &o->held[i];
		bool begun = s.titles || s.sessions || s.salutation < o->n || s.opening < o->n;

		s.titles += h->title;
		s.sessions += h->session;
		if (h->salutation && s.salutation == o->n)
			s.salutation = i;
		if (h->opening && s.opening == o->n)
			s.opening = i;
		if (s.body == o->n && (h->salutation || h->opening || (begun && !h->title && (h->heading || h->prose))))
			s.body = i;
		s.prose = s.prose || (h->prose && begun);
		if (h->prose && s.salutation == o->n && s.opening == o->n)
			s.prose_first = true;
	}
	return s;
}

/* Whether the held begin a report: the title alone is not enough, running heads and mentions look like it. */
static bool is_report(const struct outline *o, const struct signs *s)
{
	/* a file that begins with the salutation is a report whose title was left away */
	if (o->state == OUTLINE_START && s->salutation == 0)
		return o->n > 1;
	if (s->opening < o->n)
		return s->titles || s->sessions || s->salutation < o->n || o->state == OUTLINE_START;
	return (s->titles && (s->sessions || s->salutation < o->n)) || (s->sessions && s->salutation < o->n);
}

/* Whether enough of the report is held to read its title page: the opening and the first heading, or a few paragraphs. */
static bool is_complete(const struct outline *o, const struct signs *s)
{
	size_t behind;

	if (o->n >= HELD_MAX || o->bytes >= HELD_BYTES)
		return true;
	if (s->body == o->n)
		return false;
	behind = o->n - s->body;
	/* headings alone are a table of contents */
	if (s->salutation == o->n && s->opening == o->n && !s->prose)
		return false;
	if (behind > BODY_ENOUGH)
		return true;
	for (size_t i = s->body; i < o->n; i++)
		if (o->held[i].heading && (i > s->body || !o->held[i].salutation))
			return true;
	return false;
}

/* At a file's beginning a title alone makes a report, if a text follows. */
static void decide_start(struct outline *o)
{
	struct signs s = read_signs(o);

	if (is_report(o, &s)) {
		o->state = OUTLINE_FRONT;
		if (is_complete(o, &s))
			open_report(o);
	} else if (s.titles + s.sessions > 0 && s.body < o->n) {
		if (is_complete(o, &s))
			open_report(o);
	} else if (s.prose_first || o->n >= HELD_MAX || o->bytes >= HELD_BYTES)
		open_none(o);
}

static void decide_probe(struct outline *o)
{
	struct signs s = read_signs(o);

	if (is_report(o, &s)) {
		o->state = OUTLINE_FRONT;
		if (is_complete(o, &s))
			open_report(o);
	} else if (s.prose_first || o->n >= PROBE_MAX || (s.salutation == 0 && o->n > 1))
		open_none(o);
}

static void decide(struct outline *o)
{
	struct signs s;

	switch (o->state) {
	case OUTLINE_START:
		decide_start(o);
		break;
	case OUTLINE_PROBE:
		decide_probe(o);
		break;
	case OUTLINE_FRONT:
		s = read_signs(o);
		if (is_complete(o, &s))
			open_report(o);
		break;
	case OUTLINE_BODY:
		break;
	}
}

/* Whether a report may begin with this paragraph of a body. */
static bool is_trigger(const struct outline *o, const struct paragraph *p)
{
	struct sv s;

	if (p->text.n > SHORT_BYTES || p->page || p->resumed || p->tabular)
		return false;
	s = without_markdown(p->text);
	if (line_end(s) == END_SENTENCE)
		return s.n <= LABEL_BYTES && rules_match(o->rules, LINE_SALUTATION, s, NULL);
	if (rules_title(o->rules, s, NULL) || rules_match(o->rules, LINE_SALUTATION, s, NULL))
		return true;
	return (sv_has(s, SV("届")) || sv_has(s, SV("屆"))) && rules_match(o->rules, LINE_SESSION, s, NULL) && rules_match(o->rules, LINE_DATE, s, NULL);
}

void outline_add(struct outline *o, const struct paragraph *p)
{
	if (o->state == OUTLINE_BODY) {
		if (!is_trigger(o, p)) {
			body_paragraph(o, p);
			return;
		}
		o->state = OUTLINE_PROBE;
	}
	hold(o, p);
	decide(o);
}

void outline_end(struct outline *o)
{
	struct signs s = read_signs(o);

	if (o->n == 0)
		;
	else if (o->emit->open && o->state == OUTLINE_FRONT && s.body + 2 >= o->n)
		flush_as(o, KIND_FURNITURE);    /* a title page without a report behind it: a link, a summary */
	else if (o->state == OUTLINE_FRONT || (o->state == OUTLINE_START && (s.titles || s.sessions || is_report(o, &s))))
		open_report(o);
	else
		open_none(o);
	emit_close(o->emit, o->last_line);
}
