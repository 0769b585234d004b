from django.urls import URLPattern, URLResolver, path

from internationalisation import views

app_name = "internationalisation"

urlpatterns: list[URLPattern | URLResolver] = [path("internationalisation/", views.landing, name="landing")]
