#include "tag/topic.h"

#include <stdlib.h>

#include "base/decimal.h"
#include "base/mem.h"

enum { TOPICS_KNOWN_MAX = 64 };                  /* topics that rules may define; the codebook has 21 */

struct weight { uint32_t topic, hundredths; };
/* What is looked at of a word that was found: n weights from here on, the text in which it was counted last. Small, for they are far
 * apart and soon leave the cache. */
struct word { uint32_t turn; uint16_t weight; uint8_t n; bool silent; };

struct topics {
	struct sv name[TOPICS_KNOWN_MAX];
	size_t names;
	struct word *word;
	struct sv *text;                         /* of the words */
	struct weight *weight;                   /* words of one topic and weight share theirs */
	size_t weights, cap_weights;
	uint32_t words;
	/* How scores become topics (rules/topics/, `combine`), in hundredths. */
	uint32_t floor, second, third, pair, second_floor, cap, lead, lead_chars;
	uint32_t turn;
};

/* ---- what a file of this kind may say ---- */

static const struct schema test_keys[] = {
	{ .key = "text", .want = WANT_TEXT, .required = true },
	{ .key = "topics", .want = WANT_TEXT, .required = true },
	{ 0 }
};
static const struct schema topic_keys[] = {
	{ .key = "id", .want = WANT_ID, .required = true },
	{ .key = "topic", .want = WANT_ID },
	{ .key = "words", .want = WANT_WORD_TABLE, .required = true },
	{ .key = "tests", .want = WANT_LIST, .inner = test_keys },
	{ 0 }
};
static const struct schema shared_keys[] = {
	{ .key = "id", .want = WANT_ID, .required = true },
	{ .key = "weights", .want = WANT_TABLE },
	{ .key = "words", .want = WANT_WORDS, .required = true },
	{ .key = "tests", .want = WANT_LIST, .inner = test_keys },
	{ 0 }
};
static const struct schema silent_keys[] = {
	{ .key = "id", .want = WANT_ID, .required = true },
	{ .key = "words", .want = WANT_TEXTS, .required = true },
	{ .key = "tests", .want = WANT_LIST, .inner = test_keys },
	{ 0 }
};
static const struct schema combine_keys[] = {
	{ .key = "id", .want = WANT_ID, .required = true },
	{ .key = "floor", .want = WANT_NUMBER, .required = true },
	{ .key = "second", .want = WANT_NUMBER, .required = true },
	{ .key = "third", .want = WANT_NUMBER, .required = true },
	{ .key = "pair", .want = WANT_NUMBER, .required = true },
	{ .key = "second_floor", .want = WANT_NUMBER, .required = true },
	{ .key = "cap", .want = WANT_NUMBER, .required = true },
	{ .key = "lead", .want = WANT_NUMBER, .required = true },
	{ .key = "lead_chars", .want = WANT_NUMBER, .required = true },
	{ 0 }
};
static const struct schema file_keys[] = {
	{ .key = "topics", .want = WANT_LIST, .inner = topic_keys },
	{ .key = "shared", .want = WANT_LIST, .inner = shared_keys },
	{ .key = "silent", .want = WANT_LIST, .inner = silent_keys },
	{ .key = "combine", .want = WANT_LIST, .inner = combine_keys },
	{ 0 }
};

/* ---- compiling ---- */

/* A word as one item of the rules gives it, before those of the same text are put together. */
struct entry {
	struct sv text;
	struct mark at;
	size_t weight, n, order;                 /* n of the topics' weights from here on */
	enum manner { OWN, SHARED, SILENT } manner;
};
struct entries { struct entry *v; size_t n, cap; };

/* A number of at most two decimals, times 100. */
static uint32_t hundredths(struct sv s, struct mark at, struct findings *f)
{
	struct decimal d;
	uint64_t n = 0;

	if (decimal_parse(s, &d) && !d.negative && d.n <= 6) {
		d = decimal_shift(d, 2);
		if (d.n == 0)
			return 0;
		if (d.exponent >= 0 && d.exponent <= 6) {
			for (int i = 0; i < d.n; i++)
				n = n * 10 + d.digit[i];
			for (int i = 0; i < d.exponent; i++)
				n *= 10;
			if (n <= 1000000)
				return (uint32_t)n;
		}
	}
	finding_add(f, LEVEL_ERROR, "bad-value", at, "\"" SV_FMT "\" is no number from 0 to 10000 with at most two decimals", SV_ARG(s));
	return 0;
}

/* Number of a topic; one more than there are if it is unknown. */
static size_t find_topic(const struct topics *t, struct sv name)
{
	size_t i = 0;

	while (i < t->names && !sv_eq(t->name[i], name))
		i++;
	return i;
}

