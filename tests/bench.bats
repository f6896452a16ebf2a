#!/usr/bin/env bats
# What the programs cost: instructions as kept in tests/bench/instructions.tsv, memory that does not grow with the input.
load helper

@test "no program needs a fifth more instructions, per byte or to start, than tests/bench/instructions.tsv keeps" {
	[ "$(uname -m)" = x86_64 ] || skip "the counts kept are of x86-64"
	command -v valgrind >/dev/null || skip "valgrind is not installed"
	valgrind --tool=none gwr-split --version >/dev/null 2>&1 || skip "valgrind does not run this build"
	try 0 env BUILD="$BUILD" sh "$TOP/tests/bench/instructions"
}

# peaks N: the largest memory of each program, in KiB, over N copies of a report.
peaks() {
	for ((i = 0; i < $1; i++)); do cat "$TOP/examples/yunxi-2025.txt"; echo; done >many.txt
	"$BUILD/tools/peak" gwr-split many.txt 2>&1 >many.split
	"$BUILD/tools/peak" gwr-tag many.split 2>&1 >many.tag
	"$BUILD/tools/peak" gwr-extract many.tag 2>&1 >many.rows
	[ "$(wc -l <many.rows)" -gt "$1" ]
}

@test "memory stays below 16 MiB and is the same for thirty times the input" {
	[ -x "$BUILD/tools/peak" ] || skip "tests/tools/peak.c is not built"
	! nm "$BUILD/gwr-split" 2>/dev/null | grep -q __asan_init || skip "a sanitizer's memory is counted, too"
	peaks 100 >small
	peaks 3000 >large
	paste small large >both
	cat both
	[ "$(wc -l <both)" = 3 ]
	awk '{ few = $(NF / 2); many = $NF } many > 16384 || many > few + 1024 { bad = 1 } END { exit bad }' both
}
