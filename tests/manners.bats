#!/usr/bin/env bats
# What a user may rely on of every program, however different they are. A program joins by a line in `table` and a case in
# `sample` (its input on standard input) and `big` (the same, with more output than any pipe holds).
load helper

# PROGRAM STATUS COMMAND: the status is that of the command when it is given its sample
table() {
	cat <<-'END'
	copy 0 copy
	body 0 gwr-body cat
	split 0 gwr-split
	tag 0 gwr-tag
	extract 0 gwr-extract
	diff 1 gwr-diff before.tsv -
	check 2 gwr-check -
	END
}
# which of them read records, which of them take operands that are read one after another
RECORDS="copy tag extract"
FILTERS="copy split tag extract"

legend() { printf '#doc\tyear\tlevel\tregion\tadcode\tpath\tkind\theading\tsrc\tline\tchars'; }

# records N [COLUMN=VALUE...]: text records of a report of an invented town; more columns stand before the last one
records() {
	local n=$1 names= values= i
	shift
	for i; do
		names+=$TAB${i%%=*} values+=$TAB${i#*=}
	done
	printf '%s%s\ttext\n' "$(legend)" "$names"
	awk -v n="$n" -v more="$values" 'BEGIN { for (i = 1; i <= n; i++) {
		printf "2025-WF.1\t2025\ttownship\t\t\t1.1.%d.1\ttext\t政府工作报告\twf.txt\t%d\t20%s\t", i, i, more
		print "地区生产总值增长" i % 9 + 1 "%左右，城镇新增就业" i "人以上。" } }'
}

report() {      # report N: a report with N paragraphs
	printf '政府工作报告\n\n——2025年1月8日在雾风镇第三届人民代表大会第四次会议上\n\n雾风镇镇长 林小满\n\n各位代表：\n\n'
	printf '现在，我代表镇人民政府，向大会作工作报告，请予审议。\n\n一、2024年工作回顾\n\n'
	awk -v n="$1" 'BEGIN { for (i = 1; i <= n; i++)
		print "全镇地区生产总值增长" i % 9 + 1 "%，新建道路" i "公里。村民人均可支配收入增长6.5%左右。\n" }'
}

sample() {
	case $1 in
	split) report 5 ;;
	extract) records 5 role=targets period=2025 topics=macroeconomics terms= ;;
	diff) records 5 role=targets period=2025 topics= terms= | sed 's/1人以上/1人以内/' ;;
	check) printf 'no rule: at all\n' ;;
	*) records 5 ;;
	esac
}

big() {
	case $1 in
	split) report 30000 ;;
	extract) records 30000 role=targets period=2025 topics=macroeconomics terms= ;;
	diff) printf '%s\trole\tperiod\ttopics\tterms\ttext\n' "$(legend)" ;;
	check) printf 'no rule: at all\n' ;;
	*) records 30000 ;;
	esac
}

setup_file() {
	local p
	cd "$BATS_FILE_TMPDIR" || return 1
	for p in $(table | cut -d' ' -f1); do
		mkdir -p "$p"
		sample "$p" >"$p/in"
		big "$p" >"$p/big"
	done
	[ ! -d diff ] || { records 5 role=targets period=2025 topics= terms= >diff/before.tsv; }
	printf 'left alone\n' >untouched
}

