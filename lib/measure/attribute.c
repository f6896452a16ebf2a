/* Figures that are no values of their own but part of what is counted or named. */
#include "measure/reading.h"

/* Bytes between a capacity and the plant that has it: 7万吨锌基合金项目. */
enum { PLANT_MAX = 36 };

/* 10亿元以上项目10个: the first number is part of what the second counts. */
static bool qualifies_next(const struct measurer *m, const struct frame *f, size_t ceiling)
{
	const struct number *n = &m->numbers.v[f->number];
	struct hit h;
	return f->number + 1 < m->numbers.n && m->numbers.v[f->number + 1].token.start == ceiling && f->noun.end == ceiling &&
		n->op != OP_EQ && n->op != OP_APPROX && f->direction == 0 &&
		!word_first(&m->lexed, f->noun.start, f->noun.end, CLASS(CONNECT), &h);
}

/* 15万吨原丝、2.5万吨碳纤维等新项目; 750千伏北通道工程: what a plant or line can do is part of its name. */
static bool of_a_plant(const struct measurer *m, const struct number *n)
{
	struct hit entity, others;
	size_t end = m->clauses.v[clause_of(&m->clauses, n->token.start)].at.end;
	if (n->dimension != DIM_MASS && n->dimension != DIM_POWER && n->dimension != DIM_VOLTAGE && n->dimension != DIM_VOLUME &&
			n->dimension != DIM_ENERGY)
		return false;
	if (!word_first(&m->lexed, n->token.end, end, CLASS(PLANT), &entity))
		return false;
	struct sv between = sv_sub(m->text, n->token.end, entity.start);
	return between.n <= PLANT_MAX || word_first(&m->lexed, n->token.end, entity.start, CLASS(OTHERS), &others);
}

/* 年产150万吨芳烃, 10亿元以上项目: the figure is part of a name. */
static bool in_a_name(const struct measurer *m, const struct frame *f)
{
	const struct number *n = &m->numbers.v[f->number];
	struct hit h;
	if (f->noun.end <= f->noun.start)
		return false;
	if (word_ending(&m->lexed, n->token.start, 0, CLASS(ATTRIBUTE), &h) || of_a_plant(m, n))
		return true;
	bool counts = n->dimension == DIM_NONE || n->dimension == DIM_COUNT || n->dimension == DIM_PERCENT || n->dimension == DIM_PEOPLE;
	bool of_subject = f->part_of && f->subject.end > f->subject.start;
	return !of_subject && !counts && n->op != OP_EQ && n->op != OP_APPROX && word_ending(&m->lexed, f->noun.end, f->noun.start, CLASS(ENTITY), &h);
}

/* 5万亿元、6万亿元两个台阶: the count of the steps that were named. */
static bool counts_the_named(const struct measurer *m, const struct frame *f)
{
	const struct number *n = &m->numbers.v[f->number];
	struct hit h;
	return f->number > 0 && n->dimension == DIM_COUNT && n[-1].token.end == n->token.start &&
		word_starting(&m->lexed, n->token.end, m->text.n, CLASS(AFTER), &h);
}

/* 500万元以上固定资产投资 is the name of an indicator; 13亿人口的大国 says which country. more: another number follows. */
static bool begins_a_name(const struct measurer *m, const struct number *n, bool more)
{
	struct hit h;
	if (word_starting(&m->lexed, n->bare.start, m->text.n, CLASS(NAME), &h) && h.end > n->token.end)
		return true;
	/* 6000千瓦以上电力装机由…: which of them, where figures of their own follow; but 500名以上高层次人才 is their number */
	bool counts = n->dimension == DIM_PERCENT || n->dimension == DIM_COUNT || n->dimension == DIM_PEOPLE;
	if (n->after.end > n->after.start && n->op == OP_GE && !counts && more &&
			word_starting(&m->lexed, n->token.end, m->text.n, CLASS(NAME), &h))
		return true;
	return n->dimension == DIM_PEOPLE && sv_ends(n->unit, SV("人口")) && sv_starts(sv_skip(m->text, n->token.end), SV("的"));
}

/* 重点抓好以下八个方面的工作, 对两个目标作说明: among the targets a count of what is spoken of is none of them. */
static bool counts_what_is_said(const struct measurer *m, const struct frame *f)
{
	struct hit h;
	return sv_is(m->view->role, "targets") && m->numbers.v[f->number].dimension == DIM_COUNT &&
		word_starting(&m->lexed, m->numbers.v[f->number].token.end, m->text.n, CLASS(TALK), &h);
}

bool part_of_a_name(const struct measurer *m, const struct frame *f, size_t ceiling)
{
	bool more = f->number + 1 < m->numbers.n && m->numbers.v[f->number + 1].token.start == ceiling;
	return begins_a_name(m, &m->numbers.v[f->number], more) || counts_what_is_said(m, f) || counts_the_named(m, f) ||
		qualifies_next(m, f, ceiling) || in_a_name(m, f);
}

/* 跨越3个千亿元台阶: the second number is the name of what the first counts. */
bool counts_steps(const struct measurer *m, size_t i, size_t next, size_t end, struct frame *f)
{
	struct hit h;
	if (next >= m->numbers.n || m->numbers.v[i].token.end != m->numbers.v[next].token.start ||
			m->numbers.v[i].dimension != DIM_COUNT || m->numbers.v[next].dimension != DIM_MONEY ||
			!word_starting(&m->lexed, m->numbers.v[next].token.end, end, CLASS(AFTER), &h))
		return false;
	f->noun = (struct span){ m->numbers.v[next].token.start, h.end };
	return true;
}
