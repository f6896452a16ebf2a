#include "tag/tag.h"

#include <stdlib.h>

#include "base/mem.h"
#include "tag/period.h"
#include "tag/role.h"
#include "tag/term.h"

const struct rulekind *const tag_kinds[] = { &roles_kind, &topics_kind, &terms_kind };
const size_t tag_kind_count = sizeof tag_kinds / sizeof *tag_kinds;

/* front: furniture and the like, part of no block. The literals found in it are n of the tagger's. */
struct held { struct tag_record record; bool front; size_t first, n; };

struct tagger {
	tag_done_fn *done;
	void *ctx;
	struct literals *literals;      /* those of roles and periods have the first ids */
	uint32_t of_blocks;             /* so many */
	struct roles *roles;
	struct periods *periods;
	struct wording *wording;
	struct role_state role_state;
	struct period_state period_state;
	struct held held[TAG_HELD_MAX];
	size_t n;
	size_t first;                   /* the block's first record in held; those before it only address it */
	struct scan scan;               /* of the block's text */
	size_t bytes;                   /* scanned of it */
	struct hits marks, found;       /* literals in it, of roles and periods; in each of the records held, of topics and terms */
	bool open;                      /* a block is held */
	bool cut;                       /* the block was longer than can be held: the rest goes its way */
	struct decision last;
	struct buf doc, path;           /* of the report, and of the paragraph that is open or was cut */
	struct sv period;               /* of the block that was decided last */
	struct buf head, tail, whole, section_period, topics, terms, words;
	bool explain;
};

struct tagger *tagger_new(struct ruleset *rules, tag_done_fn *done, void *ctx)
{
	struct tagger *t = mem_new(sizeof *t);
	t->done = done;
	t->ctx = ctx;
	t->literals = literals_new();
	t->roles = roles_new(rules, t->literals, 0);
	t->periods = periods_new(rules, t->literals, roles_literals(t->roles));
	t->of_blocks = roles_literals(t->roles) + periods_literals(t->periods);
	t->wording = wording_new(rules, t->literals, t->of_blocks);
	literals_build(t->literals);
	roles_begin(&t->role_state);
	periods_begin(&t->period_state, (struct sv){ 0 });
	return t;
}

void tagger_free(struct tagger *t)
{
	if (!t)
		return;
	roles_free(t->roles);
	periods_free(t->periods);
	wording_free(t->wording);
	literals_free(t->literals);
	hits_free(&t->marks);
	hits_free(&t->found);
	struct buf *const all[] = {
		&t->doc, &t->path, &t->head, &t->tail, &t->whole, &t->section_period, &t->topics, &t->terms, &t->words
	};
	for (size_t i = 0; i < sizeof all / sizeof *all; i++)
		buf_free(all[i]);
	free(t);
}

void tagger_explain(struct tagger *t, bool on)
{
	t->explain = on;
}

size_t tagger_held(const struct tagger *t)
{
	return t->n;
}

static void hand_back(struct tagger *t, const struct held *held)
{
	const struct tag_record *record = &held->record;
	const struct hits words = { .v = t->found.v + held->first, .n = held->n };
	enum role role = held->front ? ROLE_FRONT : t->last.role;
	buf_clear(&t->topics);
	buf_clear(&t->terms);
	wording_read(t->wording, record, role, &words, &t->topics, &t->terms);
	struct tag tag = { .role = role, .topics = buf_sv(&t->topics), .terms = buf_sv(&t->terms) };
	if (t->explain) {
		buf_clear(&t->words);
		wording_words(t->wording, &t->words);
		tag.words = buf_sv(&t->words);
	}
	if (!held->front) {
		tag.period = t->period;
		tag.rule = t->last.rule;
	}
	t->done(t->ctx, record, &tag);
}

/* Hands back all that is held. */
static void let_go(struct tagger *t)
{
	for (size_t i = 0; i < t->n; i++)
		hand_back(t, &t->held[i]);
	t->n = t->first = t->bytes = t->marks.n = t->found.n = 0;
	t->scan = (struct scan){ 0 };
	t->open = false;
}

