"""Forms are published by version; the platform brings samples so that a province can begin."""

from __future__ import annotations

import datetime as dt

from liangzhan.access.actor import Actor
from liangzhan.audit.services import recorded
from liangzhan.reporting.choices import ReturnEvent
from liangzhan.reporting.models import ReturnBlock, ReturnColumn, ReturnForm
from liangzhan.reporting.rules.definitions import BY_CODE
from liangzhan.reporting.rules.return_samples import SAMPLES, FormSpec
from liangzhan.toolkit.errors import RuleBroken
from liangzhan.toolkit.periods import moment


@recorded(ReturnEvent.FORM_PUBLISHED, keep=["valid_from"])
def publish_form(*, spec: FormSpec, valid_from: dt.date, by: Actor) -> ReturnForm:
    """A new version of a form from a day on; the version before ends the day before. Returns that exist keep theirs.

    Raises RuleBroken for a column that no indicator answers, or a day that is not after the version before.
    """
    problems = [f"栏目“{heading}”没有对应的指标（{key}）。" for key, heading in spec.columns if not _known(key)]
    before = ReturnForm.objects.select_for_update(of=("self",)).filter(code=spec.code, valid_to__isnull=True).first()
    if before is not None and valid_from <= before.valid_from:
        problems.append(f"新版要晚于现行版的启用日期（{before.valid_from:%Y-%m-%d}）。")
    if problems:
        raise RuleBroken(*problems)
    if before is not None:
        before.valid_to = valid_from - dt.timedelta(days=1)
        before.save(update_fields=["valid_to"])
    form = ReturnForm.objects.create(
        code=spec.code,
        version=before.version + 1 if before else 1,
        name=spec.name,
        cycle=spec.cycle,
        levels=[str(one) for one in spec.levels],
        basis=spec.basis,
        valid_from=valid_from,
        published_at=moment(),
        published_by=by,
    )
    _parts(form, spec)
    return form


def _known(key: str) -> bool:
    code, _, part = key.partition(".")
    return code in BY_CODE and part in {one.key for one in BY_CODE[code].parts}


def _parts(form: ReturnForm, spec: FormSpec) -> None:
    columns = []
    for position, (key, heading) in enumerate(spec.columns, 1):
        code, _, part = key.partition(".")
        columns.append(ReturnColumn(form=form, position=position, heading=heading, indicator=code, part=part))
    ReturnColumn.objects.bulk_create(columns)
    ReturnBlock.objects.bulk_create(
        ReturnBlock(form=form, position=at, key=one.key, heading=one.heading, hint=one.hint, required=one.required)
        for at, one in enumerate(spec.blocks, 1)
    )


@recorded(ReturnEvent.FORM_PUBLISHED)
def publish_samples(*, valid_from: dt.date, by: Actor) -> list[ReturnForm]:
    """The samples of forms that nobody has published yet; called again it does nothing."""
    known = set(ReturnForm.objects.values_list("code", flat=True))
    return [publish_form(spec=one, valid_from=valid_from, by=by) for one in SAMPLES if one.code not in known]
