/* The parts of the splitter that have an answer of their own: white space, sentences, encodings, scraping, divisions. */
#include "unit.h"

#include <iconv.h>
#include <stdint.h>
#include "report/decode.h"
#include "report/layout.h"
#include "report/region.h"
#include "report/scan.h"
#include "report/scrape.h"
#include "report/sentence.h"

static void test_white_space(void)
{
	static const struct { const char *in, *want; } t[] = {
		{ "地区生产总值", "地区生产总值" },
		{ "2025 年 增长 5.5% 左右", "2025年增长5.5%左右" },
		{ "建成 5G 基站　3 万个", "建成5G基站3万个" },
		{ "Discover  Yunxi 计划", "Discover Yunxi计划" },
		{ "王 \xc2\xa0\xe2\x80\x8b 小明", "王小明" },
		{ "1 9 9 8 年增长 7 . 8 %", "1998年增长7.8%" },
		{ "分别为 12 34 项", "分别为12 34项" },
		{ "甲省\t12\t乙", "甲省 12 乙" },
		{ "“十五五” 规划", "“十五五”规划" },
	};
	struct buf to = { 0 };

	for (size_t i = 0; i < sizeof t / sizeof *t; i++)
		CHECK_SV(canonical(sv_of(t[i].in), &to), sv_of(t[i].want));
	buf_free(&to);
}

/* want: the sentences, with | behind each but the last. */
static void check_sentences(const char *text, const char *want)
{
	struct sentences s = { 0 };
	struct buf got = { 0 };
	size_t begin = 0;

	sentences_find(sv_of(text), &s);
	for (size_t i = 0; i < s.n; i++) {
		if (i)
			buf_char(&got, '|');
		buf_add(&got, sv_sub(sv_of(text), begin, s.v[i].end));
		begin = s.v[i].end;
	}
	CHECK_SV(buf_sv(&got), sv_of(want));
	buf_free(&got);
	sentences_free(&s);
}

static void test_sentences(void)
{
	check_sentences("增长5.5%。就业稳定。", "增长5.5%。|就业稳定。");
	check_sentences("各位代表！过去一年，成绩斐然！", "各位代表！|过去一年，成绩斐然！");
	check_sentences("各位代表!过去一年", "各位代表!|过去一年");
	check_sentences("怎么办？干！！", "怎么办？|干！！");
	check_sentences("教育、医疗、养老……都要办好。", "教育、医疗、养老……|都要办好。");
	check_sentences("教育、医疗……等等都要办好。", "教育、医疗……等等都要办好。");
	check_sentences("他说：“路通了。车来了。”大家都笑。", "他说：“路通了。车来了。”|大家都笑。");
	check_sentences("坚持“绿水青山。”的理念。", "坚持“绿水青山。”的理念。");
	check_sentences("（含新建。）完成。", "（含新建。）|完成。");
	check_sentences("他说：“没有引完。下一句。", "他说：“没有引完。|下一句。");
	check_sentences("主要目标是：增长5%；就业3万人；", "主要目标是：增长5%；就业3万人；");
	check_sentences("", "");
}

static void test_line_ends(void)
{
	CHECK(line_end(SV("完成。")) == END_SENTENCE, "a full stop");
	CHECK(line_end(SV("完成。”")) == END_SENTENCE, "a closing mark behind it");
	CHECK(line_end(SV("完成。**")) == END_SENTENCE, "bold");
	CHECK(line_end(SV("如下：")) == END_STOP, "a colon");
	CHECK(line_end(SV("增长，")) == END_OPEN, "a comma");
	CHECK(line_end(SV("《")) == END_OPEN, "an opening bracket");
	CHECK(line_end(SV("新“三样”")) == END_NONE, "a quoted word");
	CHECK(line_end(SV("提高效益")) == END_NONE, "a word");
}

static struct sv encoded(const char *to, struct sv text, char *out, size_t room)
{
	iconv_t cd = iconv_open(to, "UTF-8");
	char *from = (char *)(uintptr_t)text.p, *at = out;
	size_t left = text.n;

	CHECK(cd != (iconv_t)-1 && iconv(cd, &from, &left, &at, &room) != (size_t)-1, "%s", to);
	iconv_close(cd);
	return sv_from(out, (size_t)(at - out));
}

