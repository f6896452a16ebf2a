#include "rule/pattern.h"

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>
#include <stdlib.h>

#include "base/mem.h"
#include "rule/factor.h"

/* A sentence of a report takes a sane rule some hundred steps, the longest paragraph (30 KB) some thousand. A pattern that
 * backtracks without end reaches these limits in about a hundredth of a second. */
enum {
	STEPS_MAX = 200000,
	DEPTH_MAX = 20000,
	HEAP_KIB_MAX = 4096,
	JIT_STACK_MAX = 512 * 1024,
	PARENS_MAX = 100,
	GIVEN_UP_MAX = 20               /* a fifth of a second lost */
};

/* What a match needs and changes. Made at the first match: most patterns of a run never see a text with one of their literals. */
struct engine {
	pcre2_code *code;
	pcre2_match_data *data;
	pcre2_match_context *context;
	pcre2_jit_stack *stack;
	bool interpret;
};

/* JIT code knows no PCRE2_ANCHORED given with a match, so matching at a place has code of its own. */
enum { SEARCH, AT, MODES };

struct pattern {
	pcre2_code *code;
	struct engine *engine[MODES];
	struct sv source;
	struct mark at;
	struct sv *literal;             /* those of which each match has one, then those of which it ends with one */
	size_t literals, tails;
	const uint8_t *first;           /* a bit for each byte that a match may begin with; NULL if any may. Of code. */
	unsigned given_up;              /* how often a limit was hit */
};

static pcre2_code *compile(struct sv source, uint32_t options, int *error, size_t *where)
{
	pcre2_compile_context *c = pcre2_compile_context_create(NULL);

	if (!c)
		die("out of memory");
	pcre2_set_max_pattern_length(c, PATTERN_BYTES_MAX);
	pcre2_set_parens_nest_limit(c, PARENS_MAX);
	pcre2_code *code = pcre2_compile((PCRE2_SPTR)source.p, source.n, options | PCRE2_UTF | PCRE2_NO_UTF_CHECK | PCRE2_NEVER_BACKSLASH_C,
		error, where, c);
	pcre2_compile_context_free(c);
	return code;
}

static void *have(void *p)
{
	if (!p)
		die("out of memory");
	return p;
}

/* A copy of the source and its literals, in one piece. */
static void keep_literals(struct pattern *p, struct sv source)
{
	struct arena a = { 0 };
	struct factors factors = pattern_factors(source, 2, &a);
	size_t bytes = source.n, n = factors.n + factors.tails;

	for (size_t i = 0; i < n; i++)
		bytes += (i < factors.n ? factors.v[i] : factors.tail[i - factors.n]).n;
	p->literals = factors.n;
	p->tails = factors.tails;
	p->literal = mem_resize(NULL, n * sizeof *p->literal + bytes, 1);
	char *text = (char *)(p->literal + n);
	for (size_t i = 0; i <= n; i++) {
		struct sv s = i < factors.n ? factors.v[i] : i < n ? factors.tail[i - factors.n] : source;
		if (s.n)
			memcpy(text, s.p, s.n);
		*(i < n ? &p->literal[i] : &p->source) = sv_from(text, s.n);
		text += s.n;
	}
	arena_free(&a);
}

struct pattern *pattern_of(const struct node *text, struct findings *f)
{
	size_t where = 0;
	int error = 0;
	pcre2_code *code = compile(text->text, 0, &error, &where);

	if (!code) {
		PCRE2_UCHAR why[256];
		pcre2_get_error_message(error, why, sizeof why);
		finding_add(f, LEVEL_ERROR, "bad-pattern", node_text_mark(text, where), "the pattern does not compile: %s", (char *)why);
		return NULL;
	}
	struct pattern *p = mem_new(sizeof *p);
	p->code = code;
	p->at = text->at;
	pcre2_pattern_info(code, PCRE2_INFO_FIRSTBITMAP, &p->first);
	keep_literals(p, text->text);
	return p;
}

void pattern_free(struct pattern *p)
{
	if (!p)
		return;
	for (int mode = 0; mode < MODES; mode++) {
		struct engine *e = p->engine[mode];
		if (!e)
			continue;
		pcre2_match_data_free(e->data);
		pcre2_match_context_free(e->context);
		pcre2_jit_stack_free(e->stack);
		if (e->code != p->code)
			pcre2_code_free(e->code);
		free(e);
	}
	pcre2_code_free(p->code);
	free(p->literal);
	free(p);
}

