"""Tests of text as LaTeX."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.exports.latex import escaped, title


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("50% of A & B_1 #2 $3", r"50\% of A \& B\_1 \#2 \$3"),
        (
            r"{a} \b ~ ^",
            r"\textbraceleft{}a\textbraceright{} \textbackslash{}b "
            r"\textasciitilde{} \textasciicircum{}",
        ),
        ("<a> | b", r"\textless{}a\textgreater{} \textbar{} b"),
        ("Müller", r"M{\"u}ller"),
        ("é è ê ñ č ő ń", r"{\'e} {\`e} {\^e} {\~n} {\v{c}} {\H{o}} {\'n}"),
        ("ç ş ą ḍ å Å", r"{\c{c}} {\c{s}} {\k{a}} {\d{d}} {\aa} {\AA}"),
        ("í ï į ĵ", r"{\'\i} {" + '\\"\\i' + r"} {\k{i}} {\^\j}"),
        ("ế", r"{\'{\^e}}"),
        ("e\u0301", r"{\'e}"),
        ("ß æ ø Ł ı đ þ", r"{\ss} {\ae} {\o} {\L} {\i} {\dj} {\th}"),
        ("a–b — ‘c’ “d” …", r"a--b --- `c' ``d'' {\ldots}"),
        ("a\u00a0b", "a~b"),
        ("数学 α й", "数学 α й"),
    ],
)
def test_text_is_escaped(text: str, expected: str) -> None:
    assert escaped(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Neural Tangent Kernel: A Story", "Neural Tangent Kernel: A Story"),
        ("FiLo: Zero-Shot Anomalies", "{FiLo}: Zero-Shot Anomalies"),
        ("3DThing: 3D for ML", "{3DThing}: {3D} for {ML}"),
        ("Two at Once via IBN-Net", "Two at Once via {IBN-Net}"),
        ("Learning with Non-IID Data", "Learning with Non-{IID} Data"),
        ("Animate-X and A Plan, or I", "Animate-{X} and A Plan, or {I}"),
        ("CNN’s and LLMs", "{CNN's} and {LLMs}"),
        ("Only-IF:Revealing", "Only-{IF}:Revealing"),
        ("ÉTUDE & Étude", r"{{\'E}TUDE} \& {\'E}tude"),
        ("E\u0301tude", r"{\'E}tude"),
        ("Sorting in $O(n^2)$ Time", "Sorting in {$O(n^2)$} Time"),
        ("From $5 to $6", r"From \$5 to \$6"),
        (
            r"Reading $\input{/etc/passwd}$",
            r"Reading \$\textbackslash{}input"
            r"\textbraceleft{}/etc/passwd\textbraceright{}\$",
        ),
        ("$50%$ off", r"\$50\%\$ off"),
        (r"The set $\{$", r"The set \$\textbackslash{}\textbraceleft{}\$"),
    ],
)
def test_title_protects_capitals_and_keeps_math(text: str, expected: str) -> None:
    assert title(text) == expected


@given(st.text(st.sampled_from("aB \\{}~^<>|&%$#_éß–\u0301") | st.characters()))
def test_each_character_is_written_for_itself(text: str) -> None:
    assert escaped(text) == "".join(map(escaped, unicodedata.normalize("NFC", text)))


@given(st.text(st.one_of(st.sampled_from("{}\\$%&ÀéI -:aB"), st.characters())))
def test_braces_are_balanced_in_whatever_is_written(text: str) -> None:
    for written in (escaped(text), title(text)):
        depth = 0
        for character in written:
            depth += {"{": 1, "}": -1}.get(character, 0)
            assert depth >= 0
        assert depth == 0
