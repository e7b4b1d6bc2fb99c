"""Outlines of small legal texts in many styles and languages; every text is synthetic."""

from __future__ import annotations

import pytest

from travaux.text.clauses import Clause, Line, Opening
from travaux.text.outline import outline


def tree(clauses: tuple[Clause, ...], depth: int = 0) -> str:
    """Returns an outline as a person would write it down: kind, label, heading, a mark where it is quoted."""
    rows = []
    for clause in clauses:
        heading = f" | {clause.heading}" if clause.heading else ""
        quoted = " (quoted)" if clause.quoted else ""
        rows.append("  " * depth + f"{clause.kind} {clause.label}".rstrip() + heading + quoted + "\n")
        rows.append(tree(clause.children, depth + 1))
    return "".join(rows)


TEXTS = {
    "european_regulation": (
        """\
REGULATION (EU) 2099/1 OF THE ASSEMBLY
of 1 January 2099
on the harmonised rules for kites
(Text with relevance)

THE EUROPEAN ASSEMBLY,

Having regard to the Treaty on Kites, and in particular Article 114 thereof,

Whereas:

(1) Kites are a matter of common concern.

(2) The rules should be clear. Article 5 of the Treaty applies.

HAS ADOPTED THIS REGULATION:

CHAPTER I
GENERAL PROVISIONS

Article 1
Subject matter

1.   This Regulation lays down rules on kites.

2.   It does not apply to:

(a) toys;

(b) kites used by:
(i) the military;
(ii) the police.

Article 2
Definitions

For the purposes of this Regulation, the following definitions apply:

(1) ‘kite’ means a tethered aircraft;

(2) ‘string’ means a tether.

CHAPTER II
KITES

SECTION 1
Small kites

Article 3
Small kites

Member States shall:
— register kites;
— inform the others.

SECTION 2
Large kites

Article 3a
Large kites

1. Large kites are prohibited.

By way of derogation, paragraph 1 does not apply on Sundays.

ANNEX I
List of kites

PART A
Diamond kites

1. Red.
2. Blue.
""",
        """\
front
preamble
  recital
  recital (1)
  recital (2)
chapter CHAPTER I | GENERAL PROVISIONS
  article Article 1 | Subject matter
    paragraph 1.
    paragraph 2.
      point (a)
      point (b)
        point (i)
        point (ii)
  article Article 2 | Definitions
    paragraph (1)
    paragraph (2)
chapter CHAPTER II | KITES
  section SECTION 1 | Small kites
    article Article 3 | Small kites
      indent —
      indent —
  section SECTION 2 | Large kites
    article Article 3a | Large kites
      paragraph 1.
annex ANNEX I | List of kites
  part PART A | Diamond kites
    paragraph 1.
    paragraph 2.
""",
    ),
    "american_contract": (
        """\
ARTICLE I
DEFINITIONS

Section 1.1 Defined Terms. As used in this Agreement:

“Affiliate” means any company under common control.

“Business Day” means a day other than Sunday.

Section 1.2 Construction. The headings are for convenience only.

ARTICLE II
THE LOAN

Section 2.1 The Loan. Subject to Section 1.1, the Lender shall:
(a) make the loan;
(b) keep records, including:
(i) of interest; and
(ii) of principal; and
(c) give notice.

Section 2.2 Interest. Interest accrues daily.

IN WITNESS WHEREOF, the parties have executed this Agreement.

By: ______
""",
        """\
article ARTICLE I | DEFINITIONS
  section Section 1.1 | Defined Terms
    definition | Affiliate
    definition | Business Day
  section Section 1.2 | Construction
article ARTICLE II | THE LOAN
  section Section 2.1 | The Loan
    point (a)
    point (b)
      point (i)
      point (ii)
    point (c)
  section Section 2.2 | Interest
closing
""",
    ),
    "sections_inside_articles": (
        """\
Article I
Section 1.
All powers are vested in an Assembly.
Section 2.
The House is composed of members.
Article II
Section 1.
The power is vested in a President.
Section 2.
The President shall be Commander.
""",
        """\
article Article I
  section Section 1.
  section Section 2.
article Article II
  section Section 1.
  section Section 2.
""",
    ),
    "british_act": (
        """\
PART 1
GENERAL

1 Fees
(1) The Authority may charge fees.
(2) In subsection (1) “fees” includes charges.
(3) After section 12 of the Kites Act 2001 insert—
“12A Powers of entry
(1) An officer may enter premises.
(2) Subsection (1) does not apply to dwellings.”
(4) Section 13 is repealed.

2 Reports
(1) The Authority must report.
(1A) The report must be published.
(2) Reports must—
(a) be annual,
(aa) be signed, and
(b) be brief,
and must be laid before the Assembly.

PART 2
FINAL

3 Short title
This Act may be cited as the Kites Act 2099.

SCHEDULE 1
Section 2
TRANSITIONAL PROVISION

1 In this Schedule “old Act” means the Kites Act 1901.
2 (1) The old Act applies to old kites.
(2) It does not apply to others.
""",
        """\
part PART 1 | GENERAL
  section 1 | Fees
    paragraph (1)
    paragraph (2)
    paragraph (3)
      section 12A | Powers of entry (quoted)
        paragraph (1) (quoted)
        paragraph (2) (quoted)
    paragraph (4)
  section 2 | Reports
    paragraph (1)
    paragraph (1A)
    paragraph (2)
      point (a)
      point (aa)
      point (b)
part PART 2 | FINAL
  section 3 | Short title
schedule SCHEDULE 1
  section Section 2 | TRANSITIONAL PROVISION
    paragraph 1
    paragraph 2
      point (1)
      point (2)
""",
    ),
    "letters_and_roman_numbers": (
        """\
Article 1
The Parties shall:
(a) a1;
(b) b1;
(c) c1;
(d) d1;
(e) e1;
(f) f1;
(g) g1;
(h) h1;
(i) i1;
(j) j1;
(k) k1.
Article 2
(a) first:
(i) one;
(ii) two;
(iii) three;
(iv) four;
(v) five;
(vi) six;
(b) second;
(c) third:
(i) only one.
Article 3
(t) t;
(u) u;
(v) v;
(w) w;
(x) x;
(y) y;
(z) z;
(aa) aa;
(bb) bb.
""",
        """\
article Article 1
  point (a)
  point (b)
  point (c)
  point (d)
  point (e)
  point (f)
  point (g)
  point (h)
  point (i)
  point (j)
  point (k)
article Article 2
  point (a)
    point (i)
    point (ii)
    point (iii)
    point (iv)
    point (v)
    point (vi)
  point (b)
  point (c)
    point (i)
article Article 3
  point (t)
  point (u)
  point (v)
  point (w)
  point (x)
  point (y)
  point (z)
  point (aa)
  point (bb)
""",
    ),
    "french": (
        """\
PRÉAMBULE

Les Parties au présent Accord,

Considérant l'importance des cerfs-volants,

Reconnaissant le droit de chacun à l'air,

Sont convenues de ce qui suit :

TITRE PREMIER
DISPOSITIONS GÉNÉRALES

Article premier
Objet

Le présent Accord a pour objet la paix.

Article 2
Définitions

Aux fins du présent Accord :
a) « Partie » désigne un État ;
b) « ciel » désigne l'air.

Article 2 bis
L'article 2 s'applique.

Article 3 ter. – Dispositions finales
1° Le secrétariat tient un registre ;
2° Il le publie.

Fait à Boria, le 1er janvier 2099.
""",
        """\
preamble PRÉAMBULE
  recital
  recital
title TITRE PREMIER | DISPOSITIONS GÉNÉRALES
  article Article premier | Objet
  article Article 2 | Définitions
    point a)
    point b)
  article Article 2 bis
  article Article 3 ter. | Dispositions finales
    paragraph 1°
    paragraph 2°
closing
""",
    ),
    "german": (
        """\
Erster Abschnitt
Allgemeine Vorschriften

§ 1 Geltungsbereich
(1) Dieses Gesetz gilt für Drachen.
(2) § 5 Absatz 2 gilt entsprechend.

§ 2 Begriffsbestimmungen
Im Sinne dieses Gesetzes sind
1. Drachen: Fluggeräte,
2. Schnüre: Leinen
a) aus Hanf,
b) aus Seide.

§ 2a Ausnahmen
Artikel 5 Absatz 1 findet keine Anwendung.

Zweiter Abschnitt
Schlussvorschriften

§ 3 Inkrafttreten
Dieses Gesetz tritt am 1. Januar 2099 in Kraft.

Anlage 1
Muster
""",
        """\
section Erster Abschnitt | Allgemeine Vorschriften
  article § 1 | Geltungsbereich
    paragraph (1)
    paragraph (2)
  article § 2 | Begriffsbestimmungen
    paragraph 1.
    paragraph 2.
      point a)
      point b)
  article § 2a | Ausnahmen
section Zweiter Abschnitt | Schlussvorschriften
  article § 3 | Inkrafttreten
annex Anlage 1 | Muster
""",
    ),
    "russian": (
        """\
Преамбула

Стороны настоящего Соглашения,

признавая важность мира,

согласились о нижеследующем:

Глава I. Общие положения

Статья 1. Предмет
1. Настоящее Соглашение регулирует змеев.
2. Стороны:
а) сотрудничают;
б) обмениваются данными;
в) отчитываются.

Статья 2. Определения
Для целей настоящего Соглашения используются следующие термины.

Приложение 1
Перечень
""",
        """\
preamble Преамбула
  recital
chapter Глава I. | Общие положения
  article Статья 1. | Предмет
    paragraph 1.
    paragraph 2.
      point а)
      point б)
      point в)
  article Статья 2. | Определения
annex Приложение 1 | Перечень
""",
    ),
    "chinese": (
        """\
序言

第一章　总则

第一条　为了和平，制定本协定。

第二条　缔约方应当：
（一）合作；
（二）交换信息。

第三条 第一条规定的义务不受影响。

第二章　附则

第十条　本协定自签署之日起生效。
""",
        """\
preamble 序言
chapter 第一章 | 总则
  article 第一条
  article 第二条
    paragraph （一）
    paragraph （二）
  article 第三条
chapter 第二章 | 附则
  article 第十条
""",
    ),
    "arabic": (
        """\
الديباجة
إن الأطراف في هذا الاتفاق،

المادة 1
الغرض

1. يهدف هذا الاتفاق إلى السلام.
2. تتعاون الأطراف:
(أ) في العلم؛
(ب) في الفن.

المادة 2
المادة 1 من الاتفاقية تنطبق.
""",
        """\
preamble الديباجة
article المادة 1 | الغرض
  paragraph 1.
  paragraph 2.
    point (أ)
    point (ب)
article المادة 2
""",
    ),
    "spanish": (
        """\
TÍTULO I
Disposiciones generales

Artículo 1. Objeto.
El presente Acuerdo tiene por objeto la paz.

Artículo 2. Definiciones.
A los efectos del presente Acuerdo:
a) por «Parte» se entiende un Estado;
b) por «cielo» se entiende el aire.

Artículo 2 bis.- Excepciones
1. El artículo 2 no se aplica.

Disposición adicional primera. Registro.
Se crea un registro.

ANEXO
""",
        """\
title TÍTULO I | Disposiciones generales
  article Artículo 1. | Objeto
  article Artículo 2. | Definiciones
    point a)
    point b)
  article Artículo 2 bis.- | Excepciones
    paragraph 1.
  article Disposición adicional primera. | Registro
annex ANEXO
""",
    ),
    "greek": (
        """\
ΚΕΦΑΛΑΙΟ Α΄
ΓΕΝΙΚΕΣ ΔΙΑΤΑΞΕΙΣ
Άρθρο 1
Σκοπός
1. Ο παρών νόμος ρυθμίζει τους αετούς.
2. Τα μέρη:
α) συνεργάζονται,
β) ενημερώνουν.
Άρθρο 2
Ορισμοί
""",
        """\
chapter ΚΕΦΑΛΑΙΟ Α΄ | ΓΕΝΙΚΕΣ ΔΙΑΤΑΞΕΙΣ
  article Άρθρο 1 | Σκοπός
    paragraph 1.
    paragraph 2.
      point α)
      point β)
  article Άρθρο 2 | Ορισμοί
""",
    ),
    "turkish": (
        """\
BİRİNCİ BÖLÜM
Genel Hükümler
Madde 1 – Bu Kanun uçurtmaları düzenler.
Madde 2 – (1) Taraflar iş birliği yapar.
(2) Taraflar bilgi verir.
""",
        """\
chapter BİRİNCİ BÖLÜM | Genel Hükümler
  article Madde 1
  article Madde 2
    paragraph (1)
    paragraph (2)
""",
    ),
    "polish": (
        """\
Rozdział 1
Przepisy ogólne
Art. 1. Ustawa reguluje latawce.
Art. 2. 1. Strony współpracują.
2. Strony informują:
1) ministra;
2) policję.
Art. 2a. Przepisów art. 2 nie stosuje się.
""",
        """\
chapter Rozdział 1 | Przepisy ogólne
  article Art. 1.
  article Art. 2.
    paragraph 1.
    paragraph 2.
      point 1)
      point 2)
  article Art. 2a.
""",
    ),
    "english_contract": (
        """\
SERVICES AGREEMENT

This Agreement is made on 1 January 2099 between:

(1) Boria Ltd (the “Supplier”); and
(2) Celia SA (the “Customer”).

BACKGROUND

(A) The Supplier makes kites.
(B) The Customer wants kites.

AGREED TERMS

1. Interpretation
1.1 The definitions in this clause apply.
1.2 A reference to a clause is to a clause of this Agreement.

2. Supply
2.1 The Supplier shall:
(a) deliver the kites; and
(b) insure them.
2.2 Clause 2.1 does not apply to:
2.2.1 spare parts; or
2.2.2 string.

3. Term
3.1 This Agreement starts on 1 January 2099.

SCHEDULE 1
The Kites
1. Red kite
2. Blue kite
""",
        """\
front
section (1)
section (2)
preamble BACKGROUND
  recital (A)
  recital (B)
heading | AGREED TERMS
  section 1. | Interpretation
    paragraph 1.1
    paragraph 1.2
  section 2. | Supply
    paragraph 2.1
      point (a)
      point (b)
    paragraph 2.2
      point 2.2.1
      point 2.2.2
  section 3. | Term
    paragraph 3.1
schedule SCHEDULE 1 | The Kites
  paragraph 1. | Red kite
  paragraph 2. | Blue kite
""",
    ),
    "cross_references_at_line_start": (
        """\
Article 4
1. Each Party shall report.
Article 5 shall apply to the reports.
2. The reports are referred to in
paragraph 2 above and in
Article 7 of the Convention.
Article 5
1. Nothing.
""",
        """\
article Article 4
  paragraph 1.
  paragraph 2.
article Article 5
  paragraph 1.
""",
    ),
    "hard_wrapped": (
        """\
Article 1

The Parties shall cooperate in accordance with the rules that are set out in
Article 5 of the Convention and shall not do anything that would be contrary to
paragraph 2 above or to the objectives of the Agreement as they are laid down in
section 3. The Parties may, in the year
2015. The secretariat shall act as the depositary and shall receive all of the
instruments that are sent to it under
Article 7. Parties shall send them.

Article 2

Nothing in this Agreement prevents any Party from doing what it would be doing in
any other case.
""",
        """\
article Article 1
article Article 2
""",
    ),
    "bracketed_labels": (
        """\
[Article 5]
[1. Each Party shall act.]
[2 bis. Each Party should act.]
[3.] Each Party may act:
[(a) quickly;]
[(b)] slowly;
[(c) never.]
[Article 6 bis
1. Text.]
""",
        """\
article [Article 5]
  paragraph 1.
  paragraph 2 bis.
  paragraph [3.]
    point (a)
    point [(b)]
    point (c)
article Article 6 bis
  paragraph 1.
""",
    ),
    "resolution": (
        """\
The General Assembly,

Recalling its resolution 1/1,

Deeply concerned about kites,

1. Decides to act;

2. Requests the Secretary-General:
(a) To report;
(b) To publish;

3. Decides to remain seized of the matter.
""",
        """\
preamble
  recital
  recital
section 1.
section 2.
  point (a)
  point (b)
section 3.
""",
    ),
    "report": (
        """\
I. INTRODUCTION
A. Background
1. The meeting was opened.
2. The chair spoke.
B. Attendance
3. All were there.
II. DISCUSSION
A. Kites
4. Kites were discussed.
""",
        """\
section I. | INTRODUCTION
  subsection A. | Background
    paragraph 1.
    paragraph 2.
  subsection B. | Attendance
    paragraph 3.
section II. | DISCUSSION
  subsection A. | Kites
    paragraph 4.
""",
    ),
    "contents_with_leaders": (
        """\
Contents
Article 1 Purpose ........ 3
Article 2 Scope ........ 4
Annex ........ 9

Article 1 Purpose
This is the purpose.
Article 2 Scope
This is the scope.
Annex
""",
        """\
contents
article Article 1 | Purpose
article Article 2 | Scope
annex Annex
""",
    ),
    "contents_without_leaders": (
        """\
KITES BILL
CONTENTS
Part 1
1 Fees
2 Reports
Part 2
3 Short title

PART 1
1 Fees
The Authority may charge fees.
2 Reports
The Authority must report.
PART 2
3 Short title
This Act may be cited as the Kites Act.
""",
        """\
front
contents
part PART 1
  section 1 | Fees
  section 2 | Reports
part PART 2
  section 3 | Short title
""",
    ),
    "prose": (
        """\
Dear colleagues,

I write to you about kites.

They are red.
""",
        """\
paragraph
paragraph
paragraph
""",
    ),
    "dutch": (
        """\
Hoofdstuk 1. Algemene bepalingen
Artikel 1
Begripsbepalingen
In deze wet wordt verstaan onder:
a. vlieger: een toestel;
b. touw: een lijn.
Artikel 1a
Artikel 1, onderdeel a, is van toepassing.
Bijlage I
""",
        """\
chapter Hoofdstuk 1. | Algemene bepalingen
  article Artikel 1 | Begripsbepalingen
    point a.
    point b.
  article Artikel 1a
annex Bijlage I
""",
    ),
    "italian": (
        """\
TITOLO I
Disposizioni generali
Art. 1.
(Oggetto)
1. La presente legge disciplina gli aquiloni.
2. Le Parti:
a) cooperano;
b) informano.
Art. 2-bis.
(Definizioni)
1. Le definizioni sono di cui all'allegato A.
ALLEGATO A
""",
        """\
title TITOLO I | Disposizioni generali
  article Art. 1. | (Oggetto)
    paragraph 1.
    paragraph 2.
      point a)
      point b)
  article Art. 2-bis. | (Definizioni)
    paragraph 1.
annex ALLEGATO A
""",
    ),
    "portuguese": (
        """\
CAPÍTULO I
Disposições gerais
Artigo 1.º
Objeto
1 - O presente acordo regula os papagaios.
2 - As Partes:
a) cooperam;
b) informam.
Artigo 2.º
Âmbito
O acordo aplica-se a tudo.
""",
        """\
chapter CAPÍTULO I | Disposições gerais
  article Artigo 1.º | Objeto
    paragraph 1
    paragraph 2
      point a)
      point b)
  article Artigo 2.º | Âmbito
""",
    ),
    "ukrainian": (
        """\
Розділ I
Загальні положення
Стаття 1. Предмет
1. Угода регулює зміїв.
2. Сторони:
а) співпрацюють;
б) обмінюються даними;
в) звітують.
Стаття 2. Терміни
Сторони визначають терміни.
Додаток 1
""",
        """\
chapter Розділ I | Загальні положення
  article Стаття 1. | Предмет
    paragraph 1.
    paragraph 2.
      point а)
      point б)
      point в)
  article Стаття 2. | Терміни
annex Додаток 1
""",
    ),
    "japanese": (
        """\
第一章 総則
第一条（目的） この協定は、凧を定める。
第二条 締約国は、次のことを行う。
一 協力すること。
二 報告すること。
第二条の二 例外を定める。
附則
""",
        """\
chapter 第一章 | 総則
  article 第一条 | （目的）
  article 第二条
    paragraph 一
    paragraph 二
  article 第二条の二
annex 附則
""",
    ),
    "korean": (
        """\
제1장 총칙
제1조(목적) 이 협정은 연을 규정한다.
제2조(정의) ① 당사국은 협력한다.
제3조(시행) 이 협정은 즉시 시행한다.
""",
        """\
chapter 제1장 | 총칙
  article 제1조 | (목적)
  article 제2조 | (정의)
  article 제3조 | (시행)
""",
    ),
    "hungarian": (
        """\
I. fejezet
Általános rendelkezések
1. cikk
Tárgy
(1) Ez a megállapodás a sárkányokról szól.
(2) A felek együttműködnek.
2. cikk
Fogalmak
A felek meghatározzák a fogalmakat.
""",
        """\
chapter I. fejezet | Általános rendelkezések
  article 1. cikk | Tárgy
    paragraph (1)
    paragraph (2)
  article 2. cikk | Fogalmak
""",
    ),
    "finnish": (
        """\
1 luku
Yleiset säännökset
1 §
Soveltamisala
Tämä laki koskee leijoja.
2 §
Määritelmät
Tässä laissa tarkoitetaan leijaa.
""",
        """\
chapter 1 luku | Yleiset säännökset
  article 1 § | Soveltamisala
  article 2 § | Määritelmät
""",
    ),
    "markdown": (
        """\
# Kite Agreement

## Preamble

The Parties to this Agreement,

*Recalling* the winds,

Have agreed as follows:

## Article 1

1. Each Party shall:

    1. fly;
    2. land.

2. Nothing else.

## Article 2 *(general)*

**Option 1:**

1. All Parties fly.

**Option 2:**

No text
""",
        """\
heading | Kite Agreement
  preamble Preamble
    recital
  article Article 1
    paragraph 1.
      point 1.
      point 2.
    paragraph 2.
  article Article 2 | (general)
    option Option 1:
      paragraph 1.
    option Option 2:
""",
    ),
    "definitions": (
        """\
1. Definitions
In this Agreement:
“Affiliate” means any company that:
(a) controls the Supplier; or
(b) is controlled by it.
“Fee” means the fee in Schedule 1.
“Term” has the meaning given in clause 3.
2. Fees
The Customer pays the Fee.
""",
        """\
section 1. | Definitions
  definition | Affiliate
    point (a)
    point (b)
  definition | Fee
  definition | Term
section 2. | Fees
""",
    ),
    "roman_list": (
        """\
Article 7
Measures include:
(i) one;
(ii) two;
(iii) three;
(iv) four;
(v) five;
(vi) six;
(vii) seven;
(viii) eight;
(ix) nine;
(x) ten.
""",
        """\
article Article 7
  point (i)
  point (ii)
  point (iii)
  point (iv)
  point (v)
  point (vi)
  point (vii)
  point (viii)
  point (ix)
  point (x)
""",
    ),
    "roman_list_inside_letters": (
        """\
Article 8
(f) six;
(g) seven;
(h) eight, including:
(i) one;
(ii) two;
(i) nine;
(j) ten.
""",
        """\
article Article 8
  point (f)
  point (g)
  point (h)
    point (i)
    point (ii)
  point (i)
  point (j)
""",
    ),
    "capital_letters": (
        """\
A. PURPOSE
1. To fly kites.
2. To land kites.
B. SCOPE
1. All kites.
C. FINAL
""",
        """\
section A. | PURPOSE
  paragraph 1.
  paragraph 2.
section B. | SCOPE
  paragraph 1.
section C. | FINAL
""",
    ),
    "closing_words": (
        """\
Article 9
1. A Party that:
(a) flies; or
(b) lands,
shall inform the others.
2. The others shall answer.
""",
        """\
article Article 9
  paragraph 1.
    point (a)
    point (b)
  paragraph 2.
""",
    ),
    "decision_with_bis": (
        """\
Decision 1/CP.1
Kites

The Conference of the Parties,

Recalling decision 2/CP.0,

1. Welcomes the kites;

1 bis. Welcomes the strings;

[2. Decides to fly;]

3. Requests the secretariat to report.
""",
        """\
front
preamble
  recital
section 1.
section 1 bis.
section 2.
section 3.
""",
    ),
    "amending_regulation": (
        """\
Article 1
Amendments
Regulation 1/2001 is amended as follows:
(1) Article 2 is replaced by the following:
‘Article 2
Scope
1. This Regulation applies to kites.
2. It does not apply to toys.’;
(2) in Article 3, the following paragraph is added:
‘3. Kites are red.’.
Article 2
Entry into force
This Regulation enters into force tomorrow.
""",
        """\
article Article 1 | Amendments
  paragraph (1)
    article Article 2 | Scope (quoted)
      paragraph 1. (quoted)
      paragraph 2. (quoted)
  paragraph (2)
    section 3. (quoted)
article Article 2 | Entry into force
""",
    ),
    "fragment": (
        """\
34. Thirty-four is here.
35. Thirty-five is here.
36. Thirty-six is here.
""",
        """\
section 34.
section 35.
section 36.
""",
    ),
    "years_are_no_labels": (
        """\
1. The Parties met.
2015. That was the year.
1990 was another year.
10 November was the day.
2. The Parties parted.
""",
        """\
section 1.
section 2.
""",
    ),
    "decimal_outline": (
        """\
1 Scope
1.1 Kites
1.1.1 Red kites
1.1.2 Blue kites
1.2 Strings
2 Terms
2.1 Words
""",
        """\
section 1 | Scope
  paragraph 1.1 | Kites
    point 1.1.1 | Red kites
    point 1.1.2 | Blue kites
  paragraph 1.2 | Strings
section 2 | Terms
  paragraph 2.1 | Words
""",
    ),
    "bis_ter_alt": (
        """\
Article 3
1. One.
1bis. One bis.
1 ter. One ter.
2.bis Two bis.
3-bis. Three bis.
3alt. Alternative.
4 alt. Alternative four.
Article 3bis
Article 3 ter
Article 4 quater
""",
        """\
article Article 3
  paragraph 1.
  paragraph 1bis.
  paragraph 1 ter.
  paragraph 2.bis
  paragraph 3-bis.
  paragraph 3alt.
  paragraph 4 alt.
article Article 3bis
article Article 3 ter
article Article 4 quater
""",
    ),
    "numbers_left_blank": (
        """\
Article X
Each Party shall fly.
Article [Y]
Each Party shall land.
Article [5][6]
Each Party shall wait.
""",
        """\
article Article X
article Article [Y]
article Article [5][6]
""",
    ),
    "titles_without_numbers": (
        """\
Introduction to Kites

Kites are flown by people who like the wind and the sky above them.

They are made of paper.

History of Kites

Kites are very old and have been flown for many years by many people.
""",
        """\
heading | Introduction to Kites
heading | History of Kites
""",
    ),
    "letters_with_roman_below": (
        """\
Article 1
a. first
b. second
c. third
  i. deep
  ii. deeper
d. fourth
""",
        """\
article Article 1
  point a.
  point b.
  point c.
    point i.
    point ii.
  point d.
""",
    ),
    "vietnamese": (
        """\
Chương I
Quy định chung
Điều 1. Phạm vi
1. Luật này quy định về diều.
2. Các bên:
a) hợp tác;
b) thông báo.
Điều 2. Giải thích
""",
        """\
chapter Chương I | Quy định chung
  article Điều 1. | Phạm vi
    paragraph 1.
    paragraph 2.
      point a)
      point b)
  article Điều 2. | Giải thích
""",
    ),
}


