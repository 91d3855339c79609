"""Joining on the phone without an account, getting in with a code, and one's own page."""

from uuid import uuid4

from django.contrib import messages
from django.http import Http404, HttpResponseRedirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.views.generic import FormView, TemplateView

from liangzhan.access.actions import Action
from liangzhan.access.actor import Actor
from liangzhan.access.addresses import client_address
from liangzhan.access.views import Page, ScopedForm
from liangzhan.accounts.passing import SESSION_KEY
from liangzhan.accounts.services.passes import end_passes
from liangzhan.needs.public_limits import count_answer, too_often
from liangzhan.notices.queries import told_to
from liangzhan.people.choices import ConsentPurpose
from liangzhan.people.queries.consents import words_for
from liangzhan.toolkit.errors import RuleBroken
from liangzhan.toolkit.periods import today
from liangzhan.volunteers.choices import Area, Skill, VolunteerSource
from liangzhan.volunteers.forms.register import AboutForm, AgainForm, CodeForm, JoinForm
from liangzhan.volunteers.own_menu import own_entries
from liangzhan.volunteers.queries.passing import sms_on, volunteer_known_by, way_of_pass
from liangzhan.volunteers.queries.register import volunteer_of
from liangzhan.volunteers.queries.register_page import joinable, times_words, words_of
from liangzhan.volunteers.services.passing import enter_code, send_code
from liangzhan.volunteers.services.register import apply_volunteer, confirm_volunteer, edit_volunteer
from liangzhan.volunteers.services.standing import quit_volunteer

# Who fills in a public form is nobody the platform knows yet.
VISITOR = Actor.system("本人手机办理")
WANTED = "volunteers_wanted"  # the activity somebody came for, kept in the session until he is known
TOO_MANY = "今天从这个网络提交的次数太多。请明天再试，或到站里办理。"


class Limited(FormView):
    """A public form: counted per network address, nothing lost when it is refused."""

    def form_invalid(self, form, status=422):
        return self.render_to_response(self.get_context_data(form=form), status=status)

    def form_valid(self, form):
        asker = f"volunteers|{client_address(self.request)}"
        if too_often(asker, ""):
            form.add_error(None, TOO_MANY)
            return self.form_invalid(form, status=429)
        count_answer(asker)
        return self.go_on(form)

    def get_context_data(self, **kwargs):
        return super().get_context_data(sms=sms_on(), **kwargs)


class OfPoster(Limited):
    """The station whose poster was scanned, or 404; the number is asked for only where there is one."""

    @cached_property
    def station(self):
        found = joinable(self.kwargs["pk"])
        if found is None:
            raise Http404("没有这个站点，请核对二维码。")
        return found

    def get_form(self, form_class=None):
        form = super().get_form(form_class)
        if self.request.GET.get("national") != "yes":
            del form.fields["national_no"]
        else:
            form.fields["national_no"].required = True
        return form

    def get_context_data(self, **kwargs):
        words = words_for(ConsentPurpose.REGISTER, today(), self.station.name)
        asked = self.request.GET.get("national", "") if self.request.method == "GET" else "no"
        return super().get_context_data(station=self.station, words=words, asked=asked, **kwargs)


class Join(OfPoster):
    """First whether there is a national number, then the form, then the code. The answer is the same for everybody."""

    form_class = JoinForm
    template_name = "volunteers/own_join.html"

    def go_on(self, form):
        if form.cleaned_data["website"]:  # only a machine fills the trap
            return HttpResponseRedirect(reverse("volunteers:code", kwargs={"uuid": uuid4()}))
        told = {"person_facts": form.person_facts(), "form_key": form.cleaned_data["form_key"]}
        try:
            row = apply_volunteer(
                facts=form.facts(), station=self.station, source=VolunteerSource.SELF, by=VISITOR, **told
            )
        except RuleBroken as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, " ".join(refusal.reasons))
            return self.form_invalid(form)
        if row.person.mobile == told["person_facts"].mobile.strip():
            send_code(volunteer=row, by=VISITOR)
        return HttpResponseRedirect(reverse("volunteers:code", kwargs={"uuid": row.uuid}))


