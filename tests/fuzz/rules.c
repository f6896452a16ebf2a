/* Whatever bytes a rule file may be: it is read, held against a schema with every sort of value, its patterns are compiled, read
 * for literals, tried on what they are made of, and run on the file itself.
 *   make BUILD=build-fuzz CC=clang SAN=address,undefined,fuzzer-no-link build-fuzz/libgwr.a
 *   clang -g -fsanitize=address,undefined,fuzzer -D_POSIX_C_SOURCE=200809L -Ilib -o build-fuzz/rules tests/fuzz/rules.c \
 *     build-fuzz/libgwr.a -lpcre2-8 -lyaml
 *   build-fuzz/rules -max_len=4096 -timeout=5 -rss_limit_mb=512 CORPUS rules tests/check
 * tests/unit/rule_fuzz.c does the same with random files, always the same ones. */
#include <stdint.h>

#include "base/utf8.h"
#include "rule/factor.h"
#include "rule/lint.h"
#include "rule/schema.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const char *const fuzz_choices[] = { "one", "two", NULL };
static const struct schema fuzz_inner[] = {
	{ .key = "id", .want = WANT_ID, .required = true },
	{ .key = "start", .want = WANT_SEARCHES },
	{ .key = "pattern", .want = WANT_PATTERN },
	{ .key = "words", .want = WANT_WORD_TABLE },
	{ .key = "role", .want = WANT_CHOICE, .choices = fuzz_choices },
	{ .key = "within", .want = WANT_NUMBER },
	{ .key = "top", .want = WANT_BOOL },
	{ .key = NULL }
};
static const struct schema fuzz_keys[] = {
	{ .key = "kind", .want = WANT_TEXT, .required = true },
	{ .key = "rules", .want = WANT_LIST, .inner = fuzz_inner },
	{ .key = "inside", .want = WANT_MAP, .inner = fuzz_inner },
	{ .key = "choices", .want = WANT_CHOICES, .choices = fuzz_choices },
	{ .key = "table", .want = WANT_TABLE },
	{ .key = NULL }
};

struct fuzz { struct findings findings; struct arena arena; struct sv file; unsigned runs; };

static void fuzz_pattern(struct fuzz *z, const struct said *said)
{
	struct pattern *p = pattern_of(said->text, &z->findings);
	struct buf why = { 0 };
	struct sv sample;

	pattern_factors(said->text->text, 1, &z->arena);
	if (p && z->runs++ < 20) {              /* a run of each is what costs; twenty of a file show as much as all */
		pattern_match(p, z->file, 0, NULL, 0);
		pattern_match_at(p, z->file, 0, NULL, 0);
		pattern_explain(&p, 1, z->file, &why);
		pattern_runs_away(p, &z->arena, &sample);
	}
	buf_free(&why);
	pattern_free(p);
}

static void fuzz_said(void *ctx, const struct said *said)
{
	if (want_is_pattern(said->want))
		fuzz_pattern(ctx, said);
}

/* A file that is no rule file may still be a pattern. */
static void fuzz_bytes(struct fuzz *z)
{
	struct sv source = sv_sub(z->file, 0, utf8_valid(z->file));
	struct node text = { .kind = NODE_TEXT, .text = source };
	struct said said = { .text = &text, .among = &text, .want = WANT_SEARCH };

	z->file = source;
	fuzz_pattern(z, &said);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct fuzz z = { .file = sv_from((const char *)data, size) };
	struct node *root = yaml_parse(z.file, "fuzz.yaml", &z.arena, &z.findings);

	if (root && schema_check(root, fuzz_keys, &z.findings))
		schema_walk(root, fuzz_keys, fuzz_said, &z);
	fuzz_bytes(&z);
	findings_sort(&z.findings);
	findings_free(&z.findings);
	arena_free(&z.arena);
	return 0;
}
