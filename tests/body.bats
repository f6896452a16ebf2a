#!/usr/bin/env bats
# gwr-body: the legend stays on top.
load helper

values() { printf '#region\tvalue\n雾风镇\t3\n青石镇\t21\n白沙镇\t8\n'; }

@test "a command sees the records and not the legend" {
	values >in
	try 0 gwr-body sort -t"$TAB" -k2,2nr
	same out <<-END
	#region	value
	青石镇	21
	白沙镇	8
	雾风镇	3
	END
	empty err
	try 0 gwr-body wc -l
	same out <<-END
	#region	value
	3
	END
}

@test "from a pipe, not a byte of the records is taken from the command" {
	values >v
	cat v | gwr-body cat >out
	cmp v out
	{ printf '#re'; sleep 0.1; printf 'gion\tvalue\n雾'; sleep 0.1; printf '风镇\t3\n'; } | gwr-body cat >out
	head -n 2 v | cmp - out
	# a command that stops leaves the rest to the next one
	{ gwr-body head -c 0; cat; } <v >out
	cmp v out
}

@test "a large file goes through byte for byte, and a legend longer than a block" {
	{ printf '#a'; awk 'BEGIN { for (i = 0; i < 3000; i++) printf "\tcolumn_%d", i; print "" }'; seq 500000; } >in
	try 0 gwr-body cat
	cmp in out
	cat in | gwr-body cat >out
	cmp in out
}

@test "the exit status is the command's" {
	values >in
	try 0 gwr-body grep 镇
	try 1 gwr-body grep nothing
	try 7 gwr-body sh -c 'exit 7'
	[ "$(cat out)" = "$(values | head -n 1)" ]
}

@test "options after the command are the command's" {
	values >in
	try 0 gwr-body sort --reverse
	has out '#region'
	try 0 gwr-body -- cat --
	values | cmp - out
	try 0 gwr-body printf '%s\n' --help
	same out <<-END
	#region	value
	--help
	END
}

@test "an empty input is a stream without records" {
	try 0 gwr-body sort
	empty out
	printf '#a\tb' >in
	try 0 gwr-body sort
	same out <<-END
	#a	b
	END
}

@test "a byte order mark and CR LF stay as they are" {
	printf '\xEF\xBB\xBF#a\tb\r\n2\t1\r\n1\t2\r\n' >in
	try 0 gwr-body sort
	printf '\xEF\xBB\xBF#a\tb\r\n1\t2\r\n2\t1\r\n' | cmp - out
}

@test "what is no record stream is refused, and the command not run" {
	for text in '政府工作报告' '{"a":1}' 'a' ''$'\n'; do
		printf '%s\n' "$text" >in
		try 2 gwr-body touch it-ran
		has err "gwr-body: <stdin>:1: no legend"
		empty out
		[ ! -e it-ran ]
		cat in | gwr-body touch it-ran 2>err && return 1
		has err "gwr-body: <stdin>:1: no legend"
		[ ! -e it-ran ]
	done
}

@test "a command that is missing, or cannot be run, is named" {
	values >in
	try 2 gwr-body
	has err "gwr-body: no command given"
	empty out
	try 2 gwr-body ./no-such-command
	has err "gwr-body: ./no-such-command: No such file or directory"
	: >plain
	try 2 gwr-body ./plain
	has err "gwr-body: ./plain: Permission denied"
}

@test "an input that cannot be read is an error" {
	got=0
	gwr-body cat <. >out 2>err || got=$?
	[ $got = 2 ]
	has err "gwr-body: <stdin>: read error: Is a directory"
}
