"""Showing the code: on a projector or the leader's phone, and on the station's own screen."""

from django.http import JsonResponse
from django.urls import reverse
from django.utils.functional import cached_property

from liangzhan.access.actions import Action
from liangzhan.access.views import Page
from liangzhan.occasions.choices import CheckInWay, OccasionState
from liangzhan.occasions.queries.agenda import of_station_today
from liangzhan.occasions.queries.codes import run_of, window_at
from liangzhan.occasions.queries.reaching import managed_station
from liangzhan.occasions.rules.arranging import open_problem, when_words
from liangzhan.occasions.views import reach
from liangzhan.toolkit.periods import moment, today
from liangzhan.toolkit.qr import packed, svg

AT_FIRST = 45  # codes that come with the page: enough for half an hour without the net; more are fetched behind


FEW = 3  # what opens later brings only these, and gets the rest behind


def link(request, occasion, text):
    """What the code holds: an ordinary link, because WeChat gives no camera to a page."""
    return request.build_absolute_uri(f"{reverse('occasions:scan', args=[occasion.uuid])}?c={text}")


def stock(request, occasion, way, *, most, first=0):
    """Codes for the showing device, drawn as bits; None while the doors are closed."""
    run = run_of(occasion, way, now=moment(), first=first, most=most)
    if run is None:
        return None
    drawn = [packed(link(request, occasion, text)) for text in run.texts]
    return {
        "side": drawn[0][0] if drawn else 0,
        "first": run.first,
        "closes": run.closes,
        "seconds": run.seconds,
        "codes": [bits for _, bits in drawn],
    }


def card(request, occasion, way, *, most):
    """One occasion on a showing page: its words, the code of now, and the stock."""
    now = moment()
    run, window = run_of(occasion, way, now=now, most=1), window_at(occasion, now)
    open_ = window is not None and window.opens <= now
    return {
        "row": occasion,
        "when": when_words(occasion.starts_at, occasion.ends_at),
        "picture": svg(link(request, occasion, run.texts[0]), title="签到二维码") if run and open_ else "",
        "seconds": run.seconds if run else 60,
        "opens": window.opens if window else None,
        "stock": stock(request, occasion, way, most=most if open_ else FEW),
        "more": f"{reverse('occasions:codes', args=[occasion.uuid])}?way={way}",
    }


class ShowCode(reach.OccasionDetail):
    template_name = "occasions/show_code.html"
    title = "签到码"

    def get_context_data(self, **kwargs):
        problem = open_problem(self.row.state)
        cards = [] if problem else [card(self.request, self.row, CheckInWay.CODE, most=AT_FIRST)]
        return super().get_context_data(
            cards=cards, problem=problem, now=moment(), back_to=reach.address("occasion-page", self.row), **kwargs
        )


class Codes(reach.OccasionDetail):
    """The stock behind the page, a chunk at a time from step `from` on."""

    def get(self, request, *args, **kwargs):
        way = CheckInWay.SCREEN if request.GET.get("way") == CheckInWay.SCREEN else CheckInWay.CODE
        asked = request.GET.get("from", "")
        first = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 12 else 0
        open_ = self.row.state == OccasionState.PLANNED
        return JsonResponse(
            {"now": now_ms(), "stock": stock(request, self.row, way, first=first, most=60) if open_ else None}
        )


def now_ms():
    return int(moment().timestamp() * 1000)


class Screen(Page):
    """大屏签到: the station's computer shows the codes of today. It needs no session once it has its stock."""

    action = Action.OCCASION_MANAGE
    template_name = "occasions/screen.html"
    title = "站内签到屏"

    @cached_property
    def row(self):
        missing = "没有找到这个站点，或者它不在您的范围内。"
        return reach.found(managed_station(self.scope, self.kwargs["pk"]), missing)

    def get_context_data(self, **kwargs):
        cards = station_cards(self.request, self.row)
        shown = {
            "cards": [one for one in cards if one["stock"]],
            "coming": [one for one in cards if not one["stock"] and one["opens"]],
            "now": moment(),
            "back_to": reverse("occasions:agenda"),
        }
        return super().get_context_data(row=self.row, **shown, **kwargs)


def station_cards(request, station):
    """Today's occasions of a station, each with its share of the first stock."""
    rows = of_station_today(station.pk, today())
    each = max(3, AT_FIRST // max(1, len(rows)))
    return [card(request, one, CheckInWay.SCREEN, most=each) for one in rows]
