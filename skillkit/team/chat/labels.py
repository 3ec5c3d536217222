"""Labels: the words above a column, or before a colon, that say what the answer is."""

from __future__ import annotations

import re

from skillkit.base.words import say

NAME = re.compile(
    r"\b(?:full name|first name|given name|name|names|nom|prénom|nombres?|nome|naam|voornaam|namn|navn"
    r"|nimi|etunimi|imię|jméno|meno|név|neved|nume|prenume|isim|ad[ıi](?:nız)?|ime|vārds|vardas|tên|nama"
    r"|participant|person|respondent|teilnehmer\w*|who are you|alias|author|sender"
    r"|user(?: ?name)?|from|by|created by|submitted by|absender\w*|auteur|autor\w*|\w{2,20}name"
    r"|(?:wie|comment|cómo|come|como|hoe|vad|hva|hvad)\b[^?]{0,20}\b(?:heißt|heissen|heißen"
    r"|appel\w+|llam\w+|chiam\w+|cham\w+|heet|heten|heter|hedder))\b"
    r"|имя|фио|ім.я|име|όνομα|ονοματεπώνυμο|שם|اسم|نام|नाम|ชื่อ|名前|氏名|姓名|名字|이름|성명",
    re.IGNORECASE,
)
FAMILY = re.compile(
    r"\b(?:last ?name|surname|family name|nachname|familienname|zuname|apellidos?(?! y)|cognome"
    r"|achternaam|nom de famille|sobrenome|efternamn|etternavn|efternavn|sukunimi|nazwisko|příjmení"
    r"|soyad[ıi]?|prezime)\b|фамилия|прізвище|επώνυμο",
    re.IGNORECASE,
)
GIVEN = re.compile(
    r"\b(?:first ?name|given name|forename|vorname|prénom|nombres?|voornaam|förnamn|fornavn|etunimi"
    r"|imię|jméno|prenume)\b|имя|ім.я|όνομα",
    re.IGNORECASE,
)
NOT_NAME = re.compile(  # of something else, or of somebody else
    r"\b(?:file ?name|team|group|framework|company|firma|skill|manager|facilitator|moderator\w*|host"
    r"|partner\w*|trainer\w*|coach|room|course|kurs\w*|event|topic|question|status|id|\w*-id)\b",
    re.IGNORECASE,
)
MAIL = re.compile(r"e-?mail|correo|courriel|メール|邮箱|電子郵件|이메일|почта", re.IGNORECASE)
OTHER = re.compile(
    r"\b(?:codes?|código|codice|kod|kode|timestamp|zeitstempel|date|datum|fecha|data|horodateur|time"
    r"|hora|marca temporal|response id|id|antwort|answers?|ratings?|row)\b"
    r"|код|コード|代码|代碼|코드|קוד|الرمز|タイムスタンプ|时间",
    re.IGNORECASE,
)
NOBODY = re.compile(r"anonym\w*|anónimo|anonimo|匿名|익명|n/?a|none|-+", re.IGNORECASE)
CODE = re.compile(  # where a code may begin, and not the word "skill"
    r"[Ss][^A-Za-z0-9\n]{0,3}[Kk][^A-Za-z0-9\n]{0,3}[1Il](?=[\W_]|\w{0,6}\d)"
)
OTHER_LINE = re.compile(  # what is worked out from the lines of all, or said to all
    r"(?:(?:team|group|class|grand|overall|total|sub)?[ -]?(?:averages?|avg\.?|means?|medians?|mode|totals?"
    r"|sums?|max(?:imum)?|min(?:imum)?|counts?|targets?|goals?|required|expected|benchmark|example|sample"
    r"|std\.? ?dev\.?|n)(?: (?:score|level|rating|row)s?)?"
    r"|(?:team)?(?:mittelwert|durchschnitt|ø|schnitt|summe|gesamt|ziel(?:wert|niveau)?e?|soll(?:wert)?|beispiel)"
    r"|moyennes?|médiane|somme|objectifs?|exemple|promedio|media|mediana|suma|objetivo|ejemplo|somma|totale"
    r"|obiettivo|esempio|média|soma|exemplo|gemiddelde|totaal|doel|voorbeeld|średnia|razem|cel|genomsnitt"
    r"|среднее|итого|цель|пример|平均|合計|合计|总计|目標|目标|평균|합계|목표)[ :]{0,4}",
    re.IGNORECASE,
)


def is_name_label(words: str) -> bool:
    """Whether these words ask for somebody's name."""
    asks = NAME.search(words) and not NOT_NAME.search(words) and not FAMILY.search(words)
    return bool(asks) and len(words.split()) <= 6


def other_line(name: str) -> str:
    """Why a line that is called so is no person's."""
    return say(
        "“{name}” seems to be a line about the whole sheet, so it counts as nobody. If it is "
        "somebody’s name, write it with another word.",
        name=name.strip(),
    )
