#include "rule/yaml.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>
#include <yaml.h>

#include "base/mem.h"
#include "base/utf8.h"

struct loader {
	yaml_parser_t parser;
	const char *path;               /* in the arena */
	struct sv bytes;
	struct arena *arena;
	struct findings *findings;
	struct node **open;             /* children of all open lists and maps: of the innermost from its base on */
	size_t n_open, cap_open, nodes;
};

static struct mark mark_of(const struct loader *l, yaml_mark_t at)
{
	return (struct mark){ l->path, (unsigned)at.line + 1, (unsigned)at.column + 1 };
}

const char *rule_file_name(const char *path)
{
	return strcmp(path, "-") == 0 ? "<stdin>" : path;
}

struct sv rule_file_read(const char *path, struct arena *a, struct findings *f)
{
	struct mark at = { arena_z(a, sv_of(rule_file_name(path))), 0, 0 };
	bool standard_input = strcmp(path, "-") == 0;
	struct buf b = { 0 };
	struct stat st;
	struct sv none = { NULL, 0 };
	ssize_t n;
	int fd = standard_input ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC);

	if (fd < 0 || fstat(fd, &st) < 0 || (S_ISDIR(st.st_mode) && (errno = EISDIR))) {
		finding_add(f, LEVEL_ERROR, "unreadable", at, "cannot read: %s", strerror(errno));
		if (fd >= 0 && !standard_input)
			close(fd);
		return none;
	}
	do {
		buf_reserve(&b, 64 * 1024);
		do
			n = read(fd, b.p + b.n, b.cap - b.n);
		while (n < 0 && errno == EINTR);
		if (n > 0)
			b.n += (size_t)n;
	} while (n > 0 && b.n <= YAML_BYTES_MAX);
	if (n < 0)
		finding_add(f, LEVEL_ERROR, "unreadable", at, "cannot read: %s", strerror(errno));
	else if (b.n > YAML_BYTES_MAX)
		finding_add(f, LEVEL_ERROR, "too-large", at, "larger than %d bytes", YAML_BYTES_MAX);
	else
		none = arena_copy(a, buf_sv(&b));
	if (!standard_input)
		close(fd);
	buf_free(&b);
	return none;
}

const char *node_kind_name(enum node_kind kind)
{
	return kind == NODE_TEXT ? "a text" : kind == NODE_LIST ? "a list" : "a map";
}

/* ---- errors of the parser ---- */

/* The line that holds the byte at `offset`, without its end. */
static struct sv line_at(struct sv bytes, size_t offset)
{
	size_t from = offset < bytes.n ? offset : bytes.n, to = from;

	while (from && bytes.p[from - 1] != '\n')
		from--;
	while (to < bytes.n && bytes.p[to] != '\n')
		to++;
	return sv_sub(bytes, from, to);
}

static struct sv line_number(struct sv bytes, size_t line)
{
	size_t at = 0;

	while (line-- && at < bytes.n) {
		const char *nl = memchr(bytes.p + at, '\n', bytes.n - at);
		at = nl ? (size_t)(nl - bytes.p) + 1 : bytes.n;
	}
	return line_at(bytes, at);
}

/* The slips that libyaml's own words do not help with. */
static const char *advice(struct sv line)
{
	size_t colon = sv_find(line, SV(":"), 0);

	if (sv_has(line, SV("\t")) && sv_trim(line).p != line.p)
		return "; indent with spaces, not tabs";
	if (sv_has(line, SV("pattern")) && colon < line.n) {
		struct sv value = sv_trim(sv_skip(line, colon + 1));
		if (value.n && value.p[0] != '\'')
			return "; write patterns in single quotes: pattern: '[0-9]{4}年'";
	}
	if (sv_has(line, SV("：")))
		return "; a full-width colon does not end a key, write \": \"";
	return "";
}

static void parser_error(struct loader *l)
{
	const yaml_parser_t *p = &l->parser;
	struct mark at = mark_of(l, p->problem_mark);

	if (p->error == YAML_MEMORY_ERROR)
		die("out of memory");
	if (p->error == YAML_READER_ERROR) {    /* has an offset only; the bytes are valid UTF-8 already */
		struct sv before = sv_sub(l->bytes, 0, p->problem_offset < l->bytes.n ? p->problem_offset : l->bytes.n);
		struct sv line = line_at(before, before.n);
		at.line = 1;
		for (size_t i = 0; i < before.n; i++)
			at.line += before.p[i] == '\n';
		at.col = (unsigned)utf8_count(line) + 1;
	}
	const char *hint = advice(line_number(l->bytes, at.line - 1));
	if (!*hint && p->context)
		hint = advice(line_number(l->bytes, p->context_mark.line));
	finding_add(l->findings, LEVEL_ERROR, "syntax", at, "%s%s%s%s", p->problem ? p->problem : "not YAML",
		p->context ? " " : "", p->context ? p->context : "", hint);
}

static bool next_event(struct loader *l, yaml_event_t *event)
{
	if (yaml_parser_parse(&l->parser, event))
		return true;
	parser_error(l);
	return false;
}

