"""Long work of accounts."""

from __future__ import annotations

import base64
import datetime as dt
import json
from typing import Any
from uuid import UUID

from liangzhan.access.actor import Actor
from liangzhan.access.roles import Role
from liangzhan.accounts.exports.slips import Slip, slips_pdf
from liangzhan.accounts.imports.users import read_invitees
from liangzhan.accounts.queries import actor_by_stamp
from liangzhan.accounts.services.invitations import invite_to_post
from liangzhan.divisions.models import Division
from liangzhan.documents.models import KeptFile
from liangzhan.documents.queries import open_file
from liangzhan.documents.services import keep_bytes
from liangzhan.stations.models import Station
from liangzhan.toolkit.crypto import open_sealed, seal
from liangzhan.toolkit.errors import RuleBroken
from liangzhan.toolkit.jobs import JobHandle
from liangzhan.toolkit.periods import today

CHUNK = 20


def invite_many(job: JobHandle, *, file_uuid: str, address: str) -> dict[str, Any]:
    """Open the accounts of a workbook, 20 in a step, then make the slips. A step that ran is never run again.

    Between steps names and codes are kept sealed under the job's own number; only the slips show them.
    """
    actor = actor_by_stamp(job.actor, on=today())
    box = Box(job.uuid)
    rows = box.open(job.step("read", lambda: box.seal(_read(file_uuid, actor))))
    slips: list[dict[str, Any]] = []
    for start in range(0, len(rows), CHUNK):
        chunk = rows[start : start + CHUNK]
        opened = job.step(f"rows-{start}", lambda chunk=chunk: box.seal([_open(one, actor) for one in chunk]))
        slips += box.open(opened)
        job.progress(len(slips), len(rows), "正在开通账户")
    job.progress(len(rows), len(rows), "正在排印激活纸条")
    pdf = slips_pdf([_slip(one) for one in slips], address=address)
    job.attach(UUID(job.step("slips", lambda: _keep(pdf, actor))))
    return {"invited": len(rows)}


class Box:
    """JSON sealed under a job's number."""

    def __init__(self, job_uuid: UUID) -> None:
        self.aad = f"accounts.invite_many|{job_uuid}"

    def seal(self, value: Any) -> str:
        return base64.b64encode(seal(json.dumps(value), self.aad)).decode()

    def open(self, sealed: str) -> Any:
        return json.loads(open_sealed(base64.b64decode(sealed), self.aad))


def _read(file_uuid: str, actor: Actor) -> list[dict[str, Any]]:
    kept = KeptFile.objects.filter(uuid=file_uuid).first()
    if kept is None:
        raise RuleBroken("找不到上传的名单，请重新上传。")
    found = read_invitees(open_file(kept), actor=actor, on=today())
    found.table.insist()
    return [
        {
            "display_name": one.display_name,
            "role": str(one.role),
            "division": one.place.division.pk if one.place.division else None,
            "station": one.place.station.pk if one.place.station else None,
            "username": one.username,
            "office_phone": one.office_phone,
        }
        for one in found.people
    ]


def _open(row: dict[str, Any], actor: Actor) -> dict[str, Any]:
    division = Division.objects.get(pk=row["division"]) if row["division"] else None
    station = Station.objects.get(pk=row["station"]) if row["station"] else None
    invitation, code = invite_to_post(
        display_name=row["display_name"],
        role=Role(row["role"]),
        division=division,
        station=station,
        username=row["username"],
        office_phone=row["office_phone"],
        by=actor,
    )
    return {
        "name": row["display_name"],
        "role": Role(row["role"]).label,
        "place": station.name if station else division.name if division else "",
        "account": invitation.user.username,
        "code": code,
        "valid_until": invitation.expires_at.date().isoformat(),
    }


def _slip(facts: dict[str, Any]) -> Slip:
    return Slip(**{**facts, "valid_until": dt.date.fromisoformat(facts["valid_until"])})


def _keep(pdf: bytes, actor: Actor) -> str:
    return str(keep_bytes(content=pdf, title="激活纸条", media_type="application/pdf", by=actor).uuid)
