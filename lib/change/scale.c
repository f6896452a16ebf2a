#include "change/scale.h"

#include "change/kept.h"

static const struct schema atom_keys[] = {
	{ .key = "id", .want = WANT_ID, .required = true },
	{ .key = "numerals", .want = WANT_TEXT, .required = true },
	{ .key = "magnitudes", .want = WANT_TEXT, .required = true },
	{ 0 }
};
static const struct schema form_keys[] = {
	{ .key = "id", .want = WANT_ID, .required = true },
	{ .key = "level", .want = WANT_NUMBER, .required = true },
	{ 0 }
};
static const struct schema strength_keys[] = {
	{ .key = "id", .want = WANT_ID, .required = true },
	{ .key = "level", .want = WANT_NUMBER, .required = true },
	{ .key = "words", .want = WANT_TEXTS, .required = true },
	{ 0 }
};
static const struct schema margin_keys[] = {
	{ .key = "id", .want = WANT_ID, .required = true },
	{ .key = "points", .want = WANT_NUMBER, .required = true },
	{ .key = "share", .want = WANT_NUMBER, .required = true },
	{ 0 }
};
static const struct schema ceiling_keys[] = {
	{ .key = "id", .want = WANT_ID, .required = true },
	{ .key = "indicators", .want = WANT_TEXTS, .required = true },
	{ 0 }
};
static const struct schema reference_keys[] = {
	{ .key = "id", .want = WANT_ID, .required = true },
	{ .key = "indicator", .want = WANT_ID, .required = true },
	{ .key = "words", .want = WANT_TEXTS, .required = true },
	{ 0 }
};
static const struct schema wording_keys[] = {
	{ .key = "id", .want = WANT_ID, .required = true },
	{ .key = "verbs", .want = WANT_TEXTS, .required = true },
	{ .key = "regions", .want = WANT_TEXTS, .required = true },
	{ .key = "since", .want = WANT_TEXTS, .required = true },
	{ 0 }
};
static const struct schema words_keys[] = {
	{ .key = "id", .want = WANT_ID, .required = true },
	{ .key = "words", .want = WANT_TEXTS, .required = true },
	{ 0 }
};
static const struct schema difference_keys[] = {
	{ .key = "id", .want = WANT_ID, .required = true },
	{ .key = "base", .want = WANT_TEXT, .required = true },
	{ .key = "unit", .want = WANT_TEXT, .required = true },
	{ 0 }
};
static const struct schema test_keys[] = {
	{ .key = "old", .want = WANT_TEXT, .required = true },
	{ .key = "new", .want = WANT_TEXT, .required = true },
	{ .key = "change", .want = WANT_CHOICE, .choices = figure_change_name, .required = true },
	{ 0 }
};
static const struct schema kept_test_keys[] = {
	{ .key = "target", .want = WANT_TEXT, .required = true },
	{ .key = "result", .want = WANT_TEXT, .required = true },
	{ .key = "kept", .want = WANT_CHOICE, .choices = kept_name, .required = true },
	{ 0 }
};
static const struct schema file_keys[] = {
	{ .key = "atoms", .want = WANT_LIST, .inner = atom_keys },
	{ .key = "forms", .want = WANT_LIST, .inner = form_keys },
	{ .key = "strengths", .want = WANT_LIST, .inner = strength_keys },
	{ .key = "margins", .want = WANT_LIST, .inner = margin_keys },
	{ .key = "ceilings", .want = WANT_LIST, .inner = ceiling_keys },
	{ .key = "references", .want = WANT_LIST, .inner = reference_keys },
	{ .key = "wordings", .want = WANT_LIST, .inner = wording_keys },
	{ .key = "counts", .want = WANT_LIST, .inner = strength_keys },
	{ .key = "grades", .want = WANT_LIST, .inner = words_keys },
	{ .key = "units", .want = WANT_LIST, .inner = words_keys },
	{ .key = "differences", .want = WANT_LIST, .inner = difference_keys },
	{ .key = "tests", .want = WANT_LIST, .inner = test_keys },
	{ .key = "kept_tests", .want = WANT_LIST, .inner = kept_test_keys },
	{ 0 }
};

/* The one item that a list must have (another folder may replace it); NULL with a finding if it has none. */
static const struct node *the_item(struct ruleset *r, const char *list)
{
	size_t n;
	const struct node **item = ruleset_items(r, change_kind.name, list, &n);
	if (n)
		return item[0];
	struct mark at = { r->n ? r->file[0].path : "rules", 1, 1 };
	finding_add(&r->findings, LEVEL_ERROR, "missing-key", at, "no rule file of kind \"change\" has a list \"%s\"", list);
	return NULL;
}

