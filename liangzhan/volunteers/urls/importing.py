"""An existing list of volunteers comes in."""

from django.urls import path

from liangzhan.volunteers.views import importing

I = "register/import/<int:station>/<uuid:uuid>/"  # noqa: E741 -- the one long address
urlpatterns = [
    path("register/import/", importing.ListUpload.as_view(), name="import-upload"),
    path("register/import/template.xlsx", importing.ListTemplate.as_view(), name="import-template"),
    path(I, importing.ListPreview.as_view(), name="import-preview"),
    path(f"{I}errors.xlsx", importing.ListErrors.as_view(), name="import-errors"),
]
