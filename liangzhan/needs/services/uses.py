"""A resource is used: written down once, put right, withdrawn; the ledger follows (I20)."""

from __future__ import annotations

from uuid import UUID

from liangzhan.access.actor import Actor
from liangzhan.audit.services import recorded
from liangzhan.ledger.services.posting import post, reverse
from liangzhan.needs.choices import ResourceEvent, ResourceState
from liangzhan.needs.models import Need, Project, Resource, ResourceUse
from liangzhan.needs.queries.uses import lines_on
from liangzhan.needs.rules.resources import UseFacts, use_problems
from liangzhan.toolkit.errors import RuleBroken
from liangzhan.toolkit.periods import moment, today

NAMES = ("on", "service_kind", "heads", "value_fen", "value_basis")


@recorded(ResourceEvent.USED, keep=["resource"])
def record_use(
    *,
    resource: Resource,
    facts: UseFacts,
    form_key: UUID,
    by: Actor,
    need: Need | None = None,
    project: Project | None = None,
) -> ResourceUse:
    """Write a use down, once for each `form_key`; what counts as linked is posted at once. Raises RuleBroken."""
    resource = Resource.objects.select_for_update(of=("self",)).select_related("station").get(pk=resource.pk)
    if (held := ResourceUse.objects.filter(form_key=form_key, resource=resource).first()) is not None:
        return held
    if resource.state != ResourceState.ACTIVE:
        raise RuleBroken("这项资源已停用，请先恢复。")
    use = ResourceUse(
        resource=resource,
        station=resource.station,
        division_code=resource.division_code,
        form_key=form_key,
        recorded_at=moment(),
        recorded_by=by,
    )
    _write(use, facts, need, project)
    _tell(use, by)
    return use


@recorded(ResourceEvent.USE_CORRECTED, keep=["use"])
def correct_use(
    *, use: ResourceUse, facts: UseFacts, by: Actor, need: Need | None = None, project: Project | None = None
) -> ResourceUse:
    """Put a use right: the ledger takes back what it counted and counts anew."""
    use = _locked(use)
    _write(use, facts, need, project)
    _tell(use, by, reason="更正资源使用")
    return use


@recorded(ResourceEvent.USE_WITHDRAWN, keep=["use"])
def withdraw_use(*, use: ResourceUse, reason: str, by: Actor) -> ResourceUse:
    """It was not, or was written twice: it stays readable and counts no more. Raises RuleBroken without a reason."""
    use = _locked(use)
    if not reason.strip():
        raise RuleBroken("请写明撤销的理由。", field="reason")
    use.withdrawn_at, use.withdrawn_by, use.withdrawn_reason = moment(), by, reason.strip()
    if use.posted_version:
        use.posted_version = reverse(voucher=use.voucher, reason="撤销资源使用", by=by).version
    use.save()
    return use


def _locked(use: ResourceUse) -> ResourceUse:
    held = ResourceUse.objects.select_for_update(of=("self",)).select_related("station", "resource").get(pk=use.pk)
    if held.withdrawn_at is not None:
        raise RuleBroken("这次使用已经撤销。")
    return held


def _write(use: ResourceUse, facts: UseFacts, need: Need | None, project: Project | None) -> None:
    for field, sentence in use_problems(facts, valid_to=use.resource.valid_to, today=today()).items():
        raise RuleBroken(sentence, field=field)
    for field, row in (("need", need), ("project", project)):
        if row is not None and row.station_id != use.station_id:  # type: ignore[union-attr]
            raise RuleBroken("请选择本站的需求和项目。", field=field)
    for name in NAMES:
        setattr(use, name, getattr(facts, name))
    use.purpose, use.value_note = facts.purpose.strip(), facts.value_note.strip()
    use.need, use.project = need, project
    use.save()


def _tell(use: ResourceUse, by: Actor, *, reason: str = "") -> None:
    """The ledger follows; what never counted is not in it."""
    lines = lines_on(use)
    if not lines and not use.posted_version:
        return
    version = use.posted_version + 1
    post(voucher=use.voucher, version=version, station=use.station, lines=lines, by=by, reason=reason)
    use.posted_version = version
    use.save(update_fields=["posted_version"])
