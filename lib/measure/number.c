#include <stdlib.h>

#include "measure/number_reader.h"
#include "measure/squeeze.h"

const char *const number_kind_names[] = { "measure", "date", "ordinal", "label", NULL };
const char *const op_names[] = {
	"eq", "approx", "ge", "gt", "le", "lt", "range", "sync", "ahead", "positive", "quota", "other", NULL
};

/* What stands in quotation marks with numerals in it is a name as long as it is short: of 1,420 different ones in 62 provincial
 * reports all of up to 20 characters are names or slogans, from 23 on they are sentences. */
enum { QUOTED_RUNES = 20, TITLE_RUNES = 40 };
/* Characters that something may begin with: a number, a fixed word, a figure that was taken out, a quotation. Blanks, because numbers are
 * read without those that stand beside ideographs. */
enum class { CLASS_NONE, CLASS_BLANK, CLASS_NUMERAL, CLASS_DIGIT, CLASS_SOME, CLASS_WORD, CLASS_CROSS, CLASS_OPEN };
enum { LIST_FIXED, LIST_STARTS };

const struct rulekind *const number_kinds[] = { &units_kind, &qualifiers_kind, &labels_kind };
const size_t number_kind_count = sizeof number_kinds / sizeof *number_kinds;

static enum class class_of(const struct labels *l, uint32_t c)
{
	if (rune_is_digit(c))
		return CLASS_DIGIT;
	if (rune_is_space(c))
		return CLASS_BLANK;
	if (rune_numeral_digit(c) >= 0 || rune_numeral_magnitude(c) >= 0 || c == RUNE_TWENTY || c == RUNE_THIRTY)
		return CLASS_NUMERAL;
	if (c == RUNE_SOME || c == RUNE_SOME_OLD || c == RUNE_SEVERAL || c == RUNE_SEVERAL_OLD || c == RUNE_HALF)
		return CLASS_SOME;
	if (c == 'X' || c == '*' || c == RUNE_CROSS || c == RUNE_STAR_WIDE || c == RUNE_X_WIDE)
		return CLASS_CROSS;
	if (c == RUNE_QUOTE || c == RUNE_TITLE || c == RUNE_CORNER)
		return CLASS_OPEN;
	return c >= 0x80 && labels_word_begins(l, c) ? CLASS_WORD : CLASS_NONE;
}

struct number_rules *number_rules_new(struct ruleset *rules, struct literals *words, uint32_t list)
{
	struct number_rules *r = mem_new(sizeof *r);

	r->units = units_new(rules);
	r->qualifiers = qualifiers_new(rules);
	literals_list(words, list + LIST_FIXED);
	r->labels = labels_new(rules, words);
	literals_list(words, list + LIST_STARTS);
	for (uint32_t c = 0; c < 65536; c++) {
		char text[4];
		enum class class = class_of(r->labels, c);

		if (class != CLASS_NONE)
			literals_add(words, sv_from(text, utf8_put(text, c)), class);
	}
	r->words = words;
	r->list = list;
	return r;
}

void number_rules_free(struct number_rules *r) { free(r); }

bool rune_is_numeral(uint32_t c)
{
	return rune_is_digit(c) || rune_numeral_digit(c) >= 0 || rune_numeral_magnitude(c) >= 0;
}

bool rune_ends_item(uint32_t c)
{
	return rune_ends_clause(c) || c == RUNE_LIST || c == ',' || c == '.' || c == ')' || c == RUNE_BRACKET_END || c == RUNE_QUOTE_END || c == RUNE_TITLE_END || c == ' ';
}

static bool begins_sentence(uint32_t c)
{
	return c == 0 || c == RUNE_STOP || c == RUNE_SEMICOLON || c == RUNE_COLON || c == RUNE_QUOTE || c == '\n' || c == ' ';
}

struct number *number_new(struct number_reader *r)
{
	GROW(r->out->v, r->out->cap, r->out->n + 1);
	r->out->v[r->out->n] = (struct number){ 0 };
	return &r->out->v[r->out->n];
}

void number_set_value(struct number *n, const struct quantity *q)
{
	n->unit = q->unit;
	n->dimension = q->dimension;
	n->fraction = q->numeral.fraction;
	n->base = q->base;
	n->has_value = q->numeral.exact && decimal_mul(&n->lo, &q->factor, &n->value)
		&& (n->op != OP_RANGE || decimal_mul(&n->hi, &q->factor, &n->value_hi));
	if (!n->has_value)
		n->base = SV("");
}

void number_from_quantity(struct number *n, const struct quantity *q)
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
	} else if (q->numeral.about) {
		n->op = OP_APPROX;
	}
	number_set_value(n, q);
}

