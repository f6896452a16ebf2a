#!/usr/bin/env bats
# gwr-extract: measures. The sentences are our own; whole sentences with all their rows are in rules/measures-examples.yaml.
load helper

# tagged ROLE PERIOD TEXT...: the records of a 2025 report
tagged() {
	local role=$1 period=$2 n=0 text
	shift 2
	printf '#doc\tyear\tlevel\tregion\tadcode\trole\tperiod\ttopics\tterms\tpath\tkind\theading\tsrc\tline\ttext\n'
	for text; do
		n=$((n + 1))
		printf '2025-YX\t2025\tcounty\t云溪县\t\t%s\t%s\t\t\t1.1.%d\ttext\t\tyx.txt\t%d\t%s\n' "$role" "$period" "$n" "$n" "$text"
	done
}

# the columns $1 of the rows of a text under a role
rows() {
	local columns=$1 role=$2
	shift 2
	tagged "$role" "$([ "$role" = review ] && echo 2024 || echo 2025)" "$@" >in
	try 0 gwr-extract --header=none -c "$columns"
	cat out
}

@test "a value has all of its cells" {
	tagged targets 2025 地区生产总值增长5.5%左右 >in
	try 0 gwr-extract
	printf '#doc\tyear\tlevel\tregion\tadcode\trole\tpath\tsrc\tline\tindicator\tmetric\tmeasure\tstatus\tperiod\tstrength\top\tlo\thi\tunit\tvalue\tvalue_hi\tbase\tversus\tscope\trule\tspan\tquote\n' >want
	printf '2025-YX\t2025\tcounty\t云溪县\t\ttargets\t1.1.1\tyx.txt\t1\tgdp\t地区生产总值\tgrowth\ttarget\t2025\t\tapprox\t5.5\t\t%%\t5.5\t\t%%\t\t\tplain\t8-14\t地区生产总值增长5.5%%左右\n' >>want
	cmp out want
}

@test "large amounts are exact in the base unit" {
	rows lo,unit,value,base review 地区生产总值达到4.4万亿元 >got
	same got <<-END
	4.4${TAB}万亿元${TAB}4400000000000${TAB}元
	END
}

@test "a plan is a target, a result actual, an estimate as it is called" {
	rows status targets 固定资产投资增长6% >got
	rows status review 固定资产投资增长6% >>got
	rows status,strength review 预计固定资产投资增长6% >>got
	same got <<-END
	target
	actual
	estimate${TAB}预计
	END
}

@test "years that the text names go before those of the record" {
	rows status,period review 到2027年森林覆盖率达到45% >got
	rows status,period tasks 2024年森林覆盖率达到45% >>got
	rows status,period review '2022年，森林覆盖率达到45%' >>got
	rows status,period review '与2007年相比，地区生产总值增长45%' >>got
	rows status,period review '2019年以来，累计完成投资45亿元' >>got
	rows status,period review '“十四五”时期，经济总量稳步提升，2023年达到5万亿元、增长6%' >>got
	rows status,period tasks '从2019年到2021年，甲类支出45亿元' >>got
	rows status,period review '一九八四年财政收入增长5%' >>got
	rows status,period tasks '覆盖率从40%提高到50%' >>got
	same got <<-END
	target${TAB}2027
	actual${TAB}2024
	actual${TAB}2022
	actual${TAB}2024
	actual${TAB}2024
	actual${TAB}2021-2025
	actual${TAB}2023
	actual${TAB}2023
	actual${TAB}2019-2021
	actual${TAB}1984
	actual${TAB}
	target${TAB}2025
	END
}

@test "of five years an estimate of growth, and 全年, mean the last" {
	printf '#year\trole\tperiod\ttext\n2026\treview\t2021-2025\t%s\n' 预计地区生产总值增长8% 全年地区生产总值增长7% 地区生产总值增长6% \
		预计地区生产总值累计增长50% | sed -n '1p;2~2p' >in
	gwr-extract --header=none -c period,lo in >got
	printf '%s\t%s\n' 2025 8 2025 7 2021-2025 6 2021-2025 50 >want
	cmp got want
}

@test "a part of a year is told from the year" {
	rows period,lo review '一季度地区生产总值下降3%，上半年增长1.5%，全年增长4%。工业投资增长2%' >got
	rows period,lo review '出口降幅由前三季度的5%收窄到全年的2%' >>got
	printf '%s\t%s\n' 2024Q1 -3 2024H1 1.5 2024 4 2024 2 2024Q1-Q3 -5 2024 -2 >want
	cmp got want
}

@test "an average of years is no figure of one year" {
	rows period,lo review '地区生产总值增长6%，五年来年均增长7.5%' >got
	printf '2024\t6\n\t7.5\n' >want
	cmp got want
	printf '#role\tperiod\ttext\nreview\t2021-2025\t地区生产总值年均增长6%%\n' | gwr-extract --header=none -c period,lo >got
	same got <<-END
	2021-2025${TAB}6
	END
}

