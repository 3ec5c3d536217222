"""Forms: how chats, mails and their copies say where a message begins, and who wrote it.

A form is one line of a table: a pattern for the head of a message, and an example. A name is taken
as a sender only where such a head says so. Heads go by digits and marks rather than by words, so
that one pattern reads an export in any language; where words decide, they are listed.

The heads of all forms that occur in a text are used, as people paste from several places; but the
loose ones only where no other form occurs.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from operator import itemgetter
from typing import NamedTuple

from skillkit.base.text import problem_with

LONGEST_NAME = 120  # characters, as logs write it
SAMPLED = 500_000  # characters; in a longer text the forms are looked for around the codes
AROUND = 800  # characters before each code, then
NEAR = 160  # characters around each code in which heads are looked for, then
AT_MOST = 300  # codes, then

# --- Moments -----------------------------------------------------------------------------------

_TIME = r"\d{1,2}[:.h]\d{2}(?:[:.]\d{2}(?:[.,]\d{1,6})?)?"
_HALF_BEFORE = r"(?:上午|下午|午前|午後|오전|오후|凌晨|清晨|早上|中午|晚上|SA|CH)\s?"
_HALF_AFTER = r"\s?(?:[ap]\.?\s?m\b\.?|Uhr\b|h\b|ص\b|م\b|[πμ]\.?\s?μ\.?|SA\b|CH\b)"
_CLOCK = rf"(?:{_HALF_BEFORE})?{_TIME}(?:{_HALF_AFTER})?+"
_ZONE = r"(?:\s?\(?(?:GMT|UTC|[A-Z]{2,4}T)(?:[+-]\d{1,2}(?::?\d\d)?)?\b\)?)?"
_DATE = (
    r"(?:\d{1,4}[./\-]\s?\d{1,2}(?:[./\-]\s?\d{2,4})?\.?"
    r"|(?:\d{2,4}\s?[年년]\s?)?\d{1,2}\s?[月월]\s?\d{1,2}\s?[日일])"
)
_DAY = (
    r"(?:today|yesterday|(?:mon|tue(?:s)?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?"
    r"|heute|gestern|(?:mon|diens|donners|frei|sams|sonn)tag|mittwoch|sonnabend|mo|di|mi|do|fr|sa|so"
    r"|hoy|ayer|lunes|martes|mi[eé]rcoles|jueves|viernes|s[aá]bado|domingo|lun|mar|mi[eé]|jue|vie"
    r"|aujourd.hui|hier|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|mer|jeu|ven|sam|dim"
    r"|oggi|ieri|luned[iì]|marted[iì]|mercoled[iì]|gioved[iì]|venerd[iì]|sabato|domenica|gio|dom"
    r"|hoje|ontem|segunda|ter[cç]a|quarta|quinta|sexta|vandaag|gisteren|i dag|i går|idag|igår"
    r"|今天|昨天|今日|昨日|오늘|어제|сегодня|вчера|dzisiaj|dziś|wczoraj)"
)
_WORDED = (
    r"(?:[^\W\d_]{3,12}\.?\s\d{1,2}(?:st|nd|rd|th)?|\d{1,2}(?:\.|st|nd|rd|th)?(?:\sde)?\s[^\W\d_]{3,12}\.?)"
    r"(?:(?:,|\sde)?\s\d{4})?"
)
_GIVEN = {"Mo", "Di", "Do", "Mi", "Sam", "Mar", "Gio", "Dom", "Lun"}  # days and people
_AT = r"(?:(?:at|um|à|a las?|às|alle(?: ore)?|ore|om|kl\.?|o|в)\s)?"
_AGO = (  # how long since
    r"(?:(?:<\s?)?\d{1,2}\s?(?:seconds?|secs?|minutes?|mins?|hours?|hrs?|days?|[smhd])(?:\sago)?|just now"
    r"|vor\s[\w<]{1,8}\s[\w.]{2,9}|il y a\s\d{1,2}\s\w{1,8}|hace\s\w{1,4}\s\w{2,9}|há\s\w{1,4}\s\w{2,9}"
    r"|\d{1,2}\s\w{2,9}\s(?:fa|geleden|temu|sedan|назад|önce)|\d{1,2}\s?(?:秒|分|分钟|分鐘|時間|小时|小時|초|분|시간)\s?[前전])"
)
_WHEN = rf"(?:(?<!\w){_AGO}(?=[\s,)\]])|(?:(?:(?:{_DAY}\.?,?\s)?(?:{_DATE}|{_WORDED})|{_DAY}\.?)[,\s]{{1,2}}{_AT})?{_CLOCK}{_ZONE})"
_NOBODY = r"(?=[^\n:]{0,200}\bS ?K ?1)"  # a line with a code that names nobody
_EDITED = r"(?:Edited|Bearbeitet|Modifiée?|Editad[oa]|Modificato|Bewerkt|Redigerad|Edytowano|изменено|編集済み|已编辑|수정됨)"
EDITED = re.compile(_EDITED, re.IGNORECASE)
_TAIL = rf"(?:[ ]?,?[ ]?\(?{_EDITED}\)?)?"  # behind the clock of a message that was changed
_SHORT = rf"(?=[^\n]{{0,150}}(?:\d[:.h]\d\d|\b{_AGO}\b)[^\n]{{0,30}}\n)"  # a line with a clock near its end
MOMENT = (
    rf"[\[(]?(?:(?:{_DATE}|{_WORDED})[,\sT]{{1,3}})?{_CLOCK}[\])]?(?![\dx-])[ \t]*(?:[-–—][ \t]+)?"
)
_CALLED = (  # a name before a colon; a colon in its brackets belongs to it
    r"(?:[^\n:<>(\[]|[(\[](?![^\n()\[\]]{0,40}[)\]])|[(\[][^\n()\[\]]{0,40}[)\]]){1,100}?"
)
_IN_BRACKETS = r"\[(?=[^\]\n]{0,60}\d[:.h]\d\d)[^\]\n]{4,60}\]"

# --- Words -------------------------------------------------------------------------------------

_FROM = r"(?:From|Von|De|Da|Van|Od|От|Від|Från|Fra|Dari|Từ|Gönderen|Kimden|Lähettäjä|Feladó|De la|Από|מאת|من|จาก)"
_TO = (
    r"(?:to|an|a|à|para|per|naar|aan|do|pro|к|ко|кому|для|до|till?|til|ke|kepada|đến|tới|Alıcı|Kime"
    r"|vastaanottaja|címzett|către|προς|אל|إلى|ถึง)"
)
_FROM_TO = (  # scripts that put no blanks there
    r"(?:从|從|自|来自|來自|送信元|送信者|開始|시작|差出人|보낸 사람|발신자|보내는 사람)\s{0,80}(?P<name_>[^\n]{1,100}?)\s{0,80}"
    r"(?:到|至|对|對|发送给|傳送給|に|宛先|送信先|終了|받는 사람|수신자)\s{0,80}[^\n:]{1,100}?\s?:"
)
_MAIL_FROM = r"(?:From|Von|De|Da|Van|Od|От|Från|Fra|Lähettäjä|差出人|发件人|寄件者|보낸 사람)"
_WROTE = (
    r"(?:wrote|writes|schrieb|a écrit|escribió|ha scritto|escreveu|schreef|napisał\(?a?\)?"
    r"|написал\(?а?\)?|пишет|skrev|kirjoitti|yazdı|a scris|ezt írta|napsala?|写道|寫道|작성)"
)
_VERB = rf"(?:(?<![^\W\d_])|(?=[写寫작])){_WROTE}"
_FORWARDED = (
    r"(?:Forwarded (?:message )?from|Weitergeleitet von|Weitergeleitete Nachricht von|Reenviado de"
    r"|Mensaje reenviado de|Transféré de|Transféré depuis|Inoltrato da|Encaminhada? de|Переслано от"
    r"|Doorgestuurd van)"
)
ANNOUNCED = re.compile(  # words before a colon that announce a code instead of naming a person
    r"(?:(?:here(?:[’']?s)?|this|that|is|it|and|my|mine|our|the|your|share|skills?|sk1|codes?|cards?"
    r"|results?|ratings?|rows?|answers?|p\.?s|re|fwd?|aw|wg|subject|betreff|objet|asunto|oggetto|note"
    r"|hier|ist|das|der|die|mein(?:e[rsn]?|s)?|deine?|ihre?|euer|und|unser|ergebnis|voici|voilà|le|la|les|mien|mon|ma|c[’']est"
    r"|aquí|aqui|está|es|mi|mío|el|il|mio|ecco|è|o|meu|minha|é|c[oó]digo|codice|k[oó]d|kode|koodi"
    r"|compartir|partage|hi|hello|hey|hallo|hola|ciao|all|team|everyone|sorry|edit|update|new|correction"
    r"|correct|corrected|edited|bearbeitet|modifié|editado|votre|ton|tu|tuo|jouw|seu|final|wrong|old|please|use|one|right|neu|korrektur|korrigiert|corrigé|nouveau"
    r"|corregido|corrección|nuevo|corretto|correzione|nuovo|corrigido|correção|novo|代码|代碼|コード|코드|код)(?:[\s,.!-]+|$))+",
    re.IGNORECASE,
)
# What chats write before the beginning of a message that somebody reacts or replies to.
REACTED = re.compile(
    r"(?:(?:reacted|replying|replied|responding|in reply|in response) (?:.{1,12} )?to|removed an? .{1,20} from"
    r"|(?:liked|loved|disliked|laughed at|emphasi[sz]ed|questioned)|reagiert|reagierte|hat .{0,40}auf|antwort(?:et|ete)? auf|als antwort auf"
    r"|hat eine? .{1,30} (?:von|aus)|a (?:réagi|répondu)|en réponse|réponse à|répond|a retiré|reaccion[óo]|ha reaccionado|respond(?:ió|iendo)|en respuesta"
    r"|ha (?:reagito|risposto)|in risposta|rispond|reagiu|respond(?:eu|endo)|em resposta|reageerde|als reactie|beantwoord"
    r"|zareagował|odpowiada|w odpowiedzi|в ответ|отреагировал|リアクション|返信|回复|回覆|回應|对|反应|답장|반응|in reply to)\b.{0,60}[\"“”„«»‘’']$",
    re.IGNORECASE | re.DOTALL,
)
_EVERYONE = re.compile(
    r"(?:every(?:one|body)|all|alle|tou(?:s|t le monde)|tod[oa]s|tutti|iedereen|wszyscy|все|всем|усі|všichni|όλους|כולם|الجميع|herkes|mọi người|semua|alla|kaikki|全員|所有人|모두)\b",
    re.IGNORECASE,
)
# What several people can be called by, so that two cards under it may be of two.
_SHARED = re.compile(
    r"(?:deleted|unknown|former|guest|anonymous|zoom|teams|webex)?\s?"
    r"(?:(?:user|account|member|guest|participant|caller|attendee)\s?\d*|anonymous|unknown|deleted)"
    r"|iphone|ipad|android|galaxy[\w ]{0,12}|pixel[\w ]{0,8}|phone"
    r"|gelöschtes? \w+|gast|unbekannt|anonym|teilnehmer(?:in)?|invitée?|inconnue?|compte supprimé|anonyme"
    r"|usuario|invitado|anónimo|cuenta eliminada|convidado|anônimo|conta (?:excluída|eliminada)|ospite"
    r"|account eliminato|anonimo|ゲスト|匿名|访客|게스트",
    re.IGNORECASE,
)
_OF_ROWS = set("0123456789xX×–—- \t.,:;|/")
_NOT_LAST = {"at", "um", "by", "from", "until", "till", "bis", "ab", "à", "a", "las", "às", "alle"}
_NOT_LAST |= {"om", "kl", "kl.", "on", "in", "for", "before", "after", "around", "about", "and"}


@dataclass(frozen=True, slots=True)
class Sender:
    """Who wrote a message, as its head says."""

    name: str  # whole, as the log writes it
    key: str  # the same for two messages of one person: an address, a number, else the name

    @property
    def is_shared(self) -> bool:
        """Whether it is only a word that programs give to many people, as "Guest" or "iPhone"."""
        bare = self.name.split(" (")[0].strip()
        return bool(_SHARED.fullmatch(bare)) and self.key == " ".join(self.name.casefold().split())


class Head(NamedTuple):
    """The head of a message: what stands from `start` to `end`, and whom it names.

    The name is looked at when somebody asks, as few heads of a long log stand above a code.
    """

    start: int
    end: int
    raw: str | None = None  # what is in the place of the name
    quote: bool = False  # what follows was written earlier, by this sender
    above: bool = False  # the name has lines of its own, and the text follows below
    alone: bool = False  # a clock without a name: the last sender goes on
    firm: bool = True  # the form has a grammar, so that one name is one person as far as it knows
    style: tuple[str, bool] | None = None  # how its clock is written, if that has a line of its own
    place: str = ""  # where this is, if not a line of the text
    known: Sender | None = None  # the sender, where it did not have to be read

    @property
    def sender(self) -> Sender | None:
        """Who wrote the message, if the head says so."""
        if self.known or self.raw is None:
            return self.known
        return _quoted_sender(self.raw) if self.quote else sender_of(self.raw)


@dataclass(frozen=True, slots=True)
class Form:
    """One way in which a program writes messages down."""

    name: str
    head: re.Pattern[str]  # begins with the line break before it, and holds a group "name..."
    example: str  # Badger and Crane hand in the codes {0} and {1}
    likely: bool = False  # the head's shape is common, so what it takes for a name has to look so
    loose: bool = False  # used only where no other form occurs
    quote: bool = False
    above: bool = False


def _form(name: str, head: str, example: str, **more: bool) -> Form:
    return Form(name, re.compile(head, re.IGNORECASE), example, **more)


FORMS: Sequence[Form] = (
    _form(
        "mail, quoted",
        rf"{_VERB}(?:\s[^\n:]{{1,100}}?)?[ ]?:[ \t]*+(?=\n)",
        "Thank you, Crane.\n\nOn Fri, 20 Nov 2026 at 14:00, Badger <b@example.org> wrote:\n> {0}\n\n"
        "Am 20.11.2026 um 14:05 schrieb Crane <c@example.org>:\n> {1}\n",
        quote=True,
        above=True,
    ),
    _form(
        "mail, quoted, by date alone",
        r"\n[> ]{0,12}\d{2,4}年[^\n]{4,30}\d[:.]\d\d\s{1,80}(?P<name>[^\n:]{1,80}<[^\n<>]{3,80}>)\s?:[ \t]*+(?=\n)",
        "2026年11月20日(金) 14:00 Badger <b@example.org>:\n> {0}\n\n2026年11月20日(金) 14:05 Crane <c@example.org>:\n> {1}\n",
        quote=True,
        above=True,
    ),
    _form(
        "mail",
        rf"\n[> ]{{0,12}}\*?{_MAIL_FROM}[ ]?:\*?[ \t]{{0,80}}(?P<name>[^\n]{{1,160}})(?=\n[> ]{{0,12}}\*?[^\W\d_][\w -]{{0,20}}[ ]?:)",
        "From: Badger <b@example.org>\nSent: Friday, 20 November 2026 14:00\nTo: Host\nSubject: code\n\n{0}\n\n"
        "Von: Crane <c@example.org>\nGesendet: Freitag, 20. November 2026 14:05\nAn: Host\n\n{1}\n",
        above=True,
    ),
    _form(
        "forwarded",
        rf"\n[\[(]?[ ]?{_FORWARDED}:?\s{{1,80}}(?P<name>[^\n\])]{{1,80}})[\])]?:?[ \t]*+(?=\n)",
        "Host, [20.11.2026 14:00]\n[Forwarded from Badger]\n{0}\n\nHost, [20.11.2026 14:01]\n[Forwarded from Crane]\n{1}\n",
        quote=True,
        above=True,
    ),
    _form(
        "cues",
        r"\n(?:\d{1,8}\n)?[\d:.,]{7,12}(?: --> |,)[\d:.,]{7,12}[^\n]{0,60}\n(?P<name>[^\n:<>]{1,80}?):[ ]",
        "WEBVTT\n\n1\n00:00:01.000 --> 00:00:04.000\nBadger: {0}\n\n2\n00:00:05.000 --> 00:00:09.000\nCrane: {1}\n",
    ),
    _form(
        "voices",
        r"<v(?:\.[^\s>]{1,20})?\s(?P<name>[^>\n]{1,80})>",
        "WEBVTT\n\n00:01.000 --> 00:04.000\n<v Badger>{0}</v>\n\n00:05.000 --> 00:09.000\n<v Crane>{1}</v>\n",
    ),
    _form(
        "Zoom, saved",
        rf"\n(?:{_DATE}[ T,]{{0,3}})?(?:{_CLOCK}\s{{1,4}})?(?:{_FROM}\s{{1,4}}(?P<name>[^\n:]{{1,100}})\s{{1,4}}{_TO}\s{{1,4}}[^\n:]{{1,100}}?\s?:(?=\s)"
        rf"|{_FROM}\s{{1,4}}(?P<name__>[^\n]{{1,100}})\s{{1,4}}{_TO}\s{{1,4}}[^\n:]{{1,100}}?\s?:[ \t]*+(?=\n)|{_FROM_TO})"
        rf"|\n{_CLOCK}\s{{1,4}}{_FROM}[ \t]{{1,4}}(?P<name___>[^\n:]{{1,100}}?)[ ]?:(?=\s)",
        "14:02:10 From Badger to Everyone:\n\t{0}\n14:02:11 Von Crane An Alle:\n\t{1}\n",
    ),
    _form(
        "Zoom or Webex, copied",
        rf"\n(?P<from>{_FROM}\s{{1,4}})?(?P<name>[^\n:]{{1,100}})\s{{1,4}}{_TO}\s{{1,4}}(?P<to>[^\n:]{{1,100}}?):?(?:[ \t]{{1,8}}|\n[ \t]{{0,8}})\(?{_WHEN}\)?[ \t]*+(?=\n)",
        "Badger to Host(Direct Message)  2:00 PM\n{0}\nfrom Crane to everyone:    2:01 PM\n{1}\n",
        likely=True,
        above=True,
    ),
    _form(
        "WhatsApp",
        rf"\n(?:\d{{1,4}}[^\w\n]{{1,2}}\d{{1,2}}[^\w\n]{{1,2}}\d{{2,4}}|{_DATE})[^\d\n]{{1,14}}{_TIME}[^\d\n:]{{0,12}}?\s[-–—]\s(?:(?P<name>{_CALLED})[ ]?:(?=\s))?"
        rf"|\n{_TIME}(?:{_HALF_AFTER})?,?[ ]{{1,2}}{_DATE}\s[-–—]\s(?:(?P<name_>{_CALLED})[ ]?:(?=\s))?",
        "20/11/26, 2:00 p. m. - Badger: {0}\n2026. 11. 20. 오후 2:01 - Crane: {1}\n",
    ),
    _form(
        "KakaoTalk, telephone",
        rf"\n{_DATE} {_CLOCK}, (?P<name>[^\n:]{{1,100}}?)[ ]?:(?=\s)",
        "2026년 11월 20일 오후 2:00, Badger : {0}\n2026년 11월 20일 오후 2:01, Crane : {1}\n",
    ),
    _form(
        "KakaoTalk",
        rf"\n\[(?P<name>[^\]\n\d][^\]\n]{{0,60}})\] \[{_WHEN}\] ",
        "[Badger] [오후 2:00] {0}\n[Crane] [오후 2:01] {1}\n",
    ),
    _form(
        "clock in brackets",
        rf"\n{_IN_BRACKETS}[ \t]{{0,4}}(?:[-–—][ \t]{{1,4}})?(?:<[@+%~& ]?(?P<name>[^>\n]{{1,60}})>|(?P<name_>{_CALLED})[ ]?:(?!//)|{_NOBODY})",
        "[20.11.26, 14:00:11] ~ Badger: {0}\n[2:01 PM] <crane> {1}\n",
    ),
    _form(
        "Teams, copied",
        rf"\n{_IN_BRACKETS}[ \t]{{1,4}}(?P<name>[^\n:<>\[\]]{{1,80}}?)[ \t]*+(?=\n)",
        "[20/11 14:00] Badger\n{0}\n[20/11 14:01] Crane (Guest)\n{1}\n",
        likely=True,
        above=True,
    ),
    _form(
        "Telegram or Slack, copied",
        rf"\n(?P<name>[^\n\[\]]{{1,80}}?),?[ \t]{{1,4}}{_IN_BRACKETS}:?{_TAIL}[ \t]*+(?=\n)",
        "Badger, [Nov 20, 2026 at 2:00 PM]\n{0}\n\nCrane  [10:31 AM]\n{1}\n",
        above=True,
    ),
    _form(
        "columns of a log",
        rf"\n(?:{_DATE}[ T\t])?{_CLOCK}\t(?:[@%~&]|\+(?!\d))?(?P<name>[^\t\n:]{{1,80}}):?\t",
        "2026-11-20 14:00:11\tbadger\t{0}\n2026-11-20 14:01:12\tcrane\t{1}\n",
    ),
    _form(
        "name, receiver in brackets",
        rf"\n(?:{_CLOCK}[ ]{{1,4}})?(?P<name>[^\n:()]{{1,80}}?)[ ]?\({_TO}[ ][^\n()]{{1,60}}(?:\([^\n()]{{0,20}}\)[^\n()]{{0,20}})?\):(?:[ \t]*+\n{_CLOCK}:)?(?=\s)",
        "Badger (to Everyone):\n2:00 PM: {0}\n2:01 PM Crane (to Organizer(s) Only): {1}\n",
    ),
    _form(
        "clock before the name",
        rf"\n(?:(?:{_DATE}|{_WORDED})[ T,]{{1,3}})?\(?{_CLOCK}\)?(?:Z|[+-]\d\d:?\d\d)?(?:[ \t]{{1,4}}|[ \t]{{0,4}}[-–—|•][ \t]{{1,4}})"
        rf"(?:<[@+%~& ]?(?P<name>[^>\n]{{1,60}})>|(?P<name_>[^\s|:]{{1,30}})[ \t]{{1,4}}[|│][ \t]|(?P<name__>[^\n:<>|]{{1,80}}?)[ ]?:(?=\s|SK)|{_NOBODY})",
        "10:03 Badger: {0}\n2026-11-20T14:01:12Z <@crane> {1}\n",
    ),
    _form(
        "name and clock before a colon",
        rf"\n(?=[^\n]{{0,110}}\d[:.h]\d\d[^\n]{{0,16}}:\s)[*_]{{0,2}}(?P<name>[^\n:()\[\]]{{1,60}}?)[*_]{{0,2}},?[ ](?:[(\[]{_WHEN}[)\]]|{_WHEN})[*_]{{0,2}}:(?=\s)",
        "**Badger** (2026-11-20 14:00): {0}\nCrane, 14:01: {1}\n",
        likely=True,
    ),
    _form(
        "IRC",
        r"\n[ \t]{0,4}<[@+%~& ]?(?P<name>[^<>\n/]{1,60})>:?[ \t]{1,4}(?=\S)",
        "<badger> {0}\n<@crane> {1}\n",
    ),
    _form(
        "name and clock on a line",
        rf"\n{_SHORT}(?P<name>[^\n]{{1,80}}?)(?:[ ]?\t[ ]?|[ ]{{2,8}}|[ ]?[—–·•|][ ]|[ ]-[ ]|,[ ]|[ ]\()\(?{_WHEN}\)?(?:[ ]?\([^)\n]{{3,20}}\)|{_TAIL})[ \t]*+(?=\n)",
        "Badger (she/her)  2:00 PM\n{0}\nCrane — Yesterday at 2:01 PM\n{1}\n",
        likely=True,
        above=True,
    ),
    _form(
        "name above clock",
        rf"\n(?P<name>[^\n:]{{1,80}})(?::[a-z_0-9+-]{{1,30}}:)?\n(?:[ ]?(?:APP|BOT|OP|MOD|ADMIN|HOST)\n|:[a-z_0-9+-]{{1,30}}:\n?)?(?P<when>[ \t]{{0,8}}(?:[—–,•·|-][ \t]*+\n?[ \t]{{0,8}})?{_WHEN}){_TAIL}[ \t]*+(?=\n)",
        "Badger\n  2:00 PM\n{0}\n\n\nCrane\n  2:01 PM\n{1}\n",
        likely=True,
        above=True,
    ),
    _form(
        "name beside clock",
        rf"\n{_SHORT}(?P<name>[^\n:\[\]]{{1,60}}?)[ ]?{_WHEN}[ \t]*+(?=\n)",
        "Badger 2:00 PM\n{0}\nCrane2:01 PM\n{1}\n",
        likely=True,
        loose=True,
        above=True,
    ),
)
Matches = Sequence[re.Match[str]]
_START = itemgetter(0)
_MARKED = re.compile(
    r"\n(?:(?:[ \t]{0,8}[>|]){1,8}[ ]?|[ \t]{0,40}(?:[-*•·]|\d{1,3}[.)])[ \t]{1,4}|[ \t]{1,40})(?=\S)"
)
_ONE_LINE = re.compile(  # where another message begins in a text that has lost its line breaks
    rf"[ \t](?=\[(?:{_DATE}|{_TIME})[^\]\n]{{0,40}}\][ ]|\d{{1,4}}[./-]\d{{1,2}}[./-]\d{{2,4}}[^\d\n]{{1,14}}{_TIME}[^\n:]{{0,12}}\s[-–—]\s"
    rf"|{_TIME}\s{{1,4}}{_FROM}\s)"
)
_CLOCK_ALONE = re.compile(rf"\n[ \t]{{0,8}}\[?{_WHEN}\]?[ \t]*+(?=\n)", re.IGNORECASE)
_NUMBER = re.compile(r"\+[\d\s*.()-]{5,20}")
_ADDRESS = re.compile(r"[<(\[]?\b(?:mailto:)?([\w.+-]{1,64}@[\w.-]{1,90})\b[>)\]]?")


def heads(text: str, places: Sequence[int], rows: Sequence[int] = ()) -> list[Head]:
    """The heads of the messages in which codes or rows stand.

    `places` are where codes begin, none of them in a head, and `rows` where rows may begin. The
    text begins and ends with a line break and is `plain`.
    """
    sample = _sample(text, places)
    forms = [form for form in FORMS if not form.loose and _occurs(form, sample)]
    if not forms:
        forms = [form for form in FORMS if form.loose and _occurs(form, sample)]
    found: list[Head] = []
    for start, end in _spans(text, forms, sorted({*places, *rows})):
        for form in forms:
            found += _of_form(form, text, start, end)
        if any(form.above for form in forms):
            clocks = _CLOCK_ALONE.finditer(text, start, end)
            found += [
                Head(m.start(), m.end(), above=True, alone=True, style=_style(m[0][1:]))
                for m in clocks
            ]
    found.sort(key=_START)  # where two begin together, the one whose form stands first in the table
    return list(_apart(found, places))


def leveled(text: str) -> str:
    """The text of a chat with its lines as they were.

    A field of one line has taken their breaks away; a mail, say, has put a mark before each. It
    is a mark only where heads of messages show without it, and none with it.
    """
    if "\n" not in text.strip("\n"):
        text = _ONE_LINE.sub("\n", text)
    if not _MARKED.search(text):
        return text
    forms = [form for form in FORMS if not (form.quote or form.loose)]
    bare = _MARKED.sub("\n", text)
    found = (head for form in forms for head in _of_form(form, bare[:SAMPLED]))
    if len([1 for head in found if head.raw]) < 2:
        return text
    return text if any(_occurs(form, text[:SAMPLED]) for form in forms) else bare


def _spans(text: str, forms: Sequence[Form], places: Sequence[int]) -> Iterator[tuple[int, int]]:
    """The parts of a text that are searched for heads: all of it, or what is around the places.

    Of a long log that is enough where a head stands shortly before each place; else the part
    reaches back to the one before.
    """
    if len(text) <= SAMPLED or any(form.likely for form in forms):
        yield 0, len(text)
        return
    start = reached = 0
    for place in places:
        begin = max(reached, text.rfind("\n", 0, max(0, place - NEAR)))
        if not any(form.head.search(text, begin, place + 1) for form in forms):
            begin = reached
        if begin > reached:
            yield start, reached
            start = begin
        reached = max(reached, text.find("\n", place + NEAR) + 1 or len(text))
    yield start, reached


def _sample(text: str, places: Sequence[int]) -> str:
    """A text in which every form of a log occurs; of a long log, what is before its codes."""
    if len(text) <= SAMPLED or not places:
        return text[:SAMPLED]
    step = -(-len(places) // AT_MOST)
    starts = (text.find("\n", max(0, place - AROUND)) for place in places[::step])
    return "\n".join(
        text[start:place] + "\n" for start, place in zip(starts, places[::step], strict=True)
    )


def _occurs(form: Form, sample: str) -> bool:
    """Whether a form names somebody there."""
    return any(head.known or head.raw is not None for head in _of_form(form, sample))


def _of_form(form: Form, text: str, start: int = 0, end: int = sys.maxsize) -> Iterator[Head]:
    """The heads of one form between two places."""
    matches = form.head.finditer(text, start, end)
    if form.name == "mail, quoted":
        yield from filter(None, (_quote_head(text, match) for match in matches))
        return
    if form.likely:
        likely_ones, others = _judged(form, matches)
        yield from (Head(m.start(), m.end(), above=True, alone=True, firm=False) for m in others)
        matches = iter(likely_ones)
    for match in matches:
        raw = match[match.lastgroup] if match.lastgroup else None
        if form.likely:
            raw = match["name"]
        when = match.groupdict().get("when")
        style = _style(when) if when else None
        head = Head(match.start(), match.end(), raw, form.quote, form.above, style=style)
        if not form.quote or head.sender:
            yield head


def _quote_head(text: str, verb: re.Match[str]) -> Head | None:
    """The line or two before a quote that end with "... wrote:" and hold a date."""
    start = text.rfind("\n", 0, verb.start())
    above = text.rfind("\n", 0, max(start, 0))
    if not re.search(r"\d", text[start : verb.start()]) and start - above < 200:
        start = above
    raw = text[max(start, 0) : verb.end()].strip(" >\n\t:")
    if len(raw) > 300 or not re.search(r"\d", raw):
        return None
    head = Head(max(start, 0), verb.end(), raw, quote=True, above=True)
    return head if head.sender else None


def _judged(form: Form, matches: Iterable[re.Match[str]]) -> tuple[Matches, Matches]:
    """The heads whose names look like names, and the lines that may be heads all the same.

    Such a line has the shape of a head and something else in the place of the name, as a day.
    """
    named: list[re.Match[str]] = []
    others: list[re.Match[str]] = []
    for match in matches:
        parts = match.groupdict()
        called = "to" in parts and _NUMBER.fullmatch(match["name"])  # takes part by telephone
        receives = "to" not in parts or _is_receiver(parts["to"])
        is_named = called or (likely(match["name"]) and receives)
        (named if is_named else others).append(match)
    if named and "when" in named[0].groupdict():
        named = _of_one_style(named)
    return named, [match for match in others if "\n" not in match[0].strip("\n")]


def _is_receiver(name: str) -> bool:
    """Whether a line's end looks like those to whom a message went: a name, or all."""
    return likely(name) or bool(_EVERYONE.match(name))


