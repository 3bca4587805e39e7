"""Plain text of what services send: markup gone, math and everything else kept."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.lookup.plain_text import from_latex, from_markup, one_line, paragraphs


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("plain", "plain"),
        ("<i>C. elegans</i> and CO<sub>2</sub>", "C. elegans and CO2"),
        ("a &lt; b &amp;amp; c &#x3B1;", "a < b & c α"),
        ("x < y and y > z", "x < y and y > z"),
        ("the <unk> and <mask> tokens", "the <unk> and <mask> tokens"),
        ("<jats:p>One.</jats:p><jats:p>Two.</jats:p>", "One.\n\nTwo."),
        ("<jats:title>Abstract</jats:title><jats:p>One.</jats:p>", "One."),
        ("<h4>ABSTRACT:</h4><p>One.</p>", "One."),
        ("<jats:sec><jats:title>Aim</jats:title><jats:p>One.</jats:p></jats:sec>", "Aim: One."),
        ("<mml:math><mml:mi>β</mml:mi><mml:mo>-</mml:mo></mml:math>VAE", "β-VAE"),
        (
            "<jats:inline-formula><jats:tex-math>$$x  ^2$$</jats:tex-math></jats:inline-formula>",
            "$x ^2$",
        ),
        ("a<br/>b", "a\n\nb"),
        ("<script>alert(1)</script>", "<script>alert(1)</script>"),
        ("", ""),
    ],
)
def test_markup(markup: str, text: str) -> None:
    assert from_markup(markup) == text


@pytest.mark.parametrize(
    ("latex", "text"),
    [
        ("plain", "plain"),
        (
            r"B\"acklund, {\'E}tudes, \v{S}koda, \o{}re, Fran\c{c}ois",
            "Bäcklund, Études, Škoda, øre, François",
        ),
        (r"50\% of R\&D, f\_theta", "50% of R&D, f_theta"),
        (r"costs \$5 or $5", "costs $5 or $5"),
        (r"50% of it, and #1", "50% of it, and #1"),
        (r"in $O(n^2)$ and $\alpha_{\max}$", r"in $O(n^2)$ and $\alpha_{\max}$"),
        (r"in \(O(n)\) time", "in $O(n)$ time"),
        (r"\emph{very} {\bf bold} \textit{a \textbf{b} c}", "very bold a b c"),
        ("``quoted'' and 1--2 --- so", "“quoted” and 1–2 — so"),
        ("Fig.~1 and ~50 more", "Fig. 1 and ~50 more"),
        (r"as shown~\cite{a,b} by \citep[see][p.~1]{c}.", "as shown by."),
        (r"at \url{https://a.example/b_c}", "at https://a.example/b_c"),
        (r"\href{https://a.example}{here}", "here (https://a.example)"),
        ("{GPT}-4", "GPT-4"),
        ("unbroken {brace", "unbroken brace"),
        (r"a \\ b \unknowncommand c", "a b c"),
        ("it's a model's", "it's a model's"),
        ("one\ntwo\n\nthree", "one two\n\nthree"),
    ],
)
def test_latex(latex: str, text: str) -> None:
    assert from_latex(latex) == text


def test_what_nobody_can_see_is_left_out() -> None:
    assert one_line("a\x00b\u202ec\u200b d\t\n e\ud800") == "abc d e"
    assert one_line("👩\u200d🔬") == "👩\u200d🔬"
    assert paragraphs(" a\r\n b\n \n\n c ") == "a b\n\nc"


@given(st.text(alphabet=st.characters(exclude_characters="\\{}~`'-&<$%"), max_size=60))
def test_text_without_markup_stays(text: str) -> None:
    assert from_latex(text) == from_markup(text) == paragraphs(text)


@given(st.text(alphabet="ab \\{}$~`'\"-%&^_<>/pi\n#", max_size=80) | st.text(max_size=80))
def test_any_text_becomes_a_text(text: str) -> None:
    for convert in (from_latex, from_markup):
        made = convert(text)
        assert made == paragraphs(made)


PIECES = ["\\", "{", "}", "\\em", "\\'", "<p>", "</p>", "$", "\\cite{", "<jats:title>", " "]


@given(st.lists(st.sampled_from(PIECES), max_size=300))
def test_no_markup_is_too_broken(parts: list[str]) -> None:
    text = "".join(parts)
    assert len(from_latex(text)) <= 4 * len(text)
    assert len(from_markup(text)) <= len(text)
