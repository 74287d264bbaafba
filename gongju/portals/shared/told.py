"""Whatever a view lets go that is meant to be read becomes a page: what is wrong, where, what to do."""

from collections.abc import Callable, Mapping

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from gongju.errors import BadInput, MovedOn, NotFound, Refusal, Told

STATUS: Mapping[type[Told], int] = {NotFound: 404, MovedOn: 409, Refusal: 403, BadInput: 400}


class ToldPages:
    """Middleware: an `errors.Told` that leaves a view is drawn by `gongju/failed.html` with its status."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass the request on."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """The page of a telling; anything else is a fault of the program and goes on."""
        if not isinstance(exception, Told):
            return None
        status = next((code for kind, code in STATUS.items() if isinstance(exception, kind)), 400)
        return render(request, "gongju/failed.html", {"told": exception}, status=status)
