"""Problems as JSON and as SARIF: valid by their schemas, and nothing lost."""

import json
from pathlib import Path
from urllib.parse import unquote

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator import __version__
from generator.fixes.files import Fixed
from generator.problem_formats import Format, Report, default_format, prefix_of
from generator.problem_formats.json_form import json_text, schema
from generator.problem_formats.sarif import sarif_text
from generator.problems import Problem, Severity
from generator.rules import Rule

SARIF = json.loads((Path(__file__).parents[1] / "data/sarif-schema-2.1.0.json").read_text("utf-8"))
ONE = Problem(
    path="site_src/papers/a b.yml",
    line=3,
    column=7,
    key="tags[0]",
    message="unknown tag",
    advice="add it",
    rule=Rule.UNKNOWN_TAG,
)
TWO = Problem(path="mkdocs.yml", severity=Severity.WARNING, message="é", rule=Rule.FILE)
FIXED = Fixed(path="p", line=2, column=3, key="doi", fix="doi", old="doi:10.1/x", new=None)


def test_json_says_all_of_a_problem_and_of_a_repair() -> None:
    told = json.loads(json_text(Report(problems=[ONE, TWO], mendable=[ONE], fixed=[FIXED])))
    assert told == {
        "version": 1,
        "errors": 1,
        "warnings": 1,
        "problems": [
            {
                "path": "site_src/papers/a b.yml",
                "line": 3,
                "column": 7,
                "severity": "error",
                "rule": "unknown-tag",
                "key": "tags[0]",
                "message": "unknown tag",
                "advice": "add it",
                "fixable": True,
            },
            {
                "path": "mkdocs.yml",
                "line": 1,
                "column": 1,
                "severity": "warning",
                "rule": "file",
                "key": "",
                "message": "é",
                "advice": "",
                "fixable": False,
            },
        ],
        "fixed": [
            {
                "path": "p",
                "line": 2,
                "column": 3,
                "fix": "doi",
                "key": "doi",
                "old": "doi:10.1/x",
                "new": None,
            }
        ],
    }


def test_sarif_says_all_of_a_problem() -> None:
    log = json.loads(sarif_text(Report(problems=[TWO, ONE], prefix="my shelf/")))
    (run,) = log["runs"]
    driver = run["tool"]["driver"]
    assert (driver["name"], driver["semanticVersion"]) == ("Papershelf", __version__)
    assert [rule["id"] for rule in driver["rules"]] == ["file", "unknown-tag"]
    assert driver["rules"][1] == {
        "id": "unknown-tag",
        "name": "UnknownTag",
        "shortDescription": {"text": "A tag stands in tags.yml."},
        "fullDescription": {"text": "A tag stands in tags.yml."},
        "help": {"text": "A tag stands in tags.yml. See docs/check.md, rule unknown-tag."},
    }
    assert run["results"][1] == {
        "ruleId": "unknown-tag",
        "ruleIndex": 1,
        "level": "error",
        "message": {"text": "tags[0]: unknown tag; add it"},
        "locations": [
            {
                "physicalLocation": {
                    "artifactLocation": {
                        "uri": "my%20shelf/site_src/papers/a%20b.yml",
                        "uriBaseId": "%SRCROOT%",
                    },
                    "region": {"startLine": 3, "startColumn": 7},
                }
            }
        ],
    }


problems = st.builds(
    Problem,
    path=st.text(min_size=1),
    line=st.integers(1, 10**6),
    column=st.integers(1, 10**6),
    severity=st.sampled_from(list(Severity)),
    key=st.text(),
    message=st.text(),
    advice=st.text(),
    rule=st.sampled_from(list(Rule)),
)
repairs = st.builds(
    Fixed, path=st.text(), key=st.text(), fix=st.text(), old=st.text(), new=st.none() | st.text()
)


@given(st.lists(problems, max_size=3), st.lists(repairs, max_size=2))
def test_any_report_fits_the_schemas(found: list[Problem], fixed: list[Fixed]) -> None:
    report = Report(problems=found, mendable=found[:1], fixed=fixed)
    told = json.loads(json_text(report).encode("utf-8"))
    jsonschema.Draft202012Validator(schema()).validate(told)
    log = json.loads(sarif_text(report).encode("utf-8"))
    jsonschema.Draft4Validator(SARIF, format_checker=jsonschema.FormatChecker()).validate(log)
    places = [result["locations"][0]["physicalLocation"] for result in log["runs"][0]["results"]]
    written = [unquote(place["artifactLocation"]["uri"]) for place in places]
    assert written == [p.path.encode("utf-8", "replace").decode() for p in found]


def test_the_schema_is_one() -> None:
    jsonschema.Draft202012Validator.check_schema(schema())
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.Draft202012Validator(schema()).validate({"version": 2})


def test_each_rule_has_an_id_of_its_own_and_says_what_it_asks() -> None:
    assert len({rule.id for rule in Rule}) == len(Rule)
    assert all(rule.asks.endswith(".") and len(rule.asks) < 100 for rule in Rule)


def test_annotations_are_for_workflows() -> None:
    assert default_format({}) is Format.TEXT
    assert default_format({"GITHUB_ACTIONS": "false"}) is Format.TEXT
    assert default_format({"GITHUB_ACTIONS": "true"}) is Format.GITHUB


def test_paths_count_from_the_repository(tmp_path: Path) -> None:
    workspace = {"GITHUB_WORKSPACE": str(tmp_path)}
    assert prefix_of(tmp_path, workspace) == ""
    assert prefix_of(tmp_path / "one/two", workspace) == "one/two/"
    assert prefix_of(Path("/"), workspace) == ""
    assert prefix_of(Path.cwd() / "shelf", {}) == "shelf/"
