/* Coordinations: 城镇、农村居民可支配收入 is two subjects that share their head; 一、二、三产增加值 three. */
#ifndef GWR_MEASURE_SUBJECT_H
#define GWR_MEASURE_SUBJECT_H
#include "measure/indicator.h"

enum { PARTS_MAX = 12 };

struct subject {
	struct sv name;                 /* completed: 城镇居民可支配收入 */
	struct span at;                 /* where it stands, for the quote and for splitting it later */
	const struct indicator *indicator;
	struct sv scope;
	bool put_off;                   /* indicator and scope are looked up when the subject is carried over, if it ever is */
};

/* Cuts [from, to) of l's text into its members, names completed (memory from a where need be).
 * want: how many there must be, 0 for as many as are named. The number of parts; 0 where they cannot be had. */
size_t subject_parts(const struct lexed *l, struct indicators *in, struct span at, size_t want, struct arena *a,
	struct sv part[PARTS_MAX]);
/* The part behind the longest beginning of `first` with which it is the name of an indicator (万元生产总值能耗、水耗: 万元生产总值水耗),
 * itself where there is none. */
struct sv subject_led(const struct lexed *l, struct indicators *in, struct sv part, struct sv first, struct arena *a);
#endif