static struct engine *engine_new(const struct pattern *p, int mode)
{
	struct engine *e = mem_new(sizeof *e);
	size_t where;
	int error;

	e->code = mode == SEARCH ? p->code : have(compile(p->source, PCRE2_ANCHORED, &error, &where));
	e->data = have(pcre2_match_data_create_from_pattern(e->code, NULL));
	e->context = have(pcre2_match_context_create(NULL));
	pcre2_set_match_limit(e->context, STEPS_MAX);
	pcre2_set_depth_limit(e->context, DEPTH_MAX);
	pcre2_set_heap_limit(e->context, HEAP_KIB_MAX);
	e->interpret = pcre2_jit_compile(e->code, PCRE2_JIT_COMPLETE) != 0;
	return e;
}

static int run(const struct engine *e, struct sv subject, size_t from)
{
	return pcre2_match(e->code, (PCRE2_SPTR)(subject.p ? subject.p : ""), subject.n, from,
		PCRE2_NO_UTF_CHECK | (e->interpret ? PCRE2_NO_JIT : 0), e->data, e->context);
}

static int limit_hit(struct pattern *p, int error)
{
	PCRE2_UCHAR why[128];
	char place[512];
	const char *file = p->at.file ? p->at.file : "rules";

	if (error == PCRE2_ERROR_NOMEMORY)
		die("out of memory");
	pcre2_get_error_message(error, why, sizeof why);
	err_place(place, sizeof place);
	warn_at(file, p->at.line, "the pattern gave up (%s)%s%s: the text counts as not matched", (char *)why, *place ? " at " : "", place);
	if (++p->given_up == GIVEN_UP_MAX)
		warn_at(file, p->at.line, "the pattern gave up %d times and is not tried any more", GIVEN_UP_MAX);
	return MATCH_LIMIT;
}

/* The engines are made at need: what a caller sees of the pattern stays the same, hence the const of the interface. */
static int match(struct pattern *p, int mode, struct sv subject, size_t from, struct span *group, size_t groups)
{
	if (p->given_up >= GIVEN_UP_MAX)
		return MATCH_LIMIT;
	if (!p->engine[mode])
		p->engine[mode] = engine_new(p, mode);
	struct engine *e = p->engine[mode];
	int n = run(e, subject, from);
	if (n == PCRE2_ERROR_JIT_STACKLIMIT && !e->stack) {     /* 32 KiB at first; the rare pattern that needs more gets its own */
		e->stack = have(pcre2_jit_stack_create(32 * 1024, JIT_STACK_MAX, NULL));
		pcre2_jit_stack_assign(e->context, NULL, e->stack);
		n = run(e, subject, from);
	}
	if (n == PCRE2_ERROR_NOMATCH)
		return MATCH_NO;
	if (n < 0)
		return limit_hit(p, n);
	const PCRE2_SIZE *v = pcre2_get_ovector_pointer(e->data);
	for (size_t i = 0; i < groups; i++) {
		bool took_part = i < (size_t)n && v[2 * i] != PCRE2_UNSET;
		group[i] = took_part ? (struct span){ v[2 * i], v[2 * i + 1] } : (struct span){ SPAN_NONE, SPAN_NONE };
	}
	return MATCH_YES;
}

int pattern_match(const struct pattern *p, struct sv subject, size_t from, struct span *group, size_t groups)
{
	return match((struct pattern *)p, SEARCH, subject, from, group, groups);
}

int pattern_match_at(const struct pattern *p, struct sv subject, size_t from, struct span *group, size_t groups)
{
	if (p->first) {         /* a match has a first byte then; asking PCRE2 takes some 400 instructions to say no */
		unsigned char c = from < subject.n ? (unsigned char)subject.p[from] : 0;
		if (from >= subject.n || !(p->first[c / 8] & (1u << c % 8)))
			return MATCH_NO;
	}
	return match((struct pattern *)p, AT, subject, from, group, groups);
}

int pattern_group(const struct pattern *p, const char *name)
{
	int n = pcre2_substring_number_from_name(p->code, (PCRE2_SPTR)name);

	return n > 0 ? n : -1;
}

struct sv pattern_source(const struct pattern *p)
{
	return p->source;
}

const struct sv *pattern_literals(const struct pattern *p, size_t *n)
{
	*n = p->literals;
	return p->literal;
}

const struct sv *pattern_tails(const struct pattern *p, size_t *n)
{
	*n = p->tails;
	return p->literal + p->literals;
}