@pytest.mark.parametrize("name", TEXTS)
def test_outline(name: str) -> None:
    text, expected = TEXTS[name]
    assert tree(outline(text)) == expected


@pytest.mark.parametrize("name", TEXTS)
def test_windows_line_ends_change_nothing(name: str) -> None:
    text, expected = TEXTS[name]
    assert tree(outline(text.replace("\n", "\r\n"))) == expected


def test_own_words_leave_out_label_and_children_and_keep_chapeau_and_closing_words() -> None:
    text = "1. A Party that:\n(a) flies; or\n(b) lands,\nshall inform the others.\n2. Next.\n"
    first = outline(text)[0]
    assert [text[slice(*span)] for span in first.own] == ["A Party that:", "shall inform the others."]
    assert [text[slice(*child.own[0])] for child in first.children] == ["flies; or", "lands,"]
    assert text[slice(*first.span)] == text[: text.index("\n2.")]


def test_second_paragraph_without_a_number_goes_on_the_numbered_one() -> None:
    text = "Article 1\n1. First.\nBy way of derogation, second.\n2. Third.\n"
    article = outline(text)[0]
    assert [text[slice(*span)] for span in article.children[0].own] == ["First.\nBy way of derogation, second."]


def test_paths_and_numbers() -> None:
    text = "Preamble\nThe Parties,\nRecalling the winds,\nHave agreed as follows:\nArticle 2 bis\n1. One:\n(a) two.\n"
    preamble, article = outline(text)
    assert preamble.children[0].path == ("Preamble", "recital 1")
    assert article.number == "2bis"
    assert [clause.path for clause in article.walk()][-1] == ("Article 2 bis", "1.", "(a)")
    assert [clause.number for clause in article.walk()] == ["2bis", "1", "a"]


