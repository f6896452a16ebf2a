#!/usr/bin/env bats
# gwr-diff: what changed in texts, figures, targets and terms; views for people and for programs.
load helper

# text NAME YEAR SENTENCE...: tagged text records of an invented town's report; a sentence may be ROLE:SENTENCE
text() {
	local name=$1 year=$2 s role i=0
	shift 2
	{
		printf '#doc\tyear\tregion\tadcode\tpath\tkind\tline\tchars\trole\tterms\ttext\n'
		for s; do
			role=tasks
			case $s in [a-z]*:*) role=${s%%:*} s=${s#*:} ;; esac
			i=$((i + 1))
			printf '%s-990101\t%s\t雾风镇\t990101\t1.1.%d.1\ttext\t%d\t%d\t%s\t\t%s\n' "$year" "$year" $i $i ${#s} "$role" "$s"
		done
	} >"$name"
}

# figures NAME YEAR ROW...: measure records; a row is adcode|indicator|measure|status|period|strength|op|lo|hi|unit|value|value_hi|base
figures() {
	local name=$1 year=$2
	shift 2
	{
		printf '#doc\tyear\tregion\tadcode\tline\tindicator\tmeasure\tstatus\tperiod\tstrength\top\tlo\thi\tunit\tvalue\tvalue_hi\tbase\tquote\n'
		printf '%s\n' "$@" | awk -F'|' -v OFS='\t' -v y="$year" '{
			print y "-" $1, y, "地" $1, $1, NR, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, "原文" NR }'
	} >"$name"
}

@test "equal texts: status 0, no record, and nothing at all for people" {
	text a 2025 '建设山塘水库两座。' '新修道路十二公里。'
	try 0 gwr-diff a a
	[ "$(wc -l <out)" = 1 ]
	try 0 gwr-diff --color=never a a
	empty out
}

@test "white space, page furniture and where sentences end are no difference" {
	text a 2025 '扩建山塘水库两座，新修道路 12 公里。完善养老服务体系。'
	text b 2025 '扩建山塘水库两座，新修道路12公里。' '完善养老服务体系。'
	printf '2025-990101\t2025\t雾风镇\t990101\t1.1.3.1\tfurniture\t3\t3\tfront\t\t第 3 页\n' >>b
	try 0 gwr-diff a b
}

@test "full-width digits, letters and signs of numbers are the plain ones" {
	text a 2025 '完成投资１．４万亿元，增长８．６％，接入５Ｇ基站。'
	text b 2025 '完成投资1.4万亿元，增长8.6%，接入5G基站。'
	try 0 gwr-diff a b
	text b 2025 '完成投资1.4万亿元，增长8.7%，接入5G基站。'
	try 1 gwr-diff -c a,b a b
	has out "完成投资１．４万亿元，增长[-８．６％-]，接入５Ｇ基站。${TAB}完成投资1.4万亿元，增长{+8.7%+}，接入5G基站。"
}

@test "the stars of bold text in Markdown are no difference" {
	text a 2025 '**一、2024年工作回顾**' '**着力惠民生。**新修道路12公里。'
	text b 2025 '一、2024年工作回顾' '着力惠民生。新修道路12公里。'
	try 0 gwr-diff a b
	text b 2025 '一、2024年工作回顾' '着力惠民生。新修道路13公里。'
	try 1 gwr-diff -c a,b a b
	has out "着力惠民生。**新修道路[-12公里-]。${TAB}着力惠民生。新修道路{+13公里+}。"
}

@test "with --ignore-punctuation signs count for nothing" {
	text a 2025 '推进“两重”建设，深化改革。'
	text b 2025 '推进"两重"建设、深化改革；'
	try 1 gwr-diff a b
	try 0 gwr-diff --ignore-punctuation a b
	text b 2025 '推进"两重"项目、深化改革；'
	try 1 gwr-diff --ignore-punctuation -c change,a,b a b
	has out '推进“两重”[-建设，-]深化改革。'
}

