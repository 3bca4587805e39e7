"""Guard: which addresses may be asked at all, so that no record reaches into a private network."""

import ipaddress
import socket
from collections.abc import Callable, Iterable

Resolve = Callable[[str], Iterable[str]]


def resolve(host: str) -> list[str]:
    """Return the IP addresses of a host; none when its name has none, or nobody can be asked."""
    try:
        found = socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        return []
    return [str(entry[4][0]) for entry in found]


def is_private(host: str, resolve: Resolve = resolve) -> bool:
    """Tell whether a host is, or has an address, of this machine or of a private network.

    Everything counts that is not global by the IANA registries of special-purpose addresses
    (RFC 6890): loopback, private, link-local (a cloud's metadata service), shared, multicast.
    """
    host = host.strip("[]").rstrip(".").lower()
    if is_address(host):
        return not is_global(host)
    if host == "localhost" or host.endswith(".localhost"):
        return True
    return not all(is_global(address) for address in resolve(host))


def is_address(host: str) -> bool:
    """Tell whether a host is an IP address and not a name."""
    try:
        ipaddress.ip_address(host.partition("%")[0])
    except ValueError:
        return False
    return True


def is_global(address: str) -> bool:
    """Tell whether an IP address is one of the public internet; text that is none is not."""
    try:
        ip = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    if isinstance(ip, ipaddress.IPv6Address):
        within = ip.ipv4_mapped or ip.sixtofour or _translated(ip)
        if within is not None:
            return within.is_global and not within.is_multicast
        if any(ip in network for network in _LOCAL):
            return False
    return ip.is_global and not ip.is_multicast


_NAT64 = ipaddress.ip_network("64:ff9b::/96")
_LOCAL = tuple(map(ipaddress.ip_network, ("::/96", "64:ff9b:1::/48", "fec0::/10")))
"""IPv4-compatible, locally translated and site-local addresses (RFC 4291, 8215, 3879): Python calls
them global, or did."""


def _translated(ip: ipaddress.IPv6Address) -> ipaddress.IPv4Address | None:
    """Return the IPv4 address that a NAT64 address leads to (RFC 6052)."""
    return ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF) if ip in _NAT64 else None


def is_loopback(host: str) -> bool:
    """Tell whether a host is written as this machine itself."""
    host = host.strip("[]").lower()
    if host == "localhost":
        return True
    return is_address(host) and ipaddress.ip_address(host.partition("%")[0]).is_loopback