# Sets command, status, of program $1.
program() {
	local row
	row=$(table | grep "^$1 ")
	row=${row#* }
	status=${row%% *}
	read -ra command <<<"${row#* }"
	PATH=$BUILD/tools:$PATH
}

# each FUNCTION [PROGRAM...]: calls it for every program (or these), in a directory with the files in, big and out_ (what the
# program makes of in), with `command` and `status` set; fails if it fails for any, and says for which.
each() {
	local check=$1 p bad=0
	shift
	for p in ${*:-$(table | cut -d' ' -f1)}; do
		# one that is not built fails the first test
		[ $p = copy ] || [ -x "$BUILD/gwr-$p" ] || continue
		cp -r "$BATS_FILE_TMPDIR/$p" . && mkdir -p "$p"
		# set -e does not hold in a command that is tested, but it does in one that is waited for
		(
			set -e
			cd "$p"
			program "$p"
			"$check" "$p"
		) >"$p.log" 2>&1 &
		wait $! && continue
		bad=1
		echo "---- $p"
		cat "$p.log"
	done
	return $bad
}

# complains TEXT: standard error is one line, led by the program's name, that holds the text.
complains() {
	[ "$(wc -l <err)" = 1 ] || { echo "not one line:"; head -20 err; return 1; }
	grep -q '^gwr-[a-z]*: ' err || { cat err; return 1; }
	has err "$1"
}

@test "every program is in the table" {
	for f in "$BUILD"/gwr-*; do
		table | grep -q "^${f##*/gwr-} " || { echo "$f is not"; return 1; }
	done
	for f in split tag extract diff check body; do
		[ -x "$BUILD/gwr-$f" ] || { echo "gwr-$f is not there"; return 1; }
	done
}

works() {
	try "$status" "${command[@]}"
	[ "$1" = check ] || empty err
	[ -s out ]
	[ "$(tail -c 1 out | od -An -c | tr -d ' ')" = '\n' ]
	mv out first
	try "$status" "${command[@]}"
	cmp first out
}
@test "a program does its work, says nothing of it, and does the same again" { each works; }

helps() {
	try 0 "${command[0]}" --help
	empty err
	has out "usage: gwr-$1"
	has out --version
	[ "$(wc -l <out)" -le 40 ]
	[ "$(awk 'length > 120' out)" = "" ]
}
@test "--help fits a screen, goes to standard output, status 0" { each helps; }

tells_version() {
	try 0 "${command[0]}" --version
	empty err
	[ "$(wc -l <out)" = 1 ]
	grep -Eq "^gwr-$1 [0-9]+\.[0-9]+.*PCRE2 [0-9].*libyaml [0-9].*jansson [0-9]" out
}
@test "--version names program, version and libraries" { each tells_version; }

completes() {
	try 0 "${command[0]}" --completion=bash
	[ "$(wc -l <out)" = 1 ]
	(source ./out; complete -p "gwr-$1") >/dev/null
	# every option of --help is there, in each shell's words
	"${command[0]}" --help </dev/null | sed -n 's/^  .. *.* *--\([a-z-]*\).*/\1/p' | sort >options
	[ "$(wc -l <options)" -ge 3 ]
	sed "s/.*'\(.*\)'.*/\1/" out | tr ' ' '\n' | sed 's/^--//' | sort | cmp options -
	try 0 "${command[0]}" --completion fish
	sed -n 's/.* -l \([a-z-]*\).*/\1/p' out | sort | cmp options -
	try 0 "${command[0]}" --completion zsh
	sed -n 's/^\t.*--\([a-z-]*\).*/\1/p' out | sort | cmp options -
	try 2 "${command[0]}" --completion=tcsh
	complains "--completion takes bash, fish or zsh"
}
@test "--completion tells bash, fish and zsh every option" { each completes; }

refuses_options() {
	for o in --no-such-thing --vers --help=3 -? --version=; do
		try 2 "${command[0]}" "$o"
		empty out
		[ "$(wc -l <err)" = 1 ]
		has err "gwr-$1: "
	done
	try 2 "${command[0]}" --helpp
	complains "did you mean --help?"
	try 2 "${command[0]}" --versio
	complains "did you mean --version?"
}
@test "a wrong option is a usage error: one line, status 2, the nearest name; no abbreviations" { each refuses_options; }

refuses_records_options() {
	try 2 "${command[@]}" --header=red
	complains '--header takes hash, plain or none, not "red"'
	try 2 "${command[@]}" --on-error=ask
	complains '--on-error takes stop or skip, not "ask"'
	try 2 "${command[@]}" --columns
	complains "--columns needs an argument"
	try 2 "${command[@]}" -c doc,,text
	complains "--columns takes names with commas between them"
	try 2 "${command[@]}" -c doc,nonsense
	complains 'no column "nonsense" (there are doc, '
	try 2 "${command[@]}" --json=yes
	complains "--json takes no argument"
}
@test "the options that filters share are checked" { each refuses_records_options $FILTERS; }

chooses_columns() {
	try 0 "${command[@]}" -c year,doc
	[ "$(sed -n 1p out)" = "#year${TAB}doc" ]
	[ "$(awk -F'\t' 'NF != 2' out)" = "" ]
	sed 1d out >two
	try 0 "${command[@]}" --header=plain --columns=year,doc
	[ "$(sed -n 1p out)" = "year${TAB}doc" ]
	sed 1d out | cmp two -
	try 0 "${command[@]}" --header none -cyear,doc
	cmp two out
	try 0 "${command[@]}" --json -c year,doc
	[ "$(jq -r '[.year, .doc] | @tsv' out)" = "$(cat two)" ]
	[ "$(jq -r 'keys_unsorted | join(" ")' out | sort -u)" = "year doc" ]
}
@test "-c, --header and --json shape the output of every filter" { each chooses_columns $FILTERS; }

shows_stats() {
	try 0 "${command[@]}"
	mv out first
	try 0 "${command[@]}" --stats
	cmp first out
	[ "$(wc -l <err)" = 1 ]
	grep -Eq "^gwr-$1: [a-z_]+=[0-9]+( [a-z_]+=[0-9]+( \\([0-9.]+%\\))?)*$" err
}
@test "--stats adds one line of counts on standard error" { each shows_stats $FILTERS; }

survives_sigpipe() {
	{ set +e; sleep 0.2; "${command[@]}" <in 2>err; echo $? >was; } | :
	[ "$(cat was)" = 141 ]
	empty err
	[ "$1" = diff ] || [ "$1" = check ] || {
		{ set +e; "${command[@]}" <big 2>err; echo $? >was; } | head -n 1 >line
		[ "$(cat was)" = 141 ]
		empty err
		[ "$(wc -l <line)" = 1 ]
	}
}
@test "a reader that goes away ends a program silently (SIGPIPE)" { each survives_sigpipe; }

survives_ignored_sigpipe() {
	[ "$1" != body ] || command=(gwr-body true)     # what it runs has its own manners
	(trap '' PIPE; { set +e; sleep 0.2; "${command[@]}" <in 2>err; echo $? >was; } | :)
	[ "$(cat was)" = 2 ]
	empty err
}
@test "where SIGPIPE is ignored, a reader that goes away ends a program silently, status 2" { each survives_ignored_sigpipe; }

tells_full_disk() {
	[ "$1" != body ] || command=(gwr-body true)
	for f in in big; do
		got=0
		"${command[@]}" <$f >/dev/full 2>err || got=$?
		[ $got = 2 ]
		complains "write error: No space left on device"
	done
	for o in --help --version; do
		got=0
		"${command[0]}" $o </dev/null >/dev/full 2>err || got=$?
		[ $got = 2 ]
		complains "write error: No space left on device"
	done
}
@test "a full disk is an error, be the output large or small" { each tells_full_disk; }

tells_closed_output() {
	[ "$1" != body ] || command=(gwr-body true)
	got=0
	"${command[@]}" <in >&- 2>err || got=$?
	[ $got = 2 ]
	complains "write error: Bad file descriptor"
	got=0
	"${command[0]}" --help </dev/null >&- 2>err || got=$?
	[ $got = 2 ]
	# the first file that is opened must not become standard output
	cp in kept
	case $1 in
	body) ;;
	*) "${command[@]/#-/in}" </dev/null >&- 2>err || got=$?
	   "${command[@]/#-/}" in </dev/null >&- 2>>err || got=$?
	   [ $got = 2 ] ;;
	esac
	cmp kept in
}
@test "closed standard output is an error, and no file is written to instead" { each tells_closed_output; }

