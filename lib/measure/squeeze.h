/* Blanks beside Chinese characters, which are none of the text's: 两千 四百 is one number. */
#ifndef GWR_MEASURE_SQUEEZE_H
#define GWR_MEASURE_SQUEEZE_H
#include "base/arena.h"

/* text without such blanks, and *map: the place in text of every byte of the result and of its end, both from a. Text that has
 * none (gwr-split leaves none) is given back as it is, *map NULL. */
struct sv squeeze(struct sv text, struct arena *a, size_t **map);
#endif
