"""Addresses of needs."""

from django.urls import path

from liangzhan.needs.views import needs

urlpatterns = [
    path("", needs.NeedList.as_view(), name="need-list"),
    path("export/", needs.NeedExport.as_view(), name="need-export"),
    path("add/", needs.NeedAdd.as_view(), name="need-add"),
    path("<uuid:uuid>/", needs.NeedPage.as_view(), name="need-page"),
    path("<uuid:uuid>/edit/", needs.NeedEdit.as_view(), name="need-edit"),
    path("<uuid:uuid>/to/<word:to>/", needs.NeedDeed.as_view(), name="need-deed"),
    path("<uuid:uuid>/name/", needs.NeedName.as_view(), name="need-name"),
    path("<uuid:uuid>/name/<uuid:person>/", needs.NeedNameTo.as_view(), name="need-name-to"),
]