static struct decimal number_of(const struct node *item, const char *key)
{
	struct decimal d = decimal_int(0);
	decimal_parse(node_text(item, key), &d);
	return d;
}

void scale_read(struct scale *s, struct ruleset *r)
{
	const struct node *atoms = the_item(r, "atoms"), *margin = the_item(r, "margins"), *points = the_item(r, "differences");
	const struct node *reference = the_item(r, "references"), *wordings = the_item(r, "wordings");
	*s = (struct scale){ .numerals = node_text(atoms, "numerals"), .magnitudes = node_text(atoms, "magnitudes") };
	s->margin_points = number_of(margin, "points");
	s->margin_share = number_of(margin, "share");
	s->points_base = node_text(points, "base");
	s->points_unit = node_text(points, "unit");
	s->reference = node_text(reference, "indicator");
	s->reference_words = node_get(reference, "words");
	s->ceilings = node_get(the_item(r, "ceilings"), "indicators");
	s->verbs = node_get(wordings, "verbs");
	s->regions = node_get(wordings, "regions");
	s->since = node_get(wordings, "since");
	s->form = ruleset_items(r, change_kind.name, "forms", &s->forms);
	s->strength = ruleset_items(r, change_kind.name, "strengths", &s->strengths);
	s->count = ruleset_items(r, change_kind.name, "counts", &s->counts);
	s->grade = ruleset_items(r, change_kind.name, "grades", &s->grades);
	s->unit = ruleset_items(r, change_kind.name, "units", &s->units);
}

/* Levels are whole numbers of a few digits; of a longer one, or behind a point, the first digits count. */
int scale_level(const struct node *item)
{
	enum { DIGITS_MAX = 6 };
	struct decimal d = number_of(item, "level");
	int n = 0, digits = (int)d.n + d.exponent;
	for (int i = 0; i < digits && i < DIGITS_MAX; i++)
		n = n * 10 + (i < d.n ? d.digit[i] : 0);
	return d.negative ? -n : n;
}

size_t words_count(const struct node *words)
{
	return words == NULL ? 0 : words->kind == NODE_TEXT ? 1 : words->n;
}

struct sv words_at(const struct node *words, size_t i)
{
	return words->kind == NODE_TEXT ? words->text : words->child[i]->text;
}

size_t words_at_start(const struct node *words, struct sv text)
{
	size_t longest = 0;
	for (size_t i = 0; i < words_count(words); i++)
		if (words_at(words, i).n > longest && sv_starts(text, words_at(words, i)))
			longest = words_at(words, i).n;
	return longest;
}

bool words_in(const struct node *words, struct sv text)
{
	for (size_t i = 0; i < words_count(words); i++)
		if (sv_has(text, words_at(words, i)))
			return true;
	return false;
}

static bool has_text(const struct node *words, struct sv s)
{
	for (size_t i = 0; i < words_count(words); i++)
		if (sv_eq(words_at(words, i), s))
			return true;
	return false;
}

bool scale_same_unit(const struct scale *s, struct sv a, struct sv b)
{
	for (size_t i = 0; i < s->units; i++) {
		const struct node *words = node_get(s->unit[i], "words");
		if (has_text(words, a) && has_text(words, b))
			return true;
	}
	return sv_eq(a, b);
}

int scale_form(const struct scale *s, struct sv op)
{
	for (size_t i = 0; i < s->forms; i++)
		if (sv_eq(node_text(s->form[i], "id"), op))
			return scale_level(s->form[i]);
	return 0;
}

int scale_strength(const struct scale *s, struct sv word)
{
	for (size_t i = 0; word.n && i < s->strengths; i++)
		if (has_text(node_get(s->strength[i], "words"), word))
			return scale_level(s->strength[i]);
	return 0;
}

bool scale_is_reference(const struct scale *s, struct sv versus)
{
	const struct node *words = s->reference_words;
	for (size_t i = 0; i < words_count(words); i++)
		if (sv_starts(versus, words_at(words, i)))
			return true;
	return versus.n == 0;
}

bool scale_is_ceiling(const struct scale *s, struct sv indicator)
{
	return indicator.n && has_text(s->ceilings, indicator);
}

const struct rulekind change_kind = { "change", file_keys, scale_check };
