#!/usr/bin/env bats
# The column `topics`: the Comparative Agendas Project's major topics, by the rules of kind topics.
load helper

topics() {
	says "$@" >in
	try 0 gwr-tag -c path,topics
	cells out topics | tail -n +2
}

@test "a sentence gets the topic it speaks of" {
	topics 新建养老床位三百张。 铁路专用线通车，新增货运泊位两个。 依法打击电信网络诈骗，排查安全隐患。 >got
	same got <<-'END'
	social_welfare
	transportation
	law_and_crime
	END
}

@test "of several topics the dominant one stands first, three at most" {
	topics 新建文旅小镇一座。 新修农村公路三十公里。 >got
	same got <<-'END'
	domestic_commerce,culture
	transportation,agriculture
	END
	topics 医院、学校、道路、住房、养老、就业、环保、水利、电网、体育都有新进展。 >got
	[ "$(tr -cd , <got | wc -c)" -le 2 ]
}

@test "slogans have no topic" {
	topics 让我们携手同心、奋勇争先！ 新的一年，使命在肩，未来可期。 >got
	same got <<-'END'
	
	
	END
}

@test "a longer word hides the shorter ones in it" {
	mkdir r
	cat >r/t.yaml <<-'END'
	kind: topics
	topics:
	  - id: apples
	    words: { 3: [苹果] }
	  - id: phones
	    words: { 2: [苹果手机] }
	END
	says 苹果手机换新。 苹果丰收，苹果手机降价。 >in
	try 0 gwr-tag --rules r -c topics
	tail -n +3 out >got
	same got <<-'END'
	phones
	apples
	END
}

@test "a word counts once however often it is said" {
	mkdir r
	cat >r/t.yaml <<-'END'
	kind: topics
	topics:
	  - id: rain
	    words: { 2: [雨] }
	  - id: wind
	    words: { 3: [风] }
	END
	says 雨，雨，雨，风。 >in
	try 0 gwr-tag --rules r -c topics
	[ "$(tail -n 1 out)" = wind ]
}

@test "combine: a floor, a share of the best, more weight for the beginning" {
	mkdir r
	cat >r/t.yaml <<-'END'
	kind: topics
	topics:
	  - id: rain
	    words: { 2: [雨], 0.5: [露] }
	  - id: wind
	    words: { 2.5: [风] }
	combine:
	  - { id: default, floor: 1, second: 0.6, second_floor: 1, third: 1, pair: 0.5, cap: 100, lead: 1.5, lead_chars: 3 }
	END
	says 露。 雨。 一二三雨风。 雨一二三风。 露一二三风。 >in
	try 0 gwr-tag --rules r -c topics
	tail -n +3 out >got
	same got <<-'END'
	
	rain
	wind,rain
	rain,wind
	wind
	END
}

@test "shared words speak of several topics, or of none" {
	mkdir r
	cat >r/t.yaml <<-'END'
	kind: topics
	topics:
	  - id: sea
	    words: { 2: [海] }
	  - id: farm
	    words: { 2: [田] }
	shared:
	  - id: fish-farms
	    weights: { sea: 3, farm: 2 }
	    words: [海田]
	  - id: names
	    words: [田汉]
	combine:
	  - { id: default, floor: 1, second: 0.5, second_floor: 1, third: 1, pair: 0.5, cap: 100, lead: 1, lead_chars: 0 }
	END
	says 海田。 田汉。 >in
	try 0 gwr-tag --rules r -c topics
	tail -n +3 out >got
	same got <<-'END'
	sea,farm
	
	END
}

@test "a sentence that thanks has no topic, whomever it names" {
	topics 我代表县人民政府，向各医院医护人员、驻军部队官兵表示衷心的感谢！ >got
	same got <<-'END'
	
	END
}

@test "a later folder adds words to a topic, and replaces lists by id" {
	mkdir mine
	cat >mine/t.yaml <<-'END'
	kind: topics
	topics:
	  - id: agriculture-here
	    topic: agriculture
	    words: { 9: [雾风藕] }
	  - id: health
	    words: { 3: [看戏] }
	END
	says 雾风藕开挖。 看病到药铺。 >in
	try 0 gwr-tag --rules "$TOP/rules" --rules mine -c topics
	tail -n +3 out >got
	same got <<-'END'
	agriculture
	
	END
}

@test "gwr-tag --explain shows the words that made the topics, and their weights" {
	mkdir r
	cat >r/t.yaml <<-'END'
	kind: topics
	topics:
	  - id: sea
	    words: { 2.5: [海] }
	  - id: farm
	    words: { 2: [田] }
	shared:
	  - { id: fish-farms, weights: { sea: 3, farm: 2 }, words: [海田] }
	END
	says 海田，田，海。 天空。 >in
	try 0 gwr-tag --rules r --explain -c topics,topic_words
	tail -n +3 out >got
	same got <<-END
	sea${TAB}海田(sea 3 farm 2),田(farm 2),海(sea 2.5)
	${TAB}
	END
}

@test "gwr-check: a word in two topics is a warning unless it is declared, an unknown topic an error" {
	cat >t.yaml <<-'END'
	kind: topics
	topics:
	  - id: a
	    words: { 2: [甲乙, 丙丁] }
	    tests: [{ text: 丙丁, topics: a }, { text: 戊己, topics: b }]
	  - id: b
	    words: { 2: [戊己, 甲乙] }
	    tests: [{ text: 丙丁, topics: a }, { text: 戊己, topics: b }]
	END
	mkdir none
	try 1 gwr-check -W --rules none t.yaml
	has out 't.yaml:7:22: warning: two-topics: "甲乙" is a word of two topics (also line 4 of '
	cat >>t.yaml <<-'END'
	shared:
	  - { id: both, weights: { a: 1, b: 1 }, words: [甲乙] }
	END
	try 0 gwr-check -W --rules none t.yaml
	empty out
	sed -i 's/b: 1 }/c: 1 }/' t.yaml
	try 2 gwr-check --rules none t.yaml
	has out 'error: unknown-id: no topic "c"'
}

@test "gwr-check: a test that fails shows the words that were found" {
	cat >t.yaml <<-'END'
	kind: topics
	topics:
	  - id: a
	    words: { 2: [丙丁], high: [庚辛] }
	    tests: [{ text: 丙丁戊, topics: none }]
	END
	mkdir none
	try 2 gwr-check --rules none t.yaml
	has out 't.yaml:5:13: error: test-failed: topics are a, not none; words found: 丙丁(a 2)'
	has out 't.yaml:4:23: error: bad-value: "high" is no number'
	has out 'warning: missing-test: topic list "a" has no test of a text that is its own'
}