@test "an edit is marked inside the sentence, and numbers with their units stay whole" {
	text a 2025 '完成投资1.4万亿元，下降3.5%。' '使用 ChatGPT 系统办理事项。'
	text b 2025 '完成投资1.6万亿元，下降3.2%。' '使用 DeepSeek 系统办理事项。'
	try 1 gwr-diff -c change,a,b a b
	same out <<-'END'
	#change	a	b
	edit	完成投资[-1.4万亿元-]，下降[-3.5%-]。	完成投资{+1.6万亿元+}，下降{+3.2%+}。
	edit	使用 [-ChatGPT-] 系统办理事项。	使用 {+DeepSeek+} 系统办理事项。
	END
}

@test "what was added, deleted, moved, split and joined is told apart" {
	text a 2025 '第一件大事是整修青石老街。' '第二件大事是疏浚南门河道。' '第三件大事是新建两所小学。' '第四件大事是绿化荒山一千亩。' '关停小煤窑。'
	text b 2025 '第四件大事是绿化荒山一千亩。' '第一件大事是整修青石老街。' '第二件大事是疏浚南门河道；第三件大事是新建两所小学。' '办好乡村春晚！'
	try 1 gwr-diff -c change,path_a,path_b a b
	same out <<-'END'
	#change	path_a	path_b
	move	1.1.4.1	1.1.1.1
	edit	1.1.2.1,1.1.3.1	1.1.3.1
	del	1.1.5.1	
	add		1.1.4.1
	END
}

@test "sentences of different roles are held against each other only where they are nearly equal" {
	text a 2025 'review:新建农村公路三十公里，改造危桥四座。' 'tasks:新建农村公路四十公里，改造旧房九座。'
	text b 2026 'review:新建农村公路四十公里，改造危桥九座。' 'tasks:新建农村公路五十公里，改造堤防两处。'
	try 1 gwr-diff -c change,role,path_a,path_b a b
	has out "edit${TAB}review${TAB}1.1.1.1${TAB}1.1.1.1"
	has out "edit${TAB}tasks${TAB}1.1.2.1${TAB}1.1.2.1"
}

@test "a report against a compilation meets its own region and year only" {
	text a 2025 '建设山塘水库两座。'
	text b 2025 '建设山塘水库三座。'
	sed '1d; s/990101/990202/g; s/雾风镇/青石镇/' b >more
	cat b more >both
	try 1 gwr-diff -c change,doc_a,doc_b a both
	same out <<-'END'
	#change	doc_a	doc_b
	edit	2025-990101	2025-990101
	END
	try 1 gwr-diff -c change,doc_a,doc_b both a
	[ "$(wc -l <out)" = 2 ]
}

@test "raw reports are split and tagged on the way" {
	report() {
		printf '雾风镇政府工作报告\n——2025年1月8日在雾风镇第三届人民代表大会第四次会议上\n各位代表：\n'
		printf '现在，我代表镇人民政府，向大会作工作报告，请予审议。\n一、2024年工作回顾\n全镇生产总值增长%s，新建道路12公里。\n' "$1"
	}
	report 6.1% >a.txt
	report 6.3% >b.txt
	try 1 gwr-diff -c change,role,a,b a.txt b.txt
	same out <<-'END'
	#change	role	a	b
	edit	review	全镇生产总值增长[-6.1%-]，新建道路12公里。	全镇生产总值增长{+6.3%+}，新建道路12公里。
	END
	gwr-split a.txt >a.tsv
	try 1 gwr-diff -c change,role a.tsv b.txt
	has out "edit${TAB}review"
}

