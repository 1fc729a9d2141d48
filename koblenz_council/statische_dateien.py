"""How static files are stored: hashed names, compressed, no file twice, and of KERN only what the pages use."""

from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.core.files.base import ContentFile
from whitenoise.storage import CompressedManifestStaticFilesStorage

from koblenz_council.kern_css import list_classes, list_properties, trim_css

KERN = "kern/kern.min.css"
QUELLEN = (settings.BASE_DIR / "templates", settings.BASE_DIR / "static")


class HashedDateien(CompressedManifestStaticFilesStorage):  # type: ignore[misc]  # whitenoise has no types
    """Also follows ``import`` statements between JavaScript modules, so that they find each other's hashed names."""

    support_js_module_import_aggregation = True

    def post_process(self, paths: dict[str, tuple[Any, str]], dry_run: bool = False, **options: Any) -> Iterator[Any]:
        """Trim the KERN style sheet first: its hash, its compressed copy and its address follow from what is left."""
        if not dry_run and KERN in paths:
            source, path = paths[KERN]
            with source.open(path) as file:
                css = trim_css(file.read().decode(), list_classes(QUELLEN), list_properties(QUELLEN))
            self.delete(KERN)
            self._save(KERN, ContentFile(css.encode()))
            paths[KERN] = (self, KERN)
        yield from super().post_process(paths, dry_run, **options)
