/* The state of reading one record, shared by the files that read it and private to them: turn.c (from number to number),
 * attribute.c (numbers that are none), resolve.c and sibling.c (whose a number is), carry.c (what a clause leaves to the next), value.c and
 * row.c (the rows: row.h), target.c (what has no number). */
#ifndef GWR_MEASURE_READING_H
#define GWR_MEASURE_READING_H
#include "measure/clause.h"
#include "measure/frame.h"
#include "measure/measure.h"
#include "measure/quality.h"
#include "measure/row.h"
#include "measure/subject.h"

enum { HISTORY_MAX = 16 };
/* The subjects of the number last read: those that the next one has if it names none. */
struct carried {
	struct subject v[PARTS_MAX];
	size_t n;
	enum measure measure;
	bool falls;                     /* 降幅: what is reached is a fall, too */
};

enum { LIST_WORDS, LIST_NUMBERS, LIST_QUALITIES = LIST_NUMBERS + NUMBER_LISTS, LISTS };        /* of what is found */

struct measurer {
	struct number_rules *number_rules;
	struct lexis *lexis;
	struct indicators *indicators;
	struct qualities *qualities;
	struct literals *literals;      /* all that is looked for in every text, in one pass, a list for each who asks */
	measure_row_fn *row;
	void *ctx;
	struct measure_stats stats;
	struct buf *explain;

	/* of the record at hand */
	const struct measure_view *view;
	bool planned;                   /* it is of what is to be done */
	struct sv text;
	struct hits found[LISTS];
	uint64_t classes;               /* of all its words */
	struct numbers numbers;
	struct lexed lexed;
	struct clauses clauses;
	struct arena arena;
	struct buf memory;              /* of a row's cells */
	struct buf unmarked;            /* the text, where it has marks of emphasis */
	struct carried now;
	struct carried before;          /* the subjects that the part of the sentence before the ； ended with */
	struct carried last;            /* the subjects of the last row: 占比 of the one carried, too */
	struct sv last_base;            /* of the last value */
	struct subject history[HISTORY_MAX];
	size_t histories;
	struct sv scope;                /* of the subjects named last, while none says otherwise */
	struct span list_strength;      /* governs to the end of the sentence */
	struct span clause_strength;    /* governs to the end of the clause */
	struct sv period;               /* said by the sentence; empty: the record's own */
	int year;                       /* of that period, 0 for none */
	struct sv part;                 /* of the year, said by the sentence: Q1 */
	struct place place;             /* of the span written last */
};

/* Whose values the numbers [f->number, f->number + values) of a group are: into out; 0: refused. *carried: the words name none,
 * they are those of before. */
size_t resolve(struct measurer *m, const struct frame *f, size_t values, struct subject out[PARTS_MAX], bool *carried);
/* Finds the subject's indicator; that of those for which it was put off. */
void identify(struct measurer *m, struct subject *s, bool growth);
void identify_put_off(struct measurer *m, struct subject *s, size_t n);
/* Reads the stretch at.start..at.end, which has no number, as a target without one. True if it was. */
bool read_quality(struct measurer *m, struct span at, struct span clause);
/* The clause, and in it from number to number. */
void read_clause(struct measurer *m, size_t clause);
/* Whether the number is only part of a name (10亿元以上项目); whether it counts steps, named by the next number and noun. */
bool part_of_a_name(const struct measurer *m, const struct frame *f, size_t ceiling);
bool counts_steps(const struct measurer *m, size_t number, size_t next, size_t end, struct frame *f);
/* 12个、13个百分点: the first unit is the beginning of the last. */
bool begins_unit(const struct number *first, const struct number *last);
/* A row for each of the values of f, said of the n subjects. */
void put_values(struct measurer *m, const struct frame *f, size_t values, const struct subject *s, size_t n, bool carried,
	struct span clause);
/* The year that a date says, 0 if it is none; a year as a period is written: 2024. */
int year_of(const struct number *n);
struct sv year_text(struct measurer *m, int year);
/* Notes the year, and the part of one, that f says of what follows in the sentence. */
void note_time(struct measurer *m, const struct frame *f);
/* What a word like 一季度 stands for; empty if at is none. */
struct sv part_of_year(const struct measurer *m, struct span at);
/* The subjects are those of what follows, while it names none; what a stretch without a number leaves to what follows. */
void remember(struct measurer *m, const struct subject *s, size_t n, enum measure measure);
void pass_over(struct measurer *m, struct span at);
/* The strength word that governs what f reads, empty if none does; govern() notes how far the word at its head reaches. */
struct span governing(const struct measurer *m, const struct frame *f);
void govern(struct measurer *m, const struct frame *f, size_t clause);
void explain(struct measurer *m, const char *fmt, ...) GWR_PRINTF(2, 3);
static inline struct sv span_text(const struct measurer *m, struct span at) { return sv_sub(m->text, at.start, at.end); }
#endif
