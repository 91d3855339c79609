"""生成案卷: the folder of a group or an activity that is over, as a signed package."""

from liangzhan.access.actions import Action
from liangzhan.access.views import RowDeed
from liangzhan.activities.views.activity_section import OfActivity, OfGroup
from liangzhan.documents.views.volume import BindVolume


class GroupVolume(BindVolume, OfGroup, RowDeed):
    """Names of members, records and scores are in it: for whoever keeps archives at the station."""

    action = Action.ARCHIVE_VIEW


class ActivityVolume(BindVolume, OfActivity, RowDeed):
    action = Action.ARCHIVE_VIEW
