"""The texts of the sample screens, as the design pictures show them, in three languages.

They are copies on purpose: the gallery draws what a place may give, without running the places.
"""

from __future__ import annotations

from collections.abc import Mapping

from tests.gallery.words_bar import BAR_WORDS
from tests.gallery.words_devices import DEVICE_WORDS
from tests.gallery.words_enrol import ENROL_WORDS
from tests.gallery.words_notices import NOTICE_WORDS
from tests.gallery.words_queue import QUEUE_WORDS
from tests.gallery.words_staff import STAFF_WORDS
from tests.gallery.words_visit import VISIT_WORDS
from tests.gallery.words_workshops import WORKSHOP_WORDS

_FRENCH = {
    "arrive": "J’arrive",
    "back": "Retour",
    "home": "Accueil",
    "cancel": "Annuler",
    "help": "Appeler un animateur",
    "help.short": "Aide",
    "language": "Langue",
    "text": "Texte",
    "contrast": "Contraste",
    "listen": "Écouter",
    "quit": "Quitter",
    "space": "Espace numérique",
    "reader": "Lecteur",
    "until": "jusqu’à {}",
    "max": "le maximum",
    "station": "Poste",
    "15h": "15 h",
    "15h12": "15 h 12",
    "15h42": "15 h 42",
    "15h57": "15 h 57",
    "16h12": "16 h 12",
    "16h30": "16 h 30",
    "18h": "18 h",
    "19h": "19 h",
    "1h": "1 h",
    "1h45": "1 h 45",
    "min": "{} min",
    "plus": "+ {} min",
    "still.seconds": "secondes",
    "still.title": "Toujours là ?",
    "still.line": "L’écran se ferme pour protéger vos informations.",
    "still.yes": "Oui, je continue",
    "still.no": "Non, j’ai fini",
    "toast.text": "Texte plus grand",
    "toast.undo": "Annuler",
    "failsafe.title": "Un instant, s’il vous plaît",
    "failsafe.line": "La borne redémarre. Votre séance continue.",
}

_ENGLISH = {
    "arrive": "I’m coming",
    "back": "Back",
    "home": "Home",
    "cancel": "Cancel",
    "help": "Call a staff member",
    "help.short": "Help",
    "language": "Language",
    "text": "Text",
    "contrast": "Contrast",
    "listen": "Listen",
    "quit": "Leave",
    "space": "Digital space",
    "reader": "Reader",
    "until": "until {}",
    "max": "the maximum",
    "station": "Computer",
    "15h": "15:00",
    "15h12": "15:12",
    "15h42": "15:42",
    "15h57": "15:57",
    "16h12": "16:12",
    "16h30": "16:30",
    "18h": "18:00",
    "19h": "19:00",
    "1h": "1 h",
    "1h45": "1 h 45",
    "min": "{} min",
    "plus": "+ {} min",
    "still.seconds": "seconds",
    "still.title": "Still there?",
    "still.line": "The screen closes to protect your information.",
    "still.yes": "Yes, I go on",
    "still.no": "No, I have finished",
    "toast.text": "Larger text",
    "toast.undo": "Undo",
    "failsafe.title": "One moment, please",
    "failsafe.line": "The kiosk is restarting. Your session goes on.",
}

_ARABIC = {
    "arrive": "أنا قادم",
    "back": "رجوع",
    "home": "الرئيسية",
    "cancel": "إلغاء",
    "help": "اطلب المساعدة",
    "help.short": "مساعدة",
    "language": "اللغة",
    "text": "النص",
    "contrast": "التباين",
    "listen": "استماع",
    "quit": "خروج",
    "space": "الفضاء الرقمي",
    "reader": "القارئ",
    "until": "حتى {}",
    "max": "الحد الأقصى",
    "station": "حاسوب",
    "15h": "15:00",
    "15h12": "15:12",
    "15h42": "15:42",
    "15h57": "15:57",
    "16h12": "16:12",
    "16h30": "16:30",
    "18h": "18:00",
    "19h": "19:00",
    "1h": "1:00",
    "1h45": "1:45",
    "min": "{} د",
    "plus": "+ {} د",
    "still.seconds": "ثانية",
    "still.title": "هل ما زلت هنا؟",
    "still.line": "تُغلق الشاشة لحماية معلوماتك.",
    "still.yes": "نعم، أتابع",
    "still.no": "لا، انتهيت",
    "toast.text": "نص أكبر",
    "toast.undo": "تراجع",
    "failsafe.title": "لحظة من فضلك",
    "failsafe.line": "الجهاز يعيد التشغيل. جلستك مستمرة.",
}

_PARTS: tuple[Mapping[str, Mapping[str, str]], ...] = (
    {"fr": _FRENCH, "en": _ENGLISH, "ar": _ARABIC},
    VISIT_WORDS,
    NOTICE_WORDS,
    STAFF_WORDS,
    QUEUE_WORDS,
    ENROL_WORDS,
    WORKSHOP_WORDS,
    BAR_WORDS,
    DEVICE_WORDS,
)

#: By language code, every language with the same keys.
WORDS: Mapping[str, Mapping[str, str]] = {
    language: {key: text for part in _PARTS for key, text in part[language].items()} for language in ("fr", "en", "ar")
}
