#include "base/utf8.h"
#include "measure/sibling.h"

/* The phrase without the reporting region's own name before it: 云溪生产总值. */
static struct sv without_region(const struct measurer *m, struct sv name)
{
	size_t own = 0;
	uint32_t c;
	for (size_t at = 0; at < name.n && sv_has(m->view->region, sv_sub(name, 0, at)); at += utf8_step(name.p + at, name.p + name.n, &c))
		own = at;
	if (own < 6)
		return name;
	/* 上海港 is another thing than 上海 */
	bool other = name.n >= own + 3 && (lexis_classes(m->lexis, sv_sub(name, own, own + 3)) & CLASS(PLACE)) != 0;
	return other ? name : sv_skip(name, own);
}

/* 规模以上工业企业实现利润: the name without the verb before its head noun. */
static struct sv without_verb(struct measurer *m, struct sv name)
{
	enum { VERB_BYTES = 6 };
	const uint64_t verb = CLASS(ACTION) | CLASS(REACH) | CLASS(LEAD);
	for (size_t at = VERB_BYTES; at + VERB_BYTES < name.n; at++)
		if (((unsigned char)name.p[at] & 0xC0) != 0x80 && (lexis_classes(m->lexis, sv_skip(name, at + VERB_BYTES)) & CLASS(HEAD)) != 0)
			return (lexis_classes(m->lexis, sv_sub(name, at, at + VERB_BYTES)) & verb) == verb ?
				arena_join(&m->arena, sv_sub(name, 0, at), sv_skip(name, at + VERB_BYTES)) : name;
	return name;
}

void identify(struct measurer *m, struct subject *s, bool growth)
{
	struct hit h;
	struct sv scope = { NULL, 0 };
	s->indicator = indicator_of(m->indicators, &m->lexed, without_region(m, s->name), growth, &scope);
	if (s->indicator == NULL && s->at.end > s->at.start && word_first(&m->lexed, s->at.start, s->at.end, CLASS(SHARE), &h) &&
			h.start > s->at.start && sv_starts(s->name, sv_sub(m->text, s->at.start, h.start)))
		s->indicator = indicator_of(m->indicators, &m->lexed, sv_sub(m->text, s->at.start, h.start), growth, &scope);
	size_t of = sv_find(s->name, SV("占"), 0);
	/* of a list: 数字经济、绿色经济占…比重 */
	if (s->indicator == NULL && of > 0 && of < s->name.n && !sv_starts(sv_skip(s->name, of), SV("占比")))
		s->indicator = indicator_of(m->indicators, &m->lexed, sv_sub(s->name, 0, of), growth, &scope);
	struct sv bare = s->indicator == NULL ? without_verb(m, s->name) : s->name;
	if (bare.n < s->name.n)
		s->indicator = indicator_of(m->indicators, &m->lexed, bare, growth, &scope);
	s->scope = scope.n > 0 && sv_has(m->view->region, scope) ? (struct sv){ NULL, 0 } : scope;
}

void identify_put_off(struct measurer *m, struct subject *s, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (s[i].put_off) {
			identify(m, &s[i], false);
			s[i].put_off = false;
		}
}

/* Whether the phrase is made of words that only make sense with the subject before: 增速, 总量在全国排名. */
static bool relative(const struct measurer *m, struct span at, bool *keep)
{
	struct hit last, shield;
	if (sv_starts(span_text(m, at), SV("在")) && word_ending(&m->lexed, at.end, at.start, CLASS(RELATIVE), &last) &&
			!word_starting(&m->lexed, at.start, at.end, CLASS(SHIELD), &shield))
		return *keep = (hit_classes(&m->lexed, &last) & CLASS(KEEP_ID)) != 0, true;     /* 在北方地区占比 */
	uint64_t classes = CLASS(RELATIVE) | CLASS(KEEP_ID) | CLASS(REFERENCE) | CLASS(TIME) | CLASS(CONNECT) | CLASS(NEUTRAL);
	bool some = false;
	*keep = true;
	while (at.start < at.end) {
		struct hit h;
		if (m->text.p[at.start] == ' ') {
			at.start++;
		} else if (word_starting(&m->lexed, at.start, at.end, classes, &h)) {
			uint64_t c = hit_classes(&m->lexed, &h);
			some |= (c & CLASS(RELATIVE)) != 0;
			if ((c & CLASS(RELATIVE)) != 0 && (c & CLASS(KEEP_ID)) == 0)
				*keep = false;
			at.start = h.end;
		} else if (sv_starts(span_text(m, at), SV("在")) && some) {
			at.start += 3;
		} else {
			return false;
		}
	}
	return some;
}

