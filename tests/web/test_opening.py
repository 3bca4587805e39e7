"""Opening the web for a shelf, as its settings and the environment say."""

from datetime import timedelta
from pathlib import Path

import pytest
from helpers.services import LocalServices, services
from pydantic import ValidationError

from generator.settings import Options, Settings
from generator.web.opening import open_client, services_of
from generator.web.services import Services


def settings(folder: Path, **options: object) -> Settings:
    return Settings(root=folder, site_name="S", options=Options.model_validate(options))


def test_the_environment_comes_before_the_settings(tmp_path: Path) -> None:
    own = settings(tmp_path, services={"arxiv": "https://mirror.example/arxiv/"})
    assert services_of(own, {}).arxiv == "https://mirror.example/arxiv"
    assert services_of(own, {"PAPERSHELF_SERVICES": "nowhere"}) == own.options.services
    there = services_of(own, {"PAPERSHELF_SERVICES": "http://127.0.0.1:8000/"})
    assert there.arxiv == "http://127.0.0.1:8000/arxiv"
    assert there.semantic_scholar == "http://127.0.0.1:8000/semantic_scholar"


@pytest.mark.parametrize("address", ["javascript:alert(1)", "ftp://a.example", "nonsense"])
def test_a_service_is_a_web_address(address: str) -> None:
    with pytest.raises(ValidationError):
        Services(arxiv=address)


def test_the_client_of_a_shelf_names_its_contact_and_keeps_answers(tmp_path: Path) -> None:
    with services() as web:
        _ask(web, tmp_path)
        headers = web.headers("acl")[0]
    assert headers["user-agent"].endswith("; mailto:editor@example.org)")
    assert len(list((tmp_path / ".cache/papershelf/web").iterdir())) == 1


def _ask(web: LocalServices, folder: Path) -> None:
    with open_client(settings(folder, contact="editor@example.org")) as asking:
        asking.get(f"{web.base}/acl/2022.acl-long.244.bib", fresh_for=timedelta(days=1))
