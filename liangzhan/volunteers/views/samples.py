"""民政部门抽查 (Order 67 §21–22): draws by seed, each record looked into, the result made public."""

from django.http import Http404
from django.urls import reverse
from django.utils.functional import cached_property

from liangzhan.access.actions import Action
from liangzhan.access.views import RowDeed, ScopedDetail, ScopedForm, ScopedList
from liangzhan.volunteers.forms.hours import CheckDrawnForm, DrawForm
from liangzhan.volunteers.queries.sampling import draw_at, drawn_at, drawn_of, draws_shown
from liangzhan.volunteers.services.sampling import Wish, check_drawn, draw_sample, publish_draw
from liangzhan.volunteers.views.hours import faces_shown
from liangzhan.volunteers.views.hours_checks import AboutRecord


class SampleList(ScopedList):
    """Draws of the reader's area, the latest first."""

    action = Action.HOURS_SAMPLE
    template_name = "volunteers/samples_list.html"
    title = "时长抽查"
    order = ("-pk",)

    def get_rows(self):
        return draws_shown(self.scope)


class SampleAdd(ScopedForm):
    action = Action.HOURS_SAMPLE
    template_name = "volunteers/register_form.html"
    form_class = DrawForm
    title = "抽取核查样本"
    button = "抽取"
    success_message = "已抽取。下一步：逐条电话或实地核查，登记结果。"

    def run(self, form):
        return draw_sample(division_code=self.actor.home_code, wish=Wish(**form.cleaned_data), by=self.actor)

    def get_success_url(self):
        return reverse("volunteers:sample-page", kwargs={"uuid": self.result.uuid})

    def get_context_data(self, **kwargs):
        hint = "从本区域已核实的记录中抽取。种子先公开说定再抽：任何人用同样的种子都抽到同样的记录。"
        return super().get_context_data(back=reverse("volunteers:sample-list"), hint=hint, **kwargs)


class OfDraw:
    """One draw of the reader's area, or 404."""

    action = Action.HOURS_SAMPLE

    @cached_property
    def row(self):
        found = draw_at(self.scope, self.kwargs["uuid"])
        if found is None:
            raise Http404("没有找到这次抽查，或者不在您的范围内。")
        return found

    def get_success_url(self):
        return reverse("volunteers:sample-page", kwargs={"uuid": self.row.uuid})


class SamplePage(OfDraw, ScopedDetail):
    template_name = "volunteers/sample_page.html"
    title = "抽查"

    def get_context_data(self, **kwargs):
        rows = drawn_of(self.row)
        faces = faces_shown(self, [one.record for one in rows])
        return super().get_context_data(drawn=rows, faces=faces, **kwargs)


class SamplePublish(OfDraw, RowDeed):
    success_message = "已登记公布。"

    def run(self):
        return publish_draw(draw=self.row, by=self.actor)


class SampleCheck(AboutRecord):
    action = Action.HOURS_SAMPLE
    form_class = CheckDrawnForm
    title = "登记核查结果"
    button = "保存"
    hint = "请向站点索取联系方式，向本人和服务对象核实。不属实的不再计入时长，并通知本人。"
    success_message = "已登记核查结果。"

    @cached_property
    def row(self):
        found = drawn_at(self.scope, self.kwargs["pk"])
        if found is None:
            raise Http404("没有找到这条抽查记录，或者不在您的范围内。")
        return found

    def run(self, form):
        given = form.cleaned_data
        return check_drawn(drawn=self.row, genuine=given["genuine"] == "yes", note=given["note"], by=self.actor)

    def get_success_url(self):
        return reverse("volunteers:sample-page", kwargs={"uuid": self.row.draw.uuid})
