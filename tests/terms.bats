#!/usr/bin/env bats
# The column `terms`: formulations by the lists of kind terms, and those in quotation marks.
load helper

# the column `terms` of texts under the rules in the folder r, or the shipped ones
terms() {
	says "$@" >in
	try 0 gwr-tag $([ ! -d r ] || echo --rules r) -c terms
	tail -n +3 out
}

lists() {
	mkdir -p r
	cat >r/t.yaml <<-'END'
	kind: terms
	lexicons:
	  - id: ponds
	    terms: [荷塘, 荷塘月色]
	    variants: { 睡莲: [水百合, 子午莲] }
	  - id: light
	    terms: [月色, 塘月]
	END
}

@test "the shipped lists find the formulations of the day" {
	terms 因地制宜发展新质生产力，做优低空经济。 >got
	same got <<-'END'
	新质生产力,低空经济
	END
}

@test "in one lexicon the longest counts, and other lexicons do not disturb it" {
	lists
	terms 荷塘月色很美，荷塘也是。 >got
	same got <<-'END'
	荷塘月色,塘月,荷塘
	END
}

@test "variants are named by their term, each term once a record, in the order of the text" {
	lists
	terms 水百合、荷塘、子午莲、睡莲。 >got
	same got <<-'END'
	睡莲,荷塘
	END
}

@test "what stands in quotation marks is a term without a list" {
	lists
	cat >r/q.yaml <<-'END'
	kind: terms
	quoted:
	  - { id: quoted, marks: [“”, 「」], least: 2, most: 6, except: [十四五] }
	END
	terms '办好“五桥三路”，用好「河长」。' '“十四五”期间，“荷塘”“睡莲塘”清淤。' '“我们要去看海，去看山”' '“一”字；没有收尾的“半句' '“超过六个字的话”' >got
	same got <<-'END'
	五桥三路,河长
	荷塘,睡莲塘,睡莲
	
	
	
	END
}

@test "a term may be quoted, or stand in a longer quotation" {
	lists
	cat >r/q.yaml <<-'END'
	kind: terms
	quoted:
	  - { id: quoted, marks: “”, least: 2, most: 12 }
	END
	terms '“荷塘”与“荷塘夜游”。' >got
	same got <<-'END'
	荷塘,荷塘夜游
	END
}

@test "gwr-check: a double variant, a comma, an empty lexicon, bad marks" {
	mkdir none
	cat >t.yaml <<-'END'
	kind: terms
	lexicons:
	  - id: a
	    terms: [荷塘, '莲,藕']
	    variants: { 池塘: [荷塘] }
	  - id: b
	quoted:
	  - { id: q, marks: [“], least: 0, most: 5 }
	END
	try 2 gwr-check --rules none t.yaml
	has out 't.yaml:5:22: warning: unreachable: "荷塘" is in this lexicon already, as "荷塘" (line 4 of '
	has out 't.yaml:4:17: error: bad-value: a term cannot hold a comma'
	has out 't.yaml:6:5: error: missing-key: lexicon "b" has neither `terms` nor `variants`'
	has out 't.yaml:8:22: error: bad-value: marks are two characters'
	has out 't.yaml:8:33: error: bad-value: `least` is a number of characters from 1 to 100'
}

@test "gwr-check: tests of terms are run, and must show both a hit and a miss" {
	mkdir none
	cat >t.yaml <<-'END'
	kind: terms
	lexicons:
	  - id: a
	    terms: [荷塘]
	    tests: [{ text: 荷塘清淤, terms: 清淤 }]
	END
	try 2 gwr-check --rules none t.yaml
	has out 't.yaml:5:13: error: test-failed: terms of "a" are 荷塘, not 清淤'
	has out 't.yaml:3:5: warning: missing-test: "a" has no test of a text with none of its terms'
}

@test "gwr-extract -w terms writes a row for every occurrence, with its lexicon, place and clause" {
	lists
	says 去年，荷塘清淤；今年子午莲花开，荷塘扩建。 没有词。 >in
	try 0 gwr-extract --rules r -w terms
	[ "$(head -n 1 out)" = "#doc${TAB}year${TAB}region${TAB}adcode${TAB}role${TAB}path${TAB}src${TAB}line${TAB}lexicon${TAB}term${TAB}span${TAB}quote" ]
	cells out doc path line lexicon term span quote >got
	same got <<-END
	2025-YS${TAB}1.1.1.1${TAB}2${TAB}ponds${TAB}荷塘${TAB}3-5${TAB}荷塘清淤
	2025-YS${TAB}1.1.1.1${TAB}2${TAB}ponds${TAB}睡莲${TAB}10-13${TAB}今年子午莲花开
	2025-YS${TAB}1.1.1.1${TAB}2${TAB}ponds${TAB}荷塘${TAB}16-18${TAB}荷塘扩建
	END
}

@test "gwr-extract -w terms passes over furniture, and says by its status that there was nothing" {
	lists
	says 荷塘 | sed 's/\ttext\t/\tfurniture\t/' >in
	try 1 gwr-extract --rules r -w terms
	[ "$(wc -l <out)" = 1 ]
}

@test "the terms of gwr-extract are those of gwr-tag" {
	says '实施“五个一批”，发展新质生产力，建设零碳园区。' '推进“人工智能+”，养老服务提质。' >in
	try 0 gwr-tag -c terms
	tail -n +2 out | tr , '\n' | grep . | LC_ALL=C sort -u >tagged
	try 0 gwr-extract -w terms -c term
	tail -n +2 out | LC_ALL=C sort -u >extracted
	cmp tagged extracted
	[ -s tagged ]
}

@test "gwr-extract -w terms takes time in a record's length, not its square" {
	printf '#doc\ttext\na\t' >in
	yes 新质生产力 | head -n 20000 | tr -d '\n' >>in
	echo >>in
	try 0 timeout 20 gwr-extract -w terms -c term,quote
	[ "$(grep -c 新质生产力 out)" -ge 20000 ]
	[ "$(wc -c <out)" -lt 150000000 ]
}
