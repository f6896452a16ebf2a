#include "measure/reading.h"

static size_t parts_of(struct measurer *m, struct span at, bool growth, struct subject out[PARTS_MAX])
{
	struct sv part[PARTS_MAX];
	size_t n = subject_parts(&m->lexed, m->indicators, at, 0, &m->arena, part);
	for (size_t i = 0; i < n; i++) {
		out[i] = (struct subject){ .name = part[i], .at = at };
		identify(m, &out[i], growth);
	}
	return n;
}

/* Cuts the subject of a target without a number into what it is said of; names the indicators. */
static size_t subjects_of(struct measurer *m, struct span at, bool growth, bool one, struct subject out[PARTS_MAX])
{
	struct subject whole = { .name = span_text(m, at), .at = at };
	identify(m, &whole, growth);
	out[0] = whole;
	if (whole.indicator != NULL || one)
		return 1;
	if (sv_has(whole.name, SV("的")))               /* 反映资源节约和环境质量的各项指标 is one thing */
		return 1;
	struct hit others, main;
	if (!word_first(&m->lexed, at.start, at.end, CLASS(OTHERS), &others) ||
			!word_starting(&m->lexed, others.end, at.end, CLASS(NEUTRAL), &main))
		return parts_of(m, at, growth, out);
	/* 工业、投资、消费等主要指标 is one thing, but 规上工业增加值、固定资产投资等主要指标 are what it names */
	size_t n = parts_of(m, (struct span){ at.start, others.start }, growth, out), named = 0;
	while (named < n && out[named].indicator != NULL)
		named++;
	if (n > 1 && named == n)
		return n;
	out[0] = whole;
	out[0].name = span_text(m, (struct span){ others.end, at.end });
	return 1;
}

/* Outside the targets only what is said of an indicator counts, if the rule does not say otherwise. */
static bool worth(const struct measurer *m, const struct quality *q, const struct subject *s, size_t n)
{
	if (sv_is(m->view->role, "targets") || (q->where == WHERE_EVERYWHERE && m->view->role.n > 0))
		return true;
	if (q->where == WHERE_TARGETS)
		return false;
	for (size_t i = 0; i < n; i++)
		if (s[i].indicator != NULL)
			return true;
	return false;
}

/* What the target is said of: its own words without leads and adverbs, or the subject of before. */
static size_t quality_subjects(struct measurer *m, const struct quality *q, const struct frame *f, struct span at, struct subject s[PARTS_MAX])
{
	struct span own = q->subject;
	struct frame inner = { 0 };
	struct hit h;
	if (own.end <= own.start && f->each) {     /* …，均高于全国 */
		size_t n = m->histories < PARTS_MAX ? m->histories : PARTS_MAX;
		identify_put_off(m, m->history + m->histories - n, n);
		return memcpy(s, m->history + m->histories - n, n * sizeof *s), n;
	}
	/* 甲增长5%，乙增长3%，努力跑赢全国: which of them is left open */
	if (own.end <= own.start && q->op == OP_AHEAD && m->histories > 1 && f->head.end > f->head.start)
		return 0;
	if (own.end <= own.start) {
		identify_put_off(m, m->now.v, m->now.n);
		return memcpy(s, m->now.v, m->now.n * sizeof *s), m->now.n;
	}
	own.start = subject_strip(&m->lexed, &m->numbers, own.start, own.end, STRIP_LEAD, &inner);
	for (size_t end = 0; end != own.end && own.end > own.start;) {
		const struct number *date = date_ending(&m->numbers, own.end);
		end = own.end;
		if (date != NULL)               /* 连续5年 */
			own.end = date->token.start;
		else if (word_ending(&m->lexed, own.end, own.start + 1, CLASS(ADVERB) | CLASS(EACH) | CLASS(RANK), &h))
			own.end = h.start;
	}
	/* 经济 alone is an indicator where it is said to grow, and a target; 经济平稳增长 in a review is no headline */
	bool growth = sv_is(m->view->role, "targets") && word_first(&m->lexed, at.start, at.end, CLASS(RISE), &h);
	return own.end <= own.start ? 0 : subjects_of(m, own, growth, q->one, s);
}

static void put_quality(struct measurer *m, const struct quality *q, const struct frame *f, struct span at, struct span clause,
	const struct subject *s, size_t n)
{
	struct hit h;
	size_t said = q->subject.end > q->subject.start ? q->subject.end : at.start;
	struct draft d = { .op = q->op, .versus = q->versus, .rule_id = q->id, .quote = clause, .at = at };
	d.period = lexis_years(m->lexis, span_text(m, clause));      /* 完成“十四五”考核目标 */
	d.strength = word_first(&m->lexed, said, at.end, CLASS_STRENGTH, &h) ? (struct span){ h.start, h.end } : governing(m, f);
	for (size_t i = 0; i < n; i++) {
		d.subject = &s[i];
		d.measure = s[i].indicator != NULL && s[i].indicator->percent == MEASURE_SHARE ? MEASURE_SHARE : MEASURE_GROWTH;
		d.scope = s[i].scope.n > 0 || s[i].indicator == NULL ? s[i].scope : m->scope;
		row_put(m, &d);
	}
	explain(m, SV_FMT ": %s by " SV_FMT, SV_ARG(span_text(m, at)), op_names[q->op], SV_ARG(q->id));
}

/* Where the first of several such targets ends: 居民收入与经济增长同步、劳动报酬与劳动生产率同步; …、高于城镇居民收入增速. */
static size_t first_end(const struct measurer *m, size_t from, size_t end)
{
	struct quality q;
	struct hit h, joint;
	for (size_t p = from; p < end && word_first(&m->lexed, p, end, CLASS(CONNECT), &joint); p = joint.end) {
		if (word_starting(&m->lexed, joint.end, end, CLASS(ABOVE) | CLASS(BELOW) | CLASS_STRENGTH, &h))
			return joint.start;
		if (sv_is(sv_sub(m->text, joint.start, joint.end), "、") &&
				quality_of(m->qualities, &m->found[LIST_QUALITIES], m->text, (struct span){ from, joint.start }, &q))
			return joint.start;
	}
	return end;
}

bool read_quality(struct measurer *m, struct span at, struct span clause)
{
	struct quality q;
	struct frame f = { 0 };
	struct subject s[PARTS_MAX];
	size_t from = subject_strip(&m->lexed, &m->numbers, at.start, at.end, STRIP_LIGHT, &f);
	bool rows = false;
	govern(m, &f, clause_of(&m->clauses, clause.start));
	if (!quality_may(m->qualities, &m->found[LIST_QUALITIES], (struct span){ from, at.end }))
		return false;
	while (from < at.end) {
		struct span one = { from, first_end(m, from, at.end) };
		if (quality_of(m->qualities, &m->found[LIST_QUALITIES], m->text, one, &q)) {
			size_t n = quality_subjects(m, &q, &f, one, s);
			if (n > 0 && worth(m, &q, s, n)) {
				put_quality(m, &q, &f, one, clause, s, n);
				rows = true;
			}
			if (n > 0 && q.subject.end > q.subject.start) {
				memcpy(m->now.v, s, n * sizeof *s);
				m->now.n = n;
				m->now.measure = MEASURE_GROWTH;
			}
		}
		if (one.end == at.end)
			break;
		from = subject_strip(&m->lexed, &m->numbers, one.end, at.end, STRIP_LIGHT, &f);
	}
	return rows;
}
