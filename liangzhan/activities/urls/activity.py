"""Addresses of community activities and of ratings; `rate/` is open to everybody who has the code."""

from django.urls import path

from liangzhan.activities.views import activity_pages as pages
from liangzhan.activities.views import activity_ratings as ratings
from liangzhan.activities.views import volumes

ACTIVITIES = [
    path("activities/", pages.ActivityList.as_view(), name="activity-list"),
    path("activities/export.xlsx", pages.ActivityExport.as_view(), name="activity-export"),
    path("activities/add/", pages.ActivityAdd.as_view(), name="activity-add"),
    path("activities/<uuid:uuid>/", pages.ActivityPage.as_view(), name="activity-page"),
    path("activities/<uuid:uuid>/edit/", pages.ActivityEdit.as_view(), name="activity-edit"),
    path("activities/<uuid:uuid>/submit/", pages.ActivitySubmit.as_view(), name="activity-submit"),
    path("activities/<uuid:uuid>/decide/", pages.ActivityDecide.as_view(), name="activity-decide"),
    path("activities/<uuid:uuid>/cancel/", pages.ActivityCancel.as_view(), name="activity-cancel"),
    path("activities/<uuid:uuid>/record/", pages.ActivityRecordAdd.as_view(), name="activity-record"),
    path("activities/<uuid:uuid>/amend/", pages.ActivityAmend.as_view(), name="activity-amend"),
    path("activities/<uuid:uuid>/recount/", pages.ActivityRecount.as_view(), name="activity-recount"),
    path("activities/<uuid:uuid>/summary/", pages.ActivitySummaryEdit.as_view(), name="activity-summary"),
    path("activities/<uuid:uuid>/addendum/", pages.ActivityAddendumAdd.as_view(), name="activity-addendum"),
    path("activities/<uuid:uuid>/photo/", pages.ActivityPhotoAdd.as_view(), name="activity-photo"),
    path(
        "activities/<uuid:uuid>/photos/<int:photo>/remove/",
        pages.ActivityPhotoRemove.as_view(),
        name="activity-photo-remove",
    ),
    path("activities/photos/<int:pk>/", pages.ActivityPhotoFile.as_view(), name="activity-photo-file"),
    path("activities/<uuid:uuid>/plan.pdf", pages.ActivityPaper.as_view(), name="activity-paper"),
    path("activities/<uuid:uuid>/summary.pdf", pages.ActivitySummaryPaper.as_view(), name="activity-summary-paper"),
    path("activities/<uuid:uuid>/volume/", volumes.ActivityVolume.as_view(), name="activity-volume"),
    path("activities/<uuid:uuid>/ratings/", ratings.ActivityRatingsOpen.as_view(), name="activity-ratings-open"),
]

RATINGS = [
    path("ratings/<int:pk>/", ratings.RatingsPage.as_view(), name="ratings-page"),
    path("ratings/<int:pk>/paper/", ratings.RatingsPaper.as_view(), name="ratings-paper"),
    path("ratings/<int:pk>/end/", ratings.RatingsEnd.as_view(), name="ratings-end"),
    path("rate/thanks/", ratings.Rated.as_view(), name="rated"),
    path("rate/<str:token>/", ratings.Rate.as_view(), name="rate"),
]

urlpatterns = [*ACTIVITIES, *RATINGS]
