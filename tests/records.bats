#!/usr/bin/env bats
# Records, as gwr-records(5) has them: legends, escapes, JSON Lines, errors. Through the least filter there is, tests/tools/copy.c.
load helper

copy() { "$BUILD/tools/copy" "$@"; }

# row FIELD...: they, with TABs between
row() { local IFS=$TAB; printf '%s\n' "$*"; }

@test "records pass unchanged, escapes and unknown bytes included" {
	{ row '#a' b text; row 1 '' 'C:\\dir\tand\nmore\r'; row 2 '\d \x \' $'\x01"q" ,\\'; } >in
	try 0 copy
	cmp in out
	empty err
}

@test "a legend alone is a stream without records, and so is nothing at all" {
	row '#a' b >in
	try 0 copy
	cmp in out
	try 0 copy --json
	empty out
	: >in
	try 0 copy
	empty out
}

@test "an equal legend in mid-stream is dropped" {
	{ row '#a' b; row 1 2; } >x
	{ row '#a' b; row 3 4; } >y
	{ row '#a' b; row 1 2; row 3 4; } >want
	try 0 copy x y
	cmp want out
	cat x y >in
	try 0 copy
	cmp want out
	cat y >in
	try 0 copy x -
	cmp want out
}

@test "the same columns in another order are put into the first order, operand by operand" {
	{ row '#a' b c; row 1 2 3; row '#c' a b; row 6 4 5; row '#a' b c; row 7 8 9; } >in
	try 0 copy
	same out <<-END
	#a	b	c
	1	2	3
	4	5	6
	7	8	9
	END
	{ row '#b' c a; row B C A; } >x
	try 0 copy in x in
	same out <<-END
	#a	b	c
	1	2	3
	4	5	6
	7	8	9
	A	B	C
	1	2	3
	4	5	6
	7	8	9
	END
	try 0 copy x in
	[ "$(sed -n 3p out)" = "$(row 2 3 1)" ]
}

@test "other columns in mid-stream are an error that names both legends" {
	{ row '#a' b; row 1 2; row '#a' c; row 3 4; row 5; row '#b' a; row 6 7; } >in
	try 2 copy
	same out <<-END
	#a	b
	1	2
	END
	same err <<-END
	gwr-copy: <stdin>:3: legend with other columns (a, c) than the first one (a, b)
	END
	try 2 copy --on-error=skip
	same out <<-END
	#a	b
	1	2
	7	6
	END
	[ "$(wc -l <err)" = 1 ]
}

@test "an operand of other columns is passed over, and the others go on" {
	{ row '#a' b; row 1 2; } >x
	{ row '#a' b c; row 1 2 3; } >y
	try 2 copy x y x
	same out <<-END
	#a	b
	1	2
	1	2
	END
	same err <<-END
	gwr-copy: y:1: legend with other columns (a, b, c) than the first one (a, b)
	END
}

@test "a legend must give every column a name of its own" {
	for l in "$(row '#a' '' b)" "$(row '#a' b a)" "$(row '#a' '#b')" "$(row '#a' 'b\t')" '#'; do
		{ printf '%s\n' "$l"; row 1 2 3; } >in
		try 2 copy
		[ "$(wc -l <err)" = 1 ]
		has err "gwr-copy: <stdin>:1: column "
		empty out
	done
	awk 'BEGIN { printf "#a"; for (i = 0; i < 1000; i++) printf "\tc%d", i; print "" }' >in
	try 2 copy
	has err "<stdin>:1: 1001 columns, more than 1000"
}

@test "a row with more or fewer fields is named, with what stood before it written" {
	{ row '#a' b; row 1 2; row 3; row 4 5 6; echo; row 7 8; } >in
	try 2 copy
	same out <<-END
	#a	b
	1	2
	END
	same err <<-END
	gwr-copy: <stdin>:3: 1 field where the legend has 2
	END
	try 2 copy --on-error=skip
	same out <<-END
	#a	b
	1	2
	7	8
	END
	same err <<-END
	gwr-copy: <stdin>:3: 1 field where the legend has 2
	gwr-copy: <stdin>:4: 3 fields where the legend has 2
	gwr-copy: <stdin>:5: 1 field where the legend has 2
	END
}

@test "a byte order mark and CR LF are read as if they were not there" {
	printf '\xEF\xBB\xBF#a\tb\r\n1\t2\r\n3\t\r\n' >in
	try 0 copy
	same out <<-END
	#a	b
	1	2
	3	
	END
	printf '\xEF\xBB\xBF{"a":1}\r\n\r\n{"a":2}\r\n' >in
	try 0 copy
	same out <<-END
	#a
	1
	2
	END
	# in a stream of LF, a CR is data
	printf '#a\tb\n1\t2\r\n' >in
	try 0 copy
	cmp in out
}

@test "raw text is told from records by its first bytes, a heading of Markdown among it" {
	for text in '政府工作报告' '# 政府工作报告' '## 一、回顾' $'\xEF\xBB\xBF政府' $'\xEF' 'a' ''; do
		printf '%s\n' "$text" >in
		try 2 copy
		same err <<-END
		gwr-copy: <stdin>:1: no records: no legend in the first line (raw reports go through gwr-split)
		END
		empty out
	done
}

@test "JSON Lines come in: strings, numbers as plain decimals, words, nested values as JSON" {
	cat >in <<-'END'
	{"id":"x","text":"a\tb\nc\\d","n":4400000000000,"f":-0.35,"e":4.4e12,"t":true,"z":null,"l":[1,"二"],"u":"\u589e"}
	{"text":"other order","id":"y"}

	{"id":"NUL\u0000","z":"\u0001\"","f":1.5E-7}
	END
	try 0 copy
	empty err
	{
		row '#id' text n f e t z l u
		row x 'a\tb\nc\\d' 4400000000000 -0.35 4400000000000 true '' '[1,"二"]' 增
		row y 'other order' '' '' '' '' '' '' ''
		row 'NUL@' '' '' 0.00000015 '' '' $'\x01"' '' '' | tr @ '\000'
	} >want
	cmp want out
}

@test "JSON Lines go out: all values are strings, invalid bytes U+FFFD" {
	{ row '#a' 'b"c' text; row 1 '' $'tab\\t nl\\n cr\\r back\\\\ \\d "q" \x01\x7F'; row 2 0.10 $'\xFF增\xE5\xA2'; } >in
	try 0 copy --json
	cat >want <<-'END'
	{"a":"1","b\"c":"","text":"tab\t nl\n cr\r back\\ \\d \"q\" \u0001@"}
	{"a":"2","b\"c":"0.10","text":"�增��"}
	END
	tr @ '\177' <want | cmp - out
	jq -e . out >/dev/null
}

@test "a bad line of JSON is named, and left out on request" {
	cat >in <<-'END'
	{"a":"1","b":"2"}
	{"a":"1","b":
	{"a":"1","c":"2"}
	{"a":"1","a":"2"}
	["a"]
	{"a":0.1234567890123456789}
	{"a":"#1"}
	{}
	{"b":"4","a":"3"}
	END
	try 2 copy
	[ "$(wc -l <err)" = 1 ]
	has err "gwr-copy: <stdin>:2: no good JSON at byte "
	[ "$(wc -l <out)" = 2 ]
	try 2 copy --on-error=skip
	same out <<-END
	#a	b
	1	2
	3	4
	END
	for i in 2 3 4 5 6 7 8; do
		has err "gwr-copy: <stdin>:$i: "
	done
	has err "<stdin>:3: object with other keys (a, c) than the first record (a, b)"
	has err '<stdin>:6: "a" is a number with too many digits: write it as a string'
	has err "<stdin>:7: the first column begins with '#'"
	for key in '' '#a' 'a\tb'; do
		printf '{"%s":"1"}\n' "$key" >in
		try 2 copy
		has err '<stdin>:1: column 1 has no good name'
	done
}

@test "records and JSON Lines are one stream, in any order of operands" {
	{ row '#a' b; row 1 2; } >x
	echo '{"b":"4","a":"3"}' >y
	try 0 copy x y
	same out <<-END
	#a	b
	1	2
	3	4
	END
	try 0 copy y x
	same out <<-END
	#b	a
	4	3
	2	1
	END
}

@test "TSV to JSON to TSV is the same, and jq reads the same values" {
	awk 'BEGIN {
		print "#id\tlist\ttext"
		srand(7)
		n = split("增|长|5%|\\t|\\n|\\r|\\\\|\"|{|}|[|,|/| |é|😀|x|<|&|\001|\037|#|-|\302\240", piece, "|")
		for (i = 1; i <= 2000; i++) {
			text = ""
			for (k = int(rand() * 30); k > 0; k--) text = text piece[1 + int(rand() * n)]
			printf "%d\t%s\t%s\n", i, i % 3 ? "a,b" : "", text
		} }' >in
	try 0 copy --json
	cp out json
	jq -c . json >compact
	cp in tsv
	cp json in
	try 0 copy
	cmp tsv out
	cp compact in
	try 0 copy
	cmp tsv out
	jq -r '"\(.id)\t\(.list)\t\(.text | gsub("\\\\"; "\\\\") | gsub("\t"; "\\t") | gsub("\n"; "\\n") | gsub("\r"; "\\r"))"' json >plain
	tail -n +2 tsv | cmp - plain
}

@test "a record that would begin with # is refused where it would be taken for a legend" {
	{ row '#a' text; row 1 '# 标题'; } >in
	try 2 copy -c text
	has err "gwr-copy: a record would begin with '#' and be taken for a legend"
	try 0 copy -c text --header=none
	[ "$(cat out)" = '# 标题' ]
	try 0 copy -c a,text
	cmp in out
	try 0 copy -c text --json
	[ "$(cat out)" = '{"text":"# 标题"}' ]
}

@test "a column may be chosen twice, and the last -c holds" {
	{ row '#a' b; row 1 2; } >in
	try 0 copy -c b,a,b
	same out <<-END
	#b	a	b
	2	1	2
	END
	try 0 copy -c a -c b
	same out <<-END
	#b
	2
	END
}

@test "a line may be very long, but not without end" {
	! sanitized || skip "takes minutes with sanitizers"
	row '#a' b >in
	{ printf '1\t'; head -c 100000000 /dev/zero | tr '\0' x; echo; row 3 4; } >>in
	try 0 copy
	cmp in out
	{ printf '1\t'; head -c 270000000 /dev/zero | tr '\0' x; echo; row 5 6; } >>in
	try 2 copy --on-error=skip
	same err <<-END
	gwr-copy: <stdin>:4: line longer than 256 MiB
	END
	[ "$(tail -n 1 out)" = "$(row 5 6)" ]
	[ "$(wc -l <out)" = 4 ]
}

@test "a read error in mid-line leaves no half record" {
	! sanitized || skip "a sanitizer must be loaded first"
	{ row '#a' b; seq -f "%.0f${TAB}value" 100000; } >in
	got=0
	FAIL=read:6 LD_PRELOAD=$BUILD/tools/fail.so "$BUILD/tools/copy" in >out 2>err || got=$?
	[ $got = 2 ]
	has err "gwr-copy: in: read error: Input/output error"
	[ "$(wc -l <err)" = 1 ]
	[ "$(wc -l <out)" -gt 10 ]
	head -n "$(wc -l <out)" in | cmp - out
}

@test "a message of more than 4 KB ends with a whole character and three dots" {
	local n
	row '#a' b >x
	for ((n = 0; n < 3; n++)); do          # the cut falls on each byte of a character
		awk -v lead="$(printf '%*s' "$n" '' | tr ' ' x)" 'BEGIN {
			printf "#%s", lead; for (i = 0; i < 300; i++) printf "\t名称很长的一列之%d", i; print "" }' | sed 's/^#\t/#/' >y
		try 2 copy x y
		[ "$(wc -c <err)" -le 4096 ]
		grep -q '之[0-9]*.*\.\.\.$' err
		iconv -f UTF-8 -t UTF-8 err >/dev/null
	done
}

@test "messages held back are counted even where the program ends with an error" {
	[ -w /dev/full ] || skip "no /dev/full"
	{ row '#a' b; for ((i = 0; i < 25; i++)); do echo ragged; done; row 1 2; } >in
	local got=0
	copy --json --on-error=skip <in >/dev/full 2>err || got=$?
	[ "$got" = 2 ]
	[ "$(wc -l <err)" = 12 ]
	has err "15 more messages like these"
	tail -n 1 err | grep -q "write error: No space left on device"
}
