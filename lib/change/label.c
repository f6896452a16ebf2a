#include "change/label.h"

static const struct { const char *name, *english, *chinese; } labels[] = {
	/* changes */
	{ "same", "same", "未变" }, { "edit", "edited", "修改" }, { "move", "moved", "移动" }, { "add", "added", "新增" },
	{ "del", "deleted", "删除" }, { "raised", "↑ higher", "↑ 提高" }, { "lowered", "↓ lower", "↓ 降低" },
	{ "hardened", "firmer", "更硬" }, { "softened", "softer", "更软" }, { "new", "new", "新出现" },
	{ "dropped", "dropped", "不再提" }, { "duplicate", "said again", "重复" }, { "met", "met", "完成" },
	{ "missed", "missed", "未完成" }, { "exceeded", "better", "优于目标" }, { "unreported", "not reported", "未报告" },
	{ "unclear", "cannot be told", "无法判断" }, { "pending", "not yet due", "未到期" },
	{ "risen", "more often", "增多" }, { "fallen", "less often", "减少" },
	/* roles */
	{ "front", "title page", "题头" }, { "opening", "opening", "开场" }, { "review", "review", "工作回顾" },
	{ "thanks", "thanks", "体会与致谢" }, { "problems", "problems", "困难与问题" }, { "outlook", "outlook", "形势与总体要求" },
	{ "targets", "targets", "主要预期目标" }, { "tasks", "tasks", "工作任务" }, { "livelihood", "livelihood projects", "民生实事" },
	{ "government", "the government itself", "政府自身建设" }, { "closing", "closing", "结语" }, { "annex", "annex", "附件" },
	/* measures */
	{ "target", "target", "目标" }, { "result", "result", "实绩" },
	{ "growth", "growth", "增速" }, { "level", "level", "数量" }, { "share", "share", "比率" }, { "change", "change", "增减" },
	{ "rank", "rank", "位次" },
	/* the page */
	{ "text", "What changed in the text", "文本变化" }, { "measures", "Figures compared", "指标变化" },
	{ "kept", "Targets and results", "目标完成情况" }, { "promises", "Promises and what became of them", "承诺兑现情况" },
	{ "terms", "Terms that came and went", "提法变化" }, { "old", "old", "旧" }, { "now", "new", "新" },
	{ "unchanged", "sentences unchanged", "句未变" }, { "nothing", "No differences.", "没有差异。" },
	{ "rate_old", "old, per 10,000 characters", "旧（每万字）" }, { "rate_now", "new, per 10,000 characters", "新（每万字）" },
	{ "keyness", "keyness (G²)", "显著度 G²" },
	{ "subject", "subject", "项目" }, { "difference", "difference", "差" }, { "made", "made by", "生成：" },
};

struct sv label(struct sv name, bool chinese)
{
	for (size_t i = 0; i < sizeof labels / sizeof *labels; i++)
		if (sv_is(name, labels[i].name))
			return sv_of(chinese ? labels[i].chinese : labels[i].english);
	return name;
}
