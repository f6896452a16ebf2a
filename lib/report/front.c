#include "report/front.h"

enum {
	LINE_BYTES = 110 * 3,           /* a title page's line is no longer */
	PROSE_BYTES = 80 * 3,           /* a paragraph so long is text */
	SHORT_BYTES = 30 * 3
};

struct reader {
	const struct report_rules *rules;
	struct held *held;
	size_t n;
	struct front *out;
	struct arena *arena;
	struct region by_title, by_session, by_others;
	int title_score;
	bool nation;                    /* the State Council's */
	enum region_level level;        /* what words such as 区人民政府 tell */
	struct sv name;                 /* the speaker's, where it stands without an office */
	unsigned month;
	bool date_alone;                /* the date is that of a line of its own, which may be a web page's */
};

struct sv without_markdown(struct sv line)
{
	size_t n = 0;

	while (n < line.n && (line.p[n] == '#' || line.p[n] == '*' || line.p[n] == '>'))
		n++;
	if (n == line.n)
		return line;
	line = sv_trim(sv_skip(line, n));
	while (line.n > 0 && line.p[line.n - 1] == '*')
		line.n--;
	return line;
}

void held_look(const struct report_rules *rules, struct held *h)
{
	struct sv s = h->plain = without_markdown(h->p.text);
	size_t mark;
	const struct line_rule *rule;

	if (h->p.page || h->p.tabular)
		return;
	h->opening = s.n <= 3 * LINE_BYTES && rules_match(rules, LINE_OPENING, s, NULL);
	h->prose = s.n >= PROSE_BYTES && line_end(s) == END_SENTENCE;
	if (s.n > LINE_BYTES)
		return;
	h->title = rules_title(rules, s, NULL);
	h->session = !h->opening && (rules_match(rules, LINE_SESSION, s, NULL) || rules_match(rules, LINE_SESSION_CUT, s, NULL));
	h->salutation = rules_match(rules, LINE_SALUTATION, s, NULL);
	rule = rules_mark(rules, s, &mark);
	h->heading = (rule && rule->is == LINE_HEADING && !h->title) || rules_match(rules, LINE_REVIEW, s, NULL)
		|| rules_match(rules, LINE_PART, s, NULL);
	h->prose = h->prose && !h->opening && !h->session && !rules_match(rules, LINE_CAPTION, s, NULL);
}

/* ---- words to fields ---- */

static struct sv without_space(struct sv s, struct arena *a)
{
	char *to = arena_take(a, s.n + 1);
	size_t n = 0;

	for (size_t i = 0; i < s.n; i++)
		if (s.p[i] != ' ')
			to[n++] = s.p[i];
	return sv_from(to, n);
}

static struct sv year_text(unsigned year, struct arena *a)
{
	struct buf b = { 0 };
	struct sv s;

	if (year < 1949 || year > 2199)
		return SV("");
	buf_size(&b, year);
	s = arena_copy(a, buf_sv(&b));
	buf_free(&b);
	return s;
}

static void read_date(struct reader *r, struct sv s, bool alone)
{
	struct line_match m;
	struct buf b = { 0 };
	unsigned y, day;

	if ((r->out->date.n && (alone || !r->date_alone)) || !rules_match(r->rules, LINE_DATE, s, &m))
		return;
	y = number_of(match_group(&m, "y"));
	r->month = number_of(match_group(&m, "m"));
	day = number_of(match_group(&m, "d"));
	if (r->month < 1 || r->month > 12 || day < 1 || day > 31)
		return;
	buf_fmt(&b, "%04u-%02u-%02u", y, r->month, day);
	r->out->date = arena_copy(r->arena, buf_sv(&b));
	r->date_alone = alone;
	buf_free(&b);
}

/* A line that is a date, in brackets or not: （1999年12月29日，草案）. A date with a clock's time is that of a web page. */
static bool is_date(const struct reader *r, struct sv s)
{
	struct line_match m;

	return s.n <= 60 && rules_match(r->rules, LINE_DATE, s, &m) && m.group[0].start <= 3 && (m.group[0].end + 3 >= s.n || m.group[0].start > 0);
}

/* ---- regions ---- */

static bool is_hidden(struct sv words)
{
	return sv_has(words, SV("X")) || sv_has(words, SV("x")) || sv_has(words, SV("×")) || sv_has(words, SV("某")) || sv_has(words, SV("Ｘ"))
		|| sv_has(words, SV("*"));
}

