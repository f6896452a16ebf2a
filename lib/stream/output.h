/* One output, buffered in a block and written with write(2). Whatever goes wrong in writing ends the program: a message and
 * STATUS_TROUBLE; a reader that went away (EPIPE) ends it quietly, as SIGPIPE does. */
#ifndef GWR_STREAM_OUTPUT_H
#define GWR_STREAM_OUTPUT_H
#include "base/buf.h"

struct output { int fd; struct buf buf; bool by_record; };

/* fd is made a larger pipe where the system can. by_record: flushed after every record (--line-buffered, terminals). */
void output_init(struct output *o, int fd, bool by_record);
void output_record_end(struct output *o);       /* flushes if it is time to */
void output_flush(struct output *o);
void output_idle(void *o);                      /* output_flush() as a callback for err_flush_first() and struct source */
void output_close(struct output *o);            /* flushes, closes, frees; checked */
#endif
