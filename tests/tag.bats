#!/usr/bin/env bats
# gwr-tag: the part of the report that a record stands in, the years it speaks of.
load helper

# text DOC YEAR < lines "KIND TEXT": text records, a paragraph each; a line that begins with + goes on with the paragraph
text() {
	printf '#doc\tyear\tlevel\tpath\tkind\theading\tsrc\tline\tchars\ttext\n'
	awk -v doc="$1" -v year="$2" '{
		kind = $1; sub(/^[^ ]+ /, "")
		if (kind == "+") { kind = "text"; s++ } else { p++; s = 1 }
		if (kind == "heading") above = ""
		printf "%s\t%s\tcounty\t1.1.%d.%d\t%s\t%s\tr.txt\t%d\t1\t%s\n", doc, year, p, s, kind, above, NR, $0
		if (kind == "heading") above = $0 }'
}

county() {
	text "$1" "$2" <<-END
	title 青石县政府工作报告
	meta 青石县县长 林小满
	text 各位代表：
	text 现在，我代表县人民政府向大会报告工作，请予审议。
	heading 一、去年工作回顾
	text 过去一年，全县上下真抓实干。
	+ 生产总值增长6.1%。
	furniture - 2 -
	text 各位代表！
	text 一年来的成绩来之不易，这是全县人民团结奋斗的结果。
	+ 在此，我代表县人民政府，向大家表示衷心的感谢！
	text 我们也清醒认识到，发展还面临不少困难。
	heading 二、今年工作安排
	text 总体要求是：坚持稳中求进。
	text 主要预期目标是：生产总值增长6%左右。
	text 围绕上述目标，重点抓好三个方面工作：
	heading （一）做强茶叶产业
	text 新建茶园三千亩。
	text 今年，我们将办好三件民生实事。
	item 一是新建两所幼儿园。
	item 二是改造农村公路五十公里。
	heading （二）建设美丽乡村
	text 整治村庄十个。
	heading 三、加强政府自身建设
	text 坚持依法行政、廉洁从政。
	text 各位代表！让我们更加紧密地团结起来，为建设美好青石而努力奋斗！
	text 附件：名词解释
	text 1.“一村一品”：每村一个主导产业。
	END
}

@test "every part of a report gets its role, and the years it speaks of" {
	county 2024-QS.1 2024 >in
	try 0 gwr-tag
	cells out role period kind >got
	same got <<-END
	front${TAB}${TAB}title
	front${TAB}${TAB}meta
	opening${TAB}2024${TAB}text
	opening${TAB}2024${TAB}text
	review${TAB}2023${TAB}heading
	review${TAB}2023${TAB}text
	review${TAB}2023${TAB}text
	front${TAB}${TAB}furniture
	thanks${TAB}2023${TAB}text
	thanks${TAB}2023${TAB}text
	thanks${TAB}2023${TAB}text
	problems${TAB}2023${TAB}text
	outlook${TAB}2024${TAB}heading
	outlook${TAB}2024${TAB}text
	targets${TAB}2024${TAB}text
	tasks${TAB}2024${TAB}text
	tasks${TAB}2024${TAB}heading
	tasks${TAB}2024${TAB}text
	livelihood${TAB}2024${TAB}text
	livelihood${TAB}2024${TAB}item
	livelihood${TAB}2024${TAB}item
	tasks${TAB}2024${TAB}heading
	tasks${TAB}2024${TAB}text
	government${TAB}2024${TAB}heading
	government${TAB}2024${TAB}text
	closing${TAB}2024${TAB}text
	annex${TAB}${TAB}text
	annex${TAB}${TAB}text
	END
	empty err
}

@test "a paragraph has one role, whichever of its sentences tells it" {
	text a 2024 >in <<-END
	heading 一、工作回顾
	text 一年来，财政收入增长5%。
	text 各方面都作出了贡献。
	+ 我们战胜了洪涝灾害。
	+ 向奋战在一线的同志们致以崇高的敬意！
	END
	try 0 gwr-tag
	[ "$(cells out role | tr '\n' ' ')" = "review review thanks thanks thanks " ]
}