/* Reads words such as 贵阳市, 贵州省贵阳市, XX区, 市; true if they name a region. */
static bool read_region(struct reader *r, struct sv words, struct region *to)
{
	enum region_level level = region_level_of_words(words);

	if (r->level == LEVEL_UNKNOWN)
		r->level = level;
	if (words.n < 6 || region_is_level(words) || is_hidden(words))
		return false;
	if (divisions_find(r->rules->divisions, words, to, r->arena))
		return true;
	if (level == LEVEL_UNKNOWN && !sv_ends(words, SV("市")))
		return false;
	*to = (struct region){ 0, level, arena_copy(r->arena, words) };
	return true;
}

/* The region of a government's or an office's name: 北京市人民政府, 甲省省长. */
static void read_government(struct reader *r, struct sv words)
{
	static const char *const ends[] = { "人民政府", "政府", "行政公署" };
	struct region found;

	if (sv_has(words, SV("国务院"))) {
		r->nation = true;
		return;
	}
	for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
		if (sv_ends(words, sv_of(ends[i]))) {
			words.n -= strlen(ends[i]);
			break;
		}
	if (sv_ends(words, SV("届")) && sv_has(words, SV("第")))       /* 甲市第十四届人民政府 */
		words = sv_sub(words, 0, sv_find(words, SV("第"), 0));
	if (read_region(r, words, &found) && (found.code || !r->by_others.name.n))
		r->by_others = found;
}

static bool same_place(const struct region *a, const struct region *b)
{
	unsigned x = a->code, y = b->code;

	if (!x || !y || x == y)
		return true;
	return x / 10000 == y / 10000 && (x % 10000 == 0 || y % 10000 == 0 || (x / 100 == y / 100 && (x % 100 == 0 || y % 100 == 0)));
}

/* The closer told of two: 贵州省贵阳市 before 贵州省. */
static struct region closer(const struct region *a, const struct region *b)
{
	if (!a->code && !b->code && b->name.n > a->name.n && sv_ends(b->name, a->name))
		return *b;
	if (!b->name.n || (a->code && !b->code) || (a->name.n && !same_place(a, b)))
		return *a;
	return !a->name.n || (b->code && (!a->code || b->level > a->level)) ? *b : *a;
}

static void settle_region(struct reader *r)
{
	struct region best;

	if (r->nation) {
		r->out->region = (struct region){ 100000, LEVEL_COUNTRY, SV("全国") };
		region_adcode(&r->out->region, r->out->adcode);
		return;
	}
	best = closer(&r->by_session, &r->by_title);
	best = best.name.n ? best : r->by_others;
	if (!best.code && r->by_others.code && (!best.name.n || sv_ends(r->by_others.name, best.name)))
		best = r->by_others;
	if (best.level == LEVEL_UNKNOWN)
		best.level = r->level;
	r->out->region = best;
	region_adcode(&best, r->out->adcode);
}

/* ---- lines ---- */

/* Of several titles the one that says most counts, the first of equals; one for another region begins anew: what stands before
 * was an index. */
static void read_title(struct reader *r, size_t i)
{
	struct front *f = r->out;
	struct line_match m;
	struct region found = { 0 };
	struct sv year, words;
	int score = 1;
	bool named;

	if (!rules_title(r->rules, r->held[i].plain, &m))
		return;
	year = match_group(&m, "year");
	year = year.n ? year : match_group(&m, "year_after");
	year = year.n ? year : match_group(&m, "year_end");
	words = match_group(&m, "region");
	named = read_region(r, words, &found);
	score += (year.n ? 2 : 0) + (named && found.code ? 4 : 0) + (words.n && is_hidden(words) ? 2 : 0);
	if (sv_has(r->held[i].plain, SV("国务院")))
		r->nation = true;
	if (found.code && r->by_title.code && !same_place(&found, &r->by_title)) {
		struct front clean = { .title = r->n, .body = f->body };

		*f = clean;
		r->title_score = 0;
		r->name = SV("");
		r->by_session = r->by_others = r->by_title = (struct region){ 0 };
		r->nation = false;
	}
	if (named && (found.code || !r->by_title.name.n))
		r->by_title = found;
	if (year.n && !f->year.n)
		f->year = year_text(number_of(year), r->arena);
	read_date(r, match_group(&m, "given"), false);
	if (!r->name.n)
		r->name = match_group(&m, "name");
	if (score > r->title_score) {
		r->title_score = score;
		f->title = i;
		f->title_text = match_group(&m, "title");
		if (!f->title_text.n)
			f->title_text = r->held[i].plain;
	}
}