bears_closed_input() {
	got=0
	[ "$1" = body ] || "${command[@]}" <&- >out 2>err || got=$?
	case $1 in
	body) ;;
	*) [ $got = 2 ] && complains "Bad file descriptor" ;;
	esac
	case " $FILTERS " in *" $1 "*)
		try "$status" "${command[@]}" in
		mv out first
		"${command[@]}" in <&- >out 2>err
		cmp first out
		empty err ;;
	esac
}
@test "closed standard input is an error where it is read, and none where it is not" { each bears_closed_input; }

bears_closed_error() {
	try "$status" "${command[@]}"
	mv out first
	got=0
	"${command[@]}" <in >out 2>&- || got=$?
	[ $got = "$status" ]
	cmp first out
	got=0
	"${command[0]}" --no-such-thing </dev/null >out 2>&- || got=$?
	[ $got = 2 ]
	empty out
}
@test "closed standard error changes neither output nor status" { each bears_closed_error; }

reads_operands() {
	rm -rf folder
	mkdir folder
	mv in good
	try 0 "${command[@]}" good
	empty err
	mv out first
	try 2 "${command[@]}" folder
	complains "folder: Is a directory"
	try 2 "${command[@]}" missing.txt good
	complains "missing.txt: No such file or directory"
	cmp first out
	try 2 "${command[@]}" good folder
	complains "folder: Is a directory"
	cmp first out
	mv good in
	try 0 "${command[@]}" -
	mv out first
	try 0 "${command[@]}"
	cmp first out
	try 0 "${command[@]}" -- -
	cmp first out
}
@test "operands are files, - is standard input; one that cannot be read is named, and the others go on" { each reads_operands $FILTERS; }

