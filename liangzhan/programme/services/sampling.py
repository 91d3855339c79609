"""抽查: the draw itself, with its seed and its list kept."""

from __future__ import annotations

import secrets
from decimal import Decimal

from liangzhan.access.actor import Actor
from liangzhan.audit.services import recorded
from liangzhan.programme.choices import InspectionWay, ProgrammeEvent
from liangzhan.programme.models import SampleDraw, SampledSite
from liangzhan.programme.queries.checklist import settings_at
from liangzhan.programme.queries.sampling import undrawn_sites
from liangzhan.programme.rules.acceptance import drawn_sites
from liangzhan.toolkit.errors import RuleBroken
from liangzhan.toolkit.periods import today


@recorded(ProgrammeEvent.SAMPLE_DRAWN, keep=["area_code", "seed"])
def draw_sample(*, area_code: str, by: Actor, seed: str = "") -> SampleDraw:
    """Draw among the sites that wait in the area. Who repeats the draw with the kept seed and list gets the same sites."""
    settings = settings_at(area_code, today())
    if settings["acceptance.way"] != InspectionWay.SAMPLE:
        raise RuleBroken("本地区的验收方式不是抽查，不需要抽取。")
    waiting = undrawn_sites(by.scope, area_code)
    if not waiting:
        raise RuleBroken("没有需要抽取的场所：待验收的场所都已抽取或已安排。")
    share = Decimal(str(settings["acceptance.sample_share"]))
    chosen = seed or f"{today():%Y%m%d}-{secrets.token_hex(4)}"
    drawn = drawn_sites(waiting, seed=chosen, share=float(share))
    draw = SampleDraw.objects.create(division_code=area_code, seed=chosen, share=share, drawn_by=by)
    SampledSite.objects.bulk_create([SampledSite(draw=draw, site_id=pk, is_drawn=pk in drawn) for pk in waiting])
    return draw
