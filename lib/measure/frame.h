/* What the words around one number say of it: the verb and its direction, who governs it, what it is compared with, and where
 * the noun phrase stands that it measures. */
#ifndef GWR_MEASURE_FRAME_H
#define GWR_MEASURE_FRAME_H
#include "measure/indicator.h"
#include "measure/number.h"

enum { FRAME_UP = 1, FRAME_DOWN = -1 };

struct frame {
	size_t number;                  /* index into the numbers of the text */
	struct span subject;            /* what stands before the verb, its leads stripped; may be empty */
	struct span noun;               /* what follows a count: 27个海外仓; empty if nothing does */
	size_t noun_ceiling;            /* where it would have to end: what stands up to there is said of it */
	struct span versus;
	struct span head;               /* the strength word before the subject */
	struct span strength;           /* the strength word next to the verb */
	int direction;                  /* of a verb that stands at the number: 增长 下降 */
	int head_direction;             /* of a verb before the noun: 压减地下水超采量 */
	const struct number *date;      /* between subject and number: 到2027年达到; NULL if there is none */
	const struct number *time;      /* before the subject: 2024年, */
	struct sv years;                /* of a plan named before the subject: “十四五”时期; empty if none is */
	struct span part_time, part_date;       /* the same for a part of a year: 一季度 */
	bool rate;                      /* 增速, 增幅: a noun of growth */
	bool reach;                     /* 达到, 为 */
	bool rank;
	bool compared;                  /* a distance from versus: 高于全国0.7个百分点 */
	bool share;                     /* 占…比重 */
	bool distribute;                /* 分别 */
	bool each;                      /* 均 */
	struct span is_new;             /* 新增 before the noun; may stand inside subject */
	bool acted;                     /* an action verb was stripped: 建成 */
	bool part_of;                   /* 89.4%的公园 */
	bool whole;                     /* the subject is what it is a part of: 经济总量的45% */
	bool grows_after;               /* 保持20%以上增长 */
	bool step;                      /* 连跨5万亿元、6万亿元 */
	bool total;                     /* 累计 */
	bool yearly;                    /* 年均: the average of several years */
	bool over;                      /* 超额完成…年度任务: more than the value */
	bool from;                      /* 由40%提高到50%: the value that another one starts from */
	bool from_now;                  /* 由年初的40%: it is of the period spoken of */
	bool doing;                     /* 启动2.3万户避险搬迁: the verb's object may end in a verb */
	bool lends;                     /* 17个重点产业增加值增长5%: the noun is the beginning of the next number's subject */
	bool said_of;                   /* 74%以上用于民生: what stands behind is said of that part */
	size_t said;                    /* where the verb stands; 0 if there is none */
	size_t verb;                    /* where the verb group begins */
};

/* The first number that begins at or behind a byte; numbers->n if none does. */
size_t numbers_from(const struct numbers *numbers, size_t byte);
/* The date that ends at a place: 2025年 in 到2025年达到; NULL if none does. */
const struct number *date_ending(const struct numbers *numbers, size_t at);
/* Reads around numbers->v[i], between floor (the clause's start or the last number's end) and ceiling (the clause's end or the
 * next number's start). */
void frame_read(const struct lexed *l, const struct numbers *numbers, size_t i, size_t floor, size_t ceiling, struct frame *out);
/* Strips words of the classes off the front of [from, to), dates and brackets too, noting in out what they say. */
#define STRIP_LIGHT (CLASS(TIME) | CLASS(CONNECT) | CLASS(EACH) | CLASS_STRENGTH)
#define STRIP_LEAD (STRIP_LIGHT | CLASS(LEAD))
size_t subject_strip(const struct lexed *l, const struct numbers *numbers, size_t from, size_t to, uint64_t classes, struct frame *out);
/* [from, to) of the text is only connectors (、和), and with verbs only connectors and verb words. */
bool only_connectors(const struct lexed *l, size_t from, size_t to, bool verbs);
#endif
