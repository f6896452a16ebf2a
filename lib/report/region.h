/* The divisions of GB/T 2260 (rules/divisions.tsv), and what division a few words of a title or a session line name. */
#ifndef GWR_REPORT_REGION_H
#define GWR_REPORT_REGION_H
#include "base/arena.h"

enum region_level { LEVEL_UNKNOWN, LEVEL_COUNTRY, LEVEL_PROVINCE, LEVEL_PREFECTURE, LEVEL_COUNTY, LEVEL_TOWNSHIP };
const char *region_level_name(enum region_level l);          /* "" for LEVEL_UNKNOWN */

/* code 0: not told by the text (a name that several counties share, a township, a development zone, XX区). */
struct region { unsigned code; enum region_level level; struct sv name; };

struct divisions;
/* Reads the table; die()s with file and line if it is none. */
struct divisions *divisions_load(const char *path);
void divisions_free(struct divisions *d);

/* What division `words` (no white space in it) name: 贵阳市, 贵州省贵阳市, 广西, 北京市朝阳区, 莲都区雅溪镇. Full, short and
 * former names, each led by those above it or not. True if all of `words` are names; the full official name is put into a. */
bool divisions_find(const struct divisions *d, struct sv words, struct region *out, struct arena *a);
/* The level that the last character of a name that is in no table tells of (XX区: county); 市 tells nothing. */
enum region_level region_level_of_words(struct sv words);
/* Whether words say a level and no name: 自治州, 县. */
bool region_is_level(struct sv words);
void region_adcode(const struct region *r, char code[7]);    /* six digits, or "" */
#endif
