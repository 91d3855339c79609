"""Is this paper real? Anybody may ask with number and code; only masked facts are shown."""

from django.views.generic import TemplateView

from liangzhan.access.addresses import client_address
from liangzhan.documents.forms import VerifyForm
from liangzhan.documents.limits import asked_too_often, count_failure
from liangzhan.documents.queries import paper_by_code


class VerifyPaper(TemplateView):
    """`?number=&code=` (the address in a paper's QR), or the same two typed in."""

    template_name = "documents/verify_paper.html"

    def get(self, request, *args, **kwargs):
        form = VerifyForm(request.GET or None)
        address = client_address(request)
        if form.is_bound and asked_too_often(address):
            return self.render_to_response(self.get_context_data(form=form, answer="wait", paper=None), status=429)
        if not form.is_bound or not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form, answer="", paper=None))
        paper = paper_by_code(form.cleaned_data["number"], form.cleaned_data["code"])
        if paper is None:
            count_failure(address)
        answer = "unknown" if paper is None else "revoked" if paper.revoked_at else "real"
        return self.render_to_response(self.get_context_data(form=form, answer=answer, paper=paper))
