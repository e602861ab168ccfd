"""How the importer does on invented documents, by the rule that made them. `make fuzz` runs it on a few hundred.

`python tests/benchmarks/generated_documents.py [COUNT] [RULE …]`: so many documents of each rule alone, and of four at once.
The rules of `HELD_BACK` stand apart: the importer's words are not made for these.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path

sys.path[:0] = (str(Path(__file__).resolve().parents[2]), str(Path(__file__).resolve().parents[1] / "helpers"))

from document_generator.measurement import Tally, measure, measure_mixed  # noqa: E402
from document_generator.rules import HELD_BACK, RULES, TUNING  # noqa: E402
from document_generator.slips import judge_slips  # noqa: E402

COUNT = 3
SHOWN = 5


def format_row(name: str, tally: Tally) -> str:
    """A line on the documents of one rule, and what went wrong first."""
    names = ", ".join(f"{word} {count}" for word, count in sorted(tally.names.items()))
    head = (
        f"{name:32} {tally.documents:5} documents   recall {tally.recall:7.2%}   wrong {tally.wrong_rate:6.2%}"
        f"   false findings {len(tally.false_findings):3}   broken {len(tally.broken):2}   names: {names}"
    )
    details = [("wrong", tally.wrong), ("false", tally.false_findings), ("broken", tally.broken), ("lost", tally.lost)]
    return "\n".join([head, *(f"    {word}: {text}" for word, texts in details for text in texts[:SHOWN])])


def report(title: str, rules: Iterable[str], count: int) -> Tally:
    """Print the rules of one group, and all of them together."""
    whole = Tally()
    for name, tally in measure(rules, range(count)).items():
        sys.stdout.write(format_row(name, tally) + "\n")
        whole.add(tally)
    mixed = measure_mixed(tuple(rules), range(count * 10))
    sys.stdout.write(format_row(f"{title}, four at once", mixed) + "\n")
    whole.add(mixed)
    sys.stdout.write(format_row(f"{title}, in all", whole).splitlines()[0] + "\n")
    return whole


def main(arguments: list[str]) -> int:
    """Print the report; 1 if something was placed wrongly, or found wrong where nothing is."""
    count = int(arguments[0]) if arguments[:1] and arguments[0].isdigit() else COUNT
    chosen = [name for name in arguments if name in RULES]
    if chosen:
        whole = report("chosen", chosen, count)
    else:
        whole = report("in use", TUNING, count)
        whole.add(report("held back", sorted(HELD_BACK), count))
        slips = judge_slips(range(count * 20))
        sys.stdout.write(f"{slips.count} single-digit slips: {slips.share:.1%} end in a failing check at their figure\n")
    return int(bool(whole.false_findings or whole.broken or whole.wrong_rate > 0.003))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
