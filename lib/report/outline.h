/* Paragraphs to reports: where each begins, what each paragraph is, which headings stand above it. */
#ifndef GWR_REPORT_OUTLINE_H
#define GWR_REPORT_OUTLINE_H
#include "report/emit.h"

enum outline_state {
	OUTLINE_START,                  /* the file's beginning: paragraphs are held until a report is known, or prose comes */
	OUTLINE_FRONT,                  /* a report begins with the held; they wait for its body */
	OUTLINE_BODY,
	OUTLINE_PROBE                   /* in a body, something like a title came: what follows tells whether it is one */
};

struct outline {
	const struct report_rules *rules;
	struct emitter *emit;
	enum outline_state state;
	struct arena arena;             /* of the held */
	struct held *held;
	size_t n, cap, bytes;
	struct place *place;            /* of a paragraph behind a heading that was parted from it */
	size_t place_cap;
	bool annex;                     /* within an annex, whose numbers are no headings */
	enum report_kind last_kind;
	size_t last_line;
};

void outline_begin(struct outline *o);
void outline_free(struct outline *o);
void outline_add(struct outline *o, const struct paragraph *p);
/* The file's end. */
void outline_end(struct outline *o);
/* Whether the text is now within a title page, where every line stands for itself. */
bool outline_in_front(const struct outline *o);
#endif
