/* Rule files: what the loader and the schema refuse and where, how folders combine. */
#include "rule/ruleset.h"

#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "unit.h"

/* The first finding of parsing text must be of kind id, at line:col; id NULL: there must be none. */
static void parses(const char *text, const char *id, unsigned line, unsigned col)
{
	struct arena a = { 0 };
	struct findings f = { 0 };
	struct node *n = yaml_parse(sv_of(text), "t.yaml", &a, &f);

	if (!id) {
		CHECK(n && f.n == 0, "%s: " SV_FMT, text, SV_ARG(f.n ? f.v[0].text : SV("no node")));
	} else {
		CHECK(f.n > 0, "%s: no finding", text);
		if (f.n)
			CHECK(strcmp(f.v[0].id, id) == 0 && f.v[0].at.line == line && f.v[0].at.col == col, "%s: %s at %u:%u (" SV_FMT ")", text,
				f.v[0].id, f.v[0].at.line, f.v[0].at.col, SV_ARG(f.v[0].text));
	}
	arena_free(&a);
	findings_free(&f);
}

static void refused(void)
{
	parses("a: 甲\nb: [1, 'x']\n", NULL, 0, 0);
	parses("", "no-content", 1, 1);
	parses("# only a comment\n", "no-content", 2, 1);
	parses("a: 1\n---\nb: 2\n", "second-document", 2, 1);
	parses("a: &x 1\n", "anchor", 1, 4);
	parses("a: *x\n", "alias", 1, 4);
	parses("a: !!str 1\n", "tag", 1, 4);
	parses("<<: {a: 1}\n", "merge-key", 1, 1);
	parses("甲: 1\nb: 2\n甲: 3\n", "duplicate-key", 3, 1);
	parses("a: \"\\0\"\n", "nul", 1, 4);
	parses("a: 甲\xFF\n", "not-utf8", 1, 5);
	parses("a: 1\n  b: 2\n", "syntax", 2, 4);
	parses("a: [[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]\n", "too-deep", 1, 35);
	parses("[a]: 1\n", "syntax", 1, 1);
}

static const char *const colours[] = { "red", "green", NULL };
static const struct schema inner[] = {
	{ "id", WANT_ID, true, NULL, NULL },
	{ "pattern", WANT_PATTERN, false, NULL, NULL },
	{ "weight", WANT_NUMBER, false, NULL, NULL },
	{ "colour", WANT_CHOICE, true, colours, NULL },
	{ "words", WANT_TEXTS, false, NULL, NULL },
	{ NULL, WANT_ANY, false, NULL, NULL }
};
static const struct schema things_schema[] = { { "things", WANT_LIST, true, NULL, inner }, { NULL, WANT_ANY, false, NULL, NULL } };
static const struct rulekind things = { "things", things_schema, NULL };
static const struct rulekind *const kinds[] = { &things };

/* The first finding of checking an item against the schema. */
static void checks(const char *item, const char *id, unsigned col, const char *says)
{
	struct arena a = { 0 };
	struct findings f = { 0 };
	char text[256];

	snprintf(text, sizeof text, "things: [%s]", item);
	struct node *n = yaml_parse(sv_of(text), "t.yaml", &a, &f);
	CHECK(n, "%s", text);
	bool fine = n && schema_check(n, things_schema, &f);
	CHECK(fine == !id, "%s: %s", text, fine ? "fine" : "not fine");
	if (id && f.n) {
		CHECK(strcmp(f.v[0].id, id) == 0 && f.v[0].at.col == col, "%s: %s at %u", text, f.v[0].id, f.v[0].at.col);
		CHECK(sv_has(f.v[0].text, sv_of(says)), "%s: " SV_FMT, text, SV_ARG(f.v[0].text));
	}
	arena_free(&a);
	findings_free(&f);
}

