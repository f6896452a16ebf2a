#include "report/front.h"

#include "base/utf8.h"

unsigned number_of(struct sv s)
{
	static const struct { uint32_t c; unsigned digit; } han[] = { { 0x3007, 0 }, { 0x25CB, 0 }, { 0x96F6, 0 }, { 'O', 0 }, { 0x39F, 0 }, { 0x41E, 0 },
		{ 0x4E00, 1 }, { 0x4E8C, 2 }, { 0x4E09, 3 }, { 0x56DB, 4 }, { 0x4E94, 5 }, { 0x516D, 6 }, { 0x4E03, 7 }, { 0x516B, 8 },
		{ 0x4E5D, 9 } };
	const char *p = s.p, *end = p + s.n;
	unsigned value = 0, last = 0;
	bool ten = false;

	while (p < end) {
		uint32_t c;

		p += utf8_step(p, end, &c);
		c = rune_narrow(c);
		if (c >= '0' && c <= '9') {
			value = value * 10 + (c - '0');
			continue;
		}
		if (c == 0x5341) {
			value = (value ? value : 1) * 10;
			ten = true;
			continue;
		}
		for (size_t i = 0; i < sizeof han / sizeof *han; i++)
			if (han[i].c == c) {
				last = han[i].digit;
				value = ten ? value + last : value * 10 + last;
			}
	}
	return value;
}
