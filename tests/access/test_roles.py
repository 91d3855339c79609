"""The table role → verbs once more, by verb, as an auditor reads it: a right that is given or taken must be written twice."""

import pytest

from liangzhan.access.actions import Action
from liangzhan.access.roles import ROLES, Role, may, roles_with

READERS = "PROVINCE CITY COUNTY STREET COMMITTEE STATION_HEAD SOCIAL_WORKER VS_KEEPER SUPERVISOR EVALUATOR"
EVERYBODY = f"{READERS} SYSTEM_ADMIN SECURITY_ADMIN AUDIT_ADMIN"

WHO_MAY = {
    "desk.view": EVERYBODY,
    "search": READERS,
    "notice.read": EVERYBODY,
    "help.read": EVERYBODY,
    "division.view": READERS,
    "division.manage": "PROVINCE",
    "authority.manage": "PROVINCE",
    "parameter.view": "PROVINCE CITY COUNTY",
    "parameter.manage": "PROVINCE CITY",
    "station.view": READERS,
    "station.edit": "COUNTY STREET STATION_HEAD SOCIAL_WORKER VS_KEEPER",
    "station.import": "PROVINCE CITY COUNTY",
    "station.export": "PROVINCE CITY COUNTY STREET STATION_HEAD SOCIAL_WORKER VS_KEEPER",
    "station.close": "COUNTY",
    "filing.apply": "STATION_HEAD",
    "filing.committee": "COMMITTEE",
    "filing.street": "STREET",
    "supervision.opinion": "COMMITTEE",
    "yearly.edit": "STATION_HEAD",
    "yearly.confirm": "COMMITTEE",
    "sign.template": "PROVINCE",
    "person.view": "STATION_HEAD SOCIAL_WORKER VS_KEEPER",
    "person.register": "STATION_HEAD SOCIAL_WORKER VS_KEEPER",
    "person.merge": "STATION_HEAD",
    "person.forget": "STATION_HEAD",
    "consent.text": "PROVINCE",
    "occasion.view": READERS,
    "occasion.manage": "PROVINCE CITY COUNTY STREET STATION_HEAD SOCIAL_WORKER VS_KEEPER SUPERVISOR",
    "occasion.check_in": READERS,
    "training.view": READERS,
    "training.manage": "PROVINCE CITY COUNTY STREET STATION_HEAD",
    "training.enrol": "STREET COMMITTEE STATION_HEAD SOCIAL_WORKER VS_KEEPER",
    "training.enrol.others": "STREET COMMITTEE STATION_HEAD",
    "learning.decide": "COUNTY STREET COMMITTEE STATION_HEAD SUPERVISOR",
    "clearance.manage": "COUNTY STREET STATION_HEAD",
    "award.view": "PROVINCE CITY COUNTY STREET COMMITTEE STATION_HEAD",
    "award.manage": "PROVINCE CITY COUNTY STREET STATION_HEAD",
    "commitment.text": "PROVINCE",
    "staff.view": "PROVINCE CITY COUNTY STREET COMMITTEE STATION_HEAD SOCIAL_WORKER VS_KEEPER SUPERVISOR",
    "staff.manage": "COUNTY STREET STATION_HEAD",
    "staff.import": "CITY COUNTY STREET STATION_HEAD",
    "staff.export": "PROVINCE CITY COUNTY STREET STATION_HEAD",
    "staff.recognise": "COUNTY",
    "staff.own": "STATION_HEAD SOCIAL_WORKER VS_KEEPER SUPERVISOR",
    "attendance.view": "COUNTY STREET COMMITTEE STATION_HEAD",
    "attendance.manage": "STREET STATION_HEAD",
    "attendance.decide": "STREET COMMITTEE STATION_HEAD SUPERVISOR",
    "appraisal.view": "COUNTY STREET COMMITTEE STATION_HEAD",
    "appraisal.open": "COUNTY STREET STATION_HEAD",
    "appraisal.review": "STREET COMMITTEE STATION_HEAD",
    "appraisal.appeal": "COUNTY STREET",
    "supervision.view": "STATION_HEAD SOCIAL_WORKER VS_KEEPER SUPERVISOR",
    "supervision.record": "STATION_HEAD SOCIAL_WORKER VS_KEEPER SUPERVISOR",
    "supervision.register": "STATION_HEAD",
    "supervision.figures": "PROVINCE CITY COUNTY STREET COMMITTEE STATION_HEAD SUPERVISOR",
    "supervision.emergency": "COUNTY",
    "ethics.view": "COUNTY STREET COMMITTEE STATION_HEAD",
    "complaint.handle": "COUNTY STREET COMMITTEE STATION_HEAD",
    "talent.view": "PROVINCE CITY COUNTY STREET STATION_HEAD",
    "exam.manage": "COUNTY STREET STATION_HEAD",
    "allowance.rate": "CITY COUNTY",
    "allowance.draft": "STATION_HEAD",
    "allowance.review": "STREET",
    "allowance.approve": "COUNTY",
    "pay_scale.manage": "CITY COUNTY",
    "asset.view": "COUNTY STREET COMMITTEE STATION_HEAD SOCIAL_WORKER VS_KEEPER SUPERVISOR",
    "asset.manage": "STATION_HEAD SOCIAL_WORKER VS_KEEPER",
    "asset.witness": "STREET COMMITTEE STATION_HEAD SOCIAL_WORKER VS_KEEPER SUPERVISOR",
    "asset.decide": "STREET COMMITTEE",
    "fund.view": "COUNTY STREET COMMITTEE STATION_HEAD VS_KEEPER",
    "fund.record": "STREET COMMITTEE STATION_HEAD VS_KEEPER",
    "fund.figures": "PROVINCE CITY COUNTY STREET",
    "claim.view": "COUNTY STREET COMMITTEE STATION_HEAD SOCIAL_WORKER VS_KEEPER",
    "claim.make": "STATION_HEAD SOCIAL_WORKER VS_KEEPER",
    "claim.approve": "STREET COMMITTEE STATION_HEAD",
    "claim.pay": "STREET COMMITTEE STATION_HEAD VS_KEEPER",
    "budget.manage": "STREET COMMITTEE STATION_HEAD",
    "donation.manage": "STREET COMMITTEE STATION_HEAD VS_KEEPER",
    "plan.view": READERS,
    "plan.manage": "PROVINCE",
    "quota.split": "CITY",
    "quota.transfer": "PROVINCE CITY COUNTY",
    "quota.transfer.decide": "PROVINCE CITY",
    "site.nominate": "STREET",
    "site.confirm": "COUNTY",
    "acceptance.submit": "STREET STATION_HEAD",
    "acceptance.inspect": "CITY COUNTY",
    "rectification.answer": "STATION_HEAD",
    "station.open": "COUNTY STATION_HEAD",
    "october.draft": "CITY",
    "october.review": "PROVINCE",
    "progress.view": READERS,
    "grant.view": "PROVINCE CITY COUNTY STREET SYSTEM_ADMIN SECURITY_ADMIN",
    "grant.manage": "PROVINCE CITY COUNTY STREET SYSTEM_ADMIN",
    "post.hand_over": "PROVINCE CITY COUNTY STREET",
    "security.manage": "SECURITY_ADMIN",
    "account.own": EVERYBODY,
    "audit.read": "AUDIT_ADMIN",
    "job.view": EVERYBODY,
    "system.view": "SYSTEM_ADMIN",
}

