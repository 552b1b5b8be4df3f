"""Work with limits: it ends in time, within its memory, and leaves nothing behind."""

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from fcntl import LOCK_EX, LOCK_NB, flock
from itertools import pairwise
from pathlib import Path
from threading import Thread

import psutil
import pytest

from backend import bounded
from backend.errors.limits import ServerBusy, TookTooLong, TookTooMuchMemory
from backend.errors.questions import SameId
from tests.hostile import work


@pytest.fixture
def template() -> psutil.Process:
    """The process that forks for each call of this one."""
    bounded.run(len, "")
    return next(one for one in psutil.Process().children() if "backend.bounded" in one.cmdline())


@pytest.fixture(autouse=True)
def _nothing_is_left() -> Iterator[None]:
    yield
    for child in psutil.Process().children():
        if child.status() != psutil.STATUS_ZOMBIE and "backend.bounded" in child.cmdline():
            _gone, alive = psutil.wait_procs(child.children(), timeout=10)
            assert not alive


def test_results_and_faults_are_returned() -> None:
    assert bounded.run(divmod, 7, 2) == (3, 1)
    with pytest.raises(SameId) as raised:
        bounded.run(work.refuse)
    assert raised.value.params == {"what": "choices"}


def test_what_most_calls_need_is_loaded_before_they_are_forked() -> None:
    assert bounded.run(work.loaded_by, "$x^2$\n\n```python\nprint(1)\n```") == []


def test_a_bug_is_raised_with_its_traceback() -> None:
    with pytest.raises(RuntimeError, match="in work"):
        bounded.run(work.fail)


def test_endless_code_is_stopped() -> None:
    with pytest.raises(TookTooLong):
        bounded.run(re.match, "(a+)+$", "a" * 40 + "b")


def test_code_may_use_less_of_a_processor_than_it_may_take_time(template: psutil.Process) -> None:
    """So four authors wait less than 5 s, and a busy machine ends no honest call."""
    used = 0.0
    with ThreadPoolExecutor(1) as pool:
        call = pool.submit(bounded.run, re.match, "(a+)+$", "a" * 40 + "b")
        while not call.done():
            with suppress(psutil.NoSuchProcess):
                for child in template.children():
                    spent = child.cpu_times()
                    used = max(used, spent.user + spent.system)
            time.sleep(0.01)
        with pytest.raises(TookTooLong):
            call.result()
    slept = bounded.run(work.span, bounded.PROCESSOR + 0.5)

    assert used < bounded.PROCESSOR + 0.3
    assert slept[1] - slept[0] > bounded.PROCESSOR


@pytest.mark.parametrize("function", [work.fill_memory, work.fill_memory_outside_of_python])
def test_code_that_exhausts_memory_is_stopped(function: Callable[[], object]) -> None:
    with pytest.raises(TookTooMuchMemory):
        bounded.run(function)


def test_a_crashing_decoder_is_reported() -> None:
    with pytest.raises(TookTooMuchMemory):
        bounded.run(os.abort)


def test_bounded_code_cannot_write_files(tmp_path: Path) -> None:
    with pytest.raises(RuntimeError, match="File too large"):
        bounded.run(work.write, str(tmp_path / "file"))


def test_exclusive_calls_wait_for_each_other(template: psutil.Process) -> None:
    with ThreadPoolExecutor(3) as pool:
        calls = [pool.submit(bounded.run_alone, work.span, 0.2) for _ in range(3)]
        spans = sorted(call.result() for call in calls)

    assert all(first[1] <= second[0] for first, second in pairwise(spans))


def held(file: Path) -> bool:
    """Whether a call that runs alone holds the lock."""
    with file.open() as opened:
        try:
            flock(opened, LOCK_EX | LOCK_NB)
        except BlockingIOError:
            return True
    return False


def test_a_call_gives_up_waiting(template: psutil.Process) -> None:
    with ThreadPoolExecutor(1) as pool:
        long = pool.submit(bounded.run_alone, work.span, bounded.WAIT + 1)
        while not held(Path(bounded.__file__)):
            time.sleep(0.01)
        with pytest.raises(ServerBusy):
            bounded.run_alone(work.span, 0)
        assert long.result()


def test_a_killed_template_process_is_restarted(template: psutil.Process) -> None:
    template.kill()
    psutil.wait_procs([template], timeout=10)

    assert bounded.run(len, "abc") == 3


def test_a_hung_template_process_is_replaced(
    template: psutil.Process, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bounded, "HUNG", 0.3)
    template.suspend()
    with ThreadPoolExecutor(2) as pool:
        for call in [pool.submit(bounded.run, len, "abc") for _ in range(2)]:
            with pytest.raises(ServerBusy):
                call.result()

    assert bounded.run(len, "abc") == 3
    assert not template.is_running()


def test_a_hung_call_is_given_up(
    template: psutil.Process, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Its timers do not end a process that is stopped."""
    monkeypatch.setattr(bounded, "SECONDS", -0.7)  # and 1 s of grace
    begun = tmp_path / "begun"
    with ThreadPoolExecutor(1) as pool:
        call = pool.submit(bounded.run, work.begin, begun)
        while not begun.exists():
            time.sleep(0.01)
        [child] = template.children()
        child.suspend()
        with pytest.raises(TookTooLong):
            call.result()
    child.kill()


def test_blocked_signals_do_not_matter() -> None:
    """As uWSGI's threads do: a template that they start must still notice the end of calls."""
    bounded._template.stop()
    done: list[int] = []

    def call() -> None:
        signal.pthread_sigmask(signal.SIG_BLOCK, signal.valid_signals())
        done.append(bounded.run(len, "abc"))

    thread = Thread(target=call)
    thread.start()
    thread.join()

    assert done == [3]
    with pytest.raises(TookTooLong):
        bounded.run(re.match, "(a+)+$", "a" * 40 + "b")


def test_the_template_process_ends_with_its_parent() -> None:
    code = (
        "from backend import bounded, bounded as b; bounded.run(len, '')\n"
        "print(b._template.process.pid, flush=True); input()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout
        template = psutil.Process(int(process.stdout.readline()))
        process.kill()
        gone, _alive = psutil.wait_procs([template], timeout=10)

    assert gone