def test_heading_stands_for_a_missing_label_in_a_path() -> None:
    text = "# Record Protocol\n\nWords.\n\n## Limits\n\nMore words.\n"
    (top,) = outline(text)
    assert [clause.path for clause in top.walk()] == [("Record Protocol",), ("Record Protocol", "Limits")]


def test_numbers_of_the_word_processor_are_labels_that_are_not_printed() -> None:
    text = "Purpose\nTo fly kites.\nThe Parties shall:\nact;\nreport.\nNothing else."
    labels = ["Article 1", "1.", "2.", "(a)", "(b)", "3."]
    lines = tuple(Line(label) for label in labels)
    (article,) = outline(text, lines)
    assert [clause.label for clause in article.walk()] == labels
    assert article.heading == "Purpose"
    assert {clause.label_span[0] - clause.label_span[1] for clause in article.walk()} == {0}
    assert [clause.label for clause in article.children[1].children] == ["(a)", "(b)"]


def test_levels_of_headings_nest_whatever_their_words() -> None:
    text = "PART ONE\nGeneral\nwords\nOther\nwords"
    lines = (Line(level=0), Line(level=1), Line(), Line(level=1), Line())
    (part,) = outline(text, lines)
    assert [clause.path[-1] for clause in part.walk()] == ["PART ONE", "General", "Other"]


