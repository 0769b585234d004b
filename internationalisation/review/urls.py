from django.urls import URLPattern, URLResolver, path

from internationalisation.review import deciding, managing

urlpatterns: list[URLPattern | URLResolver] = [
    path("account/organisations/<int:pk>/", managing.overview, name="organisation"),
    path("account/organisations/<int:pk>/submit/", managing.submit, name="submit"),
    path("account/organisations/<int:pk>/withdraw/", managing.withdraw, name="withdraw"),
    path("account/organisations/<int:pk>/answer/", managing.answer, name="answer"),
    path("account/organisations/<int:pk>/confirm/", managing.confirm, name="confirm"),
    path("account/review/", deciding.waiting, name="review"),
    path("account/review/<int:pk>/", deciding.item, name="review-item"),
    path("account/review/<int:pk>/decide/", deciding.decide, name="decide"),
    path("account/review/<int:pk>/govern/", deciding.govern, name="govern"),
    path("account/review/<int:pk>/certificate/", deciding.certificate, name="certificate"),
]
