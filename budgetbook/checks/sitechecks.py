"""Content in; what is wrong with the site's own names and addresses out: where its lines are edited, what its pages are called."""

from __future__ import annotations

from collections.abc import Iterator

from budgetbook.content import addresses, codehosts
from budgetbook.content.load import Content
from budgetbook.problems.problems import Problem, message


def edit_links(content: Content) -> Iterator[Problem]:
    """How a line is opened for editing is known of the code host, or said."""
    site = content.site
    if codehosts.pattern(site.repository, site.edit) is None:
        host, known = addresses.parts(site.repository).host, ", ".join(codehosts.KNOWN)
        text = message("unknown-code-host", host=host, known=known)
        yield content.problem(content.file("site.yaml"), ("repository",), text, message("say-how-to-edit"))
