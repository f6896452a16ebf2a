/* Random rule files, always the same ones, through everything that a stranger's file goes through: nothing hangs or crashes. */
#include "../fuzz/rules.c"

#include <time.h>

#include "random.h"
#include "unit.h"

static const char *const piece[] = {
	"kind: ", "roles\n", "rules:", "\n- ", "\n  ", "\n", "id: ", "one", "start: ", "'", "'", "\"", "[", "]", "{", "}", ", ", ": ", ":", "- ", "&a ",
	"*a", "!t ", "<<: ", "---\n", "...\n", "%", "|\n", ">\n", "\t", "#", "?", "甲", "工作回顾", "：", "words: ", "{3: [甲, 乙]}", "pattern: ", "within: ",
	"top: ", "true", "5", "role: ", "(?:", "甲+)+", "[0-9]", "\\", "\xFF", "\xE4\xB8", "inside: ", "choices: ", "table: ", "\"\\0\"", "\xEF\xBB\xBF",
	"start: ['(?:甲|乙)*丙', '[0-9]{4}年']", "(?i)", "{2,3}", "(?=", ".*", "\r\n", "~", "(?<=甲)乙", "(?<!工)作", "\\K", ")"
};

static void random_file(struct buf *b)
{
	unsigned n = 1 + draw(30);

	buf_clear(b);
	if (draw(3))
		buf_add(b, SV("kind: x\nrules:\n- id: one\n  "));
	for (unsigned i = 0; i < n; i++)
		buf_add(b, sv_of(piece[draw(sizeof piece / sizeof *piece)]));
}

/* Files that would hurt a reader without limits. */
static void deep_and_long(void)
{
	static const char *const more[] = { "[", "{a: ", "- ", "? ", "'(", "a: &a\n", "(?:", "!<", "\"", "[[a, ", "a: |\n ", "\xEF\xBC\x9A" };
	struct buf b = { 0 };

	for (size_t i = 0; i < sizeof more / sizeof *more; i++) {
		buf_clear(&b);
		while (b.n < 100000)
			buf_add(&b, sv_of(more[i]));
		LLVMFuzzerTestOneInput((const uint8_t *)b.p, b.n);
	}
	buf_free(&b);
}

int main(void)
{
	struct buf b = { 0 };
	clock_t begin = clock();

	for (int i = 0; i < 6000; i++) {
		random_file(&b);
		LLVMFuzzerTestOneInput((const uint8_t *)b.p, b.n);
	}
	deep_and_long();
	double seconds = (double)(clock() - begin) / CLOCKS_PER_SEC;
	CHECK(seconds < 60, "%.1f seconds", seconds);
	buf_free(&b);
	return DONE();
}
