"""What people are called is no label of sums: common names, each as the first row, the last, and one between them."""

from pathlib import Path

import pytest

from hf_fidelity.readers.survey.words.sums import are_surely_sums, is_nobodys_name, may_be_sums
from tests.exports.tables import IDS, LABELS, csv, read

FIRST_NAMES = {
    "Denmark": """
        Anne Peter Kirsten Jens Hanne Lars Mette Michael Anna Henrik Helle Thomas Maria Søren Susanne Jan Lene
        Christian Marianne Martin Camilla Niels Lone Anders Louise Morten Charlotte Jesper Pia Hans Tina Jørgen Gitte
        Mads Ida Per Julie Ole Sofie Rasmus Emma Freja Aksel Åse Bo Ib Bent Poul Bodil Else Grethe Inger Alma Ella
        Asger Malthe Storm Villads Saga Liv Vigga Gry Tove Birthe Ebbe Palle Ulla Vagn Keld Troels Tage Orla Arne
    """,
    "Norway": """
        Nora Jakob Emil Ingrid Bjørn Kari Ola Odd Randi Liv Tor Berit Knut Astrid Geir Marit Svein Solveig Terje Turid
        Kjell Gunn Arne Sigrid Eirik Hilde Øyvind Ragnhild Trond Siv Håkon Tone Magnus Unni Stian Torill Odin Iben
    """,
    "Sweden": """
        Erik Karin Johan Kristina Mikael Margareta Per Eva Olof Birgitta Gustav Elisabeth Sven Ulla Nils Ingegerd
        Göran Märta Lennart Ebba Åke Alva Bengt Elsa Hampus Tilde Rune Linnea Viggo Stina Sixten Majken Melker Maj
        Alvar
    """,
    "Germany": """
        Wolfgang Ursula Klaus Renate Jürgen Gisela Uwe Monika Dieter Petra Günter Sabine Heinz Brigitte Fritz
        Anneliese Karl Gudrun Otto Hedwig Moritz Greta Felix Leonie Jonas Mia Finn Lea Anton Frieda Kurt Edeltraud
        Jörg Antje Malte Heike Detlef Sönke Imke Wiebke
    """,
    "Finland": """
        Juhani Maria Olavi Helena Antero Johanna Tapani Kaarina Matti Anneli Mikko Marjatta Kalevi Liisa Pekka Aino
        Veikko Sirpa Eero Tuula Ilmari Päivi Onni Lumi Toivo Rauha Arvo Impi Urho Satu Oiva Vieno Taisto Aamu Kauko
        Sisko Armas Seija Väinö Aili Tarmo Suoma Ahti Kerttu Jouko Vappu Otso Meri
    """,
    "Poland": """
        Anna Piotr Katarzyna Krzysztof Małgorzata Andrzej Agnieszka Tomasz Barbara Paweł Ewa Jan Krystyna Michał
        Elżbieta Marcin Magdalena Jakub Zofia Stanisław Jadwiga Łukasz Grażyna Zbigniew Teresa Mieczysław Danuta
        Wojciech
    """,
    "Turkey": """
        Mehmet Fatma Mustafa Ayşe Ahmet Emine Ali Hatice Hüseyin Zeynep Hasan Elif İbrahim Meryem Murat Şerife Ömer
        Sultan Yusuf Zehra Alper Gül Umut Deniz Can Ece Emre İrem Kaya Su Efe Naz Cem Nur Sıla Taner Tansu Toprak Tuna
    """,
    "Arabic": """
        Mohammed Fatima Ahmad Aisha Ali Khadija Omar Maryam Hassan Zainab Ibrahim Layla Khalid Noor Yousef Amina
        Abdullah Salma Mahmoud Huda Tariq Rania Samir Nadia Bilal Yasmin Karim Samira Jamal Mona Said Wafa Amal Iman
        Mansur Alaa Muna Antar Nidal Wael Ola Omaima
    """,
    "elsewhere": """
        James Mary John Linda Robert Patricia Emma Oliver Norma Mason Summer Mackenzie Jean Sophie Pierre Amélie
        Claude Ensi José Carmen Antonio Dolores Manuel Pilar Mar Sol Pieter Johanna Sjoerd Femke Zoltán Modesta
        Modestas Medea Minh Nguyen Mina Minna Maxim Maxine Maximilian Sumaya Suman Sumit Totti Amar Meanie Indra
        Norman Corey Rangi Toto Tutti Ganz-Uwe Helen Heli
    """,
}
SURNAMES = {
    "Denmark": """
        Nielsen Jensen Hansen Pedersen Andersen Christensen Larsen Sørensen Rasmussen Petersen Madsen Kristensen Olsen
        Thomsen Christiansen Poulsen Johansen Møller Mortensen Knudsen Holm Schmidt Lund Winther Bach Friis Krogh
        Bjerregaard Kjær Vestergaard Østergaard Nygaard Højgaard Holst Toft Dam Juul Buch Riis Bang Skov Hald Svare
        Snitker Holdt Lauest Hole Middelboe Mindstrup Gnist Samlev Allerup Heldt Landt Antalsen Fordel
    """,
    "Norway": """
        Hansen Johansen Olsen Larsen Andersen Berg Haugen Hagen Solberg Bakken Lie Moen Strand Lunde Dahl Vik Eide
        Myhre Sveen Sande Ruud Tangen Valle Mostad Landmark Teigen Tveit Snilsberg Alvestad Meland
    """,
    "Sweden": """
        Andersson Johansson Karlsson Nilsson Eriksson Larsson Lindberg Bergström Lindqvist Åkesson Öberg Ek Alm
        Medelius Summanen Svärd Holm Sandell Lägstad Högstedt Hellström Allard Allansson Nordin Landin Valter Modig
    """,
    "Germany": """
        Müller Schmidt Schneider Fischer Weber Meyer Wagner Becker Schulz Hoffmann Mittelstädt Schnittker Werth
        Wertheim Summerer Gesamer Ganzer Anzenberger Antwerpes Allemann Ganser Notke Noteboom Bestmann Höchstetter
        Minder Maximow Mittermeier Landmann Gruppe-Klein Durchholz Bund Teamer Teilmann Holdermann Ergert
    """,
    "Finland": """
        Korhonen Virtanen Mäkinen Nieminen Mäkelä Hämäläinen Laine Heikkinen Koskinen Järvinen Kaikkonen Keskinen
        Keskitalo Keski-Valo Arvola Arvonen Yläoutinen Alatalo Suurinen Pieninen Vastamäki Kokko Kokkonen Summala
        Tulonen Jakola Kuntala Ryhänen Hajonen Koskela Yhteinen Määttä
    """,
    "Poland": """
        Nowak Kowalski Wiśniewski Wójcik Kowalczyk Kamiński Lewandowski Zieliński Średnicki Średziński Sumiński
        Totalski Ocenowicz Liczbiński Modzelewski Medyński Razowski Całka
    """,
    "Turkey": """
        Yılmaz Kaya Demir Çelik Şahin Yıldız Öztürk Aydın Özdemir Arslan Doğan Kılıç Aslan Çetin Kara Koç Kurt Özkan
        Şimşek Polat Ortalı Toplak Enson Ortaç Tümer Hepgül
    """,
    "Arabic": """
        Al-Hassan Haddad Khoury Nasser Saleh Mansour Aziz Hamdan Farah Qasim Rahman Abbas Najjar Sayegh Darwish
        Al-Masri Khan Malik Siddiqui Osman Abdi Warsame Allawi Alland Almajmou
    """,
    "elsewhere": """
        Smith Jones Brown Moyes Meanwell Averell Totti Best Land Nguyen Tran Le Pham Dupont Moyenbach Martin Bernard
        García Medina Medrano Promelli Todorov Totev De-Vries Jansen Gemke Allaert Totaalik Nagy Summers Valk Maxwell
        Minnelli Marks Countryman Numan Ranger Sumner Noteworth Pointer Holder Alleyne Wholey
    """,
}
"""Common ones, and those that begin or end as words for sums do."""