@test "two unlike texts of 100 KB each are compared in bounded time" {
	awk 'BEGIN { srand(1); print "#doc\tpath\ttext"; for (i = 1; i <= 2000; i++) { s = ""; for (k = 0; k < 18; k++) s = s sprintf("%c%c%c", 228 + int(rand() * 5), 184 + int(rand() * 8), 128 + int(rand() * 64)); print "x\t" i "\t" s } }' >a
	awk 'BEGIN { srand(2); print "#doc\tpath\ttext"; for (i = 1; i <= 2000; i++) { s = ""; for (k = 0; k < 18; k++) s = s sprintf("%c%c%c", 228 + int(rand() * 5), 184 + int(rand() * 8), 128 + int(rand() * 64)); print "x\t" i "\t" s } }' >b
	try 1 timeout 10 gwr-diff --stat a b
}

# ---- figures ----

@test "figures are joined by region, indicator, measure and scope, in their base units" {
	figures a 2025 '990101|gdp|growth|target|2025||ge|5||%|5||%' '990101|grain|level|actual|2024||eq|3000||万斤|30000000||斤' \
		'990101|fdi|level|target|2025||eq|2||亿美元|200000000||美元' '990101|cpi|growth|target|2025||approx|3||%|3||%'
	figures b 2026 '990101|gdp|growth|target|2026||ge|5.5||%|5.5||%' '990101|grain|level|actual|2025||eq|0.29||亿斤|29000000||斤' \
		'990101|cpi|growth|target|2026||approx|3||%|3||%' '990101|income|growth|target|2026||sync|||||||'
	try 1 gwr-diff -c change,indicator,value_a,value_b,difference,difference_unit a b
	same out <<-'END'
	#change	indicator	value_a	value_b	difference	difference_unit
	raised	gdp	5	5.5	0.5	个百分点
	lowered	grain	30000000	29000000	-1000000	斤
	dropped	fdi	200000000			
	new	income				
	END
	try 1 gwr-diff -a -c change,indicator a b
	has out "same${TAB}cpi"
}

@test "the same figure with firmer or softer words is hardened or softened" {
	figures a 2025 '990101|gdp|growth|target|2025||approx|5||%|5||%' '990101|cpi|growth|target|2025||eq|3||%|3||%' \
		'990101|fai|growth|target|2025|力争|eq|8||%|8||%' '990101|retail|growth|target|2025||eq|5||%|5||%'
	figures b 2026 '990101|gdp|growth|target|2026||ge|5||%|5||%' '990101|cpi|growth|target|2026||range|2.5|3.5|%|2.5|3.5|%' \
		'990101|fai|growth|target|2026|确保|eq|8||%|8||%' '990101|retail|growth|target|2026|努力|eq|5||%|5||%'
	try 1 gwr-diff -c change,indicator a b
	same out <<-'END'
	#change	indicator
	hardened	gdp
	softened	cpi
	hardened	fai
	softened	retail
	END
}

@test "differences within the tolerance are none" {
	figures a 2025 '990101|gdp|growth|actual|2024||eq|5||%|5||%'
	figures b 2025 '990101|gdp|growth|actual|2024||eq|5.1||%|5.1||%'
	try 1 gwr-diff a b
	try 0 gwr-diff -t 0.1 a b
	try 0 gwr-diff --tolerance=2% a b
	try 1 gwr-diff --tolerance=1% a b
	try 2 gwr-diff --tolerance=viel a b
}

@test "a key that stands more than once is reported, and no difference where it says the same" {
	figures a 2025 '990101|gdp|growth|target|2025||approx|5||%|5||%'
	figures b 2025 '990101|gdp|growth|target|2025||approx|5||%|5||%' '990101|gdp|growth|target|2025||approx|5||%|5||%'
	try 0 gwr-diff -a -c change,indicator a b
	has out "duplicate${TAB}gdp"
	figures b 2025 '990101|gdp|growth|target|2025||approx|5||%|5||%' '990101|gdp|growth|target|2025||approx|6||%|6||%'
	try 1 gwr-diff -c change,lo_b a b
	has out "duplicate${TAB}6"
}

