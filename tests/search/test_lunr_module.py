"""lunr.js as a module: it can be imported, keeps its licence, and is as short as it gets."""

from helpers.scripts import LUNR, Scripts

from generator.search.lunr_module import lunr_module

SOURCE = LUNR.read_text(encoding="utf-8")


def test_lunr_can_be_imported(scripts: Scripts) -> None:
    code = """
    import lunr from "./lunr.js";
    print([lunr.version, lunr.stemmer(new lunr.Token("teapots")).toString(), "lunr" in globalThis]);
    """
    assert scripts.run(code) == ["2.3.9", "teapot", False]


def test_its_licence_stays_and_its_other_comments_go() -> None:
    made = lunr_module(SOURCE).decode()
    licence, _, code = made.partition("*/\n")
    assert licence.startswith("/**\n * lunr - http://lunrjs.com")
    assert "@license MIT" in licence
    assert "/*" not in code
    assert len(made) < len(SOURCE) / 1.5


def test_a_source_without_comments_is_taken_as_it_is() -> None:
    source = ";(function(){ var a = 1 })();\n"
    assert lunr_module(source).decode() == (
        "const exports = {};\nconst module = { exports };\n"
        ";(function(){ var a = 1 }).call(globalThis);\nexport default module.exports;\n"
    )
