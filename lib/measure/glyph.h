/* Stepping over a text's characters by byte offset. */
#ifndef GWR_MEASURE_GLYPH_H
#define GWR_MEASURE_GLYPH_H
#include "base/utf8.h"

/* The character at `at`, its end into *end. 0 at the end of the text. */
static inline uint32_t rune_at(struct sv text, size_t at, size_t *end)
{
	uint32_t c = 0;

	*end = at;
	if (at < text.n)
		*end += utf8_step(text.p + at, text.p + text.n, &c);
	return c;
}

/* The character that ends at `at`, its start into *start. 0 at the start of the text. */
static inline uint32_t rune_before(struct sv text, size_t at, size_t *start)
{
	uint32_t c = 0;

	*start = at;
	if (at) {
		*start = (size_t)(utf8_back(text.p, text.p + at) - text.p);
		utf8_step(text.p + *start, text.p + text.n, &c);
	}
	return c;
}

/* The two without the offset. */
static inline uint32_t rune_of(struct sv text, size_t at)
{
	size_t end;

	return rune_at(text, at, &end);
}
static inline uint32_t rune_ahead_of(struct sv text, size_t at)
{
	size_t start;

	return rune_before(text, at, &start);
}

/* · • ・ */
static inline bool rune_is_middle_dot(uint32_t c) { return c == 0xB7 || c == 0x2022 || c == 0x30FB; }

/* ，。；！？ and a line's end: what parts clauses. */
static inline bool rune_parts_clauses(uint32_t c)
{
	return c == 0xFF0C || c == 0x3002 || c == 0xFF1B || c == 0xFF01 || c == 0xFF1F || c == '\n';
}

/* Those, ; ! ? and the end of the text. */
static inline bool rune_ends_clause(uint32_t c) { return c == 0 || rune_parts_clauses(c) || c == ';' || c == '!' || c == '?'; }

/* Characters of the language that numbers are read by. */
enum {
	RUNE_DI = 0x7B2C,               /* 第 */
	RUNE_CROSS = 0xD7,              /* × */
	RUNE_PERCENT_WIDE = 0xFF05,     /* ％ */
	RUNE_TO = 0x81F3,               /* 至 */
	RUNE_UNTIL = 0x5230,            /* 到 */
	RUNE_FROM = 0x4ECE, RUNE_OUT_OF = 0x7531,       /* 从 由 */
	RUNE_OF = 0x7684,               /* 的 */
	RUNE_IS = 0x662F, RUNE_MAKES = 0x4E3A,          /* 是 为 */
	RUNE_THIS = 0x8FD9, RUNE_BUT = 0x800C, RUNE_AND = 0x548C,       /* 这 而 和 */
	RUNE_ONE = 0x4E00, RUNE_TWO = 0x4E24, RUNE_TWO_OLD = 0x5169,    /* 一 两 兩 */
	RUNE_HALF = 0x534A,             /* 半 */
	RUNE_SOME = 0x51E0, RUNE_SOME_OLD = 0x5E7E, RUNE_SEVERAL = 0x6570, RUNE_SEVERAL_OLD = 0x6578,     /* 几 幾 数 數 */
	RUNE_MANY = 0x591A, RUNE_OVER = 0x4F59, RUNE_AGAIN = 0x53C8,    /* 多 余 又 */
	RUNE_TWENTY = 0x5EFF, RUNE_THIRTY = 0x5345,     /* 廿 卅 */
	RUNE_STAR_WIDE = 0xFF0A, RUNE_X_WIDE = 0xFF38, RUNE_SLASH_WIDE = 0xFF0F,        /* ＊ Ｘ ／ */
	RUNE_PART = 0x5206, RUNE_POINT = 0x70B9, RUNE_POINT_OLD = 0x9EDE,       /* 分 点 點 */
	RUNE_THAN = 0x6BD4,             /* 比 */
	RUNE_RATIO = 0x2236, RUNE_COLON = 0xFF1A,       /* ∶ ： */
	RUNE_LIST = 0x3001, RUNE_COMMA = 0xFF0C, RUNE_STOP = 0x3002, RUNE_SEMICOLON = 0xFF1B, RUNE_CRY = 0xFF01, RUNE_ASK = 0xFF1F,
	RUNE_BRACKET = 0xFF08, RUNE_BRACKET_END = 0xFF09,       /* （ ） */
	RUNE_QUOTE = 0x201C, RUNE_QUOTE_END = 0x201D,           /* “ ” */
	RUNE_TITLE = 0x300A, RUNE_TITLE_END = 0x300B,           /* 《 》 */
	RUNE_CORNER = 0x300C, RUNE_CORNER_END = 0x300D          /* 「 」 */
};
#endif
