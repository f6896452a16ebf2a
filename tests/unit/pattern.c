/* Patterns: groups, places of errors, limits, and the literals that every match holds. */
#include "rule/lint.h"
#include "unit.h"

static struct findings found;

static struct pattern *make(const char *source)
{
	const struct node text = { .kind = NODE_TEXT, .at = { "test.yaml", 3, 9 }, .text = sv_of(source), .single_quoted = true };
	return pattern_of(&text, &found);
}

/* want: the literals joined by '|', in any order; "" for none. */
static void literals_are(const char *source, const char *want)
{
	struct pattern *p = make(source);
	size_t n = 0, wanted = 0;
	const struct sv *v = p ? pattern_literals(p, &n) : NULL;
	struct sv rest = sv_of(want), one;

	CHECK(p, "%s does not compile", source);
	while (*want && sv_cut(&rest, '|', &one)) {
		bool there = false;
		for (size_t i = 0; i < n; i++)
			there |= sv_eq(v[i], one);
		CHECK(there, "%s: no \"" SV_FMT "\"", source, SV_ARG(one));
		wanted++;
	}
	CHECK(n == wanted, "%s: %zu literals, not %zu (first: " SV_FMT ")", source, n, wanted, SV_ARG(n ? v[0] : SV("")));
	pattern_free(p);
}

static void literals_of_patterns(void)
{
	literals_are("地区生产总值", "地区生产总值");
	literals_are("(?:国内|地区)?生产总值", "国内生产总值|地区生产总值|生产总值");
	literals_are("增长[0-9]+%以上", "%以上");
	literals_are("[^，。]{2,20}增长", "增长");
	literals_are("(?:社会消费品|社消)零售(?:总额)?", "社会消费品零售总额|社会消费品零售|社消零售总额|社消零售");
	literals_are("[一二三]产", "一产|二产|三产");
	literals_are("(?:甲乙)+丙丁戊", "丙丁戊");
	literals_are("(?:甲乙)*", "");
	literals_are("甲乙?", "");
	literals_are("(?:甲){2}", "甲甲");
	literals_are("甲乙|丙", "");
	literals_are("(?=甲乙)[^，]", "");
	literals_are("(?<=甲乙)丙丁", "丙丁");
	literals_are("(?<name>甲乙)\\k<name>丙", "甲乙");
	literals_are("(?i)gdp总量", "总量");
	literals_are("(?i:gdp)总量", "总量");
	literals_are("GDP(?i)x总量", "GDP");
	literals_are("(?x) 甲 乙 # 注\n 丙", "甲乙丙");
	literals_are("\\Q甲.乙\\E丙", "甲.乙丙");
	literals_are("甲\\.乙\\d{4}年", "甲.乙");
	literals_are("(*ACCEPT)甲乙", "");
	literals_are("(a)(?(1)甲乙|丙丁)", "");
	literals_are("各位代表[！：:]", "各位代表！|各位代表：|各位代表:");
	literals_are("预算收入.*增长|财政收入.*增长", "预算收入|财政收入");
}

static void groups_and_places(void)
{
	struct pattern *p = make("(?<year>[0-9]{4})年(上半)?");
	struct span g[4];
	struct sv text = SV("到2025年，");

	CHECK(pattern_group(p, "year") == 1 && pattern_group(p, "month") == -1, "named groups");
	CHECK(pattern_match(p, text, 0, g, 4) == MATCH_YES, "found");
	CHECK(g[0].start == 3 && g[0].end == 10 && g[1].end == 7, "%zu-%zu", g[0].start, g[0].end);
	CHECK(g[2].start == SPAN_NONE && g[3].start == SPAN_NONE, "a group that took no part");
	CHECK(pattern_match_at(p, text, 0, g, 1) == MATCH_NO, "not at 0");
	CHECK(pattern_match_at(p, text, 3, g, 1) == MATCH_YES, "at 3");
	CHECK(pattern_match(p, text, 4, g, 1) == MATCH_NO, "only three digits left");
	CHECK(pattern_match(p, SV(""), 0, g, 1) == MATCH_NO, "nothing in the empty text");
	pattern_free(p);
	p = make("(?<=至)[0-9]+");
	CHECK(pattern_match_at(p, SV("至25"), 3, g, 1) == MATCH_YES, "look-behind sees what stands before");
	pattern_free(p);
}

static void errors_point_into_the_pattern(void)
{
	size_t before = found.n;

	CHECK(!make("增长(以上"), "an open group compiles");
	CHECK(found.n == before + 1 && found.v[before].at.line == 3 && found.v[before].at.col == 15, "column %u", found.v[before].at.col);
}

static void explained(const char *source, const char *text, const char *want)
{
	struct pattern *p = make(source);
	struct buf why = { 0 };

	pattern_explain(&p, 1, sv_of(text), &why);
	CHECK_SV(buf_sv(&why), sv_of(want));
	buf_free(&why);
	pattern_free(p);
}

static void explanations(void)
{
	explained("甲乙丙", "丁甲乙丁", "\"甲乙\" matches as far as column 3 of the pattern, where \"丙\" is wanted and \"丁\" stands");
	explained("甲乙丙", "甲乙", "\"甲乙\" matches as far as column 3 of the pattern, where \"丙\" is wanted and the text ends");
	explained("甲乙", "丁甲乙丁", "\"甲乙\" matches");
	explained("甲", "丁", "nothing of the pattern matches");
	explained("(?<=甲乙)丙", "甲丁丙", "nothing of the pattern matches");
	explained("(?<=甲)乙丙", "甲乙丁", "\"乙\" matches as far as column 8 of the pattern, where \"丙\" is wanted and \"丁\" stands");
	explained("^[0-9]+年$", "2025年内", "\"2025年\" matches as far as column 9 of the pattern, where \"$\" is wanted and \"内\" stands");
}

static void endless_backtracking_stops(void)
{
	struct pattern *p = make("(?:(?:甲|甲甲)+)+[乙丙]");
	struct buf text = { 0 };

	for (int i = 0; i < 60; i++)
		buf_add(&text, SV("甲"));
	CHECK(pattern_match(p, buf_sv(&text), 0, NULL, 0) == MATCH_LIMIT, "no limit");
	pattern_free(p);
	p = make("(?:甲(?=.*)|甲乙)*丁");              /* needs a stack that grows with the text */
	for (int i = 0; i < 20000; i++)
		buf_add(&text, SV("甲"));
	int r = pattern_match(p, buf_sv(&text), 0, NULL, 0);
	CHECK(r == MATCH_LIMIT || r == MATCH_NO, "%d", r);
	pattern_free(p);
	buf_free(&text);
}

int main(void)
{
	literals_of_patterns();
	groups_and_places();
	errors_point_into_the_pattern();
	explanations();
	endless_backtracking_stops();
	findings_free(&found);
	return DONE();
}
