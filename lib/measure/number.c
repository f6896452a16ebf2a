#include "measure/number.h"

#include <stdlib.h>

#include "base/mem.h"
#include "base/utf8.h"
#include "measure/label.h"
#include "measure/qualifier.h"
#include "measure/quantity.h"

const char *const number_kind_names[] = { "measure", "date", "ordinal", "label", NULL };
const char *const op_names[] = {
	"eq", "approx", "ge", "gt", "le", "lt", "range", "sync", "ahead", "positive", "quota", "other", NULL
};

/* A name in quotation marks is short; a quoted sentence is read as any other. Measured over 62 provincial reports: names with
 * numerals in them have up to 14 characters (“一年基本恢复、两年…” not counted), quoted sentences from 16 on. */
enum { QUOTED_RUNES = 14 };
/* How far back a rule looks for a word earlier in the clause, in bytes. */
enum { CLAUSE_BYTES = 120 };

enum class { CLASS_NONE, CLASS_NUMERAL, CLASS_DIGIT, CLASS_SOME, CLASS_WORD, CLASS_CROSS, CLASS_OPEN, CLASS_CLOSE };

struct number_rules {
	struct units *units;
	struct qualifiers *qualifiers;
	struct labels *labels;
	unsigned char class[65536];
};

const struct rulekind *const number_kinds[] = { &units_kind, &qualifiers_kind, &labels_kind };
const size_t number_kind_count = sizeof number_kinds / sizeof *number_kinds;

struct number_rules *number_rules_new(struct ruleset *rules)
{
	struct number_rules *r = mem_new(sizeof *r);

	r->units = units_new(rules);
	r->qualifiers = qualifiers_new(rules);
	r->labels = labels_new(rules);
	for (uint32_t c = 0x80; c < 65536; c++)
		r->class[c] = rune_numeral_digit(c) >= 0 || rune_numeral_magnitude(c) >= 0 || c == 0x5EFF || c == 0x5345 ? CLASS_NUMERAL
			: rune_is_digit(c) ? CLASS_DIGIT
			: c == 0x51E0 || c == 0x5E7E || c == 0x6570 || c == 0x6578 || c == 0x534A ? CLASS_SOME   /* 几 幾 数 數 半 */
			: c == 0xD7 || c == 0xFF0A || c == 0xFF38 ? CLASS_CROSS                          /* × ＊ Ｘ */
			: c == 0x201C || c == 0x300A || c == 0x300C ? CLASS_OPEN                         /* “ 《 「 */
			: labels_word_begins(r->labels, c) ? CLASS_WORD : CLASS_NONE;
	return r;
}

void number_rules_free(struct number_rules *r)
{
	if (r)
		labels_free(r->labels);
	free(r);
}

/* The reading of one text. */
struct reader {
	const struct number_rules *rules;
	struct sv text;
	struct numbers *out;
	size_t at;
	size_t done;                    /* the end of the number last found: qualifiers do not reach back over it */
	size_t quote_from, quote_to;    /* the short quotation that `at` stands in */
	size_t hit;                     /* the first fixed word that ends behind `at` */
	bool has_hits;
};

static uint32_t rune_at(struct sv text, size_t at, size_t *end)
{
	uint32_t c = 0;

	*end = at;
	if (at < text.n)
		*end += utf8_step(text.p + at, text.p + text.n, &c);
	return c;
}

static uint32_t rune_before(struct sv text, size_t at, size_t *start)
{
	uint32_t c = 0;

	*start = at;
	if (at) {
		*start = (size_t)(utf8_back(text.p, text.p + at) - text.p);
		utf8_step(text.p + *start, text.p + text.n, &c);
	}
	return c;
}

static bool is_numeral(uint32_t c)
{
	return rune_is_digit(c) || rune_numeral_digit(c) >= 0 || rune_numeral_magnitude(c) >= 0;
}

static bool ends_clause(uint32_t c)
{
	switch (c) {
	case 0: case 0xFF0C: case 0x3002: case 0xFF1B: case 0xFF01: case 0xFF1F: case ';': case '!': case '?': case '\n':
		return true;                                    /* ，。；！？ */
	default:
		return false;
	}
}

