"""Tables of stored files: a document of a holder, and its versions."""

import uuid
from typing import Any

from django.db import models
from django.db.models import Q

from gongju.documents.refs import HolderKind


class Document(models.Model):
    """One paper of one holder, as a row of 附件管理; what it shows is its latest version."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    holder_kind = models.CharField(max_length=12, choices=HolderKind)
    holder_id = models.CharField(max_length=64)
    kind = models.CharField(max_length=60)
    title = models.CharField(max_length=120)
    removed_at = models.DateTimeField(null=True)
    removed_by = models.CharField(max_length=80, blank=True)

    class Meta:
        indexes = [models.Index(fields=["holder_kind", "holder_id", "kind"], name="document_of_holder")]
        constraints = [
            models.CheckConstraint(
                condition=Q(removed_at__isnull=True, removed_by="") | Q(removed_at__isnull=False) & ~Q(removed_by=""),
                name="document_removed_by_someone",
            )
        ]

    def __str__(self) -> str:
        return self.title


class Version(models.Model):
    """One upload. The bytes lie in the store under `stored_name`; people look at `viewing_name`, always a PDF.

    `purged_at`: when its bytes were destroyed because its term was over; what was known of it stays.
    """

    class MediaType(models.TextChoices):
        PDF = "pdf", "PDF"
        JPEG = "jpeg", "JPG"
        PNG = "png", "PNG"

    class Scan(models.TextChoices):
        NONE = "", "没有查毒"
        WAITING = "waiting", "正在查毒"
        CLEAN = "clean", "没有病毒"
        INFECTED = "infected", "有病毒"

    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()
    digest = models.CharField(max_length=64)
    size = models.PositiveIntegerField()
    pages = models.PositiveSmallIntegerField()
    media_type = models.CharField(max_length=4, choices=MediaType)
    file_name = models.CharField(max_length=150, blank=True)
    stored_name = models.CharField(max_length=80)
    viewing_name = models.CharField(max_length=80)
    uploaded_at = models.DateTimeField()
    uploaded_by = models.CharField(max_length=80)
    checks: "models.JSONField[Any, Any]" = models.JSONField(default=list)
    facts: "models.JSONField[Any, Any]" = models.JSONField(default=dict)
    purged_at = models.DateTimeField(null=True)
    scan = models.CharField(max_length=8, choices=Scan, blank=True, default=Scan.NONE)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["document", "number"], name="version_number_once"),
            models.CheckConstraint(condition=Q(number__gte=1, size__gte=1, pages__gte=1), name="version_not_empty"),
        ]

    def __str__(self) -> str:
        return f"{self.document_id} v{self.number}"

    @property
    def is_usable(self) -> bool:
        """Whether it is still kept, no scanner has to look at it, and none found anything."""
        return self.purged_at is None and self.scan in (self.Scan.NONE, self.Scan.CLEAN)


class Gathering(models.Model):
    """Files and photos that become one paper: kept as they come, put in order and turned, then merged into one PDF.

    `pages`: [[key of the piece, page of it from 1, turned by 0, 90, 180 or 270], …] in their order. `replaces`: the
    document of which it becomes a version. `case_number`, `material`: what it is handed in to once it is done, in the
    place of the paper with the key `instead_of`.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    holder_kind = models.CharField(max_length=12, choices=HolderKind)
    holder_id = models.CharField(max_length=64)
    kind = models.CharField(max_length=60)
    title = models.CharField(max_length=120)
    replaces = models.ForeignKey(Document, on_delete=models.PROTECT, null=True, related_name="+")
    case_number = models.CharField(max_length=40, blank=True)
    material = models.CharField(max_length=60, blank=True)
    instead_of = models.BigIntegerField(null=True)
    started_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    pages: "models.JSONField[Any, Any]" = models.JSONField(default=list)

    class Meta:
        indexes = [models.Index(fields=["holder_kind", "holder_id"], name="gathering_of_holder")]

    def __str__(self) -> str:
        return self.title


class Piece(models.Model):
    """One file of a gathering, as the PDF to look at; sent twice, it is there once."""

    gathering = models.ForeignKey(Gathering, on_delete=models.CASCADE, related_name="pieces")
    digest = models.CharField(max_length=64)
    file_name = models.CharField(max_length=150)
    pages = models.PositiveSmallIntegerField()
    viewing_name = models.CharField(max_length=80)
    checks: "models.JSONField[Any, Any]" = models.JSONField(default=list)
    added_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["gathering", "digest"], name="piece_once")]

    def __str__(self) -> str:
        return self.file_name
