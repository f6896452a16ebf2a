#!/usr/bin/env bats
# The manuals say what the programs do.
load helper

programs() { for f in "$TOP"/cmd/*.c; do basename "$f" .c; done; }

@test "every option of a program is in its manual, and no other" {
	for p in $(programs); do
		page=$TOP/docs/gwr-$p.1
		[ -e "$page" ] || continue        # tests/run tells
		"gwr-$p" --help </dev/null | sed -n 's/^  \(   \|-.,\) --\([a-z-]*\).*/\2/p' | sort >have
		# .It Fl c , Fl Fl columns Ns = Ns Ar a,b,c
		sed -n 's/^\.It .*Fl Fl \([a-z-]*\).*/\1/p' "$page" | sort -u >told
		# those that all filters share may be told once, in gwr-records(5)
		if grep -q '^\.Xr gwr-records 5' "$page"; then
			sed -n 's/^\.It .*Fl Fl \([a-z-]*\).*/\1/p' "$TOP/docs/gwr-records.5" >shared
			printf '%s\n' completion help version >>shared
		fi
		sort -u told shared | comm -23 have - >missing
		comm -13 have told >wrong
		[ ! -s missing ] || { echo "gwr-$p.1 lacks: $(cat missing)"; bad=1; }
		[ ! -s wrong ] || { echo "gwr-$p.1 has options that there are not: $(cat wrong)"; bad=1; }
	done
	[ -z "${bad:-}" ]
}

@test "every manual of a program has the sections that a reader looks for" {
	for p in $(programs); do
		[ -e "$TOP/docs/gwr-$p.1" ] || continue
		for s in NAME SYNOPSIS DESCRIPTION "EXIT STATUS" EXAMPLES "SEE ALSO"; do
			grep -qx "\.Sh $s" "$TOP/docs/gwr-$p.1" || { echo "gwr-$p.1: no $s"; bad=1; }
		done
	done
	[ -z "${bad:-}" ]
}

@test "manuals refer to manuals that there are" {
	for f in "$TOP"/docs/*.[157]; do
		for r in $(sed -n 's/^\.Xr \(gwr[a-z-]*\) \([157]\).*/\1.\2/p' "$f"); do
			[ -e "$TOP/docs/$r" ] || { echo "${f##*/} refers to $r"; bad=1; }
		done
	done
	[ -z "${bad:-}" ]
}

@test "the examples of all manuals print what they show" {
	for f in "$TOP"/docs/*.[157]; do
		grep -q '^\$ ' "$f" || continue
		mkdir "${f##*/}"
		ln -s "$TOP/examples" "$TOP/rules" "${f##*/}"           # the reader may stand in the source
		(cd "${f##*/}" && examples "$f") || { echo "in ${f##*/}"; bad=1; }
	done
	[ -z "${bad:-}" ]
}
