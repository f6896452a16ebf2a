#!/usr/bin/env bats
# gwr-check: what is wrong with a rule file, and where.
load helper

# The rules in tests/check are looked at on their own, not upon the shipped ones.
setup() {
	cd "$BATS_TEST_TMPDIR" || return 1
	mkdir none
	cp "$TOP"/tests/check/* .
}

check() { try "$1" gwr-check --rules none "${@:2}"; }

rule() { printf 'kind: roles\nrules:\n- id: %s\n  role: review\n  start: %s\n  match: %s\n  no_match: %s\n' "$@"; }

@test "every message is what tests/check says, and the status is that of the worst" {
	for f in *.yaml; do
		want=0
		! grep -q ' error: ' "${f%.yaml}.lint" || want=2
		check $want "$f"
		same out <"${f%.yaml}.lint"
		empty err
	done
}

@test "every kind of finding is shown by some file of tests/check or a test here" {
	try 0 gwr-check --list
	cut -d' ' -f1 out >kinds
	[ "$(sort kinds | uniq -d)" = "" ]
	while read -r kind; do
		case $kind in unreadable | too-large) continue ;; esac
		grep -qF ": $kind: " ./*.lint || { echo "no test of $kind"; return 1; }
	done <kinds
}

@test "-W makes warnings count: status 1; errors are 2 all the same, and no finding is 0" {
	check 0 missing-test.yaml
	check 1 -W missing-test.yaml
	check 1 --warnings missing-test.yaml
	check 2 -W missing-test.yaml unknown-key.yaml
	check 0 -W fine.yaml
	empty out
}

@test "a file that cannot be read is told of on standard error, and the others are checked" {
	check 2 absent.yaml unknown-key.yaml
	has err 'gwr-check: absent.yaml: cannot read: No such file or directory'
	same out <unknown-key.lint
	mkfifo pipe.yaml
	mkdir folder
	ln -s . folder/round
	ln -s ../pipe.yaml folder/pipe.yaml
	cp unknown-key.yaml folder
	check 2 folder
	has out 'folder/unknown-key.yaml:5:3: error: '
	[ "$(grep -c unknown-key out)" = 2 ]
	empty err
}

@test "standard input is a rule file like any other" {
	cp unknown-key.yaml in
	check 2 -
	has out '<stdin>:5:3: error: unknown-key: unknown key "strat" (did you mean "start"?)'
}

@test "a folder is read with all its folders, in the order of names; files that are no .yaml are passed over" {
	mkdir -p rules/b rules/a
	rule one "'工作回顾'" "'工作回顾'" "'目标'" | tee rules/b/1.yaml >rules/a/1.yaml
	echo 'not yaml: [' >rules/a/notes.txt
	check 2 rules
	same out <<-END
	rules/b/1.yaml:3:3: error: duplicate-id: id "one" comes again (first in rules/a/1.yaml:3)
	END
}

@test "a rule file is checked upon the rules that it adds to, and only it is reported" {
	mkdir base
	rule one "'工作回顾'" "'工作回顾'" "'目标'" >base/1.yaml
	printf 'kind: roles\nrules: 5\n' >base/2.yaml
	rule one "'工作回望'" "'工作回望'" "'目标'" >own.yaml
	try 0 gwr-check --rules base own.yaml
	empty out
	has err 'the rules that these build on have 1 errors of their own'
	# a file of the base is looked at once
	try 0 gwr-check --rules base base/1.yaml
	empty out
	GWR_RULES=base try 2 gwr-check
	has out 'base/2.yaml:2:8: error: wrong-kind: '
}

@test "findings as JSON Lines, for editors" {
	check 2 --json duplicate-key.yaml
	same out <<-'END'
	{"file":"duplicate-key.yaml","line":"6","col":"3","level":"error","id":"duplicate-key","message":"key \"role\" comes again (first in line 4)"}
	{"file":"duplicate-key.yaml","line":"7","col":"3","level":"error","id":"duplicate-key","message":"key \"role\" comes again (first in line 4)"}
	END
}

@test "findings as records, where columns are asked for" {
	check 2 -c line,id duplicate-key.yaml
	same out <<-'END'
	#line	id
	6	duplicate-key
	7	duplicate-key
	END
}

@test "what a stranger's file says does not steer the terminal" {
	printf 'kind: "a\\e[31mb"\n' >stranger.yaml
	check 2 stranger.yaml
	same out <<-END
	stranger.yaml:1:7: error: unknown-kind: unknown kind "a?[31mb"
	END
}

@test "the limits: a file too large, too many values, too long a pattern" {
	{ echo 'kind: roles'; yes '# nothing' | head -c 5000000; } >large.yaml
	check 2 large.yaml
	has out 'large.yaml: error: too-large: larger than 4194304 bytes'
	{ echo 'kind: roles'; echo -n 'rules: ['; yes '1,' | head -n 300000 | tr -d '\n'; echo ']'; } >many.yaml
	check 2 many.yaml
	has out 'error: too-large: too many values in one file'
	{ printf "kind: roles\nrules:\n- id: one\n  role: review\n  start: '"; yes 甲 | head -n 20000 | tr -d '\n'; printf "'\n"; } >long.yaml
	check 2 long.yaml
	has out 'long.yaml:5:11: error: bad-pattern: the pattern does not compile: '
}

@test "two thousand rule files are enough" {
	mkdir lots
	for i in $(seq 2100); do echo 'kind: roles' >lots/$i.yaml; done
	check 2 lots
	[ "$(grep -c 'more than 2000 rule files' out)" = 1 ]
}

@test "the profile: what each rule cost and found on a text, raw or records" {
	rule one "'[0-9]{4}年工作回顾'" "'2024年工作回顾'" "'目标'" >own.yaml
	printf '一、2024年工作回顾\n二、年工作回顾\n三、2025年目标\n2023年工作回顾，2022年工作回顾\n' >text
	check 0 --profile text own.yaml
	cells out tried texts matches rule key file line text >rows
	same rows <<-END
	3	2	3	one	start	own.yaml	5	[0-9]{4}年工作回顾
	END
	{ printf '#doc\ttext\n'; sed 's/^/x\t/' text; } >records.tsv
	check 0 --profile records.tsv own.yaml
	cells out tried texts matches rule key file line text | cmp - rows
	check 2 --profile absent own.yaml
	# with errors in the rules there is no profile
	check 2 --profile text unknown-key.yaml
	has out 'unknown-key'
}

@test "a pattern that gives up is reported with its rule and the record, and the run goes on" {
	rule one "'(?:工作|工|作)+回顾[了过]'" "'工作回顾了'" "'目标'" >own.yaml
	{ printf '#doc\ttext\nx\t'; for i in 1 2 3 4 5; do printf 工作工作工作工作工作工作工作; done; printf '，回顾了\nx\t工作回顾了\n'; } >records.tsv
	check 2 --profile records.tsv own.yaml
	has err 'gwr-check: own.yaml:5: the pattern gave up ('
	has err ') at records.tsv:2: the text counts as not matched'
	cells out tried matches | cmp - <(printf '2\t1\n')
}

@test "a program that uses rules does not start with wrong ones, and says where they are wrong" {
	try 2 gwr-tag --rules unknown-key.yaml --rules bad-pattern.yaml
	same err <<-END
	gwr-tag: unknown-key.yaml:5:3: unknown key "strat" (did you mean "start"?)
	gwr-tag: unknown-key.yaml:6:3: unknown key "colour"
	END
	empty out
	try 2 gwr-tag --rules bad-pattern.yaml
	has err 'gwr-tag: bad-pattern.yaml:5:29: the pattern does not compile: missing terminating ]'
}

@test "the digest tells rule sets apart, not the places where they are" {
	mkdir -p here there/rules
	cp fine.yaml width-twin-word.yaml here
	cp fine.yaml width-twin-word.yaml there/rules
	check 0 --stats here
	grep -o 'digest=.*' err >one
	check 0 --stats there
	grep -o 'digest=.*' err | cmp - one
	echo '# more' >>there/rules/fine.yaml
	check 0 --stats there
	! grep -qf one err
	has err 'files=2 errors=0 warnings=2 elsewhere=0 digest='
}

@test "the shipped rules have no errors, and nothing to warn of" {
	try 0 gwr-check -W --rules none "$TOP/rules"
	empty out
}

@test "the examples of gwr-check(1) print what it shows" {
	examples "$TOP/docs/gwr-check.1"
}

@test "the examples of gwr-rules(5) print what it shows" {
	examples "$TOP/docs/gwr-rules.5"
}

@test "gwr-check(1) tells of every kind of finding" {
	try 0 gwr-check --list
	cut -d' ' -f1 out | while read -r kind; do
		grep -q "^\.It Sy .*$kind\b" "$TOP/docs/gwr-check.1" || { echo "no $kind"; return 1; }
	done
}

@test "gwr-rules(5) tells of every kind of file and every key in it" {
	try 0 gwr-check --kinds
	[ "$(wc -l <out)" -gt 50 ]
	cut -d' ' -f1 out | tr . '\n' | sort -u | while read -r word; do
		grep -qw "$word" "$TOP/docs/gwr-rules.5" || { echo "no $word"; return 1; }
	done
	has out 'roles.rules.role             one of a few texts, required: front, opening,'
}
