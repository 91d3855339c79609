"""生成案卷: the button of every room whose papers are filed."""

from django.urls import reverse

from liangzhan.documents.services.volumes import start_volume


class BindVolume:
    """Beside RowDeed, before the mixin that knows the row: POST binds the folder, then the page of the job."""

    success_message = "正在生成案卷。完成后在这里下载，结果文件只保留一天。"
    shown_class = "P3"

    def run(self):
        page = f"{self.request.resolver_match.view_name}"
        return start_volume(row=self.row, page=page, shown_class=self.shown_class, by=self.actor)

    def get_success_url(self):
        job = getattr(self, "result", None)
        return reverse("documents:job", args=[job.uuid]) if job else super().get_success_url()
