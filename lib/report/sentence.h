/* A paragraph's white space made canonical, and its sentences found. */
#ifndef GWR_REPORT_SENTENCE_H
#define GWR_REPORT_SENTENCE_H
#include "base/buf.h"
#include "report/scan.h"

/* White space as records have it: none beside a Chinese character or its punctuation, one blank between Latin words, none
 * between the digits of a spaced figure (1 9 9 8), one for a tab between cells. Returns `in` itself if nothing is to be changed,
 * else a view of `to`. Nothing but white space is touched. */
struct sv canonical(struct sv in, struct buf *to);

/* Whether c may stand between a sentence's stop and its end: closing quotation marks and brackets, Markdown's bold. */
bool closes_sentence(uint32_t c);

struct sentence { size_t end, chars; };         /* byte offset behind it; its characters, white space not counted */
struct sentences {
	struct sentence *v;
	size_t n, cap;
	bool special;                   /* the text holds a control character or a backslash */
	struct scan_block *block;       /* of the text that is looked at */
	size_t block_cap;
};

/* Sentences of canonical text: ended by 。！？ and …… and whatever closes behind them. None ends inside quotation marks,
 * brackets or book title marks that are closed again. What is left behind the last one is a sentence too. */
void sentences_find(struct sv text, struct sentences *to);
void sentences_free(struct sentences *s);
#endif
