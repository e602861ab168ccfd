"""Checks web addresses and normalises them to the form that machines write.

Only http and https addresses pass: a host, an optional port, path, query and fragment (RFC 3986). Hosts in other scripts become
their IDNA form (UTS 46), and other letters of a path are percent-encoded: everything published is ASCII, which every format,
shell and program can hold.
"""

from __future__ import annotations

import re
from ipaddress import AddressValueError, IPv4Address
from typing import NamedTuple
from urllib.parse import quote

from budgetbook.diagnostics.problem import Message, message

LONGEST = 2000
"""Characters that all browsers and crawlers can follow."""
_LONGEST_HOST = 253  # RFC 1035, without the root's dot
_PARTS = re.compile(r"(https?)://([^/?#]*)([^?#]*)(\?[^#]*)?(#.*)?", re.IGNORECASE)
_LABEL = re.compile(r"[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?")
_UNSAFE = re.compile(r"[\x00-\x20\x7f-\xa0\u1680\u2000-\u200f\u2028-\u202f\u205f-\u206f\u3000\ufeff\"'<>\\`]")
"""White space of every kind, invisible characters, and the signs that end an address in code or markup."""
_BEHIND_HOST = re.compile(r"[^/]*//[^/?#]*[/?#]")
_BROKEN_ESCAPE = re.compile(r"%(?![0-9A-Fa-f]{2})")
_STAYS = "/%:@!$&()*+,;=~-._"
_NUMBER = re.compile(r"[0-9]+|0x[0-9a-f]*")
_FILE = re.compile(r"(index|default|home)\.\w+|[^/]+\.(x?html?|php|aspx?|jsp|xml|json|md|txt|pdf)", re.IGNORECASE)


class AddressError(Exception):
    """Says what is wrong with an address: the key of a sentence in `messages.py` and the values of its holes."""

    def __init__(self, key: str, **fields: str) -> None:
        super().__init__(key)
        self.key, self.fields = key, fields

    @property
    def message(self) -> Message:
        """The sentence with its holes filled."""
        return message(self.key, **self.fields)


class AddressParts(NamedTuple):
    """The parts of an address, each as machines write it."""

    scheme: str
    host: str
    port: str
    """With its colon; empty for the default port of the scheme."""
    path: str
    query: str
    """With its question mark, or empty."""
    fragment: str
    """With its `#`, or empty."""

    @property
    def origin(self) -> str:
        """Scheme, host and port."""
        return f"{self.scheme}://{self.host}{self.port}"

    def __str__(self) -> str:
        return f"{self.origin}{self.path}{self.query}{self.fragment}"


def split_address(text: str) -> AddressParts:
    """Split an address into its normalised parts. Raises AddressError."""
    if len(text) > LONGEST:
        raise AddressError("address-long", most=str(LONGEST), found=str(len(text)))
    if sign := _UNSAFE.search(text):
        repair = {"better": quote(sign[0], safe="")} if _BEHIND_HOST.match(text, 0, sign.start()) else {}
        raise AddressError("address-sign", found=sign[0], code=f"U+{ord(sign[0]):04X}", **repair)
    match = _PARTS.fullmatch(text)
    if match is None:
        raise AddressError("not-an-address", found=text)
    scheme, authority, path, query, fragment = (part or "" for part in match.groups())
    if "@" in authority:
        raise AddressError("address-user", found=authority)
    name, colon, port = ("", "", "") if "[" in authority else authority.partition(":")
    if not name:
        raise AddressError("address-host", found=authority)
    if escape := _BROKEN_ESCAPE.search(f"{path}{query}{fragment}"):
        raise AddressError("address-escape", found=text[escape.start() + match.start(3) :][:3])
    quoted_parts = (part[:1] + quote(part[1:], safe=f"{_STAYS}?") if part else "" for part in (query, fragment))
    return AddressParts(
        scheme.lower(), _host(name), _port(scheme.lower(), port) if colon else "", quote(path, safe=_STAYS), *quoted_parts
    )


def _host(name: str) -> str:
    """Check the labels of a host (RFC 1123); a host that ends in a number must be an IPv4 address."""
    host = _ascii(name).lower()
    labels = host.split(".")
    if len(host) > _LONGEST_HOST or not all(map(_LABEL.fullmatch, labels)):
        raise AddressError("address-host", found=name)
    if _NUMBER.fullmatch(labels[-1]):
        try:
            return str(IPv4Address(host))
        except AddressValueError:
            raise AddressError("address-host", found=name) from None
    return host


def _ascii(name: str) -> str:
    """Encode a host in another script as `xn--…`; one that is spelt so already is checked by the same rules."""
    if name.isascii() and "xn--" not in name.lower():
        return name
    import idna  # here, because its tables are slow to load and few hosts need them

    try:
        return idna.encode(name, uts46=True).decode("ascii")
    except idna.IDNAError:
        raise AddressError("address-foreign-host", found=name) from None


def _port(scheme: str, port: str) -> str:
    if not re.fullmatch(r"[0-9]{1,5}", port) or not 0 < int(port) < 1 << 16:
        raise AddressError("address-port", found=port)
    return "" if int(port) == {"http": 80, "https": 443}[scheme] else f":{int(port)}"


def read_home_address(text: str) -> str:
    """Read the address of the site itself, a folder; adds its slash. Raises AddressError for a page, query or fragment."""
    address = split_address(text)
    if address.query or address.fragment:
        raise AddressError(
            "address-with-query", found=address.query or address.fragment, better=f"{address.origin}{_folder(address.path)}"
        )
    *parents, last = address.path.rstrip("/").split("/")
    if _FILE.fullmatch(last):
        raise AddressError("address-of-a-page", found=last, better=f"{address.origin}{'/'.join(parents)}/")
    if has_relative_steps(address.path.removesuffix("/")):
        raise AddressError("address-steps", found=address.path)
    return f"{address.origin}{_folder(address.path)}"


def has_relative_steps(path: str) -> bool:
    """True if a path has a segment that is empty, `.` or `..`: such a path names no place of its own."""
    return any(segment in ("", ".", "..") for segment in path.split("/")[1:])


def _folder(path: str) -> str:
    return f"{path.rstrip('/')}/"