static void test_guess(void)
{
	struct sv simple = SV("现在，我代表市人民政府，向大会报告工作，请予审议。2024年工作回顾：过去一年，经济总体平稳。");
	struct sv big5 = SV("現在，我代表市人民政府，向大會報告工作，請予審議。過去一年，經濟總體平穩，人民生活改善。");
	static const char *const names[] = { "UTF-16LE", "UTF-16BE", "GB18030" };
	char room[1024];

	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		CHECK(strcmp(decode_guess(encoded(names[i], simple, room, sizeof room)), names[i]) == 0, "%s", names[i]);
	CHECK(strcmp(decode_guess(encoded("BIG5", big5, room, sizeof room)), "BIG5") == 0, "Big5");
	CHECK(strcmp(decode_guess(simple), "UTF-8") == 0, "UTF-8");
	CHECK(strcmp(decode_guess(sv_sub(simple, 0, simple.n - 2)), "UTF-8") == 0, "UTF-8, the last character cut");
	CHECK(strcmp(decode_guess(SV("plain ASCII")), "UTF-8") == 0, "ASCII");
	struct buf hurt = { 0 };
	buf_add(&hurt, simple);
	buf_add(&hurt, SV("\0\xFF\n"));
	buf_add(&hurt, simple);
	CHECK(strcmp(decode_guess(buf_sv(&hurt)), "UTF-8") == 0, "UTF-8 with a NUL and a byte that is none");
	buf_free(&hurt);
}

static size_t decode_all(const char *encoding, struct sv bytes, struct buf *to)
{
	struct decoder *d = decoder_new(encoding, false);
	size_t invalid;

	decoder_begin(d, "test");
	decoder_feed(d, bytes, to);
	decoder_end(d, to);
	invalid = decoder_state(d)->invalid;
	decoder_free(d);
	return invalid;
}

/* GB18030 by the characters noted is what iconv makes of it, to which the name in small letters goes: all pairs twice, some of them
 * no characters, between characters of one and four bytes, broken ones at the end. */
static void test_noted_pairs(void)
{
	struct buf bytes = { 0 }, noted = { 0 }, plain = { 0 };

	for (int twice = 0; twice < 2; twice++)
		for (unsigned lead = 0x80; lead <= 0xFF; lead++) {
			for (unsigned trail = 0x3A; trail <= 0xFF; trail++) {
				buf_char(&bytes, (char)lead);
				buf_char(&bytes, (char)trail);
			}
			buf_add(&bytes, SV("\n5%\x95\x32\x82\x36\x81\x30"));
		}
	buf_add(&bytes, SV("\x81\x30\x81"));
	CHECK(decode_all("GB18030", buf_sv(&bytes), &noted) == decode_all("gb18030", buf_sv(&bytes), &plain), "invalid bytes");
	CHECK_SV(buf_sv(&noted), buf_sv(&plain));
	buf_free(&bytes);
	buf_free(&noted);
	buf_free(&plain);
}

/* What encoding a file is in is told from the same bytes of it, in blocks of whatever size it comes. */
static void test_guess_by_blocks(void)
{
	struct sv text = SV("现在，我代表市人民政府，向大会报告工作，请予审议。2024年工作回顾：过去一年，经济总体平稳。");
	static const size_t step[] = { 1, 3, 4096, 1 << 20 };
	static const struct { const char *encoding; size_t ascii; const char *damage; } t[] = { { "UTF-8", 1, "\xFF" }, { "UTF-8", 9001, "\xFF" },
		{ "GB18030", 0, "" }, { "GB18030", 9001, "\xFF\xFF" }, { "UTF-16LE", 0, "" }, { "UTF-16BE", 9002, "" } };

	for (size_t i = 0; i < sizeof t / sizeof *t; i++) {
		struct buf file = { 0 }, utf8 = { 0 };
		char room[60000];

		for (size_t k = 0; k < t[i].ascii; k++)
			buf_char(&utf8, '5');
		for (size_t k = 0; k < 100; k++)
			buf_add(&utf8, text);
		buf_add(&file, encoded(t[i].encoding, buf_sv(&utf8), room, sizeof room));
		for (size_t k = 0; *t[i].damage && k < 9000; k++)       /* far more than is good, but late, and a NUL */
			buf_add(&file, sv_of(t[i].damage));
		if (*t[i].damage)
			buf_char(&file, '\0');
		for (size_t k = 0; k < sizeof step / sizeof *step; k++) {
			struct decoder *d = decoder_new(NULL, false);
			struct buf got = { 0 };

			decoder_begin(d, "test");
			for (size_t at = 0; at < file.n; at += step[k])
				decoder_feed(d, sv_sub(buf_sv(&file), at, at + step[k] < file.n ? at + step[k] : file.n), &got);
			decoder_end(d, &got);
			CHECK(strcmp(decoder_state(d)->encoding, t[i].encoding) == 0, "%s, not %s, by %zu", t[i].encoding, decoder_state(d)->encoding, step[k]);
			buf_free(&got);
			decoder_free(d);
		}
		buf_free(&file);
		buf_free(&utf8);
	}
}

