"""完善信息: the parts of my profile, each saved as it is typed."""

from collections.abc import Sequence

from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from gongju import clock
from gongju.access.rules import Asked, requires
from gongju.actions.compare_again import compare_again
from gongju.actions.comparisons import standings_about
from gongju.actions.documents import own_holder, store_document
from gongju.actions.save_part import save_profile_part
from gongju.documents.queries import latest
from gongju.errors import BadInput, NotFound, Refusal
from gongju.forms.cautions import hints_of
from gongju.forms.checking import Checked
from gongju.forms.filling import Filling, Standing
from gongju.forms.spec import PartSpec
from gongju.people import profile
from gongju.people.models import Person
from gongju.portals.applicant.frame import framed, why_shut
from gongju.portals.shared.comparisons import ComparisonRow, comparison_rows
from gongju.portals.shared.pages import faulty, page
from gongju.portals.shared.part_forms import PartForm, part_form, typed_content
from gongju.portals.shared.standings import standing_words
from gongju.portals.shared.wording import moment_text
from gongju.registries.office import PERSON

PHOTO, PHOTO_FIELD = "photo", "document"
"""The part that is a picture, and the field of it that holds the picture's key."""


@requires("applicant.own")
@require_GET
def overview(request: Asked) -> HttpResponse:
    """Every part and how far it is filled in, and what other offices say; what keeps it from being changed (SC-40)."""
    person = _person(request)
    fillings = profile.fillings(person)
    rows = [(one, *standing_words(one.standing)) for one in fillings]
    done = sum(one.standing is Standing.COMPLETE for one in fillings)
    return page(
        request,
        "applicant/profile.html",
        framed(
            request,
            person=person,
            rows=rows,
            done=done,
            total=len(rows),
            shut=why_shut(request.actor),
            comparisons=comparison_rows(standings_about(PERSON, person.pk)),
        ),
    )


@requires("applicant.own")
@require_POST
def compare(request: Asked) -> HttpResponse:
    """重新比对: ask the other offices once more (CY-Q88a, SC-52)."""
    compare_again(actor=request.actor, now=clock.now())
    messages.success(request, "已重新询问，有结果后显示在这里。")
    return redirect(f"{reverse('applicant:profile')}#comparisons")


@requires("applicant.own")
@require_http_methods(["GET", "POST"])
def part(request: Asked, name: str) -> HttpResponse:
    """One part: shown as typed, saved as typed; `X-Keep` posts come from the script that saves while one types.

    Serves (DC-212, DX-222, SC-43).
    """
    person, filling = _person(request), _filling(request, name)
    if request.method == "POST" and name == PHOTO:
        return _photographed(request, filling)
    if request.method == "POST":
        return _kept(request, filling.part) if "X-Keep" in request.headers else _saved(request, filling)
    saved = filling.saved
    if filling.part.name == PHOTO:
        return page(request, "applicant/part.html", _photo_context(request, filling))
    shown = part_form(
        filling.part, saved.content if saved else None, saved.faults if saved else (), one_more="more" in request.GET
    )
    return page(request, "applicant/part.html", _context(request, person, filling, shown))


def _photographed(request: Asked, filling: Filling) -> HttpResponse:
    """A photo is a paper of mine; the part keeps its key."""
    upload = request.FILES.get("file")
    try:
        if upload is None:
            raise BadInput.of("file", "请选择照片文件。")
        stored = store_document(actor=request.actor, now=clock.now(), kind=PHOTO, title=filling.title, upload=upload)
        content = {PHOTO_FIELD: str(stored.document_id)}
        save_profile_part(actor=request.actor, now=clock.now(), part=PHOTO, content=content)
    except BadInput as wrong:
        others = [fault.message for fault in wrong.faults]
        return faulty(request, "applicant/part.html", _photo_context(request, filling, others))
    messages.success(request, "照片已保存。")
    return redirect("applicant:part", _after(PHOTO))


def _photo_context(request: Asked, filling: Filling, others: Sequence[str] = ()) -> dict[str, object]:
    """The page of the photo, with the one that is kept."""
    key = filling.saved.content.get(PHOTO_FIELD, "") if filling.saved else ""
    kept = {str(one.document_id): one for one in latest(own_holder(request.actor), kind=PHOTO)}.get(key)
    shown = part_form(filling.part, None)
    return {**_context(request, _person(request), filling, shown), "photo": True, "kept": kept, "others": list(others)}


def _saved(request: Asked, filling: Filling) -> HttpResponse:
    """Saved by a button: on to the next part, or back to the same with what is wrong or one more row."""
    content, checked = _save(request, filling.part)
    if "add" in request.POST or "remove" in request.POST:
        more = "?more" if "add" in request.POST else ""
        return redirect(f"{request.path}{more}#part-end")
    if checked.faults:
        shown = part_form(filling.part, content, _told(checked))
        return faulty(request, "applicant/part.html", _context(request, _person(request), filling, shown))
    for hint in hints_of(filling.part, content):
        better = f"可以写成：{hint.suggest}。" if hint.suggest else ""
        messages.info(request, f"{hint.label}：{hint.text}{better}")
    if checked.missing:
        messages.warning(request, f"“{filling.title}”已保存，还有 {len(checked.missing)} 项没有填。")
    else:
        messages.success(request, f"“{filling.title}”已填完。")
    following = _after(filling.part.name)
    return redirect("applicant:part", following) if following else redirect("applicant:profile")


def _kept(request: Asked, spec: PartSpec) -> HttpResponse:
    """Saved while typing: how it stands, for the script."""
    try:
        content, checked = _save(request, spec)
    except Refusal as refusal:
        return JsonResponse({"message": str(refusal)}, status=422)
    shown = part_form(spec, content, _told(checked))
    left = f"还有 {len(checked.missing)} 项没有填。" if checked.missing else "这一部分已填完。"
    wrong = f"有 {len(checked.faults)} 处要改。" if checked.faults else ""
    state = f"{moment_text(clock.now())[-5:]} 已保存。{wrong or left}"
    return JsonResponse({"state": state, "faults": shown.by_box})


def _save(request: Asked, spec: PartSpec) -> tuple[object, Checked]:
    content = typed_content(spec, request.POST)
    return content, save_profile_part(actor=request.actor, now=clock.now(), part=spec.name, content=content)


def _told(checked: Checked) -> list[dict[str, object]]:
    return [fault.as_json() for fault in checked.faults]


def _person(request: Asked) -> Person:
    return Person.objects.get(pk=request.actor.person_id or 0)


def _filling(request: Asked, name: str) -> Filling:
    found = {one.part.name: one for one in profile.fillings(_person(request))}.get(name)
    if found is None:
        raise NotFound("这一部分信息")
    return found


def _after(name: str) -> str:
    names = list(profile.form().parts)
    return names[names.index(name) + 1] if name != names[-1] else ""


def _context(request: Asked, person: Person, filling: Filling, shown: PartForm) -> dict[str, object]:
    return framed(
        request,
        filling=filling,
        part_form=shown,
        hints=hints_of(filling.part, filling.saved.content) if filling.saved else (),
        locked=profile.locked(person) if filling.part.name == profile.IDENTITY else {},
        names=list(profile.form().parts.values()),
        shut=why_shut(request.actor),
        comparisons=_comparisons(person, filling.part.name),
    )


def _comparisons(person: Person, part: str) -> tuple[ComparisonRow, ...]:
    """What the offices that look at this part say of it, once they were asked."""
    found = [one for one in standings_about(PERSON, person.pk) if part in one.office.parts and one.comparison]
    return comparison_rows(found)