static bool read_session(struct reader *r, struct sv s)
{
	struct line_match m;
	struct sv words;
	struct region found;

	if (!rules_match(r->rules, LINE_SESSION, s, &m))
		return false;
	if (!r->out->session.n) {
		r->out->session = without_space(match_group(&m, "session"), r->arena);
		words = without_space(match_group(&m, "region"), r->arena);
		if (sv_has(r->out->session, SV("全国")))
			r->nation = true;
		else if (read_region(r, words, &found))
			r->by_session = found;
	}
	read_date(r, s, false);
	return true;
}

static struct sv speaker_text(struct reader *r, struct sv office, struct sv name)
{
	struct buf b = { 0 };
	struct sv s;

	buf_add(&b, without_space(office, r->arena));
	buf_char(&b, '|');
	buf_add(&b, without_space(name, r->arena));
	s = arena_copy(r->arena, buf_sv(&b));
	buf_free(&b);
	return s;
}

/* The office's own words lead to the region: 北京市市长. */
static void read_office(struct reader *r, struct sv office)
{
	struct region found;

	for (size_t n = office.n; n >= 6; n--)
		if ((n == office.n || ((unsigned char)office.p[n] & 0xC0) != 0x80)
			&& divisions_find(r->rules->divisions, sv_from(office.p, n), &found, r->arena)) {
			r->by_others = closer(&r->by_others, &found);
			return;
		}
	if (sv_has(office, SV("国务院")))
		r->nation = true;
}

static bool read_speaker(struct reader *r, size_t i)
{
	struct sv s = r->held[i].plain;
	struct line_match m, name;

	if (rules_match(r->rules, LINE_SPEAKER, s, &m)) {
		if (!r->out->speaker.n) {
			r->out->speaker = speaker_text(r, match_group(&m, "office"), match_group(&m, "name"));
			read_office(r, match_group(&m, "office"));
		}
		read_date(r, s, false);
		return true;
	}
	if (rules_match(r->rules, LINE_OFFICE, s, &m)) {
		if (!r->out->speaker.n && i + 1 < r->n && rules_match(r->rules, LINE_NAME, r->held[i + 1].plain, &name)) {
			r->out->speaker = speaker_text(r, match_group(&m, "office"), match_group(&name, "name"));
			r->held[i + 1].kind = KIND_META;
		}
		read_office(r, match_group(&m, "office"));
		return true;
	}
	return false;
}

/* A session line that was cut in two. */
static bool read_cut_session(struct reader *r, size_t i)
{
	struct buf b = { 0 };
	bool found;

	if (i + 1 >= r->n || !rules_match(r->rules, LINE_SESSION_CUT, r->held[i].plain, NULL))
		return false;
	buf_add(&b, r->held[i].plain);
	buf_add(&b, r->held[i + 1].plain);
	found = read_session(r, arena_copy(r->arena, buf_sv(&b)));
	buf_free(&b);
	if (found)
		r->held[i + 1].kind = KIND_META;
	return true;
}

static bool read_meta(struct reader *r, size_t i)
{
	struct sv s = r->held[i].plain, source, url;
	struct line_match m;

	if (!rules_match(r->rules, LINE_META, s, &m))
		return false;
	source = match_group(&m, "source");
	url = match_group(&m, "url");
	/* the label alone: what it labels is the next line */
	if (!source.n && pattern_group(m.rule->pattern, "source") >= 0 && line_end(s) == END_STOP && i + 1 < r->n) {
		source = r->held[i + 1].plain;
		r->held[i + 1].kind = KIND_META;
	}
	if (source.n && !r->out->source.n)
		r->out->source = source;
	if (url.n && !r->out->url.n)
		r->out->url = url;
	return true;
}

static enum report_kind look_at(struct reader *r, size_t i, bool titled)
{
	struct held *h = &r->held[i];
	struct sv s = h->plain;

