#include "report/decode.h"

#include <errno.h>
#include <iconv.h>
#include <stdlib.h>
#include "base/mem.h"
#include "base/utf8.h"

/* A character as UTF-8, of three bytes at most; n is 0 where none is known. */
struct pair { char text[3]; unsigned char n; };

struct decoder {
	const char *forced;
	bool invalid_is_error;
	const char *file;
	struct decoder_state state;
	bool utf8;
	iconv_t iconv;                  /* (iconv_t)-1 when there is none */
	const char *iconv_from;         /* what it converts from */
	struct pair *pair;              /* for GB18030: the characters of two bytes that iconv has been asked for, by these bytes */
	struct buf head;                /* bytes of which nothing is decided */
	char tail[16];                  /* the beginning of a character that the next block ends */
	size_t tail_n;
	size_t seen;                    /* bytes of the file decoded so far */
};

enum { PAIRS = 65536 };
enum { ASCII_MAX = 64 * 1024 };         /* a file that begins with more ASCII is taken for it: one of nothing else must not be kept whole */
enum { HANZI_ENOUGH = 32 };             /* characters after which valid UTF-8 is taken for UTF-8: by chance they are one in 10^20 */

struct decoder *decoder_new(const char *encoding, bool invalid_is_error)
{
	struct decoder *d = mem_new(sizeof *d);

	d->forced = encoding;
	d->invalid_is_error = invalid_is_error;
	d->iconv = (iconv_t)-1;
	if (encoding) {
		iconv_t try = iconv_open("UTF-8", encoding);

		if (try == (iconv_t)-1)
			die("no encoding \"%s\" (known are UTF-8, GB18030, BIG5, UTF-16 and what else iconv -l lists)", encoding);
		iconv_close(try);
	}
	return d;
}

void decoder_free(struct decoder *d)
{
	if (!d)
		return;
	if (d->iconv != (iconv_t)-1)
		iconv_close(d->iconv);
	free(d->pair);
	buf_free(&d->head);
	free(d);
}

void decoder_begin(struct decoder *d, const char *file)
{
	d->file = file;
	d->state = (struct decoder_state){ 0 };
	d->utf8 = false;
	buf_clear(&d->head);
	d->tail_n = d->seen = 0;
}

const struct decoder_state *decoder_state(const struct decoder *d)
{
	return &d->state;
}

static bool is_utf8_name(const char *name)
{
	static const char plain[] = "utf8";
	size_t k = 0;

	for (; *name; name++) {
		if (*name == '-' || *name == '_')
			continue;
		if ((*name | 0x20) != plain[k++])
			return false;
	}
	return k == 4;
}

static void choose(struct decoder *d, const char *encoding)
{
	d->state.encoding = encoding;
	d->utf8 = is_utf8_name(encoding);
	if (d->utf8)
		return;
	if (d->iconv != (iconv_t)-1 && d->iconv_from && strcmp(d->iconv_from, encoding) == 0) {
		iconv(d->iconv, NULL, NULL, NULL, NULL);
		return;
	}
	if (d->iconv != (iconv_t)-1)
		iconv_close(d->iconv);
	d->iconv = iconv_open("UTF-8", encoding);
	if (d->iconv == (iconv_t)-1)
		die("%s: this machine's iconv does not know %s", d->file, encoding);
	d->iconv_from = encoding;
	free(d->pair);
	d->pair = strcmp(encoding, "GB18030") == 0 ? mem_array(PAIRS, sizeof *d->pair) : NULL;
}

/* ---- telling the encoding ---- */

/* Share of the characters of s, taken as pairs of one of the two-byte sets, that are common: first-level hanzi (GB2312: B0-D7,
 * A1-FE; Big5: A4-C6) and punctuation. In the other set's text these are rare, since its trail bytes fall elsewhere. */