/* The head of the block: the texts of its records up to HEAD_MAX bytes, in place where one record has them. */
static struct sv head_of(struct tagger *t)
{
	buf_clear(&t->head);
	for (size_t i = 0; i < t->n; i++) {
		struct sv text = t->held[i].record.text;
		if (t->held[i].front)
			continue;
		if (t->head.n == 0 && text.n >= HEAD_MAX)
			return sv_head(text, HEAD_MAX);
		buf_add(&t->head, text);
		if (t->head.n >= HEAD_MAX)
			break;
	}
	return sv_head(buf_sv(&t->head), HEAD_MAX);
}

static struct sv tail_of(struct tagger *t)
{
	size_t from = t->n, bytes = 0;
	while (from > 0 && bytes < TAIL_MAX) {
		from--;
		if (!t->held[from].front)
			bytes += t->held[from].record.text.n;
	}
	buf_clear(&t->tail);
	for (size_t i = from; i < t->n; i++) {
		struct sv text = t->held[i].record.text;
		if (t->held[i].front)
			continue;
		if (from + 1 == t->n)
			return sv_tail(text, TAIL_MAX);
		buf_add(&t->tail, text);
	}
	return sv_tail(buf_sv(&t->tail), TAIL_MAX);
}

static struct sv whole_of(struct tagger *t, size_t bytes)
{
	buf_clear(&t->whole);
	for (size_t i = 0; i < t->n; i++) {
		struct sv text = t->held[i].record.text;
		if (t->held[i].front)
			continue;
		if (text.n == bytes)
			return text;
		buf_add(&t->whole, text);
	}
	return buf_sv(&t->whole);
}

/* Whether a section's first line is its heading: what its path of headings ends in, but for marks around it. */
static bool is_its_heading(struct sv line, struct sv path)
{
	enum { MARKS_MAX = 8 };         /* bytes: "**" at both ends, a full stop */
	for (size_t at = sv_find(path, SV(" / "), 0); at <= path.n; at = sv_find(path, SV(" / "), 0))
		path = sv_skip(path, at + 3);
	return path.n > 0 && line.n <= path.n + MARKS_MAX && sv_has(line, path);
}

/* A record of several lines, a whole section (gwr-split -u section): every line is a block, and the record's role is the one
 * that most of its text has. */
static void decide_section(struct tagger *t, const struct tag_record *record)
{
	struct sv rest = record->text, line;
	size_t bytes[ROLES] = { 0 }, next = 0, base = t->bytes - record->text.n;
	bool first = true;
	for (; sv_cut(&rest, '\n', &line); first = false) {
		uint32_t from = (uint32_t)(base + (size_t)(line.p - record->text.p));
		size_t mark = next;
		while (next < t->marks.n && t->marks.v[next].end <= from + line.n)
			next++;
		struct block b = { .heading = first && is_its_heading(line, record->heading), .under = record->heading,
			.head = sv_head(line, HEAD_MAX), .tail = sv_tail(line, TAIL_MAX), .bytes = line.n, .whole = line,
			.hit = t->marks.v + mark, .hits = next - mark, .from = from };
		struct decision d = roles_decide(t->roles, &t->role_state, &b);
		bytes[d.role] += line.n;
		struct sv period = periods_decide(t->periods, &t->period_state, &b, &d);
		if (!first && (d.role == t->last.role || bytes[d.role] <= bytes[t->last.role]))
			continue;
		t->last = d;
		buf_clear(&t->section_period);
		buf_add(&t->section_period, period);
	}
}

static void decide_block(struct tagger *t)
{
	const struct tag_record *record = &t->held[t->first].record;
	struct block b = { .listed = sv_is(record->kind, "item"), .under = record->heading, .bytes = t->bytes,
		.hit = t->marks.v, .hits = t->marks.n };
	size_t records = 0;
	for (size_t i = t->first; i < t->n; i++)
		records += !t->held[i].front;
	if (records == 1 && record->text.n > 0 && memchr(record->text.p, '\n', record->text.n)) {
		decide_section(t, record);
		t->period = buf_sv(&t->section_period);
		return;
	}
	b.heading = records == 1 && (sv_is(record->kind, "heading") || roles_is_heading(t->roles, record->text));
	b.runin = sv_is(record->kind, "heading") && records > 1;
	b.head = head_of(t);
	b.tail = tail_of(t);
	if (roles_reads_whole(t->roles, &t->role_state, b.heading))
		b.whole = whole_of(t, b.bytes);
	t->last = roles_decide(t->roles, &t->role_state, &b);
	t->period = periods_decide(t->periods, &t->period_state, &b, &t->last);
}

