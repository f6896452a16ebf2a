/* A clause read from number to number: what stands before and behind each, whose it is, what is said of it. */
#include "measure/reading.h"

/* Bytes of what is said of those counted, where it stands for a name of them. */
enum { PREDICATE_MAX = 60 };

/* One number, or one list of values, and its place in the clause. */
struct turn {
	size_t clause;
	struct span at;                 /* the clause */
	size_t number, next;            /* next: the measure that follows, numbers.n if none does in the clause */
	size_t floor, ceiling;          /* the text that may belong to it */
	struct frame frame;
	struct span stepped;            /* 跨越3个千亿元台阶: what steps; empty if nothing does */
	bool started, ranked;           /* the value before is what this one starts from, and is a rank: 由51家整合为33家 */
	size_t values;
};

/* The next number from i on that measures something and begins before `end`; numbers.n if there is none. */
static size_t next_measure(const struct measurer *m, size_t i, size_t end)
{
	for (; i < m->numbers.n && m->numbers.v[i].token.start < end; i++)
		if (m->numbers.v[i].kind == NUMBER_MEASURE)
			return i;
	return m->numbers.n;
}

bool begins_unit(const struct number *first, const struct number *last)
{
	return last->dimension == DIM_POINTS && first->unit.n > 0 && sv_starts(last->unit, first->unit);
}

/* How many numbers from i on form one list of values: 5%、6.5%和7%. */
static size_t group_of(const struct measurer *m, size_t i, size_t end, bool verbs)
{
	size_t n = 1;
	for (size_t k = i + 1; k < m->numbers.n && m->numbers.v[k].token.start < end && m->numbers.v[k].kind == NUMBER_MEASURE; k++, n++)
		if (m->numbers.v[k].token.start <= m->numbers.v[k - 1].token.end ||
				(m->numbers.v[k].before.end > m->numbers.v[k].before.start && !verbs) ||
				(m->numbers.v[k].dimension != m->numbers.v[i].dimension && m->numbers.v[i].dimension != DIM_NONE && !verbs &&
				!begins_unit(&m->numbers.v[i], &m->numbers.v[k])) ||
				(m->numbers.v[k].part < 2 && !only_connectors(&m->lexed, m->numbers.v[k - 1].token.end, m->numbers.v[k].token.start, verbs)))
			break;
	return n;
}

/* A place named at the head of the sentence is what the sentence is about; one in the middle of a list has its own number only,
 * and what 其中 says of it. */
static void set_scope(struct measurer *m, const struct subject *s, size_t n, struct span at, size_t clause)
{
	struct hit h;
	bool head = clause == 0 || m->clauses.v[clause - 1].stop;
	bool parts = clause + 1 < m->clauses.n && sv_starts(span_text(m, m->clauses.v[clause + 1].at), SV("其中"));
	if (s[0].scope.n > 0 && (head || parts))
		m->scope = s[0].scope;
	else if (n > 0 && word_starting(&m->lexed, at.start, at.end, CLASS(NEUTRAL), &h) && h.end - h.start == 6 &&
			sv_starts(sv_sub(m->text, h.start, h.end), SV("全")))
		m->scope = (struct sv){ NULL, 0 };
}

/* 8人获评“好人”: what is said of those counted stands for a name of them. Nothing where that is long or not there. */
static struct subject predicate(const struct measurer *m, size_t i, size_t ceiling, struct span clause)
{
	struct span rest = { m->numbers.v[i].token.end, ceiling };
	struct hit h;
	if (word_starting(&m->lexed, rest.start, rest.end, CLASS(GROWTH_AFTER), &h)) {         /* 有6.5%的增速 */
		size_t skip = sv_starts(span_text(m, (struct span){ h.start, h.end }), SV("的")) ? SV("的").n : 0;
		return (struct subject){ .name = span_text(m, (struct span){ h.start + skip, h.end }), .at = clause };
	}
	size_t next = clause_of(&m->clauses, clause.start) + 1;
	if (rest.end <= rest.start && next < m->clauses.n && !m->clauses.v[next - 1].stop &&
			next_measure(m, i + 1, m->clauses.v[next].at.end) == m->numbers.n)
		rest = m->clauses.v[next].at;   /* 安排430亿元，用于补助困难家庭 */
	bool said = rest.end > rest.start && rest.end - rest.start <= PREDICATE_MAX && m->numbers.v[i].dimension != DIM_PERCENT &&
		word_starting(&m->lexed, rest.start, rest.end, CLASS(ENDER), &h);
	return (struct subject){ .name = said ? span_text(m, rest) : (struct sv){ NULL, 0 }, .at = clause };
}

