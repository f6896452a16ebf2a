#include "measure/reading.h"

/* Cuts the subject of a target without a number into what it is said of; names the indicators. */
static size_t subjects_of(struct measurer *m, struct span at, bool growth, struct subject out[PARTS_MAX])
{
	struct sv part[PARTS_MAX];
	struct subject whole = { span_text(m, at), at, NULL, { NULL, 0 } };
	identify(m, &whole, growth);
	out[0] = whole;
	if (whole.indicator != NULL)
		return 1;
	if (sv_has(whole.name, SV("的")))               /* 反映资源节约和环境质量的各项指标 is one thing */
		return 1;
	if (sv_has(whole.name, SV("等主要"))) {         /* 工业、投资、消费等主要指标 is one thing */
		size_t from = sv_find(whole.name, SV("等主要"), 0);
		out[0].name = sv_skip(whole.name, from + SV("等").n);
		return 1;
	}
	size_t n = subject_parts(&m->lexed, m->indicators, at, 0, &m->arena, part);
	for (size_t i = 0; i < n; i++) {
		out[i] = (struct subject){ part[i], at, NULL, { NULL, 0 } };
		identify(m, &out[i], growth);
	}
	return n;
}

/* The years of a plan that the clause names: 完成“十四五”考核目标. */
static struct sv plan_years(const struct measurer *m, struct span at)
{
	for (size_t i = 0; i < m->lexis->periods; i++)
		if (sv_has(span_text(m, at), m->lexis->period[i].text))
			return m->lexis->period[i].years;
	return (struct sv){ NULL, 0 };
}

/* Outside the targets only what is said of an indicator counts, if the rule does not say otherwise. */
static bool worth(const struct measurer *m, const struct quality *q, const struct subject *s, size_t n)
{
	if (sv_is(m->view->role, "targets") || (q->everywhere && m->view->role.n > 0))
		return true;
	for (size_t i = 0; i < n; i++)
		if (s[i].indicator != NULL)
			return true;
	return false;
}

bool read_quality(struct measurer *m, struct span at, struct span clause)
{
	struct quality q;
	struct frame f = { 0 };
	struct subject s[PARTS_MAX];
	size_t from = subject_strip(&m->lexed, &m->numbers, at.start, at.end, STRIP_LIGHT, &f);
	bool rows = false;
	govern(m, &f, clause_of(&m->clauses, clause.start));
	while (from < at.end) {
		/* 、高于城镇居民收入增速: one more thing said of the same */
		size_t end = at.end;
		struct hit h, joint;
		for (size_t p = from; p < at.end && word_first(&m->lexed, p, at.end, CLASS(CONNECT), &joint); p = joint.end)
			if (sv_is(sv_sub(m->text, joint.start, joint.end), "、") &&
					quality_of(m->qualities, &m->quality_hits, m->text, (struct span){ from, joint.start }, &q)) {
				end = joint.start;      /* 居民收入与经济增长同步、劳动报酬与劳动生产率同步 */
				break;
			} else if (word_starting(&m->lexed, joint.end, at.end, CLASS(ABOVE) | CLASS(BELOW) | CLASS_STRENGTH, &h)) {
				end = joint.start;
				break;
			}
		if (quality_of(m->qualities, &m->quality_hits, m->text, (struct span){ from, end }, &q)) {
			size_t n = 0;
			bool own = q.subject.end > q.subject.start;
			if (own) {
				struct frame inner = { 0 };
				q.subject.start = subject_strip(&m->lexed, &m->numbers, q.subject.start, q.subject.end, STRIP_LEAD, &inner);
				while (word_ending(&m->lexed, q.subject.end, q.subject.start + 1, CLASS(ADVERB) | CLASS(EACH) | CLASS(RANK), &h))
					q.subject.end = h.start;
				n = q.subject.end <= q.subject.start ? 0 :
					subjects_of(m, q.subject, sv_has(sv_sub(m->text, from, end), SV("增长")), s);
			} else if (m->now.n > 0) {
				memcpy(s, m->now.v, (n = m->now.n) * sizeof *s);
			}
			if (n > 0 && worth(m, &q, s, n)) {
				struct draft d = { .op = q.op, .versus = q.versus, .rule_id = q.id, .quote = clause, .at = { from, end } };
				d.period = plan_years(m, clause);
				d.strength = word_first(&m->lexed, own ? q.subject.end : from, end, CLASS_STRENGTH, &h) ?
					(struct span){ h.start, h.end } : governing(m, &f);
				for (size_t i = 0; i < n; i++) {
					d.subject = &s[i];
					d.measure = s[i].indicator != NULL && s[i].indicator->percent == MEASURE_SHARE ? MEASURE_SHARE : MEASURE_GROWTH;
					d.scope = s[i].scope.n > 0 || s[i].indicator == NULL ? s[i].scope : m->scope;
					row_put(m, &d);
				}
				explain(m, SV_FMT ": %s by %.*s", SV_ARG(sv_sub(m->text, from, end)), op_names[q.op], SV_ARG(q.id));
				rows = true;
			}
			if (own && n > 0) {
				memcpy(m->now.v, s, n * sizeof *s);
				m->now.n = n;
				m->now.measure = MEASURE_GROWTH;
			}
		}
		if (end == at.end)
			break;
		from = subject_strip(&m->lexed, &m->numbers, end, at.end, STRIP_LIGHT, &f);
	}
	return rows;
}