static bool counted(enum dimension d) { return d == DIM_COUNT || d == DIM_PEOPLE || d == DIM_NONE || d == DIM_RANK; }

/* Whether the noun behind the number is what it counts: 建成27个海外仓. */
static bool by_noun(const struct measurer *m, const struct frame *f)
{
	const struct number *n = &m->numbers.v[f->number];
	struct hit h;
	if (f->noun.end <= f->noun.start || f->rank || f->compared || f->rate || f->share)
		return false;
	if (f->direction != 0)          /* 提升122个劳务品牌知名度 */
		return counted(n->dimension) && (f->subject.end <= f->subject.start || n->dimension == DIM_COUNT || n->fraction);
	if (f->is_new.end > 0 && f->is_new.start >= f->subject.end)
		return true;                    /* 全省新增500亿元贷款 */
	if (n->dimension == DIM_MONEY && word_ending(&m->lexed, n->token.start, 0, CLASS(ACTION), &h) &&
			(hit_classes(&m->lexed, &h) & CLASS(LEAD)) == 0)
		return !word_starting(&m->lexed, f->noun.start, f->noun.end, CLASS(ACTION), &h);        /* 省财政安排3亿元专项资金 */
	if (f->doing && counted(n->dimension))
		return true;                    /* 批发市场完成100万批次农产品快检 */
	if (n->dimension != DIM_PERCENT && f->noun.end < f->noun_ceiling &&
			word_ending(&m->lexed, n->token.start, 0, CLASS(FOR), &h))
		return true;                    /* 服务点为30万群众提供帮助 */
	if (f->subject.end <= f->subject.start)
		return n->dimension != DIM_PERCENT || m->now.n == 0 || f->part_of ||
			m->clauses.v[clause_of(&m->clauses, n->token.start)].at.start == n->token.start;
	if (n->dimension == DIM_PERCENT || n->dimension == DIM_POINTS)
		return f->part_of && !f->reach; /* 贡献了全国38.7%的贸易增量 */
	if (word_ending(&m->lexed, f->subject.end, f->subject.start, CLASS(ACTION) | CLASS(NEW), &h))
		return true;
	if (f->part_of && n->op != OP_EQ)
		return false;                   /* 年吞吐量超千万人次的机场: it says which */
	return counted(n->dimension) && !f->reach;
}

/* What the number is a part of has no figure in it: see is_part(). */
static void not_the_whole(const struct measurer *m, const struct frame *f, struct subject *s)
{
	if (s->indicator != NULL && s->indicator->percent != MEASURE_SHARE && is_part(f, &m->numbers.v[f->number], s))
		s->indicator = NULL;
}

static void add_subject(struct subject *out, struct sv name, struct span at)
{
	*out = (struct subject){ .name = name, .at = at };
}

static size_t as_parts(struct measurer *m, struct span at, size_t want, bool growth, struct subject out[PARTS_MAX])
{
	struct sv part[PARTS_MAX];
	size_t n = subject_parts(&m->lexed, m->indicators, at, want, &m->arena, part);
	for (size_t i = 0; i < n; i++) {
		add_subject(&out[i], part[i], at);
		identify(m, &out[i], growth);
	}
	return n;
}

static bool all_named(const struct subject *s, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (s[i].indicator == NULL)
			return false;
	return n > 0;
}

