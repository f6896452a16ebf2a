/* What one clause leaves to the next: its subject, its years, the word that governs it. */
#include "measure/reading.h"

/* A number of four digits as a year, 0 if it is none. */
static int as_year(const struct decimal *d)
{
	enum { FIRST = 1900, LAST = 2100, DIGITS = 4 };
	int year = 0;
	if (d->exponent < 0 || d->n + d->exponent != DIGITS || d->negative)
		return 0;
	for (int i = 0; i < d->n; i++)
		year = year * 10 + d->digit[i];
	for (int i = 0; i < d->exponent; i++)
		year *= 10;
	return year >= FIRST && year <= LAST ? year : 0;
}

/* The year that a date says, 0 if it is none: 2024年, 一九八四年, １９８４年. */
int year_of(const struct number *n)
{
	enum { DIGITS = 4, DIGIT_BYTES = 3 };
	if (n == NULL || !n->known || n->op == OP_RANGE || n->lo_places > 0 || !sv_is(n->unit, "年"))
		return 0;
	size_t bytes = n->bare.end - n->bare.start;
	return bytes == DIGITS || bytes == DIGITS * DIGIT_BYTES ? as_year(&n->lo) : 0;
}

struct sv year_text(struct measurer *m, int year)
{
	char *p = arena_take(&m->arena, 4);
	for (int i = 4; i-- > 0; year /= 10)
		p[i] = (char)('0' + year % 10);
	return sv_from(p, 4);
}

struct sv part_of_year(const struct measurer *m, struct span at)
{
	for (size_t i = 0; i < m->lexis->parts; i++)
		if (sv_eq(span_text(m, at), m->lexis->part[i].text))
			return m->lexis->part[i].means;
	return (struct sv){ NULL, 0 };
}

/* 2019—2021年, 从2019年到2021年: the years of a range; false if f names none. */
static bool note_years(struct measurer *m, const struct number *n)
{
	if (n == NULL || n->op != OP_RANGE || !sv_is(n->unit, "年"))
		return false;
	int first = as_year(&n->lo), last = as_year(&n->hi);
	if (first == 0 || last <= first)
		return false;
	struct sv a = year_text(m, first), b = year_text(m, last);
	char *p = arena_take(&m->arena, a.n + 1 + b.n);
	memcpy(p, a.p, a.n);
	p[a.n] = '-';
	memcpy(p + a.n + 1, b.p, b.n);
	m->year = last;
	m->period = sv_from(p, a.n + 1 + b.n);
	m->part = (struct sv){ NULL, 0 };
	return true;
}

void note_time(struct measurer *m, const struct frame *f)
{
	int year = note_years(m, f->time) ? 0 : year_of(f->time);
	if (year > 0) {
		m->year = year;
		m->period = year_text(m, year);
		m->part = (struct sv){ NULL, 0 };
	}
	if (f->years.n > 0) {
		m->year = 0;
		m->period = f->years;
	}
	if (f->part_time.end > 0)
		m->part = part_of_year(m, f->part_time);
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

void remember(struct measurer *m, const struct subject *s, size_t n, enum measure measure)
{
	memcpy(m->now.v, s, n * sizeof *s);
	m->now.n = n;
	m->now.measure = measure;
	m->now.falls = false;
	for (size_t i = 0; i < n; i++) {
		if (m->histories == HISTORY_MAX)
			memmove(m->history, m->history + 1, (size_t)(--m->histories) * sizeof *m->history);
		m->history[m->histories++] = s[i];
	}
}

enum { PHRASE_MAX = 90 };        /* bytes of a phrase that is all subject */

/* A clause that says nothing of a number has a subject of its own, which is not to be mistaken for the one before: 税收收入
 * 首次迈上新台阶，达到…. One that leans on what was said (增速居前列, 成为…) leaves it. */
void pass_over(struct measurer *m, struct span at)
{
	uint64_t verbs = CLASS(RISE) | CLASS(FALL) | CLASS(REACH) | CLASS(ENDER) | CLASS(RANK);
	struct frame f = { 0 };
	struct hit h;
	size_t from = subject_strip(&m->lexed, &m->numbers, at.start, at.end, STRIP_LEAD, &f);
	note_time(m, &f);
	/* 努力帮助企业，…: a word of strength that has a clause of its own governs no list; 预计，… and 预计经济平稳，… do */
	if (from >= at.end || word_starting(&m->lexed, f.head.start, f.head.end, CLASS(ESTIMATE), &h))
		govern(m, &f, clause_of(&m->clauses, at.start));
	if (from >= at.end)
		return;
	/* 财政收入占国民收入的比重，由37%下降到25%: the whole of it, whatever verbs are in it */
	size_t next = at.end + SV("，").n;
	if (at.end - from <= PHRASE_MAX && next < m->text.n && word_starting(&m->lexed, next, m->text.n, CLASS(FROM), &h) &&
			word_ending(&m->lexed, at.end, from, CLASS(HEAD) | CLASS(SHARE_NOUN) | CLASS(NAME) | CLASS(RATE), &h)) {
		struct span own = { from, at.end };
		struct subject s = { .name = span_text(m, own), .at = own, .put_off = true };
		remember(m, &s, 1, (hit_classes(&m->lexed, &h) & CLASS(SHARE_NOUN)) != 0 ? MEASURE_SHARE : MEASURE_NONE);
		return;
	}
	if (word_starting(&m->lexed, from, at.end, verbs | CLASS(ACTION) | CLASS(ADVERB) | CLASS(RELATIVE) | CLASS(SHARE), &h)) {
		if (m->now.n == 0 && h.end < at.end && (hit_classes(&m->lexed, &h) & (CLASS(RELATIVE) | CLASS(SHARE))) == 0) {
			struct span object = { h.end, at.end };         /* 跻身“十快”县、“十强”县，分别居第一、第七位 */
			struct subject s = { .name = span_text(m, object), .at = object, .put_off = true };
			remember(m, &s, 1, MEASURE_NONE);
		}
		return;
	}
	if (word_starting(&m->lexed, from, at.end, CLASS(NAME), &h)) {  /* 粮食生产再获丰收 */
		struct span own = { from, h.end };
		struct subject s = { .name = span_text(m, own), .at = own, .put_off = true };
		remember(m, &s, 1, MEASURE_NONE);
		return;
	}
	for (size_t p = from; p < at.end && word_first(&m->lexed, p, at.end, verbs, &h); p = h.end)
		if (h.end - h.start > 3 && h.start > from + 3) {
			struct span own = { from, h.start };
			struct hit adverb;
			while (own.end > own.start && word_ending(&m->lexed, own.end, own.start, CLASS(ADVERB) | CLASS(EACH), &adverb))
				own.end = adverb.start;
			struct subject s = { .name = span_text(m, own), .at = own, .put_off = true };
			remember(m, &s, 1, MEASURE_NONE);
			return;
		}
}
