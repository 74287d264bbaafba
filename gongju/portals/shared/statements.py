"""Statements to sign, as pages hand them out: blank to a visitor, filled with what is known to those who sign."""

from collections.abc import Iterable, Mapping

from django.conf import settings
from django.http import HttpResponse

from gongju import clock
from gongju.errors import NotFound
from gongju.statements.printing import statement_pdf
from gongju.statements.wording import Statement, statements_for


def statement_named(name: str, authority: str = "", by: str = "") -> Statement:
    """The statement in the wording of the office; NotFound, also where party `by` does not sign it."""
    found = statements_for(settings.GONGJU.statements_dir, authority).get(name)
    if found is None or by not in ("", found.by):
        raise NotFound("这份声明")
    return found


def printed(statement: Statement, known: Mapping[str, str]) -> HttpResponse:
    """The PDF, to be printed and signed by hand."""
    answer = HttpResponse(statement_pdf(statement, known, at=clock.now()), content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="{statement.name}.pdf"'
    return answer


def typed_in(parts: Iterable[tuple[str, object]]) -> dict[str, str]:
    """ "part.field" -> words, of the parts that are filled in once."""
    return {
        f"{part}.{field}": value
        for part, content in parts
        if isinstance(content, dict)
        for field, value in content.items()
        if isinstance(value, str)
    }
