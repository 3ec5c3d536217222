"""Copies and exports of one program each, as people have them, each with who handed in what."""

from __future__ import annotations

import json
import random
from base64 import b64encode
from dataclasses import dataclass

from skillkit.assessment import Assessment
from skillkit.assessment.paper_row import row_of
from skillkit.assessment.share_code import code_of
from skillkit.team.submissions import TeamBuild
from tests.vectors import QUICK


def _cards() -> list[Assessment]:
    """Twelve cards that all differ."""
    chance = random.Random(7)
    cards: list[Assessment] = []
    while len(cards) < 12:
        card = Assessment(QUICK, ratings={skill: chance.randrange(5) for skill in QUICK.ids})
        if card not in cards:
            cards.append(card)
    return cards


CARDS = _cards()
A, B, D, E, F, G, H, N, J, K, L, M = map(code_of, CARDS)
NB, NBSP, LRM, RLM = "\u202f", "\u00a0", "\u200e", "\u200f"


@dataclass(frozen=True)
class Copy:
    """What somebody has, and which card is whose: its number, by name."""

    label: str
    text: str | bytes
    people: dict[str | None, int]
    file: str = "chat.txt"
    refused: int = 0
    questions: int = 0


def people(build: TeamBuild) -> dict[str | None, int]:
    """The number of each person's card, by name; everybody counts."""
    found = {member.alias: CARDS.index(member.assessment) for member in build.team.members}
    assert len(found) == len(build.team.members)
    return found


COPIES: list[Copy] = []


def case(*parts: object, **more: int) -> None:
    """Add a copy."""
    COPIES.append(Copy(*parts, **more))  # type: ignore[arg-type]


def _sheet(*names: str, between: str = "\t") -> str:
    """A line of cells a person."""
    lines = ((name, *row_of(CARDS[i]).replace(" ", "")) for i, name in enumerate(names))
    return "\n".join(map(between.join, lines))


# fmt: off

case("wa ios de", f"""[20.11.26, 14:00:01] Team Vega: {LRM}Nachrichten und Anrufe sind Ende-zu-Ende-verschlüsselt. Niemand außerhalb dieses Chats kann sie lesen oder anhören.
[20.11.26, 14:00:02] {LRM}Fuchs Weiß: {LRM}Fuchs Weiß hat die Gruppe „Vega: 2026“ erstellt
[20.11.26, 14:00:11] Fuchs Weiß: {A}
[20.11.26, 14:00:40] ~{NB}Dachs-Lena: Hier meiner:
{B}
{LRM}[20.11.26, 14:01:11] Gürteltier: {LRM}Bild weggelassen
[20.11.26, 14:01:12] Gürteltier: {D} {LRM}<Diese Nachricht wurde bearbeitet.>
[20.11.26, 14:02:12] Gürteltier: {LRM}Du hast diese Nachricht gelöscht.
[20.11.26, 14:03:12] +49 170 1234567: {E}
{LRM}[20.11.26, 14:04:00] ~ Dachs-Lena: {LRM}Diese Nachricht wurde gelöscht.
""",{"Fuchs Weiß":0,"Dachs-Lena":1,"Gürteltier":2,"+49 170 1234567":3})
case("wa android de", f"""20.11.26, 13:59 - Nachrichten und Anrufe sind Ende-zu-Ende-verschlüsselt. Tippe, um mehr zu erfahren.
20.11.26, 13:59 - Fuchs hat Dachs hinzugefügt.
20.11.26, 14:00 - Fuchs: {A}
20.11.26, 14:01 - Dachs: <Medien ausgeschlossen>
20.11.26, 14:01 - Dachs: {B}
20.11.26, 14:01 - Dr. Mücke: Sprechstunde: {D} bitte
20.11.26, 14:02 - Gürteltier: Diese Nachricht wurde gelöscht.
20.11.26, 14:02 - Gürteltier: {E} <Diese Nachricht wurde bearbeitet.>
""",{"Fuchs":0,"Dachs":1,"Dr. Mücke":2,"Gürteltier":3})
case("wa ios fr", f"""[20/11/2026 14:00:11] Équipe: {LRM}Les messages et les appels sont chiffrés de bout en bout.
[20/11/2026 14:00:11] Élan L’Écuyer: {A}
[20/11/2026 14:00:40] ~{NBSP}Bécasse: {B} {LRM}<Ce message a été modifié>
{LRM}[20/11/2026 14:01:00] Chouette: {LRM}image absente
[20/11/2026 14:01:03] Chouette: Bonjour{NBSP}! Voici{NBSP}: {D}
[20/11/2026 14:01:07] +33{NBSP}6{NBSP}12{NBSP}34{NBSP}56{NBSP}78: {E}
""",{"Élan L’Écuyer":0,"Bécasse":1,"Chouette":2,"+33 6 12 34 56 78":3})
case("wa android fr", f"""20/11/2026 à 14:00 - Élan: {A}
20/11/2026 à 14:01 - Bécasse a rejoint le groupe via le lien d'invitation de ce groupe
20/11/2026 à 14:01 - Bécasse: {B}
20/11/2026, 14:02 - Chouette: {D}
""",{"Élan":0,"Bécasse":1,"Chouette":2})
case("wa ios es 12h", f"""[20/11/26, 2:00:11{NB}p.{NBSP}m.] Ñandú: {A}
[20/11/26, 2:00:40{NB}p.{NBSP}m.] ~{NBSP}Búho: {B}
{LRM}[20/11/26, 2:01:40{NB}p.{NBSP}m.] Búho se unió usando el enlace de invitación.
[20/11/26, 2:02:40{NB}p.{NBSP}m.] Cigüeña: {LRM}Se eliminó este mensaje.
[20/11/26, 2:02:50{NB}p.{NBSP}m.] Cigüeña: {D}
""",{"Ñandú":0,"Búho":1,"Cigüeña":2})
case("wa ios pt-br", f"""[20/11/2026, 14:00:11] Jacaré: {A}
[20/11/2026, 14:00:40] Coruja Alves: meu código: {B}
{LRM}[20/11/2026, 14:01:40] Dourado: {LRM}Mensagem apagada
[20/11/2026, 14:02:40] Dourado: {D} {LRM}<Mensagem editada>
""",{"Jacaré":0,"Coruja Alves":1,"Dourado":2})
case("wa android pt", f"""20/11/2026 14:00 - Jacaré: {A}
20/11/2026 14:01 - Coruja: {B}
20/11/2026 14:02 - Dourado saiu
20/11/2026 14:03 - Égua mudou a descrição do grupo
20/11/2026 14:03 - Égua: {D}
""",{"Jacaré":0,"Coruja":1,"Égua":2})
case("wa ios it", f"""[20/11/26, 14:00:11] Nottola: {A}
[20/11/26, 14:00:40] Bisonte D’Amico: {B}
[20/11/26, 14:00:44] Bisonte D’Amico: {LRM}Questo messaggio è stato eliminato.
[20/11/26, 14:01:44] Cervo: ecco: {D}
""",{"Nottola":0,"Bisonte D’Amico":1,"Cervo":2})
case("wa ios ja", f"""[2026/11/20 14:00:11] 狐 花子: {A}
[2026/11/20 14:00:40] 熊: {B}
[2026/11/20 14:01:40] 鶴: {LRM}このメッセージは削除されました
[2026/11/20 14:02:40] 鶴: {D}
""",{"狐 花子":0,"熊":1,"鶴":2})
case("wa ios ja 12h", f"""[2026/11/20 午後2:00:11] 狐 花子: {A}
[2026/11/20 午後2:00:40] 熊: {B}
""",{"狐 花子":0,"熊":1})
case("wa android ja", f"""2026/11/20 14:00 - 狐さんが参加しました
2026/11/20 14:00 - 狐 花子: {A}
2026/11/20 14:01 - 熊: {B}
""",{"狐 花子":0,"熊":1})
case("wa ios ko", f"""[2026. 11. 20. 오후 2:00:11] 여우: {A}
[2026. 11. 20. 오후 2:00:40] 수달: {B}
{LRM}[2026. 11. 20. 오후 2:01:40] 곰: {LRM}삭제된 메시지입니다
[2026. 11. 20. 오후 2:02:40] 곰: {D}
""",{"여우":0,"수달":1,"곰":2})
case("wa android ko", f"""2026년 11월 20일 오후 2:00 - 여우: {A}
2026년 11월 20일 오후 2:01 - 수달: {B}
2026. 11. 20. 오후 2:02 - 곰님이 그룹을 나갔습니다
2026. 11. 20. 오후 2:03 - 곰: {D}
""",{"여우":0,"수달":1,"곰":2})
case("wa ios zh-hans", f"""[2026/11/20 下午2:00:11] 狐狸: {A}
[2026/11/20 下午2:00:40] 仙鹤: {B}
[2026/11/20 14:01:40] 水獭: {LRM}此消息已被删除。
[2026/11/20 14:02:40] 水獭: {D}
""",{"狐狸":0,"仙鹤":1,"水獭":2})
case("wa ios zh-hant", f"""[20/11/2026, 下午 2:00:11] 白鶴: {A}
[20/11/2026, 下午 2:00:40] 黑熊: {B}
""",{"白鶴":0,"黑熊":1})
case("wa arabic", f"""[20/11/2026, 2:00:11 م] {RLM}ثعلب: {A}
[20/11/2026, 2:00:40 م] أرنب علي: {B}
""",{"ثعلب":0,"أرنب علي":1})
case("wa hebrew android", f"""20.11.2026, 14:00 - שועל: {A}
20.11.2026, 14:01 - {RLM}דוב כהן{RLM}: {B}
""",{"שועל":0,"דוב כהן":1})
case("wa emoji names", f"""[20.11.26, 14:00:11] 🦊🦊: {A}
[20.11.26, 14:00:40] Mole 🌸: {B}
[20.11.26, 14:00:44] 007: {D}
[20.11.26, 14:00:49] 🦊: {E}
""",{"🦊🦊":0,"Mole 🌸":1,"007":2,"🦊":3})
case("slack copy web", f"""Badger Brook
  2:00 PM
{A}
Crane Stone
:house_with_garden:  2:01 PM
here you go
{B}
2:02
(edited)
Dolphin van Dyke
  2:03 PM
{D} (edited)
3 replies
Last reply today at 2:10 PM
Otter
  2:04 PM
joined #vega.
2:05
{E}
""",{"Badger Brook":0,"Crane Stone":1,"Dolphin van Dyke":2,"Otter":3})
case("slack copy de", f"""Badger Brook
  14:00 Uhr
{A}
Crane Stone
  14:01 Uhr
{B}
:+1:
2
Dolphin
  14:03 Uhr
ist #vega beigetreten.
14:04
{D}
""",{"Badger Brook":0,"Crane Stone":1,"Dolphin":2})
case("slack json", json.dumps([
 {"type":"message","subtype":"channel_join","user":"U1","text":"<@U1> has joined the channel"},
 {"type":"message","user":"U1","text":f"here: `{A}`","ts":"1.1","user_profile":{"real_name":"Badger Brook","display_name":"badger","name":"badger"},"blocks":[{"type":"rich_text","elements":[{"type":"rich_text_section","elements":[{"type":"text","text":"here: "},{"type":"text","text":A,"style":{"code":True}}]}]}]},
 {"type":"message","user":"U2","text":B,"ts":"1.2","user_profile":{"real_name":"Crane","display_name":"","name":"crane"},"edited":{"user":"U2","ts":"1.3"},"reactions":[{"name":"+1","users":["U1"],"count":1}]},
 {"type":"message","user":"U3","text":"fwd","ts":"1.4","user_profile":{"real_name":"Dolphin"},"attachments":[{"from_url":"x","author_name":"Crane","text":B,"fallback":f"[x] Crane: {B}","is_msg_unfurl":True}]},
 {"type":"message","user":"U3","text":f"&lt;mine&gt; {D}","ts":"1.5","user_profile":{"real_name":"Dolphin"}, "thread_ts":"1.4"},
 {"type":"message","subtype":"tombstone","user":"USLACKBOT","text":"This message was deleted.","ts":"1.6"},
 {"type":"message","subtype":"bot_message","text":"Reminder: code","username":"Bot","ts":"1.7"},
]),{"Badger Brook":0,"Crane":1,"Dolphin":2},"2026-11-20.json")
case("slack json no profile", json.dumps([
 {"type":"message","user":"U1","text":A,"ts":"1.1"},{"type":"message","user":"U2","text":B,"ts":"1.2"}]),{"U1":0,"U2":1},"2026-11-20.json")
