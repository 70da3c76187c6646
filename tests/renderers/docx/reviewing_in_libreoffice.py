"""LibreOffice made to accept or to reject all tracked changes of a Word file, by a macro in a profile of its own."""

from __future__ import annotations

import subprocess
from pathlib import Path

_MODULE = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE script:module PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "module.dtd">
<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Module1" script:language="StarBasic">
Sub Decide(source As String, target As String, command As String)
  Dim hidden(0) As New com.sun.star.beans.PropertyValue
  hidden(0).Name = "Hidden"
  hidden(0).Value = True
  Dim nothing()
  file = StarDesktop.loadComponentFromURL(source, "_blank", 0, hidden())
  dispatcher = createUnoService("com.sun.star.frame.DispatchHelper")
  dispatcher.executeDispatch(file.CurrentController.Frame, ".uno:" &amp; command, "", 0, nothing())
  Dim saved(0) As New com.sun.star.beans.PropertyValue
  saved(0).Name = "FilterName"
  saved(0).Value = "MS Word 2007 XML"
  file.storeToURL(target, saved())
  file.close(True)
End Sub
</script:module>
"""
_LIBRARY = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE library:library PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "library.dtd">
<library:library xmlns:library="http://openoffice.org/2000/library" library:name="Standard" library:readonly="false"
 library:passwordprotected="false"><library:element library:name="Module1"/></library:library>
"""


def reviewed(content: bytes, folder: Path) -> tuple[bytes, bytes]:
    """Return a Word file as LibreOffice saves it once all its changes are accepted, and once all are rejected."""
    profile = folder / "profile"
    source = folder / "tracked.docx"
    source.write_bytes(content)
    _run(profile, "--convert-to", "txt:Text", "--outdir", str(folder), str(source))  # makes the profile
    macros = profile / "user" / "basic" / "Standard"
    macros.mkdir(parents=True, exist_ok=True)
    (macros / "Module1.xba").write_text(_MODULE, encoding="utf-8")
    (macros / "script.xlb").write_text(_LIBRARY, encoding="utf-8")
    return _decided(profile, source, "Accept"), _decided(profile, source, "Reject")


def _decided(profile: Path, source: Path, decision: str) -> bytes:
    target = source.with_name(f"{decision}.docx")
    called = f'"{source.as_uri()}","{target.as_uri()}","{decision}AllTrackedChanges"'
    _run(profile, f"macro:///Standard.Module1.Decide({called})")
    return target.read_bytes()


def _run(profile: Path, *arguments: str) -> None:
    command = ["soffice", f"-env:UserInstallation={profile.as_uri()}", "--headless", *arguments]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