/* ---- events to nodes ---- */

static bool refuse(struct loader *l, const char *id, yaml_mark_t at, const char *what)
{
	finding_add(l->findings, LEVEL_ERROR, id, mark_of(l, at), "%s", what);
	return false;
}

static struct node *parse_node(struct loader *l, yaml_event_t *event, unsigned depth);

static bool plain_event(struct loader *l, const yaml_event_t *e)
{
	const yaml_char_t *anchor = NULL, *tag = NULL;

	switch (e->type) {
	case YAML_ALIAS_EVENT:
		return refuse(l, "alias", e->start_mark, "aliases (*name) are not allowed; a text that begins with * needs single quotes");
	case YAML_SCALAR_EVENT:
		anchor = e->data.scalar.anchor;
		tag = e->data.scalar.tag;
		break;
	case YAML_SEQUENCE_START_EVENT:
		anchor = e->data.sequence_start.anchor;
		tag = e->data.sequence_start.tag;
		break;
	case YAML_MAPPING_START_EVENT:
		anchor = e->data.mapping_start.anchor;
		tag = e->data.mapping_start.tag;
		break;
	default:
		return refuse(l, "syntax", e->start_mark, "a value is wanted here");
	}
	if (anchor)
		return refuse(l, "anchor", e->start_mark, "anchors (&name) are not allowed; a text that begins with & needs single quotes");
	if (tag)
		return refuse(l, "tag", e->start_mark, "tags (!name) are not allowed; a text that begins with ! needs single quotes");
	if (++l->nodes > YAML_NODES_MAX)
		return refuse(l, "too-large", e->start_mark, "too many values in one file");
	return true;
}

static struct sv scalar_text(struct loader *l, const yaml_event_t *e)
{
	return arena_copy(l->arena, sv_from((const char *)e->data.scalar.value, e->data.scalar.length));
}

static bool nul_free(struct loader *l, struct sv s, yaml_mark_t at)
{
	return !s.n || !memchr(s.p, '\0', s.n) || refuse(l, "nul", at, "a NUL in a text");
}

static void push(struct loader *l, struct node *child)
{
	GROW(l->open, l->cap_open, l->n_open + 1);
	l->open[l->n_open++] = child;
}

static int key_cmp(const void *va, const void *vb)
{
	const struct node *a = *(const struct node *const *)va, *b = *(const struct node *const *)vb;
	int c = sv_cmp(a->key, b->key);

	if (c)
		return c;
	return a->key_at.line != b->key_at.line ? (a->key_at.line < b->key_at.line ? -1 : 1)
		: (a->key_at.col > b->key_at.col) - (a->key_at.col < b->key_at.col);
}

/* Sorting, not comparing all pairs: a stranger's map may have as many keys as a file may have nodes. */
static bool keys_differ(struct loader *l, const struct node *map)
{
	bool fine = true;
	struct node **v = mem_array(map->n, sizeof *v);

	if (map->n)
		memcpy(v, map->child, map->n * sizeof *v);
	qsort(v, map->n, sizeof *v, key_cmp);
	for (size_t i = 1, first = 0; i < map->n; i++) {
		if (!sv_eq(v[first]->key, v[i]->key)) {
			first = i;
			continue;
		}
		finding_add(l->findings, LEVEL_ERROR, "duplicate-key", v[i]->key_at, "key \"" SV_FMT "\" comes again (first in line %u)",
			SV_ARG(v[i]->key), v[first]->key_at.line);
		fine = false;
	}
	free(v);
	return fine;
}

/* Reads what stands in a list or map until its end; false after a finding. */
static bool parse_children(struct loader *l, struct node *node, unsigned depth)
{
	size_t base = l->n_open;
	bool fine = true;

	while (fine) {
		yaml_event_t e;
		struct node *name = NULL;
		if (!next_event(l, &e))
			return false;
		if (e.type == YAML_SEQUENCE_END_EVENT || e.type == YAML_MAPPING_END_EVENT) {
			yaml_event_delete(&e);
			break;
		}
		if (node->kind == NODE_MAP) {
			if (e.type == YAML_SEQUENCE_START_EVENT || e.type == YAML_MAPPING_START_EVENT)
				fine = refuse(l, "syntax", e.start_mark, "a key must be a text");
			else
				fine = (name = parse_node(l, &e, depth + 1)) != NULL;
			if (fine && sv_is(name->text, "<<") && e.data.scalar.style == YAML_PLAIN_SCALAR_STYLE)
				fine = refuse(l, "merge-key", e.start_mark, "merge keys (<<) are not allowed");
			yaml_event_delete(&e);
			if (!fine || !next_event(l, &e))
				return false;
		}
		struct node *child = parse_node(l, &e, depth + 1);
		yaml_event_delete(&e);
		if (!child)
			return false;
		if (name) {
			child->name = name;
			child->key = name->text;
			child->key_at = name->at;
		}
		push(l, child);
	}
	node->n = l->n_open - base;
	node->child = ARENA_ARRAY(l->arena, node->n, struct node *);
	if (node->n)
		memcpy(node->child, l->open + base, node->n * sizeof *node->child);
	l->n_open = base;
	return fine && (node->kind != NODE_MAP || keys_differ(l, node));
}

