"""Tables of the room, by noun."""

from liangzhan.needs.models.need import Need, NeedQuerySet
from liangzhan.needs.models.project import Project, ProjectMeasure, ProjectNeed
from liangzhan.needs.models.resource import Resource, ResourceQuerySet, ResourceUse
from liangzhan.needs.models.survey import AnswerAttempt, Response, Survey

__all__ = [
    "AnswerAttempt",
    "Need",
    "NeedQuerySet",
    "Project",
    "ProjectMeasure",
    "ProjectNeed",
    "Resource",
    "ResourceQuerySet",
    "ResourceUse",
    "Response",
    "Survey",
]
