"""Where the offices are asked: https or loopback, the demo's simulator in the place of each that is not set."""

import pytest

from config.environment import Environment
from config.registries import CODES, gateways
from gongju.registries.offices import OFFICES
from gongju.rules.comparison_rule import COMPARED


def read(demo_url: str = "", **variables: str) -> tuple[dict[str, str], list[str]]:
    env = Environment({f"GONGJU_REGISTRY_{name}": value for name, value in variables.items()})
    found = {code: one.url for code, one in gateways(env, demo_url=demo_url).items()}
    return found, [fault.id for fault in env.faults]


def test_every_office_has_its_settings_and_may_be_named_by_a_rulebook() -> None:
    assert tuple(OFFICES) == CODES == COMPARED


def test_an_office_without_an_address_is_not_asked() -> None:
    assert read() == ({}, [])
    assert read(TAX_URL="https://tax.example.org/v2/") == ({"tax": "https://tax.example.org/v2"}, [])


def test_in_the_demo_the_simulator_stands_in() -> None:
    found, faults = read("http://127.0.0.1:8002", TAX_URL="https://tax.example.org")
    assert set(found) == set(CODES)
    assert (found["tax"], found["education"], faults) == ("https://tax.example.org", "http://127.0.0.1:8002", [])


@pytest.mark.parametrize(
    "address",
    ["http://tax.example.org", "tax.example.org", "https://u:p@tax.example.org", "https://x:port", "https://x?a"],
)
def test_an_address_that_is_not_safe_is_refused(address: str) -> None:
    assert read(TAX_URL=address)[1] == ["E014"]


def test_a_file_of_certificates_must_be_there() -> None:
    assert read(CA_FILE="nowhere.pem")[1] == ["E015"]
