"""Every sample by name."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from kiosk.places.view import View
from tests.gallery.bar_samples import BAR_SAMPLES
from tests.gallery.choose_samples import choose, choose_by_place, choose_taken
from tests.gallery.device_samples import DEVICE_SAMPLES
from tests.gallery.enrol_samples import ENROL_SAMPLES
from tests.gallery.queue_samples import QUEUE_SAMPLES
from tests.gallery.samples import VISITOR_SAMPLES, Asked
from tests.gallery.session_samples import SESSION_SAMPLES
from tests.gallery.staff_samples import STAFF_SAMPLES
from tests.gallery.workshop_samples import WORKSHOP_SAMPLES

SAMPLES: Mapping[str, Callable[[Asked], View]] = {
    **VISITOR_SAMPLES,
    "03-choose": choose,
    "03-choose-by-place": choose_by_place,
    "03-choose-taken": choose_taken,
    **SESSION_SAMPLES,
    **STAFF_SAMPLES,
    **DEVICE_SAMPLES,
    **QUEUE_SAMPLES,
    **ENROL_SAMPLES,
    **WORKSHOP_SAMPLES,
    **BAR_SAMPLES,
}
