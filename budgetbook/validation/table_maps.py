"""Rules on maps of data files: their parts agree, and their tables and concepts are those of the dictionary."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from budgetbook.content.content import Content
from budgetbook.content.table_map import MapFile, TableMap
from budgetbook.content.yaml.reader import Path, YamlFile
from budgetbook.diagnostics.problem import Problem, did_you_mean, message


def table_maps(content: Content) -> Iterator[Problem]:
    """The parts of each map agree, and its tables and concepts are those of the dictionary."""
    for name, table_map in content.maps.items():
        file = content.country_path(f"maps/{name}.yaml")
        yield from find_map_problems(content.files[file], table_map)
        yield from find_unknown_names(content.files[file], table_map, content)


def find_map_problems(yaml_file: YamlFile, table_map: TableMap) -> Iterator[Problem]:
    """What the parts of a map do not agree on."""
    names = [name for settings in table_map.files.values() for name in settings.tables]
    if table_map.numbers.group == table_map.numbers.decimal:
        yield yaml_file.problem(("numbers", "group"), message("map-same-sign"))
    for key, settings in table_map.files.items():
        for part in ("amounts", "tables"):
            if not getattr(settings, part):
                yield yaml_file.problem(("files", key, part), message("map-nothing", key=part))
        yield from _find_table_problems(yaml_file, ("files", key, "tables"), settings, names)
    for index, pair in enumerate(table_map.balances):
        for place, name in enumerate(pair):
            if name not in names:
                hint = did_you_mean(name, names)
                yield yaml_file.problem(("balances", index, place), message("unknown-table", name=name), hint)


def _find_table_problems(yaml_file: YamlFile, path: Path, settings: MapFile, names: Collection[str]) -> Iterator[Problem]:
    for name, table in settings.tables.items():
        if list(names).count(name) > 1:
            yield yaml_file.problem((*path, name), message("map-table-twice", name=name), at_key=True)
        if not table.levels:
            yield yaml_file.problem((*path, name, "levels"), message("map-nothing", key="levels"))
        for index, level in enumerate(table.levels):
            if not level.code:
                yield yaml_file.problem((*path, name, "levels", index, "code"), message("map-nothing", key="code"))


def find_unknown_names(yaml_file: YamlFile, table_map: TableMap, content: Content) -> Iterator[Problem]:
    """Units, stages, tables and concepts of a map that a site does not know."""
    units, tables, concepts = [str(unit) for unit in content.units.money], content.tables, content.concepts
    if table_map.unit is not None and table_map.unit not in units:
        text = message("not-one-of", allowed=", ".join(units), found=table_map.unit)
        yield yaml_file.problem(("unit",), text, did_you_mean(table_map.unit, units))
    named_stages: list[tuple[Path, str]] = [(("stages", word), stage) for word, stage in table_map.stages.items()]
    named_stages += [(("stage",), table_map.stage)] if table_map.stage else []
    for path, stage in named_stages:
        if stage not in content.stages:
            text = message("not-one-of", allowed=", ".join(content.stages), found=stage)
            yield yaml_file.problem(path, text, did_you_mean(stage, content.stages))
    for key, settings in table_map.files.items():
        for name in settings.tables:
            if name not in tables:
                text, hint = message("unknown-table", name=name), did_you_mean(name, tables)
                yield yaml_file.problem(("files", key, "tables", name), text, hint, at_key=True)
        for index, amount in enumerate(settings.amounts):
            if amount.concept is not None and amount.concept not in concepts:
                text, hint = message("unknown-concept", name=amount.concept), did_you_mean(amount.concept, concepts)
                yield yaml_file.problem(("files", key, "amounts", index, "concept"), text, hint)