/* Also what ends an item of a list: 、 ） ” and their like. */
static bool ends_item(uint32_t c)
{
	return ends_clause(c) || c == 0x3001 || c == ',' || c == '.' || c == ')' || c == 0xFF09 || c == 0x201D || c == 0x300B || c == ' ';
}

static bool begins_sentence(uint32_t c)
{
	return c == 0 || c == 0x3002 || c == 0xFF1B || c == 0xFF1A || c == '\n' || c == ' ' || c == 0x201C;       /* 。；： “ */
}

/* ---- building ---- */

static struct number *new_number(struct reader *r)
{
	GROW(r->out->v, r->out->cap, r->out->n + 1);
	r->out->v[r->out->n] = (struct number){ 0 };
	return &r->out->v[r->out->n];
}

static void set_value(struct number *n, const struct quantity *q)
{
	n->unit = q->unit;
	n->dimension = q->dimension;
	n->base = q->base;
	n->has_value = q->numeral.exact && decimal_mul(&n->lo, &q->factor, &n->value)
		&& (n->op != OP_RANGE || decimal_mul(&n->hi, &q->factor, &n->value_hi));
	if (!n->has_value)
		n->base = SV("");
}

static void from_quantity(struct number *n, const struct quantity *q)
{
	n->token = (struct span){ q->start, q->end };
	n->bare = (struct span){ q->start, q->bare_end };
	n->unit_at = (struct span){ q->unit_from, q->unit_to };
	n->known = true;
	n->lo = q->numeral.value;
	n->lo_places = q->numeral.places;
	if (q->numeral.vague) {
		n->op = OP_RANGE;
		n->hi = q->numeral.hi;
		n->hi_places = q->numeral.places;
	} else if (q->numeral.more) {
		n->op = OP_GT;
	}
	set_value(n, q);
}

/* Words around the number that qualify it. `fixed`: op is a range or comes from inside, so that words only widen the token. */
static void qualify(struct reader *r, struct number *n, bool bare)
{
	size_t before, behind;
	size_t blank = n->bare.start;
	enum op first;
	enum op last = qualifiers_behind(r->rules->qualifiers, sv_skip(r->text, n->token.end), &behind);

	while (blank > r->done && r->text.p[blank - 1] == ' ')
		blank--;
	first = qualifiers_before(r->rules->qualifiers, sv_sub(r->text, r->done, blank), bare, &before);
	n->before = (struct span){ before ? blank - before : n->bare.start, n->bare.start };
	n->after = (struct span){ n->token.end, n->token.end + behind };
	n->token = (struct span){ n->before.start, n->after.end };
	if (n->op == OP_RANGE)
		return;
	if (behind && last != OP_EQ)
		n->op = last;
	else if (n->op == OP_EQ && before)
		n->op = first;
}

static struct label_context context_of(const struct reader *r, const struct number *n, bool han, unsigned runes)
{
	size_t from = n->bare.start > CLAUSE_BYTES ? n->bare.start - CLAUSE_BYTES : 0, start, end;
	size_t clause = n->token.start;

	while (clause > from && !ends_clause(rune_before(r->text, clause, &start)))
		clause = start;
	return (struct label_context){
		.before = sv_sub(r->text, 0, n->token.start),
		.before_bare = sv_sub(r->text, 0, n->bare.start),
		.behind = sv_skip(r->text, n->token.end),
		.behind_bare = sv_skip(r->text, n->bare.end),
		.clause = sv_sub(r->text, clause, n->token.start),
		.number = n,
		.digits = runes,
		.ranged = n->op == OP_RANGE,
		.han = han,
		.quoted = n->bare.start >= r->quote_from && n->bare.end <= r->quote_to,
		.at_start = begins_sentence(rune_before(r->text, n->bare.start, &start)),
		.at_end = ends_item(rune_at(r->text, n->token.end, &end)),
	};
}

static void keep(struct reader *r, struct number *n)
{
	if (n->token.start < r->done)
		n->token.start = r->done;
	r->at = r->done = n->token.end;
	r->out->n++;
}

/* ---- ranges ---- */