def _of_one_style(matches: Sequence[re.Match[str]]) -> list[re.Match[str]]:
    """Of clocks below a line those written like the first: the others are later messages' clocks."""
    first = _style(matches[0]["when"])
    return [match for match in matches if _style(match["when"]) == first]


def _style(when: str) -> tuple[str, bool]:
    """How a clock is written that has a line to itself: what is before it, and its last sign."""
    when = when.rpartition("\n")[2]
    return when[: len(when) - len(when.lstrip())], when.rstrip()[-1:].isalpha()


def _apart(found: Iterable[Head], places: Sequence[int]) -> Iterator[Head]:
    """The heads that neither overlap nor hold a code; a lone clock goes on with the last sender.

    So does a line that may be a head, but then nobody knows whether it is that sender's.
    """
    reached, next_place, last = -1, 0, None
    for head in found:
        while next_place < len(places) and places[next_place] < head.start:
            next_place += 1
        if head.start < reached or (next_place < len(places) and places[next_place] < head.end):
            continue
        if head.alone:
            if last is None or not last.above:
                continue
            alike = head.style is not None and head.style == last.style
            firm = last.firm and head.firm and not alike
            head = last._replace(start=head.start, end=head.end, firm=firm)
        reached, last = head.end, head
        yield head


# --- Names -------------------------------------------------------------------------------------


