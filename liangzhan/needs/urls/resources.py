"""Addresses of resources and projects."""

from django.urls import path

from liangzhan.needs.views import projects, resources

R, U, P = "resources/<uuid:uuid>/", "uses/<uuid:uuid>/", "projects/<uuid:uuid>/"

RESOURCES = [
    path("resources/", resources.ResourceList.as_view(), name="resource-list"),
    path("resources/export/", resources.ResourceExport.as_view(), name="resource-export"),
    path("resources/add/", resources.ResourceAdd.as_view(), name="resource-add"),
    path(R, resources.ResourcePage.as_view(), name="resource-page"),
    path(f"{R}edit/", resources.ResourceEdit.as_view(), name="resource-edit"),
    path(f"{R}agreement/", resources.ResourceAgreement.as_view(), name="resource-agreement"),
    path(f"{R}confirm/", resources.ResourceConfirm.as_view(), name="resource-confirm"),
    path(f"{R}end/", resources.ResourceEnd.as_view(), name="resource-end"),
    path(f"{R}resume/", resources.ResourceResume.as_view(), name="resource-resume"),
    path(f"{R}use/", resources.UseAdd.as_view(), name="use-add"),
    path(f"{U}edit/", resources.UseEdit.as_view(), name="use-edit"),
    path(f"{U}withdraw/", resources.UseWithdraw.as_view(), name="use-withdraw"),
]

PROJECTS = [
    path("projects/", projects.ProjectList.as_view(), name="project-list"),
    path("projects/add/<int:station>/", projects.ProjectAdd.as_view(), name="project-add"),
    path(P, projects.ProjectPage.as_view(), name="project-page"),
    path(f"{P}edit/", projects.ProjectEdit.as_view(), name="project-edit"),
    path(f"{P}start/", projects.ProjectStart.as_view(), name="project-start"),
    path(f"{P}finish/", projects.ProjectFinish.as_view(), name="project-finish"),
    path(f"{P}stop/", projects.ProjectStop.as_view(), name="project-stop"),
    path(f"{P}measures/add/", projects.MeasureAdd.as_view(), name="measure-add"),
    path("projects/measures/<int:pk>/", projects.MeasureTake.as_view(), name="measure-take"),
]

urlpatterns = [*RESOURCES, *PROJECTS]
