"""The fonts of every PDF: Noto Sans KR (``NotoSansKR-Regular.ttf``, ``NotoSansKR-Bold.ttf``), licensed by ``OFL.txt``.

They are cut to Korean text and its symbols by ``.ci/make_fonts.py`` and shipped, so that a build needs no font of the
machine and looks the same everywhere.
"""
