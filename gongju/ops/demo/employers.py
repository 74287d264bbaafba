"""What made-up employers type into 单位信息."""

from datetime import date
from random import Random

from gongju.ops.demo.names import person_name
from gongju.ops.demo.numbers import mobile_phone

INNOVATION = ("新型研发机构", "创新型总部企业")
SERVICES = ("律师事务所", "会计师事务所", "人力资源服务机构")


def particulars_of(standing: str, *, district: str, on: date, chance: Random) -> dict[str, dict[str, object]]:
    """Every part of 单位信息 of an employer of that standing (高新技术企业, 事业单位, 律师事务所 …)."""
    high_tech = standing == "高新技术企业"
    registration: dict[str, object] = {
        "org_kind": "事业单位" if standing == "事业单位" else "企业",
        "registered_capital": str(chance.choice((200, 500, 1000, 3000))),
        "registered_district": district,
        "registered_address": f"北京市{district}科技园区振兴路 {chance.randrange(1, 90)} 号",
        "established_on": date(on.year - chance.randrange(4, 20), 4, 8).isoformat(),
        "legal_representative": person_name(chance, "男"),
    }
    quality: dict[str, object] = {
        "high_tech": "yes" if high_tech else "no",
        "key_enterprise": "no",
        "innovation_body": standing if standing in INNOVATION else "都不是",
        "service_body": standing if standing in SERVICES else "都不是",
        "incubator_recommended": "no",
    }
    if high_tech:
        quality["high_tech_until"] = date(on.year + 1, 12, 1).isoformat()
    operation: dict[str, object] = {
        "staff_count": str(chance.randrange(24, 900)),
        "tax_district": district,
        "taxpaying_since": date(on.year - 3, 3, 1).isoformat(),
        "unit_tax_year_1": str(chance.randrange(60, 900)),
        "unit_tax_year_2": str(chance.randrange(60, 900)),
        "tax_floor_exempt": "no",
        "insurance_paid_in_full": "yes",
    }
    compliance: dict[str, object] = {"violation_record": "no", "permit_system": "yes", "handler_is_staff": "yes"}
    contact: dict[str, object] = {
        "contact_name": person_name(chance, "女"),
        "contact_phone": mobile_phone(chance),
        "office_address": str(registration["registered_address"]),
    }
    return {
        "registration": registration,
        "standing": quality,
        "operation": operation,
        "compliance": compliance,
        "contact": contact,
    }
