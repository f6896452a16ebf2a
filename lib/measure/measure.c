#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include "base/mem.h"
#include "base/utf8.h"
#include "measure/reading.h"

size_t measure_rule_kinds(const struct rulekind *out[MEASURE_KINDS_MAX])
{
	static const struct rulekind *const own[] = { &lexis_kind, &indicators_kind, &qualities_kind };
	size_t n = 0;
	for (size_t i = 0; i < number_kind_count; i++)
		out[n++] = number_kinds[i];
	for (size_t i = 0; i < sizeof own / sizeof *own; i++)
		out[n++] = own[i];
	return n;
}

struct measurer *measurer_new(struct ruleset *rules, measure_row_fn *row, void *ctx)
{
	struct measurer *m = mem_new(sizeof *m);
	m->number_rules = number_rules_new(rules);
	m->lexis = lexis_new(rules);
	m->indicators = indicators_new(rules, m->lexis);
	m->qualities = qualities_new(rules);
	lexis_build(m->lexis);
	m->row = row;
	m->ctx = ctx;
	return m;
}

void measurer_free(struct measurer *m)
{
	if (m == NULL)
		return;
	number_rules_free(m->number_rules);
	qualities_free(m->qualities);
	indicators_free(m->indicators);
	lexis_free(m->lexis);
	numbers_free(&m->numbers);
	lexed_free(&m->lexed);
	hits_free(&m->quality_hits);
	clauses_free(&m->clauses);
	arena_free(&m->arena);
	buf_free(&m->memory);
	free(m);
}

const struct measure_stats *measurer_stats(const struct measurer *m) { return &m->stats; }
void measurer_explain(struct measurer *m, struct buf *into) { m->explain = into; }

void explain(struct measurer *m, const char *fmt, ...)
{
	char line[1024];
	va_list list;
	if (m->explain == NULL)
		return;
	va_start(list, fmt);
	vsnprintf(line, sizeof line, fmt, list);
	va_end(list);
	buf_add(m->explain, sv_of(line));
	buf_char(m->explain, '\n');
}

/* Bytes: between a capacity and the plant that has it (7万吨锌基合金项目); of what is said of those counted. */
enum { PLANT_MAX = 36, PREDICATE_MAX = 60 };

/* The next number from i on that measures something and begins before `end`; numbers.n if there is none. */
static size_t next_measure(const struct measurer *m, size_t i, size_t end)
{
	for (; i < m->numbers.n && m->numbers.v[i].token.start < end; i++)
		if (m->numbers.v[i].kind == NUMBER_MEASURE)
			return i;
	return m->numbers.n;
}

/* The year that a date says, 0 if it is none: 2024年. */
static int year_of(const struct measurer *m, const struct number *n)
{
	size_t year;
	if (n == NULL || n->bare.end - n->bare.start != 4 || !sv_is(n->unit, "年") || !sv_size(span_text(m, n->bare), &year) ||
			year < 1900 || year > 2100)
		return 0;
	return (int)year;
}

/* A date before the subject holds for what follows in the sentence, one behind it for its own number: 2024年…, …到2027年达到. */
static void date_of(struct measurer *m, const struct frame *f, struct draft *d)
{
	int year = year_of(m, f->time);
	if (year > 0) {
		m->year = year;
		m->period = span_text(m, f->time->bare);
	}
	if ((d->year = year_of(m, f->date)) > 0)
		d->period = span_text(m, f->date->bare);
}

struct span governing(const struct measurer *m, const struct frame *f)
{
	if (f->strength.end > f->strength.start)
		return f->strength;
	if (f->head.end > f->head.start)
		return f->head;
	return m->clause_strength.end > 0 ? m->clause_strength : m->list_strength;
}

/* A word before the subject governs its clause; an estimate, or any word at the head of the sentence, all that follows. */
void govern(struct measurer *m, const struct frame *f, size_t clause)
{
	struct hit h;
	if (f->strength.end > f->strength.start)
		m->clause_strength = f->strength;
	if (f->head.end <= f->head.start)
		return;
	m->clause_strength = f->head;
	if (clause == 0 || m->clauses.v[clause - 1].stop ||
			word_starting(&m->lexed, f->head.start, f->head.end, CLASS(ESTIMATE), &h))
		m->list_strength = f->head;
}

