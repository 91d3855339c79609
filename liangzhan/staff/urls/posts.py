"""The roll, workers and their posts."""

from django.urls import path

from liangzhan.staff.views import posts, roll, worker

urlpatterns = [
    path("roll/", roll.RollPage.as_view(), name="roll"),
    path("roll/export.xlsx", roll.RollExport.as_view(), name="roll-export"),
    path("me/", worker.MyWork.as_view(), name="me"),
    path("stations/<int:pk>/posts/add/", posts.PostAdd.as_view(), name="post-add"),
    path("workers/<int:pk>/", worker.WorkerPage.as_view(), name="worker-page"),
    path("workers/<int:pk>/edit/", worker.WorkerEdit.as_view(), name="worker-edit"),
    path("workers/<int:pk>/account/", worker.AccountLink.as_view(), name="account-link"),
    path("workers/<int:pk>/account/unlink/", worker.AccountUnlink.as_view(), name="account-unlink"),
    path("workers/<int:pk>/posts/add/", posts.WorkerPostAdd.as_view(), name="worker-post-add"),
    path("posts/<int:pk>/change/", posts.PostChange.as_view(), name="post-change"),
    path("posts/<int:pk>/correct/", posts.PostCorrect.as_view(), name="post-correct"),
    path("posts/<int:pk>/end/", posts.PostEnd.as_view(), name="post-end"),
    path("posts/<int:pk>/cancel/", posts.PostCancel.as_view(), name="post-cancel"),
]
