/* Numbers as reports write them: what is read of each construction, by the rules that are shipped. */
#include <stdlib.h>

#include "base/mem.h"
#include "measure/number_row.h"
#include "unit.h"

static const char *const rules_path[] = { "rules" };

/* want: a line for every number, TOKEN = KIND OP LO..HI UNIT (VALUE..VALUE_HI BASE); what is empty is left out. */
struct example { const char *text, *want; };

static const struct example arabic[] = {
	{ "新增企业1,250家，投入５６．７万元", "1,250家 = measure eq 1250 家 (1250 家)\n５６．７万元 = measure eq 56.7 万元 (567000 元)\n" },
	{ "煤炭产量62，000万吨", "62，000万吨 = measure eq 62000 万吨 (620000000 吨)\n" },
	{ "增长19·5％，降幅-3.20%", "19·5％ = measure eq 19.5 % (19.5 %)\n-3.20% = measure eq -3.20 % (-3.2 %)\n" },
	{ "投资1.2万亿元，惠及3万4000户", "1.2万亿元 = measure eq 1.2 万亿元 (1200000000000 元)\n3万4000户 = measure eq 34000 户 (34000 户)\n" },
	{ "建设2×100万千瓦机组", "2×100万千瓦 = measure eq 200 万千瓦 (2000000 千瓦)\n" },
	{ "占1/4，比为1∶2.5", "1/4 = measure eq 0.25 (0.25)\n1∶2.5 = label eq 1\n" },
	{ "人口密度0.6人/百亩，补贴300元/人", "0.6人/百亩 = measure eq 0.6 人/百亩 (0.6 人/百亩)\n300元/人 = measure eq 300 元/人 (300 元/人)\n" },
	{ "购置设备12台（套）", "12台（套） = measure eq 12 台（套） (12 台)\n" },
	{ "收取50元6角，时长2小时30分钟", "50元6角 = measure eq 50.6 元 (50.6 元)\n2小时30分钟 = measure eq 2.5 小时 (150 分钟)\n" },
	{ "减负20亿元，热线12345，40万3岁以下儿童",
		"20亿元 = measure eq 20 亿元 (2000000000 元)\n12345 = label eq 12345\n40万 = measure eq 40 万 (400000)\n"
		"3岁以下 = label lt 3\n" },
};

static const struct example chinese[] = {
	{ "建成两千三百个，占百分之七点八", "两千三百个 = measure eq 2300 个 (2300 个)\n百分之七点八 = measure eq 7.8 % (7.8 %)\n" },
	{ "降低七成半，是上年的两倍多，产值翻一番",
		"七成半 = measure eq 7.5 成 (75 %)\n两倍多 = measure gt 2 倍 (2 倍)\n一番 = measure eq 1 番 (1 番)\n" },
	{ "投资近千亿元，三十余万人参加，数百家企业",
		"近千亿元 = measure approx 1 千亿元 (100000000000 元)\n三十余万人 = measure gt 30 万人 (300000 人)\n数百家 = measure gt 1 百家 (100 家)\n" },
	{ "廿四个村，一百零五户，两千四百五", "廿四个 = measure eq 24 个 (24 个)\n一百零五户 = measure eq 105 户 (105 户)\n两千四百五 = measure eq 2450 (2450)\n" },
	{ "八亿二千万吨，一点五倍，十几个，十来个",
		"八亿二千万吨 = measure eq 820000000 吨 (820000000 吨)\n一点五倍 = measure eq 1.5 倍 (1.5 倍)\n十几个 = measure gt 10 个 (10 个)\n"
		"十来个 = measure approx 10 个 (10 个)\n" },
	{ "百分之百，百分之几十，节约百分之二到三", "百分之百 = measure eq 100 % (100 %)\n百分之几十 = measure gt 10 % (10 %)\n百分之二到三 = measure range 2..3 % (2..3 %)\n" },
	{ "三分之二以上的县", "三分之二以上 = measure ge 0.666666667\n" },
	{ "历时三个多月，飞行三个半小时", "三个多月 = measure gt 3 个月 (3 个月)\n三个半小时 = measure eq 3.5 个小时 (210 分钟)\n" },
	{ "半小时到达，高两米半", "半小时 = measure eq 0.5 小时 (30 分钟)\n两米半 = measure eq 2.5 米 (2.5 米)\n" },
	{ "统一部署，进一步做好，十分重视，千方百计，一体推进", "" },
	{ "一是抓落实。（三）保民生。四川、九江", "" },
	{ "队伍、登陆、收拾", "" },
	{ "壹佰贰拾元", "壹佰贰拾元 = measure eq 120 元 (120 元)\n" },
	{ "三十两银子，五千 六百 人", "三十两 = measure eq 30 两 (0.0015 吨)\n五千 六百 人 = measure eq 5600 人 (5600 人)\n" },
};

