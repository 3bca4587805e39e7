"""OpenReview: notes of its API 2, and of API 1 for venues before 2023.

Format: https://docs.openreview.net/reference/api-v2/entities/note
"""

import re
from datetime import UTC, datetime

from generator.importers.weblinks import links_in
from generator.lookup.access import Access
from generator.lookup.facts import Author, Facts, cleaned, found_in
from generator.lookup.json_values import at, entries, number, text
from generator.lookup.plain_text import from_latex, one_line
from generator.lookup.venues import mentioned_venue, short_venue
from generator.web.answers import Answer
from generator.web.errors import WebError

NAME = "OpenReview"
_OF_VENUE_ID = re.compile(r"([A-Za-z]+)\.(?:cc|org)/((?:19|20)\d\d)/(Conference|Workshop|Track)\b")
_NOT_ACCEPTED = re.compile(r"submi|reject|withdraw|under review|blind|deskrej", re.IGNORECASE)


def by_id(name: str, access: Access) -> Facts:
    """Return what OpenReview says of a forum, asking API 2 and then API 1.

    WebError with status 404 when neither knows it.
    """
    try:
        return _asked(access.services.openreview, name, access)
    except WebError as error:
        if error.status not in {400, 403, 404}:
            raise
    return _asked(access.services.openreview_old, name, access)


def _asked(base: str, name: str, access: Access) -> Facts:
    return parse(access.get(f"{base}/notes", {"id": name}))


def parse(answer: Answer) -> Facts:
    """Return the paper in an answer; WebError (404) when it has no note, another one else."""
    content = answer.json()
    if not isinstance(at(content, "notes"), list):
        raise WebError(answer.url, "the answer is not a list of notes")
    notes = entries(content, "notes")
    if not notes:
        raise WebError(answer.url, "there is no such note", status=404)
    return found_in(answer, _facts(notes[0]))


def _facts(note: object) -> Facts | None:
    title = from_latex(_value(note, "title"))
    forum = text(note, "forum") or text(note, "id")
    if not title or text(note, "replyto"):
        return None
    abstract = from_latex(_value(note, "abstract"))
    venue = _venue(_value(note, "venue"), _value(note, "venueid"), _date(note, "pdate"))
    return cleaned(
        Facts(
            source=NAME,
            url=f"https://openreview.net/forum?id={forum}",
            title=title,
            authors=tuple(_authors(note)),
            date=_date(note, "pdate") or _date(note, "cdate") or _date(note, "tcdate"),
            venue=venue,
            openreview=forum,
            abstract=abstract,
            links={**links_in(abstract), **_links(note)},
        )
    )


def _value(note: object, key: str) -> str:
    """Return a text of the content, which API 2 has in a mapping and API 1 has as it is."""
    return text(note, "content", key, "value") or text(note, "content", key)


def _authors(note: object) -> list[Author]:
    listed = entries(note, "content", "authors", "value") or entries(note, "content", "authors")
    names = [text(one, "fullname") if isinstance(one, dict) else str(one) for one in listed]
    return [Author(name) for name in names if not name.startswith("Anonymous")]


def _venue(venue: str, venue_id: str, published: str) -> str:
    """Return where a paper was accepted, "" when it was not, or not yet."""
    venue = one_line(venue)
    if _NOT_ACCEPTED.search(venue) or _NOT_ACCEPTED.search(venue_id.rpartition("/")[2]):
        return ""
    if mentioned := mentioned_venue(venue):
        return mentioned
    if re.fullmatch(r"(?:accepted by )?TMLR", venue, re.IGNORECASE):
        return f"TMLR {published[:4]}".strip()
    if found := _OF_VENUE_ID.match(venue_id):
        name = short_venue(f"{found[1]} {found[2]}")
        return f"{name} Workshops" if found[3] == "Workshop" else name
    return venue


def _date(note: object, key: str) -> str:
    moment = number(note, key)
    try:
        return datetime.fromtimestamp(moment / 1000, UTC).date().isoformat() if moment else ""
    except (ValueError, OverflowError, OSError):
        return ""


def _links(note: object) -> dict[str, str]:
    code = _value(note, "code") or _value(note, "code_link")
    return {"code": code} if code.startswith(("https://", "http://")) else {}
