"""Activities, posts, sign-ups, rosters."""

urlpatterns: list[object] = []
