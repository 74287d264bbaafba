"""Templates: the statement that a paper of the list is, once signed."""

from django import template
from django.conf import settings

from gongju.rules.paper_entries import Material
from gongju.statements.wording import Statement, statements_for

register = template.Library()


@register.filter
def statement_of(paper: Material, authority: str) -> Statement | None:
    """`{% with paper.material|statement_of:edition.authority as statement %}`: the form to sign, or nothing."""
    found = statements_for(settings.GONGJU.statements_dir, authority).values()
    return next((one for one in found if one.serves(paper)), None)
