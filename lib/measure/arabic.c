#include "measure/arabic.h"

#include "measure/glyph.h"

/* Whether a middle dot before `at` is a decimal point, as print of the 1990s has it: 19·5％. Else it parts month and day. */
static bool decimal_dot(struct sv text, size_t at)
{
	size_t end = at;
	uint32_t c;

	while (rune_is_digit(c = rune_at(text, at, &end)))
		at = end;
	return c == '%' || c == RUNE_PERCENT_WIDE;
}

size_t arabic_read(struct sv text, size_t at, char *digit, size_t cap, size_t *n, unsigned char *places)
{
	size_t groups = 0, run = 0, end, ahead, used = 0, k;
	bool point = false, priced = at && text.p[at - 1] == '$';    /* $20，300美元 are two */
	uint32_t c;

	*places = 0;
	for (;;) {
		c = rune_at(text, at, &end);
		if (rune_is_digit(c)) {
			if (used == cap)
				return at;
			digit[used++] = (char)rune_narrow(c);
			*places = (unsigned char)(*places + point);
			run++;
			at = end;
			continue;
		}
		if (c != RUNE_COMMA || !priced)
			c = rune_narrow(c);
		if (rune_is_middle_dot(c) && decimal_dot(text, end))
			c = '.';
		if (c == ',' && !point && (groups ? run == 3 : run >= 1 && run <= 3)) {
			ahead = end;
			for (k = 0; k < 4 && rune_is_digit(rune_at(text, ahead, &ahead)); k++)
				;
			if (k == 3) {
				groups++;
				run = 0;
				at = end;
				continue;
			}
		}
		if (c == '.' && !point && rune_is_digit(rune_at(text, end, &ahead))) {
			if (used == 0 && used < cap)
				digit[used++] = '0';
			if (used == cap)
				return at;
			digit[used++] = '.';
			point = true;
			at = end;
			continue;
		}
		*n = used;
		return at;
	}
}
