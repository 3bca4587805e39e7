"""lunr.js as a module: the copy that MkDocs ships, made importable by a browser and by Node."""

import re

PATH = "assets/papershelf/search/lunr.js"
_COMMENT = re.compile(r"^[ \t]*/\*[*!]?(?:(?!\*/).)*\*/[ \t]*\n", re.DOTALL | re.MULTILINE)
_LINE_COMMENT = re.compile(r"^[ \t]*//.*\n", re.MULTILINE)


_END = re.compile(r"\}\)\(\);\s*\Z")


def lunr_module(source: str) -> bytes:
    """Return lunr.js as an ES module, with its licence but without its other comments.

    It looks for CommonJS's `module` and `exports`, and for the global object as `this`; a module
    has neither, so it is given them.
    """
    licence = _COMMENT.match(source)
    head = licence[0] if licence else ""
    body = _LINE_COMMENT.sub("", _COMMENT.sub("", source)).strip()
    before = "const exports = {};\nconst module = { exports };\n"
    called = _END.sub("}).call(globalThis);", body)
    return f"{head}{before}{called}\nexport default module.exports;\n".encode()
