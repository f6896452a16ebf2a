#!/usr/bin/env bats
# gwr-extract -w numbers: a row for every number of any record stream.
load helper

says() {
	local n=0 text
	printf '#doc\tpath\tkind\tsrc\tline\ttext\n'
	for text; do
		n=$((n + 1))
		printf 'd\t%d\ttext\tf.txt\t%d\t%s\n' "$n" "$n" "$text"
	done
}

# the columns $1 of the numbers of texts
numbers() {
	local columns=$1
	shift
	says "$@" >in
	try 0 gwr-extract -w numbers --header=none -c "$columns"
	cat out
}

@test "untagged records, and any with a column text, will do" {
	printf '#id\ttext\na\t培育企业300多家\n' >in
	try 0 gwr-extract -w numbers
	printf '#doc\tpath\tsrc\tline\tkind\top\tlo\thi\tunit\tvalue\tvalue_hi\tbase\tspan\tquote\n' >want
	printf '\t\t\t\tmeasure\tgt\t300\t\t家\t300\t\t家\t4-9\t培育企业300多家\n' >>want
	cmp out want
}

@test "every number has its kind" {
	numbers kind,lo,unit '2024年建成5G基站3万个，第二批名单公布' | tr '\t' ' ' >got
	same got <<-'EOF'
	date 2024 年
	label 5 
	measure 3 万个
	ordinal 2 批
	EOF
}

@test "values are exact, in the base unit" {
	numbers value,value_hi,base '投资4.4万亿元，粮食507.7亿斤，增长5%—5.5%' | tr '\t' ' ' >got
	same got <<-'EOF'
	4400000000000  元
	25385000  吨
	5 5.5 %
	EOF
}

@test "span counts characters, quote is the clause" {
	numbers span,quote '统筹推进。建成学校12所，增加学位3000个。' | tr '\t' ' ' >got
	same got <<-'EOF'
	9-12 建成学校12所
	17-22 增加学位3000个
	EOF
}

@test "page numbers in the margin are no numbers of the text" {
	printf '#doc\tkind\ttext\nd\tfurniture\t- 12 -\nd\ttext\t共3个\n' >in
	try 0 gwr-extract -w numbers --header=none -c lo
	same out <<<3
}

@test "without a number the exit status is 1, and --stats counts the kinds" {
	says 统一部署，一体推进，十分重要 >in
	try 1 gwr-extract -w numbers --header=none
	[ ! -s out ]
	says '2024年5个，第3批' >in
	try 0 gwr-extract -w numbers --stats
	grep -q 'rows=3 measures=1 dates=1 ordinals=1 labels=0' err
}

@test "a unit that a rule file adds is known at once" {
	cat >u.yaml <<-'EOF'
	kind: units
	units:
	  - id: reels
	    dimension: count
	    counts: [卷轴]
	EOF
	says '修复35卷轴' >in
	try 0 gwr-extract -w numbers --header=none -c unit,base --rules "$TOP/rules" --rules u.yaml
	same out <<<"卷轴	卷轴"
}

@test "blanks inside a number are passed over, and the span is the text's own" {
	says '共 五千 六百 人' >in
	try 0 gwr-extract -w numbers --header=none -c lo,unit,span
	same out <<<"5600	人	2-9"
}
