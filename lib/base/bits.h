/* Sets of small numbers, a bit each: the next and the last one before a place, and how many a word holds. */
#ifndef GWR_BASE_BITS_H
#define GWR_BASE_BITS_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

static inline bool bits_has(const uint64_t *set, size_t at) { return set[at / 64] >> at % 64 & 1; }
static inline void bits_add(uint64_t *set, size_t at) { set[at / 64] |= (uint64_t)1 << at % 64; }

/* The place of the lowest (highest) bit of a word that is not 0. */
static inline size_t bits_lowest(uint64_t x)
{
#if defined __GNUC__
	return (size_t)__builtin_ctzll(x);
#else
	size_t n = 0;
	while ((x >> n & 1) == 0)
		n++;
	return n;
#endif
}
static inline size_t bits_highest(uint64_t x)
{
#if defined __GNUC__
	return 63 - (size_t)__builtin_clzll(x);
#else
	size_t n = 63;
	while ((x >> n & 1) == 0)
		n--;
	return n;
#endif
}

/* How many bits are set. */
static inline size_t bits_count(uint64_t x)
{
	x -= x >> 1 & 0x5555555555555555u;
	x = (x & 0x3333333333333333u) + (x >> 2 & 0x3333333333333333u);
	x = (x + (x >> 4)) & 0x0F0F0F0F0F0F0F0Fu;
	return (size_t)(x * 0x0101010101010101u >> 56);
}

/* The first member at or behind `at` and before `end`; end if there is none. */
static inline size_t bits_next(const uint64_t *set, size_t at, size_t end)
{
	if (at >= end)
		return end;
	uint64_t x = set[at / 64] >> at % 64 << at % 64;
	while (x == 0) {
		at = at / 64 * 64 + 64;
		if (at >= end)
			return end;
		x = set[at / 64];
	}
	at = at / 64 * 64 + bits_lowest(x);
	return at < end ? at : end;
}

/* The last member at or before `at` and behind `floor`; floor if there is none. */
static inline size_t bits_before(const uint64_t *set, size_t at, size_t floor)
{
	if (at <= floor)
		return floor;
	uint64_t x = set[at / 64] << (63 - at % 64) >> (63 - at % 64);
	while (x == 0) {
		if (at / 64 * 64 <= floor)
			return floor;
		at = at / 64 * 64 - 1;
		x = set[at / 64];
	}
	at = at / 64 * 64 + bits_highest(x);
	return at > floor ? at : floor;
}
#endif