/* Decoding a text in blocks of every size gives the same. */
static void test_blocks(void)
{
	struct sv text = SV("云溪县𠀀县，\xEF\xBB\xBF增长5%。");
	static const char *const names[] = { "UTF-8", "GB18030", "UTF-16LE" };
	char room[256];

	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		struct sv bytes = i ? encoded(names[i], text, room, sizeof room) : text;

		for (size_t step = 1; step <= bytes.n; step++) {
			struct decoder *d = decoder_new(names[i], false);
			struct buf got = { 0 };

			decoder_begin(d, "test");
			for (size_t at = 0; at < bytes.n; at += step)
				decoder_feed(d, sv_sub(bytes, at, at + step < bytes.n ? at + step : bytes.n), &got);
			decoder_end(d, &got);
			CHECK_SV(buf_sv(&got), text);
			CHECK(decoder_state(d)->invalid == 0, "%s by %zu", names[i], step);
			buf_free(&got);
			decoder_free(d);
		}
	}
}

static void test_scrape(void)
{
	static const struct entity entity[] = { { { "amp", 3 }, { "&", 1 } }, { { "nbsp", 4 }, { " ", 1 } } };
	static const struct { const char *in, *want; } t[] = {
		{ "<U+0020>甲<U+4E2D>", " 甲中" }, { "甲&nbsp;&amp;乙", "甲 &乙" }, { "&#20013;&#x4E2D;&#0;&what;", "中中&#0;&what;" },
		{ "甲<!-- 一\n二 -->乙", "甲\n乙" }, { "甲<!-- 没有完", "甲<!-- 没有完" }, { "<http://example.org>", "<http://example.org>" },
		{ "甲\r\n乙\r丙\r\r\n丁", "甲\n乙\n丙\n丁" }, { "<<<U+00A0>>", "<<\xC2\xA0>" },
		{ "甲<!-- 一\r\r二\r\r\n -->乙", "甲\n\n\n乙" }, { "甲&#10;乙<U+000D>丙", "甲 乙 丙" },
	};

	for (size_t i = 0; i < sizeof t / sizeof *t; i++)
		/* all at once, and with more behind a cut at every place */
		for (size_t cut = 0; cut <= strlen(t[i].in); cut++) {
			struct scrape s = { .entity = entity, .entities = 2 };
			struct buf b = { 0 };
			size_t clean;

			buf_add(&b, sv_from(t[i].in, cut));
			clean = scrape_clean(&s, &b, 0, false);
			buf_add(&b, sv_of(t[i].in + cut));
			clean = scrape_clean(&s, &b, clean, true);
			CHECK(clean == b.n, "all is clean at the end");
			CHECK_SV(buf_sv(&b), sv_of(t[i].want));
			buf_free(&b);
		}
}

static void check_marks(struct sv s)
{
	struct scan_block got[16], want[16];
	size_t marks = 0;

	CHECK(scan_marks(s, got) == scan_marks_plain(s, want), "special characters of \"" SV_FMT "\"", SV_ARG(s));
	for (size_t i = 0; i < SCAN_BLOCKS(s.n); i++)
		CHECK(got[i].mark == want[i].mark && got[i].black == want[i].black && got[i].before == want[i].before,
			"block %zu of \"" SV_FMT "\"", i, SV_ARG(s));
	for (size_t at = scan_next_mark(got, s.n, 0); at < s.n; at = scan_next_mark(got, s.n, at + 1))
		marks += (want[at / 64].mark >> at % 64 & 1) == 1;
	for (size_t at = 0; at < s.n; at++)
		marks -= want[at / 64].mark >> at % 64 & 1;
	CHECK(marks == 0, "marks of \"" SV_FMT "\"", SV_ARG(s));
	for (size_t at = 0; at <= s.n; at++)
		CHECK(scan_black_before(got, at) == scan_count_plain(sv_sub(s, 0, at)), "characters before %zu of \"" SV_FMT "\"", at, SV_ARG(s));
}

