"""The rig of the browser tests: it notices what the other tests say is not there."""

from collections.abc import Iterator
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest

from browser.checkers import axe, find_browser, report
from browser.serving import served
from browser.visits import Open

GOOD = """<!doctype html><html lang="en"><head><title>Good</title>
<link rel="icon" href="data:,"></head>
<body><main><h1>Good</h1><p>Text.</p></main></body></html>
"""
BAD = """<!doctype html><html><head><title>Bad</title></head><body>
<p style="color: #eee; background: #fff">Hardly to be read.</p>
<img src="missing.png">
<img src="http://127.0.0.1:9/other.png" alt="">
<script>console.error("oh no"); alert(1); nothing.at.all</script>
</body></html>
"""


@pytest.fixture
def url(tmp_path: Path) -> Iterator[str]:
    (tmp_path / "papers").mkdir()
    (tmp_path / "index.html").write_text(GOOD, encoding="utf-8")
    (tmp_path / "bad.html").write_text(BAD, encoding="utf-8")
    (tmp_path / "404.html").write_text("<h1>Not here</h1>", encoding="utf-8")
    (tmp_path / "papers/index.html").write_text(GOOD, encoding="utf-8")
    (tmp_path / "papers/data.json").write_text("{}", encoding="utf-8")
    with served(tmp_path, "/below/") as url:
        yield url


def test_axe_finds_what_is_wrong(url: str, open_page: Open) -> None:
    page = open_page(f"{url}bad.html").page
    rules = {violation.partition(":")[0] for violation in axe(page)}
    assert {"color-contrast", "html-has-lang", "image-alt"} <= rules


def test_axe_finds_nothing_on_a_good_page(url: str, open_page: Open) -> None:
    assert axe(open_page(url).page) == []


def test_troubles_are_noted(url: str, open_page: Open) -> None:
    visit = open_page(f"{url}bad.html")
    visit.page.wait_for_load_state("networkidle")
    for trouble in (
        "console: oh no",
        "dialog: 1",
        "script: nothing is not defined",
        f"404: {url}missing.png",
        "other host: http://127.0.0.1:9/other.png",
        "failed: http://127.0.0.1:9/other.png",
    ):
        assert trouble in visit.troubles


def test_a_good_page_makes_no_trouble(url: str, open_page: Open) -> None:
    visit = open_page(url)
    visit.page.wait_for_load_state("networkidle")
    assert visit.troubles == []


def test_scripts_can_be_off(url: str, open_page: Open) -> None:
    visit = open_page(f"{url}bad.html", javascript=False)
    assert "dialog: 1" not in visit.troubles


@pytest.mark.parametrize(
    ("path", "kind"),
    [("", "text/html; charset=utf-8"), ("papers/data.json", "application/json")],
)
def test_files_are_served_as_what_they_are(url: str, path: str, kind: str) -> None:
    with urlopen(url + path) as answer:  # noqa: S310
        assert answer.headers["Content-Type"] == kind


def test_a_folder_gets_its_slash(url: str) -> None:
    with urlopen(f"{url}papers") as answer:  # noqa: S310
        assert answer.url == f"{url}papers/"


@pytest.mark.parametrize("path", ["below/nothing/", "papers/", ""])
def test_what_is_not_there_is_not_found(url: str, path: str) -> None:
    with pytest.raises(HTTPError) as caught:
        urlopen(url.removesuffix("below/") + path)  # noqa: S310
    with caught.value as answer:
        assert answer.code == 404
        assert answer.read() == b"<h1>Not here</h1>"


def test_a_report_tells_scores_and_failed_audits() -> None:
    made = report(
        {
            "categories": {"seo": {"score": 0.92}, "accessibility": {"score": 1}},
            "audits": {
                "image-alt": {"title": "Images lack text", "score": 0, "details": {"items": []}},
                "meta-description": {"title": "Has a description", "score": 1},
                "hreflang": {"title": "Languages", "score": None},
            },
        }
    )
    assert made.scores == {"seo": 92, "accessibility": 100}
    assert made.failures == ('image-alt: Images lack text: {"items": []}',)


def test_a_missing_browser_fails_the_test(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/nowhere")
    monkeypatch.delenv("CHROME_PATH", raising=False)
    message = "there is no Chromium or Chrome; `make test` installs one"
    with pytest.raises(pytest.fail.Exception, match=message):
        find_browser()
