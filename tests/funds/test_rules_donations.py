"""Who may receive, who issues the receipt, who may raise money, what a donation is for."""

import pytest

from liangzhan.funds.rules import donations

FILED, LEGAL = "FILED_COMMUNITY_ORG", "SOCIAL_SERVICE_ORG"


@pytest.mark.parametrize("kind", ["CASH", "GOODS", "SERVICE"])
@pytest.mark.parametrize("receiver", ["STATION", "COMMITTEE", "STREET", "CHARITY"])
@pytest.mark.parametrize("form", [FILED, "", LEGAL])
def test_a_filed_station_receives_nothing_itself(kind, receiver, form):
    said = donations.receiver_problem(receiver, kind, form)
    assert bool(said) is (receiver == "STATION" and form != LEGAL)
    if said:
        assert "本站登记为使用人" in said


@pytest.mark.parametrize(
    ("raised", "receiver", "permit", "field"),
    [
        ("GIVEN", "COMMITTEE", "", ""),
        ("MUTUAL", "COMMITTEE", "", ""),
        ("PUBLIC", "COMMITTEE", "示例", "receiver"),
        ("PUBLIC", "STATION", "示例", "receiver"),
        ("PUBLIC", "CHARITY", " ", "charity_permit"),
        ("PUBLIC", "CHARITY", "示例资格", ""),
    ],
)
def test_public_fundraising_only_with_a_qualified_charity(raised, receiver, permit, field):
    assert donations.raising_problem(raised, receiver, permit)[0] == field


@pytest.mark.parametrize(
    ("receipt", "issuer", "number", "receiver", "donor", "form", "field"),
    [
        ("LAWFUL", "COMMITTEE", "1", "COMMITTEE", "ORGANISATION", FILED, ""),
        ("LAWFUL", "STREET", "1", "COMMITTEE", "ORGANISATION", FILED, ""),
        ("FISCAL", "CHARITY", "1", "COMMITTEE", "ORGANISATION", FILED, ""),
        ("LAWFUL", "", "1", "COMMITTEE", "ORGANISATION", FILED, "issuer"),
        ("LAWFUL", "STATION", "1", "COMMITTEE", "ORGANISATION", FILED, "issuer"),
        ("LAWFUL", "STATION", "1", "COMMITTEE", "ORGANISATION", LEGAL, "issuer"),
        ("LAWFUL", "STATION", "1", "STATION", "ORGANISATION", LEGAL, ""),
        ("LAWFUL", "COMMITTEE", "1", "STREET", "ORGANISATION", FILED, "issuer"),
        ("FISCAL", "COMMITTEE", "1", "COMMITTEE", "ORGANISATION", FILED, "receipt"),
        ("LAWFUL", "COMMITTEE", " ", "COMMITTEE", "PERSON", FILED, "receipt_no"),
        ("WAIVED", "", "", "COMMITTEE", "ANONYMOUS", FILED, ""),
        ("WAIVED", "", "", "COMMITTEE", "PERSON", FILED, ""),
        ("WAIVED", "", "", "COMMITTEE", "ORGANISATION", FILED, "receipt"),
    ],
)
def test_receipts(receipt, issuer, number, receiver, donor, form, field):
    given = {"receiver": receiver, "donor_kind": donor, "legal_form": form}
    assert donations.receipt_problem(receipt, issuer, number, name="示例单位", **given)[0] == field


@pytest.mark.parametrize(("issuer", "name", "field"), [("STREET", " ", "issuer_name"), ("COMMITTEE", " ", "")])
def test_an_issuer_other_than_the_receiver_is_named(issuer, name, field):
    given = {"receiver": "COMMITTEE", "donor_kind": "ORGANISATION", "legal_form": FILED}
    assert donations.receipt_problem("LAWFUL", issuer, "1", name=name, **given)[0] == field


@pytest.mark.parametrize(("left", "amount", "refused"), [(100, 100, False), (99, 100, True)])
def test_income_is_taken_back_only_while_all_of_it_is_there(left, amount, refused):
    assert bool(donations.take_back_problem(left, amount)) is refused


@pytest.mark.parametrize(
    ("left", "booked", "words"),
    [
        (0, True, ""),
        (100, True, "先由出纳冲正"),
        (1, True, "先由出纳冲正"),
        (100, False, ""),
        (99, False, "已有使用记录"),
    ],
)
def test_only_what_was_not_used_and_stands_in_no_book_is_made_void(left, booked, words):
    found = donations.void_problem(left, 100, booked=booked)
    assert (words in found, bool(found)) == (True, bool(words))


@pytest.mark.parametrize(
    ("kind", "name", "person", "field"),
    [
        ("ORGANISATION", "示例公司", False, ""),
        ("ORGANISATION", " ", False, "donor_name"),
        ("PERSON", "", True, ""),
        ("PERSON", "某某", True, "donor_name"),
        ("PERSON", "", False, "person_name"),
        ("ANONYMOUS", "", False, ""),
        ("ANONYMOUS", "", True, "person_name"),
        ("ANONYMOUS", "某某", False, "donor_name"),
    ],
)
def test_who_gave(kind, name, person, field):
    assert donations.donor_problem(kind, name, person=person)[0] == field


@pytest.mark.parametrize(
    ("kind", "items", "basis", "field"),
    [
        ("CASH", "", "", ""),
        ("GOODS", "大米 20 袋", "发票", ""),
        ("GOODS", "", "发票", "items"),
        ("SERVICE", "义诊", " ", "value_basis"),
    ],
)
def test_what_goods_are_worth(kind, items, basis, field):
    assert donations.value_problem(kind, items, basis)[0] == field


def test_no_beneficiary_who_is_related():
    assert donations.related_problem(True)
    assert donations.related_problem(False) == ""


@pytest.mark.parametrize(
    ("accounts", "account", "left", "amount", "field"),
    [
        (["X2"], "X2", 100, 100, ""),
        (["X2"], "X3", 100, 1, "account"),
        ([], "X3", 100, 1, ""),
        (["X2"], "X2", 100, 101, "amount"),
    ],
)
def test_never_beyond_purpose_or_balance(accounts, account, left, amount, field):
    assert donations.use_problem(accounts, account, left, amount)[0] == field
