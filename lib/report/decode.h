/* Bytes of any usual encoding to UTF-8, block by block. The encoding is told once a file, from its head: a byte order mark, else
 * valid UTF-8, else what the byte pairs look like; never from a single line. A character cut by a block's end is whole. */
#ifndef GWR_REPORT_DECODE_H
#define GWR_REPORT_DECODE_H
#include "base/buf.h"

struct decoder;
/* encoding: a name that iconv knows, NULL to tell it from each file's head. die()s where iconv does not know it. */
struct decoder *decoder_new(const char *encoding, bool invalid_is_error);
void decoder_free(struct decoder *d);
void decoder_begin(struct decoder *d, const char *file);
/* Appends what can be decoded to `to`. At first it may hold back DECODE_HEAD bytes and the ASCII before them, up to 64 KB. */
void decoder_feed(struct decoder *d, struct sv bytes, struct buf *to);
void decoder_end(struct decoder *d, struct buf *to);

enum { DECODE_HEAD = 4096 };

struct decoder_state {
	const char *encoding;           /* NULL while nothing but ASCII was seen */
	size_t invalid;                 /* bytes that are no text, each now U+FFFD */
	size_t first_byte;              /* offset in the file of the first of them, from 0 */
	size_t first_at;                /* where it stands in `to`, at the end of the call that met it */
};
const struct decoder_state *decoder_state(const struct decoder *d);
/* What encoding a head of a file without byte order mark is in: UTF-8, GB18030, BIG5, UTF-16LE, UTF-16BE. */
const char *decode_guess(struct sv head);
#endif