def named(folder: Path, called: list[str]) -> tuple[int, list[str]]:
    """How many of some people count, and those who are named. They answered in figures, as sums are."""
    rows = [["Navn", *IDS], *([name, *[str(1 + at % 5)] * len(IDS)] for at, name in enumerate(called))]
    found = read(csv(folder / "e.csv", rows), codes="agree-high")
    return found.rows.accepted, [f"{f.code}: {f.value}" for f in found.findings if f.row]


@pytest.mark.parametrize("country", FIRST_NAMES)
def test_nobody_with_a_common_name_is_taken_for_sums(country: str) -> None:
    first, last = FIRST_NAMES[country].split(), SURNAMES[country].split()
    whole = [f"{one} {last[at % len(last)]}" for at, one in enumerate(first)]
    whole += [f"{first[at % len(first)]} {other}" for at, other in enumerate(last)]
    told = may_be_sums, are_surely_sums, is_nobodys_name
    assert [name for name in (*first, *last, *whole) if any(says(name) for says in told)] == []


@pytest.mark.parametrize("country", FIRST_NAMES)
def test_they_count_wherever_they_stand(country: str, tmp_path: Path) -> None:
    first, last = FIRST_NAMES[country].split(), SURNAMES[country].split()
    for at in range(0, max(len(first), len(last)), 2):
        called = [first[at % len(first)], "Aage", "Birte", last[at % len(last)], "Carla", "Dan"]
        called = [*called, f"{first[-1 - at % len(first)]} {last[at // 2 % len(last)]}"]
        assert named(tmp_path, list(dict.fromkeys(called))) == (len(set(called)), [])


