"""Writes who a provider's subject is here; called by actions alone."""

import secrets
from datetime import datetime

from django.db import IntegrityError, transaction

from gongju.people.models import SignIn, User
from gongju.people.sign_ins import user_of


def add_login(
    *, now: datetime, kind: str, display_name: str, issuer: str, subject: str, office_id: int | None = None
) -> User:
    """The login that `issuer` calls `subject`, made with its link; the one there already, if another call was first."""
    try:
        with transaction.atomic():
            user = User(username=secrets.token_hex(16), kind=kind, display_name=display_name[:60], office_id=office_id)
            user.set_unusable_password()
            user.date_joined = now
            user.save()
            SignIn.objects.create(user=user, issuer=issuer, subject=subject, linked_at=now)
    except IntegrityError:
        there = user_of(issuer, subject)
        if there is None:
            raise
        return there
    return user


def link(*, now: datetime, user: User, issuer: str, subject: str) -> SignIn:
    """Let `issuer`'s `subject` in as `user`. IntegrityError when that subject is somebody already."""
    return SignIn.objects.create(user=user, issuer=issuer, subject=subject, linked_at=now)
