#define _XOPEN_SOURCE 700        /* realpath */
#include "rule/ruleset.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/mem.h"

enum { FILES_MAX = 2000, FOLDERS_DEEP = 8 };

struct loading {
	struct ruleset *r;
	const struct rulekind *const *kind;
	size_t kinds;
	bool all;
	size_t folder;
	struct { dev_t device; ino_t inode; } *seen;    /* files and folders that are loaded */
	size_t n_seen, cap_seen;
};

static bool is_folder(const char *path)
{
	struct stat st;

	return stat(path, &st) == 0 && S_ISDIR(st.st_mode);
}

static bool is_file(const char *path)
{
	struct stat st;

	return stat(path, &st) == 0 && S_ISREG(st.st_mode);
}

/* ---- one file ---- */

/* The kind that a file says it is in its first line that is no comment; {NULL, 0} if it is not written in the usual way. */
static struct sv kind_at_sight(struct sv bytes)
{
	struct sv rest = bytes, line;

	if (sv_starts(rest, SV("\xEF\xBB\xBF")))
		rest = sv_skip(rest, 3);
	while (sv_cut(&rest, '\n', &line)) {
		struct sv said = sv_trim(line);
		if (said.n == 0 || said.p[0] == '#' || sv_is(said, "---"))
			continue;
		if (!sv_starts(line, SV("kind:")))
			break;
		said = sv_trim(sv_skip(line, 5));
		for (size_t i = 0; i < said.n; i++)
			if (!((said.p[i] >= 'a' && said.p[i] <= 'z') || said.p[i] == '_'))
				return (struct sv){ NULL, 0 };
		return said;
	}
	return (struct sv){ NULL, 0 };
}

static const struct rulekind *find_kind(const struct loading *l, struct sv name)
{
	for (size_t i = 0; i < l->kinds; i++)
		if (sv_is(name, l->kind[i]->name))
			return l->kind[i];
	return NULL;
}

static void unknown_kind(const struct loading *l, const struct node *said)
{
	const char **names = mem_array(l->kinds, sizeof *names);

	for (size_t i = 0; i < l->kinds; i++)
		names[i] = l->kind[i]->name;
	const char *near = nearest_name(said->text, names, l->kinds);
	if (near)
		finding_add(&l->r->findings, LEVEL_ERROR, "unknown-kind", said->at, "unknown kind \"" SV_FMT "\" (did you mean \"%s\"?)",
			SV_ARG(said->text), near);
	else
		finding_add(&l->r->findings, LEVEL_ERROR, "unknown-kind", said->at, "unknown kind \"" SV_FMT "\"", SV_ARG(said->text));
	free(names);
}

/* The kind of a parsed file; NULL if it has none (a finding) or one that is not asked for (a finding if all are). */
static const struct rulekind *kind_of(const struct loading *l, const struct node *root)
{
	struct findings *f = &l->r->findings;
	const struct node *said = node_get(root, "kind");

	if (root->kind != NODE_MAP)
		finding_add(f, LEVEL_ERROR, "wrong-kind", root->at, "a rule file is a map that begins with \"kind: NAME\", not %s",
			node_kind_name(root->kind));
	else if (!said)
		finding_add(f, LEVEL_ERROR, "missing-key", root->at, "key \"kind\" is missing: every rule file begins with \"kind: NAME\"");
	else if (said->kind != NODE_TEXT)
		finding_add(f, LEVEL_ERROR, "wrong-kind", said->at, "the kind is a text, not %s", node_kind_name(said->kind));
	else if (find_kind(l, said->text))
		return find_kind(l, said->text);
	else if (l->all)
		unknown_kind(l, said);
	return NULL;
}

/* A kind's schema says nothing of the key `kind` itself. */
static bool check_schema(struct ruleset *r, const struct rulekind *kind, const struct node *root)
{
	size_t n = 0;

	while (kind->schema[n].key)
		n++;
	struct schema *with = ARENA_ARRAY(&r->arena, n + 2, struct schema);
	memcpy(with, kind->schema, n * sizeof *with);
	with[n] = (struct schema){ .key = "kind", .want = WANT_TEXT, .required = true };
	return schema_check(root, with, &r->findings);
}

/* FNV-1a, 64 bits: tells rule sets apart in a log, and proves nothing. */
static uint64_t digest(uint64_t so_far, struct sv bytes)
{
	for (size_t i = 0; i < bytes.n; i++)
		so_far = (so_far ^ (unsigned char)bytes.p[i]) * 0x100000001B3u;
	return so_far;
}