/* The frame of the number, and of those that share it. False if the number is only part of a name. */
static bool take_frame(struct measurer *m, struct turn *t)
{
	struct frame *f = &t->frame;
	const struct number *n = &m->numbers.v[t->number];
	struct hit joint;
	frame_read(&m->lexed, &m->numbers, t->number, t->floor, t->ceiling, f);
	if (t->started) {               /* whatever stands between is the verb */
		f->rank |= t->ranked;
		f->reach |= f->direction == 0;
		f->subject.end = f->subject.start;
	}
	if (part_of_a_name(m, f, t->ceiling))
		return false;
	t->started = f->from;
	t->ranked = f->rank;
	if (t->next < m->numbers.n && n->token.end == t->ceiling && f->subject.end <= f->subject.start) {
		struct frame second;            /* 6.1万户14.2万名监测对象: one noun for both */
		size_t after = next_measure(m, t->next + 1, t->at.end);
		frame_read(&m->lexed, &m->numbers, t->next, t->ceiling, after < m->numbers.n ? m->numbers.v[after].token.start : t->at.end,
			&second);
		f->noun = second.noun;
	}
	t->stepped = (struct span){ 0, 0 };
	if (f->noun.end > f->noun.start && word_ending(&m->lexed, f->noun.end, f->noun.start, CLASS(AFTER), &joint)) {
		t->stepped = f->subject;        /* the same, where the name of the steps is no number: 3个千亿级台阶 */
		f->subject.end = f->subject.start;
	}
	if (counts_steps(m, t->number, t->next, t->at.end, f)) {
		t->stepped = f->subject;
		f->subject.end = f->subject.start;
		m->stats.numbers++;
		m->stats.claimed++;
		t->next = next_measure(m, t->next + 1, t->at.end);
		t->ceiling = f->noun.end;
	}
	if (f->subject.end > f->subject.start && word_ending(&m->lexed, f->subject.end, f->subject.start, CLASS(CONNECT), &joint)) {
		bool list = sv_is(sv_sub(m->text, joint.start, joint.end), "、");
		if (list)                       /* 税收收入迈上新台阶、达到… */
			pass_over(m, (struct span){ f->subject.start, joint.start });
		/* 旧管网和503公里燃气管网: the noun behind is what is counted */
		f->subject.end = (list && m->now.n > 0) || f->noun.end > f->noun.start ? f->subject.start : joint.start;
	}
	t->values = f->noun.end > 0 ? 1 : group_of(m, t->number, t->at.end, f->distribute);
	return true;
}

static void explain_turn(struct measurer *m, const struct turn *t, size_t subjects, bool carried)
{
	const struct frame *f = &t->frame;
	explain(m, SV_FMT ": verb at %zu, direction %d%s%s%s%s, subject \"" SV_FMT "\", noun \"" SV_FMT "\": %zu values, %zu subjects%s",
		SV_ARG(span_text(m, m->numbers.v[t->number].token)), f->verb, f->direction, f->rate ? ", rate" : "",
		f->reach ? ", reach" : "", f->distribute ? ", distributed" : "", f->compared ? ", compared" : "",
		SV_ARG(span_text(m, f->subject)), SV_ARG(span_text(m, f->noun)), t->values, subjects, carried ? ", carried over" : "");
}

/* 24个县试点，1334万人参保: people are not what was counted before, and what is said of them names them; but 300家…，8家获评 are
 * of those. */
