"""How a signed package is checked by somebody outside: the public key and the verifier, open to everybody."""

from django.http import HttpResponse
from django.utils.http import content_disposition_header
from django.views.generic import TemplateView, View

from liangzhan.documents.queries.published import VERIFIER, published_keys, verifier_digest, verifier_script


class PublicKeyPage(TemplateView):
    """Words for an archive officer, the key to compare, what to do when it does not fit."""

    template_name = "documents/public_key.html"

    def get_context_data(self, **kwargs):
        keys = published_keys()
        return super().get_context_data(
            key=keys[0], older=keys[1:], digest=verifier_digest(), script=VERIFIER, **kwargs
        )


class VerifierScript(View):
    """The script for download."""

    def get(self, request):
        response = HttpResponse(verifier_script(), content_type="text/x-python; charset=utf-8")
        response["Content-Disposition"] = content_disposition_header(True, VERIFIER)
        return response
