"""All engines of the benchmark, ours first; only this module needs the packages of every one of them."""

from __future__ import annotations

from .ours import for_columns as our_columns
from .ours import for_one as ours
from .peers import Peer
from .peers.by_hand import make as by_hand
from .peers.cel_rust import make as cel
from .peers.columns_by_hand import make_numpy, make_numpy_chunks, make_polars
from .peers.fisca import make as fisca
from .peers.zen_engine import make_expression, make_graph


def for_one() -> list[Peer]:
    """Those that judge one person."""
    return [ours(), by_hand(), cel(), make_expression(), make_graph(), *_fiscas()]


def for_columns() -> list[Peer]:
    """Those that judge the columns of a whole population."""
    return [our_columns(), make_numpy(), make_numpy_chunks(), make_polars(), *_fiscas()]


def _fiscas() -> list[Peer]:
    return [fisca("openfisca_core"), fisca("policyengine_core")]
