# Loaded by every tests/*.bats. A test runs in a directory of its own, under LC_ALL=C, with the programs of $BUILD first in PATH.
bats_require_minimum_version 1.5.0
TOP=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
BUILD=${BUILD:-build}
case $BUILD in /*) ;; *) BUILD=$TOP/$BUILD ;; esac
PATH=$BUILD:$PATH
LC_ALL=C
TAB=$'\t'
export PATH LC_ALL
unset GWR_RULES NO_COLOR

setup() {
	cd "$BATS_TEST_TMPDIR" || return 1
}

# try STATUS COMMAND...: runs it with standard output in the file `out` and standard error in `err`; fails, showing both, if it
# exits otherwise. Standard input is the file `in` where there is one, else empty.
try() {
	local want=$1 got=0 input=/dev/null
	shift
	[ ! -e in ] || input=in
	"$@" <"$input" >out 2>err || got=$?
	[ "$got" = "$want" ] && return
	echo "status $got, not $want: $*"
	head -c 2000 out
	head -c 2000 err
	return 1
}

# same FILE: its content is that of standard input (a here-document), byte for byte.
same() {
	cat >expected.$$
	if cmp -s "$1" expected.$$; then rm -f expected.$$; return; fi
	diff -u expected.$$ "$1" | head -50 | cat -A
	return 1
}

# has FILE TEXT: some line of the file holds the text.
has() {
	grep -qF -e "$2" "$1" && return
	echo "$1 lacks: $2"
	head -c 2000 "$1"
	return 1
}

# empty FILE: nothing was written to it.
empty() {
	[ ! -s "$1" ] && return
	echo "$1 is not empty:"
	head -c 2000 "$1"
	return 1
}

# cells FILE COLUMN...: these columns of a record stream, by name, without the legend.
cells() {
	local file=$1
	shift
	awk -F'\t' -v want="$*" '
	NR == 1 { sub(/^#/, ""); for (i = 1; i <= NF; i++) at[$i] = i; n = split(want, name, " "); next }
	{ for (i = 1; i <= n; i++) printf "%s%s", $(at[name[i]]), i < n ? "\t" : "\n" }' "$file"
}

# Whether the programs are built with sanitizers, which take address space and the place of malloc.
sanitized() {
	grep -q __asan_init "$BUILD/gwr-body"
}

# examples PAGE: runs the commands that a manual shows after `$ ` (`> ` continues one) in its literal displays, and holds what they
# print against what it shows.
examples() {
	local line command= more
	awk '/^\.Bd -literal/ { on = 1; next } /^\.Ed/ { on = 0 } on' "$1" | sed 's/\\e/\\/g; s/\\-/-/g; s/\\&//g' >shown
	sed -i '/^\$ /,$!d' shown
	grep -q '^\$ ' shown || { echo "$1 shows no command"; return 1; }
	: >seen
	while IFS= read -r line <&8; do
		case $line in
		'$ '*) command=${line#??} ;;
		'> '*) command+=$'\n'${line#??} ;;
		*) continue ;;
		esac
		printf '%s\n' "$line" >>seen
		IFS= read -r more <&7 || :
		case $more in '> '*) continue ;; esac
		bash -c "$command" </dev/null >>seen 2>&1 || :
	done 8< <(grep '^[$>] ' shown) 7< <(grep '^[$>] ' shown | tail -n +2)
	diff -u shown seen
}

# says TEXT...: text records of a report of an invented county, each text a paragraph among the tasks.
says() {
	local n=0 text
	printf '#doc\tyear\tlevel\tregion\tadcode\tpath\tkind\theading\tsrc\tline\tchars\ttext\n'
	printf '2025-YS\t2025\tcounty\t\t\t1\theading\t\tys.txt\t1\t9\t二、2025年重点工作\n'
	for text; do
		n=$((n + 1))
		printf '2025-YS\t2025\tcounty\t\t\t1.%d.1.1\ttext\t二、2025年重点工作\tys.txt\t%d\t%d\t%s\n' "$n" $((n + 1)) ${#text} "$text"
	done
}
