"""Asks whether the document at a web address is there. Only the head of the answer is read.

Addresses in the content come from strangers: one may point to this machine or its neighbours, directly, by a redirect or through
DNS. So only public IP addresses are contacted, the very ones that were checked, and one deadline covers the whole request. No
proxy is used: it would resolve the name where nobody can check.
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
"""For one address, with all its redirects."""
_REDIRECTS = 10
_REQUEST_HEADERS = {"User-Agent": "Mozilla/5.0 (compatible; Budgetbook link check)", "Accept": "*/*", "Connection": "close"}
_REDIRECT_STATUSES = (301, 302, 303, 307, 308)
_CARRIERS = (IPv6Network("64:ff9b::/96"), IPv6Network("64:ff9b:1::/48"))
"""IPv6 networks that carry an IPv4 address in their last 32 bits (RFC 6052, RFC 8215)."""


class NoAnswerError(Exception):
    """No such host, no answer in time, or none that can be understood or trusted."""


class NotPublicError(Exception):
    """The host is not on the public internet."""


class RefusedError(Exception):
    """The server answered with an error."""

    def __init__(self, status: int) -> None:
        super().__init__(status)
        self.status = status


def ask(address: str, seconds: float = SECONDS) -> None:
    """Request a document. Raises NoAnswerError, NotPublicError or RefusedError."""
    with _StatusLine(seconds) as status_line:
        for _ in range(_REDIRECTS):
            try:
                status, location = status_line.request_head(addresses.split_address(address))
            except (OSError, http.client.HTTPException, ValueError, AddressError):
                raise NoAnswerError from None
            if status_line.timed_out:  # an answer that was cut off looks like a complete head
                raise NoAnswerError
            if status in _REDIRECT_STATUSES and location:
                address = urljoin(address, location)
            elif 200 <= status < 300:
                return
            else:
                raise RefusedError(status)
    raise NoAnswerError


class _StatusLine:
    """Requests the head of an answer, and cuts the connection at the deadline even if an answer still trickles in."""

    def __init__(self, seconds: float) -> None:
        self._seconds, self._lock = seconds, threading.Lock()
        self._timer = threading.Timer(seconds, self._cut)
        self._timer.daemon = True
        self._socket: socket.socket | None = None
        self.timed_out = False
        """True once the deadline has passed."""

    def __enter__(self) -> _StatusLine:
        self._timer.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._timer.cancel()

    def request_head(self, parts: AddressParts) -> tuple[int, str]:
        """Return the status, and where a redirect leads."""
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
        """Connect to the first address of the host that answers; all of them must be public."""
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
        """Let the deadline shut this socket down."""
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
    """True if an IP address is public: not of this machine, its network or its provider."""
    ip: IPv4Address | IPv6Address = ip_address(number.partition("%")[0])
    if isinstance(ip, IPv6Address):
        embedded_ip = ip.ipv4_mapped or ip.sixtofour or (ip.teredo[1] if ip.teredo else None)
        if any(ip in network for network in _CARRIERS):
            embedded_ip = IPv4Address(int(ip) & 0xFFFFFFFF)
        if embedded_ip is not None:
            ip = embedded_ip
    return ip.is_global and not ip.is_multicast
