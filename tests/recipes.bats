#!/usr/bin/env bats
# docs/recipes.md shows what its commands print.
load helper

@test "the commands of docs/recipes.md print what is shown" {
	ln -s "$TOP/examples" "$TOP/rules" .
	awk '/^```console$/ { on = 1; next } /^```$/ { on = 0 } on' "$TOP/docs/recipes.md" >shown
	grep -q '^\$ ' shown
	# one script out of all, which prints each command as it stands and then runs it
	awk '
	function flush() { if (cmd != "") { printf "cat <<\\SHOWN\n%s\nSHOWN\n%s\n", text, cmd }; cmd = "" }
	/^\$ / { flush(); text = $0; cmd = substr($0, 3); next }
	/^> / { text = text "\n" $0; cmd = cmd "\n" substr($0, 3); next }
	END { flush() }' shown >run.sh
	LC_ALL=C.UTF-8 bash run.sh >seen 2>&1 </dev/null || true
	diff -u shown seen
}
