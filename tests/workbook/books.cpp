#include "books.hpp"

#include <algorithm>
#include <iterator>
#include <stdexcept>

/// libxlsxwriter keeps copies of a few names when a workbook is closed.
extern "C" char const* __lsan_default_suppressions() { return "leak:libxlsxwriter\n"; }

namespace cxsim::test {

namespace {

[[nodiscard]] CellPlace place_of(std::string const& name) {
  CellPlace place;
  std::size_t i = 0;
  for (; i < name.size() && name[i] >= 'A'; ++i) {
    place.column = place.column * 26 + static_cast<std::uint32_t>(name[i] - 'A' + 1);
  }
  place.column -= 1;
  place.row = static_cast<std::uint32_t>(std::stoul(name.substr(i))) - 1;
  return place;
}

[[nodiscard]] Sheet& sheet_of(Spreadsheet& book, std::string const& beginning) {
  for (Sheet& one : book.sheets) {
    if (one.name.starts_with(beginning + '_')) {
      return one;
    }
  }
  throw std::runtime_error("no sheet " + beginning);
}

[[nodiscard]] bool is_before(CellPlace left, CellPlace right) {
  return left.row < right.row || (left.row == right.row && left.column < right.column);
}

}  // namespace

Sheet sheet(std::string name, std::vector<std::vector<CellContent>> const& rows) {
  Sheet result;
  result.name = std::move(name);
  for (std::uint32_t row = 0; row < rows.size(); ++row) {
    for (std::uint32_t column = 0; column < rows[row].size(); ++column) {
      if (rows[row][column] != CellContent(std::string())) {
        Cell cell;
        cell.place = {row, column};
        cell.content = rows[row][column];
        result.cells.push_back(cell);
      }
    }
  }
  return result;
}

Spreadsheet polish_book() {
  using S = std::string;
  Spreadsheet book;
  book.file = "plan.xlsx";
  book.sheets = {
      sheet("2_Punkty_styku",
            {{S("Punkt styku"), S("Kanał"), S("Etap"), S("Dział"), S("Kontakty / mies."),
              S("Ocena średnia"), S("Skala"), S("Liczba ocen (n)"), S("% niezałatwionych"),
              S("Koszt kontaktu"), S("Liczy się jako"), S("Źródło"), S("Okres")},
             {S("Faktura"), S("List"), S("Płacę"), S("Finanse"), 100000.0, 72.0, S("0–100"), S(""),
              4.0, 1.0, S(""), S("raport CRM"), S("III kw. 2026")},
             {S("Infolinia"), S("Telefon"), S("Pomoc"), S("Contact Center"), S("5 000"), S("4,1"),
              S("1–5"), 412.0, S("12 %"), 14.0, S("kontakt"), S("raport CRM"), S("III kw. 2026")}}),
      sheet("3_Powody_kontaktu",
            {{S("Punkt styku"), S("Powód"), S("Liczba / mies."), S("Skąd klient przyszedł")},
             {S("Infolinia"), S("R12 błędna faktura"), 2000.0, S("Faktura")},
             {S("Infolinia"), S("R01 inne"), 3000.0, S("")}}),
      sheet("5_Segmenty", {{S("Segment"), S("Liczba klientów"), S("Marża na klienta"),
                            S("Marża za"), S("Churn"), S("NPS")},
                           {S("Rodziny"), 60000.0, 336.0, S("rok"), 12.0, 20.0},
                           {S("Single"), 40000.0, 20.0, S("miesiąc"), 18.0, 5.0}}),
      sheet("6_Inicjatywy",
            {{S("Inicjatywa"), S("Dział"), S("Punkt styku"), S("Co się zmieni"), S("Z"),
              S("Na: pesymistycznie"), S("Na: najpewniej"), S("Na: optymistycznie"),
              S("Skąd to wiemy (A–F)"), S("Koszt jednorazowy"), S("Koszt / mies."), S("Start"),
              S("Wymaga"), S("Podane jako"), S("Tylko segment")},
             {S("Prosty rachunek"), S("Finanse"), S("Faktura"), S("% niezałatwionych"), 4.0, 3.5,
              3.0, 2.0, S("C"), 300000.0, 0.0, 2.0, S(""), S(""), S("")},
             {S("Szkolenie"), S("Contact Center"), S("Infolinia"),
              S("załatwione za 1. razem (FCR)"), 88.0, 89.0, 91.0, 93.0, S("E"), 100000.0, 5000.0,
              3.0, S("Prosty rachunek"), S(""), S("")}})};
  return book;
}

Spreadsheet english_book() {
  using S = std::string;
  Spreadsheet book;
  book.file = "plan.xlsx";
  book.sheets = {
      sheet("2_Touchpoints",
            {{S("Touchpoint"), S("Channel"), S("Stage"), S("Department"), S("Contacts per month"),
              S("Mean score"), S("Scale"), S("Answers (n)"), S("% unresolved"),
              S("Cost per contact"), S("Counts as"), S("Source"), S("Period")},
             {S("Invoice"), S("Letter"), S("Pay"), S("Finance"), 100000.0, 72.0, S("0–100"), S(""),
              4.0, 1.0, S(""), S("CRM report"), S("2026-Q3")},
             {S("Hotline"), S("Phone"), S("Get help"), S("Contact Centre"), S("5,000"), 4.1,
              S("1–5"), 412.0, S("12 %"), 14.0, S("contact"), S("CRM report"), S("2026-Q3")}}),
      sheet("3_Contact_reasons",
            {{S("Touchpoint"), S("Reason"), S("Number per month"), S("Came from")},
             {S("Hotline"), S("R12 wrong invoice"), 2000.0, S("Invoice")},
             {S("Hotline"), S("R01 other"), 3000.0, S("")}}),
      sheet("5_Segments", {{S("Segment"), S("Customers"), S("Margin per customer"), S("Margin per"),
                            S("Churn"), S("NPS")},
                           {S("Families"), 60000.0, 336.0, S("year"), 12.0, 20.0},
                           {S("Singles"), 40000.0, 20.0, S("month"), 18.0, 5.0}}),
      sheet("6_Initiatives",
            {{S("Initiative"), S("Department"), S("Touchpoint"), S("What changes"), S("From"),
              S("To: pessimistic"), S("To: likely"), S("To: optimistic"), S("How do we know (A–F)"),
              S("One-off cost"), S("Cost per month"), S("Start"), S("Requires"), S("Given as"),
              S("Only segment")},
             {S("Plain invoice"), S("Finance"), S("Invoice"), S("% unresolved"), 4.0, 3.5, 3.0, 2.0,
              S("C"), 300000.0, 0.0, 2.0, S(""), S(""), S("")},
             {S("Training"), S("Contact Centre"), S("Hotline"),
              S("resolved at first contact (FCR)"), 88.0, 89.0, 91.0, 93.0, S("E"), 100000.0,
              5000.0, 3.0, S("Plain invoice"), S(""), S("")}})};
  return book;
}

namespace {

/// \p book with \p header and \p contents in a new column \p column, from row 1 on.
[[nodiscard]] Spreadsheet with_column(Spreadsheet book, std::string const& name,
                                      std::string const& column,
                                      std::vector<std::string> const& contents) {
  for (std::size_t i = 0; i < contents.size(); ++i) {
    book = with(std::move(book), name, column + std::to_string(i + 1), contents[i]);
  }
  return book;
}

}  // namespace

Spreadsheet full_polish_book() {
  using S = std::string;
  Spreadsheet book = polish_book();
  for (Sheet& added : std::vector<Sheet>{
           sheet("1_Start", {{S("1. Liczba klientów"), 100000.0},
                             {S("2. Churn roczny"), S("14,4 %")},
                             {S("3. Marża na klienta miesięcznie"), S("24,80")},
                             {S("4. NPS: promotorzy"), S("40 %")},
                             {S("NPS: pasywni"), S("34 %")},
                             {S("NPS: krytycy"), S("26 %")},
                             {S("8. Odchodzący z powodu obsługi: co najmniej"), 25.0},
                             {S("Odchodzący z powodu obsługi: co najwyżej"), 45.0},
                             {S("9. Budżet na cały okres"), S("2 mln zł")}}),
           sheet("4_Przejścia",
                 {{S("Z"), S("Do"), S("Po czym"), S("Liczba lub %")},
                  {S("Infolinia"), S("Faktura"), S("po niepowodzeniu"), S("30 %")},
                  {S("Infolinia"), S("przerwane"), S("po niepowodzeniu"), S("20 %")}}),
           sheet("7_Ograniczenia", {{S("Co jest ograniczone"), S("Dział"), S("Od miesiąca"),
                                     S("Do miesiąca"), S("Ile")},
                                    {S("budżet"), S(""), 1.0, 12.0, 500000.0},
                                    {S("etaty"), S("Contact Center"), S(""), S(""), 8.0}}),
           sheet("8_Cele", {{S("KPI"), S("Z"), S("Na"), S("Termin"), S("Właściciel")},
                            {S("NPS"), 14.0, 20.0, 18.0, S("Anna Nowak")}}),
           sheet("9_Pomiary", {{S("Data"), S("KPI"), S("Wynik"), S("Liczba ocen (n)")},
                               {Date{2026, 9, 30}, S("NPS"), 14.0, 1200.0}}),
           sheet("10_Źródła", {{S("Źródło"), S("Kto")}, {S("raport CRM"), S("Anna Nowak")}})}) {
    book.sheets.push_back(std::move(added));
  }
  book = with_column(std::move(book), "2", "N", {"Właściciel", "Ewa Mazur", "Anna Nowak"});
  return with_column(std::move(book), "6", "P", {"Właściciel", "Ewa Mazur", "Anna Nowak"});
}

Spreadsheet full_english_book() {
  using S = std::string;
  Spreadsheet book = english_book();
  for (Sheet& added : std::vector<Sheet>{
           sheet("1_Start", {{S("1. Customers"), 100000.0},
                             {S("2. Annual churn"), S("14.4 %")},
                             {S("3. Margin per customer and month"), S("24.80")},
                             {S("4. NPS: promoters"), S("40 %")},
                             {S("NPS: passives"), S("34 %")},
                             {S("NPS: detractors"), S("26 %")},
                             {S("8. Leavers who name service: at least"), 25.0},
                             {S("Leavers who name service: at most"), 45.0},
                             {S("9. Budget for the whole time"), S("2 m")}}),
           sheet("4_Transitions", {{S("From"), S("To"), S("After"), S("Number or %")},
                                   {S("Hotline"), S("Invoice"), S("after failure"), S("30 %")},
                                   {S("Hotline"), S("abandoned"), S("after failure"), S("20 %")}}),
           sheet("7_Constraints", {{S("What is limited"), S("Department"), S("From month"),
                                    S("To month"), S("Amount")},
                                   {S("budget"), S(""), 1.0, 12.0, 500000.0},
                                   {S("FTE"), S("Contact Centre"), S(""), S(""), 8.0}}),
           sheet("8_Goals", {{S("KPI"), S("From"), S("To"), S("Due in month"), S("Owner")},
                             {S("NPS"), 14.0, 20.0, 18.0, S("Anna Nowak")}}),
           sheet("9_Measurements", {{S("Date"), S("KPI"), S("Result"), S("Answers (n)")},
                                    {Date{2026, 9, 30}, S("NPS"), 14.0, 1200.0}}),
           sheet("10_Sources", {{S("Source"), S("Who")}, {S("CRM report"), S("Anna Nowak")}})}) {
    book.sheets.push_back(std::move(added));
  }
  book = with_column(std::move(book), "2", "N", {"Owner", "Ewa Mazur", "Anna Nowak"});
  return with_column(std::move(book), "6", "P", {"Owner", "Ewa Mazur", "Anna Nowak"});
}

Spreadsheet with(Spreadsheet book, std::string const& name, std::string const& cell,
                 CellContent const& content, NumberLook look) {
  book = without(std::move(book), name, cell);
  auto& cells = sheet_of(book, name).cells;
  Cell filled;
  filled.place = place_of(cell);
  filled.content = content;
  filled.look = look;
  auto const behind = std::ranges::find_if(
      cells, [&](Cell const& other) { return is_before(filled.place, other.place); });
  cells.insert(behind, filled);
  return book;
}

Spreadsheet without(Spreadsheet book, std::string const& name, std::string const& cell) {
  std::erase_if(sheet_of(book, name).cells,
                [&](Cell const& other) { return other.place == place_of(cell); });
  return book;
}

std::vector<std::string> said(Diagnostics const& diagnostics, Language language) {
  std::vector<std::string> sentences;
  for (Diagnostic const& diagnostic : diagnostics) {
    sentences.push_back(to_text(diagnostic, language));
  }
  return sentences;
}

std::vector<std::string> problems_of(Spreadsheet const& book, Language language) {
  auto const result = import_workbook(book);
  return result ? std::vector<std::string>{} : said(result.error(), language);
}

namespace {

/// What a user is told to look at: problems when there are any, doubts otherwise.
[[nodiscard]] std::vector<std::string> told(Spreadsheet const& book, Language language) {
  auto const result = import_workbook(book);
  if (!result) {
    return said(result.error(), language);
  }
  ImportReport const& report = result->report;
  std::vector<std::string> sentences;
  for (Diagnostics const* messages :
       {&report.notes, &report.mismatches, &report.gaps, &report.assumptions}) {
    std::ranges::copy(said(*messages, language), std::back_inserter(sentences));
  }
  return sentences;
}

}  // namespace

std::vector<std::string> told_only_of(Spreadsheet const& spoilt, Spreadsheet const& book,
                                      Language language) {
  std::vector<std::string> const usual = told(book, language);
  std::vector<std::string> sentences = told(spoilt, language);
  std::erase_if(sentences, [&](std::string const& sentence) {
    return std::ranges::find(usual, sentence) != usual.end();
  });
  return sentences;
}

ImportedWorkbook imported(Spreadsheet const& book) {
  auto result = import_workbook(book);
  if (!result) {
    std::string all;
    for (std::string const& problem : said(result.error(), Language::english)) {
      all += problem + '\n';
    }
    throw std::runtime_error(all);
  }
  return std::move(*result);
}

}  // namespace cxsim::test
