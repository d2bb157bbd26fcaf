"""What comes later is not among what a page imports."""

from __future__ import annotations

from videoplanet.features.upload_video.tray import upload_list
from videoplanet.features.upload_video.ui import UploadList, upload_tray


def test_it_is_the_script_that_reflex_makes_of_the_memo() -> None:
    now = upload_list(look="corner")
    assert (UploadList.library, UploadList.tag) == (now.library, now.tag)


def test_a_page_loads_it_when_it_draws_it_and_not_before() -> None:
    later = UploadList.create(look="corner")
    library, name = UploadList.library, UploadList.tag
    assert later._get_dynamic_imports() == (
        f"const {name} = ClientSide(() => import('{library}').then((mod) => mod.{name}), \"{name}\")"
    )
    assert not [each for each in later._get_all_imports()[str(library)] if each.render]


def test_the_upload_tray_comes_when_there_is_something_in_it() -> None:
    imported = upload_tray("header", "token")._get_all_imports()
    drawn = {library for library, names in imported.items() if any(name.render for name in names)}
    assert not [library for library in drawn if library.endswith(("/tray.js", "upload_video/tray", "upload_video/row"))]
