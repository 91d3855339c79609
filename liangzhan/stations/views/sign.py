"""Signs of a station, and the patterns of annex 2."""

from django.http import Http404
from django.urls import reverse, reverse_lazy

from liangzhan.access.actions import Action
from liangzhan.access.views import Page, RowMixin, ScopedForm
from liangzhan.documents.views import stream
from liangzhan.stations.choices import StationKind
from liangzhan.stations.forms.papers import DayOnlyForm, SignForm, SignTemplateForm
from liangzhan.stations.models import Sign
from liangzhan.stations.queries.register import hanging_signs, sign_template_for, sign_templates
from liangzhan.stations.rules.place import sign_warning
from liangzhan.stations.services.sign import remove_sign, save_sign, upload_sign_template
from liangzhan.stations.views.section import SectionForm, SectionPage
from liangzhan.toolkit.parameters import value_of
from liangzhan.toolkit.periods import today

SIGNS = Sign.objects.select_related("station__site__division", "photo")


class Signs(SectionPage):
    """The station's signs beside the pattern of annex 2."""

    template_name = "stations/signs.html"
    title = "标识牌"

    def get_context_data(self, **kwargs):
        limit = value_of("sign.max", on=today(), division_code=self.row.division_code)
        return super().get_context_data(
            signs=self.row.signs.select_related("photo").order_by("removed_on", "-hung_on", "id"),
            pattern=sign_template_for(self.row.kind, today()),
            warning=sign_warning(hanging_signs(self.row), limit),
            may_claim=self.actor.may_at(Action.CLAIM_MAKE, code=self.row.division_code, station_id=self.row.pk),
            **kwargs,
        )


class SignAdd(SectionForm):
    form_class = SignForm
    back = "signs"
    title = "登记标识牌"
    button = "保存标识牌"
    success_message = "标识牌已保存。"
    hint = "标识牌制作费用从社区建设经费或社区工作经费列支，在经费台账中报账，不在这里填写。"

    def run(self, form):
        return save_sign(station=self.row, by=self.actor, **form.cleaned_data)


class OfSign:
    queryset = SIGNS
    back = "signs"

    @property
    def station(self):
        return self.row.station


class SignEdit(OfSign, SectionForm):
    form_class = SignForm
    title = "修改标识牌"
    button = "保存标识牌"
    success_message = "标识牌已保存。"

    def get_initial(self):
        return {name: getattr(self.row, name) for name in SignForm.base_fields if name != "photo"}

    def run(self, form):
        return save_sign(station=self.row.station, sign=self.row, by=self.actor, **form.cleaned_data)


class SignRemove(OfSign, SectionForm):
    form_class = DayOnlyForm
    title = "登记标识牌撤下"
    button = "登记撤下"
    success_message = "已登记撤下，记录保留。"

    def run(self, form):
        return remove_sign(sign=self.row, by=self.actor, **form.cleaned_data)


class SignPhoto(RowMixin, Page):
    """The photo of one sign."""

    action = Action.STATION_VIEW
    queryset = SIGNS

    def get(self, request, *args, **kwargs):
        if self.row.photo is None:
            raise Http404("这块标识牌还没有照片。")
        return stream(self.row.photo)


class SignPattern(Page):
    """The pattern in force for a kind of station; public within the platform."""

    action = Action.STATION_VIEW

    def get(self, request, *args, **kwargs):
        found = sign_template_for(self.kwargs["kind"], today())
        if found is None:
            raise Http404("样式待省厅提供。")
        return stream(found.file)


class SignTemplateList(Page):
    action = Action.SIGN_TEMPLATE_MANAGE
    template_name = "stations/sign_template_list.html"
    title = "标识牌样式（附件2）"

    def get_context_data(self, **kwargs):
        in_force = {kind: sign_template_for(kind, today()) for kind in StationKind}
        return super().get_context_data(templates=sign_templates(), in_force=in_force, **kwargs)


class SignTemplateUpload(ScopedForm):
    action = Action.SIGN_TEMPLATE_MANAGE
    form_class = SignTemplateForm
    template_name = "stations/plain_form.html"
    title = "上传标识牌样式"
    button = "上传样式"
    success_message = "样式已上传，各站点登记标识牌时会看到。"
    success_url = reverse_lazy("stations:sign-template-list")

    def run(self, form):
        return upload_sign_template(by=self.actor, **form.cleaned_data)

    def get_context_data(self, **kwargs):
        return super().get_context_data(back=reverse("stations:sign-template-list"), **kwargs)