def test_second_line_of_the_same_level_is_the_heading_of_a_bare_label() -> None:
    text = "PART ONE\nGeneral\nwords\nPART TWO\nOther\nwords"
    levels = (Line(level=0), Line(level=0), Line(), Line(level=0), Line(level=0), Line())
    assert [(part.label, part.heading) for part in outline(text, levels)] == [
        ("PART ONE", "General"),
        ("PART TWO", "Other"),
    ]


def test_depth_in_lists_settles_which_list_goes_on() -> None:
    text = "1. One:\n1. deep\n2. deep\n2. Two"
    lines = (Line(depth=0), Line(depth=1), Line(depth=1), Line(depth=0))
    one, two = outline(text, lines)
    assert [child.label for child in one.children] == ["1.", "2."]
    assert two.children == ()


def test_structure_of_the_file_is_followed_to_the_letter() -> None:
    text = "1 Fees\nThe Authority may—\n(a) charge fees;\nand must publish them.\n“(9) quoted.”\nrest"
    lines = (
        Line(opens=(Opening("section", 0, "1", "Fees", id="g1", eid="sec_1"),)),
        Line(),
        Line(opens=(Opening("level", 1, "(a)"),)),
        Line(closes=1),
        Line(opens=(Opening("subsection", 1, "(9)", quoted=True),)),
        Line(closes=0),
    )
    section, rest = outline(text, lines)
    assert (section.id, section.eid, section.heading) == ("g1", "sec_1", "Fees")
    assert [text[slice(*span)] for span in section.own] == ["Fees\nThe Authority may—", "and must publish them."]
    assert [(child.kind, child.label, child.quoted) for child in section.children] == [
        ("level", "(a)", False),
        ("subsection", "(9)", True),
    ]
    assert text[slice(*section.children[1].label_span)] == "(9)"
    assert (rest.kind, rest.path) == ("paragraph", ("paragraph 1",))


