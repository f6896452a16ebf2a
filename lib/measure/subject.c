#include "base/utf8.h"
#include "measure/subject.h"

enum joint { JOINT_NONE, JOINT_LIST, JOINT_AND };        /* 、 and the comma; 和 及 与 */

static enum joint joint_of(struct sv word)
{
	return sv_is(word, "、") || sv_is(word, "，") ? JOINT_LIST : JOINT_AND;
}

/* Cuts at the joints of the kinds asked for, outside “” and （）. */
static size_t cut(const struct lexed *l, struct span at, bool lists, bool ands, struct sv part[PARTS_MAX])
{
	size_t n = 0, from = at.start;
	int depth = 0;
	for (size_t i = at.start; i < at.end;) {
		struct hit h;
		uint32_t c;
		size_t len = utf8_step(l->text.p + i, l->text.p + at.end, &c);
		if (c == 0x201C || c == 0xFF08)
			depth++;
		else if (c == 0x201D || c == 0xFF09)
			depth -= depth > 0;
		else if (depth == 0 && word_starting(l, i, at.end, CLASS(CONNECT), &h)) {
			enum joint joint = joint_of(sv_sub(l->text, h.start, h.end));
			/* 水和大气环境质量 is one thing: a single character is no member of its own */
			bool cuts = joint == JOINT_LIST ? lists : ands && i > from + 3;
			if (cuts && i > from && n < PARTS_MAX - 1) {
				part[n++] = sv_sub(l->text, from, i);
				from = h.end;
			}
			i = h.end;
			continue;
		}
		i += len;
	}
	if (from < at.end)
		part[n++] = sv_sub(l->text, from, at.end);
	return n;
}

static struct sv without_space(struct sv s)
{
	while (s.n > 0 && s.p[0] == ' ')
		s = sv_skip(s, 1);
	while (s.n > 0 && s.p[s.n - 1] == ' ')
		s.n--;
	return s;
}

/* Replaces the compounds in the parts by what they stand for. */
static size_t expand(const struct lexis *w, struct arena *a, struct sv part[PARTS_MAX], size_t n)
{
	struct sv out[PARTS_MAX];
	size_t m = 0;
	for (size_t i = 0; i < n; i++) {
		const struct compound *c = NULL;
		size_t at = 0;
		for (size_t k = 0; k < w->compounds && c == NULL; k++) {
			at = sv_find(part[i], w->compound[k].text, 0);
			if (at <= part[i].n)
				c = &w->compound[k];
		}
		if (c == NULL) {
			if (m < PARTS_MAX)
				out[m++] = part[i];
			continue;
		}
		for (size_t k = 0; k < c->parts && m < PARTS_MAX; k++)
			out[m++] = arena_join(a, arena_join(a, sv_sub(part[i], 0, at), c->part[k]), sv_skip(part[i], at + c->text.n));
	}
	memcpy(part, out, m * sizeof *out);
	return m;
}

/* The longest tail of s, from its `first` byte on, that is a head noun or an indicator's name (甲类产品进出口总额); of what is a name
 * itself (生态环境质量) only a head noun. */
static struct sv head_of(const struct lexis *w, struct sv s, size_t first)
{
	uint64_t classes = CLASS(HEAD) | CLASS(SHARE_NOUN) | (~lexis_classes(w, s) & CLASS(NAME));
	uint32_t c;
	for (size_t at = 0; at < s.n; at += utf8_step(s.p + at, s.p + s.n, &c))
		if (at >= first && (lexis_classes(w, sv_skip(s, at)) & classes) != 0)
			return sv_skip(s, at);
	return (struct sv){ NULL, 0 };
}

static bool ends_in_head(const struct lexis *w, struct sv s)
{
	uint32_t c;
	for (size_t at = 0; at < s.n; at += utf8_step(s.p + at, s.p + s.n, &c))
		if ((lexis_classes(w, sv_skip(s, at)) & CLASS(HEAD)) != 0)
			return true;
	return false;
}

/* Where a word of one character of the class stands in s, which may be a completed name: the first from `from` on, outside shields of
 * two characters if asked for; past s.n if there is none. */
static size_t find_word(const struct lexis *w, struct sv s, size_t from, uint64_t class, bool shields)
{
	enum { CHARACTER = 3 };
	for (size_t at = from; at + CHARACTER <= s.n; at++) {
		if (((unsigned char)s.p[at] & 0xC0) == 0x80 || (lexis_classes(w, sv_sub(s, at, at + CHARACTER)) & class) == 0)
			continue;
		if (!shields || ((at < CHARACTER || (lexis_classes(w, sv_sub(s, at - CHARACTER, at + CHARACTER)) & CLASS(SHIELD)) == 0) &&
				(lexis_classes(w, sv_sub(s, at, at + 2 * CHARACTER)) & CLASS(SHIELD)) == 0))
			return at;
	}
	return s.n + 1;
}