/* The quick scans against their plain twins, on texts of every length and mixture. */
static void test_scans(void)
{
	static const char *const piece[] = { "增", "长", "。", "，", "“", "”", "（", "5", "%", "a", " ", "　", "\xc2\xa0", "…", "！", "？", "!", "?",
		"《", "「", "\t", "<", "&", "\r", "—", "\xe2\x80\x8b", "\xe2\x80\xaf", "\xe2\x81\xa0", "\xef\xbb\xbf", "；", "𠀀", "é", "\xe1\x9a\x80", "\\" };
	uint32_t random = 1;

	for (int round = 0; round < 20000; round++) {
		struct buf b = { 0 };
		size_t n = random % 40, few = round % 3 ? 3 : sizeof piece / sizeof *piece;
		struct sv s;

		for (size_t i = 0; i < n; i++) {
			random = random * 1664525u + 1013904223u;
			buf_add(&b, sv_of(piece[(random >> 16) % (random >> 29 ? few : sizeof piece / sizeof *piece)]));
		}
		random = random * 1664525u + 1013904223u;
		s = buf_sv(&b);
		for (size_t from = 0; from <= s.n; from++) {
			if (from < s.n && ((unsigned char)s.p[from] & 0xC0) == 0x80)
				continue;
			CHECK(scan_space(s, from) == scan_space_plain(s, from), "space from %zu in \"" SV_FMT "\"", from, SV_ARG(s));
			CHECK(scan_scrape(s, from) == scan_scrape_plain(s, from), "scrape from %zu in \"" SV_FMT "\"", from, SV_ARG(s));
		}
		check_marks(s);
		CHECK(scan_count(s) == scan_count_plain(s), "count of \"" SV_FMT "\"", SV_ARG(s));
		buf_free(&b);
	}
}

static void check_region(const struct divisions *d, const char *words, unsigned code, const char *name)
{
	struct arena a = { 0 };
	struct region r = { 0 };
	bool found = divisions_find(d, sv_of(words), &r, &a);

	CHECK(found == (code != 0) && r.code == code, "%s is %u, not %u", words, r.code, code);
	if (found)
		CHECK_SV(r.name, sv_of(name));
	arena_free(&a);
}

static void test_regions(void)
{
	struct divisions *d = divisions_load("rules/divisions.tsv");

	check_region(d, "北京市", 110000, "北京市");
	check_region(d, "内蒙古", 150000, "内蒙古自治区");
	check_region(d, "贵阳市", 520100, "贵州省贵阳市");
	check_region(d, "贵州贵阳", 520100, "贵州省贵阳市");
	check_region(d, "恩施州", 422800, "湖北省恩施土家族苗族自治州");
	check_region(d, "襄樊市", 420600, "湖北省襄阳市");
	check_region(d, "云溪州", 0, "");
	check_region(d, "恩施", 422800, "湖北省恩施土家族苗族自治州");
	check_region(d, "吉林", 220000, "吉林省");
	check_region(d, "吉林市", 220200, "吉林省吉林市");
	check_region(d, "朝阳区", 0, "");
	check_region(d, "北京市朝阳区", 110105, "北京市朝阳区");
	check_region(d, "长春市朝阳区", 220104, "吉林省长春市朝阳区");
	check_region(d, "浦东新区", 310115, "上海市浦东新区");
	check_region(d, "云溪县", 0, "");
	check_region(d, "北京市云溪县", 0, "");
	CHECK(region_level_of_words(SV("XX区")) == LEVEL_COUNTY, "a district");
	CHECK(region_level_of_words(SV("某某自治区")) == LEVEL_PROVINCE, "an autonomous region");
	CHECK(region_is_level(SV("自治州")) && !region_is_level(SV("云溪州")), "a level, and a name");
	CHECK(region_level_of_words(SV("XX市")) == LEVEL_UNKNOWN, "a city may be anything");
	divisions_free(d);
}

int main(void)
{
	test_white_space();
	test_sentences();
	test_line_ends();
	test_guess();
	test_guess_by_blocks();
	test_blocks();
	test_noted_pairs();
	test_scrape();
	test_scans();
	test_regions();
	return DONE();
}
