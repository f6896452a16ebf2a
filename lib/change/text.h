/* Two streams of documents compared by their text: documents paired, their sentences aligned, each change handed to a view. */
#ifndef GWR_CHANGE_TEXT_H
#define GWR_CHANGE_TEXT_H
#include "change/pair.h"
#include "change/view.h"

/* Where one side is a single document, documents of the other that it does not meet are none of its business; else a document
 * without counterpart is one change, an empty path standing for all of it. Returns how many changes there were. */
size_t compare_texts(const struct atoms *atoms, const struct document *a, size_t n, const struct document *b, size_t m,
	const struct view_head *head, struct view *view);
#endif
