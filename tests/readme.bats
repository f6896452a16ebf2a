#!/usr/bin/env bats
# README.md and docs/*.md show what the programs really print.
load helper

# transcripts FILE: its indented blocks from `$ command` on, without the indent.
transcripts() { awk '/^    \$ / { on = 1 } !/^    / { on = 0 } on { print substr($0, 5) }' "$1"; }

@test "what README.md shows is what the commands print" {
	transcripts "$TOP/README.md" >shown
	[ "$(grep -c '^\$ ' shown)" -ge 2 ]
	cd "$TOP"
	grep '^\$ ' "$BATS_TEST_TMPDIR/shown" | while IFS= read -r line; do
		printf '%s\n' "$line"
		bash -c "${line#??}" </dev/null || [ $? = 1 ]
	done >"$BATS_TEST_TMPDIR/seen"
	diff -u "$BATS_TEST_TMPDIR/shown" "$BATS_TEST_TMPDIR/seen"
}

@test "every page that README.md names is there" {
	grep -o '`[a-z.]*/[A-Za-z0-9_./-]*`' "$TOP/README.md" | tr -d '`' | while read -r page; do
		[ -e "$TOP/$page" ] || { echo "$page is missing"; exit 1; }
	done
}

@test "the demo shows a table of targets and how they were kept" {
	try 0 sh "$TOP/examples/demo"
	has out gdp
	has out 'unreported'
	[ "$(wc -l <out)" -gt 30 ]
}
