"""LaTeX as plain text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.exports import latex as export
from generator.importers.latex import plain


@pytest.mark.parametrize(
    ("latex", "text"),
    [
        ("No LaTeX, it's plain - really", "No LaTeX, it's plain - really"),
        (r"{\"O}rnek \& P{\i}nar", "Örnek & Pınar"),
        (r"Erd{\H o}s P\'al, Erd\H{o}s, \v Cech", "Erdős Pál, Erdős, Čech"),
        (r"\'{\i} \'\i{} na{\"\i}ve \c{c}a Nguy{\~{\^e}}n \d{a}", "í í naïve ça Nguyễn ạ"),
        (r"{\L}ukasz \O re Stra{\ss}e M{\aa}ns \AA ngstr\"om", "Łukasz Øre Straße Måns Ångström"),
        (r"{{GPT}-4}: {A} {$O(n^{2})$} of \(x_1\)", "GPT-4: A $O(n^{2})$ of $x_1$"),
        (r"a--b --- c ``q'' x", "a–b — c “q” x"),
        (r"50\% of \$5 \_ \# \{\}", "50% of $5 _ # {}"),
        (r"\textbf{Bold} \emph{it} {\em this} \textsuperscript{2}", "Bold it this 2"),
        (r"\textasciitilde{}x \textbackslash{}frac \textless a\textgreater", r"~x \frac <a>"),
        (r"\alpha-divergence \textregistered", "α-divergence ®"),
        (r"\url{http://a.example/~b} \href{http://x.example}{text}", "http://a.example/~b text"),
        (r"Donald~Knuth at http://a.example/~x", "Donald Knuth at http://a.example/~x"),
        (r"\unknown{x}{y} z", r"\unknown{x}{y} z"),
        ("100% of $5 and {an open brace", "100% of $5 and an open brace"),
        ("\\", "\\"),
        ("$", "$"),
    ],
)
def test_plain(latex: str, text: str) -> None:
    assert plain(latex) == text


letters = st.text("äÖßøŁłáčőçąŕñ aZ&%#_$~^\\{}", max_size=12)


@given(letters)
def test_what_we_write_is_read(text: str) -> None:
    assert plain(export.escaped(text)) == text.replace("\u00a0", " ")


@given(st.text("\\{}$'\"`~-abvuH \n%é", max_size=40) | st.text())
def test_any_text_is_accepted(text: str) -> None:
    plain(text)


@pytest.mark.parametrize("piece", ["\\(", "\\'{", "{", "$", "\\'", "`", "\\x{", "\\["])
def test_a_long_text_takes_no_more_than_its_length(piece: str) -> None:
    assert len(plain(piece * 20_000)) <= len(piece) * 20_000