static void remember(struct measurer *m, const struct subject *s, size_t n, enum measure measure)
{
	memcpy(m->now.v, s, n * sizeof *s);
	m->now.n = n;
	m->now.measure = measure;
	for (size_t i = 0; i < n; i++) {
		if (m->histories == HISTORY_MAX)
			memmove(m->history, m->history + 1, (size_t)(--m->histories) * sizeof *m->history);
		m->history[m->histories++] = s[i];
	}
}

/* 分别提高11.1、11.2个百分点: the unit stands behind the last. */
static void share_unit(struct number *n, const struct number *last)
{
	struct decimal factor;
	if (n->dimension != DIM_NONE || n->unit.n > 0 || last->unit.n == 0 || n->redacted)
		return;
	n->unit = last->unit;
	n->dimension = last->dimension;
	n->base = last->base;
	n->has_value = last->has_value && !last->redacted && decimal_div(&last->value, &last->lo, 12, &factor) &&
		decimal_mul(&n->lo, &factor, &n->value);
}

/* The qualifier before the first value of a list, or behind the last, holds for all: 分别突破300亿元和500亿元. */
static enum op shared_op(const struct measurer *m, size_t first, size_t values)
{
	const struct number *a = &m->numbers.v[first], *z = &m->numbers.v[first + values - 1];
	if (z->after.end > z->after.start && z->op != OP_RANGE)
		return z->op;
	return a->before.end > a->before.start && a->op != OP_RANGE ? a->op : OP_EQ;
}

static void put_values(struct measurer *m, const struct frame *f, size_t values, const struct subject *s, size_t n, bool carried,
	struct span clause)
{
	enum measure measure = MEASURE_NONE;
	struct draft d = { .op = OP_EQ, .versus = f->versus, .rule = carried ? "carried" : f->noun.end > 0 && s->at.start == f->noun.start ?
		"noun" : n > 1 ? "shared" : "plain", .rule_id = { NULL, 0 } };
	d.strength = governing(m, f);
	date_of(m, f, &d);
	for (size_t i = 0; i < (n > values ? n : values); i++) {
		const struct subject *of = &s[n > 1 ? i : 0];
		struct number number = m->numbers.v[f->number + (values > 1 ? i : 0)];
		struct frame mine = *f;
		if (values > 1)
			share_unit(&number, &m->numbers.v[f->number + values - 1]);
		if (values > 1 && i > 0) {              /* 分别增长5%、下降3% */
			struct hit h;
			size_t floor = m->numbers.v[f->number + i - 1].token.end;
			if (word_last(&m->lexed, floor, number.token.start, CLASS(RISE) | CLASS(FALL), &h))
				mine.direction = (hit_classes(&m->lexed, &h) & CLASS(FALL)) != 0 ? FRAME_DOWN : FRAME_UP;
		}
		if (values > 1 && number.op == OP_EQ)
			number.op = shared_op(m, f->number, values);
		measure = measure_of(m, &mine, of, carried, &number);
		d.subject = of;
		d.number = &number;
		d.op = number.op;
		d.measure = measure;
		d.at = number.token;
		d.quote = (struct span){ carried && of->at.start < clause.start ? m->clauses.v[clause_of(&m->clauses, of->at.start)].at.start :
			clause.start, clause.end };
		d.scope = of->scope.n > 0 || of->indicator == NULL ? of->scope : m->scope;
		row_put(m, &d);
		m->stats.claimed += i < values;
	}
	memcpy(m->last.v, s, n * sizeof *s);
	m->last.n = n;
	m->last.measure = measure;
	if (!carried)
		remember(m, s, n, measure);
	else if (!f->compared && !f->rank)
		m->now.measure = measure;
}