@test "a passage that mixes two parts is what most of it is" {
	text a 2024 >in <<-END
	heading 一、工作回顾
	text 一年来，财政收入增长5%。
	heading 二、今年工作安排
	text 今年是关键之年，做好工作意义重大。
	+ 主要预期目标是：生产总值增长6%左右，财政收入增长5%，固定资产投资增长8%，居民收入与经济增长同步。
	END
	try 0 gwr-tag
	[ "$(cells out role | tr '\n' ' ')" = "review review outlook targets targets " ]
	text a 2024 >in <<-END
	heading 一、工作回顾
	text 一年来，财政收入增长5%。
	heading 二、今年工作安排
	text 今年是关键之年，我们要坚持稳中求进、以进促稳，统筹发展和安全，把各项工作抓紧抓实抓出成效，让全县人民过上更好的日子。
	+ 主要预期目标是：生产总值增长6%。
	END
	try 0 gwr-tag
	[ "$(cells out role | tr '\n' ' ')" = "review review outlook outlook outlook " ]
}

@test "a record that is a whole section has the role of most of its text, and the next one follows from all of it" {
	printf '#doc\tyear\tpath\tkind\theading\ttext\n' >in
	row() { printf 'a\t2024\t%s\ttext\t%s\t%s\n' "$@" >>in; }
	row 0.0.1 '' '各位代表：\n现在，我代表县人民政府向大会报告工作，请予审议。'
	row 1.0.1 '一、去年工作回顾' '一、去年工作回顾\n一年来，财政收入增长5%，城乡面貌焕然一新。\n在此，向大家表示衷心的感谢！'
	row 2.0.1 '二、今年工作安排' '二、今年工作安排\n坚持稳中求进。\n主要预期目标是：生产总值增长6%左右，财政收入增长5%，粮食产量稳定。'
	row 2.1.1 '二、今年工作安排 / （一）做强产业' '（一）做强产业\n新建茶园三千亩。'
	try 0 gwr-tag
	[ "$(cells out role | tr '\n' ' ')" = "opening review targets tasks " ]
	[ "$(cells out period | tr '\n' ' ')" = "2024 2023 2024 2024 " ]
}

@test "five years reviewed and five years planned are told from one" {
	text a 2023 >in <<-END
	heading 一、过去五年工作回顾
	text 五年来，综合实力大幅跃升。
	text 2022年，我们统筹推进各项工作。
	heading 二、今后五年的总体要求和目标任务
	text 主要目标是：生产总值年均增长6%。
	text 今后一个时期，要坚持以人民为中心。
	heading 三、2023年重点工作
	text 主要预期目标是：生产总值增长6%。
	END
	try 0 gwr-tag
	cells out role period >got
	same got <<-END
	review${TAB}2018-2022
	review${TAB}2018-2022
	review${TAB}2022
	outlook${TAB}2023-2027
	outlook${TAB}2023-2027
	outlook${TAB}
	outlook${TAB}2023
	targets${TAB}2023
	END
}

@test "a report whose year is not known has no years but those it names" {
	text a '' >in <<-END
	heading 一、2023年工作回顾
	text 生产总值增长6%。
	heading 二、今年工作安排
	text 坚持稳中求进。
	END
	try 0 gwr-tag
	[ "$(cells out period | tr '\n' ' ')" = "2023 2023   " ]
}

@test "what a newspaper says before the report is front" {
	text a 2024 >in <<-END
	text 本报讯（记者 林小满）昨日，青石县第九届人民代表大会第三次会议隆重开幕，县长代表县人民政府向大会作政府工作报告，全文如下。
	text 各位代表：
	text 现在，我代表县人民政府，向大会报告工作，请予审议。
	heading 一、去年工作回顾
	END
	try 0 gwr-tag
	[ "$(cells out role | tr '\n' ' ')" = "front opening opening review " ]
}

@test "reports one after another do not colour each other" {
	county a 2024 >one
	county b 2020 | tail -n +2 >two
	cat one two >in
	try 0 gwr-tag -c role,period
	tail -n +2 out | head -n 28 | cut -f1 >first
	tail -n 28 out | cut -f1 >second
	cmp first second
	tail -n 28 out | has /dev/stdin 2019
}

@test "two reports under one id are still two" {
	{ county a 2024; county a 2024 | grep -v "${TAB}title$TAB\\|${TAB}annex\\|附件\\|一村一品" | tail -n +3; } >in
	try 0 gwr-tag -c role,text
	[ "$(grep -c ^opening out)" = 4 ]
	[ "$(grep -c ^targets out)" = 2 ]
	[ "$(grep -c ^closing out)" = 2 ]
}

@test "new columns stand before the last, others pass through byte for byte, an earlier run's are replaced" {
	printf '#doc\tmine\tpath\tkind\ttext\n' >in
	printf 'a\tx\\ty \\\\d\t1.1.1.1\ttext\t各位代表：\n' >>in
	try 0 gwr-tag
	same out <<-'END'
	#doc	mine	path	kind	role	period	topics	terms	text
	a	x\ty \\d	1.1.1.1	text	opening				各位代表：
	END
	mv out in
	try 0 gwr-tag
	cmp in out
}

