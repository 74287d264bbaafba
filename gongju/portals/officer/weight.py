"""Decisions of weight: a stale sign-in is asked anew before them, and what was typed meanwhile is kept."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpResponse

from gongju import clock
from gongju.access.rules import Asked
from gongju.portals.officer.frame import framed
from gongju.portals.shared.freshness import ENTRANCE, is_fresh
from gongju.portals.shared.pages import page
from gongju.sealing import Unsealable
from gongju.sealing_fields import keyring

TYPED, PURPOSE = "typed", "session.typed"
MOST = 100_000
"""Characters of a form that are kept; a longer one is typed or chosen again."""
NOT_KEPT = "csrfmiddlewaretoken"
Pairs = list[tuple[str, str]]
View = Callable[..., HttpResponse]


def always(request: Asked, **parts: Any) -> bool:
    """Whatever is sent here decides."""
    return True


def weighs(when: Callable[..., bool] = always) -> Callable[[View], View]:
    """Let nothing be sent to this view on a sign-in that is not fresh, where `when` says that it decides.

    Stands beneath `requires`. The form is kept, sealed, in the session; after the sign-in it is shown once more.
    """

    def guarding(view: View) -> View:
        @wraps(view)
        def guarded(request: Asked, **parts: Any) -> HttpResponse:
            fresh = is_fresh(request, clock.now())
            if request.method == "GET" and fresh and TYPED in request.session:
                typed = _taken(request)
                return _once_more(request, typed) if typed is not None else view(request, **parts)
            if request.method == "POST" and not fresh and when(request, **parts):
                return _anew(request, kept=_keep(request))
            return view(request, **parts)

        guarded.weighs = when  # type: ignore[attr-defined]
        return guarded

    return guarding


def _anew(request: Asked, *, kept: bool) -> HttpResponse:
    """The way to the provider and back to this very address."""
    entrance = request.session.get(ENTRANCE, "staff")
    context = framed(request, here=request.get_full_path(), entrance=entrance, kept=kept)
    return page(request, "officer/anew.html", context, status=403)


def _once_more(request: Asked, typed: Pairs) -> HttpResponse:
    """What was typed before the sign-in, to be sent by one more press: signing in alone decides nothing."""
    written = [text for _, text in typed if any(not character.isascii() for character in text)]
    context = framed(request, typed=typed, written=written, here=request.get_full_path())
    return page(request, "officer/once_more.html", context)


def _keep(request: Asked) -> bool:
    """Whether the whole form could be kept; files cannot."""
    pairs = [(name, text) for name, texts in request.POST.lists() for text in texts if name != NOT_KEPT]
    told = json.dumps([request.get_full_path(), pairs])
    request.session.pop(TYPED, None)
    if request.FILES or len(told) > MOST:
        return False
    request.session[TYPED] = keyring().seal(told, purpose=PURPOSE)
    return True


def _taken(request: Asked) -> Pairs | None:
    """What was typed at this address, once; None for another address, which leaves it there."""
    try:
        where, pairs = json.loads(keyring().unseal(request.session[TYPED], purpose=PURPOSE))
    except Unsealable:  # the key was put away meanwhile
        del request.session[TYPED]
        return None
    if where != request.get_full_path():
        return None
    del request.session[TYPED]
    return [(name, text) for name, text in pairs]
