/* The machine's own way to check UTF-8, behind utf8_valid(). HAVE_AVX2 is set by the Makefile's probe. */
#ifndef GWR_BASE_UTF8_SIMD_H
#define GWR_BASE_UTF8_SIMD_H
#include <stdbool.h>
#include <stddef.h>

bool utf8_simd_usable(void);
/* Bytes from p in which no wrong pair stands, counted in whole blocks; the last character in them may be cut. */
size_t utf8_simd_valid(const char *p, size_t n);
#endif
