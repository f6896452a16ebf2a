#include "change/figure.h"

const char *const figure_column[FIGURE_FIELDS] = {
	"doc", "year", "region", "adcode", "role", "line", "indicator", "metric", "measure", "status", "period", "strength",
	"op", "lo", "hi", "unit", "value", "value_hi", "base", "versus", "scope", "quote"
};
const char *const figure_change_name[FIGURE_CHANGES + 1] = {
	"same", "raised", "lowered", "hardened", "softened", "new", "dropped", "duplicate", NULL
};

void figure_read(struct figure *f)
{
	f->has_value = decimal_parse(f->field[FIGURE_VALUE], &f->value);
	f->is_range = f->has_value && decimal_parse(f->field[FIGURE_VALUE_HI], &f->value_hi);
	if (!f->is_range)
		f->value_hi = f->value;
	f->is_target = sv_is(f->field[FIGURE_STATUS], "target");
}

bool figure_is_named(const struct figure *f)
{
	return f->field[FIGURE_INDICATOR].n || sv_is(f->field[FIGURE_ROLE], "targets");
}

bool figure_is_promise(const struct figure *f)
{
	return f->is_target && f->has_value && f->field[FIGURE_UNIT].n && !figure_is_named(f);
}

void figure_put(struct buf *out, const struct figure *f)
{
	static const struct { const char *op, *sign; } signs[] =
		{ { "approx", "≈" }, { "ge", "≥" }, { "gt", ">" }, { "le", "≤" }, { "lt", "<" } };
	if (f->field[FIGURE_LO].n == 0) {
		buf_add(out, f->field[FIGURE_QUOTE].n ? f->field[FIGURE_QUOTE] : f->field[FIGURE_OP]);
		return;
	}
	for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
		if (sv_is(f->field[FIGURE_OP], signs[i].op))
			buf_add(out, sv_of(signs[i].sign));
	buf_add(out, f->field[FIGURE_LO]);
	if (f->field[FIGURE_HI].n) {
		buf_add(out, SV("–"));
		buf_add(out, f->field[FIGURE_HI]);
	}
	buf_add(out, f->field[FIGURE_UNIT]);
	if (f->field[FIGURE_STRENGTH].n) {
		buf_add(out, SV(" ("));
		buf_add(out, f->field[FIGURE_STRENGTH]);
		buf_char(out, ')');
	}
}

bool figure_difference(const struct figure *a, const struct figure *b, struct decimal *out)
{
	struct decimal high;
	if (!a->has_value || !b->has_value || !sv_eq(a->field[FIGURE_BASE], b->field[FIGURE_BASE]))
		return false;
	/* two ranges that were shifted as a whole differ by a number, others do not */
	return decimal_sub(&b->value, &a->value, out) && decimal_sub(&b->value_hi, &a->value_hi, &high) && decimal_cmp(out, &high) == 0;
}

/* -1, 0, 1: b below, at, above a, the tolerance taken off. */
static int compare_value(const struct tolerance *t, const struct decimal *a, const struct decimal *b)
{
	struct decimal by, allowed = t->size;
	if (t->is_share && !decimal_mul(a, &t->size, &allowed))
		return decimal_cmp(b, a);
	if (allowed.negative)
		allowed = decimal_negate(allowed);
	if (!decimal_sub(b, a, &by))
		return decimal_cmp(b, a);
	int sign = decimal_sign(&by);
	if (sign < 0)
		by = decimal_negate(by);
	return decimal_cmp(&by, &allowed) <= 0 ? 0 : sign;
}

static enum figure_change by_level(int before, int after)
{
	return after > before ? FIGURE_HARDENED : after < before ? FIGURE_SOFTENED : FIGURE_SAME;
}

static bool is_upper(const struct figure *f)
{
	return sv_is(f->field[FIGURE_OP], "le") || sv_is(f->field[FIGURE_OP], "lt");
}

static enum figure_change by_words(const struct scale *s, const struct figure *a, const struct figure *b)
{
	enum figure_change c = by_level(scale_form(s, a->field[FIGURE_OP]), scale_form(s, b->field[FIGURE_OP]));
	if (c != FIGURE_SAME)
		return c;
	if (is_upper(a) != is_upper(b))
		return is_upper(b) ? FIGURE_LOWERED : FIGURE_RAISED;
	return by_level(scale_strength(s, a->field[FIGURE_STRENGTH]), scale_strength(s, b->field[FIGURE_STRENGTH]));
}

enum figure_change figure_compare(const struct scale *s, const struct tolerance *t, const struct figure *a, const struct figure *b)
{
	if (!a->has_value || !b->has_value)
		return by_words(s, a, b);
	int low = compare_value(t, &a->value, &b->value), high = compare_value(t, &a->value_hi, &b->value_hi);
	if (low == 0 && high == 0)
		return by_words(s, a, b);
	/* a point that lies in the other's range, a range inside the other: not another aim, only a looser or closer one */
	if ((a->is_range || b->is_range) && low <= 0 && high >= 0)
		return FIGURE_SOFTENED;
	if ((a->is_range || b->is_range) && low >= 0 && high <= 0)
		return FIGURE_HARDENED;
	return low + high > 0 ? FIGURE_RAISED : FIGURE_LOWERED;
}