@lru_cache(maxsize=10_000)
def sender_of(raw: str | None) -> Sender | None:
    """The sender whom a log calls so; None where nothing is left that could be a name."""
    if not raw or len(raw) > LONGEST_NAME + 60:
        return None
    address = _ADDRESS.search(raw)
    bare = _ADDRESS.sub(" ", raw) if address else raw
    name = cleaned(bare) or (address[1] if address else "")
    if not name:
        return None
    digits = re.sub(r"[\s().\-/]", "", name)
    number = re.fullmatch(r"\+?\d{5,}", digits)
    key = address[1] if address else digits if number else name
    return Sender(name, " ".join(key.casefold().split()))


def cleaned(name: str) -> str:
    """The name without what logs put around it, or nothing."""
    name = " ".join(name.split()).strip(" \t-–—,;:|*_`\"'“”„«»•·>")
    name = re.sub(r"^#{1,6} ", "", name)  # of a heading
    name = name.removeprefix("~").removeprefix("@").strip()
    if name.startswith("(") and name.endswith(")"):
        name = name[1:-1].strip()
    if problem_with(name, LONGEST_NAME) or not any(_speaks(character) for character in name):
        return ""
    return name


def _speaks(character: str) -> bool:
    """Whether it can be all of a name: a letter, a digit, or a picture."""
    return character.isalnum() or ord(character) > 0x2000


