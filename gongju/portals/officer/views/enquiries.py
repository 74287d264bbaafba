"""The desk of 业务咨询: what waits, answers kept ready, questions by mail, help entries made of answers."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from gongju import clock
from gongju.access.enquiries import visible_enquiries
from gongju.access.rules import Asked, requires
from gongju.actions.enquire import answer, keep_ready, note_enquiry, publish_help, withdraw_help
from gongju.enquiries import queries
from gongju.enquiries.models import Enquiry, HelpEntry
from gongju.errors import BadInput, MovedOn
from gongju.portals.officer.frame import framed
from gongju.portals.officer.listing import PAGE
from gongju.portals.shared.enquiries import topics
from gongju.portals.shared.fields import Field
from gongju.portals.shared.forms import Form
from gongju.portals.shared.pages import faulty, number_in, page, words_in

ANSWER = (
    Field(name="text", label="回答", type="long_text", required=True, longest=2000),
    Field(name="keep_as", label="存为常用回答，标题", longest=80, hint="以后遇到同样的问题可以直接套用。"),
)
READY = (
    Field(name="title", label="标题", required=True, longest=80),
    Field(name="text", label="回答", type="long_text", required=True, longest=2000),
)
PUBLISHING = (
    Field(name="question", label="问题", required=True, longest=120, hint="写成谁都可能问的样子，不带个人和单位信息。"),
    Field(name="part", label="栏目", required=True, longest=40),
    Field(name="text", label="回答", type="long_text", required=True, longest=2000),
)
CHANNELS = {"来信": Enquiry.Channel.MAIL, "电话": Enquiry.Channel.PHONE}


@require_GET
@requires("officer.enquiries")
def listed(request: Asked) -> HttpResponse:
    """What waits, the oldest first; answered ones after (CY-Q02a, CY-Q02b)."""
    words = words_in(request.GET)
    found = visible_enquiries(request.actor)
    waiting = found.filter(answered_at__isnull=True).count()
    if words:
        found = found.filter(text__icontains=words) | found.filter(answer__icontains=words)
    rows = Paginator(queries.desk(found), PAGE).get_page(request.GET.get("page"))
    entries = HelpEntry.objects.filter(authority=request.actor.authority, withdrawn_at__isnull=True)
    context = framed(request, page_obj=rows, words=words, waiting_enquiries=waiting, entries=list(entries))
    return page(request, "officer/enquiries.html", context)


@require_http_methods(["GET", "POST"])
@requires("officer.enquiry")
def enquiry(request: Asked, enquiry_id: int) -> HttpResponse:
    """One question: answer it, with an answer kept ready put in where one was chosen."""
    kept = {one.pk: one for one in queries.canned(request.actor.authority)}
    chosen = kept.get(number_in(request.GET.get("canned")))
    data = request.POST if request.method == "POST" else None
    form = Form(ANSWER, data, initial={"text": chosen.text if chosen else ""})
    left: list[str] = []
    if form.ok:
        try:
            told = {"text": str(form.values["text"]), "keep_as": str(form.values.get("keep_as", ""))}
            answer(actor=request.actor, now=clock.now(), enquiry_id=enquiry_id, **told)
        except BadInput as wrong:
            left = form.blame_all(wrong)
        except MovedOn:
            left = ["这条咨询刚刚已由同事回答。"]
        else:
            messages.success(request, "已回答。")
            return redirect("officer:enquiry", enquiry_id=enquiry_id)
    context = framed(request, enquiry=request.found, form=form, left=left, kept=list(kept.values()))
    return (faulty if form.read else page)(request, "officer/enquiry.html", context)


@require_http_methods(["GET", "POST"])
@requires("officer.enquiries")
def note(request: Asked) -> HttpResponse:
    """Note a question that came by mail or telephone (CY-Q05a)."""
    fields = (
        Field(name="channel", label="途径", type="choice", choices=tuple(CHANNELS), required=True),
        Field(name="name", label="谁问的", required=True, longest=40),
        Field(name="phone", label="电话", longest=40),
        Field(name="topic", label="事项", type="choice", choices=topics(), listed=True, required=True),
        Field(name="text", label="问题", type="long_text", required=True, longest=2000),
    )
    form, left = Form(fields, request.POST if request.method == "POST" else None), []
    if form.ok:
        told = {name: str(value) for name, value in form.values.items()}
        told["channel"] = CHANNELS[told["channel"]]
        try:
            made = note_enquiry(actor=request.actor, now=clock.now(), **told)
        except BadInput as wrong:
            left = form.blame_all(wrong)
        else:
            return redirect("officer:enquiry", enquiry_id=made.pk)
    context = framed(request, form=form, left=left, title="记一条来信或来电", act="记下")
    return (faulty if form.read else page)(request, "officer/enquiry_form.html", context)


@require_http_methods(["GET", "POST"])
@requires("officer.enquiries")
def ready(request: Asked) -> HttpResponse:
    """The answers kept ready, and a new one."""
    form, left = Form(READY, request.POST if request.method == "POST" else None), []
    if form.ok:
        told = {name: str(value) for name, value in form.values.items()}
        try:
            keep_ready(actor=request.actor, now=clock.now(), **told)
        except BadInput as wrong:
            left = form.blame_all(wrong)
        else:
            messages.success(request, "已存为常用回答。")
            return redirect("officer:canned")
    kept = list(queries.canned(request.actor.authority))
    context = framed(request, form=form, left=left, title="常用回答", act="存下", kept=kept)
    return (faulty if form.read else page)(request, "officer/enquiry_form.html", context)


@require_http_methods(["GET", "POST"])
@requires("officer.enquiry")
def publish(request: Asked, enquiry_id: int) -> HttpResponse:
    """Make a help entry of an answered question."""
    found = request.found
    initial = {"question": found.text[:120], "part": "常见咨询", "text": found.answer}
    form, left = Form(PUBLISHING, request.POST if request.method == "POST" else None, initial=initial), []
    if form.ok:
        told = {name: str(value) for name, value in form.values.items()}
        try:
            publish_help(actor=request.actor, now=clock.now(), enquiry_id=enquiry_id, **told)
        except BadInput as wrong:
            left = form.blame_all(wrong)
        else:
            messages.success(request, "已发布到帮助。")
            return redirect("officer:enquiries")
    back = reverse("officer:enquiry", args=[enquiry_id])
    context = framed(request, form=form, left=left, title="发布到帮助", act="发布", back=back)
    return (faulty if form.read else page)(request, "officer/enquiry_form.html", context)


@require_POST
@requires("officer.help_entry")
def withdraw(request: Asked, entry_id: int) -> HttpResponse:
    """Take a help entry down."""
    withdraw_help(actor=request.actor, now=clock.now(), entry_id=entry_id)
    messages.success(request, "已从帮助撤下。")
    return redirect("officer:enquiries")


@require_GET
@requires("officer.help_entry")
def as_file(request: Asked, entry_id: int) -> HttpResponse:
    """The text of the file `help/<topic>.md` that says the same, for the next release."""
    answered = HttpResponse(queries.as_file(request.found), content_type="text/markdown; charset=utf-8")
    answered["Content-Disposition"] = f'attachment; filename="{request.found.topic}.md"'
    return answered
