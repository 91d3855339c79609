"""Words of the room, by noun. Event names are gathered here for the audit."""

from liangzhan.needs.choices.needs import (
    SEALED_CATEGORIES,
    Importance,
    NeedCategory,
    NeedEvent,
    NeedGroup,
    NeedSource,
    NeedState,
    Urgency,
)
from liangzhan.needs.choices.projects import ProjectEvent, ProjectKind, ProjectState
from liangzhan.needs.choices.resources import (
    ResourceEvent,
    ResourceKind,
    ResourceState,
    Side,
    ValueBasis,
)
from liangzhan.needs.choices.surveys import AnswerWay, SurveyEvent, SurveyState, SurveyWay

__all__ = [
    "SEALED_CATEGORIES",
    "AnswerWay",
    "Importance",
    "NeedCategory",
    "NeedEvent",
    "NeedGroup",
    "NeedSource",
    "NeedState",
    "ProjectEvent",
    "ProjectKind",
    "ProjectState",
    "ResourceEvent",
    "ResourceKind",
    "ResourceState",
    "Side",
    "SurveyEvent",
    "SurveyState",
    "SurveyWay",
    "Urgency",
    "ValueBasis",
]
