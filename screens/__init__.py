"""The screens room: pixels and touch, the only part of Vestibule that knows Kivy.

Import order matters: `screens.environment.prepare` must run before anything here that imports Kivy.
`screens.theme`, `screens.geometry`, `screens.text` and `screens.icons` are pure Python and safe to import first.
"""
