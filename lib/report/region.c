#include "report/region.h"

#include <errno.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include "base/err.h"
#include "base/mem.h"
#include "base/buf.h"
#include "base/utf8.h"

/* A name of a division, full or short; names that several have are chained. */
struct name { struct sv text; unsigned code; bool full; uint32_t next; };

enum { BUCKETS = 16384, NAME_MAX_BYTES = 48, NAME_MIN_BYTES = 6 };

struct divisions {
	struct buf table;
	struct name *name;              /* name[0] is not used: 0 ends a chain */
	size_t n, cap;
	uint32_t bucket[BUCKETS];
};

const char *region_level_name(enum region_level l)
{
	static const char *const name[] = { "", "country", "province", "prefecture", "county", "township" };

	return name[l];
}

static enum region_level level_of_code(unsigned code)
{
	if (code % 10000 == 0)
		return LEVEL_PROVINCE;
	return code % 100 == 0 ? LEVEL_PREFECTURE : LEVEL_COUNTY;
}

static uint32_t hash(struct sv s)
{
	uint32_t h = 2166136261u;       /* FNV-1a */

	for (size_t i = 0; i < s.n; i++)
		h = (h ^ (unsigned char)s.p[i]) * 16777619u;
	return (h ^ h >> 15) % BUCKETS;
}

static void add_name(struct divisions *d, struct sv text, unsigned code, bool full)
{
	uint32_t b;

	if (text.n < NAME_MIN_BYTES || text.n > NAME_MAX_BYTES)
		return;
	GROW(d->name, d->cap, d->n + 1);
	b = hash(text);
	d->name[d->n] = (struct name){ text, code, full, d->bucket[b] };
	d->bucket[b] = (uint32_t)d->n++;
}

static void read_table(struct buf *to, const char *path)
{
	FILE *f = fopen(path, "rb");
	size_t n;

	if (!f)
		die("%s:", path);
	do {
		buf_reserve(to, 1 << 16);
		n = fread(to->p + to->n, 1, to->cap - to->n, f);
		to->n += n;
	} while (n > 0);
	if (ferror(f))
		die("%s: read error:", path);
	fclose(f);
}

struct divisions *divisions_load(const char *path)
{
	struct divisions *d = mem_new(sizeof *d);
	struct sv rest, line, code, name, other;
	size_t number, at = 0;

	d->n = 1;
	GROW(d->name, d->cap, 8192);
	read_table(&d->table, path);
	rest = buf_sv(&d->table);
	while (sv_cut(&rest, '\n', &line)) {
		at++;
		if (line.n == 0 || line.p[0] == '#')
			continue;
		if (!sv_cut(&line, '\t', &code) || !sv_cut(&line, '\t', &name) || code.n != 6 || !sv_size(code, &number))
			die("%s:%zu: want adcode, name and short name, separated by tabs", path, at);
		add_name(d, name, (unsigned)number, true);
		if (sv_cut(&line, '\t', &other))
			add_name(d, other, (unsigned)number, false);
		while (sv_cut(&line, ',', &other))
			add_name(d, other, (unsigned)number, false);
	}
	if (d->n == 1)
		die("%s: no divisions in it", path);
	return d;
}

void divisions_free(struct divisions *d)
{
	if (!d)
		return;
	buf_free(&d->table);
	free(d->name);
	free(d);
}

static bool is_inside(unsigned code, unsigned above)
{
	if (above == 0)
		return true;
	if (above % 10000 == 0)
		return code / 10000 == above / 10000 && code != above;
	return above % 100 == 0 && code / 100 == above / 100 && code != above;
}

/* The division below `above` that is named so. A full name goes before a short one, a higher division before a lower one (吉林
 * is the province, 朝阳 the prefecture); 0 if there is none or several of that rank have the name. */
