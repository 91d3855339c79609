"""The codes of domain.md 5.5, and the group each belongs to."""

from liangzhan.people.choices import GROUP_OF_CATEGORY, ClientCategory, ClientGroup

CODES = {
    ClientGroup.ELDER: "E1 E2 E3 E4 E5 E6 E7",
    ClientGroup.MINOR: "C1 C2 C4 C5 C6 C7",  # C3 is L1: one fact, one code
    ClientGroup.DISABLED: "D1 D2 D3 D4 D5 D6 D7",
    ClientGroup.LEFT_BEHIND: "L1 L2 L3",
    ClientGroup.LOW_INCOME: "P1 P2 P3 P4 P5 P6",
    ClientGroup.SENSITIVE: "X1 X2 X3 X4 X5",
    ClientGroup.OTHER: "O1 O2 O3 O4 O9",
}


def test_every_code_stands_in_its_group():
    assert {
        group: " ".join(one for one in ClientCategory if GROUP_OF_CATEGORY[one] == group) for group in ClientGroup
    } == CODES
    assert len(ClientCategory) == sum(len(codes.split()) for codes in CODES.values())
