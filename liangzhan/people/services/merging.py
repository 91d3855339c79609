"""Two rows that are one person: one is kept, the other becomes its alias. Nothing is deleted."""

from __future__ import annotations

from liangzhan.access.actor import Actor
from liangzhan.accounts.models import User
from liangzhan.audit.services import recorded
from liangzhan.people.choices import PersonEvent, PersonState
from liangzhan.people.merging import DECISIONS
from liangzhan.people.models import Merge, Person
from liangzhan.people.queries.merging import merge_preview
from liangzhan.people.queries.writing import FILLED_IN
from liangzhan.people.rules.states import PERSON_STATES
from liangzhan.toolkit.errors import RuleBroken
from liangzhan.toolkit.transitions import move


@recorded(PersonEvent.MERGED)
def merge_persons(*, kept: Person, alias: Person, reason: str, by: Actor) -> Person:
    """`alias` becomes another name of `kept`: rows are carried over by each room's decision and counted in a Merge row.

    Both rows are locked in the order of their ids. What is empty on the kept row is filled in from the alias; the account
    goes along. Raises RuleBroken with every reason when a decision refuses; then nothing has happened. Returns `kept`.
    """
    if not reason.strip():
        raise RuleBroken("请写明依据。", field="reason")
    pair = Person.objects.select_for_update(of=("self",)).filter(pk__in=[kept.pk, alias.pk]).order_by("pk")
    rows = {row.pk: row for row in pair}
    kept, alias = rows[kept.pk], rows[alias.pk]
    preview = merge_preview(kept, alias, by.scope)
    if preview.problems:
        raise RuleBroken(*preview.problems)
    moved = {line.label: DECISIONS[line.label].move(kept, alias) for line in preview.lines}
    Merge.objects.create(
        kept=kept,
        alias=alias,
        moved={label: count for label, count in moved.items() if count},
        reason=reason.strip()[:200],
        merged_by=by,
    )
    move(alias, PersonState.MERGED, table=PERSON_STATES, by=by, reason=reason, merged_into=kept)
    User.objects.filter(person_uuid=alias.uuid).update(person_uuid=kept.uuid)
    _fill(kept, alias)
    return kept


def _fill(kept: Person, alias: Person) -> None:
    """What only the alias knew, the number included (the alias no longer holds it: the unique index passes it by)."""
    names = [name for name in FILLED_IN if not getattr(kept, name) and getattr(alias, name)]
    if not kept.name and alias.name:
        names.append("name")
    if not kept.id_number_index and alias.id_number_index:
        names += ["id_kind", "id_number", "id_number_index"]
        kept.shadow = alias.shadow
    if "mobile" in names:
        names.append("mobile_index")
    for name in names:
        setattr(kept, name, getattr(alias, name))
    kept.save(update_fields=[*names, "shadow"])
