"""State tables and questions of the register (domain.md 3). Pure: no query, no clock."""

from liangzhan.stations.choices import StandingState, State, YearlyState
from liangzhan.toolkit.transitions import Table

S = State
LIFECYCLE = Table(
    {
        S.PLANNED: (S.SITED, S.CLOSED),
        S.SITED: (S.BUILDING, S.CLOSED),
        S.BUILDING: (S.ACCEPTANCE_PENDING, S.CLOSED),
        S.ACCEPTANCE_PENDING: (S.RECTIFYING, S.ACCEPTED),
        S.RECTIFYING: (S.ACCEPTANCE_PENDING,),
        S.ACCEPTED: (S.OPERATING, S.CLOSING),
        S.OPERATING: (S.SUSPENDED, S.CLOSING),
        S.SUSPENDED: (S.OPERATING, S.CLOSING),
        S.CLOSING: (S.CLOSED,),
        S.CLOSED: (),
    }
)
"""The one state table of a station (domain.md 3.1). Closing before acceptance is a withdrawal and frees the quota."""

STANDING = Table(
    {
        StandingState.DRAFT: (StandingState.APPLIED, StandingState.IN_FORCE),
        StandingState.APPLIED: (StandingState.COMMITTEE_CONFIRMED, StandingState.IN_FORCE, StandingState.RETURNED),
        StandingState.COMMITTEE_CONFIRMED: (StandingState.IN_FORCE, StandingState.RETURNED),
        StandingState.RETURNED: (StandingState.APPLIED,),
        StandingState.IN_FORCE: (StandingState.SUPERSEDED, StandingState.LAPSED),
        StandingState.SUPERSEDED: (),
        StandingState.LAPSED: (),
    }
)
"""登记 goes DRAFT → IN_FORCE (the certificate is the proof); 备案 passes committee and street, both or either by a parameter."""

YEARLY = Table(
    {
        YearlyState.DRAFT: (YearlyState.SUBMITTED,),
        YearlyState.SUBMITTED: (YearlyState.CONFIRMED, YearlyState.RETURNED),
        YearlyState.RETURNED: (YearlyState.SUBMITTED,),
        YearlyState.CONFIRMED: (),
    }
)

# States in which the construction file may still be changed by the station.
FILE_OPEN = frozenset({S.SITED, S.BUILDING, S.RECTIFYING, S.ACCEPTED, S.OPERATING, S.SUSPENDED})
COMPLETED = frozenset({S.ACCEPTED, S.OPERATING, S.SUSPENDED, S.CLOSING})
WITHDRAWABLE = frozenset({S.PLANNED, S.SITED, S.BUILDING})
