"""How a file that may not be kept is refused."""

from gongju.errors import BadInput


def file_refused(message: str) -> BadInput:
    """The error for the field `file`; `message` says in Chinese what is wrong with it and what to do instead."""
    return BadInput.of("file", message)
