#include <stdlib.h>
#include "base/mem.h"
#include "base/utf8.h"
#include "measure/clause.h"

enum { DASH = 0x2014 };

static bool opens(uint32_t c) { return c == 0x201C || c == 0xFF08 || c == 0x300A || c == '(' || c == 0x3010; }
static bool closes(uint32_t c) { return c == 0x201D || c == 0xFF09 || c == 0x300B || c == ')' || c == 0x3011; }

/* 0 none, 1 a comma or colon, 2 the end of a sentence's part, 3 of the sentence. */
static int separator(uint32_t c)
{
	switch (c) {
	case 0xFF0C: case ',': case 0xFF1A: case ':': return 1;
	case 0xFF1B: case ';': return 2;
	case 0x3002: case 0xFF01: case 0xFF1F: case '!': case '?': return 3;
	default: return 0;
	}
}

static void add(struct clauses *out, size_t from, size_t to, int kind)
{
	GROW(out->v, out->cap, out->n + 1);
	out->v[out->n++] = (struct clause){ { from, to }, kind >= 2, kind == 3 };
}

/* The first byte at or behind `at` and before `end` that no ideograph begins with: nearly all of a text is ideographs. */
static size_t past_ideographs(struct sv text, size_t at, size_t end)
{
	const unsigned char *p = (const unsigned char *)text.p;
	while (at < end && p[at] >= 0xE4 && p[at] <= 0xE9)
		at += 3;
	return at;
}

void clauses_cut(struct sv text, const struct numbers *numbers, struct clauses *out)
{
	size_t from = 0, at = 0;
	int depth = 0;
	out->n = 0;
	for (size_t i = 0; i <= numbers->n; i++) {      /* the text before each number, and behind the last */
		size_t end = i < numbers->n ? numbers->v[i].token.start : text.n, n;
		if (i < numbers->n && numbers->v[i].part > 1)
			at = end;               /* the colons of 8.3∶41.4∶50.3 */
		for (at = past_ideographs(text, at, end); at < end; at = past_ideographs(text, at + n, end)) {
			uint32_t c;
			n = utf8_step(text.p + at, text.p + text.n, &c);
			int kind = separator(c);
			if (c == DASH && (sv_starts(sv_skip(text, at + n), SV("—")) || sv_ends(sv_sub(text, 0, at), SV("—"))))
				kind = 1;       /* ——; one alone joins names: 甲山—乙河 */
			if (opens(c))
				depth++;
			else if (closes(c))
				depth -= depth > 0;
			else if (kind > 0 && (depth == 0 || kind == 3)) {
				add(out, from, at, kind);
				from = at + n;
				depth = 0;
			}
		}
		if (i < numbers->n && numbers->v[i].token.end > at)
			at = numbers->v[i].token.end;
	}
	if (from < text.n || out->n == 0)
		add(out, from, text.n, 3);
}

void clauses_free(struct clauses *c)
{
	free(c->v);
	*c = (struct clauses){ 0 };
}

size_t clause_of(const struct clauses *c, size_t byte)
{
	size_t low = 0, high = c->n;
	while (high - low > 1) {
		size_t mid = (low + high) / 2;
		if (c->v[mid].at.start <= byte)
			low = mid;
		else
			high = mid;
	}
	return low;
}
