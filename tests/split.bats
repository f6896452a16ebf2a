#!/usr/bin/env bats
# gwr-split: whatever a report comes as, its records are the same, and nothing of it is lost.
load helper

# A short report of an invented place, one paragraph a line, indented as such texts are.
report() {
	cat <<-'END'
	2025年云溪省雾风市政府工作报告
	——2025年1月9日在雾风市第八届人民代表大会第四次会议上
	市长 林 晚
	各位代表：
	　　现在，我代表市人民政府，向大会报告工作，请予审议，并请市政协委员和其他列席人员提出意见。
	　　一、2024年工作回顾
	　　过去一年，我们顶住多重压力，全市经济总体平稳、稳中有进，地区生产总值增长5.6%，一般公共预算收入增长3.2%，城乡居民收入分别增长5.1%、6.4%。
	　　一年来，主要做了以下工作：
	　　（一）产业发展量质齐升。新开工亿元以上项目126个，完成投资480亿元；“雾风制造”走进42个国家和地区，规上工业增加值增长8.3%。数字经济核心产业增加值占比达到9.7%。
	　　（二）民生福祉持续改善。市民李大爷说：“过去三里路，走一个钟头。现在家门口就有车。”新增公交线路12条，惠及群众30余万人！
	　　各位代表！成绩来之不易，我们向全市人民表示衷心的感谢！
	　　二、2025年工作安排
	　　今年经济社会发展的主要预期目标是：地区生产总值增长6%左右，固定资产投资增长7%以上，城镇新增就业3.2万人，居民收入增长与经济增长同步。
	　　重点抓好以下工作：
	　　（一）全力扩大有效需求
	　　一是提振消费。办好消费促进活动60场以上，社会消费品零售总额增长6%。二是扩大投资。推进重点项目210个，力争完成投资520亿元……
	　　（二）加快建设创新城市
	　　研发经费投入强度提高到2.6%，高新技术企业突破900家，技术合同成交额达到75亿元，培育省级以上专精特新企业40家。
	　　三、加强政府自身建设
	　　我们将坚持依法行政，主动接受监督，厉行勤俭节约，让干净干事成为风尚，以实干实绩向全市人民交出满意答卷！
	END
}

# The records without what depends on where a line ends.
records() { gwr-split "$@" 2>err | cut -f1-8,11-; }

# wrapped CHARACTERS BLANKS PAGE: the report in lines of so many characters; BLANKS is none, para or all; a page number stands
# behind every so many lines (0: none).
wrapped() {
	report | LC_ALL=C.UTF-8 sed "s/.\{$1\}/&\n/g; s/\n\$//; \$!s/\$/\n@/" | awk -v blanks="$2" -v page="$3" '
	$0 == "@" { if (blanks == "para") print ""; next }
	{ print; if (blanks == "all") print ""; if (page && ++n % page == 0) printf "\n- %d -\n\n", ++number }'
}

# black FILE: its characters without white space.
black() { sed 's/[[:space:]]//g; s/　//g; s/\xc2\xa0//g' "$1" | tr -d '\n'; }

@test "title, session, headings and sentences are told, with their lines" {
	report >in
	try 0 gwr-split -c path,kind,line,heading,text
	empty err
	has out "0.0.1.1${TAB}title${TAB}1${TAB}${TAB}2025年云溪省雾风市政府工作报告"
	has out "0.0.3.1${TAB}meta${TAB}3${TAB}${TAB}市长林晚"
	has out "1.0.1.1${TAB}heading${TAB}6${TAB}${TAB}一、2024年工作回顾"
	# a heading that runs on into its paragraph
	has out "1.1.1.1${TAB}heading${TAB}9${TAB}一、2024年工作回顾${TAB}（一）产业发展量质齐升。"
	has out "1.1.1.3${TAB}text${TAB}9${TAB}一、2024年工作回顾 / （一）产业发展量质齐升${TAB}数字经济核心产业增加值占比达到9.7%。"
	# a quotation that holds full stops
	has out "1.2.1.2${TAB}text${TAB}10${TAB}一、2024年工作回顾 / （二）民生福祉持续改善${TAB}市民李大爷说：“过去三里路，走一个钟头。现在家门口就有车。”"
	# a lead-in stays with what it leads in
	grep -q '	今年经济社会发展的主要预期目标是：地区生产总值增长6%左右，.*同步。$' out
	has out "2.1.2.1${TAB}item${TAB}16${TAB}二、2025年工作安排 / （一）全力扩大有效需求${TAB}一是提振消费。"
	has out "推进重点项目210个，力争完成投资520亿元……"
	has out "3.0.1.1${TAB}heading${TAB}19${TAB}${TAB}三、加强政府自身建设"
}

