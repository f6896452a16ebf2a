#include "rule/finding.h"

#include <assert.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/mem.h"

enum { SHOWN_AT_MOST = 10 };

const struct finding_kind finding_kinds[] = {
	{ "unreadable", "the file cannot be read" },
	{ "too-large", "a file, a list or a pattern is larger than the limits allow" },
	{ "too-deep", "the file is nested deeper than the limits allow" },
	{ "not-utf8", "the file is not UTF-8" },
	{ "nul", "a value holds a NUL" },
	{ "syntax", "the file is not YAML" },
	{ "no-content", "the file says nothing" },
	{ "anchor", "anchors are not part of the rule language" },
	{ "alias", "aliases are not part of the rule language" },
	{ "tag", "tags are not part of the rule language" },
	{ "merge-key", "merge keys are not part of the rule language" },
	{ "second-document", "a file is one document" },
	{ "duplicate-key", "a map has the same key twice" },
	{ "unknown-kind", "no program reads rule files of this kind" },
	{ "unknown-key", "a key that means nothing here" },
	{ "missing-key", "a key that must be there is not" },
	{ "wrong-kind", "a map, a list or a text where another of them is wanted" },
	{ "empty-value", "a value that must not be empty is" },
	{ "bad-value", "a value that is none of those that are possible" },
	{ "bad-pattern", "the pattern does not compile" },
	{ "empty-match", "the pattern matches the empty text" },
	{ "duplicate-id", "two rules of one folder have the same id" },
	{ "duplicate-name", "two rules claim the same name" },
	{ "unknown-name", "a name that no rule defines" },
	{ "unknown-id", "a rule refers to one that does not exist" },
	{ "test-failed", "a test inside a rule does not hold" },
	{ "missing-test", "a rule without tests, or without tests of one sort" },
	{ "no-literal", "no literal stands in every match: the pattern runs on every record" },
	{ "nested-quantifier", "a repeat inside a repeat: the time can grow as a power of the length" },
	{ "plain-pattern", "a pattern that is not single-quoted" },
	{ "slow-pattern", "the pattern takes far longer than others do" },
	{ "unreachable", "a term or rule that another one always forestalls" },
	{ "width-twin", "a full-width character without its half-width twin, or the other way round" },
	{ "two-topics", "the same word in two lexicons of which it can belong to one only" },
	{ "rare-character", "an ideograph that simplified text hardly has: a traditional form, or a slip" },
	{ NULL, NULL }
};

static bool known(const char *id)
{
	for (const struct finding_kind *k = finding_kinds; k->id; k++)
		if (strcmp(k->id, id) == 0)
			return true;
	return false;
}

void finding_add(struct findings *f, enum level level, const char *id, struct mark at, const char *fmt, ...)
{
	struct buf text = { 0 };
	char small[512];
	va_list ap;

	assert(known(id));
	va_start(ap, fmt);
	int n = vsnprintf(small, sizeof small, fmt, ap);
	va_end(ap);
	if (n > 0 && (size_t)n >= sizeof small) {
		buf_reserve(&text, (size_t)n + 1);
		va_start(ap, fmt);
		vsnprintf(text.p, (size_t)n + 1, fmt, ap);
		va_end(ap);
	}
	if (f->n == f->cap)
		f->v = arena_grow(&f->arena, f->v, &f->cap, f->n + 1, sizeof *f->v);
	char *line = arena_z(&f->arena, sv_from(text.p ? text.p : small, n > 0 ? (size_t)n : 0));
	for (char *p = line; *p; p++)           /* what a stranger's file says must not steer the terminal */
		if ((unsigned char)*p < ' ' || *p == 0x7F)
			*p = '?';
	f->v[f->n++] = (struct finding){ level, id, at, sv_of(line) };
	*(level == LEVEL_ERROR ? &f->errors : &f->warnings) += 1;
	buf_free(&text);
}

static int mark_cmp(struct mark a, struct mark b)
{
	int c = strcmp(a.file ? a.file : "", b.file ? b.file : "");

	if (c)
		return c;
	if (a.line != b.line)
		return a.line < b.line ? -1 : 1;
	return (a.col > b.col) - (a.col < b.col);
}

static int finding_cmp(const void *va, const void *vb)
{
	const struct finding *a = va, *b = vb;
	int c = mark_cmp(a->at, b->at);

	if (c == 0)
		c = strcmp(a->id, b->id);
	return c ? c : sv_cmp(a->text, b->text);
}

void findings_sort(struct findings *f)
{
	size_t kept = 0;

	if (f->n == 0)
		return;
	qsort(f->v, f->n, sizeof *f->v, finding_cmp);
	for (size_t i = 0; i < f->n; i++) {
		if (kept && finding_cmp(&f->v[kept - 1], &f->v[i]) == 0)
			*(f->v[i].level == LEVEL_ERROR ? &f->errors : &f->warnings) -= 1;
		else
			f->v[kept++] = f->v[i];
	}
	f->n = kept;
}

void findings_free(struct findings *f)
{
	arena_free(&f->arena);
	*f = (struct findings){ 0 };
}

void findings_die(struct findings *f)
{
	size_t shown = 0;

	if (f->errors == 0)
		return;
	findings_sort(f);
	for (size_t i = 0; i < f->n; i++) {
		const struct finding *x = &f->v[i];
		if (x->level != LEVEL_ERROR || ++shown > SHOWN_AT_MOST)
			continue;
		if (x->at.line)
			warn("%s:%u:%u: " SV_FMT, x->at.file, x->at.line, x->at.col, SV_ARG(x->text));
		else
			warn("%s: " SV_FMT, x->at.file ? x->at.file : "rules", SV_ARG(x->text));
	}
	if (shown > SHOWN_AT_MOST)
		die("%zu more errors in the rules: gwr-check shows them all", shown - SHOWN_AT_MOST);
	err_finish();
	exit(STATUS_TROUBLE);
}

/* Near is one edit in three characters: "patern" is meant for "pattern", but two letters are never near to two others. */
const char *nearest_name(struct sv word, const char *const *name, size_t n)
{
	const char *best = NULL;
	size_t least = word.n < 64 ? (word.n + 1) / 3 + 1 : 0;

	for (size_t i = 0; i < n && least; i++) {
		size_t d = sv_distance(word, sv_of(name[i]));
		if (d < least) {
			least = d;
			best = name[i];
		}
	}
	return best;
}
