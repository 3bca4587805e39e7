"""Filled-in issue forms, as GitHub writes them into an issue's text."""

from collections.abc import Mapping

from generator.github.forms import ADD, CORRECT, NO_RESPONSE, Form


def body_of(form: Form, values: Mapping[str, str]) -> str:
    """Return the text of an issue that a form was filled in for."""
    parts = (
        f"### {field.label}\n\n{values.get(field.key) or NO_RESPONSE}" for field in form.fields
    )
    return "\n\n".join(parts)


def adding(link: str, **values: str) -> str:
    """Return the form "Add a paper" with some fields filled in."""
    return body_of(ADD, {"link": link, **values})


def correcting(paper: str, field: str, value: str, source: str = "") -> str:
    """Return the form "Correct a paper"."""
    return body_of(CORRECT, {"paper": paper, "field": field, "value": value, "source": source})