/* The end of a dash, of 至 or of 到 at `at`; `at` if there is none. */
static size_t range_mark(struct sv text, size_t at, bool *word)
{
	static const uint32_t dash[] = { '-', '~', 0x2013, 0x2014, 0x2015, 0x2012, 0x2010, 0x301C, 0xFF5E, 0xFF0D, 0x2212, 0x2500, 0x223C };
	size_t from = at, end, skip = at;
	uint32_t c;

	*word = false;
	while (skip < text.n && text.p[skip] == ' ')
		skip++;
	c = rune_at(text, skip, &end);
	if (c == 0x81F3 || c == 0x5230) {
		*word = true;
		return end;
	}
	for (size_t i = 0; i < sizeof dash / sizeof *dash; i++)
		if (c == dash[i]) {
			size_t twice;

			if (rune_at(text, end, &twice) == c && c != '-')
				end = twice;
			while (end < text.n && text.p[end] == ' ')
				end++;
			return end;
		}
	return from;
}

/* Makes q a range up to what stands behind its dash. */
static bool take_range(const struct reader *r, const struct quantity *q, struct number *n)
{
	bool word;
	size_t at = range_mark(r->text, q->end, &word), start;
	struct quantity to;
	struct decimal lo = q->numeral.value, top;
	uint32_t c;
	bool same_unit;

	if (at == q->end || q->numeral.vague || q->numeral.fraction != false)
		return false;
	rune_at(r->text, at, &start);
	if (rune_at(r->text, at, &start) == 0x7B2C)             /* 第3至第5 */
		at = start;
	if (!is_numeral(rune_at(r->text, at, &start)) || !quantity_read(r->rules->units, r->text, at, &r->out->arena, &to) || to.numeral.vague)
		return false;
	c = rune_before(r->text, q->start, &start);
	if (word && (c == 0x4ECE || c == 0x7531) && q->dimension != DIM_TIME)
		return false;                                   /* 从5%到8% is a change */
	same_unit = sv_eq(q->unit, to.unit);
	if (!same_unit) {
		bool no_unit = q->unit_from == q->unit_to && !q->numeral.percent;

		if (no_unit && q->numeral.shift == 0) {
			;                                       /* 1—2个, 3—5万吨 */
		} else if ((no_unit && to.unit_from != to.unit_to) || (q->dimension == to.dimension && sv_eq(q->base, to.base))) {
			/* 9000万—1.2亿元: told in the unit of the upper end. */
			int by = q->numeral.shift - to.numeral.shift;

			if (!no_unit && decimal_cmp(&q->factor, &to.factor) != 0) {
				struct decimal f = decimal_shift(q->factor, -q->numeral.shift), g = decimal_shift(to.factor, -to.numeral.shift);

				if (decimal_cmp(&f, &g) != 0)
					return false;
			}
			lo = decimal_shift(lo, by);
		} else {
			return false;
		}
	}
	top = to.numeral.value;
	if (decimal_cmp(&lo, &top) >= 0)
		return false;
	n->op = OP_RANGE;
	n->lo = lo;
	n->hi = top;
	n->hi_places = to.numeral.places;
	n->bare.end = to.bare_end;
	n->unit_at = (struct span){ to.unit_from, to.unit_to };
	n->token.end = to.end;
	to.numeral.exact &= q->numeral.exact;
	set_value(n, &to);
	return true;
}

