"""生成案卷: the folder of a closed case as a signed package, made in the background."""

from liangzhan.access.actions import Action
from liangzhan.access.views import RowDeed
from liangzhan.casework.views.case import OfCase
from liangzhan.documents.views.volume import BindVolume


class CaseVolume(BindVolume, OfCase, RowDeed):
    """Whoever reads the case: of a sealed one its team alone."""

    action = Action.CASE_VIEW
