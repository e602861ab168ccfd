"""Texts in the languages of the site, as people write them in `content/`.

Each is a frozen mapping from the tag of a language to what stands there in it, and begins with the language in which the
documents of the site print. Which languages it must have, the site says (`ReadingContext`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, ClassVar, Generic, Self, TypeVar

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler, ValidationError
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, InitErrorDetails, PydanticCustomError, core_schema

from budgetbook.content.fields import fault, read_plain_text, shorten
from budgetbook.content.reading_context import ReadingContext, has_script

Language = str
"""The tag of a language, which is also the first part of its addresses: `zh`, `en`."""
Value = TypeVar("Value")


class _ByLanguage(Mapping[Language, Value], Generic[Value]):
    """Something in several languages; the first is the one in which the documents print."""

    __slots__ = ("_values",)
    _item_schema: ClassVar[JsonSchemaValue]

    def __init__(self, values: Mapping[Language, Value] | None = None, /, **by_language: Value) -> None:
        self._values = {**(values or {}), **by_language}

    def __getitem__(self, lang: Language) -> Value:
        return self._values[lang]

    def __iter__(self) -> Iterator[Language]:
        return iter(self._values)

    def __len__(self) -> int:
        return len(self._values)

    def __hash__(self) -> int:
        return hash(frozenset(self._values.items()))

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self._values!r})"

    def __reduce__(self) -> tuple[type[Self], tuple[dict[Language, Value]]]:
        return type(self), (self._values,)

    @property
    def as_printed(self) -> Value:
        """What stands here in the language in which the documents of the site print."""
        return next(iter(self._values.values()))

    def nearest(self, lang: Language) -> Value:
        """What stands here in a language, or else as the documents print: for tools, whose own languages a site need not have."""
        return self._values.get(lang, self.as_printed)

    def is_printed_in(self, lang: Language) -> bool:
        """True of the language in which the documents of the site print."""
        return next(iter(self._values)) == lang

    @classmethod
    def _read_item(cls, lang: Language, value: Any, context: ReadingContext | None) -> Value:
        """Read what stands in one language. Raises PydanticCustomError."""
        raise NotImplementedError

    @classmethod
    def _read(cls, data: Any, info: core_schema.ValidationInfo) -> Self:
        if isinstance(data, cls):
            return data
        if not isinstance(data, dict):
            raise fault("expected-model")
        context: ReadingContext | None = info.context
        values: dict[Language, Value] = {}
        errors = list(_find_missing(data, context))
        for lang, item in data.items():
            try:
                _check_language(lang, context)
                values[lang] = cls._read_item(lang, item, context)
            except PydanticCustomError as error:
                errors.append(InitErrorDetails(type=error, loc=(lang,), input=item))
        if errors:
            raise ValidationError.from_exception_data(cls.__name__, errors)
        return cls(values if context is None else _select(values, context))

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        write = core_schema.plain_serializer_function_ser_schema(dict)
        return core_schema.with_info_plain_validator_function(cls._read, serialization=write)

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        return {"type": "object", "additionalProperties": cls._item_schema, "minProperties": 1}


class Text(_ByLanguage[str]):
    """One text in every language of the site; none may be missing."""

    __slots__ = ()
    _item_schema = {"type": "string", "minLength": 1}  # noqa: RUF012 - never changed

    @classmethod
    def _read_item(cls, lang: Language, value: Any, context: ReadingContext | None) -> str:
        if not isinstance(value, str) or not value.strip():
            raise _wrong_language(lang, value, context)
        if (sketch := context.language_sketches.get(lang) if context else None) and not has_script(value, sketch.script):
            raise _wrong_language(lang, value, context)
        return read_plain_text(value)


class AskedWords(_ByLanguage[tuple[str, ...]]):
    """Words in which people ask for something, in each language."""

    __slots__ = ()
    _item_schema = {"type": "array", "items": {"type": "string"}}  # noqa: RUF012 - never changed

    @classmethod
    def _read_item(cls, lang: Language, value: Any, context: ReadingContext | None) -> tuple[str, ...]:  # noqa: ARG003
        if not isinstance(value, list | tuple) or not all(isinstance(word, str) for word in value):
            raise fault("expected-tuple")
        return tuple(value)


def _find_missing(data: dict[str, Any], context: ReadingContext | None) -> Iterator[InitErrorDetails]:
    for lang in context.languages if context else ():
        if lang not in data:
            yield InitErrorDetails(
                type=PydanticCustomError("missing-language", "{lang}", {"lang": lang}), loc=(lang,), input=data
            )


def _check_language(lang: Language, context: ReadingContext | None) -> None:
    """Refuse a key that is the tag of no language."""
    if context and lang not in context.languages and lang not in context.language_sketches:
        raise PydanticCustomError("unknown-language", "{lang}", {"lang": str(lang)})


def _select(values: dict[Language, Value], context: ReadingContext) -> dict[Language, Value]:
    """Those of the site's languages, that of its documents first; what else the dictionary has is of no use here."""
    order = dict.fromkeys((context.printed_in, *context.languages))
    return {lang: values[lang] for lang in order if lang in values}


def _wrong_language(lang: Language, value: Any, context: ReadingContext | None) -> PydanticCustomError:
    sketch = context.language_sketches.get(lang) if context else None
    return fault("not-of-the-language", language=sketch.name if sketch else lang, found=shorten(value))