/* 1000以上，1500以下: a bound from below and one from above that only a connector parts are one range. 第十和第十五之间 too. */
static void join_bounds(struct reader *r)
{
	struct number *b = &r->out->v[r->out->n - 1], *a = b - 1;
	struct sv between;
	struct decimal lo, hi;

	if (r->out->n < 2 || a->kind != b->kind || a->redacted || b->redacted || a->token.end > b->token.start)
		return;
	between = sv_sub(r->text, a->token.end, b->token.start);
	lo = a->lo;
	hi = b->lo;
	if (sv_starts(sv_skip(r->text, b->token.end), SV("之间")) && a->op == OP_EQ && b->op == OP_EQ) {
		static const char *const and[] = { "和", "与", "到", "至", "和第", "与第", "到第", "至第" };
		size_t i = 0;

		while (i < sizeof and / sizeof *and && !sv_is(between, and[i]))
			i++;
		if (i == sizeof and / sizeof *and)
			return;
		b->token.end += SV("之间").n;
		r->at = r->done = b->token.end;
	} else if (!((a->op == OP_GE || a->op == OP_GT) && (b->op == OP_LE || b->op == OP_LT) && a->kind == NUMBER_MEASURE
			&& qualifiers_join(r->rules->qualifiers, sv_trim(between)))) {
		return;
	}
	if (!(a->unit.n == 0 || sv_eq(a->unit, b->unit)) || decimal_cmp(&lo, &hi) >= 0)
		return;
	a->op = OP_RANGE;
	a->hi = hi;
	a->hi_places = b->lo_places;
	a->value_hi = b->value;
	if (a->unit.n == 0 && b->unit.n) {
		a->has_value = false;
		a->base = SV("");
		if (b->has_value && decimal_cmp(&b->lo, &(struct decimal){ 0 }) != 0) {
			struct decimal f;

			if (decimal_div(&b->value, &b->lo, 9, &f) && decimal_mul(&a->lo, &f, &a->value)) {
				a->has_value = true;
				a->base = b->base;
			}
		}
		a->unit = b->unit;
		a->dimension = b->dimension;
	}
	a->has_value &= b->has_value;
	a->token.end = b->token.end;
	a->bare.end = b->bare.end;
	a->unit_at = b->unit_at;
	a->after = b->after;
	r->out->n--;
}

/* ---- what stands at a candidate ---- */

/* The fixed word that covers `at`, NULL if there is none. */
static const struct hit *word_here(struct reader *r)
{
	const struct hits *h = &r->out->hits;

	if (!r->has_hits) {
		labels_words(r->rules->labels, r->text, &r->out->hits);
		r->has_hits = true;
	}
	while (r->hit < h->n && h->v[r->hit].end <= r->at)
		r->hit++;
	return r->hit < h->n && h->v[r->hit].start <= r->at ? &h->v[r->hit] : NULL;
}

/* A fixed word at `at` or around it. True if it decides; then r->at has moved on. */
static bool take_word(struct reader *r)
{
	const struct hit *h = word_here(r);
	const struct fixed_word *w;
	struct number *n;
	size_t start, end;
	uint32_t before;

	if (!h || h->start < r->done)
		return false;
	/* 二十|一定, 第|一方阵: a word that begins with a numeral is none where a numeral or 第 goes before it. */
	before = rune_before(r->text, h->start, &start);
	if (is_numeral(rune_at(r->text, h->start, &end)) && (is_numeral(before) || before == 0x7B2C))
		return false;
	w = labels_word(r->rules->labels, h->id);
	if (w->reading == WORD_AS_READ)
		return false;
	if (w->reading == WORD_NONE) {
		r->at = h->end;
		return true;
	}
	n = new_number(r);
	n->token = n->bare = (struct span){ h->start, h->end };
	n->unit_at = (struct span){ h->end, h->end };
	n->before = (struct span){ h->start, h->start };
	n->after = (struct span){ h->end, h->end };
	n->rule = w->rule;
	n->base = n->unit = SV("");
	n->kind = w->reading == WORD_DATE ? NUMBER_DATE : w->reading == WORD_ORDINAL ? NUMBER_ORDINAL : NUMBER_LABEL;
	if (w->reading == WORD_MEASURE) {
		size_t k;
		const struct unit *u = w->unit.n ? unit_match(r->rules->units, w->unit, &k) : NULL;

		n->kind = NUMBER_MEASURE;
		n->lo = n->value = w->lo;
		n->unit = w->unit;
		n->op = w->op;
		n->has_value = true;
		if (u) {
			n->dimension = u->dimension;
			n->base = u->base;
			n->has_value = decimal_mul(&n->lo, &u->factor, &n->value);
		}
		qualify(r, n, false);
		if (n->op == OP_EQ)
			n->op = w->op;
	} else {
		n->has_value = false;
	}
	n->known = w->reading == WORD_MEASURE;
	keep(r, n);
	return true;
}

