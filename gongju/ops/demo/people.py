"""Made-up people: who they are, and what they type into 完善信息."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from gongju.ops.demo.names import person_name
from gongju.ops.demo.numbers import identity_number, mobile_phone

Content = Mapping[str, object]
PLACES = (
    ("河北省石家庄市长安区", "130102"),
    ("河北省邯郸市丛台区", "130403"),
    ("辽宁省沈阳市和平区", "210102"),
    ("黑龙江省哈尔滨市道里区", "230102"),
    ("江苏省南京市建邺区", "320105"),
    ("山东省济南市历下区", "370102"),
    ("河南省郑州市中原区", "410102"),
    ("湖北省武汉市江岸区", "420102"),
    ("湖南省长沙市芙蓉区", "430102"),
    ("四川省成都市锦江区", "510104"),
    ("陕西省西安市新城区", "610102"),
)
SCHOOLS = ("北方工业学院", "华清理工大学", "滨海师范大学", "江城科技大学", "中原财经大学", "岭南工学院")
MAJORS = ("计算机科学与技术", "材料工程", "会计学", "生物医学工程", "机械设计制造", "法学", "新闻学", "自动化")
POSTS = ("软件工程师", "产品经理", "研发工程师", "财务主管", "质量工程师", "项目经理", "算法工程师", "法务专员")
STREETS = ("龙锦三街", "回龙观西大街", "南环路", "鼓楼南街", "沙河中街", "天通西苑三区", "北七家定泗路")
DEGREES = ("无", "学士", "学士", "学士", "硕士", "硕士", "博士")
LEVELS = {"无": "大学专科", "学士": "大学本科", "硕士": "硕士研究生", "博士": "博士研究生"}


@dataclass(frozen=True, slots=True, kw_only=True)
class MadeUp:
    """One made-up person, the same for the same seed."""

    name: str
    sex: str
    birth: date
    identity: str
    phone: str
    place: str
    degree: str
    post: str
    housing: str
    income: int
    working_since: date
    employed_since: date
    married: bool
    children: int


def made_up(chance: Random, *, on: date) -> MadeUp:
    """A person of 25 to 52 on that day, employed for one to eight years."""
    sex = chance.choice("男女")
    birth = on - timedelta(days=chance.randrange(25 * 365, 52 * 365))
    place, county = chance.choice(PLACES)
    degree = chance.choice(DEGREES)
    begun = birth.year + {"无": 21, "学士": 22, "硕士": 25, "博士": 28}[degree]
    employed = on - timedelta(days=chance.randrange(400, 8 * 365))
    working = min(date(min(begun, on.year - 3), 7, 1), employed - timedelta(days=500))
    married = on.year - birth.year > 27 and chance.random() < 0.6
    return MadeUp(
        name=person_name(chance, sex),
        sex=sex,
        birth=birth,
        identity=identity_number(chance, birth=birth, sex=sex, county=county),
        phone=mobile_phone(chance),
        place=place,
        degree=degree,
        post=chance.choice(POSTS),
        housing=chance.choice(("租赁房产", "租赁房产", "自有房产", "借住亲友房产", "公租房")),
        income=chance.randrange(185, 420) * 100,
        working_since=working,
        employed_since=max(employed, working),
        married=married,
        children=chance.choice((0, 1, 1, 2)) if married else 0,
    )


def profile_of(person: MadeUp, *, employer: str, on: date, chance: Random) -> dict[str, object]:
    """Every part of 完善信息 as this person types it; the photo is uploaded, not typed."""
    return {
        "identity": {
            "sex": person.sex,
            "birth_date": person.birth.isoformat(),
            "ethnicity": "汉族",
            "political_status": chance.choice(("群众", "中共党员", "共青团员")),
        },
        "contact": {
            "phone": person.phone,
            "postal_address": f"北京市昌平区{chance.choice(STREETS)} {chance.randrange(1, 60)} 号院",
            "postal_code": "102200",
        },
        "hukou": {
            "hukou": "外省市户籍",
            "hukou_place": person.place,
            "hukou_address": f"{person.place}建设路 {chance.randrange(1, 200)} 号",
            "hukou_nature": "家庭户",
        },
        "residence": _residence(person, on, chance),
        "education": _education(person, chance),
        "titles": _titles(person, chance),
        "work": _work(person, employer),
        "marriage": _marriage(person, chance),
        "children": _children(person, on, chance),
    }


def _residence(person: MadeUp, on: date, chance: Random) -> Content:
    typed = {
        "residence_permit": "no",
        "housing": person.housing,
        "district": "昌平区",
        "address": f"{chance.choice(STREETS)} {chance.randrange(1, 60)} 号院 {chance.randrange(1, 20)} 号楼 602",
    }
    if person.housing in ("租赁房产", "借住亲友房产"):
        typed["owner_name"] = person_name(chance, "男")
    if person.housing == "公租房":
        typed["title_unit"] = "昌平区保障性住房管理中心"
    if person.housing in ("租赁房产", "公租房"):
        typed["lease_from"] = (on - timedelta(days=90)).isoformat()
        typed["lease_to"] = (on + timedelta(days=chance.randrange(150, 600))).isoformat()
    return typed


def _education(person: MadeUp, chance: Random) -> list[Content]:
    started = person.birth.year + 15
    rows: list[Content] = [
        {
            "level": "高中（中专）",
            "from": f"{started}-09",
            "to": f"{started + 3}-07",
            "school": "市第一中学",
            "degree": "无",
        }
    ]
    begin = started + 3
    for degree, years in (("学士" if person.degree != "无" else "无", 4), ("硕士", 3), ("博士", 3)):
        if degree in ("硕士", "博士") and DEGREES.index(person.degree) < DEGREES.index(degree):
            break
        rows.append(
            {
                "level": LEVELS[degree],
                "from": f"{begin}-09",
                "to": f"{begin + years}-07",
                "school": chance.choice(SCHOOLS),
                "major": chance.choice(MAJORS),
                "mode": "全日制",
                "abroad": "no",
                "degree": degree,
            }
        )
        begin += years
    return rows


def _titles(person: MadeUp, chance: Random) -> list[Content]:
    if person.degree != "无" and chance.random() < 0.7:
        return []
    return [
        {
            "level": chance.choice(("初级", "中级")),
            "name": "工程师",
            "by": "考试",
            "got_on": f"{person.working_since.year + 2}-11-15",
            "issuer": "北京市人力资源和社会保障局",
        }
    ]


def _work(person: MadeUp, employer: str) -> list[Content]:
    rows: list[Content] = []
    if person.working_since < person.employed_since - timedelta(days=60):
        rows.append(
            {
                "from": f"{person.working_since:%Y-%m}",
                "to": f"{person.employed_since:%Y-%m}",
                "employer": "渤海湾数字技术有限公司",
                "post": person.post,
            }
        )
    rows.append({"from": f"{person.employed_since:%Y-%m}", "employer": employer, "post": person.post})
    return rows


def _marriage(person: MadeUp, chance: Random) -> Content:
    if not person.married:
        return {"status": "未婚"}
    other = "女" if person.sex == "男" else "男"
    birth = person.birth + timedelta(days=chance.randrange(-900, 900))
    return {
        "status": "已婚",
        "married_on": date(person.birth.year + 26, 5, 20).isoformat(),
        "spouse_name": person_name(chance, other),
        "spouse_identity_kind": "居民身份证",
        "spouse_identity": identity_number(chance, birth=birth, sex=other),
    }


def _children(person: MadeUp, on: date, chance: Random) -> list[Content]:
    rows: list[Content] = []
    for number in range(person.children):
        youngest, oldest = on.year - 1, on.year - 15
        year = min(max(person.birth.year + 28 + 3 * number, oldest + number), youngest)
        birth = date(year, chance.randrange(1, 10), 12)
        sex = chance.choice("男女")
        rows.append(
            {
                "name": person.name[0] + person_name(chance, sex)[1:],
                "sex": sex,
                "birth": birth.isoformat(),
                "identity_kind": "居民身份证",
                "identity_number": identity_number(chance, birth=birth, sex=sex),
                "accompanying": "yes",
                "out_of_wedlock": "no",
            }
        )
    return rows


def answers_of(person: MadeUp) -> dict[str, object]:
    """What this person answers in an application: the facts that no other record tells."""
    yearly = str(person.income * 12)
    return {
        "monthly_income": str(person.income),
        "income_year_1": yearly,
        "income_year_2": yearly,
        "income_year_3": yearly,
        "tax_months": "36",
        "insurance_months": "36",
        "dispatched": False,
        "tax_here": True,
        "insurance_here": True,
        "wage_here": True,
    }
