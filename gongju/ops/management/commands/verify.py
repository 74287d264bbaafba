"""`gongju verify FILE.pdf`: whether a confirmation is ours: its signature, its claim, and how it stands now."""

from __future__ import annotations

from base64 import b64decode
from binascii import Error as NotBase64
from io import BytesIO
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pikepdf
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import DatabaseError

from gongju import clock
from gongju.permits.revocation import is_stale, over
from gongju.permits.verification import verify_token
from gongju.sealing.paper_claim import Claim, NoClaim, claim_in, paper_id, read_claim, read_list
from gongju.sealing.pdf_signature import signature_in
from gongju.sealing.signing import Signer
from gongju.signatures import signer

NOT_A_PAPER = "这不是可以核对的确认单：{why}"


class Command(BaseCommand):
    """Exit status 0 for a paper that is ours and counts, 1 otherwise. Each thing checked is one line."""

    help = "核对确认单（PDF 文件，或者扫码得到的那一行文字）：电子签名、签名内容、作废名单，以及现在的状态。"
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        """The paper, and what it is checked with."""
        parser.add_argument("paper", help="PDF 文件，或者二维码里的文字")
        parser.add_argument("--offline", action="store_true", help="不查数据库")
        parser.add_argument("--revoked", metavar="FILE", help="下载的作废名单")
        parser.add_argument("--key", action="append", default=[], metavar="ID:BASE64", help="公布的公钥，可以写多个")
        parser.add_argument("--certificate", metavar="FILE", help="公布的 PDF 签名证书（PEM）")

    def handle(self, *, paper: str, **options: Any) -> None:
        """Check one thing after the other; all of it is told before the verdict."""
        self.faults: list[str] = []
        keys = _signer(options["key"])
        address = paper
        if not urlsplit(paper).scheme:
            pdf = _read(paper)
            self._check_signature(pdf, options["certificate"])
            address = _address_in(pdf)
        claim = self._check_claim(address, keys)
        if claim and options["revoked"]:
            self._check_list(claim, _read(options["revoked"]).decode("utf-8", "replace"), keys)
        if not options["offline"]:
            self._check_state(address)
        if self.faults:
            raise CommandError("不能采信：" + "；".join(self.faults))
        self.stdout.write("核对完毕，没有发现问题。")

    def _check_signature(self, pdf: bytes, certificate: str | None) -> None:
        known = _read(certificate) if certificate else settings.GONGJU.pdf_certificates
        try:
            found = signature_in(pdf, known)
        except ValueError as wrong:
            raise CommandError(NOT_A_PAPER.format(why=f"文件不完好（{wrong}）")) from wrong
        if found is None:
            self.stdout.write("电子签名：没有。文件上印的内容谁都能写，请与下面的签名内容逐项对照。")
            # The code of a good paper can be copied onto any other file.
            self.faults += ["文件没有电子签名"] if known else []
            return
        self.stdout.write(f"电子签名：{found.by}，{found.at:%Y-%m-%d %H:%M}")
        lacking = {
            "文件签名以后被改动过": not found.untouched,
            "签名以后又添加了内容": not found.whole,
            "签名的证书不是这里认可的": not found.known,
        }
        self.faults += [word for word, wrong in lacking.items() if wrong]

    def _check_claim(self, address: str, keys: Signer) -> Claim | None:
        text = claim_in(address)
        try:
            claim = read_claim(text, keys)
        except NoClaim as wrong:
            self.faults.append(f"签名内容：{wrong}")
            return None
        if claim.paper != paper_id(_token_in(address)):
            self.faults.append("签名内容不是这一张确认单的")
        days = f"{claim.first_day} 至 {claim.last_day}"
        self.stdout.write(f"签名内容：{claim.number}　{claim.holder}　{days}　{claim.issued} 出具")
        if over(claim.last_day, clock.today()):
            self.faults.append("有效期已过")
        return claim

    def _check_list(self, claim: Claim, text: str, keys: Signer) -> None:
        try:
            revoked = read_list(text, keys)
        except NoClaim as wrong:
            self.faults.append(str(wrong))
            return
        self.stdout.write(f"作废名单：第 {revoked.number} 号，下次更新 {revoked.next_update}")
        if is_stale(revoked, clock.now()):
            self.faults.append("作废名单过了更新时间，请重新下载")
        if claim.paper in revoked.replaced:
            self.faults.append("这一张已经换发或者作废")
        if claim.paper in revoked.not_in_force:
            self.faults.append("证件现在不在有效状态")

    def _check_state(self, address: str) -> None:
        try:
            shown = verify_token(_token_in(address), clock.today())
        except DatabaseError:
            self.stdout.write("现在的状态：没有数据库，查不到。")
            return
        if shown is None:
            self.faults.append("登记里没有这一张确认单")
            return
        word = "已换发" if shown.replaced_on else "已作废" if shown.void else shown.state
        self.stdout.write(f"现在的状态：{word}")
        if word != "有效":
            self.faults.append(f"现在的状态是“{word}”")


def _signer(given: list[str]) -> Signer:
    """The keys named, else those of the settings."""
    try:
        named = [(name, b64decode(key, validate=True)) for name, _, key in (one.partition(":") for one in given)]
    except NotBase64 as wrong:
        raise CommandError("公钥写成 编号:BASE64，见“核验办法”页面。") from wrong
    return Signer.of([], named) if named else signer()


def _read(file: str) -> bytes:
    try:
        return Path(file).read_bytes()
    except OSError as wrong:
        raise CommandError(f"读不了 {file}：{wrong.strerror}") from wrong


def _address_in(pdf: bytes) -> str:
    """The address in the QR code, which stands among the file's keywords too."""
    try:
        with pikepdf.open(BytesIO(pdf)) as opened:
            return str(opened.docinfo.get("/Keywords", ""))
    except pikepdf.PdfError as wrong:
        raise CommandError(NOT_A_PAPER.format(why="文件损坏")) from wrong


def _token_in(address: str) -> str:
    return urlsplit(address).path.rstrip("/").rpartition("/")[2]
