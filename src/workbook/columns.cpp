#include "cxsim/workbook/columns.hpp"

#include <algorithm>
#include <array>

#include "cxsim/base/contract.hpp"
#include "cxsim/formats/utf8.hpp"

namespace cxsim {

namespace {

using enum CellKind;
constexpr Presence required = Presence::required;
constexpr Presence optional = Presence::optional;
constexpr Reach advanced = Reach::advanced;

constexpr Suggestions touchpoint_names{SheetKind::touchpoints, "name"};
constexpr Suggestions segment_names{SheetKind::segments, "name"};
constexpr Suggestions initiative_names{SheetKind::initiatives, "name"};
constexpr Suggestions department_names{SheetKind::touchpoints, "department"};
constexpr Suggestions source_names{SheetKind::sources, "name"};

constexpr Wording money_unit{"in your currency", "w walucie z arkusza 1"};
constexpr Wording months_unit{"months", "miesiące"};
constexpr Wording list_unit{"from the list", "z listy"};

constexpr ColumnInfo source_column{
    .key = "source",
    .kind = text,
    .header = {"Source", "Źródło"},
    .help = {"Where the numbers of this row come from: a report, a system, a person.",
             "Skąd są liczby w tym wierszu: raport, system, osoba."},
    .example = {"CRM report", "raport z CRM"},
    .suggestions = source_names};
constexpr ColumnInfo period_column{.key = "period",
                                   .kind = period,
                                   .header = {"Period", "Okres"},
                                   .help = {"Which time they describe: 2026-Q3, 09.2026, 2026.",
                                            "Jakiego czasu dotyczą: III kw. 2026, 09.2026, 2026."},
                                   .example = {"2026-Q3", "III kw. 2026"}};
constexpr ColumnInfo evidence_column{
    .key = "evidence",
    .kind = choice,
    .header = {"Evidence", "Siła dowodu"},
    .unit = list_unit,
    .help = {"How well the numbers of this row are supported. Empty: E, an expert's word.",
             "Jak mocno oparte są liczby w tym wierszu. Puste: E, ocena eksperta."},
    .example = {"D – benchmark", "D – benchmark"},
    .choices = ChoiceList::evidence};
constexpr ColumnInfo code_column{
    .key = "id",
    .kind = text,
    .reach = advanced,
    .header = {"Code", "Kod"},
    .help = {
        "Short code for files and results: letters a–z, digits, _ and -. Empty: made from the "
        "name.",
        "Krótki kod do plików i wyników: litery a–z, cyfry, _ i -. Puste: powstanie z nazwy."}};

constexpr std::array start_fields{
    ColumnInfo{.key = "name",
               .kind = text,
               .header = {"Name of the firm or case", "Nazwa firmy lub przypadku"},
               .help = {"Stands on every result.", "Stoi na każdym wyniku."}},
    ColumnInfo{.key = "industry",
               .kind = choice,
               .header = {"Industry", "Branża"},
               .unit = list_unit,
               .help = {"Only for a first ranking without sheet 2: the map of an invented firm of "
                        "this industry is used.",
                        "Tylko dla pierwszego rankingu bez arkusza 2: program weźmie mapę "
                        "zmyślonej firmy z tej branży."},
               .choices = ChoiceList::industry},
    ColumnInfo{.key = "currency",
               .kind = text,
               .header = {"Currency", "Waluta"},
               .help = {"Of every amount in this workbook. Empty: EUR.",
                        "Wszystkich kwot w tym skoroszycie. Puste: PLN."},
               .example = {"EUR", "PLN"}},
    ColumnInfo{.key = "months",
               .kind = months,
               .header = {"Months to look ahead", "Ile miesięcy w przód"},
               .unit = months_unit,
               .help = {"1 to 120. Empty: 24.", "Od 1 do 120. Puste: 24."},
               .example = {"24", "24"}},
    ColumnInfo{.key = "illustrative",
               .kind = choice,
               .header = {"Are the numbers invented?", "Czy dane są zmyślone?"},
               .unit = list_unit,
               .help = {"“yes”: every result says so. Empty: no.",
                        "„tak”: powie to każdy wynik. Puste: nie."},
               .choices = ChoiceList::answer},
    ColumnInfo{.key = "customers",
               .kind = count,
               .header = {"1. Customers", "1. Liczba klientów"},
               .unit = {"people or contracts", "osoby lub umowy"},
               .help = {"All customers today. Empty: the sum of sheet 5.",
                        "Wszyscy klienci dziś. Puste: suma z arkusza 5."}},
    ColumnInfo{.key = "churn",
               .kind = percent,
               .header = {"2. Annual churn", "2. Churn roczny"},
               .unit = {"% per year, as Finance counts it", "% rocznie, tak jak liczą Finanse"},
               .help = {"For segments of sheet 5 without churn of their own. Empty: 10 %.",
                        "Dla segmentów z arkusza 5 bez własnego churnu. Puste: 10%."}},
    ColumnInfo{.key = "margin",
               .kind = money,
               .header = {"3. Margin per customer and month", "3. Marża na klienta miesięcznie"},
               .unit = money_unit,
               .help = {"Before the cost of contacts; for segments without margin of their own.",
                        "Przed kosztem kontaktów; dla segmentów bez własnej marży."}},
    ColumnInfo{.key = "promoters",
               .kind = percent,
               .header = {"4. NPS: promoters", "4. NPS: promotorzy"},
               .unit = {"% of the answers (9–10)", "% odpowiedzi (9–10)"},
               .help = {"From your last survey.", "Z ostatniego badania."}},
    ColumnInfo{.key = "passives",
               .kind = percent,
               .header = {"    NPS: passives", "    NPS: pasywni"},
               .unit = {"% of the answers (7–8)", "% odpowiedzi (7–8)"},
               .help = {"Empty: what is left to 100 %.", "Puste: reszta do 100%."}},
    ColumnInfo{.key = "detractors",
               .kind = percent,
               .header = {"    NPS: detractors", "    NPS: krytycy"},
               .unit = {"% of the answers (0–6)", "% odpowiedzi (0–6)"},
               .help = {"From the same survey.", "Z tego samego badania."}},
    ColumnInfo{.key = "answers",
               .kind = count,
               .header = {"    NPS: number of answers", "    NPS: liczba odpowiedzi"},
               .unit = {"n", "n"},
               .help = {"Tells how much chance there is in the NPS.",
                        "Mówi, ile w wyniku NPS jest przypadku."}},
    ColumnInfo{.key = "calls",
               .kind = count,
               .header = {"5. Hotline contacts per month", "5. Kontakty z infolinią miesięcznie"},
               .unit = {"contacts", "kontakty"},
               .help = {"For the first ranking without sheet 2.",
                        "Dla pierwszego rankingu bez arkusza 2."}},
    ColumnInfo{.key = "contact_cost",
               .kind = money,
               .header = {"6. Cost per contact", "6. Koszt jednego kontaktu"},
               .unit = money_unit,
               .help = {"For touchpoints that count as a contact and have no cost of their own.",
                        "Dla punktów styku, które liczą się jako kontakt i nie mają własnego "
                        "kosztu."}},
    ColumnInfo{.key = "complaints",
               .kind = count,
               .header = {"7. Formal complaints per month", "7. Reklamacje miesięcznie"},
               .unit = {"complaints", "reklamacje"},
               .help = {"Formal ones, with a time limit. The simulation must reproduce them.",
                        "Formalne, z terminem odpowiedzi. Symulacja musi je odtworzyć."}},
    ColumnInfo{.key = "service_share_low",
               .kind = percent,
               .header = {"8. Leavers who name service: at least",
                          "8. Odchodzący z powodu obsługi: co najmniej"},
               .unit = {"% of the leavers", "% odchodzących"},
               .help = {"How many leave because of what they lived through. Empty: 40 %.",
                        "Ilu odchodzi przez to, czego doświadczyli. Puste: 40%."}},
    ColumnInfo{.key = "service_share_high",
               .kind = percent,
               .header = {"    Leavers who name service: at most",
                          "    Odchodzący z powodu obsługi: co najwyżej"},
               .unit = {"% of the leavers", "% odchodzących"},
               .help = {"The middle of the two is used.", "Program bierze środek między nimi."}},
    ColumnInfo{.key = "budget",
               .kind = money,
               .header = {"9. Budget for the whole time", "9. Budżet na cały okres"},
               .unit = money_unit,
               .help = {"One-off and running cost together. By quarter: sheet 7. Kept in the file; "
                        "the ranking does not look at it yet.",
                        "Koszty jednorazowe i bieżące razem. Na kwartały: arkusz 7. Zapisywany w "
                        "pliku; ranking jeszcze go nie uwzględnia."}},
    ColumnInfo{.key = "changes_at_once",
               .kind = count,
               .header = {"10. Changes one department can carry at once",
                          "10. Ile zmian naraz udźwignie jeden dział"},
               .unit = {"initiatives", "inicjatywy"},
               .help = {"For every department. By department: sheet 7. Kept in the file; the "
                        "ranking does not look at it yet.",
                        "Dla każdego działu. Dla jednego działu: arkusz 7. Zapisywane w pliku; "
                        "ranking jeszcze tego nie uwzględnia."}},
};

constexpr std::array touchpoint_columns{
    ColumnInfo{.key = "name",
               .kind = name,
               .presence = required,
               .header = {"Touchpoint", "Punkt styku"},
               .help = {"One contact of customer and firm, in your words. Each name once.",
                        "Jeden kontakt klienta z firmą, Państwa słowami. Każda nazwa raz."},
               .example = {"Hotline agent", "Konsultant infolinii"}},
    ColumnInfo{.key = "channel",
               .kind = text,
               .header = {"Channel", "Kanał"},
               .help = {"Phone, app, shop, letter, …", "Telefon, aplikacja, salon, list, …"},
               .example = {"Phone", "Telefon"},
               .suggestions = {SheetKind::touchpoints, "channel"}},
    ColumnInfo{.key = "stage",
               .kind = text,
               .header = {"Stage", "Etap"},
               .help = {"Of the journey. Stages are drawn from left to right in the order in which "
                        "they first stand here.",
                        "Ścieżki klienta. Etapy są rysowane od lewej w kolejności, w jakiej "
                        "pojawiają się tu po raz pierwszy."},
               .example = {"Get help", "Szukam pomocy"},
               .suggestions = {SheetKind::touchpoints, "stage"}},
    ColumnInfo{.key = "department",
               .kind = text,
               .presence = required,
               .header = {"Department", "Dział"},
               .help = {"That is responsible for it.", "Który za niego odpowiada."},
               .example = {"Contact Centre", "Contact Center"},
               .suggestions = {SheetKind::touchpoints, "department"}},
    ColumnInfo{.key = "owner",
               .kind = text,
               .header = {"Owner", "Właściciel"},
               .help = {"The person who answers for it.", "Osoba, która za niego odpowiada."},
               .example = {"Anna Nowak", "Anna Nowak"}},
    ColumnInfo{.key = "volume",
               .kind = count,
               .header = {"Contacts per month", "Kontakty / mies."},
               .unit = {"number per month", "liczba / mies."},
               .help = {"How often customers come here, for whatever reason. Empty: what sheets 3 "
                        "and 4 lead here.",
                        "Ile razy klienci tu trafiają, z każdego powodu. Puste: tyle, ile prowadzą "
                        "tu arkusze 3 i 4."},
               .example = {"54000", "54000"}},
    ColumnInfo{.key = "mean",
               .kind = number,
               .header = {"Mean score", "Ocena średnia"},
               .unit = {"on the scale beside", "w skali obok"},
               .help = {"Satisfaction with this touchpoint. Empty: 70 of 100, grade F.",
                        "Satysfakcja z tego punktu styku. Puste: 70 na 100, siła dowodu F."},
               .example = {"4.1", "4,1"}},
    ColumnInfo{.key = "scale",
               .kind = choice,
               .header = {"Scale", "Skala"},
               .unit = list_unit,
               .help = {"Of the mean score. Top-2: % who gave one of the two best answers of 1–5. "
                        "Empty: 0–100.",
                        "Oceny średniej. Top-2: % osób, które dały jedną z dwóch najlepszych ocen "
                        "w skali 1–5. Puste: 0–100."},
               .example = {"1–5", "1–5"},
               .choices = ChoiceList::scale},
    ColumnInfo{
        .key = "answers",
        .kind = count,
        .header = {"Answers (n)", "Liczba ocen (n)"},
        .unit = {"number", "liczba"},
        .help = {"How many people were asked; fewer answers, wider range of the mean. Empty: "
                 "the mean is taken as known.",
                 "Ile osób odpowiedziało; im mniej, tym szerszy przedział średniej. Puste: "
                 "średnia jest przyjęta za pewną."},
        .example = {"412", "412"}},
    ColumnInfo{.key = "failure",
               .kind = percent,
               .header = {"% unresolved", "% niezałatwionych"},
               .unit = {"% of the contacts", "% kontaktów"},
               .help = {"Contacts in which customers do not get what they came for. Empty: 10 %, "
                        "grade F.",
                        "Kontakty, w których klient nie załatwił swojej sprawy. Puste: 10%, siła "
                        "dowodu F."},
               .example = {"12", "12"}},
    ColumnInfo{
        .key = "cost",
        .kind = money,
        .header = {"Cost per contact", "Koszt kontaktu"},
        .unit = money_unit,
        .help = {"Of the firm, for one contact. Empty: 0.", "Firmy, za jeden kontakt. Puste: 0."},
        .example = {"14", "14"}},
    ColumnInfo{.key = "counts_as",
               .kind = choice,
               .header = {"Counts as", "Liczy się jako"},
               .unit = list_unit,
               .help = {"“contact”: customers ask you for help; “complaint”: a formal one. Empty: "
                        "neither.",
                        "„kontakt”: klient prosi o pomoc; „reklamacja”: formalna. Puste: ani to, "
                        "ani to."},
               .example = {"contact", "kontakt"},
               .choices = ChoiceList::counts_as},
    ColumnInfo{.key = "asked",
               .kind = choice,
               .reach = advanced,
               .header = {"Who was asked", "Kogo pytano"},
               .unit = list_unit,
               .help = {"Whom the mean score describes. Empty: all customers, whether resolved or "
                        "not.",
                        "Kogo opisuje ocena średnia. Puste: wszystkich, czy sprawę załatwili, czy "
                        "nie."},
               .choices = ChoiceList::asked},
    ColumnInfo{.key = "sd",
               .kind = number,
               .reach = advanced,
               .header = {"Standard deviation", "Odchylenie standardowe"},
               .unit = {"on the same scale", "w tej samej skali"},
               .help = {"Of the single answers. Empty: usual for such a mean, grade F.",
                        "Pojedynczych ocen. Puste: typowe dla takiej średniej, siła dowodu F."}},
    source_column,
    period_column,
    evidence_column,
    code_column,
};

constexpr std::array reason_columns{
    ColumnInfo{.key = "touchpoint",
               .kind = name,
               .presence = required,
               .header = {"Touchpoint", "Punkt styku"},
               .help = {"Where customers come to, as in sheet 2.",
                        "Dokąd klient przyszedł, jak w arkuszu 2."},
               .example = {"Hotline agent", "Konsultant infolinii"},
               .suggestions = touchpoint_names},
    ColumnInfo{.key = "reason",
               .kind = text,
               .header = {"Reason", "Powód"},
               .help = {"Code or words of your CRM.", "Kod lub nazwa z CRM."},
               .example = {"R12 wrong invoice", "R12 błędna faktura"}},
    ColumnInfo{
        .key = "count",
        .kind = count,
        .presence = required,
        .header = {"Number per month", "Liczba / mies."},
        .unit = {"contacts per month", "kontakty / mies."},
        .help = {"Contacts with this reason in a month.", "Kontakty z tego powodu w miesiącu."},
        .example = {"2300", "2300"}},
    ColumnInfo{.key = "from",
               .kind = name,
               .header = {"Came from", "Skąd klient przyszedł"},
               .help = {"Touchpoint where it began: it first explains unresolved contacts there. "
                        "Empty: the customer came on their own.",
                        "Punkt styku, w którym sprawa się zaczęła; najpierw wyjaśnia sprawy tam "
                        "niezałatwione. Puste: klient przyszedł sam z siebie."},
               .example = {"Invoice", "Faktura"},
               .suggestions = touchpoint_names},
    source_column,
    period_column,
};

constexpr std::array transition_columns{
    ColumnInfo{.key = "from",
               .kind = name,
               .presence = required,
               .header = {"From", "Z"},
               .help = {"Touchpoint, as in sheet 2.", "Punkt styku, jak w arkuszu 2."},
               .example = {"Log in to the app", "Logowanie do aplikacji"},
               .suggestions = touchpoint_names},
    ColumnInfo{.key = "to",
               .kind = name,
               .presence = required,
               .header = {"To", "Do"},
               .help = {"Touchpoint, or “completed”, or “abandoned”. What is left ends: completed "
                        "after a success, abandoned after a failure.",
                        "Punkt styku albo „załatwione”, albo „przerwane”. Reszta kończy się: po "
                        "sukcesie załatwieniem, po niepowodzeniu przerwaniem."},
               .example = {"Hotline agent", "Konsultant infolinii"},
               .suggestions = touchpoint_names},
    ColumnInfo{.key = "outcome",
               .kind = choice,
               .header = {"After", "Po czym"},
               .unit = list_unit,
               .help = {"Whether the contact before was resolved. Empty: first after failures, the "
                        "rest after successes.",
                        "Czy sprawa wcześniej została załatwiona. Puste: najpierw po "
                        "niepowodzeniach, reszta po sukcesach."},
               .example = {"after failure", "po niepowodzeniu"},
               .choices = ChoiceList::outcome},
    ColumnInfo{.key = "amount",
               .kind = amount,
               .presence = required,
               .header = {"Number or %", "Liczba lub %"},
               .unit = {"per month, or with %", "na miesiąc lub ze znakiem %"},
               .help = {"Customers per month, or a percentage of those who leave after that "
                        "outcome: 15 %.",
                        "Klienci w miesiącu albo odsetek tych, którzy tak skończyli: 15%."},
               .example = {"15 %", "15%"}},
    source_column,
    period_column,
};

constexpr std::array segment_columns{
    ColumnInfo{
        .key = "name",
        .kind = name,
        .presence = required,
        .header = {"Segment", "Segment"},
        .help = {"Customers with about the same margin and churn. One row “All customers” is "
                 "enough to begin.",
                 "Klienci o podobnej marży i churnie. Na początek wystarczy jeden wiersz "
                 "„Wszyscy klienci”."},
        .example = {"Families", "Rodziny"}},
    ColumnInfo{.key = "customers",
               .kind = count,
               .presence = required,
               .header = {"Customers", "Liczba klientów"},
               .unit = {"number", "liczba"},
               .help = {"Customers of this segment today.", "Klienci tego segmentu dziś."},
               .example = {"120000", "120000"}},
    ColumnInfo{.key = "margin",
               .kind = money,
               .header = {"Margin per customer", "Marża na klienta"},
               .unit = money_unit,
               .help = {"Before the cost of contacts. Empty: that of sheet 1; without it 10, grade "
                        "F.",
                        "Przed kosztem kontaktów. Puste: z arkusza 1; a bez niej 10, siła dowodu "
                        "F."},
               .example = {"28", "28"}},
    ColumnInfo{.key = "margin_per",
               .kind = choice,
               .header = {"Margin per", "Marża za"},
               .unit = list_unit,
               .help = {"Empty: month.", "Puste: miesiąc."},
               .example = {"month", "miesiąc"},
               .choices = ChoiceList::money_period},
    ColumnInfo{.key = "churn",
               .kind = percent,
               .header = {"Churn", "Churn"},
               .unit = {"% of the customers", "% klientów"},
               .help = {"Customers who leave the firm. Empty: that of sheet 1; without it 10 % a "
                        "year, grade F.",
                        "Klienci, którzy odchodzą z firmy. Puste: z arkusza 1; a bez niego 10% "
                        "rocznie, siła dowodu F."},
               .example = {"8.5", "8,5"}},
    ColumnInfo{.key = "churn_per",
               .kind = choice,
               .header = {"Churn per", "Churn za"},
               .unit = list_unit,
               .help = {"Empty: year.", "Puste: rok."},
               .example = {"year", "rok"},
               .choices = ChoiceList::churn_period},
    ColumnInfo{.key = "nps",
               .kind = number,
               .header = {"NPS", "NPS"},
               .unit = {"−100 to 100", "od −100 do 100"},
               .help = {"When every segment has one, their mean by customers is the NPS that the "
                        "simulation must reproduce.",
                        "Gdy ma go każdy segment, ich średnia ważona liczbą klientów to NPS, który "
                        "symulacja musi odtworzyć."},
               .example = {"18", "18"}},
    ColumnInfo{.key = "contract",
               .kind = months,
               .header = {"Contract", "Umowa"},
               .unit = months_unit,
               .help = {"Length of contracts. Empty: customers can leave at any time.",
                        "Długość umów. Puste: klient może odejść w każdej chwili."},
               .example = {"24", "24"}},
    ColumnInfo{.key = "service_share",
               .kind = percent,
               .header = {"Leavers who name service", "Odchodzący z powodu obsługi"},
               .unit = {"% of the leavers", "% odchodzących"},
               .help = {"How many of the leavers leave because of what they lived through. Empty: "
                        "that of sheet 1; without it 40 %.",
                        "Ilu z odchodzących odchodzi przez to, czego doświadczyli. Puste: z "
                        "arkusza 1; a bez niego 40%."},
               .example = {"40", "40"}},
    source_column,
    period_column,
    evidence_column,
    code_column,
};

constexpr std::array initiative_columns{
    ColumnInfo{.key = "name",
               .kind = name,
               .presence = required,
               .header = {"Initiative", "Inicjatywa"},
               .help = {"What you could do. Several rows with the same name are several changes of "
                        "one initiative.",
                        "Co można zrobić. Kilka wierszy o tej samej nazwie to kilka zmian jednej "
                        "inicjatywy."},
               .example = {"Resolve in the first call", "Załatwiamy za pierwszym razem"}},
    ColumnInfo{.key = "owner",
               .kind = text,
               .header = {"Owner", "Właściciel"},
               .help = {"The person who must do it.", "Osoba, która ma to zrobić."},
               .example = {"Anna Nowak", "Anna Nowak"}},
    ColumnInfo{.key = "department",
               .kind = text,
               .presence = required,
               .header = {"Department", "Dział"},
               .help = {"That must do it. In further rows of the same initiative it may be empty.",
                        "Który ma to zrobić. W kolejnych wierszach tej samej inicjatywy może być "
                        "puste."},
               .example = {"Contact Centre", "Contact Center"},
               .suggestions = department_names},
    ColumnInfo{.key = "touchpoint",
               .kind = name,
               .header = {"Touchpoint", "Punkt styku"},
               .help = {"Where something changes, as in sheet 2. Empty for churn, margin and price "
                        "pressure.",
                        "Gdzie coś się zmieni, jak w arkuszu 2. Puste przy churnie, marży i presji "
                        "cenowej."},
               .example = {"Hotline agent", "Konsultant infolinii"},
               .suggestions = touchpoint_names},
    ColumnInfo{.key = "segment",
               .kind = name,
               .header = {"Only segment", "Tylko segment"},
               .help = {"As in sheet 5. Empty: all customers.",
                        "Jak w arkuszu 5. Puste: wszyscy klienci."},
               .suggestions = segment_names},
    ColumnInfo{.key = "what",
               .kind = choice,
               .presence = required,
               .header = {"What changes", "Co się zmieni"},
               .unit = list_unit,
               .help = {"The number that this initiative changes.",
                        "Liczba, którą ta inicjatywa zmienia."},
               .example = {"% unresolved", "% niezałatwionych"},
               .choices = ChoiceList::change},
    ColumnInfo{
        .key = "as_given",
        .kind = choice,
        .header = {"Given as", "Podane jako"},
        .unit = list_unit,
        .help = {"“new value”: from 12 to 8. “change in %”: −30 (leave “From” empty). Empty: "
                 "new value.",
                 "„nowa wartość”: z 12 na 8. „zmiana w %”: −30 (kolumna „Z” zostaje pusta). "
                 "Puste: nowa wartość."},
        .example = {"new value", "nowa wartość"},
        .choices = ChoiceList::as_given},
    ColumnInfo{.key = "from",
               .kind = amount,
               .header = {"From", "Z"},
               .unit = {"unit of the change", "jednostka zmiany"},
               .help = {"The number today: %, points on the scale of sheet 2, money, contacts. "
                        "Empty: that of sheet 2 or 5.",
                        "Liczba dziś: %, punkty w skali z arkusza 2, kwota, kontakty. Puste: z "
                        "arkusza 2 lub 5."},
               .example = {"12", "12"}},
    ColumnInfo{
        .key = "pessimistic",
        .kind = amount,
        .header = {"To: pessimistic", "Na: pesymistycznie"},
        .unit = {"unit of the change", "jednostka zmiany"},
        .help = {"It would be worse in 1 of 20 cases only. Empty with “optimistic” empty: no "
                 "uncertainty.",
                 "Gorzej byłoby najwyżej w 1 przypadku na 20. Puste razem z "
                 "„optymistycznie”: bez niepewności."},
        .example = {"10", "10"}},
    ColumnInfo{
        .key = "likely",
        .kind = amount,
        .header = {"To: likely", "Na: najpewniej"},
        .unit = {"unit of the change", "jednostka zmiany"},
        .help = {"What you most likely expect.", "Czego spodziewają się Państwo najpewniej."},
        .example = {"8", "8"}},
    ColumnInfo{.key = "optimistic",
               .kind = amount,
               .header = {"To: optimistic", "Na: optymistycznie"},
               .unit = {"unit of the change", "jednostka zmiany"},
               .help = {"It would be better in 1 of 20 cases only.",
                        "Lepiej byłoby najwyżej w 1 przypadku na 20."},
               .example = {"6", "6"}},
    ColumnInfo{.key = "evidence",
               .kind = choice,
               .header = {"How do we know (A–F)", "Skąd to wiemy (A–F)"},
               .unit = list_unit,
               .help = {"A experiment … E expert, F nobody knows. Empty: E.",
                        "A eksperyment … E ekspert, F nikt nie wie. Puste: E."},
               .example = {"C – before and after", "C – przed i po"},
               .choices = ChoiceList::evidence},
    ColumnInfo{.key = "one_off",
               .kind = money,
               .header = {"One-off cost", "Koszt jednorazowy"},
               .unit = money_unit,
               .help = {"Paid in the month of the start. Empty: 0, and you are told.",
                        "Płatny w miesiącu startu. Puste: 0, program o tym powie."},
               .example = {"500000", "500000"}},
    ColumnInfo{.key = "monthly",
               .kind = money,
               .header = {"Cost per month", "Koszt / mies."},
               .unit = money_unit,
               .help = {"Paid every month while it runs. Empty: 0.",
                        "Płatny co miesiąc, dopóki trwa. Puste: 0."},
               .example = {"40000", "40000"}},
    ColumnInfo{
        .key = "fte",
        .kind = count,
        .header = {"FTE", "Etaty"},
        .unit = {"full-time equivalents", "etaty"},
        .help = {"Of the department above, while it runs.", "Działu podanego obok, dopóki trwa."},
        .example = {"2", "2"}},
    ColumnInfo{.key = "start",
               .kind = months,
               .header = {"Start", "Start"},
               .unit = {"month, from 1", "miesiąc, od 1"},
               .help = {"Month in which the work begins. Empty: 1.",
                        "Miesiąc, w którym zaczyna się praca. Puste: 1."},
               .example = {"3", "3"}},
    ColumnInfo{.key = "lead",
               .kind = months,
               .header = {"Works after", "Po ilu mies. działa"},
               .unit = months_unit,
               .help = {"Months from the start until customers notice. Empty: 0.",
                        "Ile miesięcy od startu do chwili, gdy klienci to odczują. Puste: 0."},
               .example = {"2", "2"}},
    ColumnInfo{.key = "duration",
               .kind = months,
               .reach = advanced,
               .header = {"Works for", "Przez ile mies. działa"},
               .unit = months_unit,
               .help = {"Months of full effect, and of cost. Empty: for good.",
                        "Miesiące pełnego działania i kosztów. Puste: na stałe."}},
    ColumnInfo{.key = "ramp",
               .kind = months,
               .reach = advanced,
               .header = {"Grows for", "Narasta przez"},
               .unit = months_unit,
               .help = {"Months until the effect is full. Empty: full at once.",
                        "Ile miesięcy trwa dojście do pełnego działania. Puste: od razu."}},
    ColumnInfo{.key = "adoption",
               .kind = percent,
               .reach = advanced,
               .header = {"% who will work this way", "% stosowania"},
               .unit = {"% of the organisation", "% organizacji"},
               .help = {"How many will really work this way in the end. Empty: 100 %.",
                        "Ilu pracowników będzie tak naprawdę pracować. Puste: 100%."}},
    ColumnInfo{.key = "requires",
               .kind = names,
               .header = {"Requires", "Wymaga"},
               .help = {"Initiatives without which it is not possible; a semicolon between them.",
                        "Inicjatywy, bez których nie jest możliwa; oddzielone średnikiem."},
               .suggestions = initiative_names},
    ColumnInfo{.key = "excludes",
               .kind = names,
               .header = {"Excludes", "Wyklucza"},
               .help = {"Initiatives that are not possible together with it; a semicolon between "
                        "them.",
                        "Inicjatywy, które nie są możliwe razem z nią; oddzielone średnikiem."},
               .suggestions = initiative_names},
    ColumnInfo{.key = "mode",
               .kind = choice,
               .header = {"Soft or hard", "Miękko / twardo"},
               .unit = list_unit,
               .help = {"Soft: persuasion and training. Hard: rules and systems. Empty: hard.",
                        "Miękko: przekonywanie i szkolenia. Twardo: zasady i systemy. Puste: "
                        "twardo."},
               .example = {"soft", "miękko"},
               .choices = ChoiceList::mode},
    source_column,
    ColumnInfo{.key = "bounds",
               .kind = choice,
               .reach = advanced,
               .header = {"Limits", "Granice"},
               .unit = list_unit,
               .help = {"Whether it may end beyond pessimistic and optimistic. Empty: in 1 of 20 "
                        "cases each.",
                        "Czy wynik może wyjść poza wartości pesymistyczną i optymistyczną. Puste: "
                        "w 1 przypadku na 20 z każdej strony."},
               .choices = ChoiceList::bounds},
    code_column,
    ColumnInfo{.key = "effect_id",
               .kind = text,
               .reach = advanced,
               .header = {"Code of the change", "Kod zmiany"},
               .help = {"Short code of this row's change. Empty: made from what changes and where.",
                        "Krótki kod zmiany z tego wiersza. Puste: powstanie z tego, co i gdzie się "
                        "zmienia."}},
};

constexpr std::array constraint_columns{
    ColumnInfo{
        .key = "what",
        .kind = choice,
        .presence = required,
        .header = {"What is limited", "Co jest ograniczone"},
        .unit = list_unit,
        .help = {"Money, people or changes at once. Kept and checked; the ranking does not look at "
                 "limits yet.",
                 "Pieniądze, ludzie albo zmiany naraz. Zapisywane i sprawdzane; ranking jeszcze "
                 "nie uwzględnia ograniczeń."},
        .example = {"budget", "budżet"},
        .choices = ChoiceList::constraint},
    ColumnInfo{.key = "department",
               .kind = text,
               .header = {"Department", "Dział"},
               .help = {"For FTE and changes at once; empty for the budget.",
                        "Dla etatów i zmian naraz; puste dla budżetu."},
               .suggestions = department_names},
    ColumnInfo{.key = "from",
               .kind = months,
               .header = {"From month", "Od miesiąca"},
               .unit = {"month, from 1", "miesiąc, od 1"},
               .help = {"Of the budget; a quarter is 1 to 3.", "Budżetu; kwartał to 1 do 3."},
               .example = {"1", "1"}},
    ColumnInfo{.key = "to",
               .kind = months,
               .header = {"To month", "Do miesiąca"},
               .unit = {"month, from 1", "miesiąc, od 1"},
               .help = {"The last month of the budget.", "Ostatni miesiąc budżetu."},
               .example = {"3", "3"}},
    ColumnInfo{.key = "amount",
               .kind = quantity,
               .presence = required,
               .header = {"Amount", "Ile"},
               .unit = {"money, FTE or initiatives", "kwota, etaty lub inicjatywy"},
               .help = {"The most that is possible.", "Najwięcej, ile można."},
               .example = {"1500000", "1500000"}},
};

constexpr std::array goal_columns{
    ColumnInfo{.key = "figure",
               .kind = choice,
               .presence = required,
               .header = {"KPI", "KPI"},
               .unit = list_unit,
               .help = {"What should change. Kept and checked; the ranking does not look at goals "
                        "yet.",
                        "Co ma się zmienić. Zapisywane i sprawdzane; ranking jeszcze nie "
                        "uwzględnia celów."},
               .example = {"NPS", "NPS"},
               .choices = ChoiceList::figure},
    ColumnInfo{.key = "touchpoint",
               .kind = name,
               .header = {"Touchpoint", "Punkt styku"},
               .help = {"Empty: the whole firm.", "Puste: cała firma."},
               .suggestions = touchpoint_names},
    ColumnInfo{.key = "from",
               .kind = number,
               .header = {"From", "Z"},
               .help = {"Today.", "Dziś."},
               .example = {"18", "18"}},
    ColumnInfo{.key = "to",
               .kind = number,
               .presence = required,
               .header = {"To", "Na"},
               .help = {"The goal.", "Cel."},
               .example = {"24", "24"}},
    ColumnInfo{.key = "month",
               .kind = months,
               .presence = required,
               .header = {"Due in month", "Termin"},
               .unit = {"month, from 1", "miesiąc, od 1"},
               .help = {"Month in which it should be reached.", "Miesiąc, w którym ma być gotowe."},
               .example = {"12", "12"}},
    ColumnInfo{.key = "owner",
               .kind = text,
               .header = {"Owner", "Właściciel"},
               .help = {"The person who answers for it.", "Osoba, która za to odpowiada."},
               .example = {"Anna Nowak", "Anna Nowak"}},
};

constexpr std::array measurement_columns{
    ColumnInfo{.key = "date",
               .kind = date,
               .presence = required,
               .header = {"Date", "Data"},
               .unit = {"day", "dzień"},
               .help = {"Of the measurement: 2026-06-30.", "Pomiaru: 30.06.2026."},
               .example = {"2026-06-30", "30.06.2026"}},
    ColumnInfo{.key = "figure",
               .kind = choice,
               .presence = required,
               .header = {"KPI", "KPI"},
               .unit = list_unit,
               .help = {"What was measured. The latest NPS, contacts and complaints of the whole "
                        "firm are what the simulation must reproduce.",
                        "Co zmierzono. Najnowsze NPS, kontakty i reklamacje całej firmy musi "
                        "odtworzyć symulacja."},
               .example = {"NPS", "NPS"},
               .choices = ChoiceList::figure},
    ColumnInfo{.key = "touchpoint",
               .kind = name,
               .header = {"Touchpoint", "Punkt styku"},
               .help = {"Empty: the whole firm.", "Puste: cała firma."},
               .suggestions = touchpoint_names},
    ColumnInfo{.key = "value",
               .kind = number,
               .presence = required,
               .header = {"Result", "Wynik"},
               .help = {"NPS −100 to 100; CSAT and CES 0–100; churn % per year; contacts and "
                        "complaints per 1,000 customers and month; visits per month.",
                        "NPS od −100 do 100; CSAT i CES 0–100; churn % rocznie; kontakty i "
                        "reklamacje na 1000 klientów miesięcznie; wizyty miesięcznie."},
               .example = {"18", "18"}},
    ColumnInfo{.key = "answers",
               .kind = count,
               .header = {"Answers (n)", "Liczba ocen (n)"},
               .unit = {"number", "liczba"},
               .help = {"People asked. Empty: everything was counted.",
                        "Ile osób odpowiedziało. Puste: policzono wszystko."},
               .example = {"1200", "1200"}},
};

constexpr std::array source_columns{
    ColumnInfo{.key = "name",
               .kind = name,
               .presence = required,
               .header = {"Source", "Źródło"},
               .help = {"Short name, as you write it in the other sheets.",
                        "Krótka nazwa, jak w pozostałych arkuszach."},
               .example = {"CRM report", "raport z CRM"}},
    ColumnInfo{.key = "who",
               .kind = text,
               .header = {"Who", "Kto"},
               .help = {"Gave the numbers.", "Podał liczby."},
               .example = {"Jan Kowalski, BI", "Jan Kowalski, BI"}},
    ColumnInfo{.key = "when",
               .kind = period,
               .header = {"When", "Kiedy"},
               .help = {"They were taken.", "Zostały pobrane."},
               .example = {"2026-10-05", "05.10.2026"}},
    ColumnInfo{.key = "basis",
               .kind = text,
               .header = {"On what basis", "Na jakiej podstawie"},
               .help = {"How they were counted, what is left out.",
                        "Jak były liczone, czego w nich nie ma."},
               .example = {"All calls of the third quarter", "Wszystkie połączenia III kwartału"}},
};

constexpr std::array more_columns{
    ColumnInfo{.key = "file",
               .kind = choice,
               .presence = required,
               .header = {"File", "Plik"},
               .unit = list_unit,
               .help = {"map.json or scenario.json.", "map.json lub scenario.json."},
               .choices = ChoiceList::file},
    ColumnInfo{
        .key = "path",
        .kind = text,
        .presence = required,
        .header = {"Place", "Miejsce"},
        .help = {"The keys that lead there, with / between them, as in docs/input-format.md.",
                 "Klucze, które tam prowadzą, oddzielone /, jak w docs/input-format.md."}},
    ColumnInfo{.key = "value",
               .kind = json,
               .header = {"Content", "Treść"},
               .help = {"JSON, as in the file; it replaces what the other sheets say. Empty: the "
                        "place is deleted.",
                        "JSON, jak w pliku; zastępuje to, co mówią inne arkusze. Puste: miejsce "
                        "jest usuwane."}},
};

constexpr std::array<SheetInfo, sheet_kinds> sheets{{
    {SheetKind::start,
     SheetLayout::form,
     optional,
     {"1_Start", "1_Start"},
     {"Ten numbers about the firm that everybody has.", "Dziesięć liczb o firmie, które ma każdy."},
     start_fields},
    {SheetKind::touchpoints,
     SheetLayout::table,
     required,
     {"2_Touchpoints", "2_Punkty_styku"},
     {"Where customers meet you, how often, how satisfied, and who owns it.",
      "Gdzie klienci Państwa spotykają, jak często, z jaką oceną i kto za to odpowiada."},
     touchpoint_columns},
    {SheetKind::reasons,
     SheetLayout::table,
     optional,
     {"3_Contact_reasons", "3_Powody_kontaktu"},
     {"Why customers get in touch, and where it began.",
      "Dlaczego klienci się kontaktują i gdzie sprawa się zaczęła."},
     reason_columns},
    {SheetKind::transitions,
     SheetLayout::table,
     optional,
     {"4_Transitions", "4_Przejścia"},
     {"What customers do next, where you know it.", "Co klienci robią dalej, jeśli to wiadomo."},
     transition_columns},
    {SheetKind::segments,
     SheetLayout::table,
     required,
     {"5_Segments", "5_Segmenty"},
     {"Who the customers are and what they are worth.", "Kim są klienci i ile są warci."},
     segment_columns},
    {SheetKind::initiatives,
     SheetLayout::table,
     required,
     {"6_Initiatives", "6_Inicjatywy"},
     {"What you could do, what it would change, and what it costs.",
      "Co można zrobić, co to zmieni i ile kosztuje."},
     initiative_columns},
    {SheetKind::constraints,
     SheetLayout::table,
     optional,
     {"7_Constraints", "7_Ograniczenia"},
     {"How much money and how many people there are.", "Ile jest pieniędzy i ludzi."},
     constraint_columns},
    {SheetKind::goals,
     SheetLayout::table,
     optional,
     {"8_Goals", "8_Cele"},
     {"What was promised, to whom and by when.", "Co obiecano, kto odpowiada i na kiedy."},
     goal_columns},
    {SheetKind::measurements,
     SheetLayout::table,
     optional,
     {"9_Measurements", "9_Pomiary"},
     {"What was measured; the simulation must reproduce it.",
      "Co zmierzono; symulacja musi to odtworzyć."},
     measurement_columns},
    {SheetKind::sources,
     SheetLayout::table,
     optional,
     {"10_Sources", "10_Źródła"},
     {"Where the numbers come from.", "Skąd są liczby."},
     source_columns},
    {SheetKind::more,
     SheetLayout::table,
     optional,
     {"11_More", "11_Więcej"},
     {"For experts: what the other sheets cannot hold.",
      "Dla ekspertów: to, czego nie mieszczą inne arkusze."},
     more_columns},
}};

constexpr std::array scale_words{
    ChoiceWord{"0-100", {"0–100", "0–100"}, "100|0-100 points|procent|percent|%"},
    ChoiceWord{"1-5", {"1–5", "1–5"}, "5|stars|gwiazdki"},
    ChoiceWord{"1-7", {"1–7", "1–7"}, "7"},
    ChoiceWord{"1-10", {"1–10", "1–10"}, "10"},
    ChoiceWord{"0-10", {"0–10", "0–10"}},
    ChoiceWord{"top-2", {"top-2 %", "top-2 %"}, "top 2|top2|top-2-box|top 2 box|t2b|csat %"},
};
constexpr std::array asked_words{
    ChoiceWord{"all", {"all customers", "wszystkich"}, "all|wszyscy|wszystkich klientów"},
    ChoiceWord{"resolved",
               {"only resolved", "tylko załatwionych"},
               "resolved|successes|załatwione|tylko załatwione"},
};
constexpr std::array counts_as_words{
    ChoiceWord{"contact", {"contact", "kontakt"}, "call|połączenie"},
    ChoiceWord{"complaint", {"complaint", "reklamacja"}, "reklamacje"},
    ChoiceWord{"neither", {"neither", "ani to, ani to"}, "none|nic|-|–|brak"},
};
constexpr std::array outcome_words{
    ChoiceWord{"success", {"after success", "po sukcesie"}, "success|sukces|załatwione"},
    ChoiceWord{"failure",
               {"after failure", "po niepowodzeniu"},
               "failure|niepowodzenie|niezałatwione|porażka"},
    ChoiceWord{"both", {"after both", "po obu"}, "both|always|zawsze|oba"},
};
constexpr std::array money_period_words{
    ChoiceWord{"month", {"month", "miesiąc"}, "monthly|miesięcznie|mies.|m-c"},
    ChoiceWord{"year", {"year", "rok"}, "annual|yearly|rocznie|roczna"},
};
constexpr std::array churn_period_words{
    ChoiceWord{"year", {"year", "rok"}, "annual|yearly|rocznie|roczny"},
    ChoiceWord{"month", {"month", "miesiąc"}, "monthly|miesięcznie|miesięczny|mies.|m-c"},
};
constexpr std::array change_words{
    ChoiceWord{"failure",
               {"% unresolved", "% niezałatwionych"},
               "unresolved|share not resolved|niezałatwione|niepowodzenia|błędy|errors|failure"},
    ChoiceWord{"score", {"mean score", "ocena średnia"}, "csat|satisfaction|satysfakcja|ocena"},
    ChoiceWord{"fcr",
               {"resolved at first contact (FCR)", "załatwione za 1. razem (FCR)"},
               "fcr|first contact resolution|rozwiązanie przy pierwszym kontakcie"},
    ChoiceWord{"contacts",
               {"contacts per month", "kontakty / mies."},
               "contacts|calls|kontakty|połączenia|telefony"},
    ChoiceWord{"cost", {"cost per contact", "koszt kontaktu"}, "cost|koszt"},
    ChoiceWord{
        "penalty", {"how much a failure hurts", "dotkliwość niepowodzenia"}, "penalty|dotkliwość"},
    ChoiceWord{"churn", {"churn", "churn"}, "odejścia|odejścia klientów"},
    ChoiceWord{"margin", {"margin per customer", "marża na klienta"}, "margin|marża"},
    ChoiceWord{"price",
               {"price pressure", "presja cenowa"},
               "leaving for a better price|odejścia z powodu ceny"},
    ChoiceWord{"handling",
               {"handling time", "czas obsługi"},
               "aht|czas obsługi połączenia|average handling time"},
    ChoiceWord{"agents", {"agents", "liczba konsultantów"}, "konsultanci|agents at peak"},
    ChoiceWord{"wait",
               {"waiting time", "czas oczekiwania"},
               "wait|kolejka|queue|oczekiwanie|czas oczekiwania w kolejce"},
    ChoiceWord{"other", {"other (sheet 11)", "inne (arkusz 11)"}, "other|inne"},
};
constexpr std::array as_given_words{
    ChoiceWord{"value", {"new value", "nowa wartość"}, "value|wartość"},
    ChoiceWord{"relative", {"change in %", "zmiana w %"}, "change|zmiana|%|zmiana o %"},
};
constexpr std::array bounds_words{
    ChoiceWord{"usual", {"1 of 20 beyond", "1 na 20 poza"}, "usual|zwykle|5-95|5-95 %"},
    ChoiceWord{"never", {"never beyond", "nigdy poza"}, "never|nigdy"},
};
constexpr std::array mode_words{
    ChoiceWord{"soft", {"soft", "miękko"}, "miękka|miękki"},
    ChoiceWord{"hard", {"hard", "twardo"}, "twarda|twardy"},
    ChoiceWord{"mixed", {"mixed", "mieszanie"}, "mieszana|mieszany|oba|both|miękko i twardo"},
};
constexpr std::array evidence_words{
    ChoiceWord{"A", {"A – experiment", "A – eksperyment"}, "a"},
    ChoiceWord{"B", {"B – quasi-experiment", "B – quasi-eksperyment"}, "b"},
    ChoiceWord{"C", {"C – before and after", "C – przed i po"}, "c"},
    ChoiceWord{"D", {"D – benchmark", "D – benchmark"}, "d"},
    ChoiceWord{"E", {"E – expert", "E – ekspert"}, "e"},
    ChoiceWord{"F", {"F – nobody knows", "F – nikt nie wie"}, "f"},
};
constexpr std::array figure_words{
    ChoiceWord{"nps", {"NPS", "NPS"}},
    ChoiceWord{"csat", {"CSAT", "CSAT"}, "satisfaction|satysfakcja|ocena"},
    ChoiceWord{"ces", {"CES", "CES"}, "effort|wysiłek"},
    ChoiceWord{"churn", {"churn", "churn"}, "odejścia"},
    ChoiceWord{"contacts_per_1000",
               {"contacts per 1,000", "kontakty na 1000"},
               "contacts|kontakty|contacts per 1000"},
    ChoiceWord{"complaints_per_1000",
               {"complaints per 1,000", "reklamacje na 1000"},
               "complaints|reklamacje|complaints per 1000"},
    ChoiceWord{"visits", {"visits per month", "wizyty / mies."}, "visits|wizyty"},
};
constexpr std::array constraint_words{
    ChoiceWord{"budget", {"budget", "budżet"}, "money|pieniądze"},
    ChoiceWord{"fte", {"FTE", "etaty"}, "people|ludzie"},
    ChoiceWord{"changes_at_once", {"changes at once", "zmiany naraz"}, "changes|zmiany"},
};
constexpr std::array file_words{
    ChoiceWord{"map", {"map", "mapa"}, "map.json"},
    ChoiceWord{"scenario", {"scenario", "scenariusz"}, "scenario.json"},
};
constexpr std::array industry_words{
    ChoiceWord{"bank", {"bank", "bank"}},
    ChoiceWord{
        "cable", {"cable / telecom", "kablówka / telekom"}, "cable|telecom|kablówka|telekom"},
    ChoiceWord{"mobile", {"mobile operator", "operator komórkowy"}, "mobile|komórki|gsm"},
    ChoiceWord{"shop", {"shop", "sklep"}, "e-commerce|retail|handel"},
    ChoiceWord{
        "public-service", {"public service", "usługi publiczne"}, "urząd|public|public-service"},
};
constexpr std::array answer_words{
    ChoiceWord{"yes", {"yes", "tak"}, "true|prawda|y|t|x"},
    ChoiceWord{"no", {"no", "nie"}, "false|fałsz|n"},
};

/// Base letters of U+00C0 to U+017F.
constexpr std::string_view latin_letters =
    "aaaaaaaceeeeiiiidnooooo_ouuuuytsaaaaaaaceeeeiiiidnooooo_ouuuuyty"
    "aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiiiiijjkkkllllllllll"
    "nnnnnnnnnoooooooorrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs";
static_assert(latin_letters.size() == 0x180 - 0xC0);

}  // namespace

std::span<SheetInfo const> all_sheets() { return sheets; }

SheetInfo const& sheet_info(SheetKind kind) { return sheets[static_cast<std::size_t>(kind)]; }

std::size_t column_index(SheetKind kind, std::string_view key) {
  auto const columns = sheet_info(kind).columns;
  auto const found = std::ranges::find(columns, key, &ColumnInfo::key);
  CXSIM_EXPECTS(found != columns.end());
  return static_cast<std::size_t>(found - columns.begin());
}

std::span<ChoiceWord const> choice_words(ChoiceList list) {
  switch (list) {
    case ChoiceList::none:
      break;
    case ChoiceList::scale:
      return scale_words;
    case ChoiceList::asked:
      return asked_words;
    case ChoiceList::counts_as:
      return counts_as_words;
    case ChoiceList::outcome:
      return outcome_words;
    case ChoiceList::money_period:
      return money_period_words;
    case ChoiceList::churn_period:
      return churn_period_words;
    case ChoiceList::change:
      return change_words;
    case ChoiceList::as_given:
      return as_given_words;
    case ChoiceList::bounds:
      return bounds_words;
    case ChoiceList::mode:
      return mode_words;
    case ChoiceList::evidence:
      return evidence_words;
    case ChoiceList::figure:
      return figure_words;
    case ChoiceList::constraint:
      return constraint_words;
    case ChoiceList::file:
      return file_words;
    case ChoiceList::industry:
      return industry_words;
    case ChoiceList::answer:
      return answer_words;
  }
  return {};
}

std::string_view word_in(Wording const& wording, Language language) {
  return Text(wording).in(language);
}

std::string plain_word(std::string_view text) {
  std::string plain;
  int brackets = 0;
  while (!text.empty()) {
    CodePoint const next = first_code_point(text);
    text.remove_prefix(next.length);
    char32_t const code = next.value;
    brackets += code == U'[' ? 1 : 0;
    if (brackets == 0) {
      if (code >= U'A' && code <= U'Z') {
        plain += static_cast<char>(code - U'A' + U'a');
      } else if ((code >= U'a' && code <= U'z') || (code >= U'0' && code <= U'9') || code == U'%') {
        plain += static_cast<char>(code);
      } else if (code >= 0xC0 && code < 0x180) {
        plain += latin_letters[code - 0xC0];
      } else if (code > 0x2FF && (code < 0x2000 || code > 0x206F) && code != 0x2212) {
        plain += to_utf8(code);
      }
    }
    brackets -= code == U']' && brackets > 0 ? 1 : 0;
  }
  return plain;
}

std::string_view example_mark(Language language) {
  static constexpr Wording mark{"example:", "przykład:"};
  return word_in(mark, language);
}

}  // namespace cxsim