static void decide(struct tagger *t)
{
	if (t->open)
		decide_block(t);
	let_go(t);
	t->cut = false;
}

static bool is_front(struct sv kind)
{
	static const char *const kinds[] = { "title", "meta", "furniture", "caption" };
	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
		if (sv_is(kind, kinds[i]))
			return true;
	return false;
}

/* The path of the paragraph that a record is of: all but the sentence, the fourth part. */
static struct sv paragraph_of(struct sv path)
{
	size_t dots = 0, last = path.n;
	for (size_t i = 0; i < path.n; i++)
		if (path.p[i] == '.') {
			dots++;
			last = i;
		}
	return dots >= 3 ? sv_from(path.p, last) : (struct sv){ 0 };
}

static void begin_report(struct tagger *t, const struct tag_record *record)
{
	decide(t);
	buf_clear(&t->doc);
	buf_add(&t->doc, record->doc);
	buf_clear(&t->path);
	roles_begin(&t->role_state);
	periods_begin(&t->period_state, record->year);
}

/* Part of the block that follows: only a form of address (which before the report has begun is its salutation), or its first
 * line taken for a heading. */
static bool leads_on(const struct tagger *t)
{
	const struct tag_record *record = &t->held[t->n - 1].record;
	if (t->role_state.part <= ROLE_OPENING || t->first + 1 != t->n)
		return false;
	return roles_is_address(t->roles, record->text) || (sv_is(record->kind, "heading") && roles_is_broken(t->roles, record->text));
}

/* Scans the text once for the literals of all rules. Those of roles and periods are looked for in the block's text as one, for they
 * may stand across two of its records. */
static void find_literals(struct tagger *t, struct held *h)
{
	struct scan alone = { 0 };
	struct hits *f = &t->found;
	size_t kept = h->first = f->n;
	literals_scan_on(t->literals, h->front ? &alone : &t->scan, h->record.text, f);
	for (size_t i = kept; i < f->n; i++) {
		struct hit x = f->v[i];
		if (x.id >= t->of_blocks) {
			f->v[kept] = x;
			kept += x.start < x.end;
		} else if (!h->front) {
			GROW(t->marks.v, t->marks.cap, t->marks.n + 1);
			x.start += (uint32_t)t->bytes;
			x.end += (uint32_t)t->bytes;
			t->marks.v[t->marks.n++] = x;
		}
	}
	f->n = kept;
	h->n = kept - h->first;
	if (!h->front)
		t->bytes += h->record.text.n;
}

static void hold(struct tagger *t, const struct tag_record *record, bool front)
{
	struct held *h = &t->held[t->n++];
	*h = (struct held){ .record = *record, .front = front };
	find_literals(t, h);
}

void tagger_push(struct tagger *t, const struct tag_record *record)
{
	if (!sv_eq(record->doc, buf_sv(&t->doc)))
		begin_report(t, record);
	bool front = is_front(record->kind);
	struct sv paragraph = paragraph_of(record->path);
	/* A heading that its paragraph goes on behind is the paragraph's first sentence; a form of address begins another. */
	bool same = paragraph.n > 0 && sv_eq(paragraph, buf_sv(&t->path)) && !roles_addresses(t->roles, record->text);
	if (!t->open && (front || (same && t->cut))) {
		hold(t, record, front);
		let_go(t);
		return;
	}
	if (t->open && !front && !same) {
		if (leads_on(t))
			t->first = t->n;
		else
			decide(t);
	}
	if (!front && !same) {
		buf_clear(&t->path);
		buf_add(&t->path, paragraph);
		t->open = true;
		t->cut = false;
	}
	hold(t, record, front);
	if (t->n == TAG_HELD_MAX) {
		decide(t);
		t->cut = true;
	}
}

void tagger_end(struct tagger *t)
{
	decide(t);
	buf_clear(&t->doc);
	buf_clear(&t->path);
}
