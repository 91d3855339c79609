"""How the system fares, for the system administrator."""

from liangzhan.access.actions import Action
from liangzhan.access.views import Page
from liangzhan.home.queries.status import clock_runs, failed_jobs, job_counts, open_sessions, verdicts


class SystemStatus(Page):
    """Checks of `liangzhan doctor`, jobs, clock; no content."""

    action = Action.SYSTEM_VIEW
    template_name = "home/system_status.html"
    title = "系统状态"
    subtitle = "与命令 liangzhan doctor 检查的内容相同。"

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            verdicts=verdicts(),
            jobs=job_counts(),
            failed=failed_jobs(),
            runs=clock_runs(),
            sessions=open_sessions(),
            **kwargs,
        )
