/* Numerals: 4,565  1.2万亿  两千三百五  三十余万  百分之七点八  3又1/2. What stands around them is number.h's. */
#ifndef GWR_MEASURE_NUMERAL_H
#define GWR_MEASURE_NUMERAL_H
#include "measure/unit.h"

struct numeral {
	size_t end;                     /* bytes of the text from the start of the numeral to here */
	struct decimal value, hi;       /* in units of 10^shift; hi of a vague pair only (二三十) */
	unsigned char places;           /* digits after the point as written */
	bool han;                       /* begins in Chinese numerals */
	bool bare;                      /* magnitudes alone: 千, 百万 */
	bool digits;                    /* Chinese digits without magnitudes, two or more: 一九五八 */
	bool vague;
	bool more;                      /* 余 多 几 数 inside: a bound from below */
	bool about;                     /* 来 inside: 十来个 */
	bool fraction, percent;         /* 五分之一; 百分之五 (value in %) */
	bool exact;
	unsigned runes;                 /* digits and magnitudes in it */
	int shift;                      /* power of ten that `scale` stands for */
	struct sv scale;                /* the magnitude characters before the unit: 万亿; of the text */
};

enum { RUNE_NO_NUMERAL = -1 };
/* The value of a Chinese digit (〇 to 九, 两, and the forms of cheques), RUNE_NO_NUMERAL if it is none. */
int rune_numeral_digit(uint32_t c);
/* The power of ten of 十 百 千 万 亿 兆 and their other forms; RUNE_NO_NUMERAL if it is none. */
int rune_numeral_magnitude(uint32_t c);
/* Digits of cheques that are words of their own: 陆 伍 拾 肆. One alone is no number. */
bool rune_numeral_formal(uint32_t c);

/* 负 and the signs of minus. */
bool rune_minus(uint32_t c);

/* Reads the numeral that text has at byte `at`: an integer, a decimal, magnitudes. A magnitude that begins a unit (千 of 千瓦) is left to the unit.
 * False if there is none, or it has more digits than a struct decimal. */
bool numeral_read_plain(const struct units *units, struct sv text, size_t at, struct numeral *out);
/* The same, and what such numerals make together: fractions, powers, 百分之. text has no blanks beside Chinese characters. */
bool numeral_read(const struct units *units, struct sv text, size_t at, struct numeral *out);
#endif