@test "with --cascade a report is held against those of the regions inside its own" {
	figures a 2025 '990000|gdp|growth|target|2025||approx|5||%|5||%'
	{
		figures b 2025 '990100|gdp|growth|target|2025||approx|6||%|6||%' '980100|gdp|growth|target|2025||approx|7||%|7||%' \
			'990200|gdp|growth|target|2025||approx|4.5||%|4.5||%'
	}
	try 1 gwr-diff --cascade -c change,doc_a,doc_b,difference a b
	same out <<-'END'
	#change	doc_a	doc_b	difference
	raised	2025-990000	2025-990100	1
	lowered	2025-990000	2025-990200	-0.5
	END
}

@test "-k names the columns to join on" {
	figures a 2025 '990101|gdp|growth|target|2025||eq|5||%|5||%'
	figures b 2025 '990101|gdp|share|target|2025||eq|5||%|5||%'
	try 1 gwr-diff a b
	try 0 gwr-diff -k indicator a b
	try 2 gwr-diff -k indicater a b
	has err 'indicater'
}

@test "--kept tells which targets were met, by the rules of rules/change.yaml" {
	figures a 2025 '990101|gdp|growth|target|2025||approx|5||%|5||%' '990101|fai|growth|target|2025||approx|5||%|5||%' \
		'990101|retail|growth|target|2025||ge|6||%|6||%' '990101|trade|growth|target|2025||eq|4||%|4||%' \
		'990101|cpi|growth|target|2025||approx|2||%|2||%' '990101|unemployment_surveyed|share|target|2025||le|5.5||%|5.5||%' \
		'990101|urban_jobs|level|target|2025||ge|20||万人|200000||人' '990101|income|growth|target|2025||sync|||||||' \
		'990101|exports|growth|target|2025||positive|||||||' '990101|imports|growth|target|2025||eq|3||%|3||%'
	figures b 2026 '990101|gdp|growth|actual|2025||eq|4.9||%|4.9||%' '990101|fai|growth|actual|2025||eq|4.7||%|4.7||%' \
		'990101|retail|growth|actual|2025||eq|6||%|6||%' '990101|trade|growth|actual|2025||eq|3.9||%|3.9||%' \
		'990101|cpi|growth|actual|2025||eq|0.3||%|0.3||%' '990101|unemployment_surveyed|share|actual|2025||eq|5.6||%|5.6||%' \
		'990101|urban_jobs|level|actual|2025||gt|22||万人|220000||人' '990101|income|growth|actual|2025||eq|5.2||%|5.2||%' \
		'990101|exports|growth|actual|2025||eq|-1||%|-1||%' '990101|imports|growth|target|2026||eq|3||%|3||%'
	try 1 gwr-diff --kept -c change,indicator,lo_a,lo_b,quote_a,quote_b a b
	same out <<-'END'
	#change	indicator	lo_a	lo_b	quote_a	quote_b
	met	gdp	5	4.9	原文1	原文1
	missed	fai	5	4.7	原文2	原文2
	met	retail	6	6	原文3	原文3
	missed	trade	4	3.9	原文4	原文4
	exceeded	cpi	2	0.3	原文5	原文5
	missed	unemployment_surveyed	5.5	5.6	原文6	原文6
	exceeded	urban_jobs	20	22	原文7	原文7
	exceeded	income		5.2	原文8	原文8
	missed	exports		-1	原文9	原文9
	unreported	imports	3		原文10	
	END
	figures a 2025 '990101|gdp|growth|target|2025||approx|5||%|5||%'
	try 0 gwr-diff --kept a b
}

@test "a result that is itself a bound decides only where it must" {
	figures a 2025 '990101|gdp|growth|target|2025||ge|5||%|5||%' '990101|fai|growth|target|2025||ge|5||%|5||%'
	figures b 2026 '990101|gdp|growth|actual|2025||gt|4||%|4||%' '990101|fai|growth|actual|2025||lt|5||%|5||%'
	try 1 gwr-diff --kept -c change,indicator a b
	same out <<-'END'
	#change	indicator
	unclear	gdp
	missed	fai
	END
}