@test "the catalogue has one line a report" {
	report >in
	try 0 gwr-split -u doc
	cells out doc year level region adcode date session speaker title line lines >got
	same got <<-END
	2025-stdin.1${TAB}2025${TAB}${TAB}云溪省雾风市${TAB}${TAB}2025-01-09${TAB}第八届人民代表大会第四次会议${TAB}市长|林晚${TAB}2025年云溪省雾风市政府工作报告${TAB}1${TAB}20
	END
}

@test "the same records come of every encoding, with every line end" {
	report >utf8
	records utf8 | sed 's/utf8/F/g' >want
	{ printf '\xef\xbb\xbf'; cat utf8; } >bom
	for e in GB18030 GBK UTF-16LE UTF-16BE; do iconv -f UTF-8 -t "$e" utf8 >"$e"; done
	{ printf '\xff\xfe'; cat UTF-16LE; } >UTF-16LE.bom
	sed 's/$/\r/' utf8 >crlf
	tr '\n' '\r' <utf8 >cr
	awk '{ printf "%s%s", $0, NR % 3 == 0 ? "\r\r\n" : NR % 3 == 1 ? "\r\n" : "\n" }' utf8 >mixed
	sed 's/　/\xc2\xa0\xe2\x80\x8b\xef\xbb\xbf /g' utf8 >invisible
	for f in bom GB18030 GBK UTF-16LE UTF-16BE UTF-16LE.bom crlf cr mixed invisible; do
		records "$f" | sed "s/$f/F/g; s/UTF-16LE/F/g" >got
		cmp want got || { echo "of $f"; diff want got | head; false; }
		empty err
	done
	# forced, and a byte at a time
	records -e GBK GBK | sed 's/GBK/F/g' | cmp want -
	iconv -f UTF-8 -t GB18030 utf8 | dd bs=1 2>/dev/null | records - | sed 's/stdin/F/g; s/<F>/F/g' >got
	cmp want got
}

@test "Big5 is told from GB18030, and a traditional text is read" {
	cat >utf8 <<-'END'
	2025年雲溪縣政府工作報告
	——2025年1月9日在雲溪縣第八屆人民代表大會第四次會議上
	各位代表：
	現在，我代表縣人民政府，向大會報告工作，請予審議。
	一、2024年工作回顧
	過去一年，全縣經濟總體平穩，地區生產總值增長百分之五點六，城鄉居民收入分別增長百分之五和百分之六。
	END
	iconv -f UTF-8 -t BIG5 utf8 >big5
	records utf8 | sed 's/utf8/F/g' >want
	records big5 | sed 's/big5/F/g' | cmp want -
	grep -q '第八屆人民代表大會第四次會議' want
	gwr-split -u doc -c year,level,date,session big5 >out
	same out <<-END
	#year${TAB}level${TAB}date${TAB}session
	2025${TAB}county${TAB}2025-01-09${TAB}第八屆人民代表大會第四次會議
	END
}

@test "a sentence is the same however its lines were wrapped" {
	report | records --no-furniture - >want
	for width in 27 40; do
		for blanks in none para all; do
			for page in 0 7; do
				wrapped $width $blanks $page >w.txt
				records --no-furniture - <w.txt >got
				cmp want got || { echo "$width characters, blank lines: $blanks, a page of $page lines"; diff want got; false; }
			done
		done
	done
}

