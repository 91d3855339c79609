"""May the construction file be changed now?"""

from __future__ import annotations

from liangzhan.stations.models import Site
from liangzhan.stations.rules.lifecycle import file_problem
from liangzhan.toolkit.errors import RuleBroken


def file_problem_of(site: Site) -> str:
    """Why the file of this site rests, "" when it may be changed (one query)."""
    return file_problem(site.stations.order_by("id").values_list("state", flat=True))


def require_open_file(site: Site) -> None:
    """Raises RuleBroken when neither station of the site may change its file."""
    if problem := file_problem_of(site):
        raise RuleBroken(problem)