	if (h->p.page || h->p.tabular)
		return KIND_FURNITURE;
	if (h->title) {
		read_title(r, i);
		if (read_session(r, s))
			read_speaker(r, i);
		return KIND_TITLE;
	}
	if (s.n > LINE_BYTES)
		return rules_match(r->rules, LINE_CAPTION, s, NULL) ? KIND_CAPTION : KIND_TEXT;
	if (rules_match(r->rules, LINE_SUBTITLE, s, NULL) && (titled || s.n > SHORT_BYTES / 3)) {
		if (r->out->title == r->n) {
			r->out->title = i;
			r->out->title_text = s;
		}
		return KIND_TITLE;
	}
	if (rules_match(r->rules, LINE_FURNITURE, s, NULL) || rules_match(r->rules, LINE_PAGE, s, NULL))
		return KIND_FURNITURE;
	if (read_cut_session(r, i))
		return KIND_META;
	if (rules_match(r->rules, LINE_CAPTION, s, NULL)) {
		read_speaker(r, i);
		read_session(r, s);
		return KIND_CAPTION;
	}
	if (read_session(r, s)) {
		read_speaker(r, i);
		return KIND_META;
	}
	if (titled && is_date(r, s)) {
		read_date(r, s, true);
		return KIND_META;
	}
	if (read_meta(r, i))
		return KIND_META;
	if (titled && read_speaker(r, i))
		return KIND_META;
	if (h->kind == KIND_META)
		return KIND_META;
	if (h->heading)
		return KIND_FURNITURE;          /* a table of contents */
	if ((r->out->session.n || r->out->date.n || (i + 1 < r->n && r->held[i + 1].salutation)) && rules_match(r->rules, LINE_NAME, s, NULL))
		r->name = s;
	if (s.n <= SHORT_BYTES && line_end(s) == END_NONE)
		return titled ? KIND_META : KIND_FURNITURE;
	return KIND_TEXT;
}

/* The first of the held that is the report's own text: the salutation, else the opening, a heading, a long paragraph. Headings
 * before the salutation are a table of contents. */
static size_t find_body(const struct held *held, size_t n)
{
	size_t titled = n, heading = n;

	for (size_t i = 0; i < n; i++) {
		if (held[i].title || held[i].session) {
			titled = i;
			heading = n;
		}
		if (held[i].salutation || held[i].opening)
			return i;
		if (titled < n && held[i].heading && heading == n)
			heading = i;
		if (titled < n && held[i].prose)
			return heading < i ? heading : i;
	}
	return heading < n ? heading : titled < n ? n : 0;
}

static void read_body(struct reader *r, size_t i)
{
	struct line_match m;
	struct sv s = r->held[i].plain;

	if (r->held[i].opening && rules_match(r->rules, LINE_OPENING, s, &m))
		read_government(r, match_group(&m, "government"));
	/* a report that looks back on 2024 plans for 2025 */
	if (!r->out->year.n && (!r->out->date.n || r->month > 10) && r->held[i].heading && rules_match(r->rules, LINE_REVIEW, s, &m))
		r->out->year = year_text(number_of(match_group(&m, "year")) + 1, r->arena);
}

void front_read(const struct report_rules *rules, struct held *held, size_t n, struct front *out, struct arena *a)
{
	struct reader r = { .rules = rules, .held = held, .n = n, .out = out, .arena = a };
	bool titled = false, opened = false;

	*out = (struct front){ .title = n, .body = find_body(held, n) };
	for (size_t i = 0; i < out->body; i++) {
		titled = titled || held[i].title || held[i].session;
		held[i].kind = look_at(&r, i, titled);
	}
	for (size_t i = out->body; i < n; i++) {
		opened = opened || held[i].opening;
		read_body(&r, i);
	}
	if (out->title + 1 < n && sv_ends(out->title_text, SV("报")) && sv_is(held[out->title + 1].plain, "告")) {
		struct buf b = { 0 };

		buf_add(&b, out->title_text);
		buf_add(&b, SV("告"));
		out->title_text = arena_copy(a, buf_sv(&b));
		buf_free(&b);
	}
	settle_region(&r);
	if (!out->speaker.n && r.name.n)
		out->speaker = speaker_text(&r, SV(""), r.name);
	if (!out->year.n && out->date.n) {
		unsigned year = number_of(sv_from(out->date.p, 4));

		/* people's congresses that sit at the year's end hear the plan for the next one */
		out->year = year_text(year + (r.month >= 11 && !r.nation), a);
	}
	out->known = titled || opened;
}