/* How many numbers from i on form one list of values: 5%、6.5%和7%. */
static size_t group_of(const struct measurer *m, size_t i, size_t end, bool verbs)
{
	size_t n = 1;
	for (size_t k = i + 1; k < m->numbers.n && m->numbers.v[k].token.start < end && m->numbers.v[k].kind == NUMBER_MEASURE; k++, n++)
		if (m->numbers.v[k].token.start <= m->numbers.v[k - 1].token.end ||
				(m->numbers.v[k].dimension != m->numbers.v[i].dimension && m->numbers.v[i].dimension != DIM_NONE && !verbs) ||
				!only_connectors(&m->lexed, m->numbers.v[k - 1].token.end, m->numbers.v[k].token.start, verbs))
			break;
	return n;
}

/* 10亿元以上项目10个: the first number is part of what the second counts. */
static bool attributive(const struct measurer *m, const struct frame *f, size_t ceiling)
{
	const struct number *n = &m->numbers.v[f->number];
	struct hit h;
	return f->number + 1 < m->numbers.n && m->numbers.v[f->number + 1].token.start == ceiling && f->noun.end == ceiling &&
		n->op != OP_EQ && n->op != OP_APPROX && f->direction == 0 &&
		!word_first(&m->lexed, f->noun.start, f->noun.end, CLASS(CONNECT), &h);
}

/* 连续6个季度, 提前一年 say how long, not how much: they are dates. Behind a word that is a verb of change, too, a figure is
 * meant: 提前13年. */
static void note_durations(struct measurer *m)
{
	for (size_t i = 0; i < m->numbers.n; i++) {
		struct number *n = &m->numbers.v[i];
		struct hit h;
		if (n->kind != NUMBER_MEASURE || n->dimension != DIM_TIME ||
				!word_ending(&m->lexed, n->token.start, 0, CLASS(DURATION), &h))
			continue;
		if ((hit_classes(&m->lexed, &h) & CLASS(RISE)) != 0 && rune_is_digit((unsigned char)m->text.p[n->bare.start]))
			continue;
		n->kind = NUMBER_DATE;
		n->token.start = h.start;
	}
}

/* 15万吨原丝、2.5万吨碳纤维等新项目; 750千伏北通道工程: what a plant or line can do is part of its name. */
static bool of_a_plant(const struct measurer *m, const struct number *n)
{
	struct hit entity;
	size_t end = m->clauses.v[clause_of(&m->clauses, n->token.start)].at.end;
	if (n->dimension != DIM_MASS && n->dimension != DIM_POWER && n->dimension != DIM_VOLTAGE && n->dimension != DIM_VOLUME)
		return false;
	if (!word_first(&m->lexed, n->token.end, end, CLASS(PLANT), &entity))
		return false;
	struct sv between = sv_sub(m->text, n->token.end, entity.start);
	return between.n <= PLANT_MAX || (sv_has(between, SV("等")) && !sv_has(between, SV("，")));
}

/* 年产150万吨芳烃, 10亿元以上项目: the figure is part of a name. */
static bool attribute(const struct measurer *m, const struct frame *f)
{
	const struct number *n = &m->numbers.v[f->number];
	struct hit h;
	if (f->noun.end <= f->noun.start)
		return false;
	if (word_ending(&m->lexed, n->token.start, 0, CLASS(ATTRIBUTE), &h) || of_a_plant(m, n))
		return true;
	return n->op != OP_EQ && n->op != OP_APPROX && n->dimension != DIM_COUNT && n->dimension != DIM_PERCENT &&
		n->dimension != DIM_PEOPLE && word_ending(&m->lexed, f->noun.end, f->noun.start, CLASS(ENTITY), &h);
}

/* 跨越3个千亿元台阶: the second number is the name of what the first counts. */
static bool steps(const struct measurer *m, size_t i, size_t next, size_t end, struct frame *f)
{
	struct hit h;
	if (next >= m->numbers.n || m->numbers.v[i].token.end != m->numbers.v[next].token.start ||
			m->numbers.v[i].dimension != DIM_COUNT || m->numbers.v[next].dimension != DIM_MONEY ||
			!word_starting(&m->lexed, m->numbers.v[next].token.end, end, CLASS(AFTER), &h))
		return false;
	f->noun = (struct span){ m->numbers.v[next].token.start, h.end };
	f->subject.end = f->subject.start;
	return true;
}