static unsigned find_name(const struct divisions *d, struct sv text, unsigned above)
{
	unsigned best = 0;
	int best_rank = 0;
	bool several = false;

	for (uint32_t i = d->bucket[hash(text)]; i; i = d->name[i].next) {
		const struct name *n = &d->name[i];
		int rank = (n->full ? 10 : 0) + 5 - (int)level_of_code(n->code);

		if (!sv_eq(n->text, text) || !is_inside(n->code, above))
			continue;
		if (rank == best_rank && n->code != best)
			several = true;
		else if (rank > best_rank) {
			best = n->code;
			best_rank = rank;
			several = false;
		}
	}
	return several ? 0 : best;
}

static struct sv full_name(const struct divisions *d, unsigned code)
{
	for (size_t i = 1; i < d->n; i++)
		if (d->name[i].code == code && d->name[i].full)
			return d->name[i].text;
	return SV("");
}

/* Longest names first; goes back where the rest cannot be read. */
static unsigned find_chain(const struct divisions *d, struct sv words, unsigned above)
{
	size_t n = words.n < NAME_MAX_BYTES ? words.n : NAME_MAX_BYTES;

	for (; n >= NAME_MIN_BYTES; n--) {
		unsigned code, below;

		if (n < words.n && ((unsigned char)words.p[n] & 0xC0) == 0x80)
			continue;
		code = find_name(d, sv_from(words.p, n), above);
		if (!code)
			continue;
		if (n == words.n)
			return code;
		below = find_chain(d, sv_skip(words, n), code);
		if (below)
			return below;
	}
	return 0;
}

static void put_full_name(const struct divisions *d, unsigned code, struct buf *to)
{
	if (code % 10000)
		buf_add(to, full_name(d, code / 10000 * 10000));
	if (code % 100)
		buf_add(to, full_name(d, code / 100 * 100));
	buf_add(to, full_name(d, code));
}

bool divisions_find(const struct divisions *d, struct sv words, struct region *out, struct arena *a)
{
	struct buf name = { 0 };
	unsigned code = find_chain(d, words, 0);

	if (!code)
		return false;
	put_full_name(d, code, &name);
	*out = (struct region){ code, level_of_code(code), arena_copy(a, buf_sv(&name)) };
	buf_free(&name);
	return true;
}

static const struct level_word { struct sv end; enum region_level level; } level_word[] = {
	{ { "自治区", 9 }, LEVEL_PROVINCE }, { { "省", 3 }, LEVEL_PROVINCE }, { { "自治州", 9 }, LEVEL_PREFECTURE },
	{ { "州", 3 }, LEVEL_PREFECTURE }, { { "盟", 3 }, LEVEL_PREFECTURE }, { { "地区", 6 }, LEVEL_PREFECTURE },
	{ { "县", 3 }, LEVEL_COUNTY }, { { "旗", 3 }, LEVEL_COUNTY }, { { "区", 3 }, LEVEL_COUNTY },
	{ { "镇", 3 }, LEVEL_TOWNSHIP }, { { "乡", 3 }, LEVEL_TOWNSHIP }, { { "街道", 6 }, LEVEL_TOWNSHIP },
	{ { "苏木", 6 }, LEVEL_TOWNSHIP }, { { "縣", 3 }, LEVEL_COUNTY }, { { "區", 3 }, LEVEL_COUNTY },
	{ { "鎮", 3 }, LEVEL_TOWNSHIP }, { { "鄉", 3 }, LEVEL_TOWNSHIP },
};

static const struct level_word *level_word_of(struct sv words)
{
	for (size_t i = 0; i < sizeof level_word / sizeof *level_word; i++)
		if (sv_ends(words, level_word[i].end))
			return &level_word[i];
	return NULL;
}

enum region_level region_level_of_words(struct sv words)
{
	const struct level_word *w = level_word_of(words);

	return w ? w->level : LEVEL_UNKNOWN;
}

bool region_is_level(struct sv words)
{
	const struct level_word *w = level_word_of(words);

	return w && w->end.n == words.n;
}

void region_adcode(const struct region *r, char code[7])
{
	code[0] = '\0';
	if (r->code)
		snprintf(code, 7, "%06u", r->code % 1000000);
}
