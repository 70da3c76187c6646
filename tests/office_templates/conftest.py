"""The second reader of HWPX, as the tests of its renderer have it."""

from tests.renderers.hwpx.conftest import read_by_rhwp, rhwp

__all__ = ["read_by_rhwp", "rhwp"]
