/* What the page for readers calls things, in English and in Chinese. */
#ifndef GWR_CHANGE_LABEL_H
#define GWR_CHANGE_LABEL_H
#include <stdbool.h>
#include "base/sv.h"

/* The label of a change, a role, a measure or a word of the page's own; the name itself where there is none. */
struct sv label(struct sv name, bool chinese);
#endif
