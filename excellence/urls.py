from django.urls import URLPattern, URLResolver, path

from excellence import views

app_name = "excellence"

urlpatterns: list[URLPattern | URLResolver] = [path("excellence/", views.landing, name="landing")]
