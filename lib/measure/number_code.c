#include "measure/number_reader.h"

/* The end of a run of Latin letters, digits and the signs that names are made with. */
static size_t name_end(struct sv text, size_t at)
{
	size_t end;
	uint32_t c;

	while ((c = rune_at(text, at, &end)) && (rune_is_digit(c) || rune_is_latin(c) || c == '+' || ((c == '.' || c == '-' || c == '/')
			&& rune_is_latin(rune_of(text, end)))))
		at = end;
	return at;
}

static void put_label(struct number_reader *r, size_t from, size_t to, const char *rule, enum number_kind kind, const struct quantity *q)
{
	struct number *n = number_new(r);

	number_from_quantity(n, q);
	n->op = OP_EQ;
	n->kind = kind;
	n->rule = sv_of(rule);
	n->unit = n->base = SV("");
	n->dimension = DIM_NONE;
	n->has_value = false;
	n->token = n->bare = (struct span){ from, to };
	n->unit_at = n->after = (struct span){ to, to };
	n->before = (struct span){ from, from };
	number_keep(r, n);
}

enum { ADDRESS_BYTES = 512 };            /* how far back an address is looked for */

static bool in_ascii_run(char c) { return (unsigned char)c > ' ' && (unsigned char)c < 0x80; }

bool number_in_address(struct sv text, size_t at, size_t *end)
{
	size_t from = at;
	struct sv led;

	while (from && at - from < ADDRESS_BYTES && in_ascii_run(text.p[from - 1]))
		from--;
	led = sv_sub(text, from, at);
	if (!sv_has(led, SV("://")) && !sv_has(led, SV("www.")))
		return false;
	for (*end = at; *end < text.n && in_ascii_run(text.p[*end]); ++*end)
		;
	return true;
}

/* PM2.5, 5G, COVID-19, 1+11: digits among Latin letters. A percentage or an amount of money behind letters is none (GDP5%). */
static bool take_letters(struct number_reader *r, const struct quantity *q)
{
	size_t from = q->start, start, end;
	uint32_t before = rune_before(r->text, from, &start), c = rune_at(r->text, q->bare_end, &end), next = rune_of(r->text, end);
	bool unit = q->unit_from != q->unit_to || q->numeral.percent, plus = c == '+' && (rune_is_digit(next) || rune_is_latin(next));
	bool led = rune_is_latin(before) || (before == '-' && rune_is_latin(rune_ahead_of(r->text, start)));

	if (led && !(unit && (q->dimension == DIM_PERCENT || q->dimension == DIM_MONEY))) {
		while (from > r->done && (rune_is_latin(before = rune_before(r->text, from, &start)) || before == '-' || rune_is_digit(before)))
			from = start;
	} else if (!plus && (unit || !rune_is_latin(c))) {
		return false;
	}
	put_label(r, from, name_end(r->text, q->bare_end), plus ? "plus" : "letters", NUMBER_LABEL, q);
	return true;
}

/* Digits, points between them, and `also`, from `at` on. */
static size_t figures_end(struct sv text, size_t at, uint32_t also)
{
	size_t end;
	uint32_t c;

	while (rune_is_digit(c = rune_at(text, at, &end)) || ((c == '.' || c == also) && rune_is_digit(rune_of(text, end))))
		at = end;
	return at;
}