@test "a growth of no single year answers no target of one; a share given for the years up to it does" {
	figures a 2025 '990101|gdp|growth|target|2025||approx|5||%|5||%' '990101|rd|share|target|2025||eq|3||%|3||%'
	figures b 2026 '990101|gdp|growth|actual|||eq|5.2||%|5.2||%' '990101|rd|share|actual|2021-2025||eq|3.1||%|3.1||%'
	try 1 gwr-diff --kept -c change,indicator,lo_b a b
	same out <<-'END'
	#change	indicator	lo_b
	unreported	gdp	
	met	rd	3.1
	END
}

# counts NAME YEAR ROW...: measure records of counts; a row is indicator|metric|status|period|op|lo|unit|quote
counts() {
	local name=$1 year=$2
	shift 2
	{
		printf '#doc\tyear\tindicator\tmetric\tmeasure\tstatus\tperiod\top\tlo\tunit\tvalue\tbase\tquote\n'
		printf '%s\n' "$@" | awk -F'|' -v OFS='\t' -v y="$year" '{ print y "-1", y, $1, $2, "level", $3, $4, $5, $6, $7, $6, $7, $8 }'
	} >"$name"
}

@test "what is new is not answered by what there is in all, nor the nation's list by the province's" {
	counts a 2025 'firms|高新技术企业|target|2025|eq|20|家|新培育高新技术企业20家' 'giants|省级专精特新企业|target|2025|eq|9|家|认定省级专精特新企业9家' \
		'farmland|高标准农田|target|2025|eq|5|亩|建成高标准农田5亩' 'roads|农村公路|target|2025|eq|30|公里|新建、改建农村公路30公里'
	counts b 2026 'firms|高新技术企业|actual|2025|eq|264|家|高新技术企业达到264家' 'firms|高新技术企业|actual|2025|eq|31|家|全镇新增高新技术企业31家，总数达到264家' \
		'giants|国家级专精特新企业|actual|2025|eq|2|家|新增国家级专精特新企业2家' 'farmland|高标准农田|actual|2025|eq|6|亩|高标准农田建设达到6亩' \
		'roads|农村公路|actual|2025|eq|900|公里|累计建成农村公路900公里'
	try 1 gwr-diff --kept -c change,indicator,lo_b a b
	same out <<-'END'
	#change	indicator	lo_b
	exceeded	firms	31
	unreported	giants	
	exceeded	farmland	6
	unreported	roads	
	END
}

@test "units that count the same meet: 20家, 24户" {
	counts a 2025 'firms|企业|target|2025|eq|20|家|新增企业20家' 'homes|棚户区|target|2025|eq|20|个|改造棚户区20个'
	counts b 2026 'firms|企业|actual|2025|eq|24|户|新增企业24户' 'homes|棚户区|actual|2025|eq|900|户|改造棚户区900户' \
		'firms|企业|target|2026|eq|30|户|新增企业30户'
	try 1 gwr-diff --kept -c change,indicator,lo_b a b
	same out <<-'END'
	#change	indicator	lo_b
	exceeded	firms	24
	unclear	homes	900
	END
	try 1 gwr-diff -c change,indicator,lo_a,lo_b a b
	has out "raised${TAB}firms${TAB}20${TAB}30"
}

