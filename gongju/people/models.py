"""Tables of people: persons, users, offices, profile parts."""

from django.contrib.auth.models import AbstractUser
from django.db import models


class User(AbstractUser):
    """A login. Linked to issuer and subject of a sign-in provider; the username is opaque."""

    class Kind(models.TextChoices):
        PERSON = "person", "个人"
        AGENT = "agent", "单位经办人"
        STAFF = "staff", "工作人员"

    kind = models.CharField("类别", max_length=10, choices=Kind, default=Kind.PERSON)
    display_name = models.CharField("显示名", max_length=60, blank=True)