/* Words around the number that qualify it. `fixed`: op is a range or comes from inside, so that words only widen the token. */
void number_qualify(struct number_reader *r, struct number *n, bool bare)
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

void number_keep(struct number_reader *r, struct number *n)
{
	if (n->token.start < r->done)
		n->token.start = r->done;
	r->at = r->done = n->token.end;
	r->out->n++;
}

static struct label_context context_of(const struct number_reader *r, const struct number *n, bool han, unsigned runes)
{
	size_t start, end;

	return (struct label_context){
		.before = sv_sub(r->text, 0, n->token.start),
		.before_bare = sv_sub(r->text, 0, n->bare.start),
		.behind = sv_skip(r->text, n->token.end),
		.behind_bare = sv_skip(r->text, n->bare.end),
		.bare = sv_sub(r->text, n->bare.start, n->bare.end),
		.unit = sv_sub(r->text, n->unit_at.start, n->unit_at.end),
		.number = n,
		.digits = runes,
		.ranged = n->op == OP_RANGE,
		.han = han,
		.quoted = n->bare.start >= r->quote_from && n->bare.end <= r->quote_to,
		.at_start = begins_sentence(rune_before(r->text, n->bare.start, &start)),
		.at_end = rune_ends_item(rune_at(r->text, n->token.end, &end)),
	};
}

bool number_decide(struct number_reader *r, struct number *n, bool han, unsigned runes, bool *drop)
{
	struct label_context c = context_of(r, n, han, runes);

	return labels_decide(r->rules->labels, &c, n, drop);
}

/* The fixed word that covers `at`, NULL if there is none. */
static const struct hit *word_here(struct number_reader *r)
{
	struct hits *h = &r->out->words;

	if (!r->has_words) {
		if (!r->found)
			literals_scan_list(r->rules->words, r->text, r->rules->list + LIST_FIXED, h);
		hits_pick(r->found ? &r->found[LIST_FIXED] : h, 0, UINT32_MAX, h);
		r->has_words = true;
	}
	while (r->word < h->n && h->v[r->word].end <= r->at)
		r->word++;
	return r->word < h->n && h->v[r->word].start <= r->at ? &h->v[r->word] : NULL;
}

/* A fixed word at `at` or around it. True if it decides; then r->at has moved on. */
static bool take_word(struct number_reader *r)
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
	if (rune_is_numeral(rune_at(r->text, h->start, &end)) && (rune_is_numeral(before) || before == RUNE_DI))
		return false;
	if (rune_is_numeral(rune_ahead_of(r->text, h->end)) && rune_is_numeral(rune_of(r->text, h->end)))
		return false;                                   /* 同|一九四九年 */
	w = labels_word(r->rules->labels, h->id);
	if (w->reading == WORD_AS_READ)
		return false;
	if (w->reading == WORD_NONE) {
		r->at = h->end;
		return true;
	}
	n = number_new(r);
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
		number_qualify(r, n, false);
		if (n->op == OP_EQ)
			n->op = w->op;
	} else {
		n->has_value = false;
	}
	n->known = w->reading == WORD_MEASURE;
	number_keep(r, n);
	return true;
}

/* A single Chinese digit without a unit: a number only where no word can be made with it (是五。 and 三的, not 四川). */
static bool stands_alone(struct sv text, const struct number *n, uint32_t first)
{
	uint32_t before = rune_ahead_of(text, n->bare.start), behind = rune_of(text, n->token.end);
	bool counts_items = behind == RUNE_LIST || behind == '.' || behind == RUNE_BRACKET_END || behind == ')';

	if (first == RUNE_TWO || !(rune_ends_item(before) || before == RUNE_IS || before == RUNE_MAKES))
		return false;
	return (rune_ends_item(behind) && !counts_items) || behind == RUNE_OF || behind == RUNE_THIS || behind == RUNE_BUT || behind == RUNE_AND;
}

/* Whether a numeral in Chinese characters that no rule claims states a number at all. */
static bool states_number(const struct number_reader *r, const struct quantity *q, const struct number *n)
{
	const struct numeral *m = &q->numeral;
	bool unit = q->unit_from != q->unit_to, led = n->token.start < n->bare.start, bounded = n->after.start < n->after.end;
	uint32_t first = rune_of(r->text, q->start), before = rune_ahead_of(r->text, n->bare.start), behind = rune_of(r->text, n->token.end);
	bool free = !rune_is_han(behind) && (!rune_is_han(before) || (q->dimension != DIM_COUNT && first != RUNE_ONE));

	if (m->percent || m->fraction || !m->han)
		return true;
	if (m->runes == 1 && rune_numeral_formal(first) && !unit)
		return false;
	if (m->bare && !m->more)                                /* 百万吨; 迈上百亿台阶 */
		return unit ? led || bounded || m->shift > 4 : (led || bounded) && m->shift > 4;
	if (q->sum)
		return true;
	if (m->runes > 1)
		return unit || !m->digits || !rune_is_han(behind);
	return unit ? !q->weak || free : bounded || stands_alone(r->text, n, first);
}

