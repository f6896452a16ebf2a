#include "measure/word.h"

#include "base/utf8.h"

static uint32_t first_of(struct sv s)
{
	uint32_t c;

	utf8_step(s.p, s.p + s.n, &c);
	return c;
}

static uint32_t last_of(struct sv s)
{
	const char *p = utf8_back(s.p, s.p + s.n);

	return first_of(sv_from(p, (size_t)(s.p + s.n - p)));
}

/* Most words are of two or three characters, and most differ in the second: a call of memcmp() takes longer. */
static bool same(struct sv a, const char *b)
{
	size_t i = 0;

	while (i < a.n && a.p[i] == b[i])
		i++;
	return i == a.n;
}

bool word_begins(struct sv s, struct sv word) { return word.n <= s.n && same(word, s.p); }

static void add(struct words *to, struct arena *a, struct sv text, uint32_t rune, uint32_t id)
{
	struct word *w = ARENA_NEW(a, struct word), **at = &to->chain[rune % WORD_CHAINS];

	*w = (struct word){ .text = text, .id = id, .rune = rune };
	while (*at && (*at)->text.n >= text.n)
		at = &(*at)->next;
	w->next = *at;
	*at = w;
}

void words_add_behind(struct words *w, struct arena *a, struct sv text, uint32_t id)
{
	if (text.n)
		add(w, a, text, first_of(text), id);
}

void words_add_before(struct words *w, struct arena *a, struct sv text, uint32_t id)
{
	if (text.n)
		add(w, a, text, last_of(text), id);
}

const struct word *words_behind(const struct words *w, struct sv s, const struct word *last)
{
	if (s.n == 0)
		return NULL;
	uint32_t c = first_of(s);
	for (last = last ? last->next : w->chain[c % WORD_CHAINS]; last; last = last->next)
		if (last->rune == c && word_begins(s, last->text))
			break;
	return last;
}

const struct word *words_before(const struct words *w, struct sv s, const struct word *last)
{
	if (s.n == 0)
		return NULL;
	uint32_t c = last_of(s);
	for (last = last ? last->next : w->chain[c % WORD_CHAINS]; last; last = last->next)
		if (last->rune == c && last->text.n <= s.n && same(last->text, s.p + s.n - last->text.n))
			break;
	return last;
}
