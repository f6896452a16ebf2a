/* Roles, periods and the tagger: the tests inside rules/roles.yaml, and what a caller of tagger_push() may rely on. */
#include <stdlib.h>
#include "base/buf.h"
#include "base/err.h"
#include "tag/role.h"
#include "tag/tag.h"
#include "unit.h"

static const char *const rules_path[] = { "rules" };

static void shipped_rules_hold(void)
{
	struct ruleset rules = { 0 };
	const struct rulekind *const kinds[] = { &roles_kind };
	ruleset_load(&rules, rules_path, 1, kinds, 1, false);
	struct findings found = { 0 };
	roles_kind.check(&rules, &found);
	const struct findings *all[] = { &rules.findings, &found };
	for (size_t k = 0; k < 2; k++)
		for (size_t i = 0; i < all[k]->n; i++) {
			const struct finding *f = &all[k]->v[i];
			CHECK(f->level != LEVEL_ERROR, "%s:%u:%u: " SV_FMT, f->at.file, f->at.line, f->at.col, SV_ARG(f->text));
		}
	findings_free(&found);
	ruleset_free(&rules);
}

static void cuts_keep_characters_whole(void)
{
	struct sv s = SV("今年a五年");
	CHECK_SV(sv_first(s, 3), SV("今年a"));
	CHECK_SV(sv_first(s, 9), s);
	CHECK_SV(sv_head(s, 5), SV("今"));
	CHECK_SV(sv_head(s, 6), SV("今年"));
	CHECK_SV(sv_head(s, 99), s);
	CHECK_SV(sv_tail(s, 5), SV("年"));
	CHECK_SV(sv_tail(s, 7), SV("a五年"));
	CHECK_SV(sv_tail(SV(""), 7), SV(""));
}

struct seen { struct buf roles, texts; size_t held_most; struct tagger *tagger; };

static void done(void *ctx, const struct tag_record *record, const struct tag *tag)
{
	struct seen *s = ctx;
	buf_fmt(&s->roles, "%s %.*s\n", role_names[tag->role], SV_ARG(tag->period));
	buf_add(&s->texts, record->text);
	buf_char(&s->texts, '\n');
}

static void push(struct seen *s, const char *doc, const char *path, const char *kind, const char *text)
{
	static struct tag_record held[TAG_HELD_MAX + 1];
	static size_t next;
	struct tag_record *r = &held[next++ % (TAG_HELD_MAX + 1)];
	*r = (struct tag_record){ .doc = sv_of(doc), .year = SV("2024"), .path = sv_of(path), .kind = sv_of(kind), .text = sv_of(text) };
	tagger_push(s->tagger, r);
	if (tagger_held(s->tagger) > s->held_most)
		s->held_most = tagger_held(s->tagger);
}

static void reports_are_told_apart(struct seen *s)
{
	push(s, "a", "1.1.1.1", "heading", "一、2023年工作回顾");
	push(s, "a", "1.1.2.1", "text", "过去一年，我们主动作为。");
	push(s, "a", "1.1.2.2", "furniture", "- 2 -");
	push(s, "a", "1.1.2.3", "text", "向全县人民表示衷心的感谢！");
	push(s, "a", "1.1.3.1", "text", "各位代表！");
	push(s, "a", "1.1.4.1", "text", "我们也清醒认识到，前进中还有不少困难。");
	push(s, "b", "0.0.1.1", "title", "政府工作报告");
	push(s, "b", "0.0.2.1", "text", "各位代表：");
	tagger_end(s->tagger);
	CHECK_SV(buf_sv(&s->roles), SV("review 2023\nthanks 2023\nfront \nthanks 2023\nproblems 2023\nproblems 2023\nfront \nopening 2024\n"));
	CHECK(tagger_held(s->tagger) == 0, "%zu held", tagger_held(s->tagger));
}

static void endless_paragraphs_do_not_pile_up(struct seen *s)
{
	buf_clear(&s->roles);
	buf_clear(&s->texts);
	push(s, "c", "1.1.1.1", "heading", "一、2023年工作回顾");
	for (int i = 0; i < 3 * TAG_HELD_MAX; i++)
		push(s, "c", "1.1.2.1", "text", "好。");
	tagger_end(s->tagger);
	CHECK(s->held_most <= TAG_HELD_MAX, "%zu held", s->held_most);
	CHECK(s->texts.n == sizeof "一、2023年工作回顾" + 3 * TAG_HELD_MAX * sizeof "好。", "%zu bytes handed back", s->texts.n);
}

int main(void)
{
	struct ruleset rules = { 0 };
	struct seen s = { 0 };
	err_init("tag");
	cuts_keep_characters_whole();
	shipped_rules_hold();
	ruleset_load(&rules, rules_path, 1, tag_kinds, tag_kind_count, false);
	s.tagger = tagger_new(&rules, done, &s);
	findings_die(&rules.findings);
	reports_are_told_apart(&s);
	endless_paragraphs_do_not_pile_up(&s);
	tagger_free(s.tagger);
	ruleset_free(&rules);
	buf_free(&s.roles);
	buf_free(&s.texts);
	return DONE();
}
