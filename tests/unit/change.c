/* lib/change: atoms, edit scripts against brute force, marks, and the alignment of sentences. */
#include "unit.h"

#include <stdlib.h>
#include "change/align.h"

static size_t unit(const void *ctx, struct sv s)
{
	static const char *const known[] = { "%", "个百分点", "元", "吨", "年" };
	(void)ctx;
	for (size_t i = 0; i < sizeof known / sizeof *known; i++)
		if (sv_starts(s, sv_of(known[i])))
			return strlen(known[i]);
	return 0;
}

static struct atoms atoms(void)
{
	return (struct atoms){ unit, NULL, SV("〇一二三四五六七八九十百千万亿"), SV("百千万亿"), false };
}

static void check_atoms(const char *text, const char *want)
{
	struct atoms a = atoms();
	struct vocabulary *v = vocabulary_new(&a);
	struct tokens t = { 0 };
	struct buf got = { 0 };
	tokenise(v, sv_of(text), &t);
	for (size_t i = 0; i < t.n; i++) {
		if (i)
			buf_char(&got, '|');
		buf_add(&got, sv_sub(sv_of(text), t.v[i].start, t.v[i].end));
	}
	CHECK_SV(buf_sv(&got), sv_of(want));
	free(t.v);
	buf_free(&got);
	vocabulary_free(v);
}

static void test_atoms(void)
{
	check_atoms("增长5.5%左右", "增|长|5.5%|左|右");
	check_atoms("达到 1.4 万亿元", "达|到|1.4 万亿元");
	check_atoms("提高1,234.5个百分点。", "提|高|1,234.5个百分点|。");
	check_atoms("5G基站、PM2.5、C919、AI for Science", "5G|基|站|、|PM2.5|、|C919|、|AI|for|Science");
	check_atoms("二十一个五年", "二十一|个|五|年");
	check_atoms("2025年，5%—6%", "2025年|，|5%|—|6%");
	check_atoms("　", "");
	check_atoms("增长5.", "增|长|5|.");
}

/* The longest common subsequence by its definition. */
static size_t lcs(const uint32_t *a, size_t n, const uint32_t *b, size_t m)
{
	size_t row[64] = { 0 };
	for (size_t i = 0; i < n; i++) {
		size_t diagonal = 0;
		for (size_t j = 0; j < m; j++) {
			size_t above = row[j + 1], best = row[j + 1] > row[j] ? row[j + 1] : row[j];
			row[j + 1] = a[i] == b[j] ? diagonal + 1 : best;
			diagonal = above;
		}
	}
	return row[m];
}

static void test_script(void)
{
	struct script s = { 0 };
	unsigned seed = 1;
	for (int round = 0; round < 20000; round++) {
		uint32_t a[24], b[24], x[24], y[24];
		size_t p = 0, q = 0;
		seed = seed * 1103515245u + 12345u;
		size_t n = seed >> 16 & 15, m = seed >> 20 & 15;
		for (size_t i = 0; i < 16; i++) {
			seed = seed * 1103515245u + 12345u;
			a[i] = seed >> 16 & 3;
			b[i] = seed >> 20 & 3;
		}
		script_make(&s, a, n, b, m);
		for (size_t i = 0; i < n; i++)
			if (!s.gone[i])
				x[p++] = a[i];
		for (size_t j = 0; j < m; j++)
			if (!s.come[j])
				y[q++] = b[j];
		CHECK(p == q && memcmp(x, y, p * sizeof *x) == 0, "round %d: what is kept differs", round);
		CHECK(p == lcs(a, n, b, m), "round %d: %zu kept of %zu and %zu, not the most", round, p, n, m);
		if (unit_failed)
			break;
	}
	script_free(&s);
}

static void test_script_is_bounded(void)
{
	enum { LONG = 40000 };
	uint32_t *a = malloc(LONG * sizeof *a), *b = malloc(LONG * sizeof *b);
	struct script s = { 0 };
	for (uint32_t i = 0; i < LONG; i++) {
		a[i] = i * 2;
		b[i] = i * 2 + 1;
	}
	script_make(&s, a, LONG, b, LONG);
	CHECK(s.gone[0] && s.gone[LONG - 1] && s.come[0] && s.come[LONG - 1], "texts without anything in common are replaced");
	script_free(&s);
	free(a);
	free(b);
}

