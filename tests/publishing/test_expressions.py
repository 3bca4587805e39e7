"""The expressions that the tests of workflows evaluate mean what GitHub says they mean."""

import pytest
from expressions import evaluate, evaluated, holds

CONTEXTS = {
    "github": {
        "event": {
            "issue": {"number": 3, "title": "Add: x", "labels": [{"name": "Paper"}], "body": None}
        },
        "event_name": "issues",
    },
    "needs": {"read": {"outputs": {"plan": "{}"}, "result": "success"}},
}


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("github.event.issue.number", 3),
        ("github.event.issue.none.at.all", None),
        ("github.event['issue'].labels[0].name", "Paper"),
        ("contains(github.event.issue.labels.*.name, 'paper')", True),
        ("startsWith(github.event.issue.title, 'add:')", True),
        ("github.event.issue.body || 'it''s empty'", "it's empty"),
        ("github.event_name == 'ISSUES' && needs.read.result != 'failure'", True),
        ("!(1 == 2) && !false", True),
        ("always() && null", None),
        ("format('{0}-{1}', 'a', github.event.issue.number)", "a-3"),
        ("fromJSON('{\"a\": [1]}').a[0]", 1),
    ],
)
def test_an_expression(text: str, value: object) -> None:
    assert evaluate(text, CONTEXTS) == value


def test_expressions_in_a_text() -> None:
    text = "n ${{ github.event.issue.number }}, b ${{github.event.issue.body}}, ${{ true }}"
    assert evaluated(text, CONTEXTS) == "n 3, b , true"


@pytest.mark.parametrize("condition", ["${{ needs.read.outputs.plan != '' }}", "always()", True])
def test_a_condition(condition: object) -> None:
    assert holds(condition if condition is not True else "true", CONTEXTS)
    assert not holds("${{ !always() }}", CONTEXTS)


@pytest.mark.parametrize("text", ["a ~ b", "a b", "unknown()", "(a"])
def test_what_it_does_not_know_is_an_error(text: str) -> None:
    with pytest.raises((AssertionError, KeyError, IndexError)):
        evaluate(text, CONTEXTS)
