"""The leader's roll and what belongs to it."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.utils.functional import cached_property

from liangzhan.audit.services import record_reading
from liangzhan.documents.views.stream import stream
from liangzhan.occasions.exports.sheet import sheet_pdf
from liangzhan.occasions.forms.fields import ReasonForm
from liangzhan.occasions.forms.roll import RollForm, SearchForm, SettleForm, SheetForm, StayForm
from liangzhan.occasions.queries.reaching import managed_stay, persons_known, persons_on, sheets_of
from liangzhan.occasions.rules.arranging import open_problem
from liangzhan.occasions.rules.presence import clock
from liangzhan.occasions.services.arranging import expect, unexpect
from liangzhan.occasions.services.presence import enter_stay, settle_stay, void_presence
from liangzhan.occasions.services.roll import close_occasion, keep_sheet, reopen_occasion, take_roll
from liangzhan.occasions.views import reach
from liangzhan.people.queries.search import search_persons


class Roll(reach.OccasionForm):
    template_name = "occasions/roll.html"
    title = "点名"
    form_class = RollForm
    back = "occasion-page"
    success_message = "点名已保存。全部核对后，请点“确认签到”。"

    @cached_property
    def people(self):
        return reach.roll_of(self, self.row)

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "rows": self.people}

    def get_initial(self):
        return {"unidentified": self.row.unidentified_heads}

    def run(self, form):
        return take_roll(occasion=self.row, by=self.actor, **form.chosen())

    def get_context_data(self, **kwargs):
        more = {"people": self.people, "sheets": sheets_of(self.row), "problem": open_problem(self.row.state)}
        return super().get_context_data(sheet_form=SheetForm(), **more, **kwargs)


class RollAdd(reach.OccasionForm):
    """Search inside one's own ties, then a button per person."""

    template_name = "occasions/roll_add.html"
    title = "列入名单"
    form_class = SearchForm
    http_method_names = ["get", "head", "options"]

    def get_context_data(self, **kwargs):
        form = SearchForm(self.request.GET or None)
        text = form.cleaned_data["q"] if form.is_bound and form.is_valid() else ""
        listed = set(self.row.attendees.values_list("person_id", flat=True))
        found = search_persons(text, self.actor) if text else []
        if ids := [hit.person.uuid for hit in found if hit.face.sensitive]:
            record_reading(page="occasions:roll-add", ids=ids, shown_class="P3", by=self.actor)
        return super().get_context_data(search=form, text=text, found=found, listed=listed, **kwargs)


class OfPerson(reach.OccasionDeed):
    """A deed about one person, told by uuid in the form."""

    def person(self, rows):
        try:
            wanted = UUID(self.request.POST.get("person", ""))
        except ValueError:
            raise Http404("没有说明是哪一位。") from None
        return reach.found(rows.filter(uuid=wanted).first(), "没有找到这个人，或者不在您的范围内。")


class RollPut(OfPerson):
    success_message = "已列入名单。"

    def run(self):
        return expect(occasion=self.row, persons=[self.person(persons_known(self.scope))], by=self.actor)


class RollTake(OfPerson):
    success_message = "已移出名单。"

    def run(self):
        return unexpect(occasion=self.row, person=self.person(persons_on(self.row)), by=self.actor)


class StayEnter(reach.OccasionForm):
    title = "补记到离时间"
    form_class = StayForm
    button = "补记"
    success_message = "已补记。"

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "rows": reach.roll_of(self, self.row)}

    def get_initial(self):
        return {"in_at": self.row.starts_at, "out_at": self.row.ends_at, "person": self.request.GET.get("person", "")}

    def run(self, form):
        return enter_stay(occasion=self.row, by=self.actor, **form.chosen())


class OfStay:
    """A form about one stay, reached through an occasion within the scope."""

    @cached_property
    def stay(self):
        return reach.found(managed_stay(self.scope, self.kwargs["uuid"]))

    @cached_property
    def row(self):
        return self.stay.occasion


class StaySettle(OfStay, reach.OccasionForm):
    title = "补记签退时间"
    form_class = SettleForm
    button = "补记签退"
    success_message = "签退时间已补记。"

    def get_initial(self):
        return {"at": max(self.row.ends_at, self.stay.in_at)}

    def run(self, form):
        return settle_stay(presence=self.stay, by=self.actor, **form.cleaned_data)

    def get_context_data(self, **kwargs):
        hint = f"{clock(self.stay.in_at)} {self.stay.get_in_way_display()}签到，没有签退。"
        return super().get_context_data(hint=hint, **kwargs)


class StayVoid(OfStay, reach.OccasionForm):
    title = "作废签到"
    form_class = ReasonForm
    button = "作废这条签到"
    success_message = "已作废。记录保留可查，不再计入人数和时长。"

    def run(self, form):
        return void_presence(presence=self.stay, by=self.actor, **form.cleaned_data)

    def get_context_data(self, **kwargs):
        hint = (
            f"{clock(self.stay.in_at)} {self.stay.get_in_way_display()}签到。作废后记录保留，注明谁、何时、为何作废。"
        )
        return super().get_context_data(hint=hint, **kwargs)


class Close(reach.OccasionDeed):
    success_message = "签到已确认。需要更正时可以重新打开。"

    def run(self):
        return close_occasion(occasion=self.row, by=self.actor)


class Reopen(reach.OccasionForm):
    title = "重新打开签到"
    form_class = ReasonForm
    button = "重新打开"
    success_message = "已重新打开。更正后请再次确认签到。"

    def run(self, form):
        return reopen_occasion(occasion=self.row, by=self.actor, **form.cleaned_data)


class SheetPaper(reach.OccasionDetail):
    """The A4 sheet to print."""

    def get(self, request, *args, **kwargs):
        address = request.build_absolute_uri(reach.address("roll", self.row))
        answer = HttpResponse(
            sheet_pdf(self.row, reach.roll_of(self, self.row), address), content_type="application/pdf"
        )
        answer["Content-Disposition"] = 'inline; filename="sign-in-sheet.pdf"'
        return answer


class SheetKeep(reach.OccasionForm):
    title = "上传签到表"
    form_class = SheetForm
    button = "上传签到表"
    success_message = "签到表已上传，请对照录入。"

    def run(self, form):
        return keep_sheet(occasion=self.row, upload=form.cleaned_data["file"], by=self.actor)


class SheetFile(reach.OccasionDetail):
    """The picture of a sheet of this very occasion."""

    def get(self, request, *args, **kwargs):
        pages = {page.pk: page for page in sheets_of(self.row)}
        return stream(reach.found(pages.get(self.kwargs["page"])).file)