/* The end of a run of Latin letters, digits and the signs that names are made with. */
static size_t name_end(struct sv text, size_t at)
{
	size_t end;
	uint32_t c;

	while ((c = rune_at(text, at, &end)) && (rune_is_digit(c) || rune_is_latin(c) || c == '+' || ((c == '.' || c == '-' || c == '/')
			&& rune_is_latin(rune_at(text, end, &(size_t){ 0 })))))
		at = end;
	return at;
}

static void put_label(struct reader *r, size_t from, size_t to, const char *rule, enum number_kind kind, const struct quantity *q)
{
	struct number *n = new_number(r);

	from_quantity(n, q);
	n->op = OP_EQ;
	n->kind = kind;
	n->rule = sv_of(rule);
	n->unit = n->base = SV("");
	n->dimension = DIM_NONE;
	n->has_value = false;
	n->token = n->bare = (struct span){ from, to };
	n->unit_at = n->after = (struct span){ to, to };
	n->before = (struct span){ from, from };
	keep(r, n);
}

/* Whether `at` stands in a web address: an ASCII run with :// or www. in it. Its end into *end. */
static bool in_address(struct sv text, size_t at, size_t *end)
{
	size_t from = at;

	while (from && (unsigned char)text.p[from - 1] > ' ' && (unsigned char)text.p[from - 1] < 0x80)
		from--;
	for (*end = at; *end < text.n && (unsigned char)text.p[*end] > ' ' && (unsigned char)text.p[*end] < 0x80; ++*end)
		;
	return sv_has(sv_sub(text, from, at), SV("://")) || sv_has(sv_sub(text, from, at), SV("www."));
}

/* Digits as parts of names and codes, told by their neighbours: PM2.5, 5G, 1+11, 10·15, 2:00, 2024-01-15, 4.0.1. */
static bool take_code(struct reader *r, const struct quantity *q)
{
	size_t start, end, e, to;
	uint32_t before = rune_before(r->text, q->start, &start), c = rune_at(r->text, q->bare_end, &end), next = rune_at(r->text, end, &e);
	bool unit = q->unit_from != q->unit_to || q->numeral.percent;
	int dots = 0, dashes = 0;

	if (q->numeral.han)
		return false;
	if ((rune_is_latin(before) || (before == '-' && start && rune_is_latin(rune_before(r->text, start, &e))))
			&& !(unit && (q->dimension == DIM_PERCENT || q->dimension == DIM_MONEY))) {
		size_t from = q->start;

		while (from > r->done && (rune_is_latin(before = rune_before(r->text, from, &start)) || before == '-' || rune_is_digit(before)))
			from = start;
		put_label(r, from, name_end(r->text, q->bare_end), "letters", NUMBER_LABEL, q);
		return true;
	}
	if (!unit && rune_is_latin(c)) {
		put_label(r, q->start, name_end(r->text, q->bare_end), "letters", NUMBER_LABEL, q);
		return true;
	}
	if (c == '+' && (rune_is_digit(next) || rune_is_latin(next))) {
		put_label(r, q->start, name_end(r->text, q->bare_end), "plus", NUMBER_LABEL, q);
		return true;
	}
	if ((c == 0xB7 || c == 0x2022 || c == 0x30FB || c == ':' || c == 0xFF1A || c == 0x2236) && rune_is_digit(next) && !q->numeral.scale.n) {
		bool clock;

		for (to = end; rune_is_digit(next = rune_at(r->text, to, &e)) || ((next == '.' || next == c) && rune_is_digit(rune_at(r->text, e, &start))); to = e)
			;
		clock = (c == ':' || c == 0xFF1A) && q->numeral.runes <= 2 && q->numeral.places == 0 && to - end == 2;
		put_label(r, q->start, to, clock ? "clock" : "ratio", clock ? NUMBER_DATE : NUMBER_LABEL, q);
		return true;
	}
	if (c == 0x6BD4 && rune_is_digit(next) && !unit) {      /* 1.03比1 */
		for (to = end; rune_is_digit(c = rune_at(r->text, to, &e)) || (c == '.' && rune_is_digit(rune_at(r->text, e, &start))); to = e)
			;
		put_label(r, q->start, to, "ratio", NUMBER_LABEL, q);
		return true;
	}
	/* 4.0.1, 2024-01-15, 2024.1.15 */
	for (to = q->bare_end; (c = rune_at(r->text, to, &end)) && (rune_is_digit(c) || ((c == '.' || c == '-' || c == '/')
			&& rune_is_digit(rune_at(r->text, end, &e)))); to = end) {
		dots += c == '.';
		dashes += c == '-' || c == '/';
	}
	if (!unit && (dots + (q->numeral.places != 0) >= 2 || (dashes >= 2 && q->numeral.places == 0))) {
		bool day = q->numeral.runes - q->numeral.places == 4;

		put_label(r, q->start, to, day ? "day" : "version", day ? NUMBER_DATE : NUMBER_LABEL, q);
		return true;
	}
	return false;
}

