"""The page for leaving: one's own copy first, then calmly out."""

from io import BytesIO
from zipfile import ZipFile

from tests.world import ADA_HEARS, ADA_TO_BEN, ADAS_REMARK, APPOINTMENT, BENS_OWN, DONE_OUTING, OUTING


def test_the_first_step_of_leaving_is_a_copy_of_ones_own_and_can_be_passed_over(ben):
    page = ben.page("/settings/leave")
    steps = ("take a copy with you", "Make my file", "nothing opens it any more", "Leave now")
    places = [page.text.index(words) for words in steps]
    assert places == sorted(places)
    assert ben.submit("/settings/leave", to="/settings/export").status_code == 200
    assert ben.page("/today").text.count("Ada")

    answer = ben.submit("/settings/leave")

    assert (answer.status_code, answer.location) == (303, "/today")
    assert "Ada" not in ben.page("/today").text


def test_leaving_asks_for_nothing_but_the_wish_to(ben):
    form = ben.page("/settings/leave").form("/settings/leave")

    assert (form.controls, form.values.keys()) == ({}, {"csrf_token"})


def test_what_goes_along_can_be_exported_afterwards_and_nothing_of_the_others(ben):
    ben.submit("/settings/leave")

    with ZipFile(BytesIO(ben.send("/settings/export").data)) as file:
        texts = [name for name in file.namelist() if name.endswith((".json", ".csv", ".html"))]
        written = "".join(file.read(name).decode() for name in texts)
    assert BENS_OWN in written and DONE_OUTING in written
    assert {
        word for word in (ADA_TO_BEN, ADAS_REMARK, OUTING, APPOINTMENT, ADA_HEARS) if word in written
    } == set()
