/* Many literals found in one pass: an automaton that steps a character at a time (Aho and Corasick, CACM 18(6), 1975). */
#ifndef GWR_RULE_LITERAL_H
#define GWR_RULE_LITERAL_H
#include <stdint.h>
#include "base/sv.h"

struct literals;
struct hit { uint32_t id, start, end; };         /* byte offsets into the text that was scanned */
struct hits { struct hit *v; size_t n, cap; };   /* an empty one is {0}; reused from scan to scan */

struct literals *literals_new(void);
/* The same text may be added under several ids. Empty text is refused by assertion. The text is copied. */
void literals_add(struct literals *l, struct sv text, uint32_t id);
/* What is added from now on is of this list (0 at first): a scan's hits of it go into hits[list]. For an automaton that looks for
 * the words of several owners. */
void literals_list(struct literals *l, uint32_t list);
void literals_build(struct literals *l);         /* once, after the last add */
void literals_free(struct literals *l);
/* All occurrences in text (valid UTF-8), overlapping ones too, in order of their ends; of the same end the longest first. hits->n is reset. Of
 * an automaton of several lists those of the first, or of the one that is asked for. */
void literals_scan(const struct literals *l, struct sv text, struct hits *hits);
void literals_scan_list(const struct literals *l, struct sv text, uint32_t list, struct hits *hits);
/* A text that comes in pieces, in order; *at is {0} before the first. Adds the hits that end in the piece, with offsets into it; the
 * start of one that begins in an earlier piece is less than 0, and so, being unsigned, greater than its end. */
struct scan { uint32_t state, last; };
void literals_scan_on(const struct literals *l, struct scan *at, struct sv piece, struct hits *hits);
/* Keeps, from left to right, the longest of those that begin leftmost, and drops what overlaps it (several ids of one span stay). */
void hits_leftmost_longest(struct hits *hits);
/* The same of those hits alone whose ids are first .. first + n - 1, and that do not begin in an earlier piece, into `to`. */
void hits_pick(const struct hits *hits, uint32_t first, uint32_t n, struct hits *to);
/* The first hit that ends behind a byte; hits->n if none does. By halves: a text may be a megabyte long, and its parts be asked one
 * after the other. */
size_t hits_behind(const struct hits *hits, size_t byte);
void hits_free(struct hits *hits);
#endif
