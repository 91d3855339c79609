"""Codes that let a volunteer in on his own phone: by SMS to the number of record, or at the desk (domain.md 6.4)."""

from __future__ import annotations

from uuid import UUID

from liangzhan.access.actor import Actor
from liangzhan.accounts.services.passes import PassTry, make_pass_code, try_pass_code
from liangzhan.audit.services import recorded
from liangzhan.notices.channels import GATEWAYS
from liangzhan.notices.choices import Channel
from liangzhan.people.choices import PersonState
from liangzhan.toolkit.errors import RuleBroken
from liangzhan.volunteers.choices import VolunteerEvent
from liangzhan.volunteers.models import Volunteer
from liangzhan.volunteers.queries.passing import sms_on
from liangzhan.volunteers.rules.register import LIVE

SMS_TEXT = "【两站志愿服务】您的验证码是 {code}，15 分钟内有效。不是您本人办理的，请不要告诉任何人。"
WRONG = "验证码不对，或者已经过期、用过。请核对，或重新获取。"


@recorded(VolunteerEvent.PASS_GIVEN)
def send_code(*, volunteer: Volunteer, by: Actor) -> bool:
    """Send a code to the mobile of record, never to one that a stranger just typed. False when nothing could be sent."""
    person = volunteer.person
    usable = person.state == PersonState.ACTIVE and not person.shadow and bool(person.mobile)
    if not usable or volunteer.state not in LIVE or not sms_on():
        return False
    code = make_pass_code(person_uuid=person.uuid, way="SMS", by=by)
    receipt = GATEWAYS[str(Channel.SMS)].send(person.mobile, SMS_TEXT.format(code=code))
    return receipt.accepted


@recorded(VolunteerEvent.PASS_GIVEN)
def desk_code(*, volunteer: Volunteer, document_seen: bool, by: Actor) -> str:
    """A code handed over at the desk to the person whose document the keeper saw. Told once, kept nowhere."""
    if not document_seen:
        raise RuleBroken("请先核对本人证件，再给验证码。", field="document_seen")
    if volunteer.state not in LIVE:
        raise RuleBroken(f"现在是“{volunteer.get_state_display()}”，不能给验证码。")
    return make_pass_code(person_uuid=volunteer.person.uuid, way="DESK", by=by)


@recorded(VolunteerEvent.PASS_GIVEN)
def enter_code(*, volunteer_uuid: UUID, code: str, by: Actor) -> PassTry:
    """The pass for the right code; one and the same sentence for a wrong code, an old one, and for nobody at all."""
    row = Volunteer.objects.filter(uuid=volunteer_uuid, state__in=LIVE).select_related("person").first()
    if row is None:
        return PassTry(None, WRONG)
    tried = try_pass_code(person_uuid=row.person.uuid, code=code, by=by)
    return tried if tried.given else PassTry(None, WRONG)
