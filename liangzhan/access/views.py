"""Base pages. A page declares its `action`; rows come through `within`; a form calls one service."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ImproperlyConfigured
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.views.generic import FormView, TemplateView

from liangzhan.access.actions import Action
from liangzhan.access.actor import Actor
from liangzhan.access.scope import Scope
from liangzhan.toolkit import form_time
from liangzhan.toolkit.errors import RuleBroken
from liangzhan.toolkit.keyset import page_of


class Page(TemplateView):
    """A page that shows something. Subclasses set `action`, `template_name`, `title`."""

    action: Action
    title = ""
    subtitle = ""
    request: HttpRequest

    @property
    def actor(self) -> Actor:
        return self.request.actor  # type: ignore[attr-defined, no-any-return]

    @property
    def scope(self) -> Scope:
        return self.actor.scope

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        # Names in the address stay in self.kwargs: they must not become names in the page by accident.
        return self.render_to_response(self.get_context_data())

    def get_title(self) -> str:
        return self.title

    def get_subtitle(self) -> str:
        return self.subtitle

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {
            "title": self.get_title(),
            "subtitle": self.get_subtitle(),
            "actor": self.actor,
            **super().get_context_data(**kwargs),
        }


class RowMixin:
    """One row reached by `pk` in the URL, or 404: a neighbour's row does not exist for this reader."""

    queryset: QuerySet[Any] | None = None
    row_action: Action | None = None  # when the row is read with another verb than the page's own

    def get_rows(self) -> QuerySet[Any]:
        if self.queryset is None:
            raise ImproperlyConfigured(f"{type(self).__name__} needs queryset")
        return self.queryset.all()

    @property
    def row(self) -> Any:
        if not hasattr(self, "_row"):
            action = self.row_action or self.action  # type: ignore[attr-defined]
            found = self.get_rows().within(self.scope, action).filter(pk=self.kwargs["pk"]).first()  # type: ignore[attr-defined]
            if found is None:
                raise Http404("没有找到这条记录，或者它不在您的范围内。")
            self._row = found
        return self._row


class ScopedDetail(RowMixin, Page):
    """One row. `queryset` is narrowed by `within(scope, action)`; the template reads `row`."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(row=self.row, **kwargs)


class ScopedList(Page):
    """A list: filters from `filter_form` kept in the URL, keyset paging by `order`, 50 rows a page."""

    queryset: Any
    filter_form: Any = None
    order: tuple[str, ...] = ("pk",)
    page_size = 50

    def get_rows(self) -> QuerySet[Any]:
        return self.queryset.all().within(self.scope, self.action)

    def narrow(self, rows: QuerySet[Any], chosen: dict[str, Any]) -> QuerySet[Any]:
        """Apply the cleaned filters; subclasses override."""
        return rows

    def get_order(self) -> tuple[str, ...]:
        return self.order

    def get_form(self) -> Any:
        return self.filter_form(self.request.GET or None, actor=self.actor) if self.filter_form else None

    def get_filtered(self) -> tuple[Any, QuerySet[Any]]:
        form = self.get_form()
        rows = self.get_rows()
        if form is not None and form.is_bound and form.is_valid():
            rows = self.narrow(rows, form.cleaned_data)
        return form, rows

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        form, rows = self.get_filtered()
        page = page_of(rows, order=self.get_order(), cursor=self.request.GET.get("cursor", ""), size=self.page_size)
        return super().get_context_data(filters=form, page=page, rows=page.items, **kwargs)


class ScopedForm(Page, FormView):  # type: ignore[misc]
    """A form that calls ONE service in `run`. A `RuleBroken` comes back as errors of the form; nothing is lost."""

    button = "保存"
    success_message = "已保存。"

    def run(self, form: Any) -> Any:
        """Call the service; return the row it returns."""
        raise NotImplementedError

    def get_success_url(self) -> str:
        return str(self.success_url or self.request.path)

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs()

    def form_valid(self, form: Any) -> HttpResponse:
        try:
            self.result = self.run(form)
        except RuleBroken as refusal:
            for reason in refusal.reasons:
                form.add_error(refusal.field if refusal.field in form.fields else None, reason)
            return self.form_invalid(form)
        form_time.saved(self)
        if self.success_message:
            messages.success(self.request, self.get_success_message())
        return HttpResponseRedirect(self.get_success_url())

    def get_success_message(self) -> str:
        return self.success_message

    def form_invalid(self, form: Any) -> HttpResponse:
        return self.render_to_response(self.get_context_data(form=form), status=422)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(button=self.button, **kwargs)


class RowForm(RowMixin, ScopedForm):
    """A form about one row (reached by `pk`, else 404)."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(row=self.row, **kwargs)


class RowDeed(RowMixin, Page):
    """A button: POST runs one service on one row, then goes on. GET is not allowed."""

    http_method_names = ["post", "options"]
    success_message = "已保存。"

    def run(self) -> Any:
        raise NotImplementedError

    def get_success_url(self) -> str:
        raise NotImplementedError

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            self.result = self.run()
            messages.success(request, self.success_message)
        except RuleBroken as refusal:
            messages.error(request, " ".join(refusal.reasons))
        return HttpResponseRedirect(self.get_success_url())
