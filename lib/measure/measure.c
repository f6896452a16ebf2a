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
	m->literals = literals_new();
	m->number_rules = number_rules_new(rules, m->literals, LIST_NUMBERS);
	m->lexis = lexis_new(rules, m->literals);
	m->indicators = indicators_new(rules, m->lexis);
	m->qualities = qualities_new(rules);
	lexis_build(m->lexis);
	indicators_bind(m->indicators);
	literals_list(m->literals, LIST_QUALITIES);
	qualities_put_literals(m->qualities, m->literals);
	literals_build(m->literals);
	m->row = row;
	m->ctx = ctx;
	return m;
}

void measurer_free(struct measurer *m)
{
	if (m == NULL)
		return;
	number_rules_free(m->number_rules);
	literals_free(m->literals);
	qualities_free(m->qualities);
	indicators_free(m->indicators);
	lexis_free(m->lexis);
	numbers_free(&m->numbers);
	lexed_free(&m->lexed);
	for (size_t i = 0; i < LISTS; i++)
		hits_free(&m->found[i]);
	clauses_free(&m->clauses);
	arena_free(&m->arena);
	buf_free(&m->memory);
	buf_free(&m->unmarked);
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

static int by_place(const void *a, const void *b)
{
	size_t x = ((const struct number *)a)->token.start, y = ((const struct number *)b)->token.start;
	return x < y ? -1 : x > y;
}

/* Adds a number behind all others; none overlap. in_order() puts those that were added where they belong, together: one at a time would cost the
 * square of a record with thousands of them. */
static void add_number(struct numbers *to, const struct number *n)
{
	GROW(to->v, to->cap, to->n + 1);
	to->v[to->n++] = *n;
}

static void in_order(struct numbers *numbers, size_t before)
{
	if (numbers->n > before)
		qsort(numbers->v, numbers->n, sizeof *numbers->v, by_place);
}

/* 地区生产总值XX，: a figure taken out before the report was published. Without a unit XX may be a name; behind the name of an
 * indicator and before a mark it is none. */
static void add_redacted(struct measurer *m)
{
	const size_t before = m->numbers.n;
	size_t last = 0;                /* end of the last one added: of 生产总值 and 总值 the same follows */
	for (size_t i = 0; i < m->lexed.hits.n; i++) {
		const struct hit *h = &m->lexed.hits.v[i];
		size_t end = h->end;
		uint32_t mark = 0x3002;
		while (end < m->text.n && m->text.p[end] == 'X')
			end++;
		if (end < m->text.n)
			utf8_step(m->text.p + end, m->text.p + m->text.n, &mark);
		if (end < h->end + 2 || (hit_classes(&m->lexed, h) & (CLASS(NAME) | CLASS(HEAD))) == 0 ||
				!(mark == 0x3002 || mark == 0xFF0C || mark == 0xFF1B || mark == 0x3001))
			continue;
		const struct numbers read = { .v = m->numbers.v, .n = before };
		size_t at = numbers_from(&read, h->end);
		if (end == last || (at < read.n && read.v[at].token.start < end))
			continue;
		last = end;
		add_number(&m->numbers, &(struct number){ .kind = NUMBER_MEASURE, .op = OP_EQ, .redacted = true, .token = { h->end, end },
			.bare = { h->end, end }, .unit_at = { end, end }, .before = { h->end, h->end }, .after = { end, end } });
	}
	in_order(&m->numbers, before);
}

/* 居全国首位: the first place in a word that is no numeral. */
static void add_firsts(struct measurer *m)
{
	enum { FIELD_MAX = 48 };        /* bytes between the verb of a rank and the place */
	const size_t before = m->numbers.n;
	size_t last = 0;                /* end of the last one added */
	struct hit h, verb, joint;
	for (size_t from = 0; word_first(&m->lexed, from, m->text.n, CLASS(FIRST), &h); from = h.end) {
		const struct numbers read = { .v = m->numbers.v, .n = before };
		size_t at = numbers_from(&read, h.start);
		if (!word_last(&m->lexed, h.start > FIELD_MAX ? h.start - FIELD_MAX : 0, h.start, CLASS(RANK), &verb) ||
				((hit_classes(&m->lexed, &verb) & CLASS(REACH)) != 0 && verb.end - verb.start == 3) ||  /* 作|为首位 */
				word_first(&m->lexed, verb.end, h.start, CLASS(CONNECT), &joint) || last > verb.end || (at > 0 && read.v[at - 1].token.end > verb.end))
			continue;
		last = h.end;
		struct number n = { .kind = NUMBER_MEASURE, .op = OP_EQ, .known = true, .has_value = true, .token = { h.start, h.end },
			.bare = { h.start, h.end }, .unit_at = { h.end, h.end }, .before = { h.start, h.start }, .after = { h.end, h.end },
			.lo = decimal_int(1), .value = decimal_int(1), .unit = SV("位"), .base = SV("位"), .dimension = DIM_RANK };
		add_number(&m->numbers, &n);
	}
	in_order(&m->numbers, before);
}

static void scan(struct measurer *m)
{
	struct scan at = { 0 };
	for (size_t i = 0; i < LISTS; i++)
		m->found[i].n = 0;
	literals_scan_on(m->literals, &at, m->text, m->found);
	m->classes = 0;
	for (size_t i = 0; i < m->found[LIST_WORDS].n; i++)
		m->classes |= m->lexis->classes[m->found[LIST_WORDS].v[i].id];
}

/* Whether there can be a row. Without a number only a first place counts and a target, outside the targets only one of an indicator or
 * by a rule for everywhere. */
static bool worth_reading(const struct measurer *m)
{
	const struct hits *qualities = &m->found[LIST_QUALITIES];
	for (size_t i = 0; i < m->numbers.n; i++)
		if (m->numbers.v[i].kind == NUMBER_MEASURE)
			return true;
	return (m->classes & CLASS(FIRST)) != 0 || (qualities_may(m->qualities, qualities) && ((m->classes & CLASS(NAME)) != 0 ||
		qualities_may_everywhere(m->qualities, qualities) || sv_is(m->view->role, "targets")));
}

/* The text with blanks for marks of emphasis (**目标是：**), which are no words of it; offsets stay what they are. */
static struct sv without_marks(struct measurer *m, struct sv text)
{
	const struct sv mark = SV("**");
	size_t at = text.n ? sv_find(text, mark, 0) : text.n;
	if (at >= text.n)
		return text;
	buf_clear(&m->unmarked);
	buf_add(&m->unmarked, text);
	for (; at < text.n; at = sv_find(text, mark, at + mark.n))
		memset(m->unmarked.p + at, ' ', mark.n);
	return buf_sv(&m->unmarked);
}

void measurer_read(struct measurer *m, const struct measure_view *view)
{
	m->stats.records++;
	if (sv_is(view->kind, "furniture") || sv_is(view->kind, "meta") || sv_is(view->kind, "title"))
		return;
	m->view = view;
	m->text = without_marks(m, view->text);
	scan(m);
	numbers_read(m->number_rules, m->text, &m->found[LIST_NUMBERS], &m->numbers);
	if (!worth_reading(m))
		return;
	m->planned = row_planned(m);
	arena_reset(&m->arena);
	lex_found(m->lexis, m->text, &m->found[LIST_WORDS], &m->lexed);
	if (m->text.n > 0 && memchr(m->text.p, 'X', m->text.n) != NULL)
		add_redacted(m);
	if ((m->classes & CLASS(FIRST)) != 0)
		add_firsts(m);
	note_durations(m);
	clauses_cut(m->text, &m->numbers, &m->clauses);
	m->now.n = m->last.n = m->before.n = 0;
	m->histories = 0;
	m->scope = m->period = m->part = (struct sv){ NULL, 0 };
	m->year = 0;
	m->place = (struct place){ 0, 0 };
	m->list_strength = (struct span){ 0, 0 };
	for (size_t c = 0; c < m->clauses.n; c++)
		read_clause(m, c);
}
