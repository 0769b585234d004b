from django.urls import URLPattern, URLResolver, path

from emerging import views

app_name = "emerging"

urlpatterns: list[URLPattern | URLResolver] = [path("emerging/", views.landing, name="landing")]