static void set_scope(struct measurer *m, const struct subject *s, size_t n, struct span at)
{
	struct hit h;
	if (s[0].scope.n > 0)
		m->scope = s[0].scope;
	else if (n > 0 && word_starting(&m->lexed, at.start, at.end, CLASS(NEUTRAL), &h) && h.end - h.start == 6 &&
			sv_starts(sv_sub(m->text, h.start, h.end), SV("全")))
		m->scope = (struct sv){ NULL, 0 };
}

/* A clause that says nothing of a number has a subject of its own, which is not to be mistaken for the one before: 税收收入
 * 首次迈上新台阶，达到…. One that leans on what was said (增速居前列, 成为…) leaves it. */
static void pass_over(struct measurer *m, struct span at)
{
	uint64_t verbs = CLASS(RISE) | CLASS(FALL) | CLASS(REACH) | CLASS(ENDER) | CLASS(RANK);
	struct frame f = { 0 };
	struct hit h;
	size_t from = subject_strip(&m->lexed, &m->numbers, at.start, at.end, STRIP_LEAD, &f);
	int year = year_of(m, f.time);
	if (year > 0) {
		m->year = year;
		m->period = span_text(m, f.time->bare);
	}
	/* 努力帮助企业，…: a word of strength that has a clause of its own governs no list; 预计，… and 预计经济平稳，… do */
	if (from >= at.end || word_starting(&m->lexed, f.head.start, f.head.end, CLASS(ESTIMATE), &h))
		govern(m, &f, clause_of(&m->clauses, at.start));
	if (from >= at.end)
		return;
	if (word_starting(&m->lexed, from, at.end, verbs | CLASS(ACTION) | CLASS(ADVERB) | CLASS(RELATIVE) | CLASS(SHARE), &h)) {
		if (m->now.n == 0 && h.end < at.end && (hit_classes(&m->lexed, &h) & (CLASS(RELATIVE) | CLASS(SHARE))) == 0) {
			struct span object = { h.end, at.end };         /* 跻身“十快”县、“十强”县，分别居第一、第七位 */
			struct subject s = { span_text(m, object), object, NULL, { NULL, 0 } };
			identify(m, &s, false);
			remember(m, &s, 1, MEASURE_NONE);
		}
		return;
	}
	for (size_t p = from; p < at.end && word_first(&m->lexed, p, at.end, verbs, &h); p = h.end)
		if (h.end - h.start > 3 && h.start > from + 3) {
			struct span own = { from, h.start };
			struct hit adverb;
			while (own.end > own.start && word_ending(&m->lexed, own.end, own.start, CLASS(ADVERB) | CLASS(EACH), &adverb))
				own.end = adverb.start;
			struct subject s = { span_text(m, own), own, NULL, { NULL, 0 } };
			identify(m, &s, false);
			remember(m, &s, 1, MEASURE_NONE);
			return;
		}
}

/* 8人获评“好人”: what is said of those counted stands for a name of them. Nothing where that is long or not there. */
static struct subject predicate(const struct measurer *m, size_t i, size_t ceiling, struct span clause)
{
	struct span rest = { m->numbers.v[i].token.end, ceiling };
	struct hit h;
	bool said = rest.end > rest.start && rest.end - rest.start <= PREDICATE_MAX && m->numbers.v[i].dimension != DIM_PERCENT &&
		word_starting(&m->lexed, rest.start, rest.end, CLASS(ENDER), &h);
	return (struct subject){ said ? span_text(m, rest) : (struct sv){ NULL, 0 }, clause, NULL, { NULL, 0 } };
}

