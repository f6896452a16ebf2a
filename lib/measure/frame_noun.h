/* Private to the files that read a frame: frame.c (what stands before the number), frame_noun.c (what stands behind it). */
#ifndef GWR_MEASURE_FRAME_NOUN_H
#define GWR_MEASURE_FRAME_NOUN_H
#include "measure/frame.h"

/* The noun behind a count: 27个海外仓; what stands up to the next number may belong to that one. */
void frame_noun(const struct lexed *l, size_t from, size_t to, bool to_number, bool counted, struct frame *f);

/* The end of the （…） that begins at `from`, `from` itself if none does. */
size_t frame_bracket(const struct lexed *l, size_t from, size_t to);

static inline bool ends_in(const struct lexed *l, size_t from, size_t to, struct sv with)
{
	return to - from >= with.n && sv_ends(sv_sub(l->text, from, to), with);
}

static inline bool begins_with(const struct lexed *l, size_t from, size_t to, struct sv with)
{
	return to - from >= with.n && sv_starts(sv_sub(l->text, from, to), with);
}

static inline bool has_connector(const struct lexed *l, size_t from, size_t to)
{
	struct hit h;
	return word_first(l, from, to, CLASS(CONNECT), &h);
}
#endif
