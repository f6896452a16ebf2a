#include "rule/lint.h"

#include <iconv.h>
#include <stdlib.h>

#include "base/mem.h"
#include "base/utf8.h"
#include "rule/factor.h"

struct lint {
	struct findings *f;
	struct arena arena;
	unsigned char common[0x10000 / 8];      /* a bit for each ideograph of GB 2312; all bits where iconv does not know it */
	struct sv *word;                        /* all words of the rules, sorted */
	size_t words, cap_words;
};

/* ---- the characters of simplified text ---- */

static void mark_all(struct lint *l, const char *p, const char *end)
{
	while (p < end) {
		uint32_t c;
		p += utf8_step(p, end, &c);
		if (c < 0x10000)
			l->common[c / 8] |= (unsigned char)(1u << c % 8);
	}
}

/* GB 2312 has the 6763 ideographs of simplified text, and of traditional forms only those that were never simplified. */
static void load_common(struct lint *l)
{
	char gb[94 * 2], text[94 * 4];
	iconv_t cd = iconv_open("UTF-8", "GB18030");

	for (unsigned row = 0xB0; row <= 0xF7 && cd != (iconv_t)-1; row++) {
		char *in = gb, *out = text;
		size_t left = row == 0xD7 ? 89 * 2 : sizeof gb, room = sizeof text;
		for (unsigned cell = 0; cell < 94; cell++) {
			gb[cell * 2] = (char)row;
			gb[cell * 2 + 1] = (char)(0xA1 + cell);
		}
		if (iconv(cd, &in, &left, &out, &room) == (size_t)-1)
			break;
		mark_all(l, text, out);
	}
	if (cd != (iconv_t)-1)
		iconv_close(cd);
	if (!(l->common[0x56FD / 8] >> 0x56FD % 8 & 1))         /* 国: no such table here */
		memset(l->common, 0xFF, sizeof l->common);
}

static void rare_characters(struct lint *l, const struct node *text)
{
	const char *p = text->text.p, *end = p + text->text.n;

	while (p < end) {
		uint32_t c;
		const char *at = p;
		p += utf8_step(p, end, &c);
		if (c >= 0x4E00 && c <= 0x9FFF && !(l->common[c / 8] >> c % 8 & 1))
			finding_add(l->f, LEVEL_WARNING, "rare-character", node_text_mark(text, (size_t)(at - text->text.p)),
				"\"" SV_FMT "\" is not in GB 2312: a traditional form, which simplified reports do not have?", (int)(p - at), at);
	}
}

/* ---- full-width and half-width ---- */

/* Characters that reports have in both widths, side by side and without reason; of the marks those that rules ask for by name.
 * (93 provincial reports of 2022 to 2026: 2,152 full-width brackets and 108 half-width ones, 821 and 23 colons, 210 and 4,416 %.) */
static const struct { uint32_t full, half; } marks[] = { { 0xFF08, '(' }, { 0xFF09, ')' }, { 0xFF1A, ':' }, { 0xFF05, '%' } };
enum { MARKS = sizeof marks / sizeof *marks };

struct widths {
	struct sv source;
	bool full[MARKS], half[MARKS];
	size_t at[MARKS];
	uint32_t odd;                   /* a full-width letter or digit that stands alone */
	size_t odd_at;
	bool ascii[128];
};

static void note_width(void *ctx, uint32_t c, size_t offset)
{
	struct widths *w = ctx;

	if (c == ':' && offset + 1 < w->source.n && w->source.p[offset + 1] == '/')
		return;                         /* of an address */
	for (size_t i = 0; i < MARKS; i++)
		if (c == marks[i].full || c == marks[i].half) {
			*(c == marks[i].full ? &w->full[i] : &w->half[i]) = true;
			w->at[i] = offset;
			return;
		}
	if (c < 128)
		w->ascii[c] = true;
	else if ((rune_is_digit(c) || rune_is_latin(c)) && rune_narrow(c) != c) {
		w->odd = c;
		w->odd_at = offset;
	}
}

static void twin_finding(struct lint *l, const struct node *text, size_t at, uint32_t is, uint32_t twin)
{
	struct buf b = { 0 };

	buf_fmt(&b, "\"");
	buf_rune(&b, is);
	buf_fmt(&b, "\" without its twin \"");
	buf_rune(&b, twin);
	buf_fmt(&b, "\": reports have both");
	finding_add(l->f, LEVEL_WARNING, "width-twin", node_text_mark(text, at), SV_FMT, SV_ARG(buf_sv(&b)));
	buf_free(&b);
}

static void twins(struct lint *l, const struct node *text)
{
	struct widths w = { .source = text->text };

	pattern_characters(text->text, note_width, &w);
	for (size_t i = 0; i < MARKS; i++)
		if (w.full[i] != w.half[i])
			twin_finding(l, text, w.at[i], w.full[i] ? marks[i].full : marks[i].half, w.full[i] ? marks[i].half : marks[i].full);
	if (w.odd && !w.ascii[rune_narrow(w.odd)])
		twin_finding(l, text, w.odd_at, w.odd, rune_narrow(w.odd));
}

static void collect_word(void *ctx, const struct said *s)
{
	struct lint *l = ctx;

	if (want_is_pattern(s->want))
		return;
	GROW(l->word, l->cap_words, l->words + 1);
	l->word[l->words++] = s->text->text;
}

static int text_cmp(const void *a, const void *b)
{
	return sv_cmp(*(const struct sv *)a, *(const struct sv *)b);
}