/* 一村一品: a numeral, a character, a numeral, a character. */
static bool take_pair(struct reader *r, const struct quantity *q)
{
	size_t one, two, three, four;
	uint32_t a = rune_at(r->text, q->start, &one), x = rune_at(r->text, one, &two), b = rune_at(r->text, two, &three);
	uint32_t y = rune_at(r->text, three, &four);

	if (!q->numeral.han || (rune_numeral_digit(a) < 0 && rune_numeral_magnitude(a) < 0) || (rune_numeral_digit(b) < 0 && rune_numeral_magnitude(b) < 0))
		return false;
	if (!rune_is_han(x) || !rune_is_han(y) || is_numeral(x) || is_numeral(y) || x == 0x5206 || x == 0x70B9 || x == 0x7684 || x == 0x5230 || x == 0x81F3 || x == 0x548C)
		/* 分 点 的 到 至 和 */
		return false;
	if (a != b && q->unit_from != q->unit_to && !(r->quote_to > q->start))
		return false;                                   /* 三年五载 may be a count */
	put_label(r, q->start, four, "pair", NUMBER_LABEL, q);
	return true;
}

/* Whether a numeral in Chinese characters that no rule claims states a number at all. */
static bool states_number(const struct reader *r, const struct quantity *q, const struct number *n)
{
	const struct numeral *m = &q->numeral;
	bool unit = q->unit_from != q->unit_to, qualified = n->token.start < n->bare.start || n->after.start < n->after.end;
	size_t start, end, e;
	uint32_t first = rune_at(r->text, q->start, &end), before = rune_before(r->text, n->bare.start, &start);
	uint32_t behind = rune_at(r->text, n->token.end, &e);

	if (m->percent || m->fraction || !m->han)
		return true;
	if (m->runes == 1 && rune_numeral_formal(first) && end == q->end)
		return false;
	if (m->bare && !m->more)
		return unit ? qualified || m->shift > 4 : qualified && m->shift > 4;     /* 百万吨; 迈上百亿台阶 */
	if (q->sum)
		return true;
	if (m->runes == 1)
		return unit ? !q->weak || (!rune_is_han(behind) && (!rune_is_han(before) || (q->dimension != DIM_COUNT && first != 0x4E00)))
			: first != 0x4E24 && (before == 0 || ends_item(before) || before == 0x662F || before == 0x4E3A)
			&& (behind == 0 || (ends_item(behind) && behind != 0x3001 && behind != '.' && behind != 0xFF09 && behind != ')')
				|| sv_starts(sv_skip(r->text, n->token.end), SV("分之")) || behind == 0x7684 || behind == 0x8FD9 || behind == 0x800C || behind == 0x548C);     /* 的 这 而 和 */
	if (m->digits)
		return unit || !rune_is_han(behind);
	return unit ? !q->weak || m->runes > 1 : m->runes > 1;
}

