"""Is this certificate real? Anybody may ask, by the scanned link or by number and code; masked facts alone are shown."""

from django.http import HttpResponse
from django.views.generic import TemplateView, View

from liangzhan.access.addresses import client_address
from liangzhan.documents.limits import asked_too_often, count_failure
from liangzhan.documents.queries.published import published_keys
from liangzhan.volunteers.forms.certificates import CheckForm
from liangzhan.volunteers.queries.verifying import (
    SCRIPT,
    answer_to_code,
    answer_to_payload,
    script_digest,
    script_text,
)


class CheckCertificate(TemplateView):
    """`?p=` is the signed payload of the QR code; else `?number=&code=`."""

    template_name = "volunteers/certificate_check.html"

    def get(self, request):
        payload, address = request.GET.get("p", ""), client_address(request)
        form = CheckForm(None if payload else request.GET or None)
        if payload or (form.is_bound and form.is_valid()):
            if asked_too_often(address):
                return self.render_to_response(self.get_context_data(form=form, answer=None, wait=True), status=429)
            answer = answer_to_payload(payload) if payload else answer_to_code(**form.cleaned_data)
            if answer.missed:
                count_failure(address)
            return self.render_to_response(self.get_context_data(form=form, answer=answer, wait=False))
        return self.render_to_response(self.get_context_data(form=form, answer=None, wait=False))


class CheckOffline(TemplateView):
    """How to verify without the platform: the public keys, the script, what it says."""

    template_name = "volunteers/certificate_offline.html"

    def get_context_data(self, **kwargs):
        return super().get_context_data(keys=published_keys(), script=SCRIPT, digest=script_digest(), **kwargs)


class CheckScript(View):
    def get(self, request):
        response = HttpResponse(script_text(), content_type="text/x-python; charset=utf-8")
        response["Content-Disposition"] = f'attachment; filename="{SCRIPT}"'
        return response
