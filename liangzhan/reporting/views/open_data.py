"""What everybody may know: open tables as they were frozen, and where the stations are. No sign-in."""

from functools import cached_property

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.views.generic import TemplateView

from liangzhan.access.actions import Action
from liangzhan.access.views import ScopedForm
from liangzhan.reporting.exports.figures import KINDS
from liangzhan.reporting.exports.release import WHY, release_file
from liangzhan.reporting.forms.release import FreezeForm
from liangzhan.reporting.queries.open_stations import find_open_stations
from liangzhan.reporting.queries.places import area_of
from liangzhan.reporting.queries.release import releases
from liangzhan.reporting.rules.periods import period_of
from liangzhan.reporting.services.release import freeze_release


class OpenList(TemplateView):
    template_name = "reporting/open_list.html"

    def get_context_data(self, **kwargs):
        rows = [(one, period_of(one.period).words) for one in releases().defer("content")[:60]]
        actor = getattr(self.request, "actor", None)
        return super().get_context_data(rows=rows, freezes=bool(actor and actor.may(Action.RELEASE_FREEZE)), **kwargs)


class OfRelease:
    @cached_property
    def release(self):
        found = releases().filter(uuid=self.kwargs["uuid"]).first()
        if found is None:
            raise Http404("没有这份公开数据，请核对链接。")
        return found


class OpenPage(OfRelease, TemplateView):
    template_name = "reporting/open_page.html"

    def get_context_data(self, **kwargs):
        words = period_of(self.release.period).words
        wanted = self.request.GET.get("area", "") or self.release.division_code
        return super().get_context_data(
            release=self.release, words=words, wanted=wanted, files=KINDS, why=WHY, **kwargs
        )


class OpenFile(OfRelease, TemplateView):
    def get(self, request, *args, **kwargs):
        kind = request.GET.get("format", "xlsx")
        if kind not in KINDS:
            raise Http404("没有这种文件。")
        content, media_type, name = release_file(kind, self.release)
        response = HttpResponse(content, content_type=media_type)
        response["Content-Disposition"] = f'attachment; filename="{name}"'
        return response


class OpenStations(TemplateView):
    template_name = "reporting/open_stations.html"

    def get_context_data(self, **kwargs):
        words = self.request.GET.get("q", "").strip()[:40]
        found = find_open_stations(self.request.GET.get("area", ""), words)
        if found is None:
            raise Http404("没有这个地区。")
        return super().get_context_data(found=found, words=words, **kwargs)


class FreezeRelease(ScopedForm):
    action = Action.RELEASE_FREEZE
    form_class = FreezeForm
    template_name = "reporting/freeze_release.html"
    title = "发布公开数据"
    button = "冻结并发布"
    success_message = "已发布。任何人不用登录都可以查看和下载。"

    def run(self, form):
        return freeze_release(area=area_of(self.actor, ""), by=self.actor, **form.cleaned_data)

    def get_success_url(self):
        return reverse("reporting:open-page", kwargs={"uuid": self.result.uuid})