@test "rows whose legend has the columns in another order keep every field whole" {
	{
		printf '#doc\tyear\tpath\tkind\ta\tbb\ttext\n2025-1\t2025\t1.1.1.1\ttext\tx\tyyyy\t好的。\n'
		printf '#doc\tyear\tkind\tpath\tbb\ta\ttext\n2025-1\t2025\ttext\t1.1.1.2\tyyyy\tx\t好的。\n'
	} >in
	try 0 gwr-tag -c doc,year,path,kind,a,bb,text
	same out <<-END
	#doc${TAB}year${TAB}path${TAB}kind${TAB}a${TAB}bb${TAB}text
	2025-1${TAB}2025${TAB}1.1.1.1${TAB}text${TAB}x${TAB}yyyy${TAB}好的。
	2025-1${TAB}2025${TAB}1.1.1.2${TAB}text${TAB}x${TAB}yyyy${TAB}好的。
	END
}

@test "--explain names the rule that decided" {
	text a 2024 >in <<-END
	heading 一、工作回顾
	text 生产总值增长6%。
	END
	try 0 gwr-tag --explain -c role,role_rule
	same out <<-END
	#role${TAB}role_rule
	review${TAB}review.heading
	review${TAB}
	END
}

@test "a role is told by words that stand across two sentences of a paragraph" {
	cat >mine.yaml <<-'END'
	kind: roles
	rules:
	  - id: tasks.mine
	    role: tasks
	    block: paragraph
	    start: '山青。水秀'
	    match: ['山青。水秀。']
	    no_match: ['山青水秀。']
	END
	text 2024-QS.1 2024 >in <<-END
	heading 一、去年工作回顾
	text 山青。
	+ 水秀。
	text 山青水秀。
	END
	try 0 gwr-tag --rules "$TOP/rules" --rules mine.yaml --explain -c role,role_rule
	same out <<-END
	#role${TAB}role_rule
	review${TAB}review.heading
	tasks${TAB}tasks.mine
	tasks${TAB}tasks.mine
	tasks${TAB}
	END
}

@test "a rule of one's own overrides one of the same name, or drops it" {
	cat >mine.yaml <<-'END'
	kind: roles
	rules:
	  - id: review.heading
	    drop: true
	  - id: outlook.heading
	    role: tasks
	    block: heading
	    after: [review]
	    start: '工作打算'
	    match: ['二、工作打算']
	    no_match: ['二、工作回顾']
	END
	text a 2024 >in <<-END
	heading 一、工作回顾
	text 生产总值增长6%。
	heading 二、工作打算
	END
	try 0 gwr-tag --rules "$TOP/rules" --rules mine.yaml --explain -c role,role_rule
	same out <<-END
	#role${TAB}role_rule
	review${TAB}review.first
	review${TAB}
	tasks${TAB}outlook.heading
	END
}

@test "memory does not grow with the paragraph" {
	! sanitized || skip "a sanitizer takes all address space"
	{ text a 2024 <<<'heading 一、工作回顾'; awk 'BEGIN { for (i = 1; i <= 300000; i++)
		printf "a\t2024\tcounty\t1.1.2.%d\ttext\t\tr.txt\t2\t1\t生产总值增长6%%，各项事业全面进步。\n", i }'; } >in
	try 0 bash -c 'ulimit -v 200000; gwr-tag -c role | tail -n 1'
	[ "$(cat out)" = review ]
}

@test "memory does not grow with the number of long sections" {
	! sanitized || skip "a sanitizer takes all address space"
	[ -x "$BUILD/tools/peak" ] || skip "tests/tools/peak.c is not built"
	awk 'BEGIN { for (i = 0; i < 3000; i++) text = text "生产总值增长6%。\\n"; print "#doc\tyear\tpath\tkind\ttext"
		for (i = 1; i <= 600; i++) print "a\t2024\t1." i "\ttext\t" text }' >in
	"$BUILD/tools/peak" gwr-tag in 2>peak >out
	[ "$(wc -l <out)" -eq 601 ]
	[ "$(tail -n 1 peak)" -lt 16384 ]
}

@test "records without a path cannot be tagged, and the program that makes them is named" {
	printf '#doc\ttext\na\t各位代表：\n' >in
	try 2 gwr-tag
	has err 'no column'
	has err gwr-split
}
