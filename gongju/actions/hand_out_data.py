"""Hand out to a person what is held about them: every row as JSON, and the newest version of each of their papers."""

from __future__ import annotations

import json
from datetime import datetime
from tempfile import SpooledTemporaryFile
from typing import IO
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from django.db import transaction
from django.utils.timezone import localtime

from gongju.access.actor import PERSON, Actor
from gongju.access.documents import own_documents
from gongju.access.held import held_about
from gongju.actions.telling import tell
from gongju.documents import store
from gongju.documents.models import Version
from gongju.documents.queries import why_gone
from gongju.errors import NotFound

IN_MEMORY = 8 * 1024 * 1024
README = """这里是本系统保存的与您有关的全部内容。
数据.json：登记的信息、关联、业务、证件、消息等，按类列出，可以用文本编辑器打开；时间是北京时间。
材料/：您上传的材料，每份是最新的一版；过了保存期限已经销毁的，只写明哪天销毁。
主管部门还没有通知您的审查意见、单位的指标不在内。
"""


def hand_out_data(*, actor: Actor, now: datetime) -> IO[bytes]:
    """A ZIP file, read from its beginning; that it was asked for is recorded. NotFound for anybody but a person."""
    if actor.kind != PERSON or actor.person_id is None:
        raise NotFound("您的信息")
    with transaction.atomic():
        tell(actor=actor, now=now, action="person.hand_out", data={"person": actor.person_id}, quietly=True)
    out = SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115  # the answer closes it when it was sent
    with ZipFile(out, "w") as packed:
        told = json.dumps(held_about(actor.person_id), ensure_ascii=False, indent=2)
        _put(packed, "说明.txt", README.encode(), now, ZIP_DEFLATED)
        _put(packed, "数据.json", told.encode(), now, ZIP_DEFLATED)
        for number, document in enumerate(own_documents(actor).order_by("pk"), 1):
            version = document.versions.order_by("number").last()
            if version is not None:
                suffix, content = _paper(version)
                _put(packed, f"材料/{number:03d}-{_safe(document.title)}.{suffix}", content, now, ZIP_STORED)
    out.seek(0)
    return out


def _paper(version: Version) -> tuple[str, bytes]:
    """What kind of file it is, and its bytes; of a copy that was destroyed, when and why."""
    if gone := why_gone(version):
        return "txt", gone.encode()
    return version.stored_name.rpartition(".")[2], store.read(version.stored_name)


def _put(packed: ZipFile, name: str, content: bytes, now: datetime, how: int) -> None:
    entry = ZipInfo(name, date_time=localtime(now).timetuple()[:6])
    entry.compress_type = how
    packed.writestr(entry, content)


def _safe(title: str) -> str:
    """A title as a name of a file on any system."""
    return "".join(sign if sign.isalnum() else "-" for sign in title)[:40]