@test "of several results of one indicator the one that names the thing answers" {
	counts a 2025 'homes|公租房|target|2025|eq|60|套|开工公租房60套' 'homes|保障性租赁住房|target|2025|eq|300|套|筹集保障性租赁住房300套' \
		'pipes|污水管网|target|2025|eq|10|公里|新建污水管网10公里'
	counts b 2026 'homes|保障性租赁住房|actual|2025|eq|310|套|筹集保障性租赁住房310套' 'homes|公租房|actual|2025|eq|60|套|开工公租房60套' \
		'|新增污水管网|actual|2025|eq|12|公里|新增污水管网12公里'
	try 0 gwr-diff --kept -c change,indicator,lo_a,lo_b a b
	same out <<-'END'
	#change	indicator	lo_a	lo_b
	met	homes	60	60
	exceeded	homes	300	310
	exceeded	pipes	10	12
	END
}

@test "counts of one key meet by what they count and by their names, rates by their order" {
	counts a 2025 'homes|公租房|target|2025|eq|60|套|开工公租房60套' 'homes|保障性租赁住房|target|2025|eq|300|套|筹集保障性租赁住房300套' \
		'firms|企业|target|2025|eq|20|家|新增企业20家'
	counts b 2026 'homes|保障性租赁住房|target|2026|eq|310|套|筹集保障性租赁住房310套' 'homes|公租房|target|2026|eq|50|套|开工公租房50套' \
		'firms|企业|target|2026|eq|900|家|企业总数达到900家'
	try 1 gwr-diff -c change,indicator,lo_a,lo_b a b
	same out <<-'END'
	#change	indicator	lo_a	lo_b
	lowered	homes	60	50
	raised	homes	300	310
	dropped	firms	20	
	new	firms		900
	END
}

@test "a rate since another year, or against another rate, is another figure" {
	local h='#doc\tyear\tindicator\tmetric\tmeasure\tstatus\tperiod\top\tlo\tunit\tvalue\tbase\tversus\tquote\n'
	row() { printf '%s-1\t%s\tenergy_intensity\t能耗\tgrowth\t%s\t2025\teq\t%s\t%%\t%s\t%%\t%s\t原文\n' "$1" "$1" "$2" "$3" "$3" "$4"; }
	{ printf "$h"; row 2025 target -3 ''; } >a
	{ printf "$h"; row 2026 actual -15 2020年; } >b
	try 1 gwr-diff --kept -c change,lo_b a b
	has out "unreported$TAB"
	row 2026 actual -3.1 2024年 >>b
	try 0 gwr-diff --kept -c change,lo_b a b
	has out "met$TAB-3.1"
}

@test "a target for years that the newer report cannot speak of yet is pending, no difference" {
	counts a 2025 'roads|公路|target|2025-2029|eq|90|公里|建成公路90公里' 'wells|水井|target|2027|eq|7|口|打成水井7口'
	counts b 2026 'roads|公路|actual|2025|eq|20|公里|建成公路20公里'
	try 0 gwr-diff --kept -c change,indicator a b
	same out <<-'END'
	#change	indicator
	pending	roads
	pending	wells
	END
	counts b 2030 'roads|公路|actual|2025-2029|eq|95|公里|建成公路95公里'
	try 1 gwr-diff --kept -c change,indicator a b
	same out <<-'END'
	#change	indicator
	exceeded	roads
	unreported	wells
	END
}

@test "a level that stands at the end of five years answers for their last, their sum does not" {
	counts a 2025 'firms|企业|target|2025|eq|780|家|企业达到780家' 'fdi|外资|target|2025|eq|16|元|利用外资16元' 'beds|床位|target|2025|eq|100|张|床位达到100张'
	counts b 2026 'firms|企业|actual|2021-2025|eq|900|家|企业突破900家' 'fdi|外资|actual|2021-2025|eq|20|元|累计利用外资20元' \
		'beds|床位|actual|2021-2025|eq|500|张|床位达到500张'
	try 1 gwr-diff --kept -c change,indicator,lo_b a b
	same out <<-'END'
	#change	indicator	lo_b
	exceeded	firms	900
	unreported	fdi	
	unreported	beds	
	END
}

