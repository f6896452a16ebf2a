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
	m->number_rules = number_rules_new(rules, m->literals);
	m->lexis = lexis_new(rules);
	m->indicators = indicators_new(rules, m->lexis);
	m->qualities = qualities_new(rules);
	lexis_build(m->lexis);
	indicators_bind(m->indicators);
	m->first_quality = number_words(m->number_rules);
	m->worthy = m->first_quality + QUALITIES_MAX;
	m->numeric = m->worthy + 1;
	qualities_put_literals(m->qualities, m->literals, m->first_quality);
	indicators_put_names(m->indicators, m->literals, m->worthy);
	qualities_put_everywhere(m->qualities, m->literals, m->worthy);
	lexis_put_words(m->lexis, CLASS(FIRST), m->literals, m->numeric);
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
	hits_free(&m->hits);
	hits_free(&m->quality_hits);
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

static void insert_number(struct measurer *m, size_t at, const struct number *n)
{
	GROW(m->numbers.v, m->numbers.cap, m->numbers.n + 1);
	memmove(m->numbers.v + at + 1, m->numbers.v + at, (m->numbers.n - at) * sizeof *m->numbers.v);
	m->numbers.n++;
	m->numbers.v[at] = *n;
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
		insert_number(m, at, &(struct number){ .kind = NUMBER_MEASURE, .op = OP_EQ, .redacted = true, .token = { h->end, end },
			.bare = { h->end, end }, .unit_at = { end, end }, .before = { h->end, h->end }, .after = { end, end } });
	}
}

/* 居全国首位: the first place in a word that is no numeral. */
static void add_firsts(struct measurer *m)
{
	enum { FIELD_MAX = 48 };        /* bytes between the verb of a rank and the place */
	struct hit h, verb, joint;
	for (size_t from = 0; word_first(&m->lexed, from, m->text.n, CLASS(FIRST), &h); from = h.end) {
		size_t at = numbers_from(&m->numbers, h.start);
		if (!word_last(&m->lexed, h.start > FIELD_MAX ? h.start - FIELD_MAX : 0, h.start, CLASS(RANK), &verb) ||
				((hit_classes(&m->lexed, &verb) & CLASS(REACH)) != 0 && verb.end - verb.start == 3) ||  /* 作|为首位 */
				word_first(&m->lexed, verb.end, h.start, CLASS(CONNECT), &joint) || (at > 0 && m->numbers.v[at - 1].token.end > verb.end))
			continue;
		struct number n = { .kind = NUMBER_MEASURE, .op = OP_EQ, .known = true, .has_value = true, .token = { h.start, h.end },
			.bare = { h.start, h.end }, .unit_at = { h.end, h.end }, .before = { h.start, h.start }, .after = { h.end, h.end },
			.lo = decimal_int(1), .value = decimal_int(1), .unit = SV("位"), .base = SV("位"), .dimension = DIM_RANK };
		insert_number(m, at, &n);
	}
}

/* Looks for all literals, and hands them to those who want them. */
static void scan(struct measurer *m)
{
	m->has_worthy = m->has_numeric = false;
	literals_scan(m->literals, m->text, &m->hits);
	m->quality_hits.n = 0;
	for (size_t i = 0; i < m->hits.n; i++) {
		struct hit h = m->hits.v[i];
		m->has_worthy |= h.id == m->worthy;
		m->has_numeric |= h.id == m->numeric;
		if (h.id < m->first_quality || h.id >= m->worthy)
			continue;
		h.id -= m->first_quality;
		GROW(m->quality_hits.v, m->quality_hits.cap, m->quality_hits.n + 1);
		m->quality_hits.v[m->quality_hits.n++] = h;
	}
}

/* Whether there can be a row. Without a number only a target counts, outside the targets only of an indicator or by a rule for
 * everywhere. */
static bool worth_reading(const struct measurer *m)
{
	for (size_t i = 0; i < m->numbers.n; i++)
		if (m->numbers.v[i].kind == NUMBER_MEASURE)
			return true;
	return m->has_numeric || ((m->quality_hits.n > 0 || qualities_open(m->qualities))
		&& (m->has_worthy || sv_is(m->view->role, "targets")));
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
	numbers_read(m->number_rules, m->text, &m->hits, &m->numbers);
	if (!worth_reading(m))
		return;
	m->planned = row_planned(m);
	arena_reset(&m->arena);
	lex(m->lexis, m->text, &m->lexed);
	if (m->text.n > 0 && memchr(m->text.p, 'X', m->text.n) != NULL)
		add_redacted(m);
	if (m->has_numeric)
		add_firsts(m);
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
