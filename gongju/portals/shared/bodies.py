"""What is sent to us is bounded before it is read: nobody fills the disk or holds a thread with gigabytes."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

TOO_LARGE = 413
FILES = 3
"""How many of the largest files may come at once, where several photos are chosen together."""


class BoundedBodies:
    """Middleware: a request larger than some files and their form is answered by `413.html`, its body unread."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass the request on, unless it is too large."""
        length = str(request.META.get("CONTENT_LENGTH") or "0")
        most = FILES * settings.GONGJU.upload_limit + settings.DATA_UPLOAD_MAX_MEMORY_SIZE
        if length.isdecimal() and int(length[:18]) > most:
            return render(request, "413.html", status=TOO_LARGE)
        return self.get_response(request)
