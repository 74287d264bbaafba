"""What a view of the interface lets go that is meant to be read, as JSON with the status of its kind."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any

from django.http import HttpRequest, JsonResponse
from django.http.response import HttpResponseBase

from gongju.access.rules import KEPT_NOWHERE
from gongju.errors import Told
from gongju.portals.shared.told import status_of

STATUS = {"verifier.no_key": 401, "verifier.too_often": 429}
HEADERS = {401: {"WWW-Authenticate": "Bearer"}, 429: {"Retry-After": "3600"}}
View = Callable[..., HttpResponseBase]


def told_in_json(view: View) -> View:
    """Answer a `Told` that leaves the view by code, message and what to do."""

    @wraps(view)
    def telling(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        try:
            return view(request, *args, **kwargs)
        except Told as told:
            status = STATUS.get(told.code) or status_of(told)
            said = {"code": told.code, "message": told.message, "do": told.do}
            return answer(said, status=status, headers=HEADERS.get(status))

    return telling


def answer(
    content: Mapping[str, object], *, status: int = 200, headers: Mapping[str, str] | None = None
) -> JsonResponse:
    """Words as they are, kept by no cache."""
    found = JsonResponse(
        dict(content), status=status, headers=dict(headers or {}), json_dumps_params={"ensure_ascii": False}
    )
    found["Cache-Control"] = KEPT_NOWHERE
    return found
