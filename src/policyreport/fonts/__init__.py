"""The fonts of every PDF, licensed by ``OFL.txt``, and the reading of fonts that an office lays down beside them.

Noto Sans KR and Noto Serif KR in two weights each, cut to Korean text and its symbols; and Noto Sans, Noto Sans Math
and Noto Sans Symbols 2, cut to what Noto Sans KR lacks. ``.ci/make_fonts.py`` cuts them; they are shipped so that a
build needs no font of the machine and looks the same everywhere.
"""
