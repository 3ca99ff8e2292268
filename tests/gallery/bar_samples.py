"""Samples of what the bottom bar leads to, and of the goodbye: 12, 27, 28, 29."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from kiosk.places.aloud import sentences
from kiosk.places.language import NAMES, in_other_words
from kiosk.places.reading import page_with
from kiosk.places.states_bar import Face, FeedbackState, LanguageState, LanguageTile, ReadingLine, ReadingState
from kiosk.places.view import Bar, BarItem, Button, Dialog, Style, View
from tests.gallery.choose_samples import choose
from tests.gallery.samples import Asked, bar_items, charter, charter_text, frame

LANGUAGES = ("fr", "en", "ar", "uk", "es", "pt", "tr", "ro")


def feedback(a: Asked, title: str = "feedback.title") -> View:
    """12."""
    state = FeedbackState(
        title=a(title),
        line=a("feedback.line"),
        forget_title=a("feedback.forget"),
        belongings=(
            ("usb", a("feedback.stick")),
            ("papers", a("feedback.papers")),
            ("memberCard", a("feedback.card")),
        ),
        question=a("feedback.question"),
        hint=a("feedback.hint"),
        faces=(
            Face("feedback.answer", "good", "feedbackGood", a("feedback.yes")),
            Face("feedback.answer", "medium", "feedbackMedium", a("feedback.medium")),
            Face("feedback.answer", "bad", "feedbackBad", a("feedback.no")),
        ),
        skip=Button("feedback.skip", a("feedback.skip")),
    )
    return View("feedback", frame(a, "15:38"), state)


def language(a: Asked, languages: tuple[str, ...] = LANGUAGES, *, paged: bool = False) -> View:
    """27."""
    state = LanguageState(
        title=a("language"),
        words=in_other_words(LANGUAGES, a.language),
        tiles=tuple(
            LanguageTile("language.choose", code, NAMES[code], chosen=code == a.language, rtl=code == "ar")
            for code in languages
        ),
        back=Button("language.back", a("back"), "back"),
        main=Button("language.continue", a("language.continue"), style=Style.PRIMARY),
        previous=Button("language.previous", a("choose.previous"), "previousPage") if paged else None,
        next=Button("language.next", a("choose.next"), "nextPage") if paged else None,
    )
    return View("language", frame(a), state)


def reading(a: Asked, index: int = 2, *, spoken: bool = True, of: Callable[[Asked], View] = charter) -> View:
    """28, of the charter."""
    found = sentences(of(a))
    lines = [ReadingLine(line.text, line.icon, spoken and number == index) for number, line in enumerate(found)]
    shown = page_with(index, [line.text for line in lines], a.step, lying=a.landscape)
    count = len(lines)
    state = ReadingState(
        title=lines[0],
        hint="" if a.large else a("reading.hint"),
        lines=tuple(lines[number] for number in shown),
        previous=Button("reading.previous", a("reading.previous"), "previousSentence"),
        next=Button("reading.next", a("reading.next"), "nextSentence"),
        progress=a("reading.progress", index + 1, count),
        voice=a("reading.voice"),
        fraction=(index + 1) / count,
        back=Button("reading.back", a("back"), "back"),
        main=Button("reading.sign", a("reading.sign"), "next", Style.PRIMARY) if of is charter else None,
    )
    items = (
        BarItem(Bar.HELP, "help", a("help.short")),
        BarItem("reading.stop", "stopReading", a("reading.stop.short") if a.large else a("reading.stop"), look="light"),
        BarItem("reading.quieter", "quieter", a("reading.quieter")),
        BarItem("", "", a("reading.level.short" if a.large else "reading.level", 3, 5), level=(3, 5)),
        BarItem("reading.louder", "louder", a("reading.louder")),
        bar_items(a)[-1],
    )
    return View("reading", frame(a, items=items), state)


def help_called(a: Asked, *, coming: bool = False) -> View:
    """29."""
    view = choose(a)
    key = "coming" if coming else "sent"
    label = a(f"help.{key}.short") if a.large else a(f"help.{key}")
    items = (BarItem(Bar.HELP, "help", label), *bar_items(a)[1:])
    thanks = Button("help.thanks", a("help.thanks"), "accept", Style.PRIMARY)
    if coming:
        dialog = Dialog(a("help.coming"), a("help.stay"), (thanks,), people=True)
    else:
        cancel = Button("help.cancel", a("help.cancel"))
        dialog = Dialog(a("help.told"), f"{a('help.stay')}\n{a('help.line')}", (thanks, cancel), people=True)
    return View(view.place, replace(view.frame, items=items), view.state, dialog)


BAR_SAMPLES: Mapping[str, Callable[[Asked], View]] = {
    "12-feedback": feedback,
    "12-feedback-no-name": lambda a: feedback(a, "feedback.bye"),
    "27-language": language,
    "27-language-two": lambda a: language(a, ("fr", "en")),
    "27-language-pages": lambda a: language(a, paged=True),
    "28-audio-reading": reading,
    "28-audio-reading-title": lambda a: reading(a, 0),
    "28-audio-reading-over": lambda a: reading(a, spoken=False),
    "28-audio-reading-text": lambda a: reading(a, 3, of=charter_text),
    "28-audio-reading-end": lambda a: reading(a, len(sentences(charter(a))) - 1),
    "28-audio-reading-choose": lambda a: reading(a, 5, of=choose),
    "29-help-called": help_called,
    "29-help-coming": lambda a: help_called(a, coming=True),
}