@test "marks of emphasis (Markdown) are no words of a text" {
	rows indicator,metric,lo,quote targets '今年的目标是：**生产总值增长9%，人均生产总值增长7.8%**，**固定资产投资**增长**10%**。' >got
	printf '%s\t%s\t%s\t%s\n' gdp 生产总值 9 生产总值增长9% gdp_per_capita 人均生产总值 7.8 人均生产总值增长7.8% \
		fai 固定资产投资 10 '固定资产投资**增长**10%' >want
	cmp got want
}

@test "another place is the scope of what is said of it" {
	rows indicator,scope,lo targets '地区生产总值增长6%，松林开发区生产总值增长9%，其中固定资产投资增长8%' >got
	same got <<-END
	gdp${TAB}${TAB}6
	gdp${TAB}松林开发区${TAB}9
	fai${TAB}松林开发区${TAB}8
	END
}

@test "the reporting region's own name is no scope" {
	rows indicator,scope targets 云溪县地区生产总值增长6% >got
	printf 'gdp\t\n' | cmp got -
}

@test "what has no indicator keeps the words of the text" {
	rows indicator,metric,measure,lo,unit review 竹编工坊接单量增长12% >got
	printf '\t竹编工坊接单量\tgrowth\t12\t%%\n' | cmp got -
}

@test "where names and values do not agree in number there is no row, and --stats tells" {
	tagged targets 2025 '甲产业、乙产业、丙产业增加值分别增长5%、6%' >in
	try 1 gwr-extract --stats --header=none
	[ ! -s out ]
	has err refused=2
}

@test "--explain says what was read and what became of it" {
	tagged review 2024 '甲产业、乙产业、丙产业增加值分别增长5%、6%' '新建水厂3座' >in
	try 0 gwr-extract --explain
	has out 'refused: names and values do not agree in number'
	has out 'metric=水厂'
}

@test "a page number or a title has no rows" {
	printf '#kind\ttext\nfurniture\t增长5%%\ntitle\t增长5%%\n' >in
	try 1 gwr-extract
}

@test "one record at a time: a stream in two parts gives the same rows" {
	tagged review 2024 '地区生产总值300亿元' '增长6%' '城乡居民收入分别增长5%、6%' >all
	(head -1 all; sed -n 2p all) >one
	(head -1 all; sed -n '3,$p' all) >two
	gwr-extract --header=none all >want
	gwr-extract --header=none one >got
	gwr-extract --header=none two >>got
	cmp got want
}

@test "a user adds an indicator with a file of a few lines" {
	cat >mine.yaml <<-'END'
	kind: indicators
	indicators:
	  - id: tea_output
	    names: [茶叶产量, 茶叶总产量]
	    match: [茶叶产量达到3万吨]
	    no_match: [茶园面积达到3万亩]
	END
	try 0 gwr-check mine.yaml
	tagged tasks 2025 茶叶总产量达到3万吨以上 >in
	try 0 gwr-extract --rules "$TOP/rules" --rules mine.yaml --header=none -c indicator,op,lo,unit
	printf 'tea_output\tge\t3\t万吨\n' | cmp out -
}

@test "without the column text it says what is missing" {
	printf '#doc\tyear\nd\t2025\n' >in
	try 2 gwr-extract
	has err text
}

@test "a record without punctuation costs its length, not its square: quotes are of what is near" {
	{ printf '#doc\trole\tyear\tperiod\ttext\nd\ttasks\t2025\t2025\t'; yes '新增项目12个完成' | head -n 20000 | tr -d '\n'; echo; } >in
	for what in measures numbers; do
		try 0 gwr-extract -w $what -c quote
		[ "$(wc -l <out)" -gt 10000 ]
		[ "$(awk '{ if (length($0) > n) n = length($0) } END { print n }' out)" -lt 2500 ]
	done
}

@test "a megabyte with a number in every clause, a redacted figure or a first place too, costs its length" {
	for clause in '甲业增长5%，' '2024年达到3亿元，' '地区生产总值XX、增长5%，' '产量居全国首位，' '与经济增长同步，增长5%，'; do
		{ printf '#doc\trole\tyear\tperiod\ttext\nd\ttargets\t2025\t2025\t'; yes "$clause" | head -n 60000 | tr -d '\n'; echo; } >in
		try 0 timeout 20 gwr-extract -c op
		[ "$(wc -l <out)" -ge 60000 ]
	done
}

@test "a member of a list that is an indicator by itself is named in full" {
	tagged targets 2025 一产、二产、三产增加值分别增长3%、6%、5% >in
	try 0 gwr-extract --header=none -c indicator,metric
	printf '%s\t%s\n' primary_va 一产增加值 secondary_va 二产增加值 tertiary_va 三产增加值 | cmp out -
	tagged tasks 2025 固定资产投资、旅游总收入分别增长3%、6% >in
	try 0 gwr-extract --header=none -c metric
	printf '%s\n' 固定资产投资 旅游总收入 | cmp out -
}