/* 新增公园141座、累计达到973座: what there is in all is not only what is new. */
static void all_of(struct measurer *m, struct subject *s)
{
	for (size_t n = 6; n <= 9 && n < s->name.n; n += 3)
		if ((lexis_classes(m->lexis, sv_sub(s->name, 0, n)) & CLASS(NEW)) != 0) {
			s->name = sv_skip(s->name, n);
			identify(m, s, false);
			return;
		}
}

/* Whether the values of a list are of one kind: they cannot all be said of one thing then (增长9.8%和8.5%). */
static bool alike(const struct measurer *m, const struct frame *f, size_t values)
{
	if (f->step || m->numbers.v[f->number].op == OP_GT)
		return false;                   /* 接连突破8万亿元、9万亿元 */
	for (size_t i = 1; i < values; i++)
		if (!sv_eq(m->numbers.v[f->number + i].unit, m->numbers.v[f->number].unit))
			return false;
	return true;
}

/* The subject has no words of its own: those of before are carried over. */
static size_t carry(struct measurer *m, const struct frame *f, size_t values, struct subject out[PARTS_MAX])
{
	/* 生产总值五年翻了一番；2010年达到5亿元: what has a year, a verb and no subject at all goes on */
	if (m->now.n == 0 && f->reach && f->date != NULL) {
		identify_put_off(m, m->before.v, m->before.n);
		if (all_named(m->before.v, m->before.n))
			m->now = m->before;
	}
	const struct carried *now = &m->now;
	size_t n = now->n;
	if (n == 0)
		return 0;
	identify_put_off(m, m->now.v, n);
	memcpy(out, now->v, n * sizeof *out);
	if (values > 1 && n != values) {
		if (n == 1 && (n = as_parts(m, now->v[0].at, values, true, out)) == values)
			return n;
		if ((f->distribute || alike(m, f, values)) && m->histories >= values && values <= PARTS_MAX) {
			identify_put_off(m, m->history + m->histories - values, values);
			memcpy(out, m->history + m->histories - values, values * sizeof *out);
			return values;
		}
		memcpy(out, now->v, sizeof *out);
		return f->distribute || now->n != 1 || alike(m, f, values) ? 0 : 1;
	}
	if (values == 1 && f->distribute && n == 1)
		return as_parts(m, now->v[0].at, 0, true, out);
	if (values == 1 && f->each && n == 1 && m->histories > 1)
		n = siblings(m, out);
	for (size_t i = 0; f->total && i < n; i++)
		all_of(m, &out[i]);
	return n;
}

/* 粮食播种面积10万亩、总产量3亿斤: a head in place of the one before, where that makes the name of an indicator. */
static bool another_head(struct measurer *m, struct subject *s, struct sv head)
{
	struct sv name = s->name;
	struct subject other = { .name = name, .at = s->at };
	if ((lexis_classes(m->lexis, head) & (CLASS(HEAD) | CLASS(SHARE_NOUN) | CLASS(RATE))) != CLASS(HEAD))
		return false;
	for (size_t end = name.n; end > 3 && other.indicator == NULL;) {
		for (end--; end > 0 && ((unsigned char)name.p[end] & 0xC0) == 0x80;)
			end--;
		other.name = arena_join(&m->arena, sv_sub(name, 0, end), head);
		identify(m, &other, false);
	}
	for (size_t at = 6; other.indicator == NULL && at < name.n; at++)       /* 产量增长19%、产值增长18% */
		if (((unsigned char)name.p[at] & 0xC0) != 0x80 &&
				(lexis_classes(m->lexis, sv_skip(name, at)) & (CLASS(HEAD) | CLASS(SHARE_NOUN) | CLASS(RATE) | CLASS(NAME))) == CLASS(HEAD)) {
			s->name = arena_join(&m->arena, sv_sub(name, 0, at), head);
			identify(m, s, false);
			return true;
		}
	if (other.indicator == NULL)
		return false;
	*s = other;
	return true;
}