@test "nothing is lost, page numbers and site furniture neither" {
	{ printf '下载\n打印\n【字号：\n加大\n'; report; printf '（责任编辑：张某）\n相关报道：\n'; } >a.txt
	{ report; printf '<http://example.org/a.html>\n\n'; report | sed 's/雾风市/青石县/g; s/2025年/2024年/g'; } >b.txt
	{ report | fold -b -w 81 | awk '{ print } NR % 5 == 0 { print "\n" NR "\n" }'; } >c.txt 2>/dev/null
	report | sed 's/^　　/**/; s/。/。**/; 1s/^/# /' >d.txt
	for f in a.txt b.txt d.txt; do
		gwr-split -c text --header=none $f >out
		[ "$(black $f)" = "$(black out)" ] || { echo "of $f"; false; }
		gwr-split -u para -c text --header=none $f >out
		[ "$(black $f)" = "$(black out)" ]
	done
	gwr-split -u section -c text --header=none a.txt | sed 's/\\n//g' >out
	[ "$(black a.txt)" = "$(black out)" ]
}

@test "page numbers cut no sentence if they are not wanted" {
	printf '%s\n' 2025年云溪县政府工作报告 各位代表： '现在，我代表县人民政府，向大会报告工作，请予审议。' \
		'过去一年，全县上下勇毅前行，全力以赴' '' 12 '' '拼经济、惠民生、保稳定，交出一份满意答卷。' >in
	try 0 gwr-split -c kind,text
	has out "furniture${TAB}12"
	try 0 gwr-split --no-furniture -c text
	has out '过去一年，全县上下勇毅前行，全力以赴拼经济、惠民生、保稳定，交出一份满意答卷。'
	! grep -qx 12 out
}

@test "a list of figures that a page break cuts in a word is one sentence" {
	{
		printf '2025年云溪省政府工作报告\n\n各位代表：\n\n二、2025年总体要求和主要目标\n\n'
		printf '主要预期目标是：经济增长5%%左右，规上工业增加值增长6%%，固定资产投资增\n\n长4%%左右，'
		printf '社会消费品零售总额增长5%%左右，城镇新增就业三十万人以上，居民收入增长与经济增长同步，粮食产量保持稳定。\n'
	} >in
	try 0 gwr-split -c kind,text
	has out "text${TAB}主要预期目标是：经济增长5%左右，规上工业增加值增长6%，固定资产投资增长4%左右，社会"
}

@test "every report of a compilation is found, with its address; the index is furniture" {
	{
		printf '2025年各地政府工作报告\n序号\t地区\t页码\n1\t雾风市\t2\n2\t青石县\t9\n\n'
		report | sed '1s/.*/1.雾风市政府工作报告/'
		printf '<http://example.org/1.html>\n\n'
		report | sed '1s/.*/2025 年青石县政府工作报\n告/; s/雾风市/青石县/g'
		printf '<http://example.org/2.html>\n'
		report | sed '1s/.*/2024年 XX区政府工作报告/; 2,3d'
	} >in
	try 0 gwr-split -u doc
	cells out year level region title url line >got
	same got <<-END
	2025${TAB}${TAB}雾风市${TAB}雾风市政府工作报告${TAB}http://example.org/1.html${TAB}6
	2025${TAB}county${TAB}青石县${TAB}2025年青石县政府工作报告${TAB}http://example.org/2.html${TAB}28
	2024${TAB}county${TAB}${TAB}2024年XX区政府工作报告${TAB}${TAB}50
	END
	try 0 gwr-split -c kind,text
	has out "furniture${TAB}2 青石县 9"
}

