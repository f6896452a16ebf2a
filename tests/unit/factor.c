/* Random patterns out of the pieces that pattern sources are made of, on random texts: whatever matches holds one of the factors
 * and ends with one of the tails, and a sieve never keeps a pattern back that matches. */
#include "rule/factor.h"

#include "base/buf.h"
#include "random.h"
#include "rule/sieve.h"
#include "unit.h"

static const char *const piece[] = {
	"甲", "乙", "丙", "a", "k", "1", "，", "甲", "乙", "甲乙", "a", "|", "|", "(", "(?:", ")", ")", ")", "*", "+", "?", "{2}", "{0,1}", "{1,}",
	"{,2}", "{2,3}", "{0}", "??", "++", "[甲乙]", "[^甲]", "[a-k]", "[]甲]", "[甲\\]]", "[[:alpha:]]", "[[:甲]", "[", "]", "-", ".", "\\Q", "\\E", "(?i)",
	"(?x)", "(?-i)", "(?-x)", "(?^)", "(?i:", "(?xx)", " ", "#", "\n", "(?=", "(?!", "(?<=", "(?<!", "\\b", "\\d", "\\w", "(?<n>", "(?P<m>", "(?'q'",
	"\\1", "(?1)", "(?R)", "(?&n)", "\\k<n>", "\\g{1}", "\\g1", "(?(1)", "(?(?=甲)", "(?#", "\\", "{", "}", ",", "\\x{7532}", "\\x61", "\\141",
	"(?|", "(?>", "\\K", "(*ACCEPT)", "^", "$", "\\.", "\\n", "\\p{Han}", "\\R", "\\X", "\\N", "(?C1)", "[\\Q甲-\\E]", "(?s)", "\\cA", "(?U)"
};
enum { PIECES = sizeof piece / sizeof *piece };

static void random_pattern(struct buf *b)
{
	unsigned n = 1 + draw(10);

	buf_clear(b);
	for (unsigned i = 0; i < n; i++)
		buf_add(b, sv_of(piece[draw(PIECES)]));
}

static void random_text(struct buf *b)
{
	static const char *const character[] = { "甲", "乙", "丙", "a", "A", "k", "K", "\xE2\x84\xAA", "1", "，", " ", "\n", "]", "-", "#", ".", "甲乙" };
	unsigned n = draw(12);

	buf_clear(b);
	for (unsigned i = 0; i < n; i++)
		buf_add(b, sv_of(character[draw(sizeof character / sizeof *character)]));
}

static bool holds_one(struct sv text, const struct sv *v, size_t n)
{
	bool there = n == 0;

	for (size_t i = 0; i < n; i++)
		there |= sv_has(text, v[i]);
	return there;
}

static bool ends_with_one(struct sv text, const struct sv *v, size_t n)
{
	bool there = n == 0;

	for (size_t i = 0; i < n; i++)
		there |= sv_ends(text, v[i]);
	return there;
}

int main(void)
{
	struct buf source = { 0 }, text = { 0 };
	struct findings f = { 0 };
	size_t compiled = 0, with = 0, matched = 0, tailed = 0;

	for (int i = 0; i < 60000; i++) {
		struct arena a = { 0 };
		size_t sieved;
		random_pattern(&source);
		const struct node node = { .kind = NODE_TEXT, .text = buf_sv(&source) };
		struct pattern *p = pattern_of(&node, &f);
		struct factors known = pattern_factors(buf_sv(&source), 1, &a);     /* of whatever, so that no reading goes astray */
		if (p && (known.n || draw(8) == 0)) {
			struct sieve *s = sieve_new();
			compiled++;
			with += known.n > 0;
			sieve_add(s, p);
			sieve_build(s);
			for (int k = 0; k < 12; k++) {
				struct span whole;
				random_text(&text);
				if (pattern_match(p, buf_sv(&text), 0, &whole, 1) != MATCH_YES)
					continue;
				matched++;
				struct sv in = sv_has(buf_sv(&source), SV("\\K")) ? buf_sv(&text) : sv_sub(buf_sv(&text), whole.start, whole.end);
				CHECK(holds_one(in, known.v, known.n), "%s matches " SV_FMT ", which holds none of %zu such as " SV_FMT, buf_z(&source), SV_ARG(in), known.n,
					SV_ARG(known.n ? known.v[0] : SV("")));
				in = sv_sub(buf_sv(&text), 0, whole.end);
				CHECK(ends_with_one(in, known.tail, known.tails), "%s matches up to " SV_FMT ", which ends with none of %zu such as " SV_FMT,
					buf_z(&source), SV_ARG(in), known.tails, SV_ARG(known.tails ? known.tail[0] : SV("")));
				tailed += known.tails > 0;
				sieve_scan(s, buf_sv(&text), &sieved);
				CHECK(sieved == 1, "the sieve keeps back %s on " SV_FMT, buf_z(&source), SV_ARG(buf_sv(&text)));
			}
			sieve_free(s);
		}
		pattern_free(p);
		arena_free(&a);
		findings_free(&f);
	}
	CHECK(with > 2000 && matched > 2000 && tailed > 1000, "too few of %zu patterns had factors (%zu) or matched (%zu times, %zu with a tail)",
		compiled, with, matched, tailed);
	buf_free(&source);
	buf_free(&text);
	return DONE();
}
