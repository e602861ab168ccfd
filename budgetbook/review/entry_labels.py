"""Names, for the editor, what the statement says that a number is: concept, role, year, amount and unit as typed."""

from __future__ import annotations

from typing import Any

from budgetbook.content.content import Content, Statement
from budgetbook.content.yaml.reader import Path, YamlFile
from budgetbook.diagnostics.problem import Language
from budgetbook.review.number_words import ROLE_WORDS
from budgetbook.review.words import WORDS
from budgetbook.text.table_lines import row_name
from budgetbook.validation.number_claims import NumberClaim

_PRIOR = ("prior",)


def describe_entry(
    content: Content, statement: Statement, yaml_file: YamlFile, claim: NumberClaim, lang: Language
) -> dict[str, Any]:
    """One entry that holds a number."""
    path = claim.path
    role = _name_role(path)
    line, _ = yaml_file.values.get(path) or _nearest(yaml_file, path)
    return {
        "path": list(path),
        "name": name_entry(content, statement, path, lang),
        "role": role,
        "roleName": ROLE_WORDS[role][lang] if role in ROLE_WORDS else "",
        "year": find_year(statement, role),
        "typed": _find_typed(yaml_file.data, path),
        "unit": _find_unit(content, statement, path),
        "line": line,
    }


def _nearest(yaml_file: YamlFile, path: Path) -> tuple[int, int]:
    while path:
        path = path[:-1]
        if path in yaml_file.values:
            return yaml_file.values[path]
    return (1, 1)


def _name_role(path: Path) -> str:
    if path[0] == "breakdowns" and path[2] in ("rows", "total"):
        return "code" if path[-1] == "code" else "cell"
    if path[0] == "places":
        return str(path[2])
    return "reading" if "readings" in path else str(path[-1])


def find_year(statement: Statement, role: str) -> int | None:
    """The year of which a role is the number; None for changes and shares."""
    if role == "prior":
        return statement.compares_with.year if statement.compares_with else None
    return statement.fiscal_year if role in ("amount", "budget", "adjusted", "reading") else None


def name_entry(content: Content, statement: Statement, path: Path, lang: Language) -> str:
    """What an entry is called in the editor's language; names of the document as it prints them."""
    section, name = str(path[0]), str(path[1])
    if section == "figures":
        return content.concepts[name].name[lang] if name in content.concepts else name
    if section == "breakdowns":
        return _name_row(content, statement, path, lang)
    if section == "places":
        return WORDS[f"in-{path[2]}"][lang]
    holder = statement.projects.get(name) or statement.facts.get(name)
    return holder.name[lang] if holder else name


def _name_row(content: Content, statement: Statement, path: Path, lang: Language) -> str:
    name = str(path[1])
    breakdown = statement.breakdowns[name]
    table = content.name_table(statement, name)[lang] if name in content.tables else name
    if path[2] == "total":
        line_name, column = WORDS["total"][lang], path[3]
    elif path[2] == "lines":
        row = next((each for each in breakdown.rows if each.code == path[3]), None)
        return f"{row.code} {row_name(content, statement, name, row, lang)} · {table}" if row else f"{path[3]} · {table}"
    else:
        row = breakdown.rows[int(path[3])]
        line_name, column = f"{row.code or ''} {row_name(content, statement, name, row, lang)}".strip(), path[-1]
    if isinstance(column, int) and len(breakdown.columns) > column:
        concept = breakdown.columns[column].concept
        column_name = content.concepts[concept].name[lang] if concept in content.concepts else concept
        return f"{line_name} · {column_name} · {table}"
    return f"{line_name} · {table}"


def _find_unit(content: Content, statement: Statement, path: Path) -> str:
    section, name, role = path[0], str(path[1]), str(path[-1])
    if role in ("percent", "share", "completion"):
        return "%"
    if section == "breakdowns":
        line = statement.breakdowns[name].lines.get(str(path[3])) if path[2] == "lines" else None
        return (line.unit or statement.unit) if line else "" if role == "code" else statement.breakdowns[name].unit
    if section == "figures" and name in statement.figures:
        figure = statement.figures[name]
        reading = figure.readings[int(path[3])] if "readings" in path else None
        definition = content.concepts.get(name)
        measure = (definition.measure if definition else None) or "money"
        usual_unit = (
            statement.unit
            if measure == "money"
            else (definition.unit if definition else None) or content.units.usual_for(measure)
        )
        return (reading.unit if reading else None) or figure.unit or usual_unit
    if section == "projects" and name in statement.projects:
        return statement.projects[name].unit or statement.unit
    return ""


def _find_typed(data: Any, path: Path) -> str:
    """The value as the file has it."""
    for step in path:
        try:
            data = data[step]
        except (KeyError, IndexError, TypeError):
            return ""
    return str(data) if isinstance(data, str) else ""
