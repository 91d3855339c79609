"""The scanned link. The code is looked at before anybody signs in; who it is, and one tap, come afterwards."""

import datetime as dt

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import cached_property
from django.views import View

from liangzhan.access.actions import Action
from liangzhan.access.views import ScopedForm
from liangzhan.occasions.choices import CheckInWay
from liangzhan.occasions.forms.scanning import TapForm
from liangzhan.occasions.queries.agenda import own_stays
from liangzhan.occasions.queries.codes import lock_of
from liangzhan.occasions.queries.presence import open_stay
from liangzhan.occasions.queries.reaching import scanned
from liangzhan.occasions.rules.arranging import open_problem, when_words
from liangzhan.occasions.rules.codes import code_problem, read_code
from liangzhan.occasions.services.presence import check_in, check_out
from liangzhan.occasions.views.reach import found
from liangzhan.people.queries.finding import person_of
from liangzhan.toolkit.crypto import blind_index, fresh_token
from liangzhan.toolkit.errors import RuleBroken
from liangzhan.toolkit.parameters import value_of
from liangzhan.toolkit.periods import moment

SCANS = "occasions.scans"
COOKIE, COOKIE_DAYS = "lz_device", 400
MOST_SCANS = 5
USED = "离开时，或再来时，请再扫一次现场的二维码。"
NO_PERSON = (
    "您的账户还没有关联人员登记，平台不知道该给谁签到。请站长在“人员”里把账户关联到您本人；"
    "今天先请负责人在点名页为您记“到”。"
)


class Scan(View):
    """GET /occasions/in/<uuid>/?c=…: public, tells nothing but whether the code counts."""

    http_method_names = ["get", "head", "options"]

    def get(self, request, uuid):
        row = scanned(uuid)
        if row is None:
            return refused(request, "这个二维码对应的日程不存在。请核对现场屏幕，再扫一次。")
        text = request.GET.get("c", "")
        problem = code_problem(text, lock_of(row)[0], now=moment()) or open_problem(row.state)
        if problem:
            return refused(request, problem)
        remember_scan(request, row, read_code(text).way)
        return HttpResponseRedirect(reverse("occasions:check-in", args=[row.uuid]))


def refused(request, problem) -> HttpResponse:
    return render(request, "occasions/scan_refused.html", {"problem": problem, "title": "不能签到"}, status=403)


def remember_scan(request, row, way):
    """Who signs in afterwards has some minutes; only the browser that scanned has them."""
    scans = dict(list(request.session.get(SCANS, {}).items())[-MOST_SCANS + 1 :])
    scans[row.uuid.hex] = [str(way), int(moment().timestamp())]
    request.session[SCANS] = scans


def use_scan(request, row):
    """One scan is one deed: nobody checks out from the stairs with the scan he came with."""
    scans = request.session[SCANS]
    request.session[SCANS] = {**scans, row.uuid.hex: [scans[row.uuid.hex][0], 0]}


class Scanned:
    """The occasion behind a code that counted a moment ago in this very browser, and who is tapping."""

    @cached_property
    def scan(self):
        """(way, moment of the scan in seconds or 0 when it was used), or None."""
        way, at = self.request.session.get(SCANS, {}).get(self.kwargs["uuid"].hex, (None, 0))
        return (CheckInWay(way), at) if way else None

    @cached_property
    def row(self):
        row = scanned(self.kwargs["uuid"]) if self.scan else None
        return found(row, "请对着现场的二维码扫码签到；没有扫码不能打开这一页。")

    @cached_property
    def person(self):
        return person_of(self.actor)

    def problem(self):
        """Why there is no button, in words."""
        return scan_problem(self.row, self.scan[1]) or (
            NO_PERSON if self.person is None else open_problem(self.row.state)
        )


def scan_problem(row, scanned_at):
    """Does a scan of that moment (seconds; 0 when it was used) still allow a tap?"""
    minutes = int(value_of("checkin.scan.minutes", on=row.starts_at.date(), division_code=row.division_code))
    if not scanned_at:
        return USED
    if moment().timestamp() - scanned_at > minutes * 60:
        return f"扫码已超过 {minutes} 分钟。请对着现场的二维码再扫一次。"
    return ""


class OfDevice:
    """A random mark of this browser in a cookie; only its blind index is kept, to see one phone tap for many."""

    @cached_property
    def device(self):
        return self.request.COOKIES.get(COOKIE) or fresh_token()

    def form_valid(self, form):
        answer = super().form_valid(form)
        span = int(dt.timedelta(days=COOKIE_DAYS).total_seconds())
        safe = {"httponly": True, "samesite": "Lax", "secure": self.request.is_secure(), "path": "/occasions/"}
        answer.set_cookie(COOKIE, self.device, max_age=span, **safe)
        return answer


class CheckIn(OfDevice, Scanned, ScopedForm):
    """One button: 签到, or 签退 when one is in."""

    action = Action.CHECK_IN
    template_name = "occasions/check_in.html"
    form_class = TapForm
    success_message = ""

    def get_title(self):
        return self.row.title

    def run(self, form):
        if problem := self.problem():
            raise RuleBroken(problem)
        deed = check_out if form.cleaned_data["deed"] == "out" else check_in
        told = {"inside": form.cleaned_data["inside"], "device": blind_index(self.device, "occasions.device")}
        stay = deed(occasion=self.row, person=self.person, way=self.scan[0], at=moment(), by=self.actor, **told)
        use_scan(self.request, self.row)
        return stay

    def get_context_data(self, **kwargs):
        stay = open_stay(self.row, self.person.pk) if self.person else None
        shown = {"problem": self.problem(), "stay": stay, "stays": own_stays(self.row, self.actor)}
        when = when_words(self.row.starts_at, self.row.ends_at)
        return super().get_context_data(row=self.row, when=when, **shown, **kwargs)
