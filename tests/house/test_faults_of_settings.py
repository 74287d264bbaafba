"""Each id of a start-up check says one thing."""

import re
from collections import Counter

from scripts.places import ROOT

DOCUMENTED = re.compile(r"^\| gongju\.([EW]\d{3}) \|", re.MULTILINE)


def test_no_id_is_given_twice() -> None:
    found = Counter(DOCUMENTED.findall((ROOT / "docs" / "settings.md").read_text("utf-8")))
    assert len(found) > 10
    assert [one for one, times in found.items() if times > 1] == []
