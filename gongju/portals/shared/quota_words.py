"""What a district's rulebook says of quota, in words: which business takes a place, and what follows without one."""

from datetime import date

from gongju.casework import books
from gongju.rules.entries import NO_PLACE, REQUIRED, WHERE_SET

NEEDS = {
    REQUIRED: "须先取得指标，没有可用指标的不能提交",
    WHERE_SET: "区里核定了数量的，用完后不能提交；没有核定的不受限制",
}
NO_NEED = "本区办理业务不占指标。"


def quota_words(authority: str, on: date) -> str:
    """One sentence for each business that takes a place; "" where the authority has no rulebook in force."""
    edition = next((one for one in books.districts(on) if one.authority == authority), None)
    if edition is None:
        return ""
    taking = [one for one in edition.businesses.values() if one.quota != NO_PLACE]
    return "".join(f"{one.title}{NEEDS[one.quota]}。" for one in taking) or NO_NEED