static size_t add_weight(struct topics *t, struct ruleset *r, struct weight w)
{
	t->weight = arena_grow(&r->arena, t->weight, &t->cap_weights, t->weights + 1, sizeof *t->weight);
	t->weight[t->weights] = w;
	return t->weights++;
}

static void add_entry(struct ruleset *r, struct entries *to, const struct node *text, size_t w, size_t n, enum manner manner)
{
	to->v = arena_grow(&r->arena, to->v, &to->cap, to->n + 1, sizeof *to->v);
	to->v[to->n] = (struct entry){ text->text, text->at, w, n, to->n, manner };
	to->n++;
}

/* Adds a text, or every text of a list. */
static void add_texts(struct ruleset *r, struct entries *to, const struct node *texts, size_t w, size_t n, enum manner manner)
{
	if (texts->kind == NODE_TEXT)
		add_entry(r, to, texts, w, n, manner);
	else
		for (size_t i = 0; i < texts->n; i++)
			add_entry(r, to, texts->child[i], w, n, manner);
}

static void read_names(struct topics *t, const struct node *const *item, size_t n, struct findings *f)
{
	for (size_t i = 0; i < n; i++) {
		struct sv name = node_text(item[i], node_get(item[i], "topic") ? "topic" : "id");

		if (find_topic(t, name) < t->names)
			continue;
		if (t->names == TOPICS_KNOWN_MAX) {
			finding_add(f, LEVEL_ERROR, "too-large", item[i]->at, "more than %d topics", TOPICS_KNOWN_MAX);
			return;
		}
		t->name[t->names++] = name;
	}
}

static void read_topic(struct topics *t, struct ruleset *r, const struct node *item, struct entries *to, struct findings *f)
{
	const struct node *words = node_get(item, "words");
	size_t topic = find_topic(t, node_text(item, node_get(item, "topic") ? "topic" : "id"));

	for (size_t i = 0; words && topic < t->names && i < words->n; i++) {
		size_t w = add_weight(t, r, (struct weight){ (uint32_t)topic, hundredths(words->child[i]->key, words->child[i]->key_at, f) });

		add_texts(r, to, words->child[i], w, 1, OWN);
	}
}

static void read_shared(struct topics *t, struct ruleset *r, const struct node *item, struct entries *to, struct findings *f)
{
	const struct node *weights = node_get(item, "weights"), *words = node_get(item, "words");
	size_t first = t->weights;

	for (size_t i = 0; weights && i < weights->n; i++) {
		const struct node *one = weights->child[i];
		size_t topic = find_topic(t, one->key);

		if (topic == t->names)
			finding_add(f, LEVEL_ERROR, "unknown-id", one->key_at, "no topic \"" SV_FMT "\"", SV_ARG(one->key));
		else
			add_weight(t, r, (struct weight){ (uint32_t)topic, hundredths(one->text, one->at, f) });
	}
	if (words)
		add_texts(r, to, words, first, t->weights - first, SHARED);
}

static void read_combine(struct topics *t, const struct node *item, struct findings *f)
{
	struct { const char *key; uint32_t *to; } part[] = {
		{ "floor", &t->floor }, { "second", &t->second }, { "third", &t->third }, { "pair", &t->pair },
		{ "second_floor", &t->second_floor }, { "cap", &t->cap }, { "lead", &t->lead }, { "lead_chars", &t->lead_chars },
	};

	for (size_t i = 0; i < sizeof part / sizeof *part; i++) {
		const struct node *v = node_get(item, part[i].key);

		if (v)
			*part[i].to = hundredths(v->text, v->at, f);
	}
}

static int by_text(const void *va, const void *vb)
{
	const struct entry *a = va, *b = vb;
	int c = sv_cmp(a->text, b->text);

	return c ? c : (a->order > b->order) - (a->order < b->order);
}

/* Of the entries v[0..n) of one text: a shared or silent one stands for all (the last, if there are several), else each topic's
 * last. */
static struct word put_together(struct topics *t, struct ruleset *r, const struct entry *v, size_t n, struct findings *f)
{
	size_t first = t->weights;

	for (size_t i = n; i-- > 0;)
		if (v[i].manner != OWN || n == 1)
			return (struct word){ .weight = (uint16_t)v[i].weight, .n = (uint8_t)v[i].n, .silent = v[i].manner == SILENT };
	for (size_t i = 0; i < n; i++) {
		struct weight w = t->weight[v[i].weight];
		size_t k = first;

		while (k < t->weights && t->weight[k].topic != w.topic)
			k++;
		if (k < t->weights) {
			t->weight[k] = w;
			continue;
		}
		add_weight(t, r, w);
		if (k > first)
			finding_add(f, LEVEL_WARNING, "two-topics", v[i].at, "\"" SV_FMT "\" is a word of two topics (also line %u of %s): "
				"declare it under `shared`", SV_ARG(v[i].text), v[0].at.line, v[0].at.file);
	}
	return (struct word){ .weight = (uint16_t)first, .n = (uint8_t)(t->weights - first) };
}