@pytest.mark.parametrize("text", ["", " \n\t\n", "\n" * 100])
def test_nothing_gives_nothing(text: str) -> None:
    assert outline(text) == ()


def test_a_bis_in_an_option_belongs_to_the_option_and_the_next_number_does_not() -> None:
    text = "Article 3\n3. Effort\nOption 1: All fly.\n3bis. All land.\nOption 2: None fly.\n3bis. None land.\n4. End.\n"
    expected = (
        "article Article 3\n"
        "  paragraph 3. | Effort\n"
        "    option Option 1:\n"
        "      paragraph 3bis.\n"
        "    option Option 2:\n"
        "      paragraph 3bis.\n"
        "  paragraph 4.\n"
    )
    assert tree(outline(text)) == expected


@pytest.mark.parametrize(
    "line", ["In [some] cases", "A [Party] flies", "I fly", "U.S. kites fly", "2015. The year", "1.5 °C"]
)
def test_words_and_figures_are_no_labels(line: str) -> None:
    (paragraph,) = outline(line)
    assert (paragraph.kind, paragraph.label) == ("paragraph", "")


def test_headings_of_wikitext() -> None:
    text = "== Article 1 ==\nThe Parties act.\n=== Scope ===\nAll wells.\n== Article 2: Costs ==\nNone.\n"
    first, second = outline(text)
    assert [(first.label, first.heading), (second.label, second.heading)] == [
        ("Article 1", ""),
        ("Article 2:", "Costs"),
    ]
    assert [(clause.label, clause.heading) for clause in first.children] == [("", "Scope")]