static double pairs_common(struct sv s, bool big5)
{
	const unsigned char *p = (const unsigned char *)s.p, *end = p + s.n;
	size_t common = 0, all = 0;

	while (p + 1 < end) {
		unsigned a = p[0], b = p[1];

		if (a < 0x80) {
			p++;
			continue;
		}
		all++;
		p += 2;
		if (big5)
			common += (b >= 0xA1 && b <= 0xFE) || (b >= 0x40 && b <= 0x7E)
				? (a >= 0xA4 && a <= 0xC6) || (a == 0xA1 && b <= 0x7E) : 0;
		else
			common += b >= 0xA1 && b <= 0xFE && ((a >= 0xB0 && a <= 0xD7) || a == 0xA1 || a == 0xA3);
	}
	return all ? (double)common / (double)all : 0;
}

/* Share of the 16-bit units that are what Chinese text consists of. */
static double units_common(struct sv s, bool big_endian)
{
	const unsigned char *p = (const unsigned char *)s.p;
	size_t common = 0, all = s.n / 2;

	for (size_t i = 0; i + 1 < s.n; i += 2) {
		unsigned high = p[i + !big_endian], low = p[i + big_endian];

		common += (high >= 0x4E && high <= 0x9F) || high == 0x30 || high == 0xFF || high == 0x20
			|| (high == 0 && (low >= 0x20 || low == '\n' || low == '\r' || low == '\t'));
	}
	return all ? (double)common / (double)all : 0;
}

/* How many characters of more than one byte s has as UTF-8, and how many bytes that are none. */
static void count_utf8(struct sv s, size_t *good, size_t *bad)
{
	const char *p = s.p, *end = s.p + s.n;
	uint32_t c;

	*good = *bad = 0;
	while (p < end) {
		size_t n = utf8_step(p, end, &c);

		if (n == 1 && c == RUNE_BAD && end - p < 4 && (unsigned char)*p >= 0xC2)
			break;          /* cut by the end of the head */
		if (n == 1 && c == RUNE_BAD)
			++*bad;
		else if (n > 1)
			++*good;
		p += n;
	}
}

/* Whether s begins with so many characters of UTF-8 that it can be nothing else. */
static bool begins_utf8(struct sv s)
{
	const char *p = s.p, *end = s.p + s.n;
	size_t good = 0;

	while (p < end && good < HANZI_ENOUGH) {
		uint32_t c;
		size_t n = utf8_step(p, end, &c);

		if (n == 1 && c == RUNE_BAD)
			return false;
		good += n > 1;
		p += n;
	}
	return good == HANZI_ENOUGH;
}

const char *decode_guess(struct sv head)
{
	size_t good, bad;
	double gb, big5, le, be;
	bool utf8;

	if (begins_utf8(head))
		return "UTF-8";
	count_utf8(head, &good, &bad);
	utf8 = bad == 0 || good > 20 * bad;
	if (utf8 && !memchr(head.p, '\0', head.n))
		return "UTF-8";
	le = units_common(head, false);
	be = units_common(head, true);
	if (le > 0.9 && le > be)
		return "UTF-16LE";
	if (be > 0.9 && be > le)
		return "UTF-16BE";
	if (utf8)
		return "UTF-8";
	gb = pairs_common(head, false);
	big5 = pairs_common(head, true);
	return big5 > gb ? "BIG5" : "GB18030";
}

/* The encoding that a byte order mark names, and its length. */
static const char *byte_order_mark(struct sv s, size_t *n)
{
	*n = 0;
	if (sv_starts(s, SV("\xEF\xBB\xBF")))
		return *n = 3, "UTF-8";
	if (sv_starts(s, SV("\xFF\xFE")))
		return *n = 2, "UTF-16LE";
	if (sv_starts(s, SV("\xFE\xFF")))
		return *n = 2, "UTF-16BE";
	if (sv_starts(s, SV("\x84\x31\x95\x33")))
		return *n = 4, "GB18030";
	return NULL;
}

/* ---- decoding ---- */