static bool take_quantity(struct number_reader *r)
{
	struct quantity q;
	struct number *n;
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
	} else if (before == '.' && start >= r->done && !rune_is_numeral(rune_before(r->text, start, &sign))
			&& rune_before(r->text, start, &sign) != '.' && !rune_is_latin(rune_before(r->text, start, &sign))) {
		at = start;
	}
	if ((unsigned char)r->text.p[r->at] < 0x80 && number_in_address(r->text, r->at, &address)) {
		r->at = r->done = address;
		return true;
	}
	if (!quantity_read(r->rules->units, r->text, at, &r->out->arena, &q))
		return false;
	if (number_take_code(r, &q) || number_take_pair(r, &q))
		return true;
	u = q.dimension == DIM_NONE ? quantity_sign(r->rules->units, sv_sub(r->text, r->done, q.start), &sign) : NULL;
	n = number_new(r);
	if (u) {
		q.base = u->base;
		q.dimension = u->dimension;
		if (q.unit.n == 0)
			q.unit = u->name;
	}
	number_from_quantity(n, &q);
	range = number_take_range(r, &q, n);
	number_qualify(r, n, q.numeral.bare);
	if (rune_before(r->text, n->token.start, &start) == RUNE_DI && start >= r->done)
		n->token.start = start;                         /* 第 */
	if (u)
		n->token.start = n->token.start < q.start - sign ? n->token.start : q.start - sign;
	ruled = number_decide(r, n, q.numeral.han, q.numeral.bare ? 0 : q.numeral.runes + range, &drop);
	if (drop || (!ruled && !range && !states_number(r, &q, n))) {
		r->at = q.bare_end > r->at ? q.bare_end : r->at + 1;
		return true;
	}
	number_keep(r, n);
	number_join_bounds(r);
	number_share_unit(r);
	return true;
}

/* “ opens: if its end is near, numbers up to there are part of a name. */
static void open_quote(struct number_reader *r, uint32_t c, size_t from)
{
	uint32_t close = c == RUNE_QUOTE ? RUNE_QUOTE_END : c == RUNE_TITLE ? RUNE_TITLE_END : RUNE_CORNER_END;
	size_t at = from, end, limit = c == RUNE_TITLE ? TITLE_RUNES : QUOTED_RUNES;

	for (size_t i = 0; i <= limit && at < r->text.n; i++, at = end)
		if (rune_at(r->text, at, &end) == close) {
			r->quote_from = from;
			r->quote_to = at;
			return;
		}
}

/* Where a number may begin. */
static const struct hits *starts_of(const struct number_reader *r)
{
	if (r->found)
		return &r->found[LIST_STARTS];
	literals_scan_list(r->rules->words, r->text, r->rules->list + LIST_STARTS, &r->out->starts);
	return &r->out->starts;
}

static bool has_blanks(const struct hits *starts)
{
	for (size_t i = 0; i < starts->n; i++)
		if (starts->v[i].id == CLASS_BLANK)
			return true;
	return false;
}

static void read_text(struct number_reader *r, const struct hits *starts)
{
	for (size_t i = 0; i < starts->n; i++) {
		size_t from = starts->v[i].start, end = starts->v[i].end;
		enum class class = (enum class)starts->v[i].id;

		if (from < r->at || class == CLASS_BLANK)
			continue;               /* taken with the one before */
		r->at = from;
		if (class == CLASS_OPEN)
			open_quote(r, rune_of(r->text, from), end);
		else if (class == CLASS_CROSS)
			number_take_redacted(r);
		else if (!take_word(r) && class != CLASS_WORD)
			take_quantity(r);
		if (r->at == from)
			r->at = end;
	}
}

static struct span mapped(const size_t *map, struct span s)
{
	return s.start == s.end ? (struct span){ map[s.start], map[s.start] } : (struct span){ map[s.start], map[s.end - 1] + 1 };
}

void numbers_read(const struct number_rules *rules, struct sv text, const struct hits *found, struct numbers *out)
{
	struct number_reader r = { .rules = rules, .out = out, .text = text, .found = found };
	size_t *map = NULL;

	arena_reset(&out->arena);
	out->n = 0;
	const struct hits *starts = starts_of(&r);
	if (has_blanks(starts)) {
		r.text = squeeze(text, &out->arena, &map);
		if (map) {
			r.found = NULL;         /* its places are the text's */
			starts = starts_of(&r);
		}
	}
	read_text(&r, starts);
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
	hits_free(&n->words);
	hits_free(&n->starts);
	*n = (struct numbers){ 0 };
}