names_bad_operands() {
	rm -rf folder
	mkdir folder
	rm in
	try 2 gwr-diff folder before.tsv
	complains "folder: Is a directory"
	try 2 gwr-diff before.tsv missing
	complains "missing: No such file or directory"
	try 2 gwr-check missing
	complains "missing: cannot read: No such file or directory"
}
@test "gwr-diff and gwr-check name an operand that cannot be read" { each names_bad_operands diff; }

# answers COMMAND...: gives it half of the sample, waits for output, and only then the rest
answers() {
	local half i
	half=$(($(wc -l <in) - 1))
	rm -f pipe
	mkfifo pipe
	"$@" <pipe >out 2>err &
	exec 9>pipe
	head -n $half in >&9
	for i in $(seq 100); do
		[ "$(wc -l <out)" -lt 2 ] || break
		sleep 0.1
	done
	[ "$(wc -l <out)" -ge 2 ] || { echo "no output before the end of the input"; exec 9>&-; return 1; }
	tail -n +$((half + 1)) in >&9
	exec 9>&-
	wait $!
	cp out live
	"$@" <in >out
	cmp live out
}
is_live() {
	[ "$1" != split ] || report 100 >in     # what a text is, gwr-split sees from its first lines
	answers "${command[@]}"
	answers "${command[@]}" --line-buffered
}
@test "records come out as they come in, with and without --line-buffered" { each is_live $FILTERS; }

counts_writes() {
	try 0 "${command[@]}" --line-buffered
	FAIL=write:0 FAIL_COUNT=writes LD_PRELOAD=$BUILD/tools/fail.so "${command[@]}" --line-buffered <in >out
	[ "$(cat writes)" = "$(wc -l <out)" ]
	FAIL=write:0 FAIL_COUNT=writes LD_PRELOAD=$BUILD/tools/fail.so "${command[@]}" <in >out
	[ "$(cat writes)" = 1 ]
}
@test "--line-buffered writes record by record, else blocks are written" {
	! sanitized || skip "a sanitizer must be loaded first"
	each counts_writes $FILTERS
}

ignores_locale() {
	try "$status" "${command[@]}"
	mv out first
	for l in C C.UTF-8 POSIX zh_CN.GB18030 tr_TR.UTF-8 no-such-locale ""; do
		try "$status" env LC_ALL="$l" LANG="$l" TZ=Pacific/Kiritimati "${command[@]}"
		cmp first out
	done
	try "$status" env -i PATH="$PATH" ${ASAN_OPTIONS:+ASAN_OPTIONS="$ASAN_OPTIONS"} "${command[@]}"
	cmp first out
}
@test "the output is the same under any locale and time zone, and without an environment" { each ignores_locale; }

keeps_nul() {
	sed 's/左右，城/左\x01右，城/' in | tr '\001' '\000' >nul
	mv nul in
	[ "$(tr -dc '\000' <in | wc -c)" -gt 0 ]
	try 0 "${command[@]}"
	empty err
	[ "$1" = extract ] || [ "$(tr -dc '\000' <out | wc -c)" = "$(tr -dc '\000' <in | wc -c)" ]
	try 0 "${command[@]}" --json
	jq -e . out >/dev/null
}
@test "NUL in a text is data" { each keeps_nul $RECORDS; }

