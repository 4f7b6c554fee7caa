#include <gmock/gmock.h>
#include <graphviz/cgraph.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <functional>
#include <map>
#include <memory>
#include <pugixml.hpp>
#include <set>

#include "command_line.hpp"
#include "cxsim/formats/byte_source.hpp"
#include "cxsim/formats/csv.hpp"
#include "cxsim/formats/escape.hpp"
#include "cxsim/formats/json.hpp"
#include "cxsim/formats/utf8.hpp"
#include "cxsim/io/map_file.hpp"
#include "cxsim/io/scenario_file.hpp"
#include "cxsim/render/label.hpp"
#include "support/corpora.hpp"

namespace cxsim::test {
namespace {

using testing::Each;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::IsSupersetOf;

/// Things of each kind in one case. After so many cases each string was the name of each kind.
constexpr std::size_t per_case = 20;
constexpr std::size_t cases = 26;
constexpr std::size_t strings_of_corpus = 515;

[[nodiscard]] std::vector<std::string> naughty() {
  std::string const text = corpora::bytes_of(corpora::folder("naughty-strings") / "blns.json");
  std::vector<std::string> strings;
  JsonValue const document = parse_json(text, "blns.json").value();
  for (JsonValue const& element : document.elements()) {
    strings.push_back(element.string());
  }
  return strings;
}

/// Gives the strings away by turns: every kind begins elsewhere, every case where the last ended.
class NameGiver {
 public:
  NameGiver(std::vector<std::string> const& strings, std::size_t number)
      : strings_(strings), number_(number) {}

  [[nodiscard]] std::string const& operator()(std::string const& kind, std::size_t index) {
    constexpr std::size_t between_kinds = 41;
    std::size_t const position =
        starts_.emplace(kind, starts_.size() * between_kinds).first->second;
    std::string const& name = strings_[(number_ * per_case + index + position) % strings_.size()];
    given_[kind].push_back(name);
    return name;
  }

  /// In the order of the things.
  [[nodiscard]] std::vector<std::string> const& given(std::string const& kind) const {
    return given_.at(kind);
  }
  [[nodiscard]] std::set<std::string> different(std::string const& kind) const {
    return {given_.at(kind).begin(), given_.at(kind).end()};
  }
  [[nodiscard]] std::map<std::string, std::vector<std::string>> const& all() const {
    return given_;
  }