/* What the members share with the last: its head noun, and the whole that it is a share of (乙业增加值占…比重). */
static struct sv shared_tail(const struct lexis *w, struct sv last)
{
	size_t share = find_word(w, last, 0, CLASS(SHARE), false);
	struct sv whole = share > 0 && share < last.n ? sv_sub(last, 0, share) : last;
	struct sv head = head_of(w, whole, 1);
	return head.n > 0 ? sv_skip(last, whole.n - head.n) : head;
}

/* 新能源产业、装备制造业增加值: of a tail that is a name, 制造业增加值, only what stands behind the character that both members end in. */
static struct sv behind_the_same(const struct lexis *w, struct sv part, struct sv tail)
{
	enum { CHARACTER = 3 };
	struct sv same = part.n > CHARACTER ? sv_skip(part, part.n - CHARACTER) : part, rest = tail;
	for (size_t at = sv_find(tail, same, 0); at + CHARACTER < tail.n; at = sv_find(tail, same, at + CHARACTER))
		rest = sv_skip(tail, at + CHARACTER);
	bool name = (lexis_classes(w, tail) & (CLASS(NAME) | CLASS(HEAD))) == CLASS(NAME);
	return name && head_of(w, rest, 0).n > 0 ? rest : tail;
}

/* 急难型、支出型临时救助标准: both are sorts of what stands behind the last one's 型; that, empty if they are not. */
static struct sv after_sort(const struct lexis *w, struct sv part, struct sv last)
{
	struct sv sort = sv_skip(part, part.n - 3);
	size_t at = sv_find(last, sort, 0);
	if ((lexis_classes(w, sort) & CLASS(SORT)) == 0 || at + 3 >= last.n || at > part.n || at + 6 < part.n)
		return (struct sv){ NULL, 0 };
	return sv_skip(last, at + 3);
}

/* What makes a share of the last member: 占规上工业比重, 占比. Empty if it is none. */
static struct sv share_of(const struct lexis *w, struct sv last)
{
	enum { NOUN = 6 };                      /* 占比 and 比重, which lean on a subject; 率 and 比例 are parts of names */
	struct sv noun = last.n > NOUN ? sv_skip(last, last.n - NOUN) : (struct sv){ NULL, 0 };
	uint64_t classes = lexis_classes(w, noun);
	size_t whole = find_word(w, last, 0, CLASS(SHARE), false);
	if ((classes & CLASS(SHARE_NOUN)) == 0 || (classes & CLASS(RELATIVE)) == 0)
		return (struct sv){ NULL, 0 };
	return whole > 0 && whole < last.n - NOUN ? sv_skip(last, whole) : noun;
}

/* The longest tail of `last` that makes a name of the part, the same if it has one without (一产 is 一产增加值 beside 三产增加值);
 * else the head noun they share. */
static struct sv complete(const struct lexed *l, struct indicators *in, struct arena *a, struct sv part, struct sv last, bool again)
{
	const struct lexis *w = l->words;
	struct sv scope = { NULL, 0 }, tail;
	const struct indicator *own = indicator_of(in, l, part, true, &scope), *named;
	if ((own != NULL || ends_in_head(w, part)) && share_of(w, part).n == 0 && (tail = share_of(w, last)).n > 0)
		return arena_join(a, part, tail);     /* 装机容量和发电量占比 */
	if (own != NULL && ends_in_head(w, part))
		return part;
	for (size_t at = 0; at < last.n;) {
		uint32_t c;
		at += utf8_step(last.p + at, last.p + last.n, &c);
		if (at >= last.n)
			break;
		/* 工业、制造业、工业技改投资: what stands behind a member that comes again is the last one's own, but for the head */
		if (again && (lexis_classes(w, sv_skip(last, at)) & CLASS(HEAD)) == 0)
			continue;
		struct sv whole = arena_join(a, part, sv_skip(last, at));
		scope = (struct sv){ NULL, 0 };
		named = indicator_of(in, l, whole, false, &scope);
		if (named != NULL && scope.n == 0 && (own == NULL || (own == named && (lexis_classes(w, sv_skip(last, at)) & CLASS(HEAD)) != 0)))
			return whole;
	}
	if (own != NULL)
		return part;
	tail = part.n > 3 ? after_sort(w, part, last) : part;
	if (part.n > 3 && tail.n > 0)
		return arena_join(a, part, tail);
	tail = behind_the_same(w, part, shared_tail(w, last));
	if (tail.n == 0 || head_of(w, part, 0).n > 0)
		return part;
	for (size_t n = tail.n < part.n ? tail.n : part.n; n > 0; n--)          /* what both say is said once */
		if (sv_ends(part, sv_sub(tail, 0, n)) && (n == tail.n || ((unsigned char)tail.p[n] & 0xC0) != 0x80))
			return arena_join(a, part, sv_skip(tail, n));
	return arena_join(a, part, tail);
}

