"""The yearly list as a page and as a CSV file, for an office and for an employer alike."""

from datetime import date

from django.db.models import QuerySet
from django.http import HttpResponse

from gongju.permits.models import Permit
from gongju.permits.year_list import WORDS, Departure, year_list

from .pages import number_in
from .sheet import sheet_answer

FIRST_YEAR = 2003
HEAD = ("日期", "情况", "姓名", "证件编号", "单位", "统一社会信用代码", "有效期止")


def year_context(permits: QuerySet[Permit], asked: str | None, today: date) -> dict[str, object]:
    """The list of the year asked for, this year by default, with how many of each."""
    year = min(max(number_in(asked, today.year), FIRST_YEAR), today.year)
    rows = year_list(permits, year, today)
    tally = [(word, sum(one.word == word for one in rows)) for word in WORDS]
    return {"year": year, "rows": rows, "tally": tally, "years": range(today.year, today.year - 6, -1)}


def year_file(rows: list[Departure], year: int) -> HttpResponse:
    """The same as a file that spreadsheets open."""
    lines = [
        (one.on, one.word, one.permit.person.name, one.permit.number, *_employer(one), one.permit.last_day)
        for one in rows
    ]
    return sheet_answer(f"年度名单{year}", HEAD, lines)


def _employer(one: Departure) -> tuple[str, str]:
    return one.permit.employer.name, one.permit.employer.uscc