static void read_clause(struct measurer *m, size_t c)
{
	struct span at = m->clauses.v[c].at;
	size_t floor = at.start, i = next_measure(m, numbers_from(&m->numbers, at.start), at.end);
	m->clause_strength = (struct span){ 0, 0 };
	while (i < m->numbers.n) {
		struct frame f;
		struct subject s[PARTS_MAX];
		bool carried;
		size_t next = next_measure(m, i + 1, at.end);
		size_t ceiling = next < m->numbers.n ? m->numbers.v[next].token.start : at.end;
		m->stats.numbers++;
		frame_read(&m->lexed, &m->numbers, i, floor, ceiling, &f);
		if (attributive(m, &f, ceiling) || attribute(m, &f)) {
			explain(m, SV_FMT ": qualifies " SV_FMT, SV_ARG(span_text(m, m->numbers.v[i].token)), SV_ARG(span_text(m, f.noun)));
			m->stats.claimed++;
			i = next;
			continue;
		}
		if (next < m->numbers.n && m->numbers.v[i].token.end == ceiling && f.subject.end <= f.subject.start) {
			struct frame second;            /* 6.1万户14.2万名监测对象: one noun for both */
			size_t after = next_measure(m, next + 1, at.end);
			frame_read(&m->lexed, &m->numbers, next, ceiling, after < m->numbers.n ? m->numbers.v[after].token.start : at.end, &second);
			f.noun = second.noun;
		}
		struct span stepped = f.subject;
		bool step = steps(m, i, next, at.end, &f);
		if (step) {
			m->stats.numbers++;
			m->stats.claimed++;
			next = next_measure(m, next + 1, at.end);
			ceiling = f.noun.end;
		}
		struct hit joint;
		if (f.subject.end > f.subject.start && f.subject.start > at.start &&
				word_ending(&m->lexed, f.subject.end, f.subject.start, CLASS(CONNECT), &joint)) {
			pass_over(m, (struct span){ f.subject.start, joint.start });    /* 税收收入迈上新台阶、达到… */
			f.subject.end = f.subject.start;
		}
		/* 占比由31%提高到54%、提高23个百分点: of what the last value is of, not only of the subject that it leans on */
		struct carried base = m->now;
		if (floor > at.start && f.subject.end <= f.subject.start && m->last.n > 0 && (m->numbers.v[i].dimension == DIM_POINTS ||
				f.rank || !word_starting(&m->lexed, floor, at.end, CLASS(CONNECT), &joint)))
			m->now = m->last;
		govern(m, &f, c);
		size_t values = f.noun.end > 0 ? 1 : group_of(m, i, at.end, f.distribute);
		size_t n = resolve(m, &f, values, s, &carried);
		explain(m, SV_FMT ": verb at %zu, direction %d%s%s%s%s, subject \"" SV_FMT "\", noun \"" SV_FMT "\": %zu values, %zu subjects%s",
			SV_ARG(span_text(m, m->numbers.v[i].token)), f.verb, f.direction, f.rate ? ", rate" : "", f.reach ? ", reach" : "",
			f.distribute ? ", distributed" : "", f.compared ? ", compared" : "", SV_ARG(span_text(m, f.subject)),
			SV_ARG(span_text(m, f.noun)), values, n, carried ? ", carried over" : "");
		m->stats.numbers += values - 1;
		if (n == 0 && (values > 1 || f.distribute)) {
			m->stats.refused += values;
			explain(m, "  refused: names and values do not agree in number");
		} else {
			if (n == 0)
				s[n++] = predicate(m, i, ceiling, at);
			if (!carried)
				set_scope(m, s, n, f.subject);
			put_values(m, &f, values, s, n, carried, at);
			if (step && stepped.end > stepped.start) {      /* what comes is said of what stepped, not of the steps */
				s[0] = (struct subject){ span_text(m, stepped), stepped, NULL, { NULL, 0 } };
				identify(m, &s[0], false);
				remember(m, s, 1, MEASURE_LEVEL);
			}
		}
		if (carried) {
			base.measure = m->now.measure;
			m->now = base;
		}
		floor = m->numbers.v[i + values - 1].token.end;
		if (f.noun.end > floor && f.noun.end <= ceiling)
			floor = f.noun.end;
		i = values > 1 ? next_measure(m, i + values, at.end) : next;
	}
	if (!read_quality(m, (struct span){ floor, at.end }, at) && floor == at.start)
		pass_over(m, at);
	if (m->clauses.v[c].stop) {
		m->now.n = 0;
		m->histories = 0;
	}
	if (m->clauses.v[c].end)
		m->list_strength = (struct span){ 0, 0 };
}