@test "--promises matches planned counts by their wording, and only where it is sure" {
	local h='#doc\tyear\trole\tmetric\tmeasure\tstatus\tperiod\top\tlo\tunit\tvalue\tbase\tindicator\tquote\n'
	row() { printf '%s-1\t%s\t%s\t%s\tlevel\t%s\t2025\teq\t%s\t%s\t%s\t%s\t\t%s\n' "$@"; }
	{
		printf "$h"
		row 2025 2025 tasks 山塘水库 target 3 座 3 座 '新建山塘水库3座'
		row 2025 2025 tasks 乡村学校 target 8 所 8 所 '改造乡村学校8所'
		row 2025 2025 tasks 智慧停车位 target 500 个 500 个 '新增智慧停车位500个'
		row 2025 2025 tasks 文化礼堂 target 20 个 20 个 '建设文化礼堂20个'
	} >a
	{
		printf "$h"
		row 2026 2026 review 山塘水库 actual 5 座 5 座 '建成山塘水库5座'
		row 2026 2026 review 乡村学校 actual 6 所 6 所 '完成乡村学校改造6所'
		row 2026 2026 review 文化礼堂 actual 180 个 180 个 '累计建成文化礼堂180个'
	} >b
	try 1 gwr-diff --promises -c change,metric,lo_a,lo_b a b
	same out <<-'END'
	#change	metric	lo_a	lo_b
	exceeded	山塘水库	3	5
	missed	乡村学校	8	6
	unreported	智慧停车位	500	
	unreported	文化礼堂	20	
	END
}

@test "--promises: things of short names need like clauses, new ones need words for what came" {
	counts a 2025 '|项目|target|2025|eq|82|个|推动青石桥等82个项目开工' '|园林绿道|target|2025|eq|80|公里|新建园林绿道80公里' \
		'|急救站点|target|2025|eq|5|个|新设急救站点5个'
	counts b 2026 '|项目|actual|2025|eq|90|个|北岸水厂90个项目完成验收' '|园林绿道|actual|2025|eq|700|公里|园林绿道700公里' \
		'|急救站点|actual|2025|eq|6|个|6个急救站点建成投用'
	try 1 gwr-diff --promises -c change,metric,lo_b a b
	same out <<-'END'
	#change	metric	lo_b
	unreported	项目	
	unreported	园林绿道	
	exceeded	急救站点	6
	END
}

# ---- terms ----

@test "terms: new, dropped, risen and fallen, with rates and log-likelihood" {
	printf '#doc\tyear\tkind\tchars\tterms\ttext\n' >a
	cp a b
	printf '2025-1\t2025\ttext\t1000\t绿水,青山\t绿水青山，绿水长流\n' >>a
	printf '2026-1\t2026\ttext\t1000\t青山,蓝天\t%s蓝天青山\n' "$(printf '青山%.0s' 1 2 3 4 5 6 7 8 9)" >>b
	try 1 gwr-diff -w terms a b
	# G2 = 2 (1 ln(1/5.5) + 10 ln(10/5.5)) = 8.55
	same out <<-'END'
	#change	term	count_a	count_b	per_10000_a	per_10000_b	keyness
	risen	青山	1	10	10.00	100.00	8.55
	dropped	绿水	2	0	20.00	0.00	2.77
	new	蓝天	0	1	0.00	10.00	1.39
	END
	try 1 gwr-diff -w terms --color=never a b
	has out 'old, per 10,000 characters → new, per 10,000 characters, keyness'
	! grep -q '@@' out
	sed 1d b | cat a - >both
	try 1 gwr-diff -w terms both
	has out "risen${TAB}青山"
	try 2 gwr-diff -w terms a
	has err 'several years'
}

# ---- views ----

