/* The same random numbers on every run and machine (Marsaglia's xorshift64). */
#ifndef GWR_UNIT_RANDOM_H
#define GWR_UNIT_RANDOM_H
#include <stdint.h>

static uint64_t random_state = 88172645463325252u;

static inline unsigned draw(unsigned below)
{
	random_state ^= random_state << 13;
	random_state ^= random_state >> 7;
	random_state ^= random_state << 17;
	return (unsigned)(random_state >> 33) % below;
}
#endif