/* A subject of words that lean on the one before: 增速, 占一般公共预算收入比重. */
static size_t lean(struct measurer *m, const struct frame *f, bool keep, struct subject out[PARTS_MAX])
{
	size_t n = m->now.n;
	struct span own = f->subject;
	struct hit h;
	while (word_ending(&m->lexed, own.end, own.start, CLASS(CONNECT), &h))
		own.end = h.start;
	identify_put_off(m, m->now.v, n);
	memcpy(out, m->now.v, n * sizeof *out);
	if (f->each && n == 1 && m->histories > 1)
		n = siblings(m, out);
	bool total = word_starting(&m->lexed, own.start, own.end, CLASS(TOTAL), &h);
	bool per_head = sv_is(span_text(m, own), "人均");         /* 生产总值达到…、人均…: 人均生产总值 */
	for (size_t i = 0; i < n; i++) {
		if (total)
			all_of(m, &out[i]);
		if (!keep && another_head(m, &out[i], span_text(m, own)))
			continue;
		if (!sv_ends(out[i].name, span_text(m, own)))
			out[i].name = per_head ? arena_join(&m->arena, span_text(m, own), sibling_base(m, out[i].name)) : arena_join(&m->arena, out[i].name, span_text(m, own));
		/* 研发经费增长5%，占生产总值比重…: the whole phrase is a name of its own */
		struct subject whole = out[i];
		identify(m, &whole, false);
		if (!keep || (whole.indicator != NULL && whole.indicator->phrases))
			out[i] = whole;
	}
	return n;
}

static size_t several(struct measurer *m, const struct frame *f, size_t values, bool growth, struct subject out[PARTS_MAX])
{
	struct subject part[PARTS_MAX];
	size_t n;
	if (values > 1) {
		n = as_parts(m, f->subject, values, growth, part);
		if (n == values)
			return memcpy(out, part, n * sizeof *out), n;
		return f->distribute || alike(m, f, values) ? 0 : 1;
	}
	struct hit h;
	if (!f->each && !f->distribute && !word_first(&m->lexed, f->subject.start, f->subject.end, CLASS(CONNECT), &h))
		return 1;
	n = as_parts(m, f->subject, 0, growth, part);
	if (n < 2 && f->each)
		n = as_parts(m, f->subject, 2, growth, part);
	/* one count of several things is their sum: 代表建议、政协提案300件 */
	bool rate = f->rank || m->numbers.v[f->number].dimension <= DIM_MULTIPLE;
	if (n > 1 && (f->each || f->distribute || (rate && all_named(part, n))))
		return memcpy(out, part, n * sizeof *out), n;
	return 1;
}

/* 20个国家级、19个省级重点县: the noun behind the next count's 级 is that of this one, too. */
static struct sv sorted(struct measurer *m, struct span noun)
{
	struct sv name = span_text(m, noun);
	struct hit h, joint;
	size_t next = numbers_from(&m->numbers, noun.end);
	if (!word_ending(&m->lexed, noun.end, noun.start, CLASS(SORT), &h) || next >= m->numbers.n ||
			!word_starting(&m->lexed, noun.end, m->text.n, CLASS(CONNECT), &joint) || m->numbers.v[next].token.start != joint.end)
		return name;
	struct frame f;
	size_t end = m->clauses.v[clause_of(&m->clauses, noun.end)].at.end, from = m->numbers.v[next].token.end;
	size_t ceiling = next + 1 < m->numbers.n && m->numbers.v[next + 1].token.start < end ? m->numbers.v[next + 1].token.start : end;
	frame_read(&m->lexed, &m->numbers, next, from, ceiling, &f);
	size_t at = sv_find(span_text(m, f.noun), span_text(m, (struct span){ h.start, h.end }), 0);
	if (at + 3 >= f.noun.end - f.noun.start)
		return name;
	return arena_join(&m->arena, name, sv_skip(span_text(m, f.noun), at + 3));
}

