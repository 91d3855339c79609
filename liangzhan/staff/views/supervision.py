"""Sessions: planned, held, recorded, confirmed. Whoever did not take part meets 404."""

from django.http import Http404
from django.urls import reverse
from django.utils.functional import cached_property

from liangzhan.access.actions import Action
from liangzhan.access.views import RowDeed, RowForm, ScopedDetail, ScopedForm
from liangzhan.audit.services import record_reading
from liangzhan.documents.views import stream
from liangzhan.staff.forms.supervision import (
    NoteForm,
    OwnPlanForm,
    PaperForm,
    PlanForm,
    RecordForm,
    SignForm,
    TextForm,
    WhyForm,
)
from liangzhan.staff.models import SupervisionSession
from liangzhan.staff.queries.supervision import own_part, with_parts
from liangzhan.staff.queries.supervision_pages import (
    came_by_check_in,
    candidates,
    live_agenda_of,
    notes_shown,
    own_peers,
    rights_on_session,
    session_parts,
)
from liangzhan.staff.services import supervision, supervision_notes, supervision_signing
from liangzhan.toolkit.periods import today

SESSIONS = SupervisionSession.objects.all()


class OfCandidates:
    """Whom a supervisor can tick."""

    @cached_property
    def found(self):
        return candidates(self.actor, self.request.GET, today())

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "workers": self.found.workers}


class SessionPlan(OfCandidates, ScopedForm):
    """By whoever supervises; `?station=` or `?worker=` narrows whom he can tick."""

    action = Action.SUPERVISION_RECORD
    form_class = PlanForm
    template_name = "staff/supervision_plan.html"
    title = "安排督导"
    button = "保存安排"
    success_message = "已安排，并通知了受督导人。进行以后请写记录。"

    def get_initial(self):
        return {"workers": self.found.chosen}

    def run(self, form):
        return supervision.plan_session(by=self.actor, **form.cleaned_data)

    def get_success_url(self):
        return after_plan(self.result)

    def get_context_data(self, **kwargs):
        return super().get_context_data(found=self.found, back=reverse("staff:supervision-desk"), **kwargs)


def after_plan(session):
    """What took place already is recorded at once."""
    page = "session-record" if session.held_on <= today() else "session-page"
    return reverse(f"staff:{page}", args=[session.pk])


class SessionOwn(ScopedForm):
    """By a worker: a peer session, or one with an external supervisor."""

    action = Action.SUPERVISION_RECORD
    form_class = OwnPlanForm
    template_name = "staff/supervision_form.html"
    title = "登记同辈督导或外部督导"
    button = "保存，去写记录"
    success_message = "已登记。"

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "workers": own_peers(self.actor, today())}

    def run(self, form):
        return supervision.plan_session(by=self.actor, **form.cleaned_data)

    def get_success_url(self):
        return after_plan(self.result)

    def get_context_data(self, **kwargs):
        hint = "没有督导时，也可以和同工做同辈督导，或请高校教师、资深社工督导。"
        return super().get_context_data(hint=hint, back=reverse("staff:supervision-own"), **kwargs)


class OfSession:
    """A session in which the reader took part."""

    action = Action.SUPERVISION_VIEW

    def get_rows(self):
        return with_parts(SESSIONS.of_participant(self.actor)).select_related("occasion", "paper")

    def get_success_url(self):
        return reverse("staff:session-page", args=[self.row.pk])

    def get_subtitle(self):
        return f"{self.row.get_form_display()} · {self.row.held_on:%Y-%m-%d}"


class SessionPage(OfSession, ScopedDetail):
    template_name = "staff/session_page.html"

    def get_title(self):
        return self.row.get_form_display()

    def get_context_data(self, **kwargs):
        if self.row.issues:
            record_reading(page="staff:session-page", ids=[self.row.pk], shown_class="P3", by=self.actor)
        notes = notes_shown(self.row, self.actor)
        return super().get_context_data(
            rights=rights_on_session(self.row, self.actor),
            own=own_part(self.row, self.actor),
            notes=notes,
            **session_parts(self.row),
            **kwargs,
        )


class SessionForm(OfSession, RowForm):
    """A form about a session."""

    template_name = "staff/supervision_form.html"
    hint = ""

    def get_context_data(self, **kwargs):
        return super().get_context_data(hint=self.hint, back=self.get_success_url(), **kwargs)


class OfRecord(SessionForm):
    """Who can be ticked as present, which items can be taken up."""

    @cached_property
    def items(self):
        return live_agenda_of(self.row, self.actor, today())

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "people": self.row.people, "items": self.items}


