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

@test "what a page of docs/ shows behind an indented \$ is what the commands print" {
	pages=0
	for page in "$TOP"/docs/*.md; do
		transcripts "$page" >shown
		grep -q '^\$ ' shown || continue
		pages=$((pages + 1))
		# the page's commands are one session, in a directory of its own with the rules and examples of the source in it
		awk -v q="'" '
		function quoted(s) { gsub(q, q "\\" q q, s); return q s q }
		function flush() { if (cmd != "") printf "printf \"%%s\\n\" %s\n%s\n", quoted(text), cmd; cmd = "" }
		/^\$ / { flush(); text = $0; cmd = substr($0, 3); next }
		cmd != "" && /^>/ { text = text "\n" $0; cmd = cmd "\n" substr($0, 3); next }
		END { flush() }' shown >run.sh
		mkdir "${page##*/}"
		ln -s "$TOP/examples" "$TOP/rules" "${page##*/}"
		(cd "${page##*/}" && bash ../run.sh) >seen 2>&1 </dev/null || true
		diff -u shown seen || { echo "in ${page##*/}"; return 1; }
	done
	[ "$pages" -ge 1 ]
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
