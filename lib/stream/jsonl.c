#include "stream/jsonl.h"

#include <jansson.h>
#include <stdlib.h>
#include "base/decimal.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "stream/escape.h"

/* A double is written with 15 digits, which every one that was read from 15 digits gives back; false if it had more. */
static bool put_real(struct buf *out, double number)
{
	char text[40], *e;
	struct decimal d;
	int by = 0;

	snprintf(text, sizeof text, "%.15g", number);
	if (strtod(text, NULL) != number)
		return false;
	e = strchr(text, 'e');
	if (e) {
		by = (int)strtol(e + 1, NULL, 10);
		*e = '\0';
	}
	if (!decimal_parse(sv_of(text), &d))
		return false;
	d = decimal_shift(d, by);
	decimal_put(out, &d);
	return true;
}

static bool put_value(struct buf *out, const char *key, const json_t *v, struct buf *why)
{
	char *dump;

	switch (json_typeof(v)) {
	case JSON_STRING:
		escape_wire(out, sv_from(json_string_value(v), json_string_length(v)));
		return true;
	case JSON_INTEGER:
		buf_fmt(out, "%" JSON_INTEGER_FORMAT, json_integer_value(v));
		return true;
	case JSON_REAL:
		if (put_real(out, json_real_value(v)))
			return true;
		buf_fmt(why, "\"%s\" is a number with too many digits: write it as a string", key);
		return false;
	case JSON_TRUE:
		buf_add(out, SV("true"));
		return true;
	case JSON_FALSE:
		buf_add(out, SV("false"));
		return true;
	case JSON_NULL:
		return true;
	default:
		dump = json_dumps(v, JSON_COMPACT | JSON_ENCODE_ANY);
		if (!dump)
			die("out of memory");
		escape_wire(out, sv_of(dump));
		free(dump);
		return true;
	}
}

/* Names and values go into row->text, which moves as it grows: their ends are kept first, the views made at the end. */
static bool take_object(struct json_row *row, json_t *object, struct buf *why)
{
	size_t ends = 0, from = 0;

	for (void *i = json_object_iter(object); i; i = json_object_iter_next(object, i)) {
		const char *key = json_object_iter_key(i);

		GROW(row->end, row->cap_end, ends + 2);
		escape_wire(&row->text, sv_of(key));
		row->end[ends++] = row->text.n;
		if (!put_value(&row->text, key, json_object_iter_value(i), why))
			return false;
		row->end[ends++] = row->text.n;
	}
	row->n = ends / 2;
	GROW(row->name, row->cap, row->n);
	GROW(row->value, row->cap_value, row->n);
	for (size_t i = 0; i < ends; i++) {
		struct sv *to = i % 2 ? row->value : row->name;

		to[i / 2] = sv_from(row->text.p + from, row->end[i] - from);
		from = row->end[i];
	}
	return true;
}

/* ---- what nearly all lines are: names with strings or whole numbers, few escapes ----
 * jansson reads records at 63 MB/s, this at 1050; what it does not know, it leaves to jansson. */

struct scan { const char *p, *end; struct buf *text; };

static bool scan_char(struct scan *s, char c)
{
	while (s->p < s->end && (*s->p == ' ' || *s->p == '\t' || *s->p == '\r'))
		s->p++;
	if (s->p == s->end || *s->p != c)
		return false;
	s->p++;
	return true;
}

/* The rest of a string, its opening quote taken. A view of the line, or where an escape is another one on the wire, a copy. */
static bool scan_string(struct scan *s, struct sv *out)
{
	const char *start = s->p;
	size_t copied = s->text->n;
	bool copy = false;

	for (;;) {
		s->p += escape_run(sv_from(s->p, (size_t)(s->end - s->p)), '"');
		if (s->p == s->end || (unsigned char)*s->p < ' ')
			return false;
		if (*s->p == '"')
			break;
		if (s->end - s->p < 2 || !memchr("tnr\\\"/", s->p[1], 6))
			return false;
		if (s->p[1] == '"' || s->p[1] == '/') {
			buf_add(s->text, sv_from(start, (size_t)(s->p - start)));
			start = s->p + 1;       /* the escaped character itself */
			copy = true;
		}
		s->p += 2;
	}
	*out = sv_from(start, (size_t)(s->p - start));
	if (copy) {
		buf_add(s->text, *out);
		*out = sv_skip(buf_sv(s->text), copied);
	}
	s->p++;
	return true;
}

/* A whole number as any reader of JSON takes it: no leading zero, 18 digits at most. */
static bool scan_number(struct scan *s, struct sv *out)
{
	const char *start = s->p, *digit;

	s->p += s->p < s->end && *s->p == '-';
	digit = s->p;
	while (s->p < s->end && *s->p >= '0' && *s->p <= '9')
		s->p++;
	*out = sv_from(start, (size_t)(s->p - start));
	if (s->p == digit || s->p - digit > 18 || (*digit == '0' && out->n > 1))
		return false;
	return s->p < s->end && memchr(",} \t\r", *s->p, 5);
}

/* False for anything out of the ordinary, good or bad. Names may repeat: a legend's may not, so the reader sees it. */
static bool scan_object(struct json_row *row, struct sv line)
{
	struct scan s = { line.p, line.p + line.n, &row->text };

	if (!scan_char(&s, '{') || utf8_valid(line) < line.n)
		return false;
	buf_reserve(&row->text, line.n);        /* views into it must not move: no string is longer than it was */
	do {
		GROW(row->name, row->cap, row->n + 1);
		GROW(row->value, row->cap_value, row->n + 1);
		if (!scan_char(&s, '"') || !scan_string(&s, &row->name[row->n]) || !scan_char(&s, ':'))
			return false;
		if (scan_char(&s, '"') ? !scan_string(&s, &row->value[row->n]) : !scan_number(&s, &row->value[row->n]))
			return false;
		row->n++;
	} while (scan_char(&s, ','));
	return scan_char(&s, '}') && sv_trim(sv_from(s.p, (size_t)(s.end - s.p))).n == 0;
}

bool jsonl_read_any(struct json_row *row, struct sv line, struct buf *why)
{
	json_error_t error;
	json_t *v;
	bool good = false;

	buf_clear(&row->text);
	row->n = 0;
	json_set_alloc_funcs(mem_new, free);
	v = json_loadb(line.p, line.n, JSON_REJECT_DUPLICATES | JSON_ALLOW_NUL, &error);
	if (!v)
		buf_fmt(why, "no good JSON at byte %d: %s", error.position, error.text);
	else if (!json_is_object(v) || json_object_size(v) == 0)
		buf_fmt(why, "no JSON object with columns");
	else
		good = take_object(row, v, why);
	json_decref(v);
	return good;
}

bool jsonl_read(struct json_row *row, struct sv line, struct buf *why)
{
	buf_clear(&row->text);
	row->n = 0;
	return scan_object(row, line) || jsonl_read_any(row, line, why);
}

void jsonl_free(struct json_row *row)
{
	free(row->name);
	free(row->value);
	free(row->end);
	buf_free(&row->text);
	*row = (struct json_row){0};
}
