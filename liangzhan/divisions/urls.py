"""Addresses of the room."""

from django.urls import path

from liangzhan.divisions.views import changes, parameters, search, tree

app_name = "divisions"
urlpatterns = [
    path("", tree.DivisionPage.as_view(), name="tree"),
    path("search", search.SearchFragment.as_view(), name="search"),
    path("boundaries.json", search.Boundaries.as_view(), name="boundaries"),
    path("find/", tree.FindUnits.as_view(), name="find-units"),
    path("<int:pk>/", tree.DivisionPage.as_view(), name="division-page"),
    path("<int:pk>/export.xlsx", tree.ExportUnits.as_view(), name="export-units"),
    path("<int:pk>/authority/", changes.SetAuthority.as_view(), name="set-authority"),
    path("authorities/<int:pk>/end/", changes.EndAuthority.as_view(), name="end-authority"),
    path("successions/", changes.SuccessionList.as_view(), name="succession-list"),
    path("successions/record/", changes.RecordSuccession.as_view(), name="record-succession"),
    path("zones/", changes.ZoneList.as_view(), name="zone-list"),
    path("zones/set/", changes.SetZone.as_view(), name="set-zone"),
    path("parameters/", parameters.ParameterList.as_view(), name="parameter-list"),
    path("parameters/<str:key>/", parameters.ParameterPage.as_view(), name="parameter-page"),
    path("parameters/<str:key>/set/", parameters.SetParameter.as_view(), name="set-parameter"),
]
