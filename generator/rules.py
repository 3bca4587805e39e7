"""Rules: the kinds of problems, each with what it asks for (docs/check.md lists them)."""

from enum import Enum


class Rule(Enum):
    """A kind of problem: its id, which stays, and what the rule asks for, in a sentence."""

    OTHER = "other", "What no other rule names; the message says it."

    # Files and their text
    FILE = "file", "A record is a readable file of UTF-8 with a name that the shelf reads."
    FILE_NAME = "file-name", "The name of a file is an id: lower-case letters, digits, hyphens."
    LINE_ENDS = "line-ends", "Lines end in LF, and a file begins without a byte order mark."
    SYNTAX = "syntax", "A file is plain YAML, or a line of it JSON, without references and tags."
    UNSHOWABLE = "unshowable", "A text has no control character and no half of a surrogate pair."
    NO_RECORD = "no-record", "A file holds a record, or a list of them, and a collection papers."
    REPEATED_KEY = "repeated-key", "A key is written once."

    # One record
    UNKNOWN_KEY = "unknown-key", "A record has only the keys of its kind."
    MISSING = "missing", "A record has the keys that it needs; a paper should have four more."
    WRONG_TYPE = "wrong-type", "A value is a text, a list or keys and values, as its key asks."
    BAD_VALUE = "bad-value", "An identifier, an address or a date has its right form."
    FORMULA = "formula", "A formula of an abstract can be shown as math."
    MARKDOWN = "markdown", "Markdown has no HTML, and links to http and https addresses only."

    # Between records
    UNKNOWN_TAG = "unknown-tag", "A tag stands in tags.yml."
    UNKNOWN_PAPER = "unknown-paper", "A paper that a record names is on the shelf."
    REPEATED_PAPER = "repeated-paper", "A paper has one record: one id, DOI, arXiv id and title."
    REPEATED_ENTRY = "repeated-entry", "A list names a thing once, and a name means one thing."
    SUCCESSION = "succession", "A paper or a tag that leads to another one leads somewhere."
    PEOPLE = "people", "Entries of authors.yml fit each other and the papers that they name."
    FORM = "form", "A file is in the form that papershelf fmt gives it."

    # What is merely suspicious
    NEAR_DUPLICATE = "near-duplicate", "Two records do not tell of one paper."
    PREPRINT = "preprint", "A preprint and what was published of it are one record."
    NEAR_TITLE = "near-title", "Two papers do not have nearly one title."
    DOUBTFUL_PERSON = "doubtful-person", "It is clear who a name on a paper is."
    LINK = "link", "A link leads to where it says."

    def __init__(self, name: str, asks: str) -> None:
        """Keep the two parts of a rule by name."""
        self.id = name
        self.asks = asks
