"""`gongju journal`: seals days, tells whether anything was changed since, hands out roots, checks receipts."""

import sys
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from gongju import clock
from gongju.access.actor import Actor
from gongju.actions.seal_day import seal_day
from gongju.journal.queries import subjects, verify
from gongju.journal.roots import day_roots, faults, faults_against
from gongju.sealing.receipts import NoReceipt, belongs, is_signed, read_receipt
from gongju.signatures import signer

NOT_SIGNED = (
    "！！没有签名：{count} 个每日总指纹没有签名。能写数据库的人可以把记录和总指纹一并改掉而不被发现。"
    "请设置 GONGJU_SIGNING_KEYS（docs/secrecy.md）。\n!! NOT SIGNED: {count} roots carry no signature."
)


class Command(BaseCommand):
    """Exit status 0 when everything holds, 1 otherwise."""

    help = "办理记录：verify 核对全部、seal 封存到昨天、roots 抄出每日总指纹、check 核对一张回执。"

    def add_arguments(self, parser: CommandParser) -> None:
        """One word, and for some of them a file."""
        parser.add_argument("what", choices=["verify", "seal", "roots", "check"])
        parser.add_argument("file", nargs="?", help="check：回执文件；verify：以前用 roots 抄出的文件")

    def handle(self, *_args: Any, what: str, file: str | None = None, **_options: Any) -> None:
        """Do the one thing asked for."""
        if what == "check" and not file:
            raise CommandError("请写明回执文件：gongju journal check 回执.json")
        {"verify": self.verify, "seal": self.seal, "roots": self.roots, "check": self.check_receipt}[what](file or "")

    def verify(self, copy: str) -> None:
        """Compute every chain and every root anew; name what was changed, is missing or was added."""
        found = [f"{one.subject.kind} {one.subject.id}：{one.sentence}" for ref in subjects() for one in verify(ref)]
        found += [one.sentence for one in faults(now=clock.now(), signer=signer())]
        if copy:
            found += [one.sentence for one in faults_against(_copied(copy))]
        self._say_unsigned()
        for sentence in found:
            self.stderr.write(sentence)
        if found:
            raise CommandError(f"发现{len(found)}处问题。")
        chains, roots = sum(1 for _ in subjects()), day_roots().count()
        self.stdout.write(f"核对了{chains}条链、{roots}个每日总指纹，全部完好。")
        if not roots:
            self.stdout.write("还没有封存过：每日任务运行以后，记录才受每日总指纹保护。")

    def seal(self, _file: str) -> None:
        """What the worker does each day, at once."""
        done = seal_day(actor=Actor.system(), now=clock.now())
        self.stdout.write("已封存到昨天。" if done else "昨天已经封存过。")
        self._say_unsigned()

    def roots(self, _file: str) -> None:
        """A line for each root, to be kept where nobody who writes this database can write."""
        for root in day_roots():
            signed = f"{root.key_id} {root.signature}" if root.key_id else "- 没有签名"
            self.stdout.write(f"{root.number} {root.day} {root.hash} {signed}")

    def check_receipt(self, file: str) -> None:
        """Check a receipt by itself: it needs the public keys, not the records."""
        try:
            receipt = read_receipt(Path(file).read_text("utf-8"))
        except (OSError, UnicodeError) as wrong:
            raise CommandError(f"读不了 {file}：{wrong}") from wrong
        except NoReceipt as wrong:
            raise CommandError(str(wrong)) from wrong
        if not belongs(receipt):
            raise CommandError("回执与它所附的每日总指纹对不上：内容被改动过。")
        if not receipt.signature.key_id:
            raise CommandError("回执与每日总指纹对得上，但总指纹没有签名，不能证明出自本系统。")
        if not is_signed(receipt.root, receipt.signature, signer()):
            raise CommandError(f"每日总指纹的签名不是这里的密钥“{receipt.signature.key_id}”签的。")
        event = receipt.event
        self.stdout.write(f"真实：{event.at} {event.action}，{event.kind} {event.id} 第{event.sequence}条。")

    def _say_unsigned(self) -> None:
        count = day_roots().filter(key_id="").count()
        if count or not signer().signs:
            self.stderr.write(NOT_SIGNED.format(count=count))


def _copied(file: str) -> dict[int, str]:
    """Number and hash of each root in a file that `roots` wrote; "-" reads it from the standard input."""
    try:
        text = sys.stdin.read() if file == "-" else Path(file).read_text("utf-8")
        return {int(words[0]): words[2] for words in map(str.split, text.splitlines()) if words}
    except (OSError, UnicodeError, ValueError, IndexError) as wrong:
        raise CommandError(f"{file} 不是用 gongju journal roots 抄出的文件。") from wrong
