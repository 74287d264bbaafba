"""Copies of papers that prove who somebody is go once nothing needs them; what was known of them stays."""

import os
from datetime import timedelta
from zipfile import ZipFile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from gongju.access.actor import Actor
from gongju.actions.documents import store_document
from gongju.actions.hand_in import hand_in
from gongju.actions.hand_out_data import hand_out_data
from gongju.actions.spot_check import draw_sample, record_result
from gongju.casework.models import HandedIn
from gongju.casework.queries import handed_in
from gongju.documents import queries, store
from gongju.documents.local_files import LocalFiles
from gongju.documents.models import Version
from gongju.employers.models import Employment
from gongju.errors import Refusal
from gongju.journal.models import Entry
from gongju.ops.each_day import purge
from gongju.people.models import User
from gongju.purging import proof_of
from tests import cast, story
from tests.cast import NOW, Stage
from tests.documents import papers

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
KIND = "hukou_book"
TITLE = "销毁过了保存期限的证件材料"


@pytest.fixture
def stage(db: None) -> Stage:
    return cast.set_the_stage()


def kept(who: Actor) -> Version:
    upload = SimpleUploadedFile("陈家宝的户口本.pdf", papers.good_pdf(3))
    return store_document(actor=who, now=NOW, kind=KIND, title="户口本", upload=upload)


def purged_after(days: int) -> int:
    for name in store.files().names():
        os.utime(LocalFiles().path(name), (0, 0))
    return purge(NOW + days * DAY)[TITLE]


def is_gone(version: Version, days: int) -> bool:
    purged_after(days)
    version.refresh_from_db()
    return version.purged_at is not None


def test_a_copy_that_nothing_needs_is_destroyed_with_a_proof(stage: Stage) -> None:
    version = kept(stage.chen)
    assert (purged_after(364), purged_after(366), purged_after(366)) == (0, 1, 0)
    version.refresh_from_db()
    assert version.purged_at == NOW + 366 * DAY
    assert (version.pages, version.file_name) == (3, "")
    assert not store.files().exists(version.stored_name)
    told = {entry.data["kind"]: entry.data for entry in Entry.objects.filter(action="retention.purge")}
    row = [version.pk, str(version.document_id), 1, version.digest]
    assert told["identity_papers"]["root"] == proof_of([row])["root"]


def test_pages_say_when_it_was_destroyed_and_why(stage: Stage) -> None:
    version = kept(stage.chen)
    purged_after(366)
    said = "这份证件材料的保存期限已过，已于2027年11月24日销毁"
    client = Client()
    client.force_login(User.objects.get(pk=stage.chen.user_id or 0))
    for page in ("/my/papers/", f"/my/papers/{version.document_id}/", f"/my/papers/versions/{version.pk}/"):
        assert said in client.get(page).content.decode(), page
    with ZipFile(hand_out_data(actor=stage.chen, now=NOW)) as packed:
        (name,) = [name for name in packed.namelist() if name.startswith("材料/")]
        assert said in packed.read(name).decode()
    with pytest.raises(Refusal, match=said):
        queries.content(Version.objects.get(pk=version.pk))


def test_an_open_case_keeps_it_and_the_term_begins_with_the_decision(stage: Stage) -> None:
    case = story.reviewed(stage)
    (version,) = {paper.version for paper in handed_in(case) if paper.material == KIND}
    assert not is_gone(version, 5000)
    story.go(stage.wu, case, "approve", now=NOW + 2 * DAY)
    assert not is_gone(version, 366)
    assert is_gone(version, 400)
    assert HandedIn.objects.filter(case=case, version=version).exists()


def test_a_destroyed_copy_is_not_handed_in_again(stage: Stage) -> None:
    story.access_opened(stage)
    version = kept(stage.lin)
    purged_after(366)
    case = story.drafted(stage)
    with pytest.raises(Refusal, match="销毁"):
        hand_in(actor=stage.lin, now=NOW, case_number=case.number, material=KIND, version_id=version.pk)


@pytest.mark.parametrize("column", ["contract_document_id", "leaving_document_id"])
def test_other_papers_contracts_and_proofs_of_leaving_stay(stage: Stage, column: str) -> None:
    cast.paper(stage.chen, "other", "离职证明")
    named = kept(stage.chen)
    cast.link(stage.chen, stage.zhao, stage.hhl)
    Employment.objects.filter(person=stage.chen.person_id).update(**{column: named.document_id})
    assert purged_after(5000) == 0


def test_what_a_spot_check_waits_for_stays(stage: Stage) -> None:
    (version,) = {paper.version for paper in handed_in(story.approved(stage)) if paper.material == KIND}
    check = draw_sample(actor=stage.sun, now=NOW + 3 * DAY, title="抽查", size=1)
    item = check.items.get()
    assert not is_gone(version, 2000)
    record_result(actor=stage.sun, now=NOW + 4 * DAY, item_id=item.pk, result="fine", note="在岗")
    assert is_gone(version, 2000)
