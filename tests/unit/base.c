/* lib/base: views, buffers, arenas, UTF-8. */
#include "unit.h"

#include <stdlib.h>

#include "base/arena.h"
#include "base/bits.h"
#include "base/buf.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "random.h"

static void views(void)
{
	struct sv rest = sv_of("a\t\tbc"), piece;
	const char *want[] = { "a", "", "bc" };
	size_t n = 0, size;

	while (sv_cut(&rest, '\t', &piece)) {
		CHECK(n < 3, "more pieces than three");
		CHECK_SV(piece, sv_of(want[n++]));
	}
	CHECK(n == 3, "%zu pieces", n);
	CHECK(sv_find(SV("abcabd"), SV("abd"), 0) == 3, "a prefix that fails first is passed");
	CHECK(sv_find(SV("abc"), SV("abcd"), 0) == SV_NONE(SV("abc")), "longer than the text");
	CHECK(sv_find(SV("abc"), SV("c"), 3) == SV_NONE(SV("abc")), "from the end");
	CHECK_SV(sv_trim(SV(" \t x y\r\n")), SV("x y"));
	CHECK(sv_size(SV("18446744073709551615"), &size) && size == SIZE_MAX, "largest size");
	CHECK(!sv_size(SV("18446744073709551616"), &size) && !sv_size(SV(""), &size) && !sv_size(SV("1x"), &size), "no size");
	CHECK(sv_distance(SV("patern"), SV("pattern")) == 1 && sv_distance(SV("abc"), SV("")) == 3, "edits");
	CHECK(sv_cmp(SV("ab"), SV("abc")) < 0 && sv_cmp(SV("b"), SV("abc")) > 0 && sv_cmp(SV(""), SV("")) == 0, "order");
}

static void buffers(void)
{
	struct buf b = { 0 };

	for (int i = 0; i < 1000; i++)
		buf_fmt(&b, "%d,", i);
	CHECK(b.n == 3890, "%zu bytes", b.n);
	buf_clear(&b);
	buf_size(&b, 0);
	buf_size(&b, 905);
	buf_rune(&b, 0x653F);
	CHECK_SV(buf_sv(&b), SV("0905政"));
	CHECK(strcmp(buf_z(&b), "0905政") == 0, "as a C string");
	buf_free(&b);
}

static void arenas(void)
{
	struct arena a = { 0 };

	for (int round = 0; round < 3; round++) {
		char *last = NULL;
		for (size_t i = 1; i < 3000; i += 7) {
			char *p = arena_take(&a, i);
			memset(p, (int)i, i);
			CHECK(p != last, "fresh memory");
			last = p;
		}
		char *large = arena_take(&a, 1 << 20);
		memset(large, 1, 1 << 20);
		struct sv s = arena_copy(&a, SV("报告"));
		CHECK_SV(s, SV("报告"));
		arena_reset(&a);
	}
	size_t cap = 0;
	int *v = NULL;
	for (int i = 0; i < 500; i++) {
		v = arena_grow(&a, v, &cap, (size_t)i + 1, sizeof *v);
		v[i] = i;
	}
	for (int i = 0; i < 500; i++)
		CHECK(v[i] == i, "element %d", i);
	arena_free(&a);
}

static void characters(void)
{
	char put[4];
	uint32_t c;

	for (uint32_t r = 0; r < 0x110000; r++) {
		if (r >= 0xD800 && r < 0xE000)
			continue;
		size_t n = utf8_put(put, r);
		if (utf8_step(put, put + n, &c) != n || c != r || utf8_back(put, put + n) != put)
			CHECK(false, "U+%04X comes back as U+%04X", (unsigned)r, (unsigned)c);
		if (n > 1 && (utf8_step(put, put + n - 1, &c) != 1 || c != RUNE_BAD))
			CHECK(false, "U+%04X cut short is taken", (unsigned)r);
	}
	static const struct { const char *bytes; size_t valid; } bad[] = {
		{ "ab\xC0\x80", 2 }, { "\xED\xA0\x80", 0 }, { "政\xF4\x90\x80\x80", 3 }, { "12345678\xFF", 8 }, { "\xE0\x9F\xBF", 0 },
		{ "\xF0\x8F\xBF\xBF", 0 }, { "政\xE6\x94", 3 }, { "plain ascii text", 16 },
	};
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
		CHECK(utf8_valid(sv_of(bad[i].bytes)) == bad[i].valid, "case %zu: %zu", i, utf8_valid(sv_of(bad[i].bytes)));
	CHECK(utf8_count(SV("政府 a")) == 4 && utf8_count(SV("政\xE3\x80\x80府 \xC2\xA0 a")) == 7, "counts");
	CHECK(rune_is_han(0x3007) && rune_is_han(0x653F) && !rune_is_han(0x3001) && rune_is_wide(0x3001), "classes");
	CHECK(rune_narrow(0xFF05) == '%' && rune_narrow(0x3000) == ' ' && rune_narrow('x') == 'x', "narrow");
}

/* Random texts, right and broken in one byte, at all distances from a block's edge: both ways find the same place. */
static void checking_fast(void)
{
	static const char *const piece[] = { "a", "政", "é", "\xF0\xA0\x80\x80", "，", "7" };
	unsigned long seed = 1;
	char text[400];

	for (int round = 0; round < 200000; round++) {
		size_t n = 0, pieces = 20 + (seed >> 33) % 90;
		for (size_t i = 0; i < pieces && n < sizeof text - 4; i++) {
			seed = seed * 6364136223846793005u + 1442695040888963407u;
			const char *z = piece[(seed >> 40) % 6];
			memcpy(text + n, z, strlen(z));
			n += strlen(z);
		}
		if (round % 4)
			text[(seed >> 20) % n] = (char)(seed >> 50);
		if (round % 3 == 0)
			n -= n > 80 ? (seed >> 60) % 4 : 0;
		struct sv s = sv_from(text, n);
		CHECK(utf8_valid(s) == utf8_valid_plain(s), "round %d: %zu, not %zu", round, utf8_valid(s), utf8_valid_plain(s));
	}
}

/* Texts of all lengths up to some words of the machine, any bytes in them. */
static void counting_fast(void)
{
	char text[40];

	for (int round = 0; round < 20000; round++) {
		size_t n = draw(sizeof text), plain = 0;
		for (size_t i = 0; i < n; i++) {
			text[i] = (char)draw(256);
			plain += ((unsigned char)text[i] & 0xC0) != 0x80;
		}
		CHECK(utf8_count(sv_from(text, n)) == plain, "%zu bytes: %zu, not %zu", n, utf8_count(sv_from(text, n)), plain);
	}
}

/* The next and the last member, as found bit by bit, in sets from empty to full. */
static void sets(void)
{
	enum { BITS = 200 };

	for (unsigned sparse = 1; sparse < 120; sparse++) {
		uint64_t set[(BITS + 63) / 64] = { 0 };
		for (size_t i = 0; i < BITS; i++)
			if (draw(sparse) == 0)
				bits_add(set, i);
		for (int round = 0; round < 500; round++) {
			size_t from = draw(BITS), to = draw(BITS + 1), next = from, last = from;
			while (next < to && !bits_has(set, next))
				next++;
			while (last > to && !bits_has(set, last))
				last--;
			CHECK(bits_next(set, from, to) == (next < to ? next : to), "next from %zu before %zu", from, to);
			CHECK(bits_before(set, from, to) == (last > to ? last : to), "last from %zu behind %zu", from, to);
		}
	}
}

int main(void)
{
	counting_fast();
	sets();
	checking_fast();
	views();
	buffers();
	arenas();
	characters();
	return DONE();
}
