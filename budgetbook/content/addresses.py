"""A web address as people write it in; the same as machines write it, or what is wrong with it, out.

An address here is an http or https one: a host, perhaps a port, a path, a query and a place in the page (RFC 3986). Names in
other scripts become what the net knows them by (IDNA, UTS 46), and other letters of a path are spelt as %…: what is published
is ASCII, which every format, shell and program can hold.
"""

from __future__ import annotations

import re
from ipaddress import AddressValueError, IPv4Address
from typing import NamedTuple
from urllib.parse import quote

from budgetbook.diagnostics.problem import Message, message

LONGEST = 2000
"""Characters: what all browsers and crawlers can follow."""
_LONGEST_HOST = 253  # RFC 1035, without the root's dot
_PARTS = re.compile(r"(https?)://([^/?#]*)([^?#]*)(\?[^#]*)?(#.*)?", re.IGNORECASE)
_LABEL = re.compile(r"[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?")
_UNSAFE = re.compile(r"[\x00-\x20\x7f-\xa0\u1680\u2000-\u200f\u2028-\u202f\u205f-\u206f\u3000\ufeff\"'<>\\`]")
"""Space in all its forms, what nobody sees, and the signs that end an address where it is shown in code or markup."""
_BEHIND_HOST = re.compile(r"[^/]*//[^/?#]*[/?#]")
_BROKEN_ESCAPE = re.compile(r"%(?![0-9A-Fa-f]{2})")
_STAYS = "/%:@!$&()*+,;=~-._"
_NUMBER = re.compile(r"[0-9]+|0x[0-9a-f]*")
_FILE = re.compile(r"(index|default|home)\.\w+|[^/]+\.(x?html?|php|aspx?|jsp|xml|json|md|txt|pdf)", re.IGNORECASE)


class AddressError(Exception):
    """What is wrong with an address: the sentence of `messages.py`, and what fills it."""

    def __init__(self, key: str, **fields: str) -> None:
        super().__init__(key)
        self.key, self.fields = key, fields

    @property
    def message(self) -> Message:
        """The sentence, filled."""
        return message(self.key, **self.fields)


class AddressParts(NamedTuple):
    """An address taken apart, each part as machines write it."""

    scheme: str
    host: str
    port: str
    """With its colon; empty where it is the usual one."""
    path: str
    query: str
    """With its question mark."""
    fragment: str
    """With its #."""

    @property
    def origin(self) -> str:
        """Scheme, host and port."""
        return f"{self.scheme}://{self.host}{self.port}"

    def __str__(self) -> str:
        return f"{self.origin}{self.path}{self.query}{self.fragment}"


def split_address(text: str) -> AddressParts:
    """An address taken apart. Raises AddressError."""
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
    """Labels of letters, digits and inner hyphens (RFC 1123); a name of digits is one of the four numbers of IPv4."""
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
    """A name of another script as `xn--…`; one that is spelt so already is held to the same rules."""
    if name.isascii() and "xn--" not in name.lower():
        return name
    import idna  # its tables take their time to load, and few names need them

    try:
        return idna.encode(name, uts46=True).decode("ascii")
    except idna.IDNAError:
        raise AddressError("address-foreign-host", found=name) from None


def _port(scheme: str, port: str) -> str:
    if not re.fullmatch(r"[0-9]{1,5}", port) or not 0 < int(port) < 1 << 16:
        raise AddressError("address-port", found=port)
    return "" if int(port) == {"http": 80, "https": 443}[scheme] else f":{int(port)}"


def read_home_address(text: str) -> str:
    """The address of a site: a folder, whose slash is added. Raises AddressError for a page, a query or a place in one."""
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
    """Whether a path goes up, stays where it is, or has a name of no letters: none of these is a place of its own."""
    return any(segment in ("", ".", "..") for segment in path.split("/")[1:])


def _folder(path: str) -> str:
    return f"{path.rstrip('/')}/"