@test "for people: colours when asked for, marks without" {
	text a 2025 '完成投资1.4万亿元。'
	text b 2025 '完成投资1.6万亿元。'
	try 1 gwr-diff --color=always a b
	has out $'\e[31m1.4万亿元\e[0m'
	try 1 gwr-diff --color=never a b
	has out '完成投资[-1.4万亿元-]{+1.6万亿元+}。'
	has out '1 edit'
	! grep -q $'\e' out
	try 2 gwr-diff --color=sometimes a b
}

@test "on a terminal the view for people is written, without colours where NO_COLOR is set" {
	script --version 2>/dev/null | grep -q util-linux || skip "needs script(1) from util-linux"
	script -qec true /dev/null </dev/null >/dev/null 2>&1 || skip "no terminal can be made here"
	text a 2025 '完成投资1.4万亿元。'
	text b 2025 '完成投资1.6万亿元。'
	TERM=xterm script -qec "gwr-diff a b" /dev/null </dev/null >out || true
	has out $'\e[31m1.4万亿元\e[0m'
	NO_COLOR=1 TERM=xterm script -qec "gwr-diff a b" /dev/null </dev/null >out || true
	has out '[-1.4万亿元-]'
}

@test "--stat counts" {
	text a 2025 '完成投资1.4万亿元。' '关停小煤窑。'
	text b 2025 '完成投资1.6万亿元。'
	try 1 gwr-diff --stat a b
	same out <<-'END'
	2025-990101: 1 edit, 1 del
	END
}

@test "--json writes JSON Lines" {
	text a 2025 '完成投资1.4万亿元。'
	text b 2025 '完成投资1.6万亿元。'
	try 1 gwr-diff --json -c change,b a b
	same out <<-'END'
	{"change":"edit","b":"完成投资{+1.6万亿元+}。"}
	END
}

@test "--html writes one page that needs nothing else" {
	text a 2025 '完成投资1.4万亿元，<建成>高铁。' '修路。'
	text b 2025 '完成投资1.6万亿元，<建成>高铁。' '修路。'
	try 1 gwr-diff --html a b
	has out '<del>1.4万亿元</del>'
	has out '<ins>1.6万亿元</ins>'
	has out '&lt;建成&gt;'
	has out '<summary>1 句未变</summary>'
	has out 'name="viewport"'
	! grep -qiE '<script|src=|href="[^#]|@import|url\(' out
	try 1 gwr-diff --html=en a b
	has out 'sentences unchanged'
}

@test "the page can be read in a browser, side by side on a screen and one above the other on a phone" {
	browser=$(command -v chromium || command -v chromium-browser || command -v google-chrome) || skip "no Chromium here (Debian: chromium)"
	text a 2025 '完成投资1.4万亿元。' '修路。'
	text b 2025 '完成投资1.6万亿元。' '修路。'
	try 1 gwr-diff --html a b
	# the page itself stays without scripts: the probe is added to a copy
	probe='<script>const r=q=>document.querySelector(q).getBoundingClientRect();const a=r(".pair .a"),b=r(".pair .b");'
	probe+='document.title="side:"+(a.right<=b.left)+" below:"+(a.bottom<=b.top)+" wide:"+(document.documentElement.scrollWidth>innerWidth)</script>'
	{ cat out; printf '%s' "$probe"; } >page.html
	for size in 1200,900 500,900; do
		timeout 60 "$browser" --headless --no-sandbox --disable-gpu --user-data-dir="$PWD/profile" --window-size=$size --dump-dom "file://$PWD/page.html" \
			>dom.$size 2>browser.err </dev/null || { tail -5 browser.err; return 1; }
	done
	has dom.1200,900 'side:true below:false wide:false'
	has dom.500,900 'side:false below:true wide:false'
}

# ---- manners ----

@test "wrong operands are errors that say what is wrong" {
	text a 2025 '修路。'
	try 2 gwr-diff a
	has err 'two operands'
	try 2 gwr-diff a gone
	has err gone
	figures m 2025 '990101|gdp|growth|target|2025||eq|5||%|5||%'
	try 2 gwr-diff -w text m m
	has err measure
}