static void schemas(void)
{
	checks("{id: a, colour: red}", NULL, 0, "");
	checks("{id: a, drop: true}", NULL, 0, "");
	checks("{id: a, colour: red, words: 甲}", NULL, 0, "");
	checks("{id: a, colour: red, words: [甲, 乙]}", NULL, 0, "");
	checks("{id: a, colour: red, patern: x}", "unknown-key", 31, "did you mean \"pattern\"?");
	checks("{id: a, colour: red, zzz: x}", "unknown-key", 31, "unknown key \"zzz\"");
	checks("{id: a, colour: gren}", "bad-value", 26, "did you mean \"green\"?");
	checks("{id: a, colour: violet}", "bad-value", 26, "possible: red, green");
	checks("{id: a}", "missing-key", 10, "key \"colour\" is missing");
	checks("{id: 9a, colour: red}", "bad-value", 15, "not an id");
	checks("{id: a, colour: red, weight: 五}", "bad-value", 39, "not a number");
	checks("{id: a, colour: [red]}", "wrong-kind", 26, "a text is wanted here, not a list");
	checks("甲：乙", "wrong-kind", 10, "full-width colon");
	checks("{id: a, colour: red, words: ''}", "empty-value", 38, "empty");
}

static void write_file(const char *folder, const char *name, const char *text)
{
	char path[512];
	snprintf(path, sizeof path, "%s/%s", folder, name);
	FILE *f = fopen(path, "w");
	if (f) {
		fputs(text, f);
		fclose(f);
	}
	CHECK(f, "%s", path);
}

static void folders(void)
{
	char a[] = "/tmp/gwr-rule-XXXXXX", b[] = "/tmp/gwr-rule-XXXXXX";
	struct ruleset r = { 0 };
	size_t n;

	CHECK(mkdtemp(a) && mkdtemp(b), "mkdtemp");
	write_file(a, "1.yaml", "kind: things\nthings:\n- {id: x, colour: red}\n- {id: y, colour: red}\n- {id: z, colour: red}\n");
	write_file(a, "2.yaml", "# another kind: passed over\nkind: others\nwhatever: [\n");
	write_file(b, "1.yaml", "kind: things\nthings:\n- {id: w, colour: green}\n- {id: y, colour: green}\n- {id: x, drop: true}\n");
	const char *path[] = { a, b };
	ruleset_load(&r, path, 2, kinds, 1, false);
	CHECK(r.n == 2 && r.findings.n == 0, "%zu files", r.n);
	const struct node **item = ruleset_items(&r, "things", "things", &n);
	CHECK(n == 3, "%zu items", n);
	CHECK(n == 3 && sv_is(node_text(item[0], "id"), "y") && sv_is(node_text(item[0], "colour"), "green"), "y is overridden in its place");
	CHECK(n == 3 && sv_is(node_text(item[1], "id"), "z") && sv_is(node_text(item[2], "id"), "w"), "new ones come behind");
	CHECK(ruleset_data(&r, "2.yaml") && strcmp(ruleset_data(&r, "2.yaml"), a) == 0 && !ruleset_data(&r, "3.yaml"), "data files");
	ruleset_free(&r);

	write_file(b, "2.yaml", "kind: things\nthings:\n- {id: y, colour: red}\n");
	write_file(b, "3.yaml", "kind: thing\nthings: []\n");
	ruleset_load(&r, path + 1, 1, kinds, 1, true);
	ruleset_items(&r, "things", "things", &n);
	CHECK(r.findings.n == 2, "%zu", r.findings.n);
	CHECK(r.findings.n == 2 && strcmp(r.findings.v[0].id, "unknown-kind") == 0 && strcmp(r.findings.v[1].id, "duplicate-id") == 0, "ids");
	ruleset_free(&r);
	char command[128];
	snprintf(command, sizeof command, "rm -r %s %s", a, b);
	CHECK(system(command) == 0, "%s", command);
}

static void names(void)
{
	static const char *const known[] = { "pattern", "id", "tests" };

	CHECK(strcmp(nearest_name(SV("patern"), known, 3), "pattern") == 0, "patern");
	CHECK(strcmp(nearest_name(SV("test"), known, 3), "tests") == 0, "test");
	CHECK(!nearest_name(SV("weight"), known, 3), "weight is near to nothing");
}

int main(void)
{
	refused();
	schemas();
	folders();
	names();
	return DONE();
}
