"""Math: what is a formula, what MathML it becomes, and that nothing else comes with it."""

from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator import tex_math
from generator.records.document import showable

COMMANDS = (
    *(
        "\\frac",
        "\\sqrt",
        "\\left",
        "\\right",
        "\\begin{matrix}",
        "\\end{matrix}",
        "\\text",
        "\\href",
    ),
    *(
        "\\mathbb",
        "\\sum",
        "\\color",
        "\\style",
        "\\class",
        "\\url",
        "\\unknown",
        "\\",
        "{",
        "}",
        "_",
    ),
    *("^", "&", "\\\\", "<", ">", "'", '"', "a", "1", " ", "{a}", "{javascript:alert(1)}", "&lt;"),
    *("<script>", "\\lt{}", "\\%", "%", "~", "\\over", "\\displaystyle", "\\tag", "\\hline", "|"),
)
FORMULAS = st.lists(st.sampled_from(COMMANDS), max_size=8).map("".join) | (
    st.text(max_size=12).map(lambda text: showable(text, lambda _: None))
)


@pytest.mark.parametrize(
    ("text", "formulas"),
    [
        ("$x$", ["x"]),
        ("for $x$, $y$ and $z_1$.", ["x", "y", "z_1"]),
        ("$5 and $6", []),
        ("costs $5, or $6$7", []),
        ("$ x$ $x $", []),
        (r"\$x$ and $y$", ["y"]),
        (r"$a\$b$", [r"a\$b"]),
        ("$$x$$", []),
        ("$one and the other$", []),
        (r"$x \text{ if and only if } y$", [r"x \text{ if and only if } y"]),
        ("", []),
        ("$", []),
    ],
)
def test_formulas_in_text(text: str, formulas: list[str]) -> None:
    assert [piece for is_math, piece in tex_math.pieces(text) if is_math] == formulas


@given(text=st.text(alphabet="$\\a 5{}\n", max_size=30))
def test_no_character_is_lost_between_pieces(text: str) -> None:
    pieces = tex_math.pieces(text)
    assert "".join(f"${piece}$" if is_math else piece for is_math, piece in pieces) == text


def test_mathml_of_a_formula() -> None:
    assert tex_math.mathml(r"x^2 < 1") == (
        '<math xmlns="http://www.w3.org/1998/Math/MathML" display="inline" alttext="x^2 &lt; 1">'
        "<mrow><msup><mi>x</mi><mn>2</mn></msup><mo>&lt;</mo><mn>1</mn></mrow></math>"
    )


@pytest.mark.parametrize(
    "tex",
    [
        "{",
        "}",
        "}{",
        r"\frac{1}",
        r"\unknowncommand{x}",
        r"\href{https://a.example}{x}",
        "a" * 2001,
    ],
)
def test_what_cannot_be_shown_stays_tex(tex: str) -> None:
    assert tex_math.mathml(tex) is None
    assert tex_math.in_markdown(tex) is None


@given(tex=FORMULAS)
def test_mathml_is_sound_whatever_the_tex(tex: str) -> None:
    mathml = tex_math.mathml(tex)
    if mathml is None or "&{}" in tex:  # which is how Markdown has a bare "&"
        return
    root = ElementTree.fromstring(mathml)  # noqa: S314 - made by us
    assert root.get("alttext") == tex.replace(r"\lt{}", "<")
    for element in root.iter():
        assert element.tag.startswith("{http://www.w3.org/1998/Math/MathML}m")
        assert not {"href", "style", "class", "id"} & {name.lower() for name in element.attrib}
        assert not [name for name in element.attrib if name.lower().startswith("on")]


@given(tex=FORMULAS)
def test_a_formula_in_markdown_looks_like_no_html(tex: str) -> None:
    written = tex_math.in_markdown(tex)
    if written is not None:
        assert not set("<>`") & set(written)
        assert tex_math.mathml(written[1:-1]) == tex_math.mathml(tex)


@pytest.mark.parametrize(
    ("tex", "written"),
    [("a<b", r"$a\lt{}b$"), (r"\left<x\right>", r"$\left\lt{}x\right\gt{}$"), ("a &b", "$a &{}b$")],
)
def test_signs_of_html_become_commands(tex: str, written: str) -> None:
    assert tex_math.in_markdown(tex) == written


def test_deep_and_long_formulas_end() -> None:
    assert tex_math.mathml("{" * 500_000 + "}" * 500_000) is None
    text = "$" + "a" * 1_000_000
    assert list(tex_math.pieces(text)) == [(False, text)]


def test_broken_formulas_are_named() -> None:
    assert tex_math.broken_formulas(r"$x$ and $\frac{1}$ and $`$") == [r"\frac{1}", "`"]


def test_no_formula_spans_two_paragraphs() -> None:
    assert tex_math.broken_formulas("a $b\n\n\\foo$ c") == []
