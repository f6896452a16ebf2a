/* A numeral with its unit, as one reads it without looking around: 3.2万余处, 50元6角, 两米半, 2×100万千瓦. */
#ifndef GWR_MEASURE_QUANTITY_H
#define GWR_MEASURE_QUANTITY_H
#include "measure/numeral.h"

struct quantity {
	struct numeral numeral;
	bool minus;
	bool sum, product;              /* of several numerals: value is not what one of them says */
	size_t start, bare_end;         /* the number, its sign included */
	size_t unit_from, unit_to;      /* equal where there is no unit */
	size_t end;
	struct sv unit;                 /* magnitudes and unit: 万处 */
	enum dimension dimension;
	struct decimal factor;          /* one of `unit` in base */
	struct sv base;
	bool weak;                      /* the unit is: see struct unit */
};

/* Reads the quantity at byte `at`, where a sign or a numeral stands. Joined unit names are taken from a. False if there is none. */
bool quantity_read(const struct units *units, struct sv text, size_t at, struct arena *a, struct quantity *out);
/* A currency sign before the number, its length into *n: $20, ￥300. */
const struct unit *quantity_sign(const struct units *units, struct sv before, size_t *n);
#endif
