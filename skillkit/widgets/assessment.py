"""Assessment form: one card for each skill, none filled in beforehand; what its kin share."""

from __future__ import annotations

from pathlib import Path
from typing import Any, ClassVar, Self

from skillkit.assessment import Assessment
from skillkit.assessment.edit import changed, entries, moved
from skillkit.assessment.examples import example_person, is_invented
from skillkit.assessment.file import FIELDS, assessment_store, card_path
from skillkit.base.errors import SkillkitError
from skillkit.base.svg import STYLE
from skillkit.base.words import say, sentence
from skillkit.framework import Framework
from skillkit.framework.file import choices, load_framework
from skillkit.practice.reading import Reading, code_with, reading_of, texts_for_all
from skillkit.practice.record import calibration_path, calibration_store
from skillkit.profile import profile_of
from skillkit.profile.draw_t import silhouette
from skillkit.widgets._base import DRAWING_STYLE
from skillkit.widgets._file_form import FileForm, FileKind, Message, Source, source_at
from skillkit.widgets._hand_in import HandsIn, room_state
from skillkit.widgets._html import rating_table, shape_lines

GIVE_READING = (  # by the number of texts
    "",
    sentence(
        "Also hand in how I rated the first practice text, before I saw the reference. Then the "
        "room sees how far apart we read the same text, from five people on and without a name. "
        "Anyone with the code can read these levels too."
    ),
    sentence(
        "Also hand in how I rated the first two practice texts, before I saw the reference. Then "
        "the room sees how far apart we read the same text, from five people on and without a "
        "name. Anyone with the code can read these levels too."
    ),
)

RATINGS = FileKind(card_path, assessment_store, example_person)


def assessment_at(path: Path) -> Source[Assessment]:
    """The assessment that a form on this file would show."""
    return source_at(RATINGS, path)


class RatingForm(FileForm[Assessment]):
    """The common part of the forms over an assessment."""

    kind = RATINGS

    def __init__(
        self,
        value: Assessment | Message | None = None,
        *,
        path: str | Path | None = None,
        framework: Framework | None = None,
    ) -> None:
        self._framework = framework
        self._gives_reading = False  # whether the person wants it in the share code
        super().__init__(value, path=path)

    def _ask(self, framework: Framework | None = None) -> None:
        self._framework = framework

    def _initial(self, value: Assessment | Message | None) -> Source[Assessment]:
        if value is None and self._file is None:
            value = Assessment(self._framework or load_framework())
        return super()._initial(value)

    @property
    def assessment(self) -> Assessment:
        """The assessment as it is in the form."""
        assert self._source.value is not None
        return self._source.value

    @classmethod
    def load(
        cls, path: str | Path | None = None, framework: str | Path | Framework | None = None
    ) -> Self:
        """The form for a person's own file, or for the example while there is none.

        While a kernel lives there is one form for each file: a cell that runs again shows the same
        one, read again, so that views which follow it go on following.

        Args:
            path: the file; `assessment.json` in the person's own folder if not given.
            framework: the name or TOML file of the skills to rate, for anyone who has no file yet.
        """
        if framework is not None and not isinstance(framework, Framework):
            framework = load_framework(framework)
        return cls._open(Path(path or cls.kind.own_path()), framework=framework)

    @property
    def share_code(self) -> str:
        """The share code; empty while the form holds nothing of a person's own.

        With it goes how the practice texts were read, where the person chose that here.
        """
        return self._code_of(self.assessment)

    def _code_of(self, mine: Assessment) -> str:
        if not self.is_own or not (mine.ratings or mine.interest):
            return ""
        return code_with(mine, self._reading() if self._gives_reading else ())

    def _reading(self) -> Reading:
        """How the person read the practice texts, as the file beside the ratings says."""
        if self.path is None:
            return ()
        try:
            file = calibration_store(self.path.with_name(calibration_path().name))
            return reading_of(file.load(), self.assessment.framework)
        except (SkillkitError, FileNotFoundError):
            return ()

    def start(self, framework: Framework) -> None:
        """Begin a person's own ratings in the place of the example, or of a damaged file."""
        self._begin(Assessment(framework))

    def _found(self) -> Source[Assessment]:
        found = super()._found()
        if found.mode == "example" and self._framework is not None:
            return Source(Assessment(self._framework), "saved", found.path)
        return found

    def _is_kept(self) -> bool:
        return is_invented(self.assessment)

    # --- Asked by a browser --------------------------------------------------------------------

    def _on_start(self, message: Message) -> None:
        """Start a person's own assessment; a damaged file is kept under another name."""
        for framework in choices():
            if framework.id == message.get("framework"):
                self.start(framework)

    def _on_example(self, _: Message) -> None:
        """Show the example; the own file stays as it is."""
        if self._file is not None:
            self._show(Source(self.kind.example(), "example", self._file))

    def _changed(self, value: Assessment, message: Message) -> Assessment:
        return changed(value, message)

    def _merged(self, saved: Assessment, wanted: Assessment) -> Assessment:
        return moved(saved, self.assessment, wanted)

    # --- Told to a browser ---------------------------------------------------------------------

    def _state(self) -> dict[str, Any]:
        return {
            **super()._state(),
            "choices": [[framework.id, framework.title] for framework in choices()],
            "card": {name: said for name, said in self.value.items() if name not in FIELDS},
        }

    def _deck(self) -> str:
        return self.assessment.framework.id

    def _words(self) -> dict[str, Any]:
        return {}

    def _entries(self, value: Assessment | None) -> dict[str, dict[str, Any]]:
        return entries(value) if value else {}

    def _still(self, example: Assessment) -> str:
        return rating_table(example)


