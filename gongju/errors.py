"""What a person may read when something does not go: one tree, stable codes, plain Chinese.

::

    Told                  message, where, do; never an internal detail
    ├── Refusal           the rules, or the state of the matter, say no
    ├── NotFound          there is none, or it is not yours: both look the same
    ├── MovedOn           someone else moved it since you looked
    ├── Unavailable       something it needs cannot be reached now; nothing was changed
    └── BadInput          what was typed or uploaded cannot be taken; one Fault a field
"""

from dataclasses import dataclass


class Told(Exception):
    """The root of the tree: `code` is stable, `message` says what is wrong, `where` in what, `do` what helps."""

    def __init__(self, code: str, message: str, *, where: str = "", do: str = "") -> None:
        """All three texts are plain Chinese; `code` is lower case with dots, like `case.not_open`."""
        super().__init__(message)
        self.code = code
        self.message = message
        self.where = where
        self.do = do

    def __str__(self) -> str:
        """Put where, what and what to do into one text, as a log or a command shows it."""
        lead = f"{self.where}：" if self.where else ""
        return f"{lead}{self.message}{self.do}"


class Refusal(Told):
    """The rules or the state of the matter say no; trying again without a change gives the same answer."""


class NotFound(Told):
    """No such thing for this person. It never tells "none" from "not yours"."""

    def __init__(self, what: str = "您要找的内容") -> None:
        """`what` is the noun in Chinese, without its number."""
        super().__init__("not_found", f"没有找到{what}。", do="请核对后再试，或者从首页重新进入。")


class MovedOn(Told):
    """The row no longer stands where this person saw it: another person, or another window, was first."""

    def __init__(self, what: str = "这项业务", *, where: str = "") -> None:
        """`what` is the noun in Chinese; `where` its number, where the person may know it."""
        super().__init__(
            "moved_on",
            f"{what}刚刚已被处理，状态与您看到的不同。",
            where=where,
            do="请刷新页面，查看最新情况后再决定。",
        )


class Unavailable(Told):
    """Something this needs cannot be reached now. Nothing was changed or lost; the same may go later."""


@dataclass(frozen=True)
class Fault:
    """One thing wrong with one field: `field` is the key of the form, "" for the whole; `message` is plain Chinese."""

    field: str
    message: str


class BadInput(Told):
    """What was typed or uploaded cannot be taken; it lists all faults at once."""

    def __init__(self, faults: tuple[Fault, ...], *, where: str = "") -> None:
        """`faults` must not be empty: without one there is nothing to mend."""
        if not faults:
            raise ValueError("BadInput needs at least one Fault")
        super().__init__("bad_input", "".join(fault.message for fault in faults), where=where)
        self.faults = faults

    @classmethod
    def of(cls, field: str, message: str) -> "BadInput":
        """Return the error with a single fault."""
        return cls((Fault(field, message),))