@test "a table of contents, a running head and talk of the report begin no report" {
	{
		printf '%s\n' 2025年云溪县政府工作报告 目录 一、2024年工作回顾 二、2025年工作安排 三、加强政府自身建设
		report | sed 1d
		printf '%s\n' 2025年云溪县政府工作报告 '　　我们还要继续努力，把各项工作抓紧抓实抓到位，把发展成果更多更公平地落到全县每一个家庭，让大家的日子一年比一年好，让县城更宜居、乡村更兴旺、产业更强健，一步一个脚印走下去，绝不半途而废，绝不辜负全县人民的期待。' 学习贯彻政府工作报告
	} >in
	try 0 gwr-split -u doc -c line
	same out <<-END
	#line
	1
	END
	try 0 gwr-split -c kind,text
	[ "$(grep -c "^furniture${TAB}2025年云溪县政府工作报告" out)" = 1 ]
	[ "$(grep -c "^heading${TAB}一、2024年工作回顾" out)" = 1 ]
}

@test "regions are told by title, session or office, never by a mention" {
	# TITLE, SESSION LINE, SPEAKER -> level region adcode
	told() {
		printf '%s\n' "$1" "$2" "$3" 各位代表： '现在，我代表人民政府，向大会报告工作，请予审议。' '我们学习杭州市经验，向上海市看齐，与北京市朝阳区结对。' >in
		try 0 gwr-split -u doc -c level,region,adcode --header=none
		echo "$4" >want
		cmp want out || { cat out; return 1; }
	}
	told 2025年政府工作报告 '（2025年1月12日在贵阳市第十五届人民代表大会第五次会议上）' '' "prefecture${TAB}贵州省贵阳市${TAB}520100"
	told 2025年广西政府工作报告 '' '' "province${TAB}广西壮族自治区${TAB}450000"
	told 政府工作报告 '2025年1月7日在恩施土家族苗族自治州第九届人民代表大会第四次会议上' '' "prefecture${TAB}湖北省恩施土家族苗族自治州${TAB}422800"
	told 北京市朝阳区政府工作报告 '' '' "county${TAB}北京市朝阳区${TAB}110105"
	told 2025年政府工作报告 '2025年1月7日在昆山市第十八届人民代表大会第四次会议上' '' "county${TAB}江苏省苏州市昆山市${TAB}320583"
	told 2025年朝阳区政府工作报告 '' '' "county${TAB}朝阳区${TAB}"
	told 2025年政府工作报告 '2025年1月7日在第八届人民代表大会第四次会议上' '吉林省省长 张某' "province${TAB}吉林省${TAB}220000"
	told 2025年XX县政府工作报告 '' '' "county${TAB}${TAB}"
	told 2025年政府工作报告 '2025年3月5日在第十四届全国人民代表大会第三次会议上' '国务院总理 张某' "country${TAB}全国${TAB}100000"
	told 莲花镇2025年政府工作报告 '' '' "township${TAB}莲花镇${TAB}"
}

@test "the year is the one that is planned for" {
	year() {
		printf '%s\n' "$@" 各位代表： '现在，我代表县人民政府，向大会报告工作，请予审议。' "${heading:-一、工作回顾}" '过去一年，我们努力工作。' >in
		gwr-split -u doc -c year,date --header=none <in
	}
	[ "$(year 2025年云溪县政府工作报告)" = "2025$TAB" ]
	[ "$(year 云溪县政府工作报告 '——2025年1月9日在云溪县第八届人民代表大会第四次会议上')" = "2025${TAB}2025-01-09" ]
	[ "$(year 云溪县政府工作报告 '——2024年12月28日在云溪县第八届人民代表大会第四次会议上')" = "2025${TAB}2024-12-28" ]
	[ "$(year 云溪县政府工作报告 '（二〇二五年一月十二日在云溪县第八届人民代表大会第四次会议上）')" = "2025${TAB}2025-01-12" ]
	[ "$(heading=一、2024年工作回顾 year 云溪县政府工作报告)" = "2025$TAB" ]
	[ "$(year '云溪县政府工作报告（2025年1月9日 张三丰）')" = "2025${TAB}2025-01-09" ]
	[ "$(year 云溪县政府工作报告 2025年1月12日 '（2025年1月9日在云溪县第八届人民代表大会第四次会议上）')" = "2025${TAB}2025-01-09" ]
	[ "$(year 云溪县政府工作报告 '在云溪县第八届人民代表大会第四次会议上' '（2025年1月9日，草案）')" = "2025${TAB}2025-01-09" ]
	[ "$(year '张三丰县长在云溪县第八届人民代表大会第一次会议上的政府工作报告（2025年）')" = "2025$TAB" ]
	[ "$(year 2025年《政府工作报告》)" = "2025$TAB" ]
	[ "$(year 云溪县人民政府2025年工作报告)" = "2025$TAB" ]
	[ "$(year 云溪县政府工作报告)" = "$TAB" ]
}