class AssessmentForm(HandsIn, RatingForm):
    """A form with one card for each skill, none of them filled in beforehand.

    Every change is saved before it is confirmed. `form.assessment` is what is in the form,
    `form.value` the same as plain JSON values; assigning it saves it.

    Args:
        value: an assessment, or its JSON values, to begin with; nothing is rated if not given.
        path: where to save; without it the form keeps everything to itself.
        framework: the skills to rate, while there is no file.

    Examples:
        A person's own ratings, or the example while there are none:

        >>> form = AssessmentForm.load()

        Other skills, by a built-in name or the place of a TOML file:

        >>> form = AssessmentForm.load(framework="ai_engineer_quick")

        One that saves nothing:

        >>> form = AssessmentForm(example_person())
        >>> form.assessment.rating("communication")
        2
    """

    script = "assessment/form.js"
    drawing_style = DRAWING_STYLE
    shows_t: ClassVar[bool] = True  # beside the cards, with the share code below them

    def _card(self) -> Assessment | None:
        return self.assessment if self.is_own and self.assessment.ratings else None

    def _on_reading(self, message: Message) -> None:
        """Take how the practice texts were read into the share code, or leave it out again."""
        self._gives_reading = message.get("yes") is True
        value = self.assessment
        self._take(value, self._news("state", value))

    def _state(self) -> dict[str, Any]:
        page = {**super()._state(), "framework": self._framework_words()}
        if not self.shows_t:
            return page
        texts = len(texts_for_all(self.assessment.framework)) if self._reading() else 0
        return {**page, "room": room_state(), "offers_reading": say(GIVE_READING[texts])}

    def _extra(self, value: Assessment | None) -> dict[str, Any]:
        if value is None or not self.shows_t:
            return {}
        profile = profile_of(value)
        drawn = silhouette(profile).replace(STYLE, "")
        return {
            "shape": "\n".join(shape_lines(profile)),
            "t": drawn,
            "code": self._code_of(value) if value.ratings else "",
            "gives_reading": self._gives_reading,
        }

    def _framework_words(self) -> dict[str, Any]:
        """The words of the framework that stand on the cards."""
        framework = self.assessment.framework
        return {
            "lead_in": framework.lead_in,
            "evidence_from": framework.rules.evidence_from,
            "levels": framework.names,
            "meanings": framework.meanings,
            "areas": [[area.id, area.name, area.summary] for area in framework.areas],
            "skills": [
                [
                    skill.id,
                    skill.name,
                    skill.area,
                    skill.summary,
                    skill.may_be_na,
                    *framework.anchors(skill.id),
                ]
                for area in framework.areas
                for skill in framework.in_area(area.id)
            ],
        }

    def _brief(self, example: Assessment) -> str:
        framework, count = example.framework, len(example.ratings)
        of = len(framework.skills)
        return f"{framework.id} {framework.version}, {count} of {of} rated, an example"