CARDS = {
    "PROVINCE": ("PROVINCE", ["P0", "P1"], False),
    "CITY": ("CITY", ["P0", "P1"], False),
    "COUNTY": ("COUNTY", ["P0", "P1"], False),
    "STREET": ("STREET", ["P0", "P1"], False),
    "COMMITTEE": ("COMMUNITY", ["P0", "P1"], False),
    "STATION_HEAD": ("STATION", ["P0", "P1", "P2", "P3"], False),
    "SOCIAL_WORKER": ("STATION", ["P0", "P1", "P2", "P3"], False),
    "VS_KEEPER": ("STATION", ["P0", "P1", "P2"], False),
    "SUPERVISOR": ("AREA", ["P0", "P1"], False),
    "EVALUATOR": ("AREA", ["P0", "P1"], False),
    "SYSTEM_ADMIN": ("WHOLE", ["P0"], True),
    "SECURITY_ADMIN": ("WHOLE", ["P0"], True),
    "AUDIT_ADMIN": ("WHOLE", ["P0"], True),
}


def test_every_verb_and_role_is_in_the_tables():
    assert list(WHO_MAY) == list(Action.values)
    assert list(CARDS) == list(Role.values)


@pytest.mark.parametrize("action", list(Action))
def test_who_holds_the_verb(action):
    holders = WHO_MAY[action].split()
    assert sorted(roles_with(action)) == sorted(holders)
    assert [role.value for role in Role if may(role, action)] == holders


@pytest.mark.parametrize("role", list(Role))
def test_seat_classes_and_second_factor(role):
    card = ROLES[role]
    assert (card.seat.value, sorted(card.classes), card.second_factor) == CARDS[role]
