#include "rule/lint.h"

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>
#include <stdlib.h>

#include "base/mem.h"
#include "base/utf8.h"

/* PCRE2's interpreter, with calls before every item of the pattern: for gwr-check, where time matters little. */
struct probe { pcre2_code *code; pcre2_match_data *data; pcre2_match_context *context; };

/* False if the pattern is too large to be compiled with callouts. */
static bool probe_new(struct probe *x, const struct pattern *p, uint32_t options, uint32_t steps)
{
	struct sv source = pattern_source(p);
	PCRE2_SIZE where;
	int error;

	x->code = pcre2_compile((PCRE2_SPTR)source.p, source.n, options | PCRE2_UTF | PCRE2_NO_UTF_CHECK | PCRE2_NO_START_OPTIMIZE,
		&error, &where, NULL);
	if (!x->code && error != PCRE2_ERROR_NOMEMORY)
		return false;
	x->data = x->code ? pcre2_match_data_create_from_pattern(x->code, NULL) : NULL;
	x->context = pcre2_match_context_create(NULL);
	if (!x->data || !x->context)
		die("out of memory");
	pcre2_set_match_limit(x->context, steps);
	pcre2_set_heap_limit(x->context, 16 * 1024);
	return true;
}

static void probe_free(struct probe *x)
{
	pcre2_match_data_free(x->data);
	pcre2_match_context_free(x->context);
	pcre2_code_free(x->code);
}

static int probe_run(const struct probe *x, struct sv text)
{
	return pcre2_match(x->code, (PCRE2_SPTR)(text.p ? text.p : ""), text.n, 0, PCRE2_NO_UTF_CHECK | PCRE2_NO_JIT, x->data, x->context);
}

/* ---- where it stopped ---- */

struct furthest { size_t start, at, item, item_length; bool any; };

/* Of what gets equally far in the text, what gets further in the pattern. */
static int note_furthest(pcre2_callout_block *b, void *ctx)
{
	struct furthest *f = ctx;
	size_t now = b->current_position - b->start_match, best = f->at - f->start;

	if (b->current_position < b->start_match)       /* looking behind */
		return 0;
	if (!f->any || now > best || (now == best && b->pattern_position > f->item)) {
		f->any = true;
		f->start = b->start_match;
		f->at = b->current_position;
		f->item = b->pattern_position;
		f->item_length = b->next_item_length;
	}
	return 0;
}

/* The first characters of s. */
static struct sv first(struct sv s, size_t characters)
{
	const char *p = s.p, *end = s.p + s.n;

	for (uint32_t c; p < end && characters; characters--)
		p += utf8_step(p, end, &c);
	return sv_sub(s, 0, (size_t)(p - s.p));
}

/* A text in quotes; of a long one the beginning and the end. */
static void quote(struct buf *out, struct sv text)
{
	enum { HEAD = 12, TAIL = 24 };
	size_t characters = utf8_count(text);

	if (characters <= HEAD + TAIL) {
		buf_fmt(out, "\"" SV_FMT "\"", SV_ARG(text));
	} else {
		struct sv head = first(text, HEAD), tail = sv_skip(text, first(text, characters - TAIL).n);
		buf_fmt(out, "\"" SV_FMT "..." SV_FMT "\"", SV_ARG(head), SV_ARG(tail));
	}
}

static bool matches(struct pattern *const *p, size_t n, struct sv text, struct buf *out)
{
	struct span found;

	for (size_t i = 0; i < n; i++)
		if (pattern_match(p[i], text, 0, &found, 1) == MATCH_YES) {
			quote(out, sv_sub(text, found.start, found.end));
			buf_fmt(out, " matches");
			if (n > 1)
				buf_fmt(out, " '" SV_FMT "'", SV_ARG(pattern_source(p[i])));
			return true;
		}
	return false;
}

