"""All offices that can be asked, in the order in which people see them."""

from collections.abc import Mapping

from gongju.registries import education, market_regulation, public_security, social_insurance, tax
from gongju.registries.office import Office

OFFICES: Mapping[str, Office] = {
    module.OFFICE.code: module.OFFICE
    for module in (public_security, market_regulation, education, social_insurance, tax)
}


def offices_about(about: str) -> tuple[Office, ...]:
    """Those that know a person, or an employer."""
    return tuple(one for one in OFFICES.values() if one.about == about)
