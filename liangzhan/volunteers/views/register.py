"""The keeper's register: list, one volunteer, registering at the desk."""

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.functional import cached_property

from liangzhan.access.actions import Action
from liangzhan.access.views import ScopedDetail, ScopedForm, ScopedList
from liangzhan.audit.services import record_reading
from liangzhan.people.queries.cards import faces_of, stations_for
from liangzhan.volunteers.exports.register import register_workbook
from liangzhan.volunteers.forms.register import DeskForm, VolunteerFilters
from liangzhan.volunteers.queries.register import Wanted, arriving, register_rows, volunteers_shown
from liangzhan.volunteers.queries.register_page import shown_of
from liangzhan.volunteers.services.register import apply_volunteer
from liangzhan.volunteers.services.register_export import note_register_export

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class Rows(ScopedList):
    """Registrations of the reader's stations by the filters; merged ones only when asked for."""

    action = Action.VOLUNTEER_VIEW
    filter_form = VolunteerFilters
    order = ("-pk",)

    def get_rows(self):
        return register_rows(self.scope, self.action)

    def narrow(self, rows, chosen):
        return volunteers_shown(rows, Wanted(**chosen))

    def get_filtered(self):
        form, rows = super().get_filtered()
        return form, rows if form.is_bound else volunteers_shown(rows, Wanted())


class VolunteerList(Rows):
    """The latest first; names are masked for whoever may not read them."""

    template_name = "volunteers/register_list.html"
    title = "志愿者"

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        faces = faces_of([row.person for row in context["rows"]], self.actor)
        if seen := [str(row.uuid) for row in context["rows"] if faces[row.person_id].sensitive]:
            record_reading(page="volunteers:volunteer-list", ids=seen, shown_class="P3", by=self.actor)
        manages = self.actor.may(Action.VOLUNTEER_MANAGE)
        coming = list(arriving(self.scope)[:20]) if manages else []
        return {**context, "faces": faces, "manages": manages, "coming": coming}


class VolunteerExport(Rows):
    """What is filtered, as a workbook with masked names."""

    def get(self, request, *args, **kwargs):
        _, rows = self.get_filtered()
        content, count = register_workbook(rows.order_by("-pk"), self.actor)
        note_register_export(rows=count, by=self.actor)
        response = HttpResponse(content, content_type=XLSX)
        response["Content-Disposition"] = 'attachment; filename="volunteers.xlsx"'
        return response


class OfVolunteer:
    """One volunteer of the address within the reader's scope, or 404."""

    @cached_property
    def row(self):
        found = register_rows(self.scope, self.action).filter(uuid=self.kwargs["uuid"]).first()
        if found is None:
            raise Http404("没有找到这名志愿者，或者不在您的范围内。")
        return found

    @cached_property
    def shown(self):
        return shown_of(self.row, self.actor)

    def get_subtitle(self):
        return f"{self.row.number} · {self.row.station.name}"

    def get_success_url(self):
        return reverse("volunteers:volunteer-page", kwargs={"uuid": self.row.uuid})


class VolunteerPage(OfVolunteer, ScopedDetail):
    action = Action.VOLUNTEER_VIEW
    template_name = "volunteers/register_page.html"

    def get_title(self):
        return self.shown.face.called

    def get_context_data(self, **kwargs):
        reads = self.actor.reads("P3")
        if self.shown.face.sensitive or (reads and self.row.health):
            record_reading(page="volunteers:volunteer-page", ids=[str(self.row.uuid)], shown_class="P3", by=self.actor)
        place = {"code": self.row.division_code, "station_id": self.row.station_id}
        manages = self.actor.may_at(Action.VOLUNTEER_MANAGE, **place)
        honours = self.shown.live and self.actor.may_at(Action.AWARD_MANAGE, **place)
        return super().get_context_data(shown=self.shown, manages=manages, reads=reads, honours=honours, **kwargs)


class AtStations:
    """A form for whoever may register at some station; with none there is no form."""

    action = Action.VOLUNTEER_MANAGE

    def get_form_kwargs(self):
        stations = stations_for(self.scope, self.action)
        if not stations.exists():
            raise Http404("您没有可以登记的站点。")
        return {**super().get_form_kwargs(), "stations": stations}

    def get_context_data(self, **kwargs):
        return super().get_context_data(back=reverse("volunteers:volunteer-list"), **kwargs)


class VolunteerAdd(AtStations, ScopedForm):
    """At the desk or from a signed paper; the person's own yes comes next."""

    form_class = DeskForm
    template_name = "volunteers/register_form.html"
    title = "登记志愿者"
    button = "登记"
    success_message = "已登记，等待本人确认。下一步：请本人签字或用验证码确认。"

    def run(self, form):
        given = form.cleaned_data
        told = {"facts": form.facts(), "person_facts": form.person_facts(), "form_key": given["form_key"]}
        return apply_volunteer(station=given["station"], source=given["source"], by=self.actor, **told)

    def get_success_url(self):
        return reverse("volunteers:volunteer-confirm", kwargs={"uuid": self.result.uuid})
