from django.apps import AppConfig


class PostConfig(AppConfig):
    """What leaves the house by mail."""

    name = "post"
    verbose_name = "Post"
