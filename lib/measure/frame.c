#include "base/utf8.h"
#include "measure/frame_noun.h"

/* How far, in bytes, what a number is compared with or ranked in may stretch: 居中西部地区省会城市第3位. */
enum { VERSUS_MAX = 48 };

static bool blank(const struct lexed *l, size_t from, size_t to)
{
	while (from < to && l->text.p[from] == ' ')
		from++;
	return from >= to;
}

/* The start of the （…） that ends at `to`, `to` itself if none does. */
static size_t bracket_before(const struct lexed *l, size_t from, size_t to)
{
	bool wide = ends_in(l, from, to, SV("）"));
	struct sv open = wide ? SV("（") : SV("(");
	if (!wide && !ends_in(l, from, to, SV(")")))
		return to;
	for (size_t at = to; at >= from + open.n; at--)
		if (memcmp(l->text.p + at - open.n, open.p, open.n) == 0)
			return at - open.n;
	return to;
}

/* By halves: a record may be a megabyte long, with a number in every clause. */
size_t numbers_from(const struct numbers *numbers, size_t byte)
{
	size_t low = 0, high = numbers->n;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (numbers->v[middle].token.start < byte)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

const struct number *date_ending(const struct numbers *numbers, size_t at)
{
	size_t i = numbers_from(numbers, at);
	return i > 0 && numbers->v[i - 1].token.end == at && numbers->v[i - 1].kind == NUMBER_DATE ? &numbers->v[i - 1] : NULL;
}

/* The 50公斤 of 每50公斤 that ends at a place. */
static const struct number *per_ending(const struct lexed *l, const struct numbers *numbers, size_t at)
{
	size_t i = numbers_from(numbers, at);
	return i > 0 && numbers->v[i - 1].token.end == at && numbers->v[i - 1].kind == NUMBER_LABEL &&
		ends_in(l, 0, numbers->v[i - 1].token.start, SV("每")) ? &numbers->v[i - 1] : NULL;
}

static const struct number *date_starting(const struct numbers *numbers, size_t at)
{
	size_t i = numbers_from(numbers, at);
	return i < numbers->n && numbers->v[i].token.start == at && numbers->v[i].kind == NUMBER_DATE ? &numbers->v[i] : NULL;
}

/* A date that the word which ends at `at` begins inside of; NULL if there is none. */
static const struct number *date_across(const struct lexed *l, const struct numbers *numbers, size_t at, size_t floor, uint64_t classes)
{
	struct hit h;
	if (!word_ending(l, at, floor, classes, &h))
		return NULL;
	size_t i = numbers_from(numbers, h.start);
	const struct number *n = i > 0 ? &numbers->v[i - 1] : NULL;
	return n != NULL && n->kind == NUMBER_DATE && n->token.start >= floor && n->token.end > h.start ? n : NULL;
}

bool only_connectors(const struct lexed *l, size_t from, size_t to, bool verbs)
{
	uint64_t classes = CLASS(CONNECT);
	if (verbs)
		classes |= CLASS(RISE) | CLASS(FALL) | CLASS(REACH) | CLASS(ADVERB);
	while (from < to) {
		struct hit h;
		if (l->text.p[from] == ' ')
			from++;
		else if (word_starting(l, from, to, classes, &h))
			from = h.end;
		else
			return false;
	}
	return true;
}

static struct span hit_span(const struct hit *h) { return (struct span){ h->start, h->end }; }

static void note_verb(const struct lexed *l, const struct hit *h, bool has_rank, struct frame *f)
{
	uint64_t c = hit_classes(l, h);
	if ((c & CLASS_STRENGTH) != 0) {
		f->strength = hit_span(h);
		return;
	}
	if ((c & CLASS(DISTRIBUTE)) != 0)
		f->distribute = true;
	else if ((c & CLASS(EACH)) != 0)
		f->each = true;
	f->step |= (c & CLASS(STEP)) != 0;
	if ((c & CLASS(TOTAL)) != 0)
		f->total = true;
	f->from |= (c & CLASS(FROM)) != 0;
	f->yearly |= (c & CLASS(YEARLY)) != 0;
	if ((c & CLASS(PART)) != 0 && f->part_date.end == 0)
		f->part_date = hit_span(h);
	f->over |= (c & CLASS(OVER)) != 0;
	if ((c & CLASS(NEW)) != 0)
		f->is_new = hit_span(h);
	if ((c & (CLASS(RATE) | CLASS(RATE_FALL))) != 0) {
		f->rate = true;
		if ((c & CLASS(RATE_FALL)) != 0)
			f->direction = FRAME_DOWN;
	}
	if (f->direction == 0 && !f->reach && !has_rank) {
		if ((c & CLASS(RISE)) != 0)
			f->direction = FRAME_UP;
		else if ((c & CLASS(FALL)) != 0)
			f->direction = FRAME_DOWN;
		else if ((c & CLASS(REACH)) != 0)
			f->reach = true;
	}
}

/* Takes verbs, adverbs and governors off the end of [floor, at); returns the new end. */
static size_t walk(const struct lexed *l, const struct numbers *numbers, size_t at, size_t floor, bool rank, struct frame *f)
{
	uint64_t classes = CLASS(RISE) | CLASS(FALL) | CLASS(REACH) | CLASS(RATE) | CLASS(RATE_FALL) | CLASS(ADVERB) | CLASS(EACH) |
		CLASS(DISTRIBUTE) | CLASS_STRENGTH | CLASS(TIME) | CLASS(NEW);
	if (rank)
		classes &= ~(CLASS(RATE) | CLASS(RATE_FALL));           /* 增速居第2位: the rank is the rate's */
	while (at > floor) {
		struct hit h, than;
		const struct number *date;
		size_t bracket = bracket_before(l, floor, at);
		if (l->text.p[at - 1] == ' ') {
			at--;
		} else if (ends_in(l, floor, at, SV("了")) && word_ending(l, at - 3, floor, classes, &h)) {
			at -= 3;
		} else if (bracket < at) {
			at = bracket;
		} else if (word_ending(l, at, floor, CLASS(REFERENCE), &h) && word_ending(l, h.start, floor, CLASS(THAN), &than)) {
			f->versus = hit_span(&h);
			at = than.start;
		} else if ((date = date_ending(numbers, at)) != NULL && date->token.start >= floor &&
				!(word_ending(l, at, floor, CLASS(TIME), &h) && (h.start < date->token.start || (hit_classes(l, &h) & CLASS(PART)) != 0))) {
			f->date = date;
			at = date->token.start;
		} else if ((date = per_ending(l, numbers, at)) != NULL && date->token.start > floor + 3) {
			at = date->token.start - 3;             /* 收购价每50公斤提高5元 */
		} else if (ends_in(l, floor, at, SV("的")) && date_ending(numbers, at - 3) != NULL) {
			at -= 3;                /* 从2020年的3.7万亿元 */
		} else if (ends_in(l, floor, at, SV("的")) && word_ending(l, at - 3, floor, CLASS(REFERENCE) | CLASS(TIME), &h) &&
				word_ending(l, h.start, floor, CLASS(FROM), &than)) {
			f->from = f->from_now = true;
			note_verb(l, &h, rank, f);
			at = than.start;        /* 由年初的1301个 */
		} else if (ends_in(l, floor, at, SV("的")) && word_ending(l, at - 3, floor, CLASS(PART), &h)) {
			at -= 3;                /* 收窄到全年的16.6% */
		} else if (f->said > at && word_ending(l, at, floor, CLASS(THAN), &than)) {
			f->versus = (struct span){ at, f->said };       /* 较“十三五”期末分别增长 */
			while (word_ending(l, f->versus.end, at, CLASS(DISTRIBUTE) | CLASS(EACH), &h))
				f->versus.end = h.start;
			f->date = NULL;                                 /* 比2002年增加: no period of its own */
			at = than.start;
		} else if ((date = date_across(l, numbers, at, floor, classes)) != NULL) {
			f->date = date;         /* 2012年底 is no 2012 and 年底 */
			at = date->token.start;
		} else if (word_ending(l, at, floor, CLASS(ACTION), &h) && (hit_classes(l, &h) & classes) == 0 &&
				word_ending(l, h.start, floor, CLASS(DISTRIBUTE), &than)) {
			at = h.start;           /* 分别新认定 */
		} else if (word_ending(l, at, floor, classes, &h)) {
			if (f->said == 0 && (hit_classes(l, &h) & (CLASS(RISE) | CLASS(FALL) | CLASS(REACH))) != 0)
				f->said = h.start;
			note_verb(l, &h, rank, f);
			at = h.start;
		} else {
			break;
		}
	}
	return at;
}

/* 居全国第3位: the verb of a rank and the field it is counted in. */
static size_t walk_rank(const struct lexed *l, size_t at, size_t floor, struct frame *f)
{
	struct hit h, field;
	if (word_last(l, floor, at, CLASS(RANK), &h) && at - h.end <= VERSUS_MAX && !has_connector(l, h.end, at)) {
		f->each |= word_starting(l, h.start, h.end, CLASS(EACH), &field);               /* 均居 */
		size_t from = word_starting(l, h.end, at, CLASS(FROM), &field) ? field.end : h.end;
		f->from |= from > h.end;
		if (!blank(l, from, at))
			f->versus = (struct span){ from, at };
		else if (word_ending(l, h.start, floor, CLASS(REFERENCE), &field))
			return f->versus = hit_span(&field), field.start;       /* 全国排名第9 */
		return h.start;
	}
	if (word_ending(l, at, floor, CLASS(REFERENCE), &h)) {
		f->versus = hit_span(&h);
		return h.start;
	}
	return at;
}

/* 高于全国0.7个百分点; 比预期目标高4.8个百分点. Returns the new end, `at` where nothing is compared. */
static size_t walk_compared(const struct lexed *l, const struct number *n, size_t at, size_t floor, struct frame *f)
{
	struct hit h, than, any;
	size_t token = n->token.start;
	if (word_ending(l, token, floor, CLASS(MORE) | CLASS(LESS) | CLASS(RISE) | CLASS(FALL) | CLASS(RATE), &h) &&
			(hit_classes(l, &h) & (CLASS(MORE) | CLASS(LESS))) != 0 && word_last(l, floor, h.start, CLASS(THAN), &than) &&
			h.start - than.end <= VERSUS_MAX && h.start > than.end) {
		f->compared = true;
		f->direction = (hit_classes(l, &h) & CLASS(LESS)) != 0 ? FRAME_DOWN : FRAME_UP;
		f->versus = (struct span){ than.end, h.start };
		return than.start;
	}
	if (f->direction == 0 && !f->reach && word_last(l, floor, token, CLASS(ABOVE) | CLASS(BELOW), &h) && token > h.end &&
			token - h.end <= VERSUS_MAX && !has_connector(l, h.end, token) &&
			(n->dimension == DIM_POINTS || word_first(l, h.end, token, CLASS(REFERENCE), &any))) {
		f->compared = true;
		f->direction = (hit_classes(l, &h) & CLASS(BELOW)) != 0 ? FRAME_DOWN : FRAME_UP;
		f->versus = (struct span){ h.end, token };
		f->date = NULL;
		return h.start;
	}
	bool bare = n->unit.n == 0;     /* of 是2010年的1.8、2.3倍 the unit stands behind the last */
	if ((n->dimension == DIM_PERCENT || n->dimension == DIM_MULTIPLE || bare) && ends_in(l, floor, token, SV("的")) &&
			word_last(l, floor, token - 3, CLASS(EQUALS), &h) && h.end < token - 3 && token - h.end <= VERSUS_MAX) {
		f->share = true;                /* 约为全国平均的70%, 是2010年的3.1倍 */
		f->date = NULL;
		f->versus = (struct span){ h.end, token - 3 };
		return h.start;
	}
	if ((f->direction != 0 || f->reach) && f->versus.end == 0 && word_last(l, floor, at, CLASS(THAN), &than) && at > than.end &&
			at - than.end <= VERSUS_MAX && !has_connector(l, than.end, at)) {
		f->versus = (struct span){ than.end, f->said > at ? f->said : at };     /* 比前五年增长 */
		return than.start;
	}
	return at;
}

size_t subject_strip(const struct lexed *l, const struct numbers *numbers, size_t from, size_t to, uint64_t classes, struct frame *f)
{
	bool actions = (classes & CLASS(ACTION)) != 0;
	size_t last = from;
	bool moved = false;
	while (from < to) {
		struct hit h, verb;
		const struct number *date;
		size_t bracket = frame_bracket(l, from, to);
		if (l->text.p[from] == ' ') {
			from++;
		} else if (bracket > from && bracket < to) {
			from = bracket;
		} else if (word_starting(l, from, to, CLASS(NAME) | CLASS(NEW) | CLASS(SHIELD), &h) &&
				(hit_classes(l, &h) & classes) == 0) {
			if ((hit_classes(l, &h) & CLASS(NEW)) != 0)
				f->is_new = hit_span(&h);
			break;
		} else if (word_starting(l, from, to, CLASS(NEUTRAL), &h) && (classes & CLASS(LEAD)) != 0 && (hit_classes(l, &h) & classes) == 0 &&
				word_starting(l, h.end, to, CLASS(LEAD), &verb) && to - verb.end > 3) {
			from = h.end;           /* 全省完成地区生产总值 */
		} else if (word_starting(l, from, to, classes, &h) && (h.end == to || to - h.end > 3 ||
				(hit_classes(l, &h) & (CLASS(CONNECT) | CLASS_STRENGTH)) != 0)) {     /* no single character is left over */
			uint64_t c = hit_classes(l, &h);
			f->each |= (c & CLASS(EACH)) != 0;
			if ((c & CLASS_STRENGTH) != 0)
				f->head = hit_span(&h);
			if ((c & CLASS(PART)) != 0)
				f->part_time = hit_span(&h);
			if ((c & CLASS(ACTION)) != 0 && (c & CLASS(LEAD)) == 0) {
				f->acted = moved = true;
				last = h.start;
			}
			if (actions && (c & (CLASS(RISE) | CLASS(FALL))) != 0 && (c & CLASS(LEAD)) == 0)
				f->head_direction = (c & CLASS(FALL)) != 0 ? FRAME_DOWN : FRAME_UP;
			from = h.end;
			/* “十四五”时期; “十四五” alone may be the plan itself */
			struct sv years = { NULL, 0 };
			if ((c & CLASS(TIME)) != 0 && !ends_in(l, h.start, h.end, SV("”")))
				years = lexis_years(l->words, sv_sub(l->text, h.start, h.end));
			if (years.n > 0)
				f->years = years;
			if ((c & CLASS(TIME)) != 0 && word_starting(l, from, to, CLASS(DATE_AFTER), &verb))
				from = verb.end;        /* 三年内参保率 */
			if (begins_with(l, from, to, SV("了")))
				from += 3;
		} else if (word_starting(l, from, to, CLASS(FROM), &h) &&
				(date = date_starting(numbers, h.end)) != NULL && date->op == OP_RANGE) {
			from = h.end;           /* 从2019年到2021年 */
		} else if ((date = date_starting(numbers, from)) != NULL && date->token.end <= to &&
				!word_starting(l, date->token.end, to, CLASS(THAN), &h)) {      /* 与2007年相比 names no time */
			from = date->token.end;
			if (!word_starting(l, from, to, CLASS(SINCE), &h))
				f->time = date;
			if (word_starting(l, from, to, CLASS(DATE_AFTER) | CLASS(SINCE), &h))
				from = h.end;
		} else {
			break;
		}
	}
	return from == to && moved ? last : from;       /* 惠及160余万人: the verb itself is all there is */
}

/* 苹果产量稳定在全国1/4: the field is what a part is of. */
static void field_of(const struct lexed *l, const struct numbers *numbers, const struct number *n, const struct hit *field, struct frame *f)
{
	struct frame inner = { 0 };
	if (n->fraction || n->dimension == DIM_PERCENT)
		f->versus = hit_span(field);
	f->subject.end = walk(l, numbers, field->start - 3, f->subject.start, true, &inner);
}

/* 建设优品库、服务企业3家: a number behind several deeds is of the last one's object. */
static void read_last_action(const struct lexed *l, const struct numbers *numbers, struct frame *f)
{
	struct span *s = &f->subject;
	struct hit joint, action;
	for (size_t p = s->start; word_first(l, p, s->end, CLASS(CONNECT), &joint); p = joint.end)
		if (sv_is(sv_sub(l->text, joint.start, joint.end), "、") &&
				word_starting(l, joint.end, s->end, CLASS(ACTION) | CLASS(NEW), &action) &&
				(s->end - action.end > 6 || (hit_classes(l, &action) & (CLASS(LEAD) | CLASS(FALL))) != 0))
			s->start = subject_strip(l, numbers, joint.end, s->end, STRIP_LEAD | CLASS(ACTION), f);
}

/* 第3位, 第一, 前四, 排名由9位升到3位; but 14.2万名 are people, and 3位 else are a distance or experts. */
static bool ranks(const struct lexed *l, const struct number *n, size_t floor)
{
	size_t at = n->bare.start;
	struct hit h;
	if ((sv_is(n->unit, "位") || sv_is(n->unit, "名")) && word_last(l, floor, at, CLASS(RANK), &h) &&
			word_last(l, floor, h.end, CLASS(RELATIVE), &h) && (hit_classes(l, &h) & CLASS(RANK)) != 0)
		return true;
	bool ordinal = ends_in(l, 0, at, SV("第")) || ends_in(l, 0, at, SV("前"));
	if (n->unit_at.end == n->unit_at.start)         /* 第一, 首位 */
		return ordinal || n->dimension == DIM_RANK;
	return ordinal && (sv_is(n->unit, "位") || sv_is(n->unit, "名"));
}

/* 由40%提高到50%, 分别从4%、5%降到3%、4%: whether nothing but a verb of arriving stands between number i, or its list, and the next. */
static bool starts(const struct lexed *l, const struct numbers *numbers, size_t i)
{
	struct hit h;
	size_t k = i + 1;
	while (k < numbers->n && (numbers->v[k].part > 1 || (numbers->v[k].token.start > numbers->v[k - 1].token.end &&
			only_connectors(l, numbers->v[k - 1].token.end, numbers->v[k].token.start, false))))
		k++;
	size_t from = k < numbers->n ? numbers->v[k - 1].token.end : 0;
	while (k < numbers->n && numbers->v[k].kind == NUMBER_DATE)     /* …到2025年的50% */
		k++;
	if (k >= numbers->n || numbers->v[k].kind != NUMBER_MEASURE)
		return false;
	size_t to = numbers->v[k].bare.start;
	return to - from <= VERSUS_MAX && !has_connector(l, from, to) && word_first(l, from, to, CLASS(REACH), &h);
}

/* 基本养老金从2004年人均每月700元提高到…: the 从 that a date follows ends the subject. Returns its new end. */
static size_t before_from(const struct lexed *l, const struct numbers *numbers, size_t at, size_t floor, struct frame *f)
{
	struct hit h, when;
	const struct number *date;
	if (f->from || !word_last(l, floor, at, CLASS(FROM), &h))
		return at;
	if ((date = date_starting(numbers, h.end)) != NULL)
		f->date = date;
	else if (word_starting(l, h.end, at, CLASS(TIME) | CLASS(REFERENCE), &when))
		f->from_now = true;
	else
		return at;
	f->from = true;
	return h.start;
}

/* 棉花产量占全国九成: the whole that the subject is a part of, where no 比重 follows, is what it is compared with. */
static void read_share(const struct lexed *l, const struct numbers *numbers, const struct number *n, struct frame *f)
{
	struct span *s = &f->subject;
	struct hit h, noun;
	struct frame inner = { 0 };
	f->share |= word_first(l, s->start, s->end, CLASS(SHARE), &h);
	if ((n->dimension != DIM_PERCENT && n->unit.n > 0) || f->direction != 0 ||
			!word_last(l, s->start, s->end, CLASS(SHARE), &h) || s->end - h.end > VERSUS_MAX ||
			word_ending(l, s->end, h.end, CLASS(SHARE_NOUN), &noun))
		return;
	if (f->versus.end <= f->versus.start)
		f->versus = (struct span){ h.end, s->end };
	s->end = walk(l, numbers, h.start, s->start, true, &inner);
}

/* 新机制推动问题解决率提高到93%: what is brought about is what is measured. */
static void read_cause(const struct lexed *l, const struct numbers *numbers, struct frame *f)
{
	struct span *s = &f->subject;
	struct hit h, verb;
	if (word_last(l, s->start, s->end, CLASS(CAUSE), &h) && h.start > s->start && h.end < s->end &&
			!(h.end - h.start == 3 && word_starting(l, h.end, s->end, CLASS(ACTION) | CLASS(ADVERB) | CLASS(REACH), &verb)))
		s->start = subject_strip(l, numbers, h.end, s->end, STRIP_LEAD, f);
}

/* Behind the 3. that an item begins with. */
static size_t item_number_end(struct sv text, size_t to)
{
	size_t at = 0;
	while (at < to && text.p[at] >= '0' && text.p[at] <= '9')
		at++;
	return at > 0 && at < to && text.p[at] == '.' ? at + 1 : 0;
}

void frame_read(const struct lexed *l, const struct numbers *numbers, size_t i, size_t floor, size_t ceiling, struct frame *out)
{
	const struct number *n = &numbers->v[i];
	bool rank = ranks(l, n, floor);
	struct hit h;
	*out = (struct frame){ .number = i };
	if (floor == 0)
		floor = item_number_end(l->text, n->token.start);
	if (word_starting(l, floor, n->token.start, CLASS(ITEM), &h))
		floor = h.end;
	if (i > 0 && numbers->v[i - 1].token.end == floor && word_starting(l, floor, n->token.start, CLASS(AFTER), &h))
		floor = h.end;                  /* what is left of the value before: 大关、达到… */
	size_t token = n->token.start;
	if (rank && token == n->bare.start && (ends_in(l, floor, token, SV("第")) || ends_in(l, floor, token, SV("前"))))
		token -= 3;                     /* the 第 that the number leaves out */
	size_t at = walk(l, numbers, token, floor, false, out);
	if (rank && out->direction == 0) {
		size_t to = walk_rank(l, token, floor, out);
		out->rank = true;
		out->reach = false;
		at = walk(l, numbers, to < at ? to : at, floor, true, out);
	} else {
		size_t to = walk_compared(l, n, at, floor, out);
		if (to < at)
			at = walk(l, numbers, to, floor, true, out);
	}
	bool start = starts(l, numbers, i);
	if (start)
		at = before_from(l, numbers, at, floor, out);
	out->from &= start;
	out->verb = at;
	if (n->before.end > n->before.start && word_starting(l, n->before.start, n->before.end, CLASS_STRENGTH, &h))
		out->strength = hit_span(&h);
	out->each |= word_starting(l, n->before.start, n->before.end, CLASS(EACH), &h);         /* 均超97% */
	bool verb = out->direction != 0 || out->rate || out->rank || out->compared;
	size_t from = subject_strip(l, numbers, floor, at, verb ? STRIP_LEAD : STRIP_LEAD | CLASS(ACTION), out);
	out->subject = (struct span){ from, at > from ? at : from };
	bool task = (out->over || out->reach) && n->dimension != DIM_COUNT && word_starting(l, n->token.end, ceiling, CLASS(TASK), &h);
	out->over &= task;
	out->whole = at == token && ends_in(l, out->subject.start, out->subject.end, SV("的"));
	while (ends_in(l, out->subject.start, out->subject.end, SV("的")) || ends_in(l, out->subject.start, out->subject.end, SV("了")))
		out->subject.end -= 3;
	if (word_ending(l, out->subject.end, out->subject.start + 3, CLASS(REFERENCE), &h) && ends_in(l, out->subject.start, h.start, SV("在")))
		field_of(l, numbers, n, &h, out);          /* 装机在全国率先突破 */
	bool than = word_starting(l, from, at, CLASS(THAN), &h);
	if (than)                       /* 较“十三五”末的9323亿元: no subject of its own */
		out->subject.end = from;
	read_share(l, numbers, n, out);
	read_cause(l, numbers, out);
	if (!out->distribute && !out->each && !verb && !word_first(l, out->subject.start, out->subject.end, CLASS(DISTRIBUTE), &h))
		read_last_action(l, numbers, out);
	if (out->from || than || task)
		return;
	out->doing = word_ending(l, n->token.start, floor, CLASS(DOING), &h);
	if (n->part == 0)
		frame_noun(l, n->token.end, ceiling, i + 1 < numbers->n && numbers->v[i + 1].token.start == ceiling,
			n->dimension == DIM_COUNT || n->dimension == DIM_PEOPLE, out);
	out->said_of = out->subject.end <= out->subject.start && !out->rate && !out->grows_after &&
		word_starting(l, n->token.end, ceiling, CLASS(ENDER), &h);
}
