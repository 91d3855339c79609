"""What a volunteer does himself on his phone, and what anybody may open."""

urlpatterns: list[object] = []