/* The parts of a whole in figures: 8.3∶41.4∶50.3. Three that make a hundred, but for what rounding leaves, are percentages. */
static bool take_parts_of_whole(struct number_reader *r, const struct quantity *q, uint32_t colon)
{
	enum { PARTS = 3 };
	struct decimal sum = decimal_int(0), value[PARTS], low = decimal_int(99), high = decimal_int(101);
	struct span at[PARTS];
	size_t end = q->start;

	for (int i = 0; i < PARTS; i++) {
		size_t from = end;
		if (i > 0 && rune_at(r->text, end, &from) != colon)
			return false;
		end = figures_end(r->text, from, '.');
		at[i] = (struct span){ from, end };
		if (!decimal_parse(sv_sub(r->text, from, end), &value[i]) || !decimal_add(&sum, &value[i], &sum))
			return false;
	}
	if (decimal_cmp(&sum, &low) < 0 || decimal_cmp(&sum, &high) > 0 || rune_of(r->text, end) == colon)
		return false;
	for (int i = 0; i < PARTS; i++) {
		struct number *n = number_new(r);
		struct sv figures = sv_sub(r->text, at[i].start, at[i].end);
		size_t point = sv_find(figures, SV("."), 0);
		*n = (struct number){ .kind = NUMBER_MEASURE, .op = OP_EQ, .known = true, .part = (unsigned char)(i + 1), .token = at[i], .bare = at[i],
			.unit_at = { at[i].end, at[i].end }, .before = { at[i].start, at[i].start }, .after = { at[i].end, at[i].end },
			.lo = value[i], .value = value[i], .has_value = true, .dimension = DIM_PERCENT, .unit = SV(""), .base = SV("%"),
			.lo_places = (unsigned char)(point < figures.n ? figures.n - point - 1 : 0) };
		number_keep(r, n);
	}
	return true;
}

/* 2:00, 1∶2.5, 8.3∶41.4∶50.2, 1.03比1, 10·15 */
static bool take_pair_of_figures(struct number_reader *r, const struct quantity *q)
{
	size_t end, to;
	uint32_t c = rune_at(r->text, q->bare_end, &end);
	bool dot = rune_is_middle_dot(c), colon = c == ':' || c == RUNE_COLON, clock;

	if (!(dot || colon || c == RUNE_RATIO || (c == RUNE_THAN && q->unit_from == q->unit_to)))
		return false;
	if (!rune_is_digit(rune_of(r->text, end)) || q->numeral.scale.n || q->numeral.percent)
		return false;
	if ((colon || c == RUNE_RATIO) && take_parts_of_whole(r, q, c))
		return true;
	to = figures_end(r->text, end, c);
	clock = colon && q->numeral.runes <= 2 && q->numeral.places == 0 && to - end == 2;
	put_label(r, q->start, to, clock ? "clock" : "ratio", clock ? NUMBER_DATE : NUMBER_LABEL, q);
	return true;
}

/* 4.0.1, 2024-01-15, 2024.1.15 */
static bool take_parts_of_code(struct number_reader *r, const struct quantity *q)
{
	size_t to = q->bare_end, end;
	uint32_t c;
	int dots = q->numeral.places != 0, dashes = 0;
	bool day = q->numeral.runes - q->numeral.places == 4;

	if (q->unit_from != q->unit_to || q->numeral.percent)
		return false;
	while ((c = rune_at(r->text, to, &end)) && (rune_is_digit(c) || ((c == '.' || c == '-' || c == '/') && rune_is_digit(rune_of(r->text, end))))) {
		dots += c == '.';
		dashes += c == '-' || c == '/';
		to = end;
	}
	if (dots < 2 && (dashes < 2 || q->numeral.places))
		return false;
	put_label(r, q->start, to, day ? "day" : "version", day ? NUMBER_DATE : NUMBER_LABEL, q);
	return true;
}

bool number_take_code(struct number_reader *r, const struct quantity *q)
{
	return !q->numeral.han && (take_letters(r, q) || take_pair_of_figures(r, q) || take_parts_of_code(r, q));
}

/* Characters that two numerals can have between them without making a name with them: 五分之三, 一点五, 三到五个. */
static bool joins_numerals(uint32_t c)
{
	static const uint32_t joint[] = { RUNE_PART, RUNE_POINT, RUNE_POINT_OLD, RUNE_OF, RUNE_UNTIL, RUNE_TO, RUNE_AND, RUNE_SOME,
		RUNE_MANY, RUNE_OVER, RUNE_AGAIN };

	for (size_t i = 0; i < sizeof joint / sizeof *joint; i++)
		if (c == joint[i])
			return true;
	return false;
}

