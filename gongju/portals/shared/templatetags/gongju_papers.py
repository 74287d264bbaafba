"""Templates: what files are taken; the statement that a paper is once signed; the letters that may go with a case."""

from django import template
from django.conf import settings

from gongju.documents.queries import why_gone
from gongju.portals.shared.files import ACCEPTED
from gongju.portals.shared.papers import months_read
from gongju.rules.paper_entries import Material
from gongju.statements.wording import Statement, statements_for

register = template.Library()


@register.simple_tag
def accepted_files() -> str:
    """`accept="{% accepted_files %}"`: what a box for papers offers to choose."""
    return ACCEPTED


register.filter("months_read", months_read)
register.filter("why_gone", why_gone)


@register.filter
def letters_of(business: str, authority: str) -> list[Statement]:
    """`{% with case.type|letters_of:case.authority as letters %}`: the letters that a case of the business may add."""
    return [
        one for one in statements_for(settings.GONGJU.statements_dir, authority).values() if business in one.business
    ]


@register.filter
def statement_of(paper: Material, authority: str) -> Statement | None:
    """`{% with paper.material|statement_of:edition.authority as statement %}`: the form to sign, or nothing."""
    found = statements_for(settings.GONGJU.statements_dir, authority).values()
    return next((one for one in found if one.serves(paper)), None)