static bool other_kind(const struct measurer *m, const struct turn *t, struct subject *s)
{
	const struct frame *f = &t->frame;
	const struct number *n = &m->numbers.v[t->number];
	if (t->floor != t->at.start || m->last.n == 0 || f->reach || f->direction != 0 || f->rank ||
			n->dimension != DIM_PEOPLE || sv_eq(n->base, m->last_base))
		return false;
	*s = predicate(m, t->number, t->ceiling, t->at);
	return s->name.n > 0;
}

/* Finds whose the values are and makes the rows. True if those of before were carried over. */
static bool put_turn(struct measurer *m, const struct turn *t)
{
	const struct frame *f = &t->frame;
	struct subject s[PARTS_MAX];
	bool carried;
	size_t n = resolve(m, f, t->values, s, &carried);
	explain_turn(m, t, n, carried);
	if (n == 0 && (t->values > 1 || f->distribute)) {
		m->stats.refused += t->values;
		explain(m, "  refused: names and values do not agree in number");
		return true;
	}
	if (n == 0)
		s[n++] = predicate(m, t->number, t->ceiling, t->at);
	else if (carried && other_kind(m, t, &s[0])) {
		n = 1;
		carried = false;
	}
	if (!carried)
		set_scope(m, s, n, f->subject, t->clause);
	put_values(m, f, t->values, s, n, carried, t->at);
	if (t->stepped.end > t->stepped.start) {        /* what comes is said of what stepped, not of the steps */
		s[0] = (struct subject){ .name = span_text(m, t->stepped), .at = t->stepped };
		identify(m, &s[0], false);
		remember(m, s, 1, MEASURE_LEVEL);
	}
	return carried;
}

/* 占比由31%提高到54%、提高23个百分点: said of what the last value is of, not only of the subject that it leans on. */
static bool continues(const struct measurer *m, const struct turn *t)
{
	struct hit joint;
	return t->floor > t->at.start && t->frame.subject.end <= t->frame.subject.start && m->last.n > 0 &&
		(m->numbers.v[t->number].dimension == DIM_POINTS || t->frame.rank ||
		!word_starting(&m->lexed, t->floor, t->at.end, CLASS(CONNECT), &joint));
}

static void take_turn(struct measurer *m, struct turn *t)
{
	struct carried base = m->now;
	bool more = continues(m, t);
	if (more)
		m->now = m->last;
	govern(m, &t->frame, t->clause);
	m->stats.numbers += t->values - 1;
	if (put_turn(m, t) && more) {
		base.measure = m->now.measure;
		m->now = base;
	}
	t->floor = m->numbers.v[t->number + t->values - 1].token.end;
	if (t->frame.noun.end > t->floor && t->frame.noun.end <= t->ceiling && !t->frame.lends)
		t->floor = t->frame.noun.end;
	if (t->values > 1)
		t->next = next_measure(m, t->number + t->values, t->at.end);
}

void read_clause(struct measurer *m, size_t c)
{
	struct turn t = { .clause = c, .at = m->clauses.v[c].at, .floor = m->clauses.v[c].at.start };
	t.number = next_measure(m, numbers_from(&m->numbers, t.at.start), t.at.end);
	m->clause_strength = (struct span){ 0, 0 };
	for (; t.number < m->numbers.n; t.number = t.next) {
		t.next = next_measure(m, t.number + 1, t.at.end);
		t.ceiling = t.next < m->numbers.n ? m->numbers.v[t.next].token.start : t.at.end;
		m->stats.numbers++;
		if (take_frame(m, &t)) {
			take_turn(m, &t);
			continue;
		}
		m->stats.claimed++;
		explain(m, SV_FMT ": part of a name", SV_ARG(span_text(m, m->numbers.v[t.number].token)));
	}
	if (!read_quality(m, (struct span){ t.floor, t.at.end }, t.at) && t.floor == t.at.start)
		pass_over(m, t.at);
	if (m->clauses.v[c].stop) {
		m->before = m->now;
		m->now.n = m->histories = 0;
	}
	if (m->clauses.v[c].end) {
		m->list_strength = (struct span){ 0, 0 };
		m->part = (struct sv){ NULL, 0 };
	}
}
