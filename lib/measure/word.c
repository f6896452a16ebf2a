#include "measure/word.h"

#include "base/utf8.h"

static size_t chain_of(const char *p, const char *end)
{
	uint32_t c;

	utf8_step(p, end, &c);
	return c % WORD_CHAINS;
}

static void add(struct word **at, struct arena *a, struct sv text, uint32_t id)
{
	struct word *w = ARENA_NEW(a, struct word);

	w->text = text;
	w->id = id;
	while (*at && (*at)->text.n >= text.n)
		at = &(*at)->next;
	w->next = *at;
	*at = w;
}

void words_add_behind(struct words *w, struct arena *a, struct sv text, uint32_t id)
{
	if (text.n)
		add(&w->chain[chain_of(text.p, text.p + text.n)], a, text, id);
}

void words_add_before(struct words *w, struct arena *a, struct sv text, uint32_t id)
{
	if (text.n)
		add(&w->chain[chain_of(utf8_back(text.p, text.p + text.n), text.p + text.n)], a, text, id);
}

const struct word *words_behind(const struct words *w, struct sv s, const struct word *last)
{
	if (s.n == 0)
		return NULL;
	for (last = last ? last->next : w->chain[chain_of(s.p, s.p + s.n)]; last; last = last->next)
		if (sv_starts(s, last->text))
			break;
	return last;
}

const struct word *words_before(const struct words *w, struct sv s, const struct word *last)
{
	if (s.n == 0)
		return NULL;
	for (last = last ? last->next : w->chain[chain_of(utf8_back(s.p, s.p + s.n), s.p + s.n)]; last; last = last->next)
		if (sv_ends(s, last->text))
			break;
	return last;
}