static bool take_quantity(struct reader *r)
{
	struct quantity q;
	struct number *n;
	struct label_context c;
	size_t start, sign, address;
	const struct unit *u;
	bool drop = false, ruled, range;
	uint32_t before = rune_before(r->text, r->at, &start);
	size_t at = r->at;

	if (before && start >= r->done && rune_minus(before)) {
		uint32_t earlier = rune_before(r->text, start, &sign);

		/* 减负1000亿元 is no minus; 2-3, A-1, 100%-5 are none either. */
		if (rune_is_han(before) ? !rune_is_han(earlier) : !rune_is_digit(earlier) && !rune_is_latin(earlier) && earlier != '%'
				&& earlier != '-' && earlier != ')' && earlier != '/')
			at = start;
	} else if (before == '.' && start >= r->done && !is_numeral(rune_before(r->text, start, &sign))
			&& rune_before(r->text, start, &sign) != '.' && !rune_is_latin(rune_before(r->text, start, &sign))) {
		at = start;
	}
	if ((unsigned char)r->text.p[r->at] < 0x80 && in_address(r->text, r->at, &address)) {
		r->at = r->done = address;
		return true;
	}
	if (!quantity_read(r->rules->units, r->text, at, &r->out->arena, &q))
		return false;
	if (take_code(r, &q) || take_pair(r, &q))
		return true;
	u = q.dimension == DIM_NONE ? quantity_sign(r->rules->units, sv_sub(r->text, r->done, q.start), &sign) : NULL;
	n = new_number(r);
	if (u) {
		q.base = u->base;
		q.dimension = u->dimension;
		if (q.unit.n == 0)
			q.unit = u->name;
	}
	from_quantity(n, &q);
	range = take_range(r, &q, n);
	qualify(r, n, q.numeral.bare);
	if (rune_before(r->text, n->token.start, &start) == 0x7B2C && start >= r->done)
		n->token.start = start;                         /* 第 */
	if (u)
		n->token.start = n->token.start < q.start - sign ? n->token.start : q.start - sign;
	c = context_of(r, n, q.numeral.han, q.numeral.bare ? 0 : q.numeral.runes + range);
	ruled = labels_decide(r->rules->labels, &c, n, &drop);
	if (drop || (!ruled && !range && !states_number(r, &q, n))) {
		r->at = q.bare_end > r->at ? q.bare_end : r->at + 1;
		return true;
	}
	keep(r, n);
	join_bounds(r);
	return true;
}

/* XX亿元, 达到XX、: a number that was taken out before the report was published. */
static bool take_redacted(struct reader *r)
{
	size_t end, e, start, n_unit, from = r->at, shift;
	uint32_t c = rune_at(r->text, r->at, &end), first = c, before = rune_before(r->text, r->at, &start), next;
	const struct unit *u;
	struct number *n;

	while ((c = rune_at(r->text, end, &e)) == first || (c == '.' && rune_at(r->text, e, &(size_t){ 0 }) == first))
		end = e;
	if (rune_is_latin(before) || rune_is_digit(before) || rune_is_latin(c) || rune_is_digit(c) || (first == 0xD7 && end - from < 4 && is_numeral(c)))
		return false;
	for (shift = end; rune_numeral_magnitude(next = rune_at(r->text, shift, &e)) >= 0 || (next == 0x591A || next == 0x4F59); shift = e)
		;
	u = shift < r->text.n ? unit_match(r->rules->units, sv_skip(r->text, shift), &n_unit) : NULL;
	n = new_number(r);
	n->redacted = true;
	n->lo_places = 0;
	n->bare = (struct span){ from, end };
	n->unit_at = (struct span){ end, u ? shift + n_unit : shift };
	n->token = (struct span){ from, n->unit_at.end };
	n->unit = sv_sub(r->text, n->unit_at.start, n->unit_at.end);
	n->dimension = u ? u->dimension : DIM_NONE;
	n->base = SV("");
	n->rule = SV("redacted");
	qualify(r, n, false);
	next = rune_at(r->text, n->token.end, &e);
	/* Without a unit it is a name (XX公司) unless a qualifier or the end of an item shows it to be a figure. */
	if (n->unit.n == 0 && !((n->before.start < n->before.end || n->after.start < n->after.end
			|| qualifiers_expect(r->rules->qualifiers, sv_sub(r->text, r->done, from))) && ends_item(next)))
		return false;
	if (u && u->dimension == DIM_PEOPLE && rune_is_han(next))
		return false;
	keep(r, n);
	return true;
}