static void load_file(struct loading *l, const char *path)
{
	struct ruleset *r = l->r;
	struct sv bytes = rule_file_read(path, &r->arena, &r->findings), sight;

	if (!bytes.p)
		return;
	if (l->all)
		r->digest = digest(r->digest, bytes);
	sight = kind_at_sight(bytes);
	if (!l->all && sight.p && !find_kind(l, sight))         /* a filter reads only what it uses */
		return;
	struct node *root = yaml_parse(bytes, rule_file_name(path), &r->arena, &r->findings);
	const struct rulekind *kind = root ? kind_of(l, root) : NULL;
	if (!kind || !check_schema(r, kind, root))
		return;
	GROW(r->file, r->cap, r->n + 1);
	r->file[r->n] = (struct rulefile){ root->at.file, kind, root, l->folder, r->n };
	r->n++;
}

/* ---- folders ---- */

static int name_cmp(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

static void load_path(struct loading *l, const char *path, unsigned depth);

static void load_folder(struct loading *l, const char *path, unsigned depth)
{
	struct ruleset *r = l->r;
	DIR *d = opendir(path);
	struct dirent *e;
	char **name = NULL;
	size_t n = 0, cap = 0;

	if (!d || depth > FOLDERS_DEEP) {
		finding_add(&r->findings, LEVEL_ERROR, d ? "too-deep" : "unreadable", (struct mark){ arena_z(&r->arena, sv_of(path)), 0, 0 },
			"cannot read: %s", d ? "folders are nested too deeply" : strerror(errno));
		if (d)
			closedir(d);
		return;
	}
	while ((e = readdir(d))) {
		if (e->d_name[0] == '.')
			continue;
		GROW(name, cap, n + 1);
		name[n++] = arena_z(&r->arena, sv_of(e->d_name));
	}
	closedir(d);
	if (n)
		qsort(name, n, sizeof *name, name_cmp);
	struct buf full = { 0 };
	for (size_t i = 0; i < n; i++) {
		buf_clear(&full);
		buf_fmt(&full, "%s%s%s", path, path[0] && path[strlen(path) - 1] == '/' ? "" : "/", name[i]);
		const char *one = buf_z(&full);
		if (is_folder(one) || (sv_ends(buf_sv(&full), SV(".yaml")) && is_file(one)))
			load_path(l, one, depth + 1);
	}
	buf_free(&full);
	free(name);
}

/* Whether the file or folder was reached before, under whatever name. */
static bool seen_before(struct loading *l, const char *path)
{
	struct stat st;

	if (strcmp(path, "-") == 0 || stat(path, &st) < 0)
		return false;                   /* reading it will tell what is wrong */
	for (size_t i = 0; i < l->n_seen; i++)
		if (l->seen[i].device == st.st_dev && l->seen[i].inode == st.st_ino)
			return true;
	GROW(l->seen, l->cap_seen, l->n_seen + 1);
	l->seen[l->n_seen].device = st.st_dev;
	l->seen[l->n_seen++].inode = st.st_ino;
	return false;
}

static void load_path(struct loading *l, const char *path, unsigned depth)
{
	if (l->n_seen > FILES_MAX || seen_before(l, path))
		return;
	if (l->n_seen > FILES_MAX)              /* told of once */
		finding_add(&l->r->findings, LEVEL_ERROR, "too-large", (struct mark){ arena_z(&l->r->arena, sv_of(path)), 0, 0 },
			"more than %d rule files", FILES_MAX);
	else if (is_folder(path))
		load_folder(l, path, depth);
	else
		load_file(l, path);
}

static int folder_cmp(const void *va, const void *vb)
{
	const struct rulefile *a = va, *b = vb;

	return a->folder != b->folder ? (a->folder < b->folder ? -1 : 1) : (a->place > b->place) - (a->place < b->place);
}

void ruleset_load(struct ruleset *r, const char *const *path, size_t n, const struct rulekind *const *kind, size_t kinds, bool all)
{
	struct loading l = { .r = r, .kind = kind, .kinds = kinds, .all = all };

	r->path = ARENA_ARRAY(&r->arena, n, const char *);
	r->paths = n;
	r->digest = 0xCBF29CE484222325u;
	for (size_t i = n; i--;) {              /* from the last, so that a file reached twice counts there */
		r->path[i] = arena_z(&r->arena, sv_of(path[i]));
		l.folder = i;
		load_path(&l, path[i], 0);
	}
	if (r->n)
		qsort(r->file, r->n, sizeof *r->file, folder_cmp);
	free(l.seen);
}

void ruleset_free(struct ruleset *r)
{
	arena_free(&r->arena);
	findings_free(&r->findings);
	free(r->file);
	*r = (struct ruleset){ 0 };
}

/* ---- where the rules are ---- */

/* The folder that the running program stands in, into *to; false where the system does not tell. */
static bool program_folder(struct buf *to)
{
	static const char *const links[] = { "/proc/self/exe", "/proc/curproc/file", "/proc/curproc/exe" };
	char path[4096];

	for (size_t i = 0; i < sizeof links / sizeof *links; i++) {
		ssize_t n = readlink(links[i], path, sizeof path);
		while (n > 0 && path[n - 1] != '/')
			n--;
		if (n > 0 && (size_t)n < sizeof path) {
			buf_add(to, sv_from(path, (size_t)n));
			return true;
		}
	}
	return false;
}

/* The rules that are used where nothing is said: the source tree's, if the program runs from a build tree, or the installed. */
static const char *default_path(struct arena *a)
{
	struct buf tree = { 0 };
	const char *found = GWR_RULES_DIR;

	if (program_folder(&tree)) {
		buf_add(&tree, SV("../rules"));
		char *plain = is_folder(buf_z(&tree)) ? realpath(buf_z(&tree), NULL) : NULL;
		if (plain)
			found = arena_z(a, sv_of(plain));
		free(plain);
	}
	buf_free(&tree);
	return found;
}

size_t ruleset_paths(const char *const *path, size_t n, struct arena *a, const char ***out)
{
	const char *given = getenv("GWR_RULES");
	struct sv rest = sv_of(given ? given : ""), piece;
	size_t cap = 0, found = 0;

	*out = NULL;
	for (size_t i = 0; i < n; i++) {
		*out = arena_grow(a, *out, &cap, found + 1, sizeof **out);
		(*out)[found++] = *path[i] ? path[i] : default_path(a);
	}
	while (n == 0 && sv_cut(&rest, ':', &piece)) {
		*out = arena_grow(a, *out, &cap, found + 1, sizeof **out);
		(*out)[found++] = piece.n ? arena_z(a, piece) : default_path(a);
	}
	return found;
}

void ruleset_open(struct ruleset *r, const char *const *path, size_t n, const struct rulekind *const *kind, size_t kinds)
{
	const char **where;
	size_t found = ruleset_paths(path, n, &r->arena, &where);

	ruleset_load(r, where, found, kind, kinds, false);
	findings_die(&r->findings);
}

const char *ruleset_data(const struct ruleset *r, const char *name)
{
	struct buf full = { 0 };
	const char *found = NULL;

	for (size_t i = r->paths; i-- && !found;) {
		buf_clear(&full);
		buf_fmt(&full, "%s/%s", r->path[i], name);
		if (is_file(buf_z(&full)))
			found = r->path[i];
	}
	buf_free(&full);
	return found;
}

/* ---- items by id ---- */

struct item { const struct node *node; size_t folder, place; };

static int item_cmp(const void *va, const void *vb)
{
	const struct item *a = va, *b = vb;
	int c = sv_cmp(node_text(a->node, "id"), node_text(b->node, "id"));

	return c ? c : (a->place > b->place) - (a->place < b->place);
}

/* Of items with one id, sorted by place, the last stands in the first one's place. */
static void settle(struct ruleset *r, const struct item *same, size_t n, const struct node **by_place)
{
	const struct item *last = &same[n - 1];

	for (size_t i = 1; i < n; i++)
		if (same[i].folder == same[i - 1].folder)
			finding_add(&r->findings, LEVEL_ERROR, "duplicate-id", same[i].node->at, "id \"" SV_FMT "\" comes again (first in %s:%u)",
				SV_ARG(node_text(same[i].node, "id")), same[i - 1].node->at.file, same[i - 1].node->at.line);
	for (size_t i = 0; i < n; i++)
		by_place[same[i].place] = NULL;
	by_place[same[0].place] = node_true(last->node, "drop") ? NULL : last->node;
}

const struct node **ruleset_items(struct ruleset *r, const char *kind, const char *key, size_t *n)
{
	struct item *item = NULL;
	size_t items = 0, cap = 0, kept = 0;

	for (size_t i = 0; i < r->n; i++) {
		const struct node *list = strcmp(r->file[i].kind->name, kind) == 0 ? node_get(r->file[i].root, key) : NULL;
		for (size_t j = 0; list && j < list->n; j++) {
			GROW(item, cap, items + 1);
			item[items] = (struct item){ list->child[j], r->file[i].folder, items };
			items++;
		}
	}
	const struct node **out = ARENA_ARRAY(&r->arena, items, const struct node *);
	for (size_t i = 0; i < items; i++)
		out[i] = item[i].node;
	if (items)
		qsort(item, items, sizeof *item, item_cmp);
	for (size_t i = 0, j; i < items; i = j) {
		struct sv id = node_text(item[i].node, "id");
		for (j = i + 1; j < items && id.n && sv_eq(id, node_text(item[j].node, "id")); j++)
			;
		settle(r, item + i, j - i, out);
	}
	for (size_t i = 0; i < items; i++)
		if (out[i])
			out[kept++] = out[i];
	free(item);
	*n = kept;
	return out;
}
