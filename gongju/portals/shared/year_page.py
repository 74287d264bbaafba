"""The yearly list as a page and as a CSV file, for an office and for an employer alike."""

import csv
from datetime import date
from io import StringIO

from django.db.models import QuerySet
from django.http import HttpResponse
from django.utils.http import content_disposition_header

from gongju.permits.models import Permit
from gongju.permits.year_list import WORDS, Departure, year_list

from .pages import number_in

FIRST_YEAR = 2003
HEAD = ("日期", "情况", "姓名", "证件编号", "单位", "统一社会信用代码", "有效期止")
FORMULAS = ("=", "+", "-", "@")


def year_context(permits: QuerySet[Permit], asked: str | None, today: date) -> dict[str, object]:
    """The list of the year asked for, this year by default, with how many of each."""
    year = min(max(number_in(asked, today.year), FIRST_YEAR), today.year)
    rows = year_list(permits, year, today)
    tally = [(word, sum(one.word == word for one in rows)) for word in WORDS]
    return {"year": year, "rows": rows, "tally": tally, "years": range(today.year, today.year - 6, -1)}


def year_file(rows: list[Departure], year: int) -> HttpResponse:
    """The same as a file that spreadsheets open."""
    file = StringIO()
    writer = csv.writer(file)
    writer.writerow(HEAD)
    for one in rows:
        permit = one.permit
        told = (one.on, one.word, permit.person.name, permit.number, permit.employer.name, permit.employer.uscc)
        writer.writerow([_plain(str(cell)) for cell in (*told, permit.last_day)])
    answer = HttpResponse("\ufeff" + file.getvalue(), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = content_disposition_header(True, f"年度名单{year}.csv") or ""
    return answer


def _plain(cell: str) -> str:
    """No cell is taken for a formula."""
    return f"'{cell}" if cell.startswith(FORMULAS) else cell