@test "a year that the text hides may be given, and gives way to one that it says" {
	printf '%s\n' 政府工作报告 各位代表： 现在，我代表国务院，向大会报告工作，请予审议。 一、过去五年工作回顾 过去五年，成就很大。 >hidden
	printf '%s\n' 2025年云溪县政府工作报告 各位代表： 现在，我代表县人民政府，向大会报告工作。 一、工作回顾 去年，成绩很好。 >said
	try 0 gwr-split -u doc -y 2008 -c doc,year hidden said
	printf '#doc\tyear\n2008-100000\t2008\n2025-said.1\t2025\n' | cmp out -
	try 2 gwr-split -y 08 hidden
	has err '--year is a year of four digits, not "08"'
}

@test "speakers are told with their office, from a line or a sentence, and without where there is none" {
	speaker() {
		printf '%s\n' 2025年云溪省政府工作报告 "$@" 各位代表： '现在，我代表省人民政府，向大会报告工作，请予审议。' >in
		gwr-split -u doc -c speaker --header=none <in
	}
	[ "$(speaker '云溪省代省长　王 二')" = '云溪省代省长|王二' ]
	[ "$(speaker 自治区主席 张三丰)" = '自治区主席|张三丰' ]
	[ "$(speaker '自治区人民政府主席 阿依·古丽')" = '自治区人民政府主席|阿依·古丽' ]
	[ "$(speaker '2025年1月9日在云溪省第八届人民代表大会第四次会议上云溪省省长李四作政府工作报告。')" = '云溪省省长|李四' ]
	[ "$(speaker '省长李四在省八届人大四次会议上作政府工作报告。本报记者王五摄')" = '省长|李四' ]
	[ "$(speaker 市委副书记、市长张三丰)" = '市委副书记、市长|张三丰' ]
	[ "$(speaker '（2025年1月9日在云溪省第八届人民代表大会第四次会议上）' 张三丰)" = '|张三丰' ]
	[ "$(speaker '云溪省政府工作报告（2025年1月9日 张三丰）')" = '|张三丰' ]
	[ "$(speaker '云溪省政府工作报告（2025年1月9日 张三丰）' '省长 张三丰')" = '省长|张三丰' ]
	[ -z "$(speaker 云溪日报)" ]
	[ -z "$(speaker)" ]
}

@test "a heading in bold that its paragraph goes on behind is a paragraph of its own" {
	printf '%s\n' 2025年云溪县政府工作报告 '' 各位代表： '' '现在，我代表县人民政府，向大会报告工作。' '' \
		'**一、2024年工作回顾** 过去一年，我们攻坚克难，各项工作都取得了很好的成绩。' '' \
		'**（一）工业。**产值增长。' '' '**2025年工作安排** 今年是开局之年，我们要把各项工作做得更好更实。' '' \
		'**重要的是**我们要坚持真抓实干，把各项工作做得更好更实更细。' >in
	try 0 gwr-split -c kind,heading,text --header=none
	tail -n +4 out >got
	cat >want <<-END
	heading${TAB}${TAB}**一、2024年工作回顾**
	text${TAB}一、2024年工作回顾${TAB}过去一年，我们攻坚克难，各项工作都取得了很好的成绩。
	heading${TAB}一、2024年工作回顾${TAB}**（一）工业。**
	text${TAB}一、2024年工作回顾 / （一）工业${TAB}产值增长。
	heading${TAB}${TAB}**2025年工作安排**
	text${TAB}2025年工作安排${TAB}今年是开局之年，我们要把各项工作做得更好更实。
	text${TAB}2025年工作安排${TAB}**重要的是**我们要坚持真抓实干，把各项工作做得更好更实更细。
	END
	cmp got want || { diff got want; return 1; }
}