ALSO_WORDS = (
    "Max Weber", "Min Zhang", "Alle Hansen", "Karin Medel", "Jens Summer", "Arvo Niemi", "Arvo", "Tom Mode",
    "Norma Jensen", "Norma", "Peter Best", "Anna Land", "Maria Hold", "Otto Wert", "Eva Note",
    "Given", "Kunta", "Toda", "Third", "Moyen",
    "Summer", "Best", "Land", "Wert", "Modesta", "Alla Berg", "Ensemble Ali", "Media Luz",
    "Team Jensen", "Kommune Bo", "Respondent", "Medarbejder", "Medarbejder 4", "Respondent 12", "Svar 7", "Team 50",
    "Deltager 3", "Besvarelse 9",
)  # fmt: skip


@pytest.mark.parametrize("name", ALSO_WORDS)
@pytest.mark.parametrize("place", [0, 4, 8])
def test_who_is_called_as_a_word_of_a_label_is_somebody(name: str, place: int, tmp_path: Path) -> None:
    called = ["Aage", "Birte", "Carla", "Dan", "Eskil", "Fie", "Gorm", "Hedda"]
    called.insert(place, name)
    assert named(tmp_path, called) == (9, [])


NUMBERED = (
    "Respondent number {}", "Person number {}", "Response number {}", "Answer number {}", "Participant number {}",
    "Staff number {}", "Employee number {}", "Réponse n° {}", "Respuesta número {}", "Encuestado número {}",
    "Participante número {}", "Vastaaja N {}", "Deltager antal {}", "Response count {}", "Person nombre {}",
    "Svar antal {}", "Svar nummer {}", "Respondent nr. {}", "Numéro de réponse {}", "Staff member {}", "Team 1 svar {}",
    "Respondent {}",
)  # fmt: skip


@pytest.mark.parametrize("called", NUMBERED)
def test_who_is_called_by_a_number_of_people_is_somebody(called: str, tmp_path: Path) -> None:
    assert named(tmp_path, [called.format(number) for number in range(1, 9)]) == (8, [])
    for place in (0, 4, 8):
        people = ["Aage", "Birte", "Carla", "Dan", "Eskil", "Fie", "Gorm", "Hedda"]
        people.insert(place, called.format(8))
        assert named(tmp_path, people) == (9, [])


def answered(folder: Path, called: list[str], answers: list[str]) -> tuple[int, list[int]]:
    """How many of some people count, and which rows are named, each with one answer to all statements."""
    rows = [["Navn", *IDS], *([name, *[given] * len(IDS)] for name, given in zip(called, answers, strict=True))]
    found = read(csv(folder / "e.csv", rows), codes="agree-high")
    return found.rows.accepted, [f.row for f in found.findings if f.row]


@pytest.mark.parametrize("called", ["Number of respondent {}", "Mean respondent {}", "Antal for respondent {}"])
def test_whatever_nearly_all_are_called_with_numbers_that_go_on_is_somebody(called: str, tmp_path: Path) -> None:
    names = [called.format(number) for number in range(1, 9)]
    assert answered(tmp_path, names, [LABELS[1 + at % 5] for at in range(8)]) == (8, [])


PEOPLE = ["Aage", "Birte", "Carla", "Dan", "Eskil", "Fie"]
BETWEEN_ENDS = list("124531")


@pytest.mark.parametrize("name", ["Max Punkt", "Max Sum", "Max Moyen", "Max Middel", "Max Wert"])
def test_who_is_called_max_and_is_not_the_highest_is_somebody(name: str, tmp_path: Path) -> None:
    for given in (["3", *BETWEEN_ENDS], [LABELS[int(point)] for point in ("3", *BETWEEN_ENDS)]):
        assert answered(tmp_path, [name, *PEOPLE], given) == (7, [])
        assert answered(tmp_path, [*PEOPLE, name], given[::-1]) == (7, [])