class SessionRecord(OfRecord):
    action = Action.SUPERVISION_RECORD
    form_class = RecordForm
    template_name = "staff/session_record.html"
    title = "督导记录"
    button = "保存记录，请对方确认"
    success_message = "记录已保存，已请到场的人确认。没有账户的，请上传签字件。"

    def get_initial(self):
        names = ("held_on", "minutes", "topics", "issues", "advice", "follow_up")
        taken = [item.pk for item in self.items if item.session_id == self.row.pk]
        return {
            **{name: getattr(self.row, name) for name in names},
            "attended": came_by_check_in(self.row),
            "agenda": taken,
        }

    def run(self, form):
        return supervision.record_session(session=self.row, by=self.actor, **form.facts())


class SessionCancel(SessionForm):
    action = Action.SUPERVISION_RECORD
    form_class = WhyForm
    title = "取消督导"
    button = "取消这次督导"
    hint = "取消后受督导人会收到通知，列入的议题回到待讨论。"
    success_message = "已取消，并通知了受督导人。"

    def run(self, form):
        return supervision.cancel_session(session=self.row, by=self.actor, **form.cleaned_data)

    def get_success_url(self):
        return reverse("staff:supervision-own")


class SessionSign(SessionForm):
    """Confirm and rate in one go."""

    action = Action.STAFF_OWN
    form_class = SignForm
    title = "确认督导记录"
    button = "确认记录属实"
    hint = "确认后记录锁定，以后只能补充。有出入的，请先联系记录人修改，不要确认。"
    success_message = "已确认，谢谢。"

    def run(self, form):
        session = supervision_signing.sign_session(session=self.row, by=self.actor)
        score = form.cleaned_data["score"]
        if score is not None and session.supervisor is not None:
            supervision_signing.rate_session(session=session, score=score, by=self.actor)
        return session


class SessionRate(SessionForm):
    action = Action.STAFF_OWN
    form_class = SignForm
    title = "评价督导"
    button = "提交评价"
    success_message = "已评价，谢谢。"

    def run(self, form):
        return supervision_signing.rate_session(session=self.row, score=form.cleaned_data["score"] or 0, by=self.actor)


class SessionPaper(SessionForm):
    action = Action.SUPERVISION_RECORD
    form_class = PaperForm
    title = "上传签字件"
    button = "上传签字件"
    hint = "适用于没有账户或没有手机的参加人，以及平台外的督导。上传后记录即确认、锁定。"
    success_message = "签字件已上传。"

    def run(self, form):
        return supervision_signing.keep_signed_paper(session=self.row, by=self.actor, **form.cleaned_data)


class SessionPaperFile(OfSession, ScopedDetail):
    """The scan, for those who took part."""

    def get(self, request, *args, **kwargs):
        if self.row.paper is None:
            raise Http404("没有签字件。")
        return stream(self.row.paper, inline=True)


class SessionAddendum(SessionForm):
    form_class = TextForm
    title = "补充督导记录"
    button = "保存补充"
    hint = "原记录已经确认，不能修改；补充的内容写上日期和补充人，列在后面。"
    success_message = "已补充。"

    def run(self, form):
        return supervision_signing.add_addendum(session=self.row, by=self.actor, **form.cleaned_data)


class SessionNote(SessionForm):
    form_class = NoteForm
    title = "写保密记录"
    button = "保存保密记录"
    hint = "保密记录加密保存，站长、两委、各级管理人员和系统管理员都看不到；只有危及生命的紧急情形可以调阅，会通知您并留痕。"
    success_message = "保密记录已保存。"

    def get_form_kwargs(self):
        as_supervisor = self.row.supervisor is not None and self.row.supervisor.uuid == self.actor.uuid
        return {**super().get_form_kwargs(), "people": self.row.people if as_supervisor else []}

    def run(self, form):
        given = form.cleaned_data
        about = form.people.get(given.get("about"))
        return supervision_notes.write_note(
            session=self.row, text=given["text"], shared=given["shared"], about=about, by=self.actor
        )


class NoteShare(OfSession, RowDeed):
    """`note` is one of the actor's own in this session."""

    success_message = "已向对方开放。"

    def run(self):
        note = next((one for one in notes_shown(self.row, self.actor) if one.pk == self.kwargs["note"]), None)
        if note is None:
            raise Http404("没有这条记录。")
        return supervision_notes.share_note(note=note, by=self.actor)
