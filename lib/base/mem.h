/* Memory that is there or the program ends: no caller checks for NULL. */
#ifndef GWR_BASE_MEM_H
#define GWR_BASE_MEM_H
#include <stddef.h>

void *mem_new(size_t size);                                  /* zeroed; die()s when there is none */
void *mem_array(size_t count, size_t size);                  /* zeroed, overflow checked */
void *mem_resize(void *p, size_t count, size_t size);        /* not zeroed beyond the old end, overflow checked */

/* Makes room for `need` elements of the array p of *cap elements; returns the (moved) array. Grows by half. */
void *mem_grow(void *p, size_t *cap, size_t need, size_t size);

/* GROW(v, cap, need): v becomes an array with room for need elements; need is looked at twice. */
#define GROW(v, cap, need) ((v) = (need) <= (cap) && (v) ? (v) : mem_grow((v), &(cap), (need), sizeof *(v)))
#endif
