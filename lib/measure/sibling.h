/* Names that stand for others of the same sentence: 其中工业, 城镇 behind 居民收入, 均. */
#ifndef GWR_MEASURE_SIBLING_H
#define GWR_MEASURE_SIBLING_H
#include "measure/reading.h"

/* The name that the words make with those of the subject before, `base` (城镇 behind 居民收入 is 城镇居民收入), which they are said to
 * be a part of (其中工业); empty where they make none. And the name without 全省. */
struct sv sibling_name(struct measurer *m, struct sv own, struct sv base, bool part);
struct sv sibling_base(const struct measurer *m, struct sv name);
/* The subjects that 均 is said of: those that the last clause names if it names several, else all since the sentence's part began. */
size_t siblings(struct measurer *m, struct subject out[PARTS_MAX]);
#endif