keeps_bad_utf8() {
	printf '%s\n' "$(sed -n 3p in)"$'\xFF\xFE' "$(sed -n 4p in)"$'\xE5' >>in
	try 0 "${command[@]}"
	[ "$(wc -l <err)" = 2 ]
	has err "<stdin>:7:$(($(sed -n 3p in | wc -c))): invalid UTF-8"
	has err "2 records with invalid UTF-8 in all"
	[ "$1" = extract ] || { LC_ALL=C grep -q $'\xFF\xFE$' out && LC_ALL=C grep -q $'\xE5$' out; }
	try 0 "${command[@]}" --json
	jq -e . out >/dev/null
}
@test "invalid UTF-8 is kept, named once with file, line and byte, and counted" { each keeps_bad_utf8 $RECORDS; }

bears_no_last_newline() {
	try "$status" "${command[@]}"
	mv out first
	printf '%s' "$(cat in)" >cut
	mv cut in
	try "$status" "${command[@]}"
	[ "$1" = body ] || cmp first out
}
@test "a last line without its newline is a line" { each bears_no_last_newline; }

bears_long_lines() {
	{ cat in; [ "$1" = split ] || sed -n 2p in | tr -d '\n'; awk 'BEGIN { for (i = 0; i < 100000; i++) printf "建成公路%d公里，", i; print "。" }'; } >long
	mv long in
	[ "$1" != diff ] || [ "$1" != check ] || return 0
	try "$status" "${command[@]}"
	[ "$(wc -c <out)" -gt 1000 ]
}
@test "a line of three megabytes is a line" { each bears_long_lines copy body split tag extract; }

is_frugal() {
	# what the program needs to start: from 8 MB on in steps of 4
	local base
	for ((base = 8000; base < 400000; base += 4000)); do
		(ulimit -v $base; "${command[@]}" <in >/dev/null 2>&1) && break
	done
	for i in 1 2 3 4 5 6 7 8; do tail -n +2 big; done >more
	cat big more >huge
	(ulimit -v $((base + 12000)); "${command[@]}" <huge >out 2>err)
	empty err
	[ "$(wc -c <huge)" -gt 20000000 ]
	echo "$1: $base KB to start"
}
@test "memory does not grow with the input: 30 MB pass within 12 MB of what the start needs" {
	! sanitized || skip "a sanitizer takes all address space"
	each is_frugal $FILTERS
}

has_limits() {
	for ((i = 0; i < 25; i++)); do printf 'ragged\n'; done >>in
	try 2 "${command[@]}" --on-error=skip
	[ "$(wc -l <err)" = 11 ]
	has err "15 more messages like these"
}
@test "of many messages ten are shown and the rest counted" { each has_limits $RECORDS; }

needs_records() {
	mv in good
	printf '政府工作报告\n' >raw.txt
	try 2 "${command[@]}" raw.txt
	complains "raw.txt:1: no records"
	empty out
	try 0 "${command[@]}" good
	mv out first
	try 2 "${command[@]}" raw.txt good
	cmp first out
	printf 'ragged\n' | cat good - good >ragged.tsv
	try 2 "${command[@]}" ragged.tsv
	complains "ragged.tsv:7: 1 field where the legend has "
	"${command[@]}" ragged.tsv >both 2>&1 || true
	# what was written comes before what is said of it (gwr-tag holds a paragraph back until it has seen all of it)
	[ "$1" = tag ] || cat out err | cmp - both
	try 2 "${command[@]}" --on-error=skip ragged.tsv
	complains "ragged.tsv:7: 1 field where the legend has "
	[ "$(wc -l <out)" = "$(($(wc -l <first) * 2 - 1))" ]
	: >in
	try 0 "${command[@]}"
	empty out
}
@test "raw text and ragged rows are errors with file and line; the rest goes on with --on-error=skip" { each needs_records copy tag; }