static void check_marks(const char *a, const char *b, const char *want_a, const char *want_b)
{
	struct atoms at = atoms();
	struct vocabulary *v = vocabulary_new(&at);
	struct tokens x = { 0 }, y = { 0 };
	struct marker m = { 0 };
	struct buf out_a = { 0 }, out_b = { 0 };
	tokenise(v, sv_of(a), &x);
	tokenise(v, sv_of(b), &y);
	struct atomised s = { sv_of(a), x.v, x.n }, t = { sv_of(b), y.v, y.n };
	mark(&m, &s, &t);
	marks_put(&m, &s, &t, &out_a, &out_b);
	CHECK_SV(buf_sv(&out_a), sv_of(want_a));
	CHECK_SV(buf_sv(&out_b), sv_of(want_b));
	buf_free(&out_a);
	buf_free(&out_b);
	marker_free(&m);
	free(x.v);
	free(y.v);
	vocabulary_free(v);
}

static void test_marks(void)
{
	check_marks("增长5%左右。", "增长5.5%以上。", "增长[-5%左右-]。", "增长{+5.5%以上+}。");
	check_marks("增长5%左右。", "增长5%左右。", "增长5%左右。", "增长5%左右。");
	check_marks("产量1.4万吨。", "产量1.5万吨。", "产量[-1.4万吨-]。", "产量{+1.5万吨+}。");
	check_marks("深化改革。", "深化改革，扩大开放。", "深化改革。", "深化改革{+，扩大开放+}。");
	check_marks("使用 ChatGPT 工具", "使用 DeepSeek 工具", "使用 [-ChatGPT-] 工具", "使用 {+DeepSeek+} 工具");
	check_marks("", "新增", "", "{+新增+}");
}

/* Aligns texts separated by '|' and writes e.g. "=0:0 ~1:1 +:2 -3: >4:3 ~5-6:7". */
static void check_align(const char *a, const char *b, const char *want)
{
	struct atoms at = atoms();
	struct vocabulary *v = vocabulary_new(&at);
	const char *text[2] = { a, b };
	struct piece piece[2][32];
	struct side side[2] = { { 0 } };
	struct aligner al = { 0 };
	struct buf got = { 0 };
	for (int k = 0; k < 2; k++) {
		struct sv rest = sv_of(text[k]), one;
		size_t n = 0;
		for (; sv_cut(&rest, '|', &one); n++)
			piece[k][n] = (struct piece){ { "", 0 }, { "", 0 }, one, n };
		side_fill(&side[k], v, piece[k], n);
	}
	align(&al, v, &side[0], &side[1]);
	for (size_t i = 0; i < al.n; i++) {
		struct aligned x = al.v[i];
		buf_fmt(&got, "%s%c", i ? " " : "", "=~>+-"[x.change]);
		if (x.a_to > x.a_from)
			buf_fmt(&got, x.a_to - x.a_from > 1 ? "%zu-%zu" : "%zu", x.a_from, x.a_to - 1);
		buf_char(&got, ':');
		if (x.b_to > x.b_from)
			buf_fmt(&got, x.b_to - x.b_from > 1 ? "%zu-%zu" : "%zu", x.b_from, x.b_to - 1);
	}
	CHECK_SV(buf_sv(&got), sv_of(want));
	buf_free(&got);
	aligner_free(&al);
	side_free(&side[0]);
	side_free(&side[1]);
	vocabulary_free(v);
}

static void test_align(void)
{
	check_align("第一句讲农业生产稳定。|第二句讲工业转型升级。", "第一句讲农业生产稳定。|第二句讲工业转型升级。", "=0:0 =1:1");
	check_align("第一句讲农业生产稳定。|第二句讲工业转型升级。", "第二句讲工业转型升级。", "-0: =1:0");
	check_align("地区生产总值增长5%左右。", "地区生产总值增长5.5%左右。", "~0:0");
	check_align("粮食产量稳定在合理水平。", "推动科技创新平台建设。", "-0: +:0");
	/* where sentences end is no difference */
	check_align("粮食产量稳定在合理水平。推动科技创新平台建设。", "粮食产量稳定在合理水平。|推动科技创新平台建设。", "=0:0-1");
	check_align("粮食产量稳定在合理水平，|推动科技创新平台建设。|完善养老服务体系。", "粮食产量稳定在合理水平；推动科技创新平台建设。|完善养老服务体系。",
		"~0-1:0 =2:1");
	check_align("粮食产量稳定在合理水平。|推动科技创新平台建设再上台阶。|完善城乡养老服务体系建设。|让人民群众有更多获得感幸福感。",
		"推动科技创新平台建设再上台阶。|完善城乡养老服务体系建设。|让人民群众有更多获得感幸福感。|粮食产量稳定在合理水平。",
		"=1:0 =2:1 =3:2 >0:3");
	check_align("各位代表！|粮食产量稳定在合理水平。", "各位代表！|粮食产量稳定在合理水平。|各位代表！", "=0:0 =1:1 +:2");
	check_align("", "粮食产量稳定在合理水平。", "+:0");
}

int main(void)
{
	test_atoms();
	test_script();
	test_script_is_bounded();
	test_marks();
	test_align();
	return DONE();
}
