"""Addresses of the public pages. Names in them only read along where a permanent id leads."""

from django.urls import path

from archive import views

app_name = "archive"
urlpatterns = [
    path("", views.home, name="home"),
    path("articles/", views.ArticleList.as_view(), name="articles"),
    path("articles/<slug:public_id>/", views.article, name="article-by-id"),
    path("articles/<slug:public_id>/proof/", views.proof, name="proof"),
    path("articles/<slug:public_id>/versions/", views.versions, name="versions"),
    path("articles/<slug:public_id>/<slug:slug>/", views.article, name="article"),
    path("people/", views.PersonList.as_view(), name="people"),
    path("people/<slug:slug>/", views.person, name="person"),
    path("organisations/", views.OrganisationList.as_view(), name="organisations"),
    path("organisations/<slug:slug>/", views.organisation, name="organisation"),
    path("topics/", views.TopicList.as_view(), name="topics"),
    path("topics/<slug:slug>/", views.topic, name="topic"),
]