@test "what scraping left is undone and counted" {
	printf '%s\n' '<!-- a' 'b --><U+00A0>2025年云溪县政府工作报告' '<U+3000>各位代表：' \
		'现在，我代表县人民政府，向大会报告工作，&ldquo;请予审议&rdquo;&#12290;<U+0031>&nbsp;个 <U+ZZ> &unknown; <!-- c -->' >in
	try 0 gwr-split --stats -c line,text
	same out <<-END
	#line${TAB}text
	2${TAB}2025年云溪县政府工作报告
	3${TAB}各位代表：
	4${TAB}现在，我代表县人民政府，向大会报告工作，“请予审议”。
	4${TAB}1个<U+ZZ> &unknown;
	END
	has err undone=9
	# nor is one that is too long, however it is read
	{ report; printf '<!-- '; head -c 70000 /dev/zero | tr '\0' x; echo ' -->'; report; } >in
	try 0 gwr-split <in
	cp out whole
	grep -q 'x -->' whole
	try 0 sh -c 'dd bs=1000 <in 2>/dev/null | gwr-split'
	cmp out whole
	# a comment that never ends takes nothing with it
	{ report; printf '<!-- '; report; } >in
	try 0 gwr-split -c text
	[ "$(grep -c 满意答卷 out)" = 2 ]
}

@test "any amount of white space before a report takes neither memory nor time" {
	! sanitized || skip "a sanitizer takes all address space"
	report >r.txt
	{ head -c 100000000 /dev/zero | tr '\0' '\n'; cat r.txt; } >in
	try 0 bash -c 'ulimit -v 100000; gwr-split -c text'
	cp out late
	try 0 gwr-split -c text r.txt
	cmp out late
	rm in
}

@test "bytes that are no text are counted, named once, and shown as such" {
	report | sed '7s/过去/\xff\xfe过去/; 9s/产业/\xc0产业/' >in
	try 0 gwr-split -c text
	same err <<-END
	gwr-split: <stdin>:7: byte 332 is no UTF-8 text; 3 such bytes are shown as U+FFFD
	END
	grep -q '^��过去一年' out
	for end in '\r' '\r\n'; do    # the line is the same, whatever ends lines
		awk -v end="$end" '{ printf "%s%s", $0, end }' in >other
		try 0 gwr-split -c text other
		has err "other:7: byte"
	done
	try 2 gwr-split --invalid=error
	has err "byte 332 is no UTF-8 text"
	try 2 gwr-split -e no-such-encoding
	has err 'no encoding "no-such-encoding"'
}

@test "a file without a report is told of, and the others go through" {
	report >good.txt
	echo '今天天气很好。' >bad.txt
	try 2 gwr-split -u doc bad.txt good.txt missing.txt
	has err "bad.txt: no report found"
	has err "missing.txt: No such file"
	[ "$(cells out src)" = good.txt ]
	printf '<!DOCTYPE html>\n<html><body><p>各位代表：</p></body></html>\n' >page.html
	try 2 gwr-split page.html
	has err "page.html: an HTML page: lynx -dump"
}

@test "a backslash in a region's name is escaped as everywhere, in records, JSON and the catalogue" {
	printf '2025年甲\\n乙市政府工作报告\n各位代表：\n现在，我代表市人民政府，向大会报告工作，请予审议。\n' >back.txt
	[ "$(gwr-split -c region back.txt | sed -n 2p)" = '甲\\n乙市' ]
	[ "$(gwr-split -u doc -c region back.txt | sed -n 2p)" = '甲\\n乙市' ]
	[ "$(gwr-split --json -c region back.txt | sed -n 1p)" = '{"region":"甲\\n乙市"}' ]
}

