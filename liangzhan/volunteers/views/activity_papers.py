"""Papers of an activity to print: poster, roster, sheet to sign up on."""

from django.http import Http404, HttpResponse
from django.urls import reverse

from liangzhan.access.views import ScopedDetail
from liangzhan.audit.services import record_reading
from liangzhan.volunteers.exports.activity_papers import poster, roster_pdf, sign_up_sheet
from liangzhan.volunteers.views.activities import OfActivity

OPENED = ("RECRUITING", "CLOSED", "ONGOING", "ENDED", "CONFIRMING", "ARCHIVED")


class Paper(OfActivity, ScopedDetail):
    """Only of an activity that was approved."""

    name = ""

    def get(self, request, *args, **kwargs):
        if self.row.state not in OPENED:
            raise Http404("活动审核通过以后才能打印。")
        answer = HttpResponse(self.content(), content_type="application/pdf")
        answer["Content-Disposition"] = f'inline; filename="{self.name}.pdf"'
        return answer

    def public_address(self):
        return self.request.build_absolute_uri(reverse("volunteers:open-page", kwargs={"uuid": self.row.uuid}))


class PosterPaper(Paper):
    name = "poster"

    def content(self):
        if self.row.restricted:
            raise Http404("这项活动不公开招募，没有海报。")
        return poster(self.row, self.public_address())


class RosterPaper(Paper):
    name = "roster"

    def content(self):
        record_reading(page="volunteers:roster-paper", ids=[self.row.uuid], shown_class="P2", by=self.actor)
        return roster_pdf(self.row, self.actor)


class SheetPaper(Paper):
    name = "sign-up-sheet"

    def content(self):
        return sign_up_sheet(self.row, "" if self.row.restricted else self.public_address())
