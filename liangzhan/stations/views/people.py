"""Staffing and partners."""

from liangzhan.stations.forms.papers import PartnerForm
from liangzhan.stations.forms.site import StaffingForm
from liangzhan.stations.models import Partner
from liangzhan.stations.services.partners import save_partner
from liangzhan.stations.services.staffing import declare_staffing
from liangzhan.stations.views.section import SectionForm, SectionPage

PARTNERS = Partner.objects.select_related("station__site")


class Staffing(SectionForm):
    form_class = StaffingForm
    title = "人员"
    hint = "社会工作站至少 1 名专（兼）职社会工作专业人才；志愿服务站至少 1 名专兼职工作人员。志愿者不计入人员。"
    template_name = "stations/staffing.html"
    success_message = "人员情况已保存。"

    def get_initial(self):
        held = getattr(self.row, "staffing", None)
        return {name: getattr(held, name) for name in ("full_time", "part_time", "certified", "basis")} if held else {}

    def get_context_data(self, **kwargs):
        held = getattr(self.row, "staffing", None)
        return super().get_context_data(counted=held if held and held.counted else None, **kwargs)

    def run(self, form):
        return declare_staffing(station=self.row, by=self.actor, **form.cleaned_data)


class Partners(SectionPage):
    template_name = "stations/partners.html"
    title = "合作方"

    def get_context_data(self, **kwargs):
        return super().get_context_data(partners=self.row.partners.order_by("ended_on", "kind", "id"), **kwargs)


class PartnerAdd(SectionForm):
    form_class = PartnerForm
    back = "partners"
    title = "登记合作方"
    success_message = "合作方已保存。"

    def run(self, form):
        return save_partner(station=self.row, by=self.actor, **form.cleaned_data)


class PartnerEdit(SectionForm):
    queryset = PARTNERS
    form_class = PartnerForm
    back = "partners"
    title = "修改合作方"
    success_message = "合作方已保存。"

    @property
    def station(self):
        return self.row.station

    def get_initial(self):
        return {name: getattr(self.row, name) for name in PartnerForm.base_fields}

    def run(self, form):
        return save_partner(station=self.row.station, partner=self.row, by=self.actor, **form.cleaned_data)
