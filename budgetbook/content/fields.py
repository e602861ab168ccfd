"""The field types of the records: numbers, years, dates, slugs, addresses and texts, read from the text that people type.

`model.py` builds its records from them. What cannot be read raises a Pydantic error whose text is a sentence of `messages.py`.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Annotated, Any

from pydantic import BeforeValidator, WithJsonSchema
from pydantic_core import PydanticCustomError

from budgetbook.content import addresses, code_hosts, value_guesses
from budgetbook.content.addresses import AddressError
from budgetbook.content.document_places import SHEET_AREA, STEP
from budgetbook.content.portable_names import DEVICES

MAX_DIGITS = 18
MAX_DECIMALS = 10
"""Digits after the point: enough for a fen in 亿元, and no format of the open data has to round so few."""
LONGEST_TEXT = 10_000
"""Characters of one text: anything longer belongs in the prose, in paragraphs."""
FIRST_YEAR, LAST_YEAR = 1990, 2099
"""No date outside these years can be meant: governments published no budgets before, and nobody types the next century."""
_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
LANGUAGE_TAG = re.compile(r"[a-z]{2,3}(-[a-z0-9]{2,8}){0,3}")
_YEAR = re.compile(r"(19|20)[0-9]{2}")
_NUMBER = re.compile(r"-?(0|[1-9][0-9]*)(\.[0-9]+)?")
_STEP = f"{STEP}(-[1-9][0-9]{{0,6}})?"
_PART = re.compile(f"(?:{_STEP}( {_STEP}){{0,5}}|{SHEET_AREA})")
_DIGITS = re.compile(r"[0-9]{1,40}(\.[0-9]{1,40})?")
HOLE = re.compile(r"\{([a-z_]+)\}")
"""A hole of a sentence pattern: `{name}`."""


def fault(key: str, /, **fields: object) -> PydanticCustomError:
    """A validation error whose text is the sentence `key` of `messages.py`."""
    return PydanticCustomError(key, "{key}", {"key": key, **{name: str(value) for name, value in fields.items()}})


def read_number(text: Any) -> Decimal:
    """Digits as printed, without separators: `1058.41`, `104.30` (its zero is kept). Raises a fault for anything else."""
    if isinstance(text, Decimal):
        return text
    if not isinstance(text, str):
        raise fault("not-a-number", found="…")
    if not _NUMBER.fullmatch(text):
        better = value_guesses.guess_number(text)
        if better and value_guesses.only_signs(text):
            raise fault("number-spelt-otherwise", found=text, better=better)
        if better:
            raise fault("number-with-more", found=text, better=better)
        raise fault("not-a-number", found=shorten(text))
    if len(text) > MAX_DIGITS and sum(c.isdigit() for c in text) > MAX_DIGITS:
        raise fault("too-many-digits", found=text[:24], most=MAX_DIGITS)
    if len(text.partition(".")[2]) > MAX_DECIMALS:
        raise fault("too-many-decimals", found=text, most=MAX_DECIMALS)
    return Decimal(text)


def shorten(text: Any) -> str:
    """The value for a message, shortened if it is long."""
    if not isinstance(text, str):
        return "…"
    return text if len(text) <= 80 else f"{text[:80]}…"


def _spelling_fault(key: str, text: Any, better: str) -> PydanticCustomError:
    """A fault that proposes `better`, if there is a guess at what was meant."""
    return fault(key, found=shorten(text), better=better) if better else fault(key, found=shorten(text))


def _read_cell(text: Any) -> Decimal | None:
    return None if text is None or text == "blank" else read_number(text)


def read_slug(text: Any) -> str:
    """A name for addresses: lower-case ASCII letters, digits and single hyphens, at most 64 characters. Raises a fault."""
    if not isinstance(text, str) or not is_slug(text):
        better = value_guesses.guess_slug(text) if isinstance(text, str) else ""
        raise _spelling_fault("not-a-slug", text, better if is_slug(better) else "")
    return text


@lru_cache(maxsize=4096)  # every statement names the same concepts
def is_slug(text: str) -> bool:
    """True if a text can be a part of an address and the name of a folder on any system."""
    return _SLUG.fullmatch(text) is not None and len(text) <= 64 and text not in DEVICES


def read_year(text: Any) -> int:
    """Four digits, 1900 to 2099. Raises a fault for anything else."""
    if isinstance(text, int):
        return text
    if not isinstance(text, str) or not _YEAR.fullmatch(text):
        raise _spelling_fault("not-a-year", text, value_guesses.guess_year(text) if isinstance(text, str) else "")
    return int(text)


def _read_date(text: Any) -> date:
    if isinstance(text, date):
        return text
    try:
        if not isinstance(text, str) or not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
            raise ValueError
        day = date.fromisoformat(text)
    except ValueError:
        raise _spelling_fault("not-a-date", text, value_guesses.guess_day(text) if isinstance(text, str) else "") from None
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise fault("date-far-away", first=FIRST_YEAR, last=LAST_YEAR, found=text)
    return day


def _read_flag(text: Any) -> bool:
    if text in ("true", True):
        return True
    if text in ("false", False):
        return False
    raise _spelling_fault("not-a-flag", text, value_guesses.guess_flag(text) if isinstance(text, str) else "")


def _read_with(read: Callable[[str], str]) -> BeforeValidator:
    """Validate a text with a reader of `addresses` or `code_hosts`; its AddressError becomes a fault."""

    def read_text(text: Any) -> str:
        if not isinstance(text, str):
            raise fault("not-an-address", found="…")
        try:
            return read(text)
        except AddressError as error:
            raise fault(error.key, **error.fields) from None

    return BeforeValidator(read_text)


def is_language_tag(text: object) -> bool:
    """True for the tag of a language as addresses and files have it: zh, en, zh-hant."""
    return isinstance(text, str) and LANGUAGE_TAG.fullmatch(text) is not None


def _read_language_tag(text: Any) -> str:
    if not isinstance(text, str) or not is_language_tag(text):
        raise fault("not-a-language", found=shorten(text))
    return text


def _read_branch(text: Any) -> str:
    if not isinstance(text, str):
        raise fault("expected-string")
    if not code_hosts.is_branch(text):
        raise fault("not-a-branch", found=text)
    return text


def _read_folder(text: Any) -> str:
    """A folder of the repository: names of folders with slashes between them. Raises a fault."""
    if not isinstance(text, str):
        raise fault("expected-string")
    if not code_hosts.is_branch(text):  # what can be a branch can stand in an address, and leads nowhere else
        raise fault("not-a-folder", found=text)
    return text


def _read_sha256(text: Any) -> str:
    if not isinstance(text, str) or not re.fullmatch(r"[0-9a-f]{64}", text):
        raise _spelling_fault("not-a-hash", text, value_guesses.guess_hash(text) if isinstance(text, str) else "")
    return text


def read_printed_text(text: Any) -> str:
    """A few words as printed, on one line. Raises a fault for none, too many, and a text that begins like a formula."""
    if not isinstance(text, str) or not text.strip():
        raise fault("not-a-place")
    return read_plain_text(text)


def _read_part(text: Any) -> str:
    if not isinstance(text, str) or not _PART.fullmatch(text):
        raise fault("not-a-part", found=text[:40] if isinstance(text, str) else "…")
    return text


def _read_digits(text: Any) -> str:
    if not isinstance(text, str) or not _DIGITS.fullmatch(text):
        raise fault("not-digits", found=text[:40] if isinstance(text, str) else "…")
    return text


def _read_pattern(text: Any) -> str:
    if not isinstance(text, str) or re.search("[{}]", HOLE.sub("", text)):
        raise fault("not-a-pattern", found=shorten(text))
    if len(text) > LONGEST_TEXT:
        raise fault("text-too-long", most=f"{LONGEST_TEXT:,}")
    return " ".join(text.split())


def read_plain_text(text: str) -> str:
    """A text on one line, that no spreadsheet takes for a formula. Raises a fault."""
    if len(text) > LONGEST_TEXT:
        raise fault("text-too-long", most=f"{LONGEST_TEXT:,}")
    plain = " ".join(text.split())
    if plain[0] in "=+-@＝＋－＠":  # would be a formula in a spreadsheet
        raise fault("starts-like-a-formula", found=plain[:12])
    return plain


def _schema(pattern: str) -> WithJsonSchema:
    return WithJsonSchema({"type": "string", "pattern": pattern})


Slug = Annotated[str, BeforeValidator(read_slug), _schema(f"^{_SLUG.pattern}$")]
Number = Annotated[Decimal, BeforeValidator(read_number), WithJsonSchema({"type": ["number", "string"]})]
Cell = Annotated[Decimal | None, BeforeValidator(_read_cell), WithJsonSchema({"type": ["number", "string"]})]
"""A number of a table; None for a cell that the document leaves empty (written `blank`)."""
Year = Annotated[int, BeforeValidator(read_year), WithJsonSchema({"type": "integer", "minimum": 1900, "maximum": 2099})]
Date = Annotated[date, BeforeValidator(_read_date), WithJsonSchema({"type": "string", "format": "date"})]
Flag = Annotated[bool, BeforeValidator(_read_flag), WithJsonSchema({"type": "boolean"})]
_ANY_ADDRESS = WithJsonSchema({"type": "string", "pattern": "^https?://"})
Address = Annotated[str, _read_with(lambda text: str(addresses.split_address(text))), _ANY_ADDRESS]
HomeAddress = Annotated[str, _read_with(addresses.read_home_address), _ANY_ADDRESS]
"""The address of the site itself: a folder, with a slash at its end."""
RepositoryAddress = Annotated[str, _read_with(code_hosts.read_repository), _ANY_ADDRESS]
EditPattern = Annotated[str, _read_with(code_hosts.read_pattern), WithJsonSchema({"type": "string", "minLength": 1})]
LanguageTag = Annotated[str, BeforeValidator(_read_language_tag), _schema(f"^{LANGUAGE_TAG.pattern}$")]
"""A language as addresses and files name it: zh, en, zh-hant."""
Branch = Annotated[str, BeforeValidator(_read_branch), WithJsonSchema({"type": "string", "minLength": 1})]
RepositoryFolder = Annotated[str, BeforeValidator(_read_folder), WithJsonSchema({"type": "string", "minLength": 1})]
Sha256 = Annotated[str, BeforeValidator(_read_sha256), _schema("^[0-9a-f]{64}$")]
Count = Annotated[int, BeforeValidator(lambda text: int(read_number(text))), WithJsonSchema({"type": "integer"})]
PlaceKey = Annotated[str, BeforeValidator(read_printed_text), WithJsonSchema({"type": "string", "minLength": 1})]
"""The document's own numbering of one of its parts: `三（一）`."""
PartOfDocument = Annotated[str, BeforeValidator(_read_part), _schema(f"^{_PART.pattern}$")]
"""Where something stands in a document, as control lists name it: `p6 l9-12`, `t3`, `收支总表!A5:G20`."""
Digits = Annotated[str, BeforeValidator(_read_digits), WithJsonSchema({"type": ["number", "string"]})]
"""Digits that are no amount, with all their zeros: 007, 29.8."""
PrintedText = Annotated[str, BeforeValidator(read_printed_text), WithJsonSchema({"type": "string", "minLength": 1})]
"""A few words as the document prints them. They go into the data files, so they may not begin like a formula either."""
PatternText = Annotated[str, BeforeValidator(_read_pattern), WithJsonSchema({"type": "string", "minLength": 1})]
