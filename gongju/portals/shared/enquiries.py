"""业务咨询: what its form asks, and the page of those who are signed in, in every portal alike."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect

from gongju import clock
from gongju.access.rules import Asked
from gongju.actions.enquire import ask_as_oneself
from gongju.casework import books
from gongju.enquiries.models import Enquiry
from gongju.errors import BadInput, Refusal

from .fields import Field
from .forms import Form, Sent
from .pages import faulty, page

ELSEWHERE = "其他区"
GENERAL = "其他"
PAGE = 20
TEXT = Field(name="text", label="您的问题", type="long_text", required=True, longest=2000)
ABOUT_ONESELF = (
    Field(name="name", label="称呼", required=True, longest=40, hint="例如李女士。"),
    Field(name="phone", label="手机号码", type="phone", required=True, hint="只用来就这个问题联系您。"),
)


def districts() -> dict[str, str]:
    """The districts that answer here: name → authority."""
    return {one.name: one.authority for one in books.districts(clock.today())}


def topics() -> tuple[str, ...]:
    """What a question may be about."""
    return (*dict.fromkeys(one.title for one in books.procedures()), GENERAL)


def enquiry_form(data: Sent | None, *, home: str = "", elsewhere: bool = False, more: Sequence[Field] = ()) -> Form:
    """The form; `home` is the district chosen beforehand, `elsewhere` offers districts that do not answer here."""
    known = districts()
    names = (*known, ELSEWHERE) if elsewhere else tuple(known)
    where = Field(name="authority", label="问哪个区", type="choice", choices=names, required=True)
    about = replace(where, name="topic", label="问什么事项", choices=topics(), listed=True)
    chosen = {authority: name for name, authority in known.items()}.get(home)
    return Form([where, about, TEXT, *more], data, initial={"authority": chosen})


def asked(form: Form) -> dict[str, str]:
    """What was filled in, as the verbs take it."""
    values = {name: str(value) for name, value in form.values.items()}
    return {**values, "authority": districts().get(values["authority"], "")}


def own_enquiries(
    request: Asked, *, portal: str, home: str, rows: QuerySet[Enquiry], framed: Callable[..., dict[str, object]]
) -> HttpResponse:
    """A party's own questions with their answers, and the form for a new one (CY-Q02a, CY-Q02b, SC-02).

    `portal` names the page's template and address, `framed` adds what the portal shows around it.
    """
    form = enquiry_form(request.POST if request.method == "POST" else None, home=home)
    left: list[str] = []
    if form.ok:
        try:
            ask_as_oneself(actor=request.actor, now=clock.now(), **asked(form))
        except BadInput as wrong:
            left = form.blame_all(wrong)
        except Refusal as refusal:
            left = [str(refusal)]
        else:
            messages.success(request, "问题已送出，回答后会发消息。")
            return redirect(f"{portal}:enquiries")
    shown = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    context = framed(request, form=form, left=left, page_obj=shown)
    return (faulty if form.read else page)(request, f"{portal}/enquiries.html", context)