void pattern_explain(struct pattern *const *p, size_t n, struct sv text, struct buf *out)
{
	struct furthest best = { .any = false };
	struct sv source = { "", 0 };

	if (matches(p, n, text, out))
		return;
	for (size_t i = 0; i < n; i++) {
		struct probe x;
		struct furthest f = { .any = false };
		if (!probe_new(&x, p[i], PCRE2_AUTO_CALLOUT, LINT_STEPS))
			continue;
		pcre2_set_callout(x.context, note_furthest, &f);
		probe_run(&x, text);
		probe_free(&x);
		if (f.any && (!best.any || f.at - f.start > best.at - best.start)) {
			best = f;
			source = pattern_source(p[i]);
		}
	}
	if (!best.any || best.at == best.start) {
		buf_fmt(out, "nothing of %s matches", n == 1 ? "the pattern" : "the patterns");
		return;
	}
	struct sv wanted = first(sv_sub(source, best.item, best.item + best.item_length), 20), there = first(sv_skip(text, best.at), 6);
	size_t column = utf8_count(sv_sub(source, 0, best.item)) + 1;
	quote(out, sv_sub(text, best.start, best.at));
	buf_fmt(out, " matches as far as column %zu of ", column);
	if (n > 1)
		buf_fmt(out, "'" SV_FMT "', where ", SV_ARG(source));
	else
		buf_fmt(out, "the pattern, where ");
	if (wanted.n)
		buf_fmt(out, "\"" SV_FMT "\" is wanted and ", SV_ARG(wanted));
	else
		buf_fmt(out, "it should end and ");
	if (there.n)
		buf_fmt(out, "\"" SV_FMT "\" stands", SV_ARG(there));
	else
		buf_fmt(out, "the text ends");
}

void patterns_explain(const struct node *patterns, struct sv text, struct buf *out)
{
	size_t n = patterns->kind == NODE_LIST ? patterns->n : 1, compiled = 0;
	struct pattern **p = mem_array(n, sizeof *p);
	struct findings f = { 0 };

	for (size_t i = 0; i < n; i++) {
		p[compiled] = pattern_of(patterns->kind == NODE_LIST ? patterns->child[i] : patterns, &f);
		compiled += p[compiled] != NULL;
	}
	pattern_explain(p, compiled, text, out);
	for (size_t i = 0; i < compiled; i++)
		pattern_free(p[i]);
	free(p);
	findings_free(&f);
}

/* ---- running away ---- */

/* piece over and over up to LINT_STRESS characters, then a character that hardly a pattern names, so that the match must fail. */
static bool too_many_steps(const struct probe *x, struct sv piece, struct buf *text)
{
	buf_clear(text);
	for (size_t n = utf8_count(piece), k = 0; k + n <= LINT_STRESS || k == 0; k += n)
		buf_add(text, piece);
	buf_rune(text, 0x56D7);                 /* 囗 */
	int n = probe_run(x, buf_sv(text));
	return n == PCRE2_ERROR_MATCHLIMIT || n == PCRE2_ERROR_HEAPLIMIT || n == PCRE2_ERROR_DEPTHLIMIT;
}

static bool is_syntax(uint32_t c)
{
	return c < 0x80 && strchr("\\^$.[]|()?*+{}-:<>=!#", (int)c);
}

static void add_piece(struct sv *piece, size_t *n, struct sv one)
{
	size_t i = 0;

	while (i < *n && !sv_eq(piece[i], one))
		i++;
	piece[i] = one;
	*n += i == *n;
}

bool pattern_runs_away(const struct pattern *p, struct arena *a, struct sv *sample)
{
	enum { PIECES = 24 };
	struct probe x;
	struct sv source = pattern_source(p), piece[PIECES];
	const char *q = source.p, *end = source.p + source.n;
	struct buf text = { 0 };
	size_t n = 0, literals;
	const struct sv *literal = pattern_literals(p, &literals);
	bool away = false;

	if (!probe_new(&x, p, 0, LINT_STEPS))
		return false;
	piece[n++] = SV("的");
	piece[n++] = SV("1");
	piece[n++] = SV("，");
	if (literals)
		piece[n++] = literal[0];
	for (const char *word = q; q < end && n + 1 < PIECES;) {        /* the pattern's own characters and words, each once */
		uint32_t c;
		size_t len = utf8_step(q, end, &c);
		if (is_syntax(c)) {
			word = q + len;
		} else {
			add_piece(piece, &n, sv_from(q, len));
			if (q + len == end || strchr("\\^$.[]|()?*+{}", q[len]))
				add_piece(piece, &n, sv_from(word, (size_t)(q + len - word)));
		}
		q += len;
	}
	for (size_t i = 0; i < n && !away; i++)
		if (too_many_steps(&x, piece[i], &text)) {
			away = true;
			*sample = arena_copy(a, piece[i]);
		}
	probe_free(&x);
	buf_free(&text);
	return away;
}
