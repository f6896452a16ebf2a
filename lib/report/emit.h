/* Records of a report given out: its id, the numbers of its path, the headings above, its line in the catalogue. */
#ifndef GWR_REPORT_EMIT_H
#define GWR_REPORT_EMIT_H
#include "report/front.h"
#include "report/sentence.h"

enum { HEADINGS_MAX = 8 };
enum { SECTION_MAX = 1 << 20 };         /* bytes; a longer section is given out in pieces */
/* Forms of headings: ranks of the rules (1, 2, ...), and those without a number. */
enum { HEADING_TOP = 0, HEADING_PLAIN = 1000, HEADING_HASH = 1001 };

struct heading { unsigned form, number; struct buf text; };

struct id_count { struct sv id; unsigned n; };

struct emitter {
	const struct report_sink *sink;
	enum report_unit unit;
	bool no_furniture;
	struct sv year;                 /* of reports that do not say theirs */
	struct report_stats stats;
	struct sv src;
	struct buf file;                /* the file's name as ids have it */
	size_t docs_of_file;

	bool open;                      /* a report is open; else what is given out belongs to none */
	struct buf doc, fields;         /* the report's id; its other fields one behind another */
	struct buf source, url;
	struct report_row row;
	enum region_level level;

	size_t part, section, paragraph, sentence;      /* numbers of the record last given out */
	struct heading heading[HEADINGS_MAX];
	size_t headings;
	struct buf above;               /* their texts, joined by " / " */
	size_t fixed;                   /* counts how often the records' doc to adcode, heading or src changed */
	struct buf path;
	size_t path_stem;

	struct sentences sentences;
	struct buf whole, own;          /* the section that is being put together; its path and headings */
	struct report_record held;      /* its record; text.p is NULL if there is none */

	struct arena ids;               /* of all reports of the run, to tell a second one of the same id */
	struct id_count *id;            /* open addressing, id_cap a power of two */
	size_t id_n, id_cap;
};

void emit_init(struct emitter *e, const struct report_options *options, const struct report_sink *sink);
void emit_free(struct emitter *e);
void emit_file(struct emitter *e, struct sv name);           /* records are of this file from now on; name must live on */
void emit_open(struct emitter *e, const struct front *f, size_t line);
void emit_close(struct emitter *e, size_t last_line);        /* ends what is open and gives out its line of the catalogue */
void emit_url(struct emitter *e, struct sv source, struct sv url);   /* of the report, if it has none yet */
/* A heading takes its place among those above: form tells it from others, a smaller one is further out; number is the one it
 * bears, 0 if it has none. top: it is a part's. */
void emit_heading(struct emitter *e, unsigned form, unsigned number, bool top, struct sv text);
/* The paragraph's sentences. lead: the first `lead` bytes are a heading that runs on into its paragraph. */
void emit_paragraph(struct emitter *e, const struct paragraph *p, enum report_kind kind, size_t lead);
#endif