def outlined(text: str) -> list[str]:
    return tree(outline(text)).splitlines()


WRAPPED = """\
The Parties to this agreement keep kites in the open
and they do so in the manner that is laid down by the
commission of the two states in its yearly report here

- a kite that is long enough to be flown at a height of
more than one hundred metres above the ground there.
- a kite that is short.
"""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # A quotation whose first words are a reference has no clauses of its own.
        ("1. It is amended as follows.\n\n“Article 5 The fee is due.”\n\n2. Next.", ["section 1.", "section 2."]),
        (
            "1. Parties choose.\n\nOption 1, that of kites, is best.\n\nOption 1: Fly.\n\nOption 2: Land.",
            ["section 1.", "  option Option 1:", "  option Option 2:"],
        ),
        ("# Article 1\n\nFly.\n\n# Done at Oslo on 1 January 2099\n\nFor Aldony", ["article Article 1", "closing"]),
        (
            "Article 1\n\n1. Kites:\n\n(i) red;\n\n“Kite” means a toy.\n\n“Sky” means all above.\n\nArticle 2\n\nEnd.",
            [
                "article Article 1",
                "  paragraph 1.",
                "    point (i)",
                "    definition | Kite",
                "    definition | Sky",
                "article Article 2",
            ],
        ),
        ("AGREEMENT\n\n“Kite” means a toy.\n\nArticle 1\n\nFly.", ["front", "definition | Kite", "article Article 1"]),
        (
            "THE ASSEMBLY,\n\nRecalling its resolution,\n\n1. Decides to act;\n\n2. Requests a report.",
            ["preamble", "  recital", "section 1.", "section 2."],
        ),
        (
            "THE ASSEMBLY,\n\nWhereas:\n\n(1) Two matter:\n\n1. kites;\n\n2. sky.\n\nHAVE AGREED:\n\nArticle 1\n\nFly.",
            ["preamble", "  recital (1)", "    point 1.", "    point 2.", "article Article 1"],
        ),
        ("The Parties,\n\nHave agreed\n\nArticle 1\n\nFly.", ["front", "article Article 1"]),
        (WRAPPED, ["front", "indent -", "indent -"]),
        (
            "1. Wings\n\nOption 1:\n\n1.1 Wings are long.\n\nOption 2:\n\n1.1 Wings are short.",
            [
                "section 1. | Wings",
                *["  option Option 1:", "    paragraph 1.1", "  option Option 2:", "    paragraph 1.1"],
            ],
        ),
        (
            "“Kite” means a toy.\n\nOption 1: fly.\n\nOption 2: land.",
            ["definition | Kite", "option Option 1:", "option Option 2:"],
        ),
    ],
)
def test_what_opens_a_clause_and_what_does_not(text: str, expected: list[str]) -> None:
    assert outlined(text) == expected