static bool is_chinese_numeral(uint32_t c) { return rune_numeral_digit(c) >= 0 || rune_numeral_magnitude(c) >= 0; }

/* 一村一品: a numeral, a character, a numeral, a character. */
bool number_take_pair(struct number_reader *r, const struct quantity *q)
{
	size_t one, two, three, four;

	if (!q->numeral.han)
		return false;
	uint32_t a = rune_at(r->text, q->start, &one), x = rune_at(r->text, one, &two), b = rune_at(r->text, two, &three);
	uint32_t y = rune_at(r->text, three, &four);
	if (!is_chinese_numeral(a) || !is_chinese_numeral(b))
		return false;
	if (!rune_is_han(x) || !rune_is_han(y) || rune_is_numeral(x) || rune_is_numeral(y) || joins_numerals(x))
		return false;
	if (a != b && q->unit_from != q->unit_to && !(r->quote_to > q->start))
		return false;                                   /* 三年五载 may be a count */
	put_label(r, q->start, four, "pair", NUMBER_LABEL, q);
	return true;
}

/* The end of the run of crosses at `at`, decimal points among them (X.X). */
static size_t crosses_end(struct sv text, size_t at)
{
	size_t end;
	uint32_t first = rune_at(text, at, &at), c;

	while ((c = rune_at(text, at, &end)) == first || (c == '.' && rune_of(text, end) == first))
		at = end;
	return at;
}

/* Whether crosses without a unit stand for a figure: a qualifier, or a word that a value follows (达到, 总额), stands before them
 * and their item ends behind them. XX公司, XX市 are names. */
static bool figure_by_neighbours(const struct number_reader *r, const struct number *n)
{
	bool qualified = n->before.start < n->before.end || n->after.start < n->after.end;

	return rune_ends_item(rune_of(r->text, n->token.end))
		&& (qualified || qualifiers_expect(r->rules->qualifiers, sv_sub(r->text, r->done, n->bare.start)));
}

/* XX亿元, 达到XX、: a number that was taken out before the report was published. */
bool number_take_redacted(struct number_reader *r)
{
	size_t end = crosses_end(r->text, r->at), scale = end, e, n_unit = 0;
	uint32_t first = rune_of(r->text, r->at), before = rune_ahead_of(r->text, r->at), c = rune_of(r->text, end);
	const struct unit *u;
	struct number *n;
	bool drop = false;

	if (rune_is_latin(before) || rune_is_digit(before) || rune_is_latin(c) || rune_is_digit(c)
			|| (first == RUNE_CROSS && end - r->at == SV("×").n && rune_is_numeral(c))) {   /* a name; a product */
		r->at = end;
		return false;
	}
	while (rune_numeral_magnitude(c = rune_at(r->text, scale, &e)) >= 0 || c == RUNE_MANY || c == RUNE_OVER)
		scale = e;                              /* XX多万 */
	u = scale < r->text.n ? unit_match(r->rules->units, sv_skip(r->text, scale), &n_unit) : NULL;
	if (u && ((u->weak && u->dimension == DIM_COUNT && scale == end)
			|| (u->dimension == DIM_PEOPLE && rune_is_han(rune_of(r->text, scale + n_unit)))))
		u = NULL;
	n = number_new(r);
	n->redacted = true;
	n->bare = (struct span){ r->at, end };
	n->unit_at = (struct span){ end, u ? scale + n_unit : scale };
	n->token = (struct span){ r->at, n->unit_at.end };
	n->unit = sv_sub(r->text, n->unit_at.start, n->unit_at.end);
	n->dimension = u ? u->dimension : DIM_NONE;
	n->base = SV("");
	number_qualify(r, n, false);
	if (!u && !figure_by_neighbours(r, n)) {
		r->at = end;
		return false;
	}
	if (!number_decide(r, n, false, 0, &drop))
		n->rule = SV("redacted");
	number_keep(r, n);
	return true;
}
