#include "tag/tag.h"

#include <stdlib.h>

#include "base/mem.h"
#include "tag/period.h"
#include "tag/role.h"
#include "tag/term.h"

const struct rulekind *const tag_kinds[] = { &roles_kind, &topics_kind, &terms_kind };
const size_t tag_kind_count = sizeof tag_kinds / sizeof *tag_kinds;

struct piece { size_t from, to; };                       /* of one of the tagger's buffers */
enum kind { KIND_TEXT, KIND_ITEM, KIND_HEADING, KIND_CAPTION, KIND_FURNITURE, KIND_TITLE, KIND_META };
struct held {
	const struct tag_record *record;
	enum kind kind;
	bool front;                     /* part of no block, as the last four kinds are */
	struct piece topics, terms, words;
};

/* Whose literals they are that the automaton finds. */
enum { OF_PARTS, OF_TOPICS, OF_TERMS, LISTS };

struct tagger {
	tag_done_fn *done;
	void *ctx;
	struct literals *literals;
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
	struct hits hits[LISTS];        /* of roles and periods: all in the block; else: in the record last scanned */
	bool open;                      /* a block is held */
	bool cut;                       /* the block was longer than can be held: the rest goes its way */
	struct decision last;
	struct buf doc, path;           /* of the report, and of the paragraph that is open or was cut */
	struct sv period;               /* of the block that was decided last */
	struct buf head, tail, whole, section_period;
	struct buf topics, terms, words;        /* of all records held */
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
	t->wording = wording_new(rules, t->literals, OF_TOPICS);
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
	for (size_t i = 0; i < LISTS; i++)
		hits_free(&t->hits[i]);
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

static struct sv piece_of(const struct buf *b, struct piece at)
{
	return sv_sub(buf_sv(b), at.from, at.to);
}

/* A title, a salutation and a final call have no policy content, whatever words they use. */
static bool has_topics(const struct held *held, enum role role)
{
	return role != ROLE_OPENING && role != ROLE_CLOSING && held->kind < KIND_TITLE;
}

static void hand_back(struct tagger *t, const struct held *held)
{
	struct tag tag = { .role = held->front ? ROLE_FRONT : t->last.role, .terms = piece_of(&t->terms, held->terms) };
	if (has_topics(held, tag.role)) {
		tag.topics = piece_of(&t->topics, held->topics);
		tag.words = piece_of(&t->words, held->words);
	}
	if (!held->front) {
		tag.period = t->period;
		tag.rule = t->last.rule;
	}
	t->done(t->ctx, held->record, &tag);
}

/* Hands back all that is held. */
static void let_go(struct tagger *t)
{
	for (size_t i = 0; i < t->n; i++)
		hand_back(t, &t->held[i]);
	t->n = t->first = t->bytes = t->hits[OF_PARTS].n = 0;
	t->scan = (struct scan){ 0 };
	buf_clear(&t->topics);
	buf_clear(&t->terms);
	buf_clear(&t->words);
	t->open = false;
}

/* The head of the block: the texts of its records up to HEAD_MAX bytes, in place where one record has them. */
static struct sv head_of(struct tagger *t)
{
	buf_clear(&t->head);
	for (size_t i = 0; i < t->n; i++) {
		struct sv text = t->held[i].record->text;
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
			bytes += t->held[from].record->text.n;
	}
	buf_clear(&t->tail);
	for (size_t i = from; i < t->n; i++) {
		struct sv text = t->held[i].record->text;
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
		struct sv text = t->held[i].record->text;
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
	const struct hits *hits = &t->hits[OF_PARTS];
	struct sv rest = record->text, line;
	size_t bytes[ROLES] = { 0 }, next = 0, base = t->bytes - record->text.n;
	bool first = true;
	for (; sv_cut(&rest, '\n', &line); first = false) {
		uint32_t from = (uint32_t)(base + (size_t)(line.p - record->text.p));
		size_t hit = next;
		while (next < hits->n && hits->v[next].end <= from + line.n)
			next++;
		struct block b = { .heading = first && is_its_heading(line, record->heading), .under = record->heading,
			.head = sv_head(line, HEAD_MAX), .tail = sv_tail(line, TAIL_MAX), .bytes = line.n, .whole = line,
			.hit = hits->v + hit, .hits = next - hit, .from = from };
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
	const struct tag_record *record = t->held[t->first].record;
	enum kind kind = t->held[t->first].kind;
	struct block b = { .listed = kind == KIND_ITEM, .under = record->heading, .bytes = t->bytes,
		.hit = t->hits[OF_PARTS].v, .hits = t->hits[OF_PARTS].n };
	size_t records = 0;
	for (size_t i = t->first; i < t->n; i++)
		records += !t->held[i].front;
	if (records == 1 && record->text.n > 0 && memchr(record->text.p, '\n', record->text.n)) {
		decide_section(t, record);
		t->period = buf_sv(&t->section_period);
		return;
	}
	b.heading = records == 1 && (kind == KIND_HEADING || roles_is_heading(t->roles, record->text));
	b.runin = kind == KIND_HEADING && records > 1;
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

static enum kind kind_of(struct sv name)
{
	static const struct sv names[] = { { "text", 4 }, { "item", 4 }, { "heading", 7 }, { "caption", 7 }, { "furniture", 9 }, { "title", 5 },
		{ "meta", 4 } };
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (sv_eq(name, names[i]))
			return (enum kind)i;
	return KIND_TEXT;
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
	const struct tag_record *record = t->held[t->n - 1].record;
	if (t->role_state.part <= ROLE_OPENING || t->first + 1 != t->n)
		return false;
	return roles_is_address(t->roles, record->text) || (t->held[t->n - 1].kind == KIND_HEADING && roles_is_broken(t->roles, record->text));
}

/* Scans the text once for the literals of all rules. Those of roles and periods are looked for in the block's text as one, for they
 * may stand across two of its records. */
static void find_literals(struct tagger *t, const struct held *h)
{
	struct hits *parts = &t->hits[OF_PARTS];
	struct scan alone = { 0 };
	size_t before = parts->n;
	t->hits[OF_TOPICS].n = t->hits[OF_TERMS].n = 0;
	literals_scan_on(t->literals, h->front ? &alone : &t->scan, h->record->text, t->hits);
	if (h->front) {
		parts->n = before;
		return;
	}
	for (size_t i = before; i < parts->n; i++) {
		parts->v[i].start += (uint32_t)t->bytes;
		parts->v[i].end += (uint32_t)t->bytes;
	}
	t->bytes += h->record->text.n;
}

/* Page numbers, site furniture and a compilation's index are no part of what the government says. */
static void read_words(struct tagger *t, struct held *h)
{
	if (h->kind == KIND_FURNITURE)
		return;
	h->topics.from = t->topics.n;
	h->terms.from = t->terms.n;
	h->words.from = t->words.n;
	wording_read(t->wording, h->record->text, &t->hits[OF_TOPICS], &t->topics, &t->terms);
	if (t->explain)
		wording_words(t->wording, &t->hits[OF_TOPICS], &t->words);
	h->topics.to = t->topics.n;
	h->terms.to = t->terms.n;
	h->words.to = t->words.n;
}

static void hold(struct tagger *t, const struct tag_record *record, enum kind kind)
{
	struct held *h = &t->held[t->n++];
	*h = (struct held){ .record = record, .kind = kind, .front = kind >= KIND_CAPTION };
	find_literals(t, h);
	read_words(t, h);
}

void tagger_push(struct tagger *t, const struct tag_record *record)
{
	if (!sv_eq(record->doc, buf_sv(&t->doc)))
		begin_report(t, record);
	enum kind kind = kind_of(record->kind);
	bool front = kind >= KIND_CAPTION;
	struct sv paragraph = paragraph_of(record->path);
	/* A heading that its paragraph goes on behind is the paragraph's first sentence; a form of address begins another. */
	bool same = paragraph.n > 0 && sv_eq(paragraph, buf_sv(&t->path)) && !roles_addresses(t->roles, record->text);
	if (!t->open && (front || (same && t->cut))) {
		hold(t, record, kind);
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
	hold(t, record, kind);
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