static void put_invalid(struct decoder *d, size_t at, struct buf *to)
{
	if (d->invalid_is_error)
		die("%s: byte %zu is no %s text", d->file, at + 1, d->state.encoding);
	if (d->state.invalid++ == 0) {
		d->state.first_byte = at;
		d->state.first_at = to->n;
	}
	buf_rune(to, RUNE_BAD);
}

/* Whether p .. end may be the beginning of a valid character. */
static bool may_go_on(const char *p, const char *end)
{
	unsigned lead = (unsigned char)*p;
	size_t n = (size_t)(end - p), want = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;

	if (lead < 0xC2 || lead > 0xF4 || n >= want)
		return false;
	for (size_t i = 1; i < n; i++)
		if (((unsigned char)p[i] & 0xC0) != 0x80)
			return false;
	return true;
}

static size_t decode_utf8(struct decoder *d, struct sv in, bool ended, struct buf *to)
{
	size_t done = 0;

	while (done < in.n) {
		size_t good = utf8_valid(sv_skip(in, done));

		buf_add(to, sv_sub(in, done, done + good));
		done += good;
		if (done == in.n)
			break;
		if (!ended && may_go_on(in.p + done, in.p + in.n))
			break;
		put_invalid(d, d->seen + done, to);
		done++;
	}
	return done;
}

/* Whether the bytes at p can be a character of two bytes in GB18030. */
static bool is_pair(const char *p)
{
	return (unsigned char)p[0] >= 0x81 && (unsigned char)p[0] <= 0xFE && (unsigned char)p[1] >= 0x40 && (unsigned char)p[1] <= 0xFE;
}

static struct pair *pair_at(const struct decoder *d, const char *p)
{
	return &d->pair[(unsigned)(unsigned char)p[0] << 8 | (unsigned char)p[1]];
}

/* Decodes ASCII and the pairs that are noted, up to what is neither; how many bytes. iconv takes 90 instructions a character, a
 * third of gwr-split's work on such a text. */
static size_t decode_noted(struct decoder *d, const char *from, size_t left, struct buf *to)
{
	const char *p = from, *end = from + left;
	char *out;

	buf_reserve(to, left * 2 + 16);
	out = to->p + to->n;
	while (p < end) {
		const struct pair *noted;

		if ((unsigned char)*p < 0x80) {
			*out++ = *p++;
			continue;
		}
		if (end - p < 2 || (noted = pair_at(d, p))->n == 0)
			break;
		memcpy(out, noted, sizeof *noted);      /* with the length behind it, which the next one overwrites: one store */
		out += noted->n;
		p += 2;
	}
	to->n = (size_t)(out - to->p);
	return (size_t)(p - from);
}

/* One step of iconv: all that is left, or a single character that is then noted. */
static size_t step_iconv(struct decoder *d, char **from, size_t *left, struct buf *to)
{
	struct pair *pair = d->pair && *left >= 2 && is_pair(*from) ? pair_at(d, *from) : NULL;
	size_t given = pair ? 2 : d->pair && *left > 4 ? 4 : *left, rest = *left - given, start = to->n, result, room;
	char *out;
	uint32_t c;

	buf_reserve(to, given * 2 + 16);
	out = to->p + start;
	room = to->cap - start;
	result = iconv(d->iconv, from, &given, &out, &room);
	to->n = (size_t)(out - to->p);
	*left = rest + given;
	if (pair && given == 0 && to->n > start && utf8_step(to->p + start, out, &c) == to->n - start && to->n - start <= sizeof pair->text) {
		pair->n = (unsigned char)(to->n - start);
		memcpy(pair->text, to->p + start, pair->n);
	}
	return result;
}

static size_t decode_iconv(struct decoder *d, struct sv in, bool ended, struct buf *to)
{
	char *from = (char *)(uintptr_t)in.p;
	size_t left = in.n;

	while (left > 0) {
		if (d->pair) {
			size_t n = decode_noted(d, from, left, to);

			from += n;
			left -= n;
			if (left == 0)
				break;
		}
		if (step_iconv(d, &from, &left, to) != (size_t)-1)
			continue;
		if (errno == E2BIG)
			continue;
		if (errno == EINVAL && !ended && left < sizeof d->tail)
			break;
		put_invalid(d, d->seen + (in.n - left), to);
		from++;
		left--;
	}
	return in.n - left;
}

