"""What a form of 业务咨询 asks, in every portal alike."""

from collections.abc import Sequence
from dataclasses import replace

from gongju import clock
from gongju.casework import books

from .fields import Field
from .forms import Form, Sent

ELSEWHERE = "其他区"
GENERAL = "其他"
TEXT = Field(name="text", label="您的问题", type="long_text", required=True, longest=2000)
ABOUT_ONESELF = (
    Field(name="name", label="怎么称呼您", required=True, longest=40),
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
