"""States of a person (PIPL §47): what may follow what."""

from liangzhan.people.choices import PersonState as S
from liangzhan.toolkit.transitions import Table

# A frozen person who comes back gives new consent, so a new purpose begins. An alias and a deletion are final.
PERSON_STATES = Table(
    {
        S.ACTIVE: (S.MERGED, S.FROZEN, S.FORGOTTEN),
        S.FROZEN: (S.ACTIVE, S.MERGED, S.FORGOTTEN),
        S.MERGED: (),
        S.FORGOTTEN: (),
    }
)
