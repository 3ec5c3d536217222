"""The light page itself: what goes wrong there does not go by unseen."""

import pytest
from playwright.sync_api import expect

from tests.browser.light import Seat
from tests.browser.person import eventually

pytestmark = pytest.mark.browser

FORM = "from skillkit import AssessmentForm\nform = AssessmentForm.load()"


def noted(somebody: Seat, words: str) -> bool:
    """Whether this was noted."""
    somebody.page.wait_for_timeout(10)  # lets what the browser said be heard
    return any(words in said for said in somebody.trouble)


def test_what_a_widget_raises_in_python_is_noted(somebody: Seat) -> None:
    """Jupyter only prints it somewhere; here the test fails."""
    somebody.run(f"{FORM}\nform.on_msg(lambda *_: 1 / 0)\nform")
    eventually(lambda: noted(somebody, "ZeroDivisionError"))
    somebody.trouble.clear()


def test_a_request_to_another_host_is_noted(somebody: Seat) -> None:
    """It is stopped as well."""
    somebody.run('from IPython.display import HTML\nHTML("<img src=https://evil.example/x>")')
    eventually(lambda: noted(somebody, "evil.example") and noted(somebody, "ERR_FAILED"))
    somebody.trouble.clear()


def test_an_error_in_a_cell_fails_the_test_at_once(somebody: Seat) -> None:
    """Its traceback names the line."""
    with pytest.raises(AssertionError, match="no_such_name"):
        somebody.run("no_such_name")


def test_two_kernels_share_nothing_but_what_is_saved(somebody: Seat) -> None:
    """After a restart the names of before are gone, and so are the widgets."""
    somebody.run(f"{FORM}\nform")
    expect(somebody.form).to_be_visible()
    somebody.light.restart()
    somebody.light.python("assert 'form' not in globals()")
    somebody.reload()
    expect(somebody.page.locator(".skillkit")).to_have_count(0)


def test_a_page_that_asks_a_kernel_which_is_gone_asks_the_next(somebody: Seat) -> None:
    """An answer that can no longer come is not waited for."""
    asked = "() => { light.wire.socket.close(); return light.idle().then(() => 'heard'); }"
    assert somebody.page.evaluate(asked) == "heard"
