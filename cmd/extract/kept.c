/* What the rows of all kinds have in common: columns of the record first, then their own. */
#include "extract.h"

bool kept_begin(struct kept *k, struct reader *reader, struct writer *w)
{
	const struct legend *l = reader_legend(reader);
	struct column column[KEPT_MAX + MADE_MAX];
	if (l == NULL)
		return false;
	for (size_t i = 0; i < k->names; i++) {
		k->at[i] = legend_find(l, k->name[i]);
		column[i] = (struct column){ sv_of(k->name[i]), CELL_RAW };
	}
	for (size_t i = 0; i < k->mades; i++)
		column[k->names + i] = (struct column){ sv_of(k->made[i]), k->words >> i & 1 ? CELL_RAW : CELL_PLAIN };
	k->kind = legend_find(l, "kind");
	k->text = reader_need(reader, "text", "gwr-split");
	if (w != NULL)
		writer_legend(w, column, k->names + k->mades);
	return true;
}

bool kept_read(struct kept *k, const struct record *r, struct sv *cell, struct sv *text)
{
	if (k->kind >= 0 && sv_is(r->field[k->kind], "furniture"))
		return false;
	arena_reset(&k->arena);
	for (size_t i = 0; i < k->names; i++)
		cell[i] = k->at[i] < 0 ? (struct sv){ NULL, 0 } : r->field[k->at[i]];
	*text = record_text(r, k->text, &k->arena);
	return true;
}

void kept_free(struct kept *k)
{
	arena_free(&k->arena);
}
