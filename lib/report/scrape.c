#include "report/scrape.h"

#include <stdlib.h>
#include "base/utf8.h"
#include "report/scan.h"

enum { ESCAPE_MAX = 12 };               /* the longest of <U+10FFFF>, &thetasym; */

struct cursor { char *p, *end, *out; bool ended; };

static int hex(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	c = (char)(c | 0x20);
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* A number of up to `max` digits at p, ended by `last`; the bytes it takes, 0 if it is none. */
static size_t number_at(const char *p, const char *end, unsigned base, size_t max, char last, uint32_t *value)
{
	const char *q = p;

	*value = 0;
	for (; q < end && (size_t)(q - p) < max; q++) {
		int digit = hex(*q);

		if (digit < 0 || (unsigned)digit >= base)
			break;
		*value = *value * base + (unsigned)digit;
	}
	if (q == p || q == end || *q != last || *value == 0 || *value > 0x10FFFF || (*value >= 0xD800 && *value < 0xE000))
		return 0;
	return (size_t)(q - p) + 1;
}

static int by_name(const void *a, const void *b)
{
	return sv_cmp(((const struct entity *)a)->name, ((const struct entity *)b)->name);
}

/* One that would end a line is a blank: the lines of a file are those of its bytes. */
static void put_character(struct cursor *c, uint32_t value)
{
	c->out += utf8_put(c->out, value == '\n' || value == '\r' ? ' ' : value);
}

/* &name; &#20013; &#x4E2D; at c->p: writes what it stands for; the bytes taken, 0 if it is none. */
static size_t undo_entity(struct scrape *s, struct cursor *c)
{
	char *p = c->p + 1, *semicolon;
	size_t room = (size_t)(c->end - p);
	uint32_t value;
	size_t n;

	if (room > 0 && *p == '#') {
		n = room > 1 && (p[1] | 0x20) == 'x' ? number_at(p + 2, c->end, 16, 6, ';', &value)
			: number_at(p + 1, c->end, 10, 7, ';', &value);
		if (n == 0)
			return 0;
		n += (p[1] | 0x20) == 'x' ? 3 : 2;
		put_character(c, value);
		return n;
	}
	semicolon = memchr(p, ';', room < ESCAPE_MAX ? room : ESCAPE_MAX);
	if (semicolon && s->entities) {
		struct entity key = { sv_from(p, (size_t)(semicolon - p)), { NULL, 0 } };
		const struct entity *e = bsearch(&key, s->entity, s->entities, sizeof key, by_name);

		if (e && e->text.n <= key.name.n + 2) {
			memcpy(c->out, e->text.p, e->text.n);
			c->out += e->text.n;
			return key.name.n + 2;
		}
	}
	return 0;
}

/* A run of CR at c->p, with the LF that may follow; false if that is not seen yet. */
static bool undo_return(struct cursor *c)
{
	char *p = c->p;

	while (p < c->end && *p == '\r')
		p++;
	if (p == c->end && !c->ended)
		return false;
	if (p < c->end && *p == '\n')
		p++, *c->out++ = '\n';
	else
		for (char *q = c->p; q < p; q++)
			*c->out++ = '\n';
	c->p = p;
	return true;
}

/* <U+4E2D> or a comment at c->p; the bytes taken, 0 if it is none, SIZE_MAX if more must be seen. */
static size_t undo_angle(struct cursor *c)
{
	size_t room = (size_t)(c->end - c->p);
	struct sv rest = sv_from(c->p, room);
	uint32_t value;

	if (sv_starts(rest, SV("<U+"))) {
		size_t n = number_at(c->p + 3, c->end, 16, 6, '>', &value);

		if (n == 0)
			return 0;
		put_character(c, value);
		return n + 3;
	}
	if (sv_starts(rest, SV("<!--"))) {
		size_t end;

		if (rest.n > SCRAPE_COMMENT_MAX)        /* else the size of the blocks would decide whether it is one */
			rest.n = SCRAPE_COMMENT_MAX;
		end = sv_find(rest, SV("-->"), 4);
		if (end <= rest.n) {
			struct cursor inside = { c->p, c->p + end, c->out, true };

			while (inside.p < inside.end)
				if (*inside.p == '\r')
					undo_return(&inside);
				else if (*inside.p++ == '\n')
					*inside.out++ = '\n';
			c->out = inside.out;
			return end + 3;
		}
		return c->ended || room > SCRAPE_COMMENT_MAX ? 0 : SIZE_MAX;
	}
	return 0;
}

size_t scrape_clean(struct scrape *s, struct buf *text, size_t from, bool ended)
{
	struct cursor c;
	size_t clean;

	from = scan_scrape(buf_sv(text), from);
	if (from == text->n)
		return from;
	c = (struct cursor){ text->p + from, text->p + text->n, text->p + from, ended };
	while (c.p < c.end) {
		size_t n = 0, plain = scan_scrape(sv_from(c.p, (size_t)(c.end - c.p)), 0);

		if (plain) {
			memmove(c.out, c.p, plain);
			c.out += plain;
			c.p += plain;
			continue;
		}
		if (*c.p == '\r') {
			if (!undo_return(&c))
				break;
			continue;
		}
		if (*c.p == '<' || *c.p == '&') {
			if (!ended && c.end - c.p < ESCAPE_MAX)
				break;
			n = *c.p == '<' ? undo_angle(&c) : undo_entity(s, &c);
			if (n == SIZE_MAX)
				break;
		}
		if (n == 0) {
			*c.out++ = *c.p++;
			continue;
		}
		s->undone++;
		c.p += n;
	}
	clean = (size_t)(c.out - text->p);
	memmove(c.out, c.p, (size_t)(c.end - c.p));
	text->n = clean + (size_t)(c.end - c.p);
	return clean;
}