/* 地区生产总值XX，: a figure taken out before the report was published. Without a unit XX may be a name; behind the name of an
 * indicator and before a mark it is none. */
static void add_redacted(struct measurer *m)
{
	for (size_t i = 0; i < m->lexed.hits.n; i++) {
		const struct hit *h = &m->lexed.hits.v[i];
		size_t end = h->end, at = 0;
		uint32_t mark = 0x3002;
		while (end < m->text.n && m->text.p[end] == 'X')
			end++;
		if (end < m->text.n)
			utf8_step(m->text.p + end, m->text.p + m->text.n, &mark);
		if (end < h->end + 2 || (hit_classes(&m->lexed, h) & (CLASS(NAME) | CLASS(HEAD))) == 0 ||
				!(mark == 0x3002 || mark == 0xFF0C || mark == 0xFF1B || mark == 0x3001))
			continue;
		while (at < m->numbers.n && m->numbers.v[at].token.start < h->end)
			at++;
		if (at < m->numbers.n && m->numbers.v[at].token.start < end)
			continue;
		GROW(m->numbers.v, m->numbers.cap, m->numbers.n + 1);
		memmove(m->numbers.v + at + 1, m->numbers.v + at, (m->numbers.n - at) * sizeof *m->numbers.v);
		m->numbers.n++;
		m->numbers.v[at] = (struct number){ .kind = NUMBER_MEASURE, .op = OP_EQ, .redacted = true, .token = { h->end, end },
			.bare = { h->end, end }, .unit_at = { end, end }, .before = { h->end, h->end }, .after = { end, end } };
	}
}

/* Whether a number measures something. */
static bool has_measure(const struct measurer *m)
{
	for (size_t i = 0; i < m->numbers.n; i++)
		if (m->numbers.v[i].kind == NUMBER_MEASURE)
			return true;
	return false;
}

/* Whether a target without a number may stand here: outside the targets only of an indicator, or by a rule for everywhere. */
static bool may_have_quality(const struct measurer *m)
{
	if (m->quality_hits.n == 0 || sv_is(m->view->role, "targets") ||
			qualities_everywhere(m->qualities, &m->quality_hits))
		return m->quality_hits.n > 0;
	for (size_t i = 0; i < m->lexed.hits.n; i++)
		if ((hit_classes(&m->lexed, &m->lexed.hits.v[i]) & CLASS(NAME)) != 0)
			return true;
	return false;
}

void measurer_read(struct measurer *m, const struct measure_view *view)
{
	m->stats.records++;
	if (sv_is(view->kind, "furniture") || sv_is(view->kind, "meta") || sv_is(view->kind, "title"))
		return;
	m->view = view;
	m->text = view->text;
	numbers_read(m->number_rules, view->text, &m->numbers);
	bool numbers = has_measure(m);
	if (!qualities_scan(m->qualities, m->text, &m->quality_hits) && !numbers)
		return;
	arena_reset(&m->arena);
	lex(m->lexis, m->text, &m->lexed);
	if (!numbers && !may_have_quality(m))
		return;
	add_redacted(m);
	note_durations(m);
	clauses_cut(m->text, &m->numbers, &m->clauses);
	m->now.n = m->last.n = 0;
	m->histories = 0;
	m->scope = m->period = (struct sv){ NULL, 0 };
	m->year = 0;
	m->place = (struct place){ 0, 0 };
	m->list_strength = (struct span){ 0, 0 };
	for (size_t c = 0; c < m->clauses.n; c++)
		read_clause(m, c);
}
