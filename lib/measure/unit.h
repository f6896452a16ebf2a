/* Units: what may stand behind a number, of what dimension it is, and how many of the dimension's base unit it makes
 * (rules/units.yaml). */
#ifndef GWR_MEASURE_UNIT_H
#define GWR_MEASURE_UNIT_H
#include "base/decimal.h"
#include "rule/ruleset.h"

enum dimension {
	DIM_NONE,               /* a bare number */
	DIM_PERCENT,            /* % 成 折 ‰ */
	DIM_POINTS,             /* 个百分点 */
	DIM_MULTIPLE,           /* 倍, 番 */
	DIM_RANK,               /* 位 名 behind 第 */
	DIM_MONEY, DIM_PEOPLE,
	DIM_COUNT,              /* classifiers: 家 个 项 */
	DIM_TIME, DIM_LENGTH, DIM_AREA, DIM_VOLUME, DIM_MASS, DIM_SPEED, DIM_FLOW, DIM_POWER, DIM_ENERGY, DIM_VOLTAGE,
	DIM_CONCENTRATION, DIM_TEMPERATURE, DIM_DATA, DIM_COMPUTING, DIM_OTHER
};
extern const char *const dimension_names[];             /* NULL-ended */

/* A unit of the rules. */
struct unit {
	struct sv name;
	enum dimension dimension;
	struct decimal factor;          /* one of it in base */
	struct sv base;
	bool multiple;                  /* stands for `factor` things that it does not name: 打 */
	bool weak;                      /* is also the beginning of common words: taken only where nothing speaks against it */
};

struct units;
extern const struct rulekind units_kind;

/* From all files of units_kind; findings are added to rules->findings. Lives in rules->arena. */
struct units *units_new(struct ruleset *rules);
/* The longest unit that s begins with, NULL if none. Its length in s into *n. */
const struct unit *unit_match(const struct units *u, struct sv s, size_t *n);
#endif