static const struct example ranges[] = {
	{ "增长5%—5.5%，增长5-6%，增长5至6%", "5%—5.5% = measure range 5..5.5 % (5..5.5 %)\n5-6% = measure range 5..6 % (5..6 %)\n5至6% = measure range 5..6 % (5..6 %)\n" },
	{ "建设1—2个，1～2个，一到两个", "1—2个 = measure range 1..2 个 (1..2 个)\n1～2个 = measure range 1..2 个 (1..2 个)\n一到两个 = measure range 1..2 个 (1..2 个)\n" },
	{ "投资9000万—1.2亿元", "9000万—1.2亿元 = measure range 0.9..1.2 亿元 (90000000..120000000 元)\n" },
	{ "从5%到8%", "5% = measure eq 5 % (5 %)\n8% = measure eq 8 % (8 %)\n" },
	{ "分别提高20.9、36.2和54个百分点", "20.9 = measure eq 20.9 个百分点 (20.9 个百分点)\n36.2 = measure eq 36.2 个百分点 (36.2 个百分点)\n54个百分点 = measure eq 54 个百分点 (54 个百分点)\n" },
	{ "每年建二三十个", "二三十个 = measure range 20..30 个 (20..30 个)\n" },
	{ "100亩以上，200亩以下", "100亩以上，200亩以下 = measure range 100..200 亩 (100..200 亩)\n" },
	{ "增长7%以上、力争达到8%", "7%以上 = measure ge 7 % (7 %)\n8% = measure eq 8 % (8 %)\n" },
	{ "2021—2025年", "2021—2025年 = date range 2021..2025 年 (2021..2025 年)\n" },
};

static const struct example qualified[] = {
	{ "超300多家", "超300多家 = measure gt 300 家 (300 家)\n" },
	{ "节约5亿元，约5亿元", "5亿元 = measure eq 5 亿元 (500000000 元)\n约5亿元 = measure approx 5 亿元 (500000000 元)\n" },
	{ "控制在3%以内，控制在3%左右，控制在3%",
		"控制在3%以内 = measure le 3 % (3 %)\n控制在3%左右 = measure approx 3 % (3 %)\n控制在3% = measure le 3 % (3 %)\n" },
	{ "不低于60%，不超过5天，不足2成", "不低于60% = measure ge 60 % (60 %)\n不超过5天 = measure le 5 天 (5 天)\n不足2成 = measure lt 2 成 (20 %)\n" },
	{ "突破万亿元大关", "突破万亿元 = measure gt 1 万亿元 (1000000000000 元)\n" },
	{ "解决3亿多农村人口饮水，一万余农户", "3亿多 = measure gt 3 亿 (300000000)\n一万余 = measure gt 1 万 (10000)\n" },
	{ "营收达到XX、增长6%，XX亿元", "XX = measure eq XX\n6% = measure eq 6 % (6 %)\nXX亿元 = measure eq XX 亿元\n" },
	{ "XX公司落户XX市", "" },
};

static const struct example kinds[] = {
	{ "“十四五”期间，5G基站、PM2.5、1+11体系", "十四五 = label\n5G = label eq 5\nPM2.5 = label\n1+11 = label eq 1\n" },
	{ "一村一品，“两重”项目，“三清单”", "一村一品 = label\n两重 = label\n三 = label eq 3\n" },
	{ "2024年3月5日，一九八五年，近3年", "2024年 = date eq 2024 年 (2024 年)\n3月 = date eq 3 月 (3 月)\n5日 = date eq 5 日 (5 日)\n一九八五年 = date eq 1985 年 (1985 年)\n近3年 = date approx 3 年 (3 年)\n" },
	{ "居全国第3位，第三批，机场二期，十五届三次会议",
		"第3位 = measure eq 3 位 (3 位)\n第三批 = ordinal eq 3 批 (3 批)\n二期 = ordinal eq 2 期 (2 期)\n十五届 = ordinal eq 15 届 (15 届)\n三次 = ordinal eq 3 次 (3 次)\n" },
	{ "亿元以上项目20个，盘活100亩以上厂房", "亿元以上 = label ge 1\n20个 = measure eq 20 个 (20 个)\n100亩以上 = measure ge 100 亩 (100 亩)\n" },
	{ "2025-03-01 09:30，版本4.0.1，10·15大会", "2025-03-01 = date eq 2025\n09:30 = date eq 9\n4.0.1 = label eq 4.0\n10·15 = label eq 10\n" },
	{ "见 http://example.org/a1?b=20%25 的5项", "5项 = measure eq 5 项 (5 项)\n" },
	{ "1.培育企业。（2）发展", "1 = ordinal eq 1 (1)\n2 = ordinal eq 2 (2)\n" },
};

static void put_part(struct buf *out, const char *before, struct sv v, const char *between, struct sv w)
{
	if (v.n)
		buf_fmt(out, "%s" SV_FMT, before, SV_ARG(v));
	if (w.n)
		buf_fmt(out, "%s" SV_FMT, between, SV_ARG(w));
}

