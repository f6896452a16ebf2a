#include "measure/numeral.h"

int rune_numeral_digit(uint32_t c)
{
	switch (c) {
	case 0x96F6: case 0x3007: case 0x25CB: return 0;                /* 零 〇 ○ */
	case 0x4E00: case 0x58F9: return 1;                             /* 一 壹 */
	case 0x4E8C: case 0x4E24: case 0x5169: case 0x8D30: case 0x8CB3: return 2;      /* 二 两 兩 贰 貳 */
	case 0x4E09: case 0x53C1: case 0x53C3: return 3;                /* 三 叁 參 */
	case 0x56DB: case 0x8086: return 4;                             /* 四 肆 */
	case 0x4E94: case 0x4F0D: return 5;                             /* 五 伍 */
	case 0x516D: case 0x9646: case 0x9678: return 6;                /* 六 陆 陸 */
	case 0x4E03: case 0x67D2: return 7;                             /* 七 柒 */
	case 0x516B: case 0x634C: return 8;                             /* 八 捌 */
	case 0x4E5D: case 0x7396: return 9;                             /* 九 玖 */
	default: return RUNE_NO_NUMERAL;
	}
}

int rune_numeral_magnitude(uint32_t c)
{
	switch (c) {
	case 0x5341: case 0x62FE: return 1;                             /* 十 拾 */
	case 0x767E: case 0x4F70: return 2;                             /* 百 佰 */
	case 0x5343: case 0x4EDF: return 3;                             /* 千 仟 */
	case 0x4E07: case 0x842C: return 4;                             /* 万 萬 */
	case 0x4EBF: case 0x5104: return 8;                             /* 亿 億 */
	case 0x5146: return 12;                                         /* 兆 */
	default: return RUNE_NO_NUMERAL;
	}
}

bool rune_numeral_formal(uint32_t c)
{
	return c == 0x9646 || c == 0x9678 || c == 0x4F0D || c == 0x62FE || c == 0x8086 || c == 0x53C3;
}