static char style_of(yaml_scalar_style_t style)
{
	switch (style) {
	case YAML_SINGLE_QUOTED_SCALAR_STYLE: return '\'';
	case YAML_DOUBLE_QUOTED_SCALAR_STYLE: return '"';
	case YAML_LITERAL_SCALAR_STYLE: return '|';
	case YAML_FOLDED_SCALAR_STYLE: return '>';
	default: return '\0';
	}
}

/* The node that begins with *event (which stays the caller's). NULL after a finding. */
static struct node *parse_node(struct loader *l, yaml_event_t *event, unsigned depth)
{
	struct node *node;

	if (!plain_event(l, event))
		return NULL;
	if (depth > YAML_DEPTH_MAX) {
		finding_add(l->findings, LEVEL_ERROR, "too-deep", mark_of(l, event->start_mark), "nested deeper than %d", YAML_DEPTH_MAX);
		return NULL;
	}
	node = ARENA_NEW(l->arena, struct node);
	node->at = mark_of(l, event->start_mark);
	switch (event->type) {
	case YAML_SCALAR_EVENT:
		node->kind = NODE_TEXT;
		node->text = scalar_text(l, event);
		node->style = style_of(event->data.scalar.style);
		node->single_quoted = node->style == '\'' && event->start_mark.line == event->end_mark.line;
		return nul_free(l, node->text, event->start_mark) ? node : NULL;
	case YAML_SEQUENCE_START_EVENT:
		node->kind = NODE_LIST;
		break;
	default:
		node->kind = NODE_MAP;
	}
	return parse_children(l, node, depth) ? node : NULL;
}

/* The one document of the stream. */
static struct node *parse_stream(struct loader *l)
{
	struct node *root = NULL;
	yaml_event_t e;
	bool more = true;

	while (more) {
		if (!next_event(l, &e))
			return NULL;
		switch (e.type) {
		case YAML_STREAM_START_EVENT:
		case YAML_DOCUMENT_END_EVENT:
			break;
		case YAML_DOCUMENT_START_EVENT:
			more = !root || refuse(l, "second-document", e.start_mark, "a second document (---) in one file");
			if (!more)
				root = NULL;
			break;
		case YAML_STREAM_END_EVENT:
			if (!root)
				refuse(l, "no-content", e.start_mark, "the file says nothing");
			more = false;
			break;
		default:
			root = parse_node(l, &e, 1);
			more = root != NULL;
		}
		yaml_event_delete(&e);
	}
	return root;
}

struct node *yaml_parse(struct sv bytes, const char *path, struct arena *a, struct findings *f)
{
	struct loader l = { .path = arena_z(a, sv_of(path)), .bytes = bytes, .arena = a, .findings = f };
	size_t valid = utf8_valid(bytes);
	struct node *root;

	if (valid < bytes.n) {                  /* libyaml gives such an error no line */
		struct mark at = { l.path, 1, (unsigned)utf8_count(line_at(sv_sub(bytes, 0, valid), valid)) + 1 };
		for (size_t i = 0; i < valid; i++)
			at.line += bytes.p[i] == '\n';
		finding_add(f, LEVEL_ERROR, "not-utf8", at, "not UTF-8: save the file as UTF-8");
		return NULL;
	}
	if (!yaml_parser_initialize(&l.parser))
		die("out of memory");
	yaml_parser_set_encoding(&l.parser, YAML_UTF8_ENCODING);
	yaml_parser_set_input_string(&l.parser, (const unsigned char *)bytes.p, bytes.n);
	root = parse_stream(&l);
	yaml_parser_delete(&l.parser);
	free(l.open);
	return root;
}

struct node *yaml_load(const char *path, struct arena *a, struct findings *f)
{
	struct sv bytes = rule_file_read(path, a, f);

	return bytes.p ? yaml_parse(bytes, rule_file_name(path), a, f) : NULL;
}

/* ---- access ---- */

const struct node *node_get(const struct node *map, const char *key)
{
	if (map && map->kind == NODE_MAP)
		for (size_t i = 0; i < map->n; i++)
			if (sv_is(map->child[i]->key, key))
				return map->child[i];
	return NULL;
}

struct sv node_text(const struct node *map, const char *key)
{
	const struct node *v = node_get(map, key);

	return v && v->kind == NODE_TEXT ? v->text : SV("");
}

struct mark node_text_mark(const struct node *text, size_t offset)
{
	struct mark at = text->at;

	if (!text->single_quoted)
		return at;
	at.col++;
	for (size_t i = 0; i < offset && i < text->text.n; i++)         /* a quote inside is written twice */
		at.col += ((unsigned char)text->text.p[i] & 0xC0) == 0x80 ? 0 : text->text.p[i] == '\'' ? 2 : 1;
	return at;
}
