#!/usr/bin/env bats
# Reports are independent of each other: any number of processes gives the bytes of one.
load helper

setup() {
	cd "$BATS_TEST_TMPDIR" || return 1
	mkdir reports
	for place in 河北省 山西省 福建省 湖南省 青海省 贵州省 陕西省 甘肃省; do
		for year in 2025 2026; do
			sed "s/云溪省/$place/g" "$TOP/examples/yunxi-$year.txt" >"reports/$place-$year.txt"
		done
	done
	find reports -name '*.txt' | LC_ALL=C sort >list
}

serial() { xargs gwr-split <list 2>/dev/null | gwr-tag; }

@test "GNU parallel over files gives the rows of one process, byte for byte" {
	command -v parallel >/dev/null || skip "GNU parallel is not installed"
	serial | gwr-extract >serial.tsv
	parallel --will-cite -k -j 4 'gwr-split {} | gwr-tag | gwr-extract' <list >many.tsv
	awk 'NR == 1 || !/^#/' many.tsv >parallel.tsv
	[ "$(wc -l <serial.tsv)" -gt 200 ]
	cmp serial.tsv parallel.tsv
}

@test "tagged records cut anywhere between lines give the same rows" {
	serial >tagged.tsv
	gwr-extract <tagged.tsv >serial.tsv
	{
		head -n 1 serial.tsv
		for size in 7 64; do
			rm -f part.*
			tail -n +2 tagged.tsv | split -l $size -a 4 - part.
			for p in part.*; do
				{ head -n 1 tagged.tsv; cat "$p"; } | gwr-extract --header=none || [ $? = 1 ]
			done >"cut.$size"
		done
	} >whole.tsv
	cat cut.7 >>whole.tsv
	cmp serial.tsv whole.tsv
	cmp cut.7 cut.64
}

@test "streams of several processes, put together, are one stream to the next filter" {
	for f in $(cat list); do gwr-split "$f" | gwr-tag; done >many.tsv
	[ "$(grep -c '^#' many.tsv)" -gt 1 ]
	serial | gwr-extract >serial.tsv
	gwr-extract many.tsv >joined.tsv
	cmp serial.tsv joined.tsv
}
