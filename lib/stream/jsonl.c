#include "stream/jsonl.h"

#include <jansson.h>
#include <stdlib.h>
#include "base/decimal.h"
#include "base/mem.h"
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

bool jsonl_read(struct json_row *row, struct sv line, struct buf *why)
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

void jsonl_free(struct json_row *row)
{
	free(row->name);
	free(row->value);
	free(row->end);
	buf_free(&row->text);
	*row = (struct json_row){0};
}