def test_computed_labels_that_nobody_can_read_are_labels_all_the_same() -> None:
    lines = (Line("※"), Line("Option 1:"), Line("Option 2:"), Line("Article 2"))
    assert tree(outline("Kites\nfly\nland\nRest", lines)).splitlines() == [
        "section ※ | Kites",
        "  option Option 1:",
        "  option Option 2:",
        "  article Article 2 | Rest",
    ]


def test_a_long_heading_is_cut_short_in_a_path() -> None:
    heading = "On the kites that fly above the river and the strings by which they are held there at all hours"
    (name,) = outline(f"# {heading}\n\nText.\n")[0].path
    assert name.endswith("…")
    assert heading.startswith(name[:-1])


def test_a_line_of_three_dashes_alone_is_no_header() -> None:
    assert outlined("---\nArticle 1\n\nFly.\n") == ["front", "article Article 1"]


def test_a_clause_that_the_file_opens_within_a_line() -> None:
    text = "One.\nTwo [Article 1]  Scope of it"
    inner = Opening("article", 1, "Article 1", "Scope", place=(4, 5, 14))
    (section,) = outline(text, (Line(opens=(Opening("section", 0),)), Line(opens=(inner,))))
    (article,) = section.children
    assert [text[start:end] for start, end in section.own] == ["One.\nTwo "]
    assert (text[slice(*article.label_span)], [text[start:end] for start, end in article.own]) == (
        "Article 1",
        ["[", "]  Scope of it"],
    )
    spaced = Opening("article", 0, "Article 1", place=(0, 0, 9))
    (article,) = outline("Article 1   Scope", (Line(opens=(spaced,)),))
    assert article.own == ((12, 17),)
