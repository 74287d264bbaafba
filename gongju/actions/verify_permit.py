"""Verify a permit for a stranger: by number and name or by the address on the paper, so often per network address."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.utils.timezone import localdate

from gongju.errors import Refusal
from gongju.permits import look_up_records
from gongju.permits.verification import Shown, verify, verify_token


def verify_permit(*, now: datetime, asker: str, number: str = "", name: str = "", token: str = "") -> Shown | None:
    """What the permit shows today, None where there is none such (查无此证) (LF-01). `asker` is a network address.

    Raises Refusal verify.too_often past the limit of the settings; a look-up that finds nothing counts like any other.
    """
    with transaction.atomic():
        asked = look_up_records.count(asker, now=now)
    if asked > settings.GONGJU.look_ups_an_hour:
        raise Refusal("verify.too_often", "您查询得太频繁了。", do="请过一小时再试，或者向发证的区人力社保局电话核实。")
    on = localdate(now)
    return verify_token(token, on) if token else verify(number, name, on)
