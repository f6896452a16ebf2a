/* The policy topics of a sentence: the Comparative Agendas Project's major topics, by lexicons with weights (rules/topics/).
 * A word that a longer word covers does not count; a topic's score is the sum of the weights of its different words. */
#ifndef GWR_TAG_TOPIC_H
#define GWR_TAG_TOPIC_H
#include "rule/literal.h"
#include "rule/ruleset.h"

enum { TOPICS_MAX = 3 };                         /* named at most for one text */

extern const struct rulekind topics_kind;

struct topics;
/* Adds the words of all topics to `into` under ids from 0 on. What is wrong in the rules is added to f. Lives in rules->arena. */
struct topics *topics_new(struct ruleset *rules, struct literals *into, struct findings *f);
/* Appends the topics of text, dominant first, joined by commas, to out; nothing where no topic reaches the floor.
 * words: hits of topic words in text, in literals_scan()'s order; those are left that no longer one covers. */
void topics_put(struct topics *t, struct sv text, struct hits *words, struct buf *out);
/* Appends the words that topics_put() left, each with its weights: 农村公路(transportation 4 agriculture 3). */
void topics_words_put(const struct topics *t, const struct hits *words, struct buf *out);
#endif