static void read_words(struct topics *t, struct ruleset *r, struct entries *all, struct findings *f)
{
	if (all->n == 0)
		return;
	qsort(all->v, all->n, sizeof *all->v, by_text);
	t->word = ARENA_ARRAY(&r->arena, all->n, struct word);
	t->text = ARENA_ARRAY(&r->arena, all->n, struct sv);
	for (size_t i = 0, next; i < all->n; i = next) {
		for (next = i + 1; next < all->n && sv_eq(all->v[next].text, all->v[i].text);)
			next++;
		t->text[t->words] = all->v[i].text;
		t->word[t->words++] = put_together(t, r, all->v + i, next - i, f);
	}
	if (t->weights > UINT16_MAX)
		finding_add(f, LEVEL_ERROR, "too-large", all->v[0].at, "more than %d weights", UINT16_MAX);
}

struct topics *topics_new(struct ruleset *r, struct literals *into, struct findings *f)
{
	struct topics *t = ARENA_NEW(&r->arena, struct topics);
	struct entries all = { 0 };
	const struct node **item;
	size_t n;

	/* Without `combine`: the one best topic, every word counting the same wherever it stands. */
	*t = (struct topics){ .floor = 1, .second = 100, .third = 100, .pair = 100, .cap = UINT32_MAX, .lead = 100 };
	item = ruleset_items(r, topics_kind.name, "topics", &n);
	read_names(t, item, n, f);
	for (size_t i = 0; i < n; i++)
		read_topic(t, r, item[i], &all, f);
	item = ruleset_items(r, topics_kind.name, "shared", &n);
	for (size_t i = 0; i < n; i++)
		read_shared(t, r, item[i], &all, f);
	item = ruleset_items(r, topics_kind.name, "silent", &n);
	for (size_t i = 0; i < n; i++)
		if (node_get(item[i], "words"))
			add_texts(r, &all, node_get(item[i], "words"), 0, 0, SILENT);
	item = ruleset_items(r, topics_kind.name, "combine", &n);
	for (size_t i = 0; i < n; i++)
		read_combine(t, item[i], f);
	read_words(t, r, &all, f);
	for (uint32_t i = 0; i < t->words; i++)
		literals_add(into, t->text[i], i);
	return t;
}

/* ---- reading a text ---- */

/* Byte offset behind the first n characters of s (valid UTF-8: the lead byte says how long a character is). Told by branches: text is
 * of three bytes a character nearly everywhere, and a sum would wait for each byte before it looks for the next. */
static size_t chars_offset(struct sv s, size_t n)
{
	size_t i = 0;

	for (; n > 0 && i < s.n; n--) {
		unsigned char lead = (unsigned char)s.p[i];
		if (lead >= 0xE0 && lead < 0xF0)
			i += 3;
		else if (lead < 0xC0)
			i++;
		else
			i += lead < 0xE0 ? 2 : 4;
	}
	return i;
}

struct score {
	uint64_t of[TOPICS_KNOWN_MAX];           /* by topic, those named alone; in ten-thousandths */
	uint64_t named, paired;                  /* a bit a topic: it has a score; a word that speaks of several topics named it */
	uint32_t topic[TOPICS_KNOWN_MAX];        /* as they come up */
	size_t n;
};

/* False if a word says that the text has no topic. */
static bool add_scores(struct topics *t, struct sv text, const struct hits *words, struct score *s)
{
	size_t lead = t->lead == 100 ? 0 : chars_offset(text, t->lead_chars / 100);

	if (++t->turn == 0) {                    /* the count of texts has come round */
		for (uint32_t i = 0; i < t->words; i++)
			t->word[i].turn = 0;
		t->turn = 1;
	}
	for (size_t i = 0; i < words->n; i++) {
		struct word *w = &t->word[words->v[i].id];
		uint64_t times = words->v[i].start < lead ? t->lead : 100;

		if (w->silent)
			return false;
		if (w->turn == t->turn)
			continue;
		w->turn = t->turn;
		const struct weight *weight = &t->weight[w->weight];
		for (size_t k = 0; k < w->n; k++) {
			uint32_t topic = weight[k].topic;
			uint64_t more = weight[k].hundredths * times, bit = (uint64_t)1 << topic;

			if (more == 0)
				continue;
			s->of[topic] = more + (s->named & bit ? s->of[topic] : 0);
			s->topic[s->n] = topic;
			s->n += !(s->named & bit);
			s->named |= bit;
			s->paired |= w->n > 1 ? bit : 0;
		}
	}
	return true;
}

/* Scores with their places in the order in which they came up, so that no two are the same and of equal ones the first is the best. */
enum { PLACE = 0xFF };