case("teams old", f"""[11/20 2:00 PM] Brook, Badger
{A}

[11/20 2:01 PM] Stone, Crane (Guest)
{B}
[11/20 2:02 PM] Dolphin
This message has been deleted.
[11/20 2:03 PM] Dolphin
{D}
""",{"Brook, Badger":0,"Stone, Crane (Guest)":1,"Dolphin":2})
case("teams old inline", f"""[2:00 PM] Badger Brook
{A}
 like 1
[2:01 PM] Crane Stone
    {B}
""",{"Badger Brook":0,"Crane Stone":1})
case("teams new copy", f"""Badger Brook
  20/11 14:00
{A}
Crane Stone
  20/11 14:01
Edited
{B}
Dolphin
  20/11 14:02
{D}
1 Like reaction.
1
""",{"Badger Brook":0,"Crane Stone":1,"Dolphin":2})
case("teams new copy 2", f"""{A} by Badger Brook
Badger Brook
2:00 PM
{A}

{B} by Crane Stone
Crane Stone
2:01 PM
{B}
""",{"Badger Brook":0,"Crane Stone":1})
case("zoom saved new", f"""14:00:11 From Badger Brook to Everyone:
	{A}
14:00:20 From Crane: Stone to Everyone:
	{B}
14:01:20 From Dolphin to Host(direct message):
	{D}
14:01:25 From Otter to Host (Direct Message):
	mine is
	{E}
14:02:00 From Badger Brook to Everyone:
	Replying to "{B[:14]}..."

	wow
14:02:01 From Dolphin to Everyone:
	Reacted to "{E[:19]}..." with ❤️
14:02:02 From Dolphin to Everyone:
	Removed a ❤️ reaction from "{E[:19]}..."
""",{"Badger Brook":0,"Crane: Stone":1,"Dolphin":2,"Otter":3})
case("zoom saved old", f"""14:00:11	 From  Badger Brook : {A}
14:00:20	 From  Crane Stone  to  Everyone : {B}
14:01:20	 From  Dolphin  to  Host(Privately) : {D}
""",{"Badger Brook":0,"Crane Stone":1,"Dolphin":2})
case("zoom cloud chat", f"""00:10:11	Badger Brook:	{A}
00:10:20	Crane Stone:	{B}
00:12:20	Dolphin:	thanks
00:13:20	Dolphin:	{D}
""",{"Badger Brook":0,"Crane Stone":1,"Dolphin":2})
case("zoom saved dated", f"""2026-11-20 14:00:11 From Badger Brook to Everyone:
	{A}
2026-11-20 14:01:11 From Crane to Everyone:
	{B}
""",{"Badger Brook":0,"Crane":1})
case("zoom fr", f"""14:00:11 De Élan à Tout le monde:
	{A}
14:00:20 De Bécasse à Tout le monde:
	{B}
14:00:30 De Chouette à Hôte(message direct):
	{D}
14:00:40 De Bécasse à Tout le monde:
	A réagi à "{D[:19]}..." avec 👍
""",{"Élan":0,"Bécasse":1,"Chouette":2})
case("zoom it/pt/es", f"""14:00:11 Da Nottola a Tutti:
	{A}
14:00:20 De Jacaré para Todos:
	{B}
14:00:30 De Ñandú a Todos:
	{D}
""",{"Nottola":0,"Jacaré":1,"Ñandú":2})
case("zoom ja", f"""14:00:11 開始 狐 に 全員:
	{A}
14:00:20 送信元 熊 宛先 全員:
	{B}
""",{"狐":0,"熊":1})
case("zoom zh", f"""14:00:11 来自 狐狸 到 所有人:
	{A}
14:00:20 来自 仙鹤 至 所有人:
	{B}
""",{"狐狸":0,"仙鹤":1})
case("zoom ko", f"""14:00:11 보낸 사람 여우 받는 사람 모두:
	{A}
14:00:20 발신자 수달 수신자 모두:
	{B}
""",{"여우":0,"수달":1})
case("zoom panel", f"""Badger Brook to Everyone 2:00 PM
{A}
You to Everyone 2:01 PM
{B}
Dolphin to Everyone 2:02 PM
{D}
""",{"Badger Brook":0,"You":1,"Dolphin":2})
case("zoom panel new", f"""Badger Brook
2:00 PM
{A}
Crane Stone
2:01 PM
{B}
To: Everyone
""",{"Badger Brook":0,"Crane Stone":1})
case("zoom panel initials", f"""AB
Badger Brook to Everyone (2:00 PM)
{A}
BS
Crane Stone to Everyone (2:01 PM)
{B}
""",{"Badger Brook":0,"Crane Stone":1})
case("discord copy", f"""Badger — Today at 2:00 PM
{A}
Crane_99 — Today at 2:01 PM
{B}
(edited)
[2:02 PM]
thanks
Dolphin
BOT
 — Today at 2:03 PM
{D}
""",{"Badger":0,"Crane_99":1,"Dolphin":2})
case("discord copy new", f"""Badger — 20/11/2026 14:00
{A}
@Badger
{A}
Crane — 20/11/2026 14:01
nice, mine {B}
""",{"Badger":0,"Crane":1})
case("discord dce txt", f"""==============================================================
Guild: Vega
Channel: general
==============================================================

[20-Nov-26 02:00 PM] badger
{A}

[20-Nov-26 02:01 PM] crane#1234
{B}

{{Reactions}}
👍 (2)

[20-Nov-26 02:02 PM] Deleted User
{D}

==============================================================
Exported 3 message(s)
==============================================================
""",{"badger":0,"crane#1234":1,"Deleted User":2})
case("discord dce csv", f"""AuthorID,Author,Date,Content,Attachments,Reactions
"1","badger#0","2026-11-20T14:00:00.0000000+00:00","{A}","",""
"2","crane#0","2026-11-20T14:01:00.0000000+00:00","hello
{B}","","👍 (1)"
""",{"badger#0":0,"crane#0":1},"general.csv")
case("discord dce json", json.dumps({"guild":{"id":"1","name":"Vega"},"messages":[
 {"id":"1","type":"Default","content":A,"author":{"id":"11","name":"badger","discriminator":"0000","nickname":"Badger","isBot":False}},
 {"id":"2","type":"Reply","content":B,"author":{"id":"12","name":"crane","nickname":"Crane"},"reference":{"messageId":"1"},"referencedMessage":{"content":A}},
 {"id":"3","type":"GuildMemberJoin","content":"Joined the server.","author":{"id":"13","name":"dolphin","nickname":"Dolphin"}},
 {"id":"4","type":"Default","content":D,"author":{"id":"13","name":"dolphin","nickname":"Dolphin"},"embeds":[]},
]}),{"Badger":0,"Crane":1,"Dolphin":2},"x.json")
case("tg copy", f"""Badger Brook, [20.11.26 14:00]
{A}

Crane, [20.11.26 14:01]
[In reply to Badger Brook]
{B}

Dolphin 🦊, [20.11.26 14:02]
{D}
""",{"Badger Brook":0,"Crane":1,"Dolphin 🦊":2})
case("tg copy mobile", f"""[20/11/2026 14:00] Badger Brook: {A}
[20/11/2026 14:01] Crane: {B}
""",{"Badger Brook":0,"Crane":1})
case("tg copy > ", f"""> Badger Brook:
{A}

> Crane:
{B}

> Dolphin:
{D}
""",{"Badger Brook":0,"Crane":1,"Dolphin":2})
case("tg json", json.dumps({"name":"Vega","type":"private_group","id":1,"messages":[
 {"id":1,"type":"service","actor":"Badger","actor_id":"user1","action":"create_group","title":"Vega"},
 {"id":2,"type":"message","date":"2026-11-20T14:00:00","from":"Badger","from_id":"user1","text":["hi ",{"type":"code","text":A}],"text_entities":[{"type":"plain","text":"hi "},{"type":"code","text":A}]},
 {"id":3,"type":"message","from":"Crane","from_id":"user2","text":B,"text_entities":[{"type":"plain","text":B}],"reply_to_message_id":2,"edited":"2026-11-20T14:03:00"},
 {"id":4,"type":"message","from":None,"from_id":"user3","text":D,"text_entities":[{"type":"plain","text":D}]},
 {"id":5,"type":"message","from":"Badger","from_id":"user9","text":E,"text_entities":[{"type":"plain","text":E}]},
]}),{"Badger":0,"Crane":1,"user3":2,"Badger (2)":3},"result.json")
case("tg html", f"""<!DOCTYPE html>
<html><head><meta charset="utf-8"/><title>Exported Data</title></head><body><div class="page_wrap"><div class="page_header"><div class="content"><div class="text bold">Vega </div></div></div><div class="page_body chat_page"><div class="history">
<div class="message service" id="message-1"><div class="body details">20 November 2026</div></div>
<div class="message default clearfix" id="message2"><div class="pull_left userpic_wrap"><div class="userpic userpic3"><div class="initials" style="line-height: 42px">A</div></div></div><div class="body"><div class="pull_right date details" title="20.11.2026 14:00:00 UTC+01:00">14:00</div><div class="from_name">
Badger Brook </div><div class="text">
{A} </div></div></div>
<div class="message default clearfix joined" id="message3"><div class="body"><div class="pull_right date details" title="x">14:01</div><div class="text">oops, <strong>this</strong>: {B}</div></div></div>
<div class="message default clearfix" id="message4"><div class="body"><div class="pull_right date details">14:02</div><div class="from_name">Crane </div><div class="reply_to details">In reply to <a href="#go_to_message2">this message</a></div><div class="text">{D}</div></div></div>
<div class="message default clearfix" id="message5"><div class="body"><div class="pull_right date details">14:03</div><div class="from_name">Host </div><div class="forwarded body"><div class="from_name">Dolphin <span class="date details" title="x"> 20.11.2026 13:00:00</span></div><div class="text">{E}</div></div></div></div>
</div></div></div></body></html>""",{"Badger Brook":1,"Crane":2,"Dolphin":3},"messages.html")
case("signal-export md2", f"""[2026-11-20, 14:00:11] Badger: {A}
[2026-11-20, 14:01:11] Crane:

> {A}

{B}
[2026-11-20, 14:02:11] Me: {D}
(- Badger: 👍, Crane: 👍 -)
""",{"Badger":0,"Crane":1,"Me":2})
case("meet copy", f"""Badger Brook
2:00 PM
{A}
Crane Stone
2:01 PM
{B}
You
2:02 PM
{D}
keep
Pin message
""",{"Badger Brook":0,"Crane Stone":1,"You":2})
case("meet sbv", f"""00:00:11.540,00:00:14.540
Badger Brook: {A}

00:01:11.540,00:01:14.540
Crane Stone: {B}
""",{"Badger Brook":0,"Crane Stone":1},"chat.sbv")
case("webex copy", f"""from Badger Brook to everyone:    2:00 PM
{A}
from Crane Stone to everyone:    2:01 PM
{B}
from Dolphin to host (privately):    2:02 PM
{D}
""",{"Badger Brook":0,"Crane Stone":1,"Dolphin":2})
case("webex space copy", f"""Badger Brook  2:00 PM
{A}

Crane Stone  2:01 PM Edited
{B}

You  11/20/2026, 2:03 PM
{D}
""",{"Badger Brook":0,"Crane Stone":1,"You":2})
case("mattermost copy", f"""badger.brook
2:00 PM
{A}
crane
2:01 PM

{B}
Edited
System
2:02 PM
@dolphin joined the channel.
dolphin
2:03 PM
{D}
""",{"badger.brook":0,"crane":1,"dolphin":2})
case("mattermost jsonl", "\n".join(json.dumps(x) for x in [
 {"type":"version","version":1},
 {"type":"user","user":{"username":"badger","email":"a@example.org","first_name":"Badger"}},
 {"type":"post","post":{"team":"t","channel":"c","user":"badger","message":A,"create_at":1,"replies":[{"user":"crane","message":B,"create_at":2}],"reactions":[{"user":"crane","emoji_name":"+1"}]}},
 {"type":"post","post":{"team":"t","channel":"c","user":"dolphin","message":f"> {A}\n\n{D}","create_at":3}},
]),{"badger":0,"crane":1,"dolphin":2},"bulk.jsonl")
case("matrix element txt", f"""20/11/2026, 14:00 - Badger Brook: {A}
20/11/2026, 14:01 - Crane: > <@badger:x.org> {A}

{B}
20/11/2026, 14:02 - Dolphin joined the room
20/11/2026, 14:02 - Dolphin: {D}
""",{"Badger Brook":0,"Crane":1,"Dolphin":2})
case("matrix json", json.dumps({"room_name":"Vega","messages":[
 {"type":"m.room.member","sender":"@badger:x.org","content":{"displayname":"Badger","membership":"join"}},
 {"type":"m.room.message","sender":"@badger:x.org","event_id":"$1","content":{"msgtype":"m.text","body":A}},
 {"type":"m.room.message","sender":"@crane:x.org","content":{"msgtype":"m.text","body":f"> <@badger:x.org> {A}\n\n{B}","format":"org.matrix.custom.html","formatted_body":f"<mx-reply><blockquote>{A}</blockquote></mx-reply>{B}","m.relates_to":{"m.in_reply_to":{"event_id":"$1"}}}},
 {"type":"m.room.message","sender":"@crane:x.org","content":{"msgtype":"m.text","body":f"* {D}","m.new_content":{"msgtype":"m.text","body":D},"m.relates_to":{"rel_type":"m.replace","event_id":"$2"}}},
]}),{"badger:x.org":0,"crane:x.org":2},"export.json")
case("irc weechat", f"""2026-11-20 13:59:00	-->	badger (~badger@example.org) has joined #vega
2026-11-20 14:00:11	@badger	{A}
2026-11-20 14:01:12	crane	{B}
2026-11-20 14:01:12	 *	dolphin waves
2026-11-20 14:02:12	+dolphin	{D}
""",{"badger":0,"crane":1,"dolphin":2})
case("irc hexchat", f"""**** BEGIN LOGGING AT Fri Nov 20 14:00:00 2026

Nov 20 14:00:11 *	Now talking on #vega
Nov 20 14:00:11 <badger>	{A}
Nov 20 14:01:11 <crane>	{B}
""",{"badger":0,"crane":1})
case("irc znc/textual", f"""[14:00:11] <badger> {A}
[14:01:11] <crane> {B}
[14:02:00] *** Joins: dolphin (dolphin@example.org)
[14:02:11] <dolphin> {D}
""",{"badger":0,"crane":1,"dolphin":2})
case("mail gmail thread de", f"""Danke!

Am Fr., 20. Nov. 2026 um 14:05 Uhr schrieb Crane Stone <crane@example.org>:

> Hier meiner: {B}
>
> Am Fr., 20. Nov. 2026 um 14:00 Uhr schrieb Badger Brook <badger@example.org>:
>
>> {A}
""",{"Crane Stone":1,"Badger Brook":0})
case("mail outlook fr", f"""De : Élan Durand <zoe@example.org>
Envoyé : vendredi 20 novembre 2026 14:00
À : Hôte
Objet : mon code

{A}

De : Bécasse <b@example.org>
Envoyé : vendredi 20 novembre 2026 14:05
À : Hôte
Objet : RE: mon code

{B}
""",{"Élan Durand":0,"Bécasse":1})
case("mail outlook lines", f"""________________________________
From: Badger Brook <badger@example.org>
Sent: Friday, November 20, 2026 2:00 PM
To: Host <h@example.org>
Subject: Re: code

{A}
________________________________
From: Crane Stone
Sent: Friday, November 20, 2026 2:03 PM
To: Host <h@example.org>
Subject: Re: code

{B}

-----Original Message-----
From: Badger Brook <badger@example.org>
Sent: Friday, November 20, 2026 2:00 PM
To: All
Subject: code

> {A}
""",{"Badger Brook":0,"Crane Stone":1})
case("mail eml multi", (f"Received: by x\r\nMessage-ID: <1@x>\r\nFrom: =?utf-8?B?{b64encode('Fuchs Weiß'.encode()).decode()}?= <j@example.org>\r\nTo: h@example.org\r\nSubject: code\r\nMIME-Version: 1.0\r\nContent-Type: multipart/alternative; boundary=\"b\"\r\n\r\n--b\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\nmein Code: {A}=20\r\n\r\nAm 20.11.2026 um 14:00 schrieb Crane <b@example.org>:\r\n> {B}\r\n\r\n--b\r\nContent-Type: text/html; charset=utf-8\r\n\r\n<p>mein Code: {A}</p><blockquote>{B}</blockquote>\r\n--b--\r\n").encode(),{"Fuchs Weiß":0,"Crane":1},"mail.eml")
case("mail mbox", "".join(f"From {n}@example.org Fri Nov 20 14:00:00 2026\nMessage-ID: <{n}@x>\nFrom: {n.title()} <{n}@example.org>\nTo: h@example.org\nSubject: code\nDate: Fri, 20 Nov 2026 14:00:00 +0000\nMIME-Version: 1.0\nContent-Type: text/plain\n\n{c}\n\n" for n,c in (("badger",A),("crane",B),("dolphin",D))),{"Badger":0,"Crane":1,"Dolphin":2},"in.mbox")
case("mail quoted ja/zh/pl/nl", f"""2026年11月20日(金) 14:00 狐 花子 <s@example.org>:

> {A}

狐狸 <w@example.org> 于2026年11月20日周五 14:01写道：

> {B}

pt., 20 lis 2026 o 14:02 Łasica <l@example.org> napisał(a):

> {D}

Op vr 20 nov 2026 om 14:03 schreef Das <d@example.org>:

> {E}
""",{"狐 花子":0,"狐狸":1,"Łasica":2,"Das":3})
case("mail apple forwarded", f"""Begin forwarded message:

From: Badger Brook <badger@example.org>
Subject: code
Date: 20. November 2026 at 14:00:00 CET
To: host@example.org

{A}

Anfang der weitergeleiteten Nachricht:

Von: Crane Stone <crane@example.org>
Betreff: code
Datum: 20. November 2026 um 14:00:00 MEZ
An: host@example.org

{B}
""",{"Badger Brook":0,"Crane Stone":1})
case("google form csv", f""""Timestamp","Email Address","Your name","Paste your share code","Anything else?"
"2026/11/20 2:00:11 PM GMT+1","badger@example.org","Badger","{A}",""
"2026/11/20 2:01:11 PM GMT+1","crane@example.org","Crane","{B}","thanks, ""yes"" all"
"2026/11/20 2:02:11 PM GMT+1","badger@example.org","Badger","{D}",""
""",{"Badger":2,"Crane":1},"Responses.csv")
case("google form de csv", f"""Zeitstempel,Wie heißt du?,Dein Code
20.11.2026 14:00:11,Fuchs,{A}
20.11.2026 14:01:11,Dachs,{B}
""",{"Fuchs":0,"Dachs":1},"Antworten.csv")
case("google form one col name question", f"""Timestamp,Name,Share code
20/11/2026 14:00:11,"Brook, Badger",{A}
20/11/2026 14:01:11,Crane,{B}
""",{"Brook, Badger":0,"Crane":1},"r.csv")
case("ms forms csv semicolon", f"""ID;Startzeit;Fertigstellungszeit;E-Mail;Name;Code
1;20.11.2026 14:00;20.11.2026 14:01;anonymous;Badger;{A}
2;20.11.2026 14:01;20.11.2026 14:02;anonymous;Crane;{B}
3;20.11.2026 14:01;20.11.2026 14:02;anonymous;;{D}
""",{"Badger":0,"Crane":1,None:2},"forms.csv")
case("ms forms en", f"""ID\tStart time\tCompletion time\tEmail\tName\tYour share code\n1\t11/20/26 14:00:00\t11/20/26 14:01:00\tana@example.org\tBadger Brook\t{A}\n2\t11/20/26 14:00:00\t11/20/26 14:01:00\tbo@example.org\tCrane\t{B}\n""",{"Badger Brook":0,"Crane":1},"forms.tsv")
case("limesurvey", f""""id. Antwort ID","submitdate. Datum Abgeschickt","lastpage. Letzte Seite","startlanguage. Start-Sprache","Q1. Wie heißen Sie?","Q2. Code"
"1","2026-11-20 14:00:00","1","de","Fuchs","{A}"
"2","2026-11-20 14:01:00","1","de","Dachs","{B}"
""",{"Fuchs":0,"Dachs":1},"results-survey.csv")
case("sheet rows pasted", _sheet("Badger","Crane","Dolphin"),{"Badger":0,"Crane":1,"Dolphin":2},"sheet.txt")
case("sheet rows first last", "First name\tLast name\t"+"\t".join(s.name for s in QUICK.skills)+"\n"+_sheet("Badger\tBrook", "Crane\tBrook", "Dolphin\tBrook"),{"Badger Brook":0,"Crane Brook":1,"Dolphin Brook":2},"sheet.tsv")
case("utf16 wa", f"20.11.26, 14:00 - Fuchs: {A}\r\n20.11.26, 14:01 - Élan: {B}\r\n".encode("utf-16"),{"Fuchs":0,"Élan":1})
case("cp1252 teams", f"[20.11. 14:00] Fuchs Weiß\r\n{A}\r\n[20.11. 14:01] Wölfin – Ops\r\n{B}\r\n".encode("cp1252"),{"Fuchs Weiß":0,"Wölfin – Ops":1})
case("vtt teams", f"""WEBVTT

e1/1-0
00:00:03.000 --> 00:00:05.000
<v Brook, Badger>{A}</v>

e1/1-1
00:00:06.000 --> 00:00:08.000
<v Crane>my code
{B}</v>
""",{"Brook, Badger":0,"Crane":1},"t.vtt")
case("rtf uni", ("{\\rtf1\\ansi\\ansicpg1252\\uc1{\\fonttbl{\\f0 Arial;}}\\f0 F\\u252?chs: "+A+"\\par W\\'f6lfin: {\\b "+B[:9]+"}"+B[9:]+"\\par}"),{"Füchs":0,"Wölfin":1},"n.rtf")
case("typed same code by two", f"Badger: {A}\nCrane: {A}\nDolphin: {B}",{"Badger":0,"Crane":0,"Dolphin":1})
case("near codes", f"[14:00] Badger: {A.replace('SK1-','SK 1 ')}\n[14:01] Crane: {B.replace('-','.')}\n[14:02] Dolphin: {D.replace('-','/')}\n[14:03] Otter: {E[4:]}\n[14:04] Heron: {F.replace('K','К')}\n[14:05] Finch: {G[:-1]}\n[14:06] Gull: {H.lower().replace('-',' ')}\n[14:07] Hare: {N.replace('0','O').replace('1','l')}\n",{"Badger":0,"Crane":1,"Dolphin":2,"Otter":3,"Heron":4,"Gull":6,"Hare":7},refused=1)
case("whatsapp one person two codes", f"[20.11.26, 14:00:11] Badger: {A}\n[20.11.26, 14:01:11] Badger: {B}\n[20.11.26, 14:02:11] Crane: {D}\n",{"Badger":1,"Crane":2})
case("line export", f"""[LINE] Chat history with Vega
Saved on: 11/20/2026 15:00

Fri, 11/20/2026
02:00 PM\tBadger\t{A}
02:01 PM\tCrane\t"{B}"
02:02 PM\tDolphin unsent a message.
02:03 PM\tDolphin\t{D}
""",{"Badger":0,"Crane":1,"Dolphin":2})
case("kakao pc", f"""--------------- 2026년 11월 20일 금요일 ---------------
[여우] [오후 2:00] {A}
수달님이 들어왔습니다.
[수달] [오후 2:01] {B}
""",{"여우":0,"수달":1})
case("kakao mobile", f"""2026년 11월 20일 오후 2:00, 여우 : {A}
2026년 11월 20일 오후 2:01, 수달 : {B}
""",{"여우":0,"수달":1})
case("gchat takeout", json.dumps({"messages":[
 {"creator":{"name":"Badger","email":"badger@example.org","user_type":"Human"},"created_date":"Friday, 20 November 2026 at 14:00:00 UTC","text":A,"topic_id":"1","message_id":"1"},
 {"creator":{"name":"Crane","email":"crane@example.org","user_type":"Human"},"text":B,"quoted_message_metadata":{"creator":{"name":"Badger","email":"badger@example.org"},"text":A}},
 {"creator":{"name":"Dolphin","email":"dolphin@example.org"},"text":D,"message_state":"DELETED","deletion_metadata":{"deletion_type":"CREATOR"}},
]}),{"Badger":0,"Crane":1,"Dolphin":2},"messages.json")
case("markdown table", f"| Name | Code |\n|------|------|\n| Badger | {A} |\n| Crane | {B} |\n",{"Badger":0,"Crane":1},"t.md")
case("signal desktop copy", f"""Badger Brook
{A}
2m
Crane
{B}
1m
Dolphin
{D}
now
""",{"Badger Brook":0,"Crane":1,"Dolphin":2})
case("system join named like code line", f"20.11.26, 14:00 - Badger: {A}\n20.11.26, 14:00 - Crane wurde hinzugefügt\n{B}\n20.11.26, 14:01 - Dolphin: {D}",{"Badger":0,"Dolphin":2,None:1})
case("teams new org", f"BROOK Badger (VEGA/DE-1)\n  20/11 14:00\n{A}\nSTONE Crane (VEGA/DE-2)\n  20/11 14:01\n{B}\n",{"BROOK Badger (VEGA/DE-1)":0,"STONE Crane (VEGA/DE-2)":1})
case("teams new one line", f"Brook, Badger  20/11 14:00\n{A}\nStone, Crane  20/11 14:01\n{B}\n",{"Brook, Badger":0,"Stone, Crane":1})
case("telegram name url", f"Badger, [20.11.26 14:00]\n{A}\n\nCrane 3:15, [20.11.26 14:01]\n{B}\n",{"Badger":0,"Crane 3:15":1})
case("wa colon in name one", f"20.11.26, 14:00 - Badger: {A}\n20.11.26, 14:01 - Crane: Ops: {B}\n20.11.26, 14:01 - Crane: Dev: {D}\n",{"Badger":0,"Ops":1,"Dev":2})
case("wa correction words", f"20.11.26, 14:00 - Badger: {A}\n20.11.26, 14:01 - Badger: Korrektur: {B}\n",{"Badger":1})
case("wa correction sentence", f"20.11.26, 14:00 - Badger: {A}\n20.11.26, 14:01 - Badger: so, das ist jetzt der richtige: {B}\n",{"Badger":1})
case("wa facilitator quotes list", f"20.11.26, 14:00 - Host: Bitte Codes schicken, z. B. {M}\n20.11.26, 14:01 - Badger: {A}\n20.11.26, 14:02 - Host: danke Badger, {A} ist da\n20.11.26, 14:03 - Crane: {B}\n",{"Host":11,"Badger":0,"Crane":1})
case("wa two codes own and partner", f"20.11.26, 14:00 - Badger: {A}\n20.11.26, 14:01 - Crane: {B}\n20.11.26, 14:02 - Crane: und der von Dolphin: {D}\n",{"Crane":2,"Badger":0})
case("zoom host gets dms", f"14:00:11 From Badger to Me(Direct Message):\n\t{A}\n14:00:12 From Crane to Me(Direct Message):\n\t{B}\n14:00:13 From Me to Crane(Direct Message):\n\tthanks, got {B}\n",{"Badger":0,"Crane":1})
case("zoom msg multi", f"14:00:11 From Badger to Everyone:\n\tthis is mine:\n\t{A}\n14:00:12 From Crane to Everyone:\n\tBadger: nice\n\t{B}\n",{"Badger":0,"Crane":1})
case("zoom phones", f"14:00:11 From iPhone to Everyone:\n\t{A}\n14:00:12 From iPhone to Everyone:\n\t{B}\n14:00:13 From Badger’s iPad to Everyone:\n\t{D}\n",{"iPhone":0,"iPhone (2)":1,"Badger’s iPad":2},questions=1)
case("mail de outlook mobile", f"Von: Badger Brook <badger@example.org>\nDatum: Freitag, 20. November 2026 um 14:00\nAn: Host <h@example.org>\nBetreff: AW: Code\n{A}\n\nVon: Crane <crane@example.org>\nDatum: Freitag, 20. November 2026 um 14:01\nAn: Host <h@example.org>\nBetreff: AW: Code\n{B}\n",{"Badger Brook":0,"Crane":1})
case("html mail outlook", f"<html><body><p>mine {A}</p><div style='border-top:solid'><p><b>From:</b> Badger Brook &lt;badger@example.org&gt;<br><b>Sent:</b> Friday, November 20, 2026 2:00 PM<br><b>To:</b> Host<br><b>Subject:</b> code</p></div><p>{B}</p></body></html>",{None:0,"Badger Brook":1},"m.html")
case("gmail html", f"<div dir='ltr'>mine {A}</div><br><div class='gmail_quote'><div dir='ltr' class='gmail_attr'>On Fri, Nov 20, 2026 at 2:00 PM Badger &lt;<a href='mailto:badger@example.org'>badger@example.org</a>&gt; wrote:<br></div><blockquote class='gmail_quote'>{B}</blockquote></div>",{None:0,"Badger":1},"m.html")
case("slack html-ish teams export", "<html><body>"+"".join(f"<div class='c-message_kit__message'><a class='c-message__sender_link'>{n}</a><span>{c}</span></div>" for n,c in (("Badger",A),("Crane",B)))+"</body></html>",{"Badger":0,"Crane":1},"s.html")
case("dce html", "<!DOCTYPE html><html><body>"+"".join(f"<div class=chatlog__message-group><div class=chatlog__message-container><div class=chatlog__message><div class=chatlog__message-primary><div class=chatlog__header><span class=chatlog__author title={n}>{n}</span><span class=chatlog__timestamp>20/11/2026 14:00</span></div><div class='chatlog__content chatlog__markdown'><span class=chatlog__markdown-preserve>{c}</span></div></div></div></div></div>" for n,c in (("Badger",A),("Crane",B)))+"</body></html>",{"Badger":0,"Crane":1},"d.html")
case("matrix html export", "<!DOCTYPE html><html><body>"+"".join(f"<li class='mx_EventTile'><span class='mx_DisambiguatedProfile_displayName'>{n}</span><a class='mx_MessageTimestamp'>14:00</a><div class='mx_EventTile_body'>{c}</div></li>" for n,c in (("Badger",A),("Crane",B)))+"</body></html>",{"Badger":0,"Crane":1},"mx.html")
case("whatsapp web copy", f"[14:00, 20.11.2026] Badger: {A}\n[14:01, 20.11.2026] +49 170 1234567: {B}\n",{"Badger":0,"+49 170 1234567":1})
case("wa web copy en", f"[2:00 pm, 20/11/2026] Badger: {A}\n[2:01 pm, 20/11/2026] Crane: {B}\n",{"Badger":0,"Crane":1})
case("messenger json", json.dumps({"participants":[{"name":"Badger"},{"name":"Crane"}],"messages":[{"sender_name":"Badger","timestamp_ms":1,"content":A},{"sender_name":"Crane","timestamp_ms":2,"content":B,"reactions":[{"reaction":"x","actor":"Badger"}]}]}),{"Badger":0,"Crane":1},"message_1.json")
case("rocketchat json", json.dumps({"messages":[{"_id":"1","msg":A,"u":{"_id":"u1","username":"badger","name":"Badger"}},{"_id":"2","msg":B,"u":{"_id":"u2","username":"crane","name":"Crane"}}]}),{"Badger":0,"Crane":1},"m.json")
case("teams graph json", json.dumps({"value":[{"id":"1","from":{"user":{"id":"a","displayName":"Badger"}},"body":{"contentType":"html","content":f"<div>{A}</div>"},"attachments":[]},{"id":"2","from":{"user":{"id":"b","displayName":"Crane"}},"body":{"contentType":"html","content":f"<attachment id='1'></attachment><p>{B}</p>"},"attachments":[{"id":"1","contentType":"messageReference","content":json.dumps({"messageId":"1","messagePreview":A,"messageSender":{"user":{"displayName":"Badger"}}})}]}]}),{"Badger":0,"Crane":1},"t.json")
case("webex json", json.dumps({"items":[{"id":"1","personId":"p1","personEmail":"badger@example.org","text":A},{"id":"2","personId":"p2","personEmail":"crane@example.org","text":B,"parentId":"1"}]}),{"badger@example.org":0,"crane@example.org":1},"w.json")
case("signal json", "\n".join(json.dumps(x) for x in [{"date":"2026-11-20","sender":"Badger","body":A,"quote":"","sticker":"","reactions":[],"attachments":[]},{"date":"2026-11-20","sender":"Crane","body":B,"quote":A,"reactions":[]}]),{"Badger":0,"Crane":1},"data.json")
case("csv chat export teams", f"Date,User,Message\n2026-11-20 14:00,Badger,{A}\n2026-11-20 14:01,Crane,\"hi\n{B}\"\n",{"Badger":0,"Crane":1},"c.csv")
case("csv slack", f"ts,user,text\n1.1,Badger,{A}\n1.2,Crane,{B}\n",{"Badger":0,"Crane":1},"c.csv")
case("csv form with consent & name split it", f"Informazioni cronologiche;Nome;Cognome;Codice\n20/11/2026 14.00.11;Nottola;Rossi;{A}\n20/11/2026 14.01.11;Bisonte;Verdi;{B}\n",{"Nottola Rossi":0,"Bisonte Verdi":1},"i.csv")
case("csv pt", f"Carimbo de data/hora,Endereço de e-mail,Qual é o seu nome?,Código\n20/11/2026 14:00:11,jacare@example.org,Jacaré,{A}\n20/11/2026 14:01:11,badger@example.org,Badger,{B}\n",{"Jacaré":0,"Badger":1},"p.csv")
case("csv ja", f"タイムスタンプ,お名前,コード\n2026/11/20 14:00:11,狐,{A}\n2026/11/20 14:01:11,熊,{B}\n",{"狐":0,"熊":1},"j.csv")
case("csv ja cp932", f"タイムスタンプ,お名前,コード\r\n2026/11/20 14:00:11,白狐花子,{A}\r\n2026/11/20 14:01:11,大熊一郎,{B}\r\n".encode("cp932"),{"白狐花子":0,"大熊一郎":1},"j.csv")
case("csv fr horodateur", f"Horodateur,Comment t'appelles-tu ?,Votre code\n20/11/2026 14:00:11,Élan,{A}\n20/11/2026 14:01:11,Loutre,{B}\n",{"Élan":0,"Loutre":1},"f.csv")
case("excel sheet missing one head", "\tML\tSE\tDP\tAI\tCo\tLe\n"+_sheet("Badger","Crane"),{"Badger":0,"Crane":1})
case("sheet typed comma", _sheet("Badger","Crane","Dolphin", between=","),{"Badger":0,"Crane":1,"Dolphin":2})
case("sheet csv nohead", _sheet("Badger","Crane","Dolphin", between=","),{"Badger":0,"Crane":1,"Dolphin":2},"x.csv")
case("sheet full name comma", _sheet("Brook, Badger","Stone, Crane"),{"Brook, Badger":0,"Stone, Crane":1})
case("sheet nohead tsv codes", f"Badger\tPlatform\t{A}\nCrane\tOps\t{B}\n",{"Badger":0,"Crane":1},"x.tsv")
case("same name two in typed list", f"Badger: {A}\nBadger: {B}\nCrane: {D}\n",{"Badger":0,"Badger (2)":1,"Crane":2},questions=1)
case("rtl list", f"ثعلب: {A}\nأرنب: {B}\n",{"ثعلب":0,"أرنب":1})
case("near: lost one char row inside chat", f"[14:00] Badger: {A[:10]}{A[11:]}\n[14:01] Crane: {B}\n",{"Crane":1},refused=1)
case("near: line-wrapped", f"[14:00] Badger: {A[:14]}\n{A[14:]}\n[14:01] Crane: {B[:4]} {B[4:]}\n",{"Badger":0,"Crane":1})
case("near: markdown/zero width", f"[14:00] Badger: **{A}**\n[14:01] Crane: {chr(0x200b).join(B)}\n[14:02] Dolphin: `{D}`\n[14:03] Otter: ~~{E}~~\n[14:04] Heron: ||{F}||\n",{"Badger":0,"Crane":1,"Dolphin":2,"Otter":3,"Heron":4})
case("near: fullwidth & emoji prefix", f"[14:00] Badger: 👉{A}👈\n[14:01] Crane: {''.join(chr(ord(c)+0xfee0) if 33<=ord(c)<=126 else c for c in B)}\n",{"Badger":0,"Crane":1})
case("near: url", f"[14:00] Badger: https://example.org/?c={A}\n[14:01] Crane: <{B}>\n",{"Badger":0,"Crane":1})
case("irc weechat plain", f"14:00:11 badger | {A}\n14:01:11  crane | {B}\n14:02:11  -- | dolphin is now known as dy\n14:03:11  dy | {D}\n",{"badger":0,"crane":1,"dy":2})
case("meeting notes md", f"## Codes\n\n* **Badger**: {A}\n* **Crane** – {B}\n* Dolphin ({D})\n",{"Badger":0,"Crane":1,"Dolphin":2})
case("gmeet transcript", f"00:00:00\nBadger Brook: hi\nCrane Stone: {B}\nBadger Brook: {A}\n",{"Badger Brook":0,"Crane Stone":1})
case("srt", f"1\n00:00:01,000 --> 00:00:04,000\nBadger: {A}\n\n2\n00:00:05,000 --> 00:00:09,000\nCrane: {B}\n",{"Badger":0,"Crane":1},"x.srt")
case("jitsi copy", f"Badger\n{A}\n2:00 PM\nCrane\n{B}\n2:01 PM\nDolphin\n{D}\n2:02 PM\n",{"Badger":0,"Crane":1,"Dolphin":2})
case("bbb saved", f"[14:00] Badger: {A}\n[14:01] Crane: {B}\n[14:02]   : welcome\n",{"Badger":0,"Crane":1})
case("bbb copy", f"Badger\n14:00\n{A}\nCrane\n14:01\n{B}\n",{"Badger":0,"Crane":1})
case("zulip copy", f"Badger Brook\n{A}\n2:00 PM\nCrane Stone\n{B}\n2:01 PM\nDolphin\n{D}\n2:02 PM\n",{"Badger Brook":0,"Crane Stone":1,"Dolphin":2})
case("threema", f"[20.11.2026, 14:00] Badger: {A}\n[20.11.2026, 14:01] ~Crane: {B}\n",{"Badger":0,"Crane":1})
case("imessage copy", f"Badger\n20 Nov 2026 at 14:00\n{A}\nCrane\n20 Nov 2026 at 14:01\n{B}\n",{"Badger":0,"Crane":1})
case("wechat copy", f"狐狸:\n{A}\n\n仙鹤:\n{B}\n",{"狐狸":0,"仙鹤":1})
case("wechat copy time", f"狐狸 2026/11/20 14:00:11\n{A}\n\n仙鹤 2026/11/20 14:01:11\n{B}\n",{"狐狸":0,"仙鹤":1})
case("dingtalk", f"狐狸 11-20 14:00:11\n{A}\n仙鹤 11-20 14:01:11\n{B}\n",{"狐狸":0,"仙鹤":1})
case("wa clock first", f"14:00, 20/11/2026 - Cáo: {A}\n14:01, 20/11/2026 - Gấu: {B}\n14:02, 20/11/2026 - Cáo: {D}\n",{"Cáo":2,"Gấu":1})
case("wa colon in brackets", f"[20.11.26, 14:00:11] Badger (Team 3:1): {A}\n[20.11.26, 14:01:11] Crane [QA: B]: {B}\n",{"Badger (Team 3:1)":0,"Crane [QA: B]":1})
case("wa quoted by a mail", f"Here is our chat:\n\n> [20.11.26, 14:00:11] Badger: {A}\n> [20.11.26, 14:01:11] Crane: {B}\n> [20.11.26, 14:02:11] Badger: {D}\n",{"Badger":2,"Crane":1})
case("wa indented", f"    20/11/2026, 14:00 - Badger: {A}\n    20/11/2026, 14:01 - Crane: {B}\n    20/11/2026, 14:02 - Badger: {D}\n",{"Badger":2,"Crane":1})
case("wa on one line", f"[20.11.26, 14:00:11] Badger: {A} [20.11.26, 14:01:11] Crane: {B} [20.11.26, 14:02:11] Otter: {D}",{"Badger":0,"Crane":1,"Otter":2})
case("wa arabic digits", f"{RLM}٢٠{RLM}/١١{RLM}/٢٠٢٦، ٢:٠٠ م - ثعلب: {A}\n{RLM}٢٠{RLM}/١١{RLM}/٢٠٢٦، ٢:٠١ م - دب: {B}\n",{"ثعلب":0,"دب":1})
case("zoom ru/uk/cs/el/tr", f"14:00:11 От Лиса кому Все:\n\t{A}\n14:00:12 Від Вовк до Усі:\n\t{B}\n14:00:13 Od Vlk pro Všichni:\n\t{D}\n14:00:14 Από Λύκος προς Όλους:\n\t{E}\n14:00:15 Kimden Tilki Kime Herkes:\n\t{F}\n",{"Лиса":0,"Вовк":1,"Vlk":2,"Λύκος":3,"Tilki":4})
case("zoom he/ar", f"14:00:11 מאת שועל אל כולם:\n\t{A}\n14:00:12 من ثعلب إلى الجميع:\n\t{B}\n",{"שועל":0,"ثعلب":1})
case("tg edited, forwarded", f"Badger, [20.11.2026 14:00]\n{A}\n\nCrane, [20.11.2026 14:02] (edited)\n{B}\n\nHost, [20.11.2026 14:03]\n[ Forwarded from Otter ]\n{D}\n",{"Badger":0,"Crane":1,"Otter":2})
case("slack thread ago", f"Badger\n  5 minutes ago\n{A}\nCrane\n  < 1 minute ago\n{B}\nOtter\n  just now\n{D}\n",{"Badger":0,"Crane":1,"Otter":2})
case("slack thread ago de", f"Badger\n  vor 5 Minuten\n{A}\nCrane\n  vor einer Stunde\n{B}\n",{"Badger":0,"Crane":1})
case("gchat edited", f"Badger Brook, Fri 2:00 PM\n{A}\nCrane, Fri 2:01 PM, Edited\n{B}\n",{"Badger Brook":0,"Crane":1})
case("gchat comma", f"Badger Brook\n, 2:00 PM\n{A}\nCrane\n, 2:01 PM, Edited\n{B}\n",{"Badger Brook":0,"Crane":1})
case("gotomeeting", f"Badger (to Everyone):\n2:00 PM: {A}\nCrane (to Organizer(s) Only):\n2:01 PM: {B}\n",{"Badger":0,"Crane":1})
case("signal md", f"# Vega\n\n**Badger** (2026-11-20 14:00): {A}\n\n**Crane** (2026-11-20 14:01): {B}\n",{"Badger":0,"Crane":1})
case("viber", f"20/11/2026,14:00:11,Badger,+49 170 000001,{A}\n20/11/2026,14:01:11,Crane,+49 170 000002,{B}\n",{"Badger":0,"Crane":1})
case("zoom poll", f"Poll Report\nReport Generated:,11/20/2026 14:00\nTopic,Meeting ID\nVega,123 456 789\n\n#,User Name,User Email,Submitted Date/Time,\n1,Badger,b@example.org,\"Nov 20, 2026 14:00:11\",Your code?,{A}\n2,Crane,c@example.org,\"Nov 20, 2026 14:01:11\",Your code?,{B}\n",{"Badger":0,"Crane":1},"poll.csv")
case("typed behind", f"{A} - Badger\n{B} (Crane Brook)\n{D}\tOtter\n{E}, Heron\n",{"Badger":0,"Crane Brook":1,"Otter":2,"Heron":3})
case("typed below", f"{A}\nBadger\n{B}\nCrane\n{D}\nOtter\n{E}\nHeron\n{F}\nLynx\n{G}\nMole\n",{"Badger":0,"Crane":1,"Otter":2,"Heron":3,"Lynx":4,"Mole":5})
case("form by mail", f"Name: Badger\nDatum: 20.11.2026\nDein Code: {A}\n----\nName: Crane\nDatum: 20.11.2026\nDein Code: {B}\n",{"Badger":0,"Crane":1})
case("form by mail, below", f"Your name\nBadger\nYour code\n{A}\n\nYour name\nCrane\nYour code\n{B}\n",{"Badger":0,"Crane":1})
case("mail subject", f"Message-ID: <1@x>\nMIME-Version: 1.0\nFrom: Badger <b@x.org>\nSubject: {A}\nContent-Type: text/plain\n\nsee above\n",{"Badger":0},"m.eml")
case("typed behind on one line", f"{A} Badger; {B} Crane; {D} Otter",{"Badger":0,"Crane":1,"Otter":2})
case("typed with pronouns", f"Badger (she/her): {A}\nCrane (they/them) – {B}\n",{"Badger (she/her)":0,"Crane (they/them)":1})
case("typed with and", f"Badger: {A} and Crane: {B} and Otter: {D}",{"Badger":0,"Crane":1,"Otter":2})
case("wa as bullets", f"- [20.11.26, 14:00:11] Badger: {A}\n- [20.11.26, 14:01:11] Crane: {B}\n- [20.11.26, 14:02:11] Badger: {D}\n",{"Badger":2,"Crane":1})
case("log in a sheet", f"20/11/2026\t14:00\tBadger\t{A}\n20/11/2026\t14:01\tCrane\t{B}\n20/11/2026\t14:02\tBadger\t{D}\n",{"Badger":2,"Crane":1})
case("linkedin copy", f"Badger Brook\n• 2:00 PM\n{A}\nCrane\n• 2:01 PM\n{B}\n",{"Badger Brook":0,"Crane":1})
case("piece of a page", f"<b>Badger</b>: {A.replace('-','&#45;')}<br>\n<b>Crane</b>: {B}<br>\n",{"Badger":0,"Crane":1})