/* 住房建成47万套、新开工63万套; 淘汰甲类产能3万吨、乙类产能4万吨，今年分别淘汰1万吨和2万吨: the deed is another, not its object. */
static bool only_a_deed(const struct measurer *m, const struct frame *f)
{
	const struct number *n = &m->numbers.v[f->number];
	struct hit h;
	return m->now.n > 0 && m->last.n > 0 && sv_eq(m->now.v[0].name, m->last.v[0].name) && f->noun.end <= f->noun.start &&
		sv_eq(n->base, m->last_base) && n->dimension != DIM_PEOPLE &&
		word_starting(&m->lexed, f->subject.start, f->subject.end, CLASS(ACTION), &h) && h.end == f->subject.end;
}

/* The subject is said by what tells it from the one before. */
static bool sibling(struct measurer *m, const struct frame *f, struct subject *s, bool growth)
{
	struct span own = f->subject;
	struct hit h;
	if (f->acted && word_ending(&m->lexed, own.start, 0, CLASS(ACTION), &h))
		own.start = h.start;            /* 投入强度 */
	bool part = sv_ends(sv_sub(m->text, 0, own.start), SV("其中")) &&
		(m->numbers.v[f->number].dimension != DIM_PERCENT || f->direction != 0);         /* 支出…，其中省级达到80% is a share */
	struct sv name = sibling_name(m, span_text(m, own), m->now.v[0].name, part);
	if (name.n == 0)
		return false;
	s->name = name;
	identify(m, s, growth);
	return s->indicator != NULL;
}

size_t resolve(struct measurer *m, const struct frame *f, size_t values, struct subject out[PARTS_MAX], bool *carried)
{
	bool growth = f->direction != 0 || f->rate || f->grows_after, keep;
	struct hit h;
	*carried = false;
	if (by_noun(m, f)) {
		struct sv name = sorted(m, f->noun);
		if (m->now.n > 0 && !counted(m->numbers.v[f->number].dimension) && (lexis_classes(m->lexis, name) & CLASS(RELATIVE)) != 0)
			name = arena_join(&m->arena, m->now.v[0].name, name);         /* 贡献了全国24%的增量 */
		if (f->is_new.end > 0)
			name = arena_join(&m->arena, span_text(m, f->is_new), name);
		add_subject(&out[0], name, f->noun);
		identify(m, &out[0], false);
		not_the_whole(m, f, &out[0]);
		return 1;
	}
	if (f->subject.end <= f->subject.start || only_a_deed(m, f)) {
		*carried = true;
		return carry(m, f, values, out);
	}
	bool leans = word_starting(&m->lexed, f->subject.start, f->subject.end, CLASS(SHARE), &h) ||
		sv_starts(span_text(m, f->subject), SV("是"));
	if (m->now.n > 0 && leans) {
		*carried = true;
		return lean(m, f, true, out);
	}
	add_subject(&out[0], span_text(m, f->subject), f->subject);
	identify(m, &out[0], growth);
	if (!f->share)
		not_the_whole(m, f, &out[0]);
	if (m->numbers.v[f->number].dimension == DIM_POINTS &&
			word_starting(&m->lexed, f->subject.start, f->subject.end, CLASS(CAUSE), &h))
		out[0].indicator = NULL;                /* 拉动全省GDP增长1.4个百分点: what something adds to it */
	if (out[0].indicator == NULL && m->now.n > 0) {
		bool leaning = relative(m, f->subject, &keep);
		if (!(leaning && keep) && values == 1 && m->now.n == 1 && sibling(m, f, &out[0], growth))
			return 1;
		*carried = leaning;
		if (leaning)
			return lean(m, f, keep, out);
	}
	if (out[0].indicator != NULL && values == 1 && !f->distribute && !f->each)
		return 1;
	size_t n = several(m, f, values, growth, out);
	for (size_t i = 0; i < n && n > 1 && m->now.n == 1; i++) {      /* 居民收入…，其中城镇和农村分别增长… */
		struct sv name = { NULL, 0 };
		if (out[i].indicator == NULL)
			name = sibling_name(m, out[i].name, m->now.v[0].name, false);
		if (name.n > 0) {
			out[i].name = name;
			identify(m, &out[i], growth);
		}
	}
	return n;
}