reads_any_form() {
	try 0 "${command[@]}" in
	mv out first
	copy --json in >lines.json
	try 0 "${command[@]}" lines.json
	cmp first out
	printf '\xEF\xBB\xBF' | cat - in | sed 's/$/\r/' >dos.tsv
	try 0 "${command[@]}" dos.tsv
	cmp first out
	# columns in another order, and more of them
	awk -F'\t' -v OFS='\t' 'NR == 1 { sub(/^#/, ""); print "#" $2, $1, "mine", substr($0, length($1 $2) + 3); next }
		{ print $2, $1, "kept \\t as it \\is", substr($0, length($1 $2) + 3) }' in >other.tsv
	try 0 "${command[@]}" -c "$(head -n 1 first | tr -d '#' | tr '\t' ',')" other.tsv
	cmp first out
	[ "$1" = extract ] || {
		try 0 "${command[@]}" -c mine other.tsv
		[ "$(sed -n 2p out)" = 'kept \t as it \is' ]
	}
}
@test "columns in any order, more of them, JSON Lines, CR LF: the same records come out" { each reads_any_form $RECORDS; }

# damage SEED: standard input with bytes changed and lines dropped, doubled and cut
damage() {
	awk -v seed="$1" 'BEGIN {
		srand(seed)
		n = split("9 10 13 32 34 35 44 46 92 123 128 187 191 226 239 255", code, " ")
		for (i = 1; i <= n; i++) odd[i] = sprintf("%c", code[i] + 0)
	}
	{
		r = rand()
		if (r < 0.1) next
		if (r < 0.2) print
		if (r < 0.5) {
			at = 1 + int(rand() * length($0))
			$0 = substr($0, 1, at - 1) odd[1 + int(rand() * n)] substr($0, at + int(rand() * 3))
		}
		if (r > 0.95) $0 = substr($0, 1, int(rand() * length($0)))
		print
	}'
}
bears_damage() {
	local seed got
	mv in good
	for seed in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do
		damage $seed <good >in
		got=0
		timeout 60 "${command[@]}" <in >out 2>err || got=$?
		[ $got -le 2 ] || { echo "seed $seed: status $got"; cat err; return 1; }
		[ $got != 2 ] || [ -s err ] || [ "$1" = check ]
		# what comes out is a record stream all the same
		[ "$1" = body ] || [ "$1" = check ] || copy out >/dev/null
	done
}
@test "a damaged input is told of and never the end: what comes out are records" { each bears_damage; }

dies_of_sigterm() {
	mkfifo pipe
	"${command[@]}" <pipe >out 2>err &
	exec 9>pipe
	head -n 2 in >&9
	sleep 0.3
	kill $!
	got=0
	wait $! || got=$?
	exec 9>&-
	[ $got = 143 ]
	empty err
}
@test "SIGTERM ends a program as it should, silently" { each dies_of_sigterm; }

# fails FUNCTION N: with the N-th call of a function failing, a program does its work as ever or says what is wrong
fails() {
	local got=0
	FAIL=$1:$2 LD_PRELOAD=$BUILD/tools/fail.so timeout 60 "${command[@]}" <in >out 2>err || got=$?
	[ $got != "$status" ] || ! cmp -s good out || return 0
	[ $got != 2 ] || ! grep -q '^gwr-' err || return 0
	echo "FAIL=$1:$2: status $got"
	head -5 err
	return 1
}
bears_failures() {
	local f n total step
	[ "$1" != body ] || command=(gwr-body true)
	"${command[@]}" <in >good 2>&1 || [ $? = "$status" ]
	for f in malloc read write close; do
		FAIL=$f:0 FAIL_COUNT=total LD_PRELOAD=$BUILD/tools/fail.so "${command[@]}" <in >out 2>err || [ $? = "$status" ]
		total=$(cat total)
		# every one of the first and last, and a sample between
		step=$((total / 40 + 1))
		for ((n = 1; n <= total; n += n < 12 || n > total - 12 ? 1 : step)); do
			fails $f $n
		done
	done
}
@test "a call of malloc, read, write or close that fails is told of, whichever it is" {
	! sanitized || skip "a sanitizer must be loaded first"
	each bears_failures
}
