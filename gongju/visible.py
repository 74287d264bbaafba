"""Text as people see it: nothing in it that shows nothing, or turns what stands beside it around."""

from typing import Final

_SPANS: Final = (
    (0x00, 0x08),
    (0x0B, 0x0C),
    (0x0E, 0x1F),
    (0x7F, 0x9F),  # controls, but tab and the ends of lines
    (0xAD, 0xAD),  # a hyphen that is not there
    (0x61C, 0x61C),
    (0x180E, 0x180E),
    (0x200B, 0x200F),  # of no width; marks of direction
    (0x2028, 0x202E),  # other ends of lines; embeddings and overrides of direction
    (0x2060, 0x206F),
    (0xFEFF, 0xFEFF),
    (0xFFF9, 0xFFFB),
    (0xE0000, 0xE007F),  # tags
)
_NOTHING: Final = {code: None for first, last in _SPANS for code in range(first, last + 1)}


def visible(text: str) -> str:
    """The text without them: two names that look alike are alike, and a file's name ends as it seems to.

    They are dropped and not refused: a number copied from an address book often has some around it.
    """
    return text.translate(_NOTHING)
