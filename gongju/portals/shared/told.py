"""Whatever a view lets go that is meant to be read becomes a page: what is wrong, where, what to do."""

from collections.abc import Callable, Mapping

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from gongju.access.rules import KEPT_NOWHERE
from gongju.errors import BadInput, MovedOn, NotFound, Refusal, Told, Unavailable

NUL = "\0"
STATUS: Mapping[type[Told], int] = {NotFound: 404, MovedOn: 409, Refusal: 403, BadInput: 400, Unavailable: 503}


class ToldPages:
    """Middleware: an `errors.Told` that leaves a view is drawn by `gongju/failed.html` with its status.

    It stands last, so that forged forms are refused before anything of them is looked at.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass the request on."""
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *_view: object) -> HttpResponse | None:
        """Refuse a NUL character wherever it came in: PostgreSQL's text cannot hold one, and nobody types it."""
        boxes = [*request.GET.lists(), *request.POST.lists()]
        if any(NUL in text for text in (request.path, *(text for name, typed in boxes for text in (name, *typed)))):
            return page_of(request, BadInput.of("", "提交的内容里有无法识别的字符，没有保存。请删去后重新填写。"))
        return None

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """The page of a telling; anything else is a fault of the program and goes on."""
        return page_of(request, exception) if isinstance(exception, Told) else None


def page_of(request: HttpRequest, told: Told) -> HttpResponse:
    """What is told, as a page with the status of its kind."""
    answer = render(request, "gongju/failed.html", {"told": told}, status=status_of(told))
    answer["Cache-Control"] = KEPT_NOWHERE
    return answer


def status_of(told: Told) -> int:
    """The status of HTTP that goes with its kind."""
    return next((code for kind, code in STATUS.items() if isinstance(told, kind)), 400)
