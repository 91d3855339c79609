"""Rows of the register, by noun."""

from liangzhan.stations.models.evidence import Declaration, DeclarationFile, RosterFact, StaffDeclaration
from liangzhan.stations.models.governance import AdoptedSystem, CommitteeOpinion, Partner, YearlyPaper
from liangzhan.stations.models.sign import Sign, SignTemplate
from liangzhan.stations.models.site import Equipment, OpeningHours, Room, RoomPhoto, Site
from liangzhan.stations.models.standing import Standing
from liangzhan.stations.models.station import ClosingItem, Station

__all__ = [
    "AdoptedSystem",
    "ClosingItem",
    "CommitteeOpinion",
    "Declaration",
    "DeclarationFile",
    "Equipment",
    "OpeningHours",
    "Partner",
    "Room",
    "RoomPhoto",
    "RosterFact",
    "Sign",
    "SignTemplate",
    "Site",
    "StaffDeclaration",
    "Standing",
    "Station",
    "YearlyPaper",
]