@test "without furniture a page number and the running head below it leave no trace in the sentence they cut" {
	report >want.txt
	report | sed 's|^　　\(过去一年.*增长3.2%\)，|　　\1，\n- 3 -\n2025年云溪省雾风市政府工作报告\n|' >cut.txt
	[ "$(wc -l <cut.txt)" -eq "$(($(wc -l <want.txt) + 3))" ]
	records --no-furniture - <want.txt | cut -f1-7,10 >want
	records --no-furniture - <cut.txt | cut -f1-7,10 >got
	cmp want got
}

@test "a rule for headings need not say what they begin with" {
	mkdir -p own
	cat >own/mine.yaml <<-'END'
	kind: report
	lines:
	  - id: my-heading
	    is: heading
	    rank: 1
	    pattern: '^§[0-9]+'
	    match: ['§1 甲']
	    no_match: ['甲']
	END
	report | sed 's|^　　三、加强政府自身建设$|　　§3 政府的自身建设要加强。这是一年的保证，也是各项工作的前提。|' |
		gwr-split --rules '' --rules own -c kind,text | grep -A1 '§3' >got
	printf 'heading\t§3政府的自身建设要加强。\ntext\t这是一年的保证，也是各项工作的前提。\n' | cmp - got
}

@test "the line of an invalid byte far inside an overlong line is that line" {
	report >long.txt
	for i in 1 2 3 4 5 6 7 8 9 10 11 12; do report | tr -d '\n'; done >once
	for i in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24 25 26 27 28 29 30 31 32 33 34 35 36 37 38 39 40; do cat once; done >many
	cat many many many >>long.txt
	printf '\377\n' >>long.txt
	gwr-split long.txt 2>err >got
	has err "long.txt:$(wc -l <long.txt): byte $(($(wc -c <long.txt) - 1)) is no UTF-8 text"
}

@test "a saved web page is read through lynx" {
	command -v lynx >/dev/null || skip "lynx is missing"
	{
		printf '<!DOCTYPE html><html><head><meta charset="utf-8"><title>x</title><script>var a = "<p>各位代表</p>";</script></head><body><a href="/">首页</a>'
		report | sed 's|^\(　\)*\(.*\)$|<p>\&emsp;\&emsp;\2</p>|; 1s|.*|<h1>2025年云溪省雾风市政府工作报告</h1>|; s|地区生产总值|<b>地区<i>生产</i>总值</b>|g'
		printf '<p>关闭窗口</p></body></html>\n'
	} >page.html
	lynx -dump -nolist -nomargins -width=1024 -display_charset=utf-8 page.html >page.txt
	gwr-split --no-furniture -c kind,heading,text page.txt >got
	sed -i 's/―/—/g' got              # lynx has a dash of its own
	report | gwr-split --no-furniture -c kind,heading,text | cmp - got
}

@test "records come while the input still does, and memory stays flat" {
	mkfifo p
	gwr-split -c text p >out 2>err &
	{ report; for i in $(seq 80); do echo "　　第$i件实事已经办好，群众普遍满意。"; done; sleep 1; grep -c 实事 out >seen; report | sed 1,5d; } >p
	wait $!
	[ "$(cat seen)" -gt 0 ]
	sanitized && return
	report >r
	for i in $(seq 400); do cat r; done >large
	(ulimit -v 60000; for i in $(seq 20); do cat large; done | gwr-split -c path | tail -n 1 >/dev/null)
	# one line of thirty megabytes
	{ head -n 6 r; for i in $(seq 4000); do sed -n 7,19p r | tr -d '\n'; done; echo; } >long
	(ulimit -v 60000; gwr-split -c text --header=none long >out 2>err)
	has err "long:7: a line longer than 1048576 bytes: read in pieces"
	[ "$(black long | md5sum)" = "$(black out | md5sum)" ]
}

@test "a joiner that nobody sees is kept, a zero-width space is white space" {
	report | sed 's/地区生产总值/地区\xe2\x80\x8c生产总值/; s/财政收入/财政\xe2\x80\x8b收入/' >in
	gwr-split -c text --header=none in >got
	grep -q "$(printf '\xe2\x80\x8c')" got
	! grep -q "$(printf '\xe2\x80\x8b')" got
}
