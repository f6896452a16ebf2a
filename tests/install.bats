#!/usr/bin/env bats
# make install, and what it leaves.
load helper

build() { env -u MAKEFLAGS -u MFLAGS make -s -C "$TOP" CFLAGS=-O0 "$@" </dev/null >log 2>&1 || { cat log; return 1; }; }

@test "an installed suite works without its source, and uninstalls to nothing" {
	prefix=$PWD/usr
	build BUILD="$PWD/b" PREFIX="$prefix" install
	build BUILD="$PWD/b" DESTDIR="$PWD/root" PREFIX=/opt/gwr BINDIR=/opt/gwr/libexec install
	mv b elsewhere
	for p in "$TOP"/cmd/*.c; do
		p=gwr-$(basename "$p" .c)
		[ -x "usr/bin/$p" ]
		try 0 "$prefix/bin/$p" --version
		cmp "$TOP/docs/$p.1" "usr/share/man/man1/$p.1"
	done
	for c in usr/share/bash-completion/completions/gwr-tag usr/share/fish/vendor_completions.d/gwr-tag.fish \
		usr/share/zsh/site-functions/_gwr-tag; do
		has $c on-error
	done
	cmp "$TOP/docs/gwr-records.5" usr/share/man/man5/gwr-records.5
	diff -r "$TOP/rules" usr/share/gwr/rules
	# with rules of its own, found where they were installed
	try 0 "$prefix/bin/gwr-check"
	printf '政府工作报告\n\n各位代表：\n\n　　全年新增就业1200人以上。\n' >in
	PATH=$prefix/bin:/usr/bin:/bin try 0 sh -c 'gwr-split | gwr-tag -c role,text'
	empty err
	has out 全年新增就业1200人以上。
	# DESTDIR and PREFIX put everything where they say
	[ -x root/opt/gwr/libexec/gwr-body ]
	[ -d root/opt/gwr/share/gwr/rules ]
	[ -e root/opt/gwr/share/man/man1/gwr-body.1 ]
	[ "$(ls root)" = opt ]
	mv elsewhere b
	build BUILD="$PWD/b" PREFIX="$prefix" uninstall
	[ -z "$(find usr ! -type d)" ]
}
