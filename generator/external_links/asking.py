"""Asking: one link, or some of one kind, by the way that suits whoever answers."""

import datetime
import re
import socket
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple, Protocol
from urllib.parse import quote, unquote, urlsplit

from generator.external_links.states import GONE, Result, State, state_of
from generator.records.schemes import ARXIV_ID, DOI, without_version
from generator.web.answers import Answer, Values, Web
from generator.web.errors import OfflineError, WebError
from generator.web.services import Services

NO_ADDRESS = "which has no address any more"
ARXIV_BATCH = 100
"""How many arXiv ids are asked for at once."""
_ARXIV = re.compile(
    rf"https?://(?:www\.|export\.)?arxiv\.org/(?:abs|pdf)/({ARXIV_ID.pattern})(?:\.pdf)?/?"
)
_DOI_HOSTS = frozenset({"doi.org", "dx.doi.org", "www.doi.org"})
_ENTRY_ID = re.compile(r"<id>\s*https?://arxiv\.org/abs/([^<\s]+)\s*</id>")
_HEAD_TELLS_NOTHING = frozenset({400, 403, 404, 405, 406, 410, 418, 500, 501})
"""After these, GET may be answered otherwise: HEAD is often not thought of, or refused."""


class LinkClient(Web, Protocol):
    """What asks: a client of generator.web."""

    def send(
        self,
        method: str,
        url: str,
        *,
        headers: Values | None = None,
        follow: bool = True,
        read: bool = True,
    ) -> Answer:
        """Return whatever a server answers in the end, of any status."""


class Task(NamedTuple):
    """Addresses that are asked for at once, and how: "page", "doi" or "arxiv"."""

    way: str
    addresses: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Asking:
    """What asking takes: a client, services, the day, and whether a host has no name any more."""

    client: LinkClient
    services: Services
    today: datetime.date
    has_no_address: Callable[[str], bool]


class UnreachableError(Exception):
    """The host of a task cannot be reached, or this machine has no network."""


def way_of(address: str) -> str:
    """Return the way to ask for an address: "page", "doi" or "arxiv"."""
    if _ARXIV.fullmatch(address):
        return "arxiv"
    return "doi" if doi_of(address) else "page"


def doi_of(address: str) -> str | None:
    """Return the DOI that an address of doi.org names."""
    parts = urlsplit(address)
    if parts.hostname not in _DOI_HOSTS or parts.query:
        return None
    doi = unquote(parts.path.strip("/"))
    return doi if DOI.fullmatch(doi) else None


def host_of(task: Task, services: Services) -> str:
    """Return the host that a task asks."""
    address = {"arxiv": services.arxiv, "doi": services.doi}.get(task.way, task.addresses[0])
    return _host(address)


def _host(address: str) -> str:
    return urlsplit(address).hostname or ""


def ask(task: Task, asking: Asking) -> Iterator[Result]:
    """Yield the result of each address of a task; UnreachableError when nobody answers."""
    ways: dict[str, Callable[[Sequence[str], Asking], Iterator[Result]]] = {
        "arxiv": _arxiv,
        "doi": _doi,
        "page": _page,
    }
    yield from ways[task.way](task.addresses, asking)


def _result(address: str, asking: Asking, state: State, reason: str = "", new: str = "") -> Result:
    return Result(address=address, state=state, day=asking.today, reason=reason, new=new)


def _page(addresses: Sequence[str], asking: Asking) -> Iterator[Result]:
    """Ask for a page: HEAD, then GET where a server may not have meant it."""
    for address in addresses:
        try:
            answer = asking.client.send("HEAD", address, read=False)
            if answer.status in _HEAD_TELLS_NOTHING:
                answer = asking.client.send("GET", address, read=False)
        except OfflineError as error:
            yield _led_astray(address, error, asking)
            continue
        except WebError as error:
            yield _result(address, asking, State.UNSURE, error.reason)
            continue
        yield _result(address, asking, *state_of(answer))


def _led_astray(address: str, error: OfflineError, asking: Asking) -> Result:
    """Return the result of a page that leads to a host out of reach."""
    host = _host(error.url)
    if host == _host(address):
        raise UnreachableError from None
    if asking.has_no_address(host):
        return _result(address, asking, State.DEAD, f"it leads to {host}, {NO_ADDRESS}")
    return _result(address, asking, State.UNSURE, f"it leads to {host}, which cannot be reached")


def unreached(task: Task, asking: Asking) -> Iterator[Result]:
    """Yield the results of a task whose host cannot be reached, though others can."""
    for address in task.addresses:
        host = host_of(task, asking.services)
        if task.way == "page" and asking.has_no_address(host):
            yield _result(
                address, asking, State.DEAD, f"{host} {NO_ADDRESS.removeprefix('which ')}"
            )
        else:
            yield _result(address, asking, State.UNSURE, f"{host} cannot be reached")


def has_network(asking: Asking) -> bool:
    """Tell whether any host can be reached: the DOI system is asked for the DOI Handbook's DOI."""
    try:
        asking.client.send("GET", f"{asking.services.doi}/api/handles/10.1000/1?type=URL")
    except OfflineError:
        return False
    except WebError:
        return True
    return True


def _doi(addresses: Sequence[str], asking: Asking) -> Iterator[Result]:
    """Ask the DOI system itself, which never refuses (DOI Handbook, "REST API").

    The publisher's page behind it is not asked for.
    """
    for address in addresses:
        doi = quote(doi_of(address) or "", safe="/")
        url = f"{asking.services.doi}/api/handles/{doi}?type=URL"
        try:
            answer = asking.client.send("GET", url)
            yield _result(address, asking, *_handle_state(answer))
        except OfflineError as error:
            raise UnreachableError from error
        except WebError as error:
            yield _result(address, asking, State.UNSURE, error.reason)


def _handle_state(answer: Answer) -> tuple[State, str]:
    """Return what a response code means: 1 is a DOI, 100 none (DOI Handbook)."""
    said = answer.json()
    code = said.get("responseCode") if isinstance(said, dict) else None
    if code == 1:
        return State.FINE, ""
    if code == 100 and answer.status in GONE:
        return State.DEAD, "doi.org knows no such DOI"
    return State.UNSURE, f"doi.org answers {answer.status} with code {code}"


def _arxiv(addresses: Sequence[str], asking: Asking) -> Iterator[Result]:
    """Ask arXiv's API for many papers at once, and for the page of what it leaves out.

    An answer may lack papers that exist, so only the page tells that there is none
    (https://info.arxiv.org/help/api/user-manual.html).
    """
    ids = {address: _arxiv_id(address) for address in addresses}
    wanted = sorted(set(ids.values()))
    params = {"id_list": ",".join(wanted), "max_results": str(len(wanted))}
    try:
        text = asking.client.get(f"{asking.services.arxiv}/api/query", params=params).text
    except OfflineError as error:
        raise UnreachableError from error
    except WebError as error:
        yield from (_result(a, asking, State.UNSURE, error.reason) for a in addresses)
        return
    known = {without_version(name) for name in _ENTRY_ID.findall(text)}
    for address, name in ids.items():
        if name in known:
            yield _result(address, asking, State.FINE)
        else:
            yield from _page([address], asking)


def _arxiv_id(address: str) -> str:
    found = _ARXIV.fullmatch(address)
    return without_version(found[1]) if found else ""


def has_no_address(host: str) -> bool:
    """Tell whether a host's name is surely not known, and not only now (RFC 3493, 6.1)."""
    try:
        socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)
    except socket.gaierror as error:
        return error.errno == socket.EAI_NONAME
    except (OSError, UnicodeError):
        return False
    return False
