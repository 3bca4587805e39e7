"""What a step leaves for later ones: no value becomes another, and no line a command."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.github.outputs import (
    SUMMARY_LIMIT,
    OutputError,
    add_summary,
    output_text,
    set_outputs,
)


def read(text: str) -> dict[str, str]:
    """Read outputs as a runner does."""
    values, lines = {}, iter(text.split("\n"))
    for line in lines:
        if not line:
            continue
        name, _, end = line.partition("<<")
        value: list[str] = []
        while (inner := next(lines)) != end:
            value.append(inner)
        values[name] = "\n".join(value)
    return values


@given(
    st.dictionaries(
        st.sampled_from(["a", "b_1", "plan"]), st.text().filter(lambda t: "\0" not in t)
    )
)
def test_values_are_read_as_they_were(values: dict[str, str]) -> None:
    assert read(output_text(values)) == values


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"a=b": "x"}, "'a=b' is no name of an output"),
        ({"a\n": "x"}, "'a\\n' is no name of an output"),
        ({"a": "x\0"}, "the output a holds a sign that it may not hold"),
        ({"a": "b\nend\nc"}, "the output a holds a sign that it may not hold"),
        ({"a": "é" * 50_001}, "the output a is longer than 100,000 bytes"),
    ],
)
def test_what_cannot_be_an_output(values: dict[str, str], message: str) -> None:
    with pytest.raises(OutputError) as raised:
        output_text(values, delimiter="end")
    assert str(raised.value) == message


def test_outputs_and_summaries_are_added(tmp_path: Path) -> None:
    files = {name: str(tmp_path / name) for name in ("GITHUB_OUTPUT", "GITHUB_STEP_SUMMARY")}
    assert set_outputs({"a": "1"}, files)
    assert set_outputs({"b": "2\n3"}, files)
    assert read((tmp_path / "GITHUB_OUTPUT").read_text()) == {"a": "1", "b": "2\n3"}
    assert add_summary("# One\n\n", files)
    assert add_summary("é" * SUMMARY_LIMIT, files)
    summary = (tmp_path / "GITHUB_STEP_SUMMARY").read_text("utf-8")
    assert summary.startswith("# One\né")
    assert len(summary.encode()) <= SUMMARY_LIMIT + 7


def test_without_a_place_nothing_is_written() -> None:
    assert not set_outputs({"a": "1"}, {})
    assert not add_summary("x", {"GITHUB_STEP_SUMMARY": ""})
