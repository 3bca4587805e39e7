"""Credentials: from the environment, for their own hosts, and never shown."""

import pytest

from generator.web.credentials import Credential, credentials_from

SECRETS = {
    "SEMANTIC_SCHOLAR_API_KEY": " key-of-s2 ",
    "OPENALEX_API_KEY": "key-of-openalex",
    "GITHUB_TOKEN": "key-of-github",
}


def test_each_key_is_for_one_host() -> None:
    assert credentials_from(SECRETS) == {
        "api.semanticscholar.org": Credential(headers={"x-api-key": "key-of-s2"}),
        "api.openalex.org": Credential(params={"api_key": "key-of-openalex"}),
        "api.github.com": Credential(headers={"authorization": "Bearer key-of-github"}),
    }


@pytest.mark.parametrize("address", ["https://github.example/api/v3", "http://[", ""])
def test_github_may_be_elsewhere(address: str) -> None:
    environment = {"GITHUB_TOKEN": "t", "GITHUB_API_URL": address}
    host = "github.example" if "example" in address else "api.github.com"
    assert list(credentials_from(environment)) == [host]


@pytest.mark.parametrize("value", ["", "  ", "a\nb", "schlüssel"])
def test_what_cannot_be_a_key_is_none(value: str) -> None:
    assert credentials_from({"GITHUB_TOKEN": value}) == {}


def test_a_key_is_not_shown() -> None:
    assert "key-of" not in repr(credentials_from(SECRETS))
