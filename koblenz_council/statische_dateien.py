"""How static files are stored: hashed names, compressed, and no file twice."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class HashedDateien(CompressedManifestStaticFilesStorage):  # type: ignore[misc]  # whitenoise has no types
    """Also follows ``import`` statements between JavaScript modules, so that they find each other's hashed names."""

    support_js_module_import_aggregation = True