def _quoted_sender(raw: str) -> Sender | None:
    """Whom the line before a quote names: after the verb, or between the time and the verb."""
    raw = re.sub(r"\n[> ]*", " ", raw)
    parts = re.split(_VERB, raw, flags=re.IGNORECASE)
    if len(parts) > 1 and any(map(str.isalpha, parts[-1])):
        return sender_of(parts[-1])
    before = re.split(
        rf"\d[:.h]\d\d(?:[:.]\d\d)?(?:{_HALF_AFTER})?", parts[0], flags=re.IGNORECASE
    )[-1]
    after = sender_of(re.sub(r"^\W*(?:\(?(?:GMT|UTC|[A-Z]{2,4}T)?[+-]?\d{0,4}\)?)\W*", "", before))
    first = re.match(r"[^\d<>]{1,80}<[^<>\s]{3,90}>", parts[0])  # the name stands before the date
    return after or (sender_of(first[0]) if first else None)


@lru_cache(maxsize=10_000)
def likely(name: str, most: int = 7) -> bool:
    """Whether a line looks like a name, and not like a sentence, an announcement or a day."""
    words = name.split()
    if not words or len(words) > most or not cleaned(name) or ANNOUNCED.fullmatch(name.strip()):
        return False
    if (
        name.rstrip()[-1] in "?!;,…"
        or ":" in name
        or "sk1" in name.casefold()
        or words[-1].casefold() in _NOT_LAST
    ):
        return False
    if set(name) <= _OF_ROWS or len(re.findall(r"\d", name)) > 4:
        return False
    day = re.fullmatch(_DAY, name.strip(), re.IGNORECASE) and name.strip() not in _GIVEN
    if day or re.search(r"\d{1,2}[:.]\d{2}", name):
        return False
    if not any(_speaks(c) and not c.isdigit() for c in name):
        return False
    plain = [word for word in words if word[0].isalpha()]
    small = [word for word in plain if word[0].islower()]
    return not (plain and plain[0][0].islower() and len(plain) > 2) and len(small) <= 4
