"""One web address in; whether the document is there. Nothing of it is read but its head.

An address of the content is a stranger's: it may name this machine or one of its neighbours, itself or by a redirect or by what
its host's name stands for. Only hosts of the public net are asked, by the very numbers that were looked at, and nobody is
waited for longer than one time for all. No proxy is asked: it would look the name up where nobody sees it.
"""

from __future__ import annotations

import http.client
import socket
import ssl
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from urllib.parse import urljoin

from budgetbook.content import addresses
from budgetbook.content.addresses import AddressError, AddressParts

SECONDS = 30
"""For one address, whatever it answers and wherever it leads."""
_REDIRECTS = 10
_REQUEST_HEADERS = {"User-Agent": "Mozilla/5.0 (compatible; Budgetbook link check)", "Accept": "*/*", "Connection": "close"}
_REDIRECT_STATUSES = (301, 302, 303, 307, 308)
_CARRIERS = (IPv6Network("64:ff9b::/96"), IPv6Network("64:ff9b:1::/48"))
"""Of IPv6 numbers that stand for one of IPv4, in their last 32 bits (RFC 6052, RFC 8215)."""


class NoAnswerError(Exception):
    """No such host, no answer in time, or none that can be understood or trusted."""


class NotPublicError(Exception):
    """A host that is not of the public net."""


class RefusedError(Exception):
    """The server answered otherwise."""

    def __init__(self, status: int) -> None:
        super().__init__(status)
        self.status = status


def ask(address: str, seconds: float = SECONDS) -> None:
    """Ask for a document. Raises NoAnswerError, NotPublicError or RefusedError."""
    with _StatusLine(seconds) as status_line:
        for _ in range(_REDIRECTS):
            try:
                status, location = status_line.request_head(addresses.split_address(address))
            except (OSError, http.client.HTTPException, ValueError, AddressError):
                raise NoAnswerError from None
            if status_line.timed_out:  # what was cut looks like a head that has come to its end
                raise NoAnswerError
            if status in _REDIRECT_STATUSES and location:
                address = urljoin(address, location)
            elif 200 <= status < 300:
                return
            else:
                raise RefusedError(status)
    raise NoAnswerError


class _StatusLine:
    """Connections that are cut when time is up, also in the midst of an answer that trickles in."""

    def __init__(self, seconds: float) -> None:
        self._seconds, self._lock = seconds, threading.Lock()
        self._timer = threading.Timer(seconds, self._cut)
        self._timer.daemon = True
        self._socket: socket.socket | None = None
        self.timed_out = False
        """Whether time is up."""

    def __enter__(self) -> _StatusLine:
        self._timer.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._timer.cancel()

    def request_head(self, parts: AddressParts) -> tuple[int, str]:
        """Status, and where a redirect leads."""
        secure = parts.scheme == "https"
        port = int(parts.port[1:]) if parts.port else 443 if secure else 80
        with self._connect(parts.host, port) as tcp_socket:
            stream = ssl.create_default_context().wrap_socket(tcp_socket, server_hostname=parts.host) if secure else tcp_socket
            with closing(stream), self._cut_on_timeout(stream):
                connection = http.client.HTTPConnection(parts.host, port)
                connection.sock = stream
                connection.request("GET", f"{parts.path or '/'}{parts.query}", headers=_REQUEST_HEADERS)
                answer = connection.getresponse()
                return answer.status, answer.headers.get("Location", "")

    @contextmanager
    def _connect(self, host: str, port: int) -> Iterator[socket.socket]:
        """By the first number of the host that answers; all of them must be public."""
        numbers = [address_info[4][0] for address_info in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]
        if not all(is_public(str(number)) for number in numbers):
            raise NotPublicError(host)
        for number in dict.fromkeys(numbers):
            with suppress(OSError):
                tcp_socket = socket.create_connection((str(number), port), timeout=self._seconds)
                break
        else:
            raise OSError(host)
        with closing(tcp_socket), self._cut_on_timeout(tcp_socket):
            yield tcp_socket

    @contextmanager
    def _cut_on_timeout(self, open_socket: socket.socket) -> Iterator[None]:
        """To be cut when time is up."""
        with self._lock:
            previous_socket, self._socket = self._socket, open_socket
            timed_out = self.timed_out
        if timed_out:
            raise TimeoutError
        try:
            yield
        finally:
            with self._lock:
                self._socket = previous_socket

    def _cut(self) -> None:
        with self._lock:
            self.timed_out = True
            if self._socket:
                with suppress(OSError):
                    self._socket.shutdown(socket.SHUT_RDWR)


def is_public(number: str) -> bool:
    """Whether an IP number is one of the public net, and not of this machine, its network or its provider."""
    ip: IPv4Address | IPv6Address = ip_address(number.partition("%")[0])
    if isinstance(ip, IPv6Address):
        embedded_ip = ip.ipv4_mapped or ip.sixtofour or (ip.teredo[1] if ip.teredo else None)
        if any(ip in network for network in _CARRIERS):
            embedded_ip = IPv4Address(int(ip) & 0xFFFFFFFF)
        if embedded_ip is not None:
            ip = embedded_ip
    return ip.is_global and not ip.is_multicast
