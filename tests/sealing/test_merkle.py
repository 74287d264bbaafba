"""The tree of hashes: every leaf's path leads to the root, and to no other."""

from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongju.sealing.merkle import follow, leaf_hash, path_of, root_of

LEAVES = st.lists(st.binary(max_size=4).map(leaf_hash), min_size=1, max_size=40)


@given(LEAVES)
def test_every_path_leads_to_the_root(leaves: list[str]) -> None:
    for position, leaf in enumerate(leaves):
        assert follow(leaf, path_of(leaves, position)) == root_of(leaves)


@given(LEAVES, st.data())
def test_a_changed_leaf_makes_another_root(leaves: list[str], data: st.DataObject) -> None:
    position = data.draw(st.integers(0, len(leaves) - 1))
    changed = [*leaves[:position], leaf_hash(b"changed"), *leaves[position + 1 :]]
    assert root_of(changed) != root_of(leaves)


def test_the_tree_is_that_of_rfc_6962() -> None:
    one, two, three = (leaf_hash(text) for text in (b"a", b"b", b"c"))
    pair = sha256(b"\1" + bytes.fromhex(one) + bytes.fromhex(two)).digest()
    assert root_of([one, two, three]) == sha256(b"\1" + pair + bytes.fromhex(three)).hexdigest()
    assert root_of([]) == sha256(b"").hexdigest()


def test_there_is_no_path_of_a_leaf_that_is_not_there() -> None:
    with pytest.raises(IndexError):
        path_of([leaf_hash(b"a")], 1)
    with pytest.raises(ValueError, match="a step stands"):
        follow(leaf_hash(b"a"), (("up", leaf_hash(b"b")),))
