"""The roll of posts: a station's own for its head, an area's for officers."""

from django.http import HttpResponseRedirect
from django.urls import reverse

from liangzhan.access.actions import Action
from liangzhan.access.views import ScopedList
from liangzhan.documents.views.imports import workbook_response
from liangzhan.staff.choices.posts import CertificateLevel
from liangzhan.staff.exports.roll import roll_workbook
from liangzhan.staff.forms.roll import RollFilters
from liangzhan.staff.models import Post
from liangzhan.staff.queries.roll import counted, dual_ids, is_long, levels_of, narrowed, stations_to_fill
from liangzhan.staff.services.export import AT_ONCE, note_export, start_export
from liangzhan.stations.queries.register import area_names
from liangzhan.toolkit.periods import today

LISTED = Post.objects.select_related("worker", "station").only(
    "role", "employment", "fte", "starts_on", "ends_on", "ended_reason", "serves_minors", "division_code",
    "worker__display_name", "worker__identity", "worker__recognition", "station__name", "station__kind",
)  # fmt: skip


class RollPage(ScopedList):
    """Posts within reach: in force, to come or ended; what is filtered stands in the URL."""

    action = Action.STAFF_VIEW
    queryset = LISTED
    filter_form = RollFilters
    order = ("division_code", "station_id", "pk")
    template_name = "staff/roll.html"
    title = "人员名册"

    def get_filtered(self):
        form = self.get_form()
        chosen = form.cleaned_data if form.is_bound and form.is_valid() else {}
        return form, narrowed(self.get_rows(), chosen, today())

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        form, rows = self.get_filtered()
        station = form.cleaned_data.get("station") if form.is_bound and form.is_valid() else None
        return {
            **context,
            **page_facts(context["rows"]),
            "sentence": " · ".join([*form.words(), counted(rows)]),
            "stations": stations_to_fill(self.actor, station),
        }


class RollExport(RollPage):
    """What is filtered as a workbook: at once, or as a job when it is long."""

    action = Action.STAFF_EXPORT

    def get(self, request, *args, **kwargs):
        form, rows = self.get_filtered()
        words = " · ".join(form.words())
        if is_long(rows, AT_ONCE):
            chosen = {name: str(value) for name, value in form.cleaned_data.items() if value} if form.is_bound else {}
            job = start_export(filters=words, chosen=chosen, by=self.actor)
            return HttpResponseRedirect(reverse("documents:job", kwargs={"uuid": job.uuid}))
        content, count = roll_workbook(rows)
        note_export(filters=words, rows=count, by=self.actor)
        return workbook_response(content, f"人员名册{today():%Y%m%d}.xlsx")


def page_facts(rows):
    """What one page shows beside its posts, in three queries."""
    ids = [row.worker_id for row in rows]
    return {
        "levels": {pk: CertificateLevel(level).label for pk, level in levels_of(ids).items()},
        "dual": dual_ids(ids, today()),
        "places": area_names(row.division_code for row in rows),
    }