/* Decodes what it can of `in` and keeps the rest for the next block. */
static void decode(struct decoder *d, struct sv in, bool ended, struct buf *to)
{
	size_t done;

	if (d->tail_n > 0) {
		/* the cut character, with as many bytes as it may need */
		char joined[2 * sizeof d->tail];
		size_t more = in.n < sizeof d->tail ? in.n : sizeof d->tail, n = d->tail_n + more;

		memcpy(joined, d->tail, d->tail_n);
		memcpy(joined + d->tail_n, in.p, more);
		done = d->utf8 ? decode_utf8(d, sv_from(joined, n), ended && more == in.n, to)
			: decode_iconv(d, sv_from(joined, n), ended && more == in.n, to);
		d->seen += done;
		if (done < d->tail_n) {         /* still cut: all of `in` is in joined */
			memcpy(d->tail, joined + done, n - done);
			d->tail_n = n - done;
			return;
		}
		in = sv_skip(in, done - d->tail_n);
		d->tail_n = 0;
	}
	done = d->utf8 ? decode_utf8(d, in, ended, to) : decode_iconv(d, in, ended, to);
	d->seen += done;
	d->tail_n = in.n - done;
	if (d->tail_n)
		memcpy(d->tail, in.p + done, d->tail_n);
}

/* The part of a file's head that its encoding is told from: DECODE_HEAD bytes, from the first that is not ASCII on. The size of
 * the blocks has no say in it. */
static struct sv telling_part(struct sv head)
{
	size_t at = 0;

	while (at < head.n && at < ASCII_MAX && (unsigned char)head.p[at] - 1u < 0x7F)
		at++;
	head = sv_skip(head, at & ~(size_t)1);  /* units of UTF-16 begin at even places */
	if (head.n > DECODE_HEAD)
		head.n = DECODE_HEAD;
	return head;
}

/* Chooses the encoding if the head tells it, or must. */
static bool decide(struct decoder *d, bool ended)
{
	struct sv head = buf_sv(&d->head);
	size_t mark;
	const char *encoding;

	if (!ended && head.n < 4)
		return false;
	encoding = byte_order_mark(head, &mark);
	if (d->forced && (!encoding || strncmp(encoding, d->forced, 6) != 0)) {
		mark = encoding && strcmp(encoding, "UTF-8") == 0 && is_utf8_name(d->forced) ? mark : 0;
		encoding = d->forced;
	}
	if (!encoding) {
		struct sv part = telling_part(head);

		if (!ended && part.n < DECODE_HEAD && !begins_utf8(part))
			return false;
		encoding = decode_guess(part);
	}
	choose(d, encoding);
	d->seen = mark;
	memmove(d->head.p, d->head.p + mark, d->head.n - mark);
	d->head.n -= mark;
	return true;
}

void decoder_feed(struct decoder *d, struct sv bytes, struct buf *to)
{
	if (!d->state.encoding) {
		buf_add(&d->head, bytes);
		if (!decide(d, false))
			return;
		decode(d, buf_sv(&d->head), false, to);
		buf_clear(&d->head);
		return;
	}
	decode(d, bytes, false, to);
}

void decoder_end(struct decoder *d, struct buf *to)
{
	if (!d->state.encoding) {
		if (d->head.n == 0)
			return;
		decide(d, true);
	}
	decode(d, buf_sv(&d->head), true, to);
	buf_clear(&d->head);
	if (!d->utf8 && d->iconv != (iconv_t)-1) {
		char *out;
		size_t room;

		buf_reserve(to, 16);
		out = to->p + to->n;
		room = to->cap - to->n;
		iconv(d->iconv, NULL, NULL, &out, &room);
		to->n = (size_t)(out - to->p);
	}
}