static uint64_t next_best(const struct score *s, uint64_t before)
{
	uint64_t best = 0;

	for (size_t i = 0; i < s->n; i++) {
		uint64_t x = s->of[s->topic[i]] << 8 | (PLACE - i);

		best = x < before && x > best ? x : best;
	}
	return best;
}

void topics_put(struct topics *t, struct sv text, struct hits *words, struct buf *out)
{
	struct score s;
	uint64_t top = 0, at = UINT64_MAX;

	hits_leftmost_longest(words);            /* a word that a longer one covers does not count */
	if (words->n == 0)
		return;
	s.named = s.paired = s.n = 0;
	if (!add_scores(t, text, words, &s))
		return;
	for (int rank = 0; rank < TOPICS_MAX && (at = next_best(&s, at)) > 0; rank++) {
		uint32_t topic = s.topic[PLACE - (at & PLACE)];
		uint64_t score = at >> 8, cap = 100 * (uint64_t)t->cap;
		uint32_t share = rank > 1 ? t->third : s.paired >> topic & 1 ? t->pair : t->second;

		if (score < 100 * (uint64_t)t->floor)
			break;
		if (rank > 0 && (score < 100 * (uint64_t)t->second_floor || score * 100 < top * share))
			break;
		if (rank == 0)
			top = score < cap ? score : cap;
		else
			buf_char(out, ',');
		buf_add(out, t->name[topic]);
	}
}

void topics_words_put(const struct topics *t, const struct hits *words, struct buf *out)
{
	for (size_t i = 0; i < words->n; i++) {
		const struct word *w = &t->word[words->v[i].id];
		const struct weight *x = &t->weight[w->weight];

		if (i)
			buf_char(out, ',');
		buf_add(out, t->text[words->v[i].id]);
		buf_char(out, '(');
		for (size_t k = 0; k < w->n; k++) {
			struct decimal weight = decimal_shift(decimal_int(x[k].hundredths), -2);

			buf_fmt(out, "%s" SV_FMT " ", k ? " " : "", SV_ARG(t->name[x[k].topic]));
			decimal_put(out, &weight);
		}
		buf_char(out, ')');
	}
}

/* ---- the tests inside the rules ---- */

static void run_test(struct topics *t, const struct literals *all, struct hits *hits, const struct node *test, struct findings *f)
{
	struct sv text = node_text(test, "text"), want = node_text(test, "topics");
	struct buf got = { 0 }, words = { 0 };

	literals_scan(all, text, hits);
	topics_put(t, text, hits, &got);
	if (got.n == 0)
		buf_add(&got, SV("none"));
	if (!sv_eq(buf_sv(&got), want)) {
		topics_words_put(t, hits, &words);
		finding_add(f, LEVEL_ERROR, "test-failed", test->at, "topics are " SV_FMT ", not " SV_FMT "; words found: " SV_FMT,
			SV_ARG(buf_sv(&got)), SV_ARG(want), SV_ARG(buf_sv(&words)));
	}
	buf_free(&got);
	buf_free(&words);
}

/* A topic shows one text that it leads and one that is not its own. */
static void missing_tests(const struct node *item, struct findings *f)
{
	const struct node *tests = node_get(item, "tests");
	struct sv id = node_text(item, node_get(item, "topic") ? "topic" : "id");
	bool own = false, other = false;

	for (size_t i = 0; tests && i < tests->n; i++) {
		struct sv want = node_text(tests->child[i], "topics"), first = { 0 };

		sv_cut(&want, ',', &first);
		if (sv_eq(first, id))
			own = true;
		else
			other = true;
	}
	if (!own || !other)
		finding_add(f, LEVEL_WARNING, "missing-test", item->at, "topic list \"" SV_FMT "\" has no test of a text that is %s",
			SV_ARG(node_text(item, "id")), own ? "another topic's" : "its own");
}

static void check_topics(struct ruleset *r, struct findings *f)
{
	static const char *const lists[] = { "topics", "shared", "silent" };
	struct literals *all = literals_new();
	struct topics *t = topics_new(r, all, f);
	struct hits hits = { 0 };

	literals_build(all);
	for (size_t l = 0; l < sizeof lists / sizeof *lists; l++) {
		size_t n;
		const struct node **item = ruleset_items(r, topics_kind.name, lists[l], &n);

		for (size_t i = 0; i < n; i++) {
			const struct node *tests = node_get(item[i], "tests");

			if (l == 0)
				missing_tests(item[i], f);
			for (size_t k = 0; tests && k < tests->n; k++)
				run_test(t, all, &hits, tests->child[k], f);
		}
	}
	hits_free(&hits);
	literals_free(all);
}

const struct rulekind topics_kind = { "topics", file_keys, check_topics };