@pytest.mark.parametrize("name", ["Max Punkt", "Max Wert", "Min Wert", "Max. værdi", "Max Middel"])
@pytest.mark.parametrize("end", ["1", "5"])
def test_such_a_row_that_is_highest_or_lowest_is_named(name: str, end: str, tmp_path: Path) -> None:
    for given in ([*BETWEEN_ENDS, end], [LABELS[int(point)] for point in (*BETWEEN_ENDS, end)]):
        assert answered(tmp_path, [*PEOPLE, name], given) == (6, [8])


WHOLE = ["Mette Sørensen", "Anders Holm", "Bo Ravn", "Ida Maj", "Åse Lund", "Søren Kjær"]
WITH_A_WORD = ["Birgit Mean", "Jens Total", "Dean Median", "Antal Kovács"]


@pytest.mark.parametrize("name", WITH_A_WORD)
def test_two_names_of_which_one_is_a_word_for_sums_are_somebodys_among_whole_names(name: str, tmp_path: Path) -> None:
    """Between people whose answers are far from that row's; at an end it is asked about, and so are figures."""
    words = [LABELS[int(point)] for point in "1225445"]
    assert answered(tmp_path, [*WHOLE[:3], name, *WHOLE[3:]], words) == (7, [])
    assert answered(tmp_path, [*WHOLE[:3], name, *WHOLE[3:]], [*words[:3], LABELS[1], *words[4:]]) == (7, [])
    assert answered(tmp_path, [*WHOLE, name], words) == (6, [8])
    assert answered(tmp_path, [*WHOLE[:3], name, *WHOLE[3:]], list("1225445"))[0] == 6


@pytest.mark.parametrize(("heading", "own"), [("Tidsstempel", "2026-08-1{} 09:1{}"), ("Submission ID", "58{}13{}77")])
def test_such_names_beside_an_id_or_a_time_are_somebodys_at_an_end_too(heading: str, own: str, tmp_path: Path) -> None:
    for called in (["Jens Total", "Birgit Mean", *WHOLE], [*WHOLE, "Birgit Mean", "Jens Total"]):
        rows = [[own.format(at, 9 - at), name, *[LABELS[3]] * len(IDS)] for at, name in enumerate(called)]
        found = read(csv(tmp_path / "e.csv", [[heading, "Navn", *IDS], *rows]))
        assert (found.rows.accepted, [f.code for f in found.findings if f.row]) == (8, [])


@pytest.mark.parametrize("label", ["Nord Total", "Team Median", "Samlet Gennemsnit", "Birgit Mean"])
def test_such_a_row_that_is_the_mean_of_the_others_or_has_the_teams_name_is_named(label: str, tmp_path: Path) -> None:
    point = "3" if label == "Birgit Mean" else "5"
    words = [LABELS[int(given)] for given in ("2", "3", "4", point, "3", "2", "4")]
    assert answered(tmp_path, [*WHOLE[:3], label, *WHOLE[3:]], words) == (6, [5])


@pytest.mark.parametrize("name", ["Svar", "Besvarelse", "Response", "Answer", "Antwort", "Punkt"])
def test_one_answer_in_words_is_somebodys_and_in_figures_perhaps_how_many(name: str, tmp_path: Path) -> None:
    given = [LABELS[int(point)] for point in BETWEEN_ENDS]
    assert answered(tmp_path, [*PEOPLE, name], [*given, LABELS[5]]) == (7, [])
    assert answered(tmp_path, [name, *PEOPLE], [LABELS[5], *given]) == (7, [])
    assert answered(tmp_path, [*PEOPLE[:5], name], ["1", "1", "2", "1", "2", "5"]) == (5, [7])
    assert answered(tmp_path, [*PEOPLE, name], ["5", "5", "5", "4", "5", "5", "2"]) == (7, [])


@pytest.mark.parametrize("heading", ["Respondent", "Navn"])
@pytest.mark.parametrize("name", ["Team", "Teamet", "Alle", "Kommunen", "Svar"])
def test_what_everybody_is_called_is_no_sum(heading: str, name: str, tmp_path: Path) -> None:
    rows = [[heading, *IDS], *([name, *[str(1 + at % 5)] * len(IDS)] for at in range(6))]
    found = read(csv(tmp_path / "e.csv", rows), codes="agree-high")
    assert (found.rows.accepted, [f.code for f in found.findings if f.code == "perhaps-sums"]) == (6, [])