/* The mark in the other width; of letters and digits, which reports have in half width, only the full ones have a twin. */
static uint32_t twin_of(uint32_t c)
{
	for (size_t i = 0; i < MARKS; i++)
		if (c == marks[i].full || c == marks[i].half)
			return c == marks[i].full ? marks[i].half : marks[i].full;
	if (c == '+' || c == 0xFF0B)
		return c == '+' ? 0xFF0B : '+';
	return (rune_is_digit(c) || rune_is_latin(c)) && rune_narrow(c) != c ? rune_narrow(c) : 0;
}

/* A word with such a mark has to be there with the other, too. */
static void word_twins(struct lint *l, const struct node *text)
{
	const char *p = text->text.p, *end = p + text->text.n;
	uint32_t first = 0;
	size_t at = 0;
	struct buf twin = { 0 };

	while (p < end) {
		uint32_t c, other;
		const char *here = p;
		p += utf8_step(p, end, &c);
		other = twin_of(c);
		buf_rune(&twin, other ? other : c);
		if (other && !first) {
			first = c;
			at = (size_t)(here - text->text.p);
		}
	}
	struct sv key = buf_sv(&twin);
	if (first && !bsearch(&key, l->word, l->words, sizeof *l->word, text_cmp))
		twin_finding(l, text, at, first, twin_of(first));
	buf_free(&twin);
}

/* ---- patterns ---- */

static void literals_of(struct lint *l, const struct node *text)
{
	struct factors two = pattern_factors(text->text, 2, &l->arena), one;
	size_t shortest = 0;

	if (two.n)
		return;
	one = pattern_factors(text->text, 1, &l->arena);
	for (size_t i = 1; i < one.n; i++)
		if (utf8_count(one.v[i]) < utf8_count(one.v[shortest]))
			shortest = i;
	if (one.n)
		finding_add(l->f, LEVEL_WARNING, "no-literal", text->at, "no literal of two characters stands in every match, only single ones such as "
			"\"" SV_FMT "\": the pattern runs on every text", SV_ARG(one.v[shortest]));
	else
		finding_add(l->f, LEVEL_WARNING, "no-literal", text->at, "no literal stands in every match: the pattern runs on every text");
}

static bool holds_one_of(struct sv text, const struct factors *f)
{
	for (size_t i = 0; i < f->n; i++)
		if (sv_has(text, f->v[i]))
			return true;
	return false;
}

/* Of patterns any of which will do, one that another one makes needless. */
static void forestalled(struct lint *l, const struct said *s)
{
	struct factors own = pattern_factors(s->text->text, 1, &l->arena);

	for (size_t i = 0; s->among->kind == NODE_LIST && i < s->among->n; i++) {
		const struct node *other = s->among->child[i];
		if (other == s->text) {
			continue;
		} else if (sv_eq(other->text, s->text->text)) {
			if (other->at.line > s->text->at.line || (other->at.line == s->text->at.line && other->at.col > s->text->at.col))
				continue;
		} else {
			struct factors f = pattern_factors(other->text, 1, &l->arena);
			size_t covered = 0;
			while (f.whole && covered < own.n && holds_one_of(own.v[covered], &f))
				covered++;
			if (own.n == 0 || covered < own.n || s->want != WANT_SEARCHES)
				continue;
		}
		finding_add(l->f, LEVEL_WARNING, "unreachable", s->text->at, "needless: wherever it matches, \"" SV_FMT "\" (line %u) does too",
			SV_ARG(other->text), other->at.line);
		return;
	}
}

static void lint_pattern(struct lint *l, const struct said *s)
{
	struct pattern *p = pattern_of(s->text, l->f);
	struct sv sample;

	if (s->text->style != '\'')
		finding_add(l->f, LEVEL_WARNING, "plain-pattern", s->text->at, "write patterns in single quotes: YAML reads some characters "
			"of others in its own way");
	if (!p)
		return;
	if (pattern_match(p, SV(""), 0, NULL, 0) == MATCH_YES)
		finding_add(l->f, LEVEL_WARNING, "empty-match", s->text->at, "the pattern matches the empty text, and so everywhere");
	if (s->want == WANT_SEARCH || s->want == WANT_SEARCHES)
		literals_of(l, s->text);
	struct factors f = pattern_factors(s->text->text, 1, &l->arena);
	if (f.nested != FACTOR_NONE)
		finding_add(l->f, LEVEL_WARNING, "nested-quantifier", node_text_mark(s->text, f.nested), "a repeat of a repeat with nothing fixed "
			"between its rounds: make one of them possessive (*+) or put the fixed text in");
	if (pattern_runs_away(p, &l->arena, &sample))
		finding_add(l->f, LEVEL_WARNING, "slow-pattern", s->text->at, "takes over %d steps on %d characters of \"" SV_FMT "\" over and over",
			LINT_STEPS, LINT_STRESS, SV_ARG(sample));
	forestalled(l, s);
	twins(l, s->text);
	pattern_free(p);
}

static void lint_said(void *ctx, const struct said *s)
{
	struct lint *l = ctx;

	if (want_is_pattern(s->want))
		lint_pattern(l, s);
	else
		word_twins(l, s->text);
	rare_characters(l, s->text);
	arena_reset(&l->arena);
}

void lint_files(const struct ruleset *rules, struct findings *f)
{
	struct lint *l = mem_new(sizeof *l);

	l->f = f;
	load_common(l);
	for (size_t i = 0; i < rules->n; i++)
		schema_walk(rules->file[i].root, rules->file[i].kind->schema, collect_word, l);
	if (l->words)
		qsort(l->word, l->words, sizeof *l->word, text_cmp);
	for (size_t i = 0; i < rules->n; i++)
		schema_walk(rules->file[i].root, rules->file[i].kind->schema, lint_said, l);
	arena_free(&l->arena);
	free(l->word);
	free(l);
}
