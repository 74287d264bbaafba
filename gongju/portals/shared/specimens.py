"""Made-up content for the page of all parts: empty, usual, long and wrong."""

from datetime import date

from gongju.portals.shared.fields import Field, Value
from gongju.portals.shared.forms import Form, sent
from gongju.portals.shared.parts import Ask, Dated, Doc, Life, Reason, Span, Step, life_of

FIELDS = (
    Field(name="name", label="姓名", required=True, hint="与身份证一致。", autocomplete="name"),
    Field(name="members", label="单位现有多少人？", type="count", unit="人", required=True),
    Field(
        name="income", label="月均应税收入", type="money", unit="元", required=True, hint="近 12 个月税前收入的平均数。"
    ),
    Field(name="tax", label="近两年年均纳税额", type="money", unit="万元"),
    Field(name="years", label="工作年限", type="duration", unit="年", hint="不满一年的部分可以写成 2年6个月。"),
    Field(name="since", label="合同开始日期", type="day", required=True, hint="例如 2024 年 3 月 15 日。"),
    Field(name="joined", label="开始缴纳社会保险的月份", type="month"),
    Field(
        name="home",
        label="您现在住的是哪一种？",
        type="choice",
        choices=("自有住房", "租房", "亲友的房子"),
        unsure=True,
    ),
    Field(name="degree", label="最高学位", type="choice", choices=("学士", "硕士", "博士"), listed=True),
    Field(name="kinds", label="单位属于哪几类", type="choices", choices=("高新技术企业", "区重点企业", "事业单位")),
    Field(name="dispatched", label="您是劳务派遣人员吗？", type="truth", required=True, unsure=True),
    Field(name="remark", label="补充说明", type="long_text", longest=500),
    Field(name="paper", label="房屋租赁合同", type="file", hint="PDF、JPG 或 PNG，不超过 10 MB。"),
)
FILLED: dict[str, Value] = {
    "name": "林晓禾",
    "members": 126,
    "income": 1_648_000,
    "years": 64,
    "since": date(2024, 3, 15),
    "joined": date(2024, 4, 1),
    "home": "租房",
    "kinds": frozenset({"高新技术企业"}),
}
WRONG = sent(
    {
        "wrong-members": "一百二",
        "wrong-income": "16480.505",
        "wrong-years": "三年多",
        "wrong-since-year": "2025",
        "wrong-since-month": "2",
        "wrong-since-day": "30",
        "wrong-joined-year": "2024",
        "wrong-joined-month": "13",
    }
)
TAGS = ("有效", "挂起", "冻结", "续签审核中", "失效", "注销", "查无此证")


class _Seen:
    def __init__(self, label: str, text: str, source: str) -> None:
        self.label, self.text, self.source = label, text, source


REASONS = (
    Reason(outcome="met", word="符合", title="工作经历满 2 年", sentence="您填的是 5 年。", clause="二(二)"),
    Reason(
        outcome="unmet",
        word="不符合",
        title="月均应税收入不低于社平工资的 1.5 倍",
        sentence="您的 16,480 元，标准 17,906 元，还差 1,426 元。",
        clause="二(二)",
        seen=(_Seen("月均应税收入", "16,480 元", "申请人填写"), _Seen("单位类别", "其他", "单位填写")),
        standard="标准 17,906 元：2024 年社平工资 11,937 元 × 1.5，四舍五入到元。",
    ),
    Reason(
        outcome="to_be_judged",
        word="待判断",
        title="在聘用单位连续聘用满 1 年",
        sentence="已满 11 个月又 20 天。原文写“原则上”，可以说明理由，由经办人决定。",
        clause="二(二)",
        mark="原则上",
    ),
    Reason(
        outcome="met",
        word="符合",
        title="九项条件满足一项",
        clause="二(二)1—9",
        inner=(
            Reason(outcome="met", word="符合", title="取得学士及以上学位", sentence="硕士。", clause="1"),
            Reason(outcome="not_known", word="还不知道", title="中级及以上职称", sentence="还没有填。", clause="2"),
        ),
    ),
    Reason(
        outcome="not_known",
        word="还不知道",
        title="在本市有合法稳定住所",
        sentence="请回答住房的问题。",
        clause="二(二)",
    ),
)
STEPS = (
    Step("申请人提交", "2026年11月2日 09:14", "林晓禾"),
    Step("单位审核通过", "2026年11月3日 15:40", "海河蓝科技有限公司", "附说明：合同已续签到 2029 年。"),
    Step("区级受理", "应在 2026年11月27日前办结", "昌平区人力社保局", when="now"),
    Step("区级审核", when="ahead"),
    Step("核准", when="ahead"),
)
DATES = (
    Dated(date(2026, 12, 5), "补正材料交回"),
    Dated(date(2027, 1, 13), "续签可以提交的第一天", "到期前 60 日"),
    Dated(date(2027, 2, 10), "再晚提交可能来不及批完", "暂定：2027 年放假安排还没有公布"),
)
ROWS = (
    ("林晓禾", "1101**********2046", "有效", "2027年1月9日", "可以续签"),
    ("欧阳若川", "3702**********3318", "挂起", "2028年5月21日", "可以办理聘用单位变更"),
    ("陈砚", "4201**********0037", "失效", "", "新办，区级审核"),
)
DOC = Doc(
    title="北京市住房租赁合同", page=2, pages=4, image="/static/gongju/mark.svg", previous="?page=1", next="?page=3"
)
NO_DOC = Doc(title="没有选中材料")
ASK = Ask(
    question="解除与林晓禾的关联？",
    consequences=(
        "她的工作居住证从今天起挂起。",
        "她正在办理的业务会关闭，占用的指标退回。",
        "这一步不能撤回，只能由她重新申请关联。",
    ),
    yes="解除关联",
    back="/parts/",
    grave=True,
    form=Form([Field(name="reason", label="原因", type="long_text", required=True)]),
)


def life() -> Life:
    """A permit that was suspended once, seen on a day of its last year."""
    return life_of(
        (
            Span(date(2024, 3, 15), date(2025, 5, 19), "valid"),
            Span(date(2025, 5, 20), date(2025, 8, 24), "suspended"),
            Span(date(2025, 8, 25), date(2027, 3, 14), "valid"),
        ),
        on=date(2026, 11, 21),
        marks=(
            Dated(date(2024, 3, 15), "新办"),
            Dated(date(2025, 5, 20), "挂起 97 天"),
            Dated(date(2025, 8, 25), "变更单位"),
            Dated(date(2027, 3, 14), "到期"),
        ),
    )
