"""Two public addresses without a page: large type, and the probe of a monitor."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views import View

YEAR = 365 * 24 * 3600


class Elder(View):
    """Turns large type on or off in this browser and goes back to where one was."""

    http_method_names = ["get", "options"]

    def get(self, request: HttpRequest) -> HttpResponse:
        back = request.headers.get("Referer", "")
        safe = url_has_allowed_host_and_scheme(back, {request.get_host()}, require_https=request.is_secure())
        response = HttpResponseRedirect(back if safe else "/")
        if request.COOKIES.get("elder") == "1":
            response.delete_cookie("elder", samesite="Lax")
        else:
            response.set_cookie("elder", "1", max_age=YEAR, samesite="Lax", secure=request.is_secure(), httponly=True)
        return response


class Health(View):
    """Is the process alive?"""

    http_method_names = ["get", "head", "options"]

    def get(self, request: HttpRequest) -> HttpResponse:
        return HttpResponse("ok", content_type="text/plain")
