"""Changes of the register: successions, zones, departments in charge."""

from django.urls import reverse

from liangzhan.access.actions import Action
from liangzhan.access.views import Page, RowForm, ScopedForm
from liangzhan.divisions.forms.units import AuthorityForm, EndForm, SuccessionForm, ZoneForm
from liangzhan.divisions.queries import register
from liangzhan.divisions.services import record_succession, set_zone
from liangzhan.divisions.services.authorities import end_authority, set_authority
from liangzhan.toolkit.keyset import page_of
from liangzhan.toolkit.periods import today


class SuccessionList(Page):
    """All recorded changes, the latest first, and units whose parent has ended."""

    action = Action.DIVISION_VIEW
    template_name = "divisions/succession_list.html"
    title = "区划沿革"

    def get_context_data(self, **kwargs):
        page = page_of(register.successions(), order=("-on", "-id"), cursor=self.request.GET.get("cursor", ""))
        left = list(register.stranded(on=today())[:50])
        may_change = self.actor.may(Action.DIVISION_MANAGE)
        return super().get_context_data(page=page, rows=page.items, stranded=left, may_change=may_change, **kwargs)


class RecordSuccession(ScopedForm):
    """Rename, merge or split."""

    action = Action.DIVISION_MANAGE
    template_name = "divisions/record_succession.html"
    title = "登记区划变更"
    subtitle = "更名、换码、合并、拆分都登记为沿革，原来的数据不会改动。"
    form_class = SuccessionForm
    button = "登记变更"
    success_message = "已登记区划变更。"

    def get_initial(self):
        return {"old": self.request.GET.get("old", ""), "new": self.request.GET.get("new", "")}

    def run(self, form):
        return record_succession(**form.cleaned_data, by=self.actor)

    def get_success_url(self):
        return reverse("divisions:division-page", kwargs={"pk": self.result[0].new_id})


class ZoneList(Page):
    """Functional zones that report on their own."""

    action = Action.DIVISION_VIEW
    template_name = "divisions/zone_list.html"
    title = "功能区"
    subtitle = "单独报送的功能区。所辖单位的任务和数字计入功能区，不再计入所在的市。"

    def get_context_data(self, **kwargs):
        may_change = self.actor.may(Action.DIVISION_MANAGE)
        return super().get_context_data(zones=register.zones(), may_change=may_change, **kwargs)


class SetZone(ScopedForm):
    """Make a zone, or change it (`?code=`)."""

    action = Action.DIVISION_MANAGE
    template_name = "divisions/plain_form.html"
    title = "设定功能区"
    form_class = ZoneForm
    button = "保存功能区"
    success_message = "已保存功能区。"

    def get_initial(self):
        code = self.request.GET.get("code", "")
        zone = register.live_units([code]).get(code) if code else None
        if zone is None:
            return {}
        return {"code": code, "name": zone.name, "members": "\n".join(one.code for one in register.members_of(zone))}

    def run(self, form):
        return set_zone(**form.cleaned_data, by=self.actor)

    def get_success_url(self):
        return reverse("divisions:zone-list")

    def get_context_data(self, **kwargs):
        return super().get_context_data(cancel=reverse("divisions:zone-list"), **kwargs)


class SetAuthority(RowForm):
    """Put a department in charge of this area from a day on."""

    action = Action.AUTHORITY_MANAGE
    template_name = "divisions/plain_form.html"
    form_class = AuthorityForm
    button = "设定主管部门"
    success_message = "已设定主管部门。"

    def get_rows(self):
        return register.live()

    def get_title(self):
        return f"设定{self.row.name}的主管部门"

    def run(self, form):
        return set_authority(division=self.row, **form.cleaned_data, by=self.actor)

    def get_success_url(self):
        return reverse("divisions:division-page", kwargs={"pk": self.row.pk})

    def get_context_data(self, **kwargs):
        return super().get_context_data(cancel=self.get_success_url(), **kwargs)


class EndAuthority(RowForm):
    """The department's last day in charge."""

    action = Action.AUTHORITY_MANAGE
    template_name = "divisions/plain_form.html"
    form_class = EndForm
    button = "结束"
    success_message = "已记下结束日期。"

    def get_rows(self):
        return register.authorities()

    def get_title(self):
        return f"{self.row.name}不再主管{self.row.division.name}"

    def run(self, form):
        return end_authority(authority=self.row, **form.cleaned_data, by=self.actor)

    def get_success_url(self):
        return reverse("divisions:division-page", kwargs={"pk": self.row.division_id})

    def get_context_data(self, **kwargs):
        return super().get_context_data(cancel=self.get_success_url(), **kwargs)
