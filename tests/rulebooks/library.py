"""The published rulebooks, read once for all tests."""

from functools import cache

from gongju.rules.edition import Edition, Library
from gongju.rules.reading import read_library, rulebooks_folder


@cache
def published() -> Library:
    return read_library(rulebooks_folder())


def changping() -> Edition:
    return published().edition("changping/2021-08")
