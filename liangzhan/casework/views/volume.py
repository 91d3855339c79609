"""生成案卷: the folder of a closed case as a signed package, made in the background."""

from django.urls import reverse

from liangzhan.access.actions import Action
from liangzhan.access.views import RowDeed
from liangzhan.casework.services.archive import start_volume
from liangzhan.casework.views.case import OfCase


class CaseVolume(OfCase, RowDeed):
    """Whoever reads the case: of a sealed one its team alone."""

    action = Action.CASE_VIEW
    success_message = "正在生成案卷。完成后在这里下载，结果文件只保留一天。"

    def run(self):
        return start_volume(case=self.row, by=self.actor)

    def get_success_url(self):
        job = getattr(self, "result", None)
        return reverse("documents:job", args=[job.uuid]) if job else self.case_url