static void describe(struct buf *out, struct sv text, const struct numbers *numbers, struct number_row *row)
{
	bool labels;

	buf_clear(out);
	number_row_text(row);
	for (size_t i = 0; i < numbers->n; i++) {
		const struct number *n = &numbers->v[i];
		const struct sv *c = row->cell;

		number_row_fill(row, text, n);
		labels = n->kind == NUMBER_LABEL;
		buf_fmt(out, SV_FMT " = " SV_FMT, SV_ARG(sv_sub(text, n->token.start, n->token.end)), SV_ARG(c[0]));
		put_part(out, " ", c[1], " ", c[2]);
		put_part(out, "..", c[3], labels ? "" : " ", labels ? SV("") : c[4]);
		if (c[5].n && !labels && n->has_value) {
			put_part(out, " (", c[5], "..", c[6]);
			put_part(out, " ", c[7], "", SV(")"));
		}
		buf_char(out, '\n');
	}
}

static void read_as_told(const struct number_rules *rules, const struct example *e, size_t n)
{
	struct numbers numbers = { 0 };
	struct number_row row = { 0 };
	struct buf got = { 0 };

	for (size_t i = 0; i < n; i++) {
		numbers_read(rules, sv_of(e[i].text), NULL, &numbers);
		describe(&got, sv_of(e[i].text), &numbers, &row);
		CHECK(sv_is(buf_sv(&got), e[i].want), "%s\ngot:\n%s\nwant:\n%s", e[i].text, buf_z(&got), e[i].want);
	}
	buf_free(&got);
	number_row_free(&row);
	numbers_free(&numbers);
}

/* Every prefix of a text, cut at any byte, can be read, and no number reaches over the end. */
static void any_bytes_can_be_read(const struct number_rules *rules)
{
	static const char text[] = "从5%—5.5% 到“1+11”，3万4000余户、百分之三点五；XX亿元 $20，2×100万千瓦1/2 十几万多人\xE4\xB8";
	struct numbers numbers = { 0 };

	for (size_t n = 0; n < sizeof text; n++) {
		char *copy = mem_array(n + 1, 1);

		memcpy(copy, text, n);
		numbers_read(rules, sv_from(copy, n), NULL, &numbers);
		for (size_t i = 0; i < numbers.n; i++)
			CHECK(numbers.v[i].token.start < numbers.v[i].token.end && numbers.v[i].token.end <= n, "cut at %zu", n);
		free(copy);
	}
	numbers_free(&numbers);
}

static void falls_turn_bounds(const struct number_rules *rules)
{
	struct numbers numbers = { 0 };
	struct buf out = { 0 };

	numbers_read(rules, SV("下降3.0%以上，下降2%—5%"), NULL, &numbers);
	CHECK(numbers.n == 2, "%zu numbers", numbers.n);
	number_negate(&numbers.v[0]);
	number_negate(&numbers.v[1]);
	number_put_lo(&out, &numbers.v[0]);
	buf_fmt(&out, " %s, ", op_names[numbers.v[0].op]);
	number_put_lo(&out, &numbers.v[1]);
	buf_char(&out, ' ');
	number_put_hi(&out, &numbers.v[1]);
	CHECK_SV(buf_sv(&out), SV("-3.0 le, -5 -2"));
	buf_free(&out);
	numbers_free(&numbers);
}

static void spans_count_characters(const struct number_rules *rules)
{
	struct sv text = SV("共３个，约12家");
	struct numbers numbers = { 0 };
	struct number_row row = { 0 };

	numbers_read(rules, text, NULL, &numbers);
	number_row_text(&row);
	number_row_fill(&row, text, &numbers.v[0]);
	CHECK_SV(row.cell[8], SV("1-3"));
	number_row_fill(&row, text, &numbers.v[1]);
	CHECK_SV(row.cell[8], SV("4-8"));
	CHECK_SV(row.cell[9], SV("约12家"));
	number_row_free(&row);
	numbers_free(&numbers);
}

static void shipped_rules_hold(void)
{
	struct ruleset rules = { 0 };

	ruleset_load(&rules, rules_path, 1, number_kinds, number_kind_count, false);
	for (size_t i = 0; i < number_kind_count; i++)
		number_kinds[i]->check(&rules, &rules.findings);
	for (size_t i = 0; i < rules.findings.n; i++) {
		const struct finding *f = &rules.findings.v[i];

		CHECK(false, "%s:%u:%u: " SV_FMT, f->at.file, f->at.line, f->at.col, SV_ARG(f->text));
	}
	ruleset_free(&rules);
}

int main(void)
{
	struct ruleset rules = { 0 };
	struct literals *words = literals_new();
	struct number_rules *r;

	ruleset_load(&rules, rules_path, 1, number_kinds, number_kind_count, false);
	r = number_rules_new(&rules, words, 0);
	literals_build(words);
	read_as_told(r, arabic, sizeof arabic / sizeof *arabic);
	read_as_told(r, chinese, sizeof chinese / sizeof *chinese);
	read_as_told(r, ranges, sizeof ranges / sizeof *ranges);
	read_as_told(r, qualified, sizeof qualified / sizeof *qualified);
	read_as_told(r, kinds, sizeof kinds / sizeof *kinds);
	any_bytes_can_be_read(r);
	falls_turn_bounds(r);
	spans_count_characters(r);
	number_rules_free(r);
	literals_free(words);
	ruleset_free(&rules);
	shipped_rules_hold();
	return DONE();
}