class EnterCode(Limited):
    """Six digits open one's own page on this phone. Nothing here says whether there is such a volunteer."""

    form_class = CodeForm
    template_name = "volunteers/own_code.html"

    def go_on(self, form):
        tried = enter_code(volunteer_uuid=self.kwargs["uuid"], code=form.cleaned_data["code"], by=VISITOR)
        if tried.given is None:
            form.add_error("code", tried.problem)
            return self.form_invalid(form)
        self.request.session.cycle_key()
        self.request.session[SESSION_KEY] = str(tried.given.uuid)
        wanted = self.request.session.pop(WANTED, "")
        page = reverse("volunteers:own-activity", args=[wanted]) if wanted else reverse("volunteers:own-home")
        return HttpResponseRedirect(page)


class Again(Limited):
    """Name and mobile: a code to the number of record; whoever is unknown gets the same answer."""

    form_class = AgainForm
    template_name = "volunteers/own_again.html"

    def go_on(self, form):
        found = volunteer_known_by(form.cleaned_data["name"], form.cleaned_data["mobile"])
        if found is not None:
            send_code(volunteer=found, by=VISITOR)
        return HttpResponseRedirect(reverse("volunteers:code", kwargs={"uuid": found.uuid if found else uuid4()}))


class Own:
    """The reader's own registration, never that of somebody else."""

    action = Action.VOLUNTEER_OWN

    @cached_property
    def row(self):
        found = volunteer_of(self.actor)
        if found is None:
            raise Http404("您还没有登记为志愿者。请扫站点的二维码登记，或到站里办理。")
        return found

    def get_success_url(self):
        return reverse("volunteers:own-home")


class OwnHome(Own, Page):
    template_name = "volunteers/own_home.html"
    title = "我的志愿服务"

    def get_context_data(self, **kwargs):
        row = self.row
        told = list(told_to(self.actor)[:10])
        shown = {
            "skills": words_of(row.skills, dict(Skill.choices)),
            "areas": words_of(row.areas, dict(Area.choices)),
            "times": times_words(row.times),
        }
        words = words_for(ConsentPurpose.REGISTER, today(), row.station.name) if row.state == "APPLIED" else None
        return super().get_context_data(row=row, told=told, shown=shown, words=words, entries=own_entries(), **kwargs)


class OwnConfirm(Own, Page):
    """The one tap by which somebody becomes a volunteer."""

    http_method_names = ["post", "options"]

    def post(self, request, *args, **kwargs):
        try:
            way = way_of_pass(request.session.get(SESSION_KEY))
            confirm_volunteer(volunteer=self.row, way=way, by=self.actor)
            messages.success(request, "登记完成，欢迎您参加志愿服务。")
        except RuleBroken as refusal:
            messages.error(request, " ".join(refusal.reasons))
        return HttpResponseRedirect(self.get_success_url())


class OwnEdit(Own, ScopedForm):
    form_class = AboutForm
    template_name = "volunteers/own_form.html"
    title = "修改我的信息"
    success_message = "已保存。"

    def get_initial(self):
        return {name: getattr(self.row, name) for name in AboutForm.base_fields}

    def run(self, form):
        return edit_volunteer(volunteer=self.row, facts=form.facts(), by=self.actor)


class OwnQuit(Own, Page):
    """Leaving needs no reason; this phone is out of use afterwards."""

    template_name = "volunteers/own_quit.html"
    title = "退出志愿者"

    def get_context_data(self, **kwargs):
        return super().get_context_data(row=self.row, **kwargs)

    def post(self, request, *args, **kwargs):
        try:
            quit_volunteer(volunteer=self.row, by=self.actor)
        except RuleBroken as refusal:
            messages.error(request, " ".join(refusal.reasons))
            return HttpResponseRedirect(self.get_success_url())
        request.session.pop(SESSION_KEY, None)
        return HttpResponseRedirect(reverse("volunteers:own-left"))


class OwnLeft(TemplateView):
    """Said once after leaving; shows nothing of anybody."""

    template_name = "volunteers/own_left.html"


class OutOfUse(Own, Page):
    """All phones of the person, this one included, are out of use."""

    http_method_names = ["post", "options"]

    def post(self, request, *args, **kwargs):
        end_passes(person_uuid=self.actor.person_uuid, by=self.actor)
        request.session.pop(SESSION_KEY, None)
        messages.success(request, "已停用所有手机。要再进入，请重新获取验证码。")
        return HttpResponseRedirect(reverse("volunteers:again"))
