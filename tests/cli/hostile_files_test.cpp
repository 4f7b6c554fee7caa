#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <zlib.h>

#include <functional>

#include "process.hpp"
#include "support/corpora.hpp"

namespace cxsim {
namespace {

using test::Process;
using test::TemporaryFolder;

constexpr int million = 1'000'000;
constexpr test::ProcessLimits strict{.memory_mib = 512, .cpu_seconds = 5};

/// A file that means harm or is badly broken, and what `cxsim check` says of it, behind its name.
struct HostileFile {
  char const* name;
  std::function<std::string()> content;
  int code;
  char const* message;
};

void PrintTo(HostileFile const& file, std::ostream* stream) { *stream << file.name; }

[[nodiscard]] std::string repeated(std::string const& text, int count) {
  std::string many;
  many.reserve(text.size() * static_cast<std::size_t>(count));
  for (int i = 0; i < count; ++i) {
    many += text;
  }
  return many;
}

/// `"a0": value, "a1": value, …,`
[[nodiscard]] std::string members(int count, std::string const& value) {
  std::string text;
  for (int i = 0; i < count; ++i) {
    text += "\"a" + std::to_string(i) + "\":" + value + ',';
  }
  return text;
}

/// The map of a shop in which \p from, wherever it stands, is \p to.
[[nodiscard]] std::string shop(std::string const& from, std::string const& to) {
  std::string text = corpora::bytes_of("tests/invalid_input/shop.json");
  for (std::size_t at = text.find(from); at != std::string::npos;
       at = text.find(from, at + to.size())) {
    text.replace(at, from.size(), to);
  }
  return text;
}

[[nodiscard]] std::function<std::string()> shop_with(std::string const& from,
                                                     std::string const& to) {
  return [=] { return shop(from, to); };
}

/// The shop with every character in \p bytes bytes, the first or the last of which holds it.
enum class Order { little_endian, big_endian };
[[nodiscard]] std::function<std::string()> shop_in_units(std::size_t bytes, Order order,
                                                         std::string const& mark) {
  return [=] {
    std::string text = mark;
    for (char const one : shop("Shop", "Shop")) {
      std::string const zeros(bytes - 1, '\0');
      text += order == Order::little_endian ? one + zeros : zeros + one;
    }
    return text;
  };
}

[[nodiscard]] std::string name_of(testing::TestParamInfo<HostileFile> const& info) {
  return info.param.name;
}

class HostileMap : public testing::TestWithParam<HostileFile> {};

TEST_P(HostileMap, IsRefusedForOneReasonInTimeAndMemory) {
  TemporaryFolder const folder;
  std::string const file = folder.file("f.json", GetParam().content());
  Process const process(folder, {"check", file}, {}, "", strict);
  EXPECT_EQ(process.wait(), GetParam().code);
  EXPECT_EQ(process.err(), file + GetParam().message + "\n1 problem in " + file + '\n');
}

INSTANTIATE_TEST_SUITE_P(
    Nested, HostileMap,
    testing::Values(
        HostileFile{"Arrays", [] { return std::string(million, '['); }, 2,
                    ":1:65: objects and lists are nested more than 64 deep here (no map or "
                    "scenario is) — delete brackets"},
        HostileFile{"Objects", [] { return repeated("{\"a\":", million); }, 2,
                    ":1:321: objects and lists are nested more than 64 deep here (no map or "
                    "scenario is) — delete brackets"}),
    name_of);

INSTANTIATE_TEST_SUITE_P(
    Large, HostileMap,
    testing::Values(
        HostileFile{"OneText", [] { return '"' + std::string(100 * million, 'a') + '"'; }, 3,
                    ": this file is longer than 64 MiB (the limit)"},
        HostileFile{"Name", [] { return shop("Shop", std::string(60 * million, 'a')); }, 3,
                    ":4:11: what begins here is longer than 1048576 bytes (the limit for one text "
                    "or number) — look for a missing double quote"},
        HostileFile{"Key",
                    [] { return shop("\"name\"", '"' + std::string(60 * million, 'a') + '"'); }, 3,
                    ":4:3: what begins here is longer than 1048576 bytes (the limit for one text "
                    "or number) — look for a missing double quote"},
        HostileFile{"Number", [] { return shop("0.05", "0." + std::string(60 * million, '1')); }, 3,
                    ":14:18: what begins here is longer than 1048576 bytes (the limit for one text "
                    "or number) — look for a missing double quote"},
        HostileFile{"OpenComment", [] { return "/*" + std::string(60 * million, '*'); }, 3,
                    ":1:1: what begins here is longer than 1048576 bytes (the limit for one text "
                    "or number) — look for a missing double quote"},
        HostileFile{"LineComments", [] { return repeated("//\n", 20 * million); }, 2,
                    ":20000001:1: the file holds no value (only blanks and comments) — it should "
                    "begin with { and end with }"},
        HostileFile{"Blanks", [] { return std::string(60 * million, ' '); }, 2,
                    ":1:60000001: the file holds no value (only blanks and comments) — it should "
                    "begin with { and end with }"},
        HostileFile{"Values", [] { return '[' + repeated("[],", 20 * million) + "1]"; }, 3,
                    ":1:8999999: the file holds more than 3000000 values (the limit for one "
                    "document)"},
        HostileFile{"Keys", [] { return '{' + members(million, "1") + "\"b\":1}"; }, 2,
                    ":1:1: this does not say what it is (the key \"format\" is missing) — begin "
                    "with \"format\": \"cxsim-scenario\", \"version\": 1"},
        HostileFile{
            "Touchpoints",
            [] {
              return shop("\"touchpoints\": {", "\"touchpoints\": {" + members(million, "{}"));
            },
            3, ":10:18: /touchpoints: there are 1000002 touchpoints (the limit is 100000)"}),
    name_of);

INSTANTIATE_TEST_SUITE_P(
    Number, HostileMap,
    testing::Values(HostileFile{"NaN", shop_with("0.05", "NaN"), 2,
                                ":14:18: NaN is not allowed (a number must be finite)"},
                    HostileFile{"Infinity", shop_with("0.05", "Infinity"), 2,
                                ":14:18: Infinity is not allowed (a number must be finite)"},
                    HostileFile{"MinusInfinity", shop_with("0.05", "-Infinity"), 2,
                                ":14:18: -Infinity is not allowed (a number must be finite)"},
                    HostileFile{"Overflow", shop_with("0.05", "1e9999"), 2,
                                ":14:18: the number 1e9999 is too large (beyond 1.8e308)"}),
    name_of);

INSTANTIATE_TEST_SUITE_P(
    Id, HostileMap,
    testing::Values(
        HostileFile{"Twice", shop_with("\"care\": {}", "\"care\": {}, \"digital\": {}"), 2,
                    ":8:46: /departments/digital: “digital” stands twice in the same object (first "
                    "at line 8, column 19) — delete or rename one of them"},
        HostileFile{"DifferentInCase", shop_with("\"care\": {}", "\"care\": {},\n\"Care\": {}"), 2,
                    ":9:1: /departments/Care: “Care” and “care” in line 8 differ only by upper and "
                    "lower case (easily confused) — rename one of them"},
        HostileFile{"Long", shop_with("old", std::string(65, 'a')), 2,
                    ":32:5: /segments/aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
                    "aaaa: “aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa” "
                    "cannot be an id (1 to 64 letters a–z or A–Z, digits, _ and -, a letter or "
                    "digit first) — write "
                    "“aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa”, and free "
                    "text as \"name\""}),
    name_of);

constexpr char const* not_utf8 =
    ":4:12: the bytes here are not valid UTF-8 (the file was probably saved in another encoding) — "
    "save it again with the encoding UTF-8";

INSTANTIATE_TEST_SUITE_P(
    Encoding, HostileMap,
    testing::Values(
        HostileFile{"LoneHighSurrogate", shop_with("Shop", "\\ud800"), 2,
                    ":4:12: “\\ud800” is half a character (\\ud800 to \\udfff come in pairs) — "
                    "write the character itself"},
        HostileFile{"LoneLowSurrogate", shop_with("Shop", "\\udc00\\ud800x"), 2,
                    ":4:12: “\\udc00” is half a character (\\ud800 to \\udfff come in pairs) — "
                    "write the character itself"},
        HostileFile{"SurrogateInUtf8", shop_with("Shop", "\xED\xA0\x80"), 2, not_utf8},
        HostileFile{"OverlongSlash", shop_with("Shop", "\xC0\xAF"), 2, not_utf8},
        HostileFile{"OverlongQuote", shop_with("Shop", "\xE0\x80\xA2"), 2, not_utf8},
        HostileFile{"BeyondUnicode", shop_with("Shop", "\xF4\x90\x80\x80"), 2, not_utf8},
        HostileFile{"Nul", shop_with("Shop", std::string("S\0p", 3)), 2,
                    ":4:13: the file contains a zero byte (it is not a text file, or not in UTF-8) "
                    "— save it again as text in UTF-8"},
        HostileFile{"MarkInTheMiddle", shop_with("\"name\"", "\uFEFF\"name\""), 2,
                    ":4:3: an invisible character (U+FEFF) stands outside a text here — delete it"},
        HostileFile{"TwoMarks", shop_with("{\n  \"format\"", "\uFEFF\uFEFF{\"format\""), 2,
                    ":1:1: an invisible character (U+FEFF) stands outside a text here — delete it"},
        HostileFile{"Utf16LittleEndian", shop_in_units(2, Order::little_endian, "\xFF\xFE"), 2,
                    ":1:1: the file is not in UTF-8 (it looks like UTF-16) — save it again with "
                    "the encoding UTF-8"},
        HostileFile{"Utf16BigEndian", shop_in_units(2, Order::big_endian, "\xFE\xFF"), 2,
                    ":1:1: the file is not in UTF-8 (it looks like UTF-16) — save it again with "
                    "the encoding UTF-8"},
        HostileFile{"Utf32LittleEndian", shop_in_units(4, Order::little_endian, ""), 2,
                    ":1:2: the file contains a zero byte (it is not a text file, or not in UTF-8) "
                    "— save it again as text in UTF-8"},
        HostileFile{"Utf32BigEndian",
                    shop_in_units(4, Order::big_endian, std::string("\0\0\xFE\xFF", 4)), 2,
                    ":1:1: the file contains a zero byte (it is not a text file, or not in UTF-8) "
                    "— save it again as text in UTF-8"}),
    name_of);

/// What is said is short and complete, however much is wrong.
TEST(HostileMessages, StopAfterAThousand) {
  TemporaryFolder const folder;
  std::string const file =
      folder.file("f.json", shop("\"version\": 1,", "\"version\": 1," + members(million, "1")));
  Process const process(folder, {"check", file}, {}, "", strict);
  EXPECT_EQ(process.wait(), 2);
  EXPECT_LT(process.err().size(), 500'000U);
  EXPECT_TRUE(process.err().ends_with("\n1,001 problems in " + file + '\n'));
}

TEST(HostileMessages, QuoteNoMoreThanTheBeginning) {
  TemporaryFolder const folder;
  std::string const file = folder.file("f.json", shop("care", std::string(million, 'a')));
  Process const process(folder, {"check", file}, {}, "", strict);
  EXPECT_EQ(process.wait(), 2);
  EXPECT_LT(process.err().size(), 10'000U);
}

// --- maps that ask for too much
// -------------------------------------------------------------------

/// `"PREFIX0": VALUE, …`
[[nodiscard]] std::string table(std::string const& prefix, int count, std::string const& value) {
  std::string text;
  for (int i = 0; i < count; ++i) {
    text += (i == 0 ? "\"" : ",\n\"") + prefix + std::to_string(i) + "\": " + value;
  }
  return '{' + text + '}';
}

/// A map with so many things of each kind, whose journeys all go through every touchpoint.
[[nodiscard]] std::string crowded_map(int touchpoints, int journeys, int segments) {
  std::string transitions;
  for (int i = 0; i < touchpoints; ++i) {
    std::string const next =
        i + 1 < touchpoints ? "\"t" + std::to_string(i + 1) + "\"" : std::string("\"completed\"");
    transitions += (i == 0 ? "\"t" : ",\n\"t") + std::to_string(i) + "\": {\"success\": {" + next +
                   ": 1}, \"failure\": {\"abandoned\": 1}}";
  }
  return "{\"format\": \"cxsim-map\", \"version\": 1, \"name\": \"x\", \"currency\": \"EUR\",\n"
         "\"population\": {\"customers\": 100000}, \"departments\": {\"d\": {}},\n"
         "\"touchpoints\": " +
         table("t", touchpoints,
               "{\"department\": \"d\", \"failure\": 0.1, \"score\": {\"mean\": 70, \"sd\": 20}}") +
         ",\n\"transitions\": {" + transitions +
         "},\n\"journeys\": " + table("j", journeys, "{\"entry\": \"t0\"}") + ",\n\"segments\": " +
         table("s", segments,
               "{\"share\": " + std::to_string(1.0 / segments) +
                   ", \"margin\": 1, \"churn\": {\"annual\": 0.1}, \"starts\": " +
                   table("j", journeys, "1") + "}") +
         "}\n";
}

class CrowdedMap : public testing::Test {
 protected:
  void expect_refused(std::string const& command, std::string const& text,
                      std::string const& message) const {
    std::string const file = folder_.file("map.json", text);
    Process const process(folder_, {command, file}, {}, "", strict);
    EXPECT_EQ(process.wait(), 3);
    EXPECT_THAT(process.err(), testing::StartsWith((message[0] == ':' ? file : "") + message));
    EXPECT_EQ(process.out(), "");
  }

  TemporaryFolder const folder_;
};

TEST_F(CrowdedMap, WithMoreNumbersThanFitIsRefusedBeforeTheyAreRead) {
  expect_refused("check", crowded_map(500, 500, 500),
                 ":1503:13: /segments: 500 segments with 500 journeys and 500 touchpoints make "
                 "about 130,000,000 numbers to keep (the limit is 50,000,000) — merge segments or "
                 "journeys that differ little, or make several maps\n1 problem in ");
}

TEST_F(CrowdedMap, WithMoreStationsThanFitIsNotAnalysed) {
  expect_refused("analyze", crowded_map(1000, 100, 64),
                 "the journeys of this map pass about 6,500,000 touchpoints, counted for each "
                 "segment that starts them (the limit is 5,000,000) — merge segments or journeys "
                 "that differ little, or make several maps\n");
}

// --- logs ----------------------------------------------------------------------------------------

/// \p head and then \p piece \p count times, packed by gzip.
void write_packed(std::string const& file, std::string const& head, std::string const& piece,
                  int count) {
  gzFile const out = gzopen(file.c_str(), "wb9");
  gzwrite(out, head.data(), static_cast<unsigned>(head.size()));
  for (int i = 0; i < count; ++i) {
    gzwrite(out, piece.data(), static_cast<unsigned>(piece.size()));
  }
  gzclose(out);
}

class HostileLog : public testing::Test {
 protected:
  void expect_refused(int code, std::string const& message) const {
    expect_refused_behind("", code, message);
  }
  void expect_refused(std::string const& content, int code, std::string const& message) const {
    static_cast<void>(folder_.file("log.csv", content));
    expect_refused(code, message);
  }
  /// The row that is wrong is named by the warning \p row, and \p message tells what follows.
  void expect_refused_behind(std::string const& row, int code, std::string const& message) const {
    Process const process(folder_, {"calibrate", "--events", file_, "-o", map_}, {}, "", strict);
    EXPECT_EQ(process.wait(), code);
    EXPECT_EQ(process.err(), (row.empty() ? "" : "warning: " + file_ + row + '\n') + file_ +
                                 message + "\n1 problem in " + file_ + "; nothing was run\n");
    EXPECT_EQ(process.out(), "");
    EXPECT_THAT(folder_.entries(), testing::ElementsAre("err.txt", "log.csv", "out.txt"));
  }
  void expect_row_refused(std::string const& content, std::string const& row,
                          std::string const& share) const {
    static_cast<void>(folder_.file("log.csv", content));
    expect_refused_behind(row, 2,
                          ": " + share +
                              " rows could not be used (more than 5.0 % are refused, for what is "
                              "left may mislead) — correct the file, or choose other columns");
  }

  TemporaryFolder const folder_;
  std::string const file_ = folder_.file("log.csv");
  std::string const map_ = folder_.file("map.json");
};

constexpr char const* header = "case,activity,time\n";
constexpr char const* too_long =
    " of this row is too long for a table (the limit is 1 MiB) — look for a double quote before it "
    "that is never closed, or shorten the text";
constexpr char const* too_many_columns =
    ":1:1: this row has more than 4096 fields (the limit for a table) — save only the columns that "
    "are needed";
constexpr char const* zero_byte =
    ":1:1: this row contains a zero byte (the file is damaged, or not in UTF-8) — save it again as "
    "“CSV UTF-8”";
constexpr char const* unclosed_quote =
    "the double quote that opens here is never closed (all that follows was taken for one field) — "
    "close it, or write it twice if it belongs to the text";

TEST_F(HostileLog, WithALineOfAHundredMegabytesIsRefused) {
  expect_row_refused(header + ("1,a," + std::string(100 * million, '2')) + '\n',
                     std::string(":2:1: field 3") + too_long, "1 of 1");
}

TEST_F(HostileLog, WithAHeaderOfAHundredMegabytesIsRefused) {
  expect_refused(std::string(100 * million, 'a'), 2, std::string(":1:1: field 1") + too_long);
}

TEST_F(HostileLog, WithAMillionColumnsIsRefused) {
  expect_refused(repeated("c,", million) + '\n', 3, too_many_columns);
}

TEST_F(HostileLog, WithARowOfAMillionFieldsIsRefused) {
  expect_row_refused(header + repeated("c,", million) + '\n',
                     ":2:1: this row has more than 4096 fields (the limit for a table) — save only "
                     "the columns that are needed",
                     "1 of 1");
}

TEST_F(HostileLog, WithZeroBytesIsRefused) {
  expect_refused(std::string("case\0,activity,time\n1,a,2026-01-01\n", 36), 2, zero_byte);
}

TEST_F(HostileLog, OfNothingButZeroBytesIsRefused) {
  expect_refused(std::string(50 * million, '\0'), 2, zero_byte);
}

TEST_F(HostileLog, WithAnUnclosedQuoteIsRefusedAtTheQuote) {
  expect_row_refused(header + ("1,\"a,2026-01-01\n" + repeated("2,b,2026-01-02\n", million)),
                     std::string(":2:3: ") + unclosed_quote, "1 of 1");
}

TEST_F(HostileLog, WithAnUnclosedQuoteInItsHeaderIsRefusedAtTheQuote) {
  expect_refused('"' + std::string(header) + repeated("2,b,2026-01-02\n", million), 2,
                 std::string(":1:1: ") + unclosed_quote);
}

TEST_F(HostileLog, OfNothingButQuotesIsRefused) {
  expect_refused(std::string(10 * million, '"'), 2, std::string(":1:1: field 1") + too_long);
}

TEST_F(HostileLog, OfAnOddNumberOfQuotesIsRefused) {
  expect_refused(std::string(10 * million + 1, '"'), 2, std::string(":1:1: ") + unclosed_quote);
}

TEST_F(HostileLog, WithoutAnyKnownColumnIsRefusedOnce) {
  expect_refused("\"\n\"\n", 2,
                 ":1:1: the first row names none of the columns that an event log needs (case_id, "
                 "touchpoint, timestamp); it holds:  — write the names of the columns there, or "
                 "name them with --case, --touchpoint, --timestamp");
}

TEST_F(HostileLog, WithATouchpointForEachOfItsRowsIsRefused) {
  std::string log = header;
  for (int i = 0; i < million / 10; ++i) {
    log += "1,t" + std::to_string(i) + ",2026-01-01\n";
  }
  static_cast<void>(folder_.file("log.csv", log));
  expect_refused(2,
                 ": the log has 100000 different touchpoints (the limit is 1000; the column "
                 "probably holds free text or numbers) — choose another column with --touchpoint");
}

TEST_F(HostileLog, ThatIsAWorkbookIsRefused) {
  expect_refused("PK\x03\x04" + std::string(million, 'a'), 2,
                 ": this is a workbook or another zip file (a table as text was expected) — save "
                 "it as “CSV UTF-8”");
}

constexpr char const* unpacks_too_far =
    ": this file unpacks to more than 200 times its size (no honest text does; it would fill the "
    "machine) — unpack it yourself if you trust it";

TEST_F(HostileLog, ThatUnpacksToAGibibyteOfZerosIsRefused) {
  write_packed(file_, "", std::string(1 << 20, '\0'), 1024);
  expect_refused(3, unpacks_too_far);
}

TEST_F(HostileLog, ThatUnpacksToAGibibyteInOneLineIsRefused) {
  write_packed(file_, "case,activity,time\n", std::string(1 << 20, 'a'), 1024);
  expect_refused(3, unpacks_too_far);
}

TEST_F(HostileLog, ThatUnpacksToOneRowAgainAndAgainIsRefused) {
  write_packed(file_, "case,activity,time\n", repeated("1,a,2026-01-01 00:00:00\n", 40'000), 100);
  expect_refused(3, unpacks_too_far);
}

TEST_F(HostileLog, ThatIsPackedTwiceIsRefused) {
  write_packed(file_, "", std::string(1 << 20, '\0'), 1024);
  std::string const packed = test::content_of(file_);
  write_packed(file_, "", packed, 1);
  expect_refused(2, zero_byte);
}

TEST_F(HostileLog, ThatIsPackedAndCutOffIsRefused) {
  write_packed(file_, header, "1,a,2026-01-01 00:00:00\n", 1000);
  std::string const packed = test::content_of(file_);
  constexpr char const* cut_off =
      ": this file is cut off (it is packed by gzip and its end is missing) — get it again";
  for (std::size_t const missing : {std::size_t{1}, packed.size() / 2, packed.size() - 2}) {
    expect_refused(packed.substr(0, packed.size() - missing), 2, cut_off);
  }
}

TEST_F(HostileLog, ThatIsPackedWithSomethingBehindItIsRefused) {
  write_packed(file_, header, "1,a,2026-01-01 00:00:00\n", 1000);
  expect_refused(test::content_of(file_) + "something", 2,
                 ": this file is damaged (it is packed by gzip and cannot be unpacked) — get it "
                 "again");
}

TEST(HostileDocument, ThatUnpacksTooFarIsRefused) {
  TemporaryFolder const folder;
  std::string const file = folder.file("map.json");
  write_packed(file, "", std::string(1 << 20, ' '), 1024);
  Process const process(folder, {"check", file}, {}, "", strict);
  EXPECT_EQ(process.wait(), 3);
}

}  // namespace
}  // namespace cxsim