/* “ opens: if its end is near, numbers up to there are part of a name. */
static void open_quote(struct reader *r, uint32_t c, size_t from)
{
	uint32_t close = c == 0x201C ? 0x201D : c == 0x300A ? 0x300B : 0x300D;
	size_t at = from, end, limit = c == 0x300A ? 40 : QUOTED_RUNES;

	for (size_t i = 0; i <= limit && at < r->text.n; i++, at = end)
		if (rune_at(r->text, at, &end) == close) {
			r->quote_from = from;
			r->quote_to = at;
			return;
		}
}

static void read_text(struct reader *r)
{
	const char *p = r->text.p;

	while (r->at < r->text.n) {
		unsigned char b = (unsigned char)p[r->at];
		uint32_t c;
		size_t end, from = r->at;
		enum class class;

		if (b < 0x80) {
			class = b >= '0' && b <= '9' ? CLASS_DIGIT : b == 'X' || b == '*' ? CLASS_CROSS : CLASS_NONE;
			end = r->at + 1;
			c = b;
		} else {
			c = rune_at(r->text, r->at, &end);
			class = c < 65536 ? (enum class)r->rules->class[c] : CLASS_NONE;
		}
		if (class == CLASS_NONE) {
			r->at = end;
			continue;
		}
		if (class == CLASS_OPEN)
			open_quote(r, c, end);
		else if (class == CLASS_CROSS)
			take_redacted(r);
		else if (!take_word(r) && class != CLASS_WORD)
			take_quantity(r);
		if (r->at == from)
			r->at = end;
	}
}

/* ---- blanks ---- */

/* Blanks beside Chinese characters are none of the text's: 两千 四百 is one number. Returns text without them, *map giving the
 * place in text of every byte (and of the end); text itself and *map NULL if there are none. */
static struct sv squeeze(struct sv text, struct arena *a, size_t **map)
{
	size_t n = 0, at, end, start;
	uint32_t c, before, next;
	char *p = NULL;

	*map = NULL;
	for (at = 0; at < text.n; at = end) {
		unsigned char b = (unsigned char)text.p[at];

		end = at + 1;
		if (b > ' ' && b < 0xC2) {
			c = b;
		} else if (b > ' ' && b != 0xE3 && b != 0xC2 && b != 0xE2) {
			c = 'x';
			rune_at(text, at, &end);
		} else {
			c = rune_at(text, at, &end);
		}
		if (rune_is_space(c)) {
			size_t k = end;

			before = rune_before(text, at, &start);
			while ((next = rune_at(text, k, &start)) && rune_is_space(next))
				k = start;
			if (rune_is_han(before) || rune_is_han(next)) {
				if (!p) {
					p = arena_take(a, text.n + 1);
					*map = arena_take(a, (text.n + 1) * sizeof **map);
					memcpy(p, text.p, at);
					for (n = 0; n < at; n++)
						(*map)[n] = n;
				}
				end = k;
				continue;
			}
		}
		if (p)
			for (; at < end; at++) {
				(*map)[n] = at;
				p[n++] = text.p[at];
			}
	}
	if (!p)
		return text;
	(*map)[n] = text.n;
	return sv_from(p, n);
}

static struct span mapped(const size_t *map, struct span s)
{
	return s.start == s.end ? (struct span){ map[s.start], map[s.start] } : (struct span){ map[s.start], map[s.end - 1] + 1 };
}

void numbers_read(const struct number_rules *rules, struct sv text, struct numbers *out)
{
	struct reader r = { .rules = rules, .out = out };
	size_t *map;

	arena_reset(&out->arena);
	out->n = 0;
	r.text = squeeze(text, &out->arena, &map);
	read_text(&r);
	for (size_t i = 0; map && i < out->n; i++) {
		struct number *n = &out->v[i];

		n->token = mapped(map, n->token);
		n->bare = mapped(map, n->bare);
		n->unit_at = mapped(map, n->unit_at);
		n->before = mapped(map, n->before);
		n->after = mapped(map, n->after);
	}
}

void numbers_free(struct numbers *n)
{
	free(n->v);
	arena_free(&n->arena);
	hits_free(&n->hits);
	*n = (struct numbers){ 0 };
}
