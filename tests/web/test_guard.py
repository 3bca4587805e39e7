"""Guard: what counts as private, whatever way it is written."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.web import guard

NAMES = {
    "public.example": ["93.184.216.34", "2606:2800:220:1:248:1893:25c8:1946"],
    "inside.example": ["10.0.0.7"],
    "both.example": ["93.184.216.34", "127.0.0.1"],
}


def resolve(host: str) -> list[str]:
    return NAMES.get(host, [])


@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.1",
        "127.1.2.3",
        "localhost",
        "LOCALHOST.",
        "a.localhost",
        "10.1.2.3",
        "172.16.0.1",
        "192.168.1.1",
        "169.254.169.254",
        "100.64.0.1",
        "0.0.0.0",  # noqa: S104 - an address to refuse
        "224.0.0.1",
        "255.255.255.255",
        "[::1]",
        "::1",
        "fe80::1%eth0",
        "fc00::1",
        "::ffff:127.0.0.1",
        "::ffff:10.0.0.1",
        "64:ff9b::7f00:1",
        "2002:7f00:1::",
        "ff02::1",
        "::127.0.0.1",
        "64:ff9b:1::7f00:1",
        "fec0::1",
        "inside.example",
        "both.example",
    ],
)
def test_private(host: str) -> None:
    assert guard.is_private(host, resolve)


@pytest.mark.parametrize(
    "host",
    ["93.184.216.34", "[2606:4700::1111]", "::ffff:8.8.8.8", "64:ff9b::808:808", "public.example"],
)
def test_public(host: str) -> None:
    assert not guard.is_private(host, resolve)


def test_a_name_without_an_address_is_left_to_the_connection() -> None:
    assert not guard.is_private("unknown.example", resolve)


def test_a_name_of_this_machine_is_resolved() -> None:
    assert set(guard.resolve("localhost")) <= {"127.0.0.1", "::1"}
    assert guard.resolve("a" * 300) == []
    assert guard.resolve("\udc80") == []


@given(st.text(max_size=30))
def test_any_text_is_an_answer(host: str) -> None:
    assert guard.is_private(host, lambda _: []) in (True, False)
    assert guard.is_loopback(host) in (True, False)


@given(st.ip_addresses(network="10.0.0.0/8") | st.ip_addresses(network="fd00::/8"))
def test_every_address_of_a_private_network_is_private(address: object) -> None:
    assert guard.is_private(str(address))