 private:
  std::vector<std::string> const& strings_;
  std::size_t number_;
  std::map<std::string, std::size_t> starts_;
  std::map<std::string, std::vector<std::string>> given_;
};

[[nodiscard]] std::string id(char const* kind, std::size_t index) {
  return kind + std::to_string(index);
}

/// An object of `per_case` things.
[[nodiscard]] Json each_of(char const* kind, std::function<Json(std::size_t)> const& make) {
  Json all = Json::object();
  for (std::size_t i = 0; i < per_case; ++i) {
    all.set(id(kind, i), make(i));
  }
  return all;
}

[[nodiscard]] Json named(NameGiver& names, char const* kind, std::size_t index) {
  return Json::object().set("name", names(kind, index));
}

[[nodiscard]] Json touchpoint(NameGiver& names, std::size_t i) {
  return named(names, "touchpoint", i)
      .set("owner", names("owner", i))
      .set("department", id("d", i))
      .set("channel", id("c", i))
      .set("stage", id("s", i))
      .set("failure", Json::object()
                          .set("value", 0.1)
                          .set("source", names("source", i))
                          .set("period", names("period", i))
                          .set("typed", names("typed", i)))
      .set("score", Json::object().set("mean", 75).set("sd", 18).set("method", names("method", i)));
}

[[nodiscard]] std::string map_text(NameGiver& names) {
  return to_json_text(
      Json::object()
          .set("format", "cxsim-map")
          .set("version", 1)
          .set("name", names("map", 0))
          .set("currency", names("currency", 0))
          .set("notes", names("notes", 0))
          .set("population", Json::object().set("customers", 100'000))
          .set("departments", each_of("d", [&](auto i) { return named(names, "department", i); }))
          .set("channels", each_of("c", [&](auto i) { return named(names, "channel", i); }))
          .set("stages", each_of("s", [&](auto i) { return named(names, "stage", i); }))
          .set("touchpoints", each_of("t", [&](auto i) { return touchpoint(names, i); }))
          .set("transitions", each_of("t",
                                      [](auto) {
                                        return Json::object()
                                            .set("success", Json::object().set("completed", 1))
                                            .set("failure", Json::object().set("abandoned", 1));
                                      }))
          .set("journeys",
               each_of("j",
                       [&](auto i) { return named(names, "journey", i).set("entry", id("t", i)); }))
          .set("queues", each_of("q",
                                 [&](auto i) {
                                   return named(names, "queue", i)
                                       .set("touchpoint", id("t", i))
                                       .set("agents", 5)
                                       .set("handling_time", 5)
                                       .set("patience", 5)
                                       .set("peak_share", 0.5)
                                       .set("peak_hours", 100)
                                       .set("off_peak_hours", 200);
                                 }))
          .set("segments", each_of("g",
                                   [&](auto i) {
                                     return named(names, "segment", i)
                                         .set("share", 0.05)
                                         .set("margin", 20)
                                         .set("churn", Json::object().set("annual", 0.1))
                                         .set("starts", Json::object().set(id("j", i), 1));
                                   }))
          .set("sources", each_of("x", [&](auto i) {
                 return Json::object()
                     .set("who", names("who", i))
                     .set("when", names("when", i))
                     .set("basis", names("basis", i));
               })));
}

[[nodiscard]] Json effects(std::size_t i, double factor) {
  return Json::object().set("e", Json::object()
                                     .set("change", "touchpoints/" + id("t", i) + "/failure")
                                     .set("multiply", factor));
}

[[nodiscard]] std::string scenario_text(NameGiver& names) {
  return to_json_text(Json::object()
                          .set("format", "cxsim-scenario")
                          .set("version", 1)
                          .set("name", names("scenario", 0))
                          .set("map", "map.json")
                          .set("notes", names("scenario notes", 0))
                          .set("horizon", 2)
                          .set("burn_in", 0)
                          .set("events", each_of("e",
                                                 [&](auto i) {
                                                   return named(names, "event", i)
                                                       .set("start", 1)
                                                       .set("effects", effects(i, 1.1));
                                                 }))
                          .set("initiatives", each_of("i", [&](auto i) {
                                 return named(names, "initiative", i)
                                     .set("owner", names("responsible", i))
                                     .set("department", id("d", i))
                                     .set("start", 1)
                                     .set("cost", Json::object().set("one_off", 1000))
                                     .set("effects", effects(i, 0.8));
                               })));
}

/// Reports what ran with another code than 0.
[[nodiscard]] std::string output_of(std::vector<std::string> const& words) {
  Ran const ran = run_line(words);
  EXPECT_EQ(ran.code, 0) << testing::PrintToString(words) << ran.err.substr(0, 2000);
  return ran.out + ran.err;
}

/// Controls, escapes and marks of direction; line ends aside.
[[nodiscard]] std::vector<char32_t> unsafe_characters(std::string_view text) {
  std::vector<char32_t> found;
  while (!text.empty()) {
    CodePoint const next = first_code_point(text);
    text.remove_prefix(next.length);
    char32_t const one = next.value;
    bool const is_control = (one < 0x20 && one != '\n') || (one >= 0x7F && one < 0xA0);
    bool const is_direction = one == 0x061C || one == 0x200E || one == 0x200F ||
                              (one >= 0x2028 && one <= 0x202E) || (one >= 0x2066 && one <= 0x2069);
    if (is_control || is_direction || !next.is_valid) {
      found.push_back(one);
    }
  }
  return found;
}

// --- JSON ----------------------------------------------------------------------------------------

void collect_texts(JsonValue const& value, std::set<std::string>& texts) {
  if (value.kind() == JsonKind::string) {
    texts.insert(value.string());
  } else if (value.kind() == JsonKind::array) {
    for (JsonValue const& element : value.elements()) {
      collect_texts(element, texts);
    }
  } else if (value.kind() == JsonKind::object) {
    for (JsonMember const& member : value.members()) {
      collect_texts(member.value, texts);
    }
  }
}

[[nodiscard]] std::set<std::string> texts_of(std::string const& json) {
  std::set<std::string> texts = {""};  // the name of what has none is its id
  collect_texts(parse_json(json, "result.json").value(), texts);
  return texts;
}

// --- CSV -----------------------------------------------------------------------------------------

class OnePiece : public ByteSource {
 public:
  explicit OnePiece(std::string_view text) : text_(text) {}
  [[nodiscard]] Result<std::string_view> next_chunk() override {
    return std::exchange(text_, std::string_view());
  }

 private:
  std::string_view text_;
};

[[nodiscard]] std::vector<std::vector<std::string>> rows_of(std::string const& csv) {
  OnePiece source(csv);
  CsvReader reader(source, "backlog.csv", {.delimiter = ','});
  std::vector<std::vector<std::string>> rows;
  for (CsvRow const* row = nullptr; (row = reader.next().value()) != nullptr;) {
    EXPECT_TRUE(row->problems.empty());
    rows.emplace_back(row->fields.begin(), row->fields.end());
  }
  return rows;
}

/// The titles of initiatives by their ids.
[[nodiscard]] std::map<std::string, std::string> titles_of(std::string const& csv) {
  std::map<std::string, std::string> titles;
  auto const rows = rows_of(csv);
  for (std::size_t i = 1; i < rows.size(); ++i) {
    titles[rows[i][3]] = rows[i][2];
  }
  return titles;
}

/// Cells that a spreadsheet would run; numbers are none.
[[nodiscard]] std::vector<std::string> formulas_in(std::string const& csv) {
  std::vector<std::string> found;
  for (auto const& row : rows_of(csv)) {
    for (std::string const& cell : row) {
      bool const is_number = cell.find_first_not_of("+-.0123456789eE") == std::string::npos;
      if (!cell.empty() && !is_number && std::string_view("=+-@").find(cell[0]) < 4) {
        found.push_back(cell);
      }
    }
  }
  return found;
}

// --- diagrams ------------------------------------------------------------------------------------

struct Drawing {
  std::set<std::string> elements;
  std::set<std::string> attributes;
  std::set<std::string> titles;
};

[[nodiscard]] Drawing drawing_of(std::string const& svg) {
  pugi::xml_document document;
  EXPECT_TRUE(document.load_buffer(svg.data(), svg.size(), pugi::parse_full));
  Drawing drawing;
  for (auto const& found : document.select_nodes("//*")) {
    drawing.elements.insert(found.node().name());
    for (pugi::xml_attribute const& attribute : found.node().attributes()) {
      drawing.attributes.insert(attribute.name());
    }
  }
  for (auto const& title : document.select_nodes("//title")) {
    drawing.titles.insert(title.node().text().get());
  }
  return drawing;
}

std::set<std::string> const own_elements = {"svg",  "g",       "title",   "desc",
                                            "path", "polygon", "ellipse", "text"};
std::set<std::string> const own_attributes = {"aria-hidden", "aria-labelledby",
                                              "class",       "cx",
                                              "cy",          "d",
                                              "fill",        "font-family",
                                              "font-size",   "font-weight",
                                              "id",          "lang",
                                              "points",      "role",
                                              "rx",          "ry",
                                              "stroke",      "stroke-width",
                                              "text-anchor", "transform",
                                              "viewBox",     "x",
                                              "xmlns",       "y"};

/// Lanes say their department; cards begin with the touchpoint and its channel.
[[nodiscard]] std::size_t titles_that_begin(Drawing const& drawing, std::string const& name) {
  std::string const shown = clean_text(name);
  return static_cast<std::size_t>(std::ranges::count_if(
      drawing.titles, [&](std::string const& title) { return title.starts_with(shown); }));
}

/// As Graphviz shows \p label: a backslash stands twice in it.
[[nodiscard]] std::string with_single_backslashes(std::string text) {
  for (std::size_t at = text.find("\\\\"); at != std::string::npos;
       at = text.find("\\\\", at + 1)) {
    text.erase(at, 1);
  }
  return text;
}

/// What a viewer of the DOT file is shown.
struct DotLabels {
  std::size_t touchpoints = 0;
  std::set<std::string> elements;
  std::string texts;  ///< one behind the other, without blanks: lines are broken at them
};

[[nodiscard]] std::string without_blanks(std::string const& text) {
  std::string dense;
  for (char const one : text) {
    if (one != ' ' && one != '\n') {
      dense += one;
    }
  }
  return dense;
}

/// So many bytes of \p name as every label holds, without blanks.
[[nodiscard]] std::string beginning_of(std::string const& name) {
  std::string const dense = without_blanks(clean_text(name));
  constexpr std::size_t least = 6;
  std::size_t end = std::min(least, dense.size());
  while (end < dense.size() && (static_cast<unsigned char>(dense[end]) & 0xC0U) == 0x80) {
    --end;
  }
  return dense.substr(0, end);
}

[[nodiscard]] DotLabels labels_of_dot(std::string const& dot) {
  std::unique_ptr<Agraph_t, int (*)(Agraph_t*)> const graph(agmemread(dot.c_str()), agclose);
  std::string kind = "class";
  std::string label = "label";
  DotLabels labels;
  for (Agnode_t* node = graph ? agfstnode(graph.get()) : nullptr; node != nullptr;
       node = agnxtnode(graph.get(), node)) {
    labels.touchpoints += std::string_view(agget(node, kind.data())) == "touchpoint" ? 1U : 0U;
    std::string const shown = "<label>" + std::string(agget(node, label.data())) + "</label>";
    pugi::xml_document document;
    EXPECT_TRUE(document.load_buffer(shown.data(), shown.size(), pugi::parse_default)) << shown;
    for (auto const& found : document.select_nodes("/label//*")) {
      labels.elements.insert(found.node().name());
    }
    for (auto const& found : document.select_nodes("//text()")) {
      labels.texts += with_single_backslashes(without_blanks(found.node().value()));
    }
  }
  return labels;
}

std::set<std::string> const label_elements = {"TABLE", "TR", "TD", "FONT", "B"};

// --- Markdown ------------------------------------------------------------------------------------

/// Where \p mark stands without a backslash in front.
[[nodiscard]] std::size_t count_bare(std::string_view line, std::string_view mark) {
  std::size_t count = 0;
  for (std::size_t at = line.find(mark); at != std::string_view::npos;
       at = line.find(mark, at + 1)) {
    std::size_t const before = line.substr(0, at).find_last_not_of('\\');
    std::size_t const backslashes = at - (before == std::string_view::npos ? 0 : before + 1);
    count += backslashes % 2 == 0 ? 1U : 0U;
  }
  return count;
}

[[nodiscard]] std::vector<std::string> lines_of(std::string const& text) {
  std::vector<std::string> lines(1);
  for (char const character : text) {
    if (character == '\n') {
      lines.emplace_back();
    } else {
      lines.back() += character;
    }
  }
  return lines;
}

/// Lines with HTML, links or pictures, and rows of a table that are longer or shorter than the
/// line above them.
[[nodiscard]] std::vector<std::string> broken_lines(std::string const& markdown) {
  std::vector<std::string> broken;
  std::size_t above = 0;
  for (std::string const& line : lines_of(markdown)) {
    if (line == "![Journey](journey.svg)") {
      continue;
    }
    std::size_t const bars = count_bare(line, "|");
    bool const is_markup = count_bare(line, "<") + count_bare(line, "://") +
                               count_bare(line, "![") + count_bare(line, "](") +
                               count_bare(line, "www.") >
                           0;
    if (is_markup || (above > 0 && bars > 0 && bars != above)) {
      broken.push_back(line);
    }
    above = bars;
  }
  return broken;
}

// --- all together --------------------------------------------------------------------------------

/// None of the strings is refused: half characters and zero bytes, which a file may not hold, are
/// not among them.
class NaughtyNames : public testing::TestWithParam<std::size_t> {
 protected:
  void write(std::vector<std::string> const& strings) {
    names_.emplace(strings, GetParam());
    map_ = folder_.file("map.json", map_text(*names_));
    scenario_ = folder_.file("scenario.json", scenario_text(*names_));
  }

  TemporaryFolder const folder_;
  std::optional<NameGiver> names_;
  std::string map_;
  std::string scenario_;
};

TEST_P(NaughtyNames, SurviveTheWholeProgramUnchangedAndInert) {
  CXSIM_NEEDS_CORPUS("naughty-strings");
  auto const strings = naughty();
  write(strings);
  std::string const out = folder_.file("out");

  EXPECT_THAT(unsafe_characters(output_of({"check", scenario_})), IsEmpty());
  EXPECT_THAT(unsafe_characters(output_of(
                  {"prioritize", scenario_, "--draws", "1", "--customers", "400", "--out", out})),
              IsEmpty());
  EXPECT_THAT(unsafe_characters(output_of(
                  {"prioritize", scenario_, "--draws", "1", "--customers", "400", "--lang", "pl"})),
              IsEmpty());

  auto const texts = texts_of(content_of(out + "/result.json"));
  auto const simulated = texts_of(
      run_line({"simulate", scenario_, "--draws", "1", "--customers", "400", "--json", "-"}).out);
  for (char const* const kind : {"department", "touchpoint", "segment", "initiative"}) {
    EXPECT_THAT(texts, IsSupersetOf(names_->different(kind))) << kind;
  }
  EXPECT_THAT(simulated, IsSupersetOf(names_->different("touchpoint")));
  EXPECT_THAT(simulated, IsSupersetOf(names_->different("segment")));

  std::string const csv = content_of(out + "/backlog.csv");
  EXPECT_THAT(formulas_in(csv), IsEmpty());
  EXPECT_THAT(unsafe_characters(csv), IsEmpty());
  auto const titles = titles_of(csv);
  for (std::size_t i = 0; i < per_case; ++i) {
    std::string const name = terminal_text(names_->given("initiative")[i]);
    std::string const own = name.empty() ? id("i", i) : name;
    EXPECT_THAT(titles.at(id("i", i)), testing::AnyOf(own, id("i", i) + ": " + own));
  }

  std::string const report = content_of(out + "/report.md");
  EXPECT_THAT(broken_lines(report), IsEmpty());
  EXPECT_THAT(unsafe_characters(report), IsEmpty());
  for (std::string const& name : names_->given("initiative")) {
    // Within a line, no sign begins a list.
    EXPECT_THAT(report, testing::AnyOf(HasSubstr(markdown_text(name)),
                                       HasSubstr(markdown_text('.' + name).substr(1))));
  }
}

TEST_P(NaughtyNames, AreDrawnAsText) {
  CXSIM_NEEDS_CORPUS("naughty-strings");
  auto const strings = naughty();
  write(strings);

  Drawing const drawing = drawing_of(run_line({"diagram", scenario_}).out);
  EXPECT_THAT(own_elements, IsSupersetOf(drawing.elements));
  EXPECT_THAT(own_attributes, IsSupersetOf(drawing.attributes));
  for (char const* const kind : {"department", "touchpoint", "stage"}) {
    for (std::string const& name : names_->given(kind)) {
      EXPECT_GE(titles_that_begin(drawing, name), 1U) << kind << ' ' << name;
    }
  }
  DotLabels const labels = labels_of_dot(run_line({"diagram", scenario_, "--format", "dot"}).out);
  EXPECT_EQ(labels.touchpoints, per_case);
  EXPECT_THAT(label_elements, IsSupersetOf(labels.elements));
  for (char const* const kind : {"department", "touchpoint", "stage"}) {
    for (std::string const& name : names_->given(kind)) {
      EXPECT_THAT(labels.texts, HasSubstr(beginning_of(name))) << kind;
    }
  }
}

TEST_P(NaughtyNames, ComeBackFromAWorkbook) {
  CXSIM_NEEDS_CORPUS("naughty-strings");
  auto const strings = naughty();
  write(strings);
  std::string const book = folder_.file("book.xlsx");

  EXPECT_THAT(unsafe_characters(output_of({"export", scenario_, "--workbook", book})), IsEmpty());
  EXPECT_THAT(unsafe_characters(output_of({"import", book, "-o", folder_.file("back")})),
              IsEmpty());
  Scenario const original = load_scenario(scenario_).value().scenario;
  Scenario const imported = load_scenario(folder_.file("back/scenario.json")).value().scenario;
  EXPECT_EQ(write_map(imported.map, imported.parameters),
            write_map(original.map, original.parameters));
  EXPECT_EQ(write_scenario(imported, "map.json"), write_scenario(original, "map.json"));
}

INSTANTIATE_TEST_SUITE_P(Of20OfEachKind, NaughtyNames, testing::Range(std::size_t{0}, cases));

TEST(NaughtyNamesTogether, AreAllStringsForEveryKindOfThing) {
  CXSIM_NEEDS_CORPUS("naughty-strings");
  auto const strings = naughty();
  ASSERT_EQ(strings.size(), strings_of_corpus);
  std::map<std::string, std::set<std::string>> used;
  for (std::size_t number = 0; number < cases; ++number) {
    NameGiver names(strings, number);
    static_cast<void>(map_text(names) + scenario_text(names));
    for (auto const& [kind, given] : names.all()) {
      used[kind].insert(given.begin(), given.end());
    }
  }
  std::size_t const different = std::set(strings.begin(), strings.end()).size();
  for (char const* const alone : {"map", "currency", "notes", "scenario", "scenario notes"}) {
    used.erase(alone);  // one of a case
  }
  for (auto const& [kind, given] : used) {
    EXPECT_EQ(given.size(), different) << kind;
  }
}

}  // namespace
}  // namespace cxsim::test
