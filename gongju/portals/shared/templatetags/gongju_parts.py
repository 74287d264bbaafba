"""The parts of the design system as tags: `{% load gongju_parts %}{% tag "有效" %}`."""

from collections.abc import Iterable
from typing import Any

from django import template
from django.core.paginator import Page
from django.template import Context
from django.template.loader import get_template
from django.utils.html import format_html
from django.utils.http import urlencode
from django.utils.safestring import SafeString

from gongju.portals.shared.forms import Box, Form
from gongju.portals.shared.parts import Dated, Doc, Life, Reason, Step
from gongju.portals.shared.wording import tone_of

register = template.Library()


@register.simple_tag
def tag(state: object, word: str = "") -> SafeString:
    """A state as word and colour. `state` is a tone, an outcome, or the word itself."""
    return format_html('<span class="tag tag-{}">{}</span>', tone_of(state), word or str(state))


@register.simple_tag(takes_context=True)
def nav_item(context: Context, href: str, word: str, count: int = 0, exact: bool = False) -> SafeString:
    """One entry of the main navigation; the one whose pages we are in is marked. A count of 0 is not shown."""
    path = getattr(context.get("request"), "path", "")
    here = path == href if exact else path.startswith(href)
    return format_html(
        '<li><a href="{}"{}>{}{}</a></li>',
        href,
        SafeString(' aria-current="page"') if here else "",
        word,
        format_html(' <span class="count">{}</span>', count) if count else "",
    )


@register.simple_tag(takes_context=True)
def size_switch(context: Context) -> SafeString:
    """The link to large type and back; a cookie remembers it."""
    request = context.get("request")
    large = getattr(request, "COOKIES", {}).get("type_size") == "large"
    following = request.path if request and request.method == "GET" else "/"
    return format_html(
        '<a class="size-switch" rel="nofollow" href="/type-size/?{}" data-size-switch data-large="大字版" '
        'data-plain="标准字号">{}</a>',
        urlencode({"size": "plain" if large else "large", "next": following}),
        "标准字号" if large else "大字版",
    )


@register.inclusion_tag("gongju/parts/messages.html", takes_context=True)
def show_messages(context: Context) -> dict[str, Any]:
    """What the last deed has to say."""
    return {"messages": context.get("messages", ())}


@register.inclusion_tag("gongju/fields/field.html")
def field(box: Box, optional: bool = False) -> dict[str, Any]:
    """One field. `optional`: say 可不填 where it is not required."""
    return {"box": box, "optional": optional}


@register.simple_tag
def fields(form: Form, optional: bool = False) -> SafeString:
    """All fields of a form, one below the other."""
    one = get_template("gongju/fields/field.html")
    return SafeString("".join(one.render({"box": box, "optional": optional}) for box in form))


@register.simple_tag
def carried(pairs: Iterable[tuple[str, str]]) -> SafeString:
    """Hidden inputs that carry answers on to the next page."""
    return SafeString(
        "".join(format_html('<input type="hidden" name="{}" value="{}">', name, value) for name, value in pairs)
    )


@register.inclusion_tag("gongju/parts/faults.html")
def error_summary(form: Form | None = None, others: Iterable[str] = ()) -> dict[str, Any]:
    """What is to be mended, above the form, each with a link to its field; `others` belong to no field."""
    boxes, rest = form.faults if form else [], list(others)
    return {"faults": boxes, "others": rest, "count": len(boxes) + len(rest)}


@register.inclusion_tag("gongju/parts/reasons.html")
def reasons(rows: Iterable[Reason]) -> dict[str, Any]:
    """Criterion by criterion: outcome, what is asked, what was seen, clause."""
    return {"rows": list(rows)}


@register.inclusion_tag("gongju/parts/life.html")
def life_line(life: Life) -> dict[str, Any]:
    """A permit's life drawn as a line with today on it."""
    return {"life": life}


@register.inclusion_tag("gongju/parts/timeline.html")
def timeline(items: Iterable[Step]) -> dict[str, Any]:
    """What happened, where it stands, what is still to come."""
    return {"items": list(items)}


@register.inclusion_tag("gongju/parts/dated.html")
def dated(items: Iterable[Dated]) -> dict[str, Any]:
    """The days that come next."""
    return {"items": list(items)}


@register.inclusion_tag("gongju/parts/document.html")
def document(doc: Doc) -> dict[str, Any]:
    """The page of a document that proves something."""
    return {"doc": doc}


@register.inclusion_tag("gongju/parts/empty.html")
def empty(title: str, text: str = "", href: str = "", act: str = "") -> dict[str, str]:
    """An empty list that says what will stand here and what to do."""
    return {"title": title, "text": text, "href": href, "act": act}


@register.inclusion_tag("gongju/parts/crumbs.html")
def crumbs(*pairs: str) -> dict[str, Any]:
    """The way here: `{% crumbs "/my/" "首页" "/my/cases/" "我的业务" %}`."""
    return {"crumbs": list(zip(pairs[::2], pairs[1::2], strict=True))}


@register.inclusion_tag("gongju/parts/pages.html", takes_context=True)
def pages(context: Context, page: "Page[Any]") -> dict[str, Any]:
    """Links to the pages of a long list; other parameters of the address are kept."""
    return {
        "page": page,
        "numbers": page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1),
        "query": _query_without(context, "page"),
    }


@register.simple_tag(takes_context=True)
def sorted_head(context: Context, word: str, key: str, number: bool = False) -> SafeString:
    """A column head that sorts by `key`: `?sort=key`, pressed again `?sort=-key`."""
    request = context.get("request")
    current = request.GET.get("sort", "") if request else ""
    order = {key: "ascending", f"-{key}": "descending"}.get(current, "")
    return format_html(
        '<th scope="col"{}{}><a href="?{}sort={}">{}</a></th>',
        format_html(' aria-sort="{}"', order) if order else "",
        SafeString(' class="number"') if number else "",
        _query_without(context, "sort", "page"),
        f"-{key}" if current == key else key,
        word,
    )


def _query_without(context: Context, *names: str) -> str:
    request = context.get("request")
    if request is None:
        return ""
    kept = [(key, value) for key, value in request.GET.items() if key not in names]
    return f"{urlencode(kept)}&" if kept else ""