/* Whether the phrase is the name of an indicator of the region's own. */
/* The same by the member that makes a name of the part, from the last on: 能耗、碳排放强度和污染减排指标. */
static struct sv complete_by(const struct lexed *l, struct indicators *in, struct arena *a, const struct sv *part, size_t i, size_t n,
	bool again)
{
	struct sv by_last = complete(l, in, a, part[i], without_space(part[n - 1]), again);
	if (indicator_named(in, l, by_last))
		return by_last;
	for (size_t k = n - 2; k > i; k--) {
		struct sv whole = complete(l, in, a, part[i], without_space(part[k]), false);
		if (indicator_named(in, l, whole))
			return whole;
	}
	return by_last;
}

/* 万元生产总值能耗: what follows in the list is of the same unit, though it may be a name by itself (二氧化碳排放). */
static bool of_a_unit(const struct lexis *w, struct sv first)
{
	enum { PER_BYTES = 6 };
	return first.n > PER_BYTES && (lexis_classes(w, sv_sub(first, 0, PER_BYTES)) & CLASS(PER)) != 0;
}

struct sv subject_led(const struct lexed *l, struct indicators *in, struct sv part, struct sv first, struct arena *a)
{
	for (size_t at = first.n; at > 0; at = (size_t)(utf8_back(first.p, first.p + at) - first.p)) {
		struct sv whole = arena_join(a, sv_sub(first, 0, at), part);
		if (at < first.n && indicator_named(in, l, whole))
			return whole;
	}
	return part;
}

/* 食品、能源等优势产业增加值: what follows the last 等 is said of all. */
static struct sv head_after_others(const struct lexis *w, struct sv *last)
{
	enum { OTHERS = 3 };
	size_t at = find_word(w, *last, 0, CLASS(OTHERS), true), next = at;
	while (next <= last->n) {
		at = next;
		next = find_word(w, *last, at + OTHERS, CLASS(OTHERS), true);
	}
	if (at > last->n || at == 0)
		return (struct sv){ NULL, 0 };
	struct sv head = sv_skip(*last, at + OTHERS);
	*last = sv_sub(*last, 0, at);
	return head;
}

/* 指标: what stands before it, and is no part of their names. */
static bool is_collective(const struct lexis *w, struct sv head)
{
	enum { NOUN = 6 };
	return head.n >= NOUN && (lexis_classes(w, sv_skip(head, head.n - NOUN)) & CLASS(COLLECTIVE)) != 0;
}

size_t subject_parts(const struct lexed *l, struct indicators *in, struct span at, size_t want, struct arena *a,
	struct sv part[PARTS_MAX])
{
	static const struct { bool lists, ands; } way[] = { { true, true }, { true, false }, { false, true } };
	size_t n = 0;
	for (size_t i = 0; i < 6 && (n == 0 || n != want); i++) {
		n = cut(l, at, way[i % 3].lists, way[i % 3].ands, part);
		if (i >= 3)
			n = expand(l->words, a, part, n);
		if (want == 0)
			break;
	}
	if (want != 0 && n != want)
		return 0;
	if (n < 2)
		return n;
	bool again = false;
	for (size_t i = 0; i + 1 < n; i++)
		again |= sv_starts(without_space(part[n - 1]), without_space(part[i]));
	struct sv head = head_after_others(l->words, &part[n - 1]);
	for (size_t i = 0; i < n; i++) {
		part[i] = without_space(part[i]);
		if (head.n > 0)
			part[i] = is_collective(l->words, head) ? part[i] : arena_join(a, part[i], head);
		else if (i + 1 < n)
			part[i] = complete_by(l, in, a, part, i, n, again);
		if (i > 0 && (of_a_unit(l->words, part[0]) || !indicator_named(in, l, part[i])))
			part[i] = subject_led(l, in, part[i], part[0], a);
	}
	return n;
}
