#include "cxsim/formats/encoding.hpp"

#include <gtest/gtest.h>

#include <string>
#include <utility>

#include "cxsim/formats/texts.hpp"

namespace cxsim {
namespace {

// „Zażółć gęślą jaźń; Ściana Łódź” as Polish Excel saves it.
constexpr std::string_view polish_1250 =
    "Za\xBF\xF3\xB3\xE6 g\xEA\x9Cl\xB9 ja\x9F\xF1; \x8C"
    "ciana \xA3\xF3"
    "d\x9F";
constexpr std::string_view polish = "Zażółć gęślą jaźń; Ściana Łódź";

// "Évaluation à l'été; señor; 15 €" as a French Excel saves it.
constexpr std::string_view western_1252 = "\xC9valuation \xE0 l'\xE9t\xE9; se\xF1or; 15 \x80";
constexpr std::string_view western = "Évaluation à l'été; señor; 15 €";

/// \p bytes through a source of pieces of \p size.
[[nodiscard]] std::pair<std::string, Encoding> in_pieces(std::string_view bytes, std::size_t size) {
  TextSource source(bytes, size);
  DecodedSource decoded(source);
  std::string text;
  for (auto chunk = decoded.next_chunk(); chunk && !chunk->empty(); chunk = decoded.next_chunk()) {
    text += *chunk;
  }
  return {text, decoded.encoding()};
}

TEST(Encoding, OfPolishExcelIsWindows1250) {
  DecodedText const decoded = decode(polish_1250);
  EXPECT_EQ(decoded.text, polish);
  EXPECT_EQ(decoded.encoding, Encoding::windows_1250);
}

TEST(Encoding, OfWesternExcelIsWindows1252) {
  DecodedText const decoded = decode(western_1252);
  EXPECT_EQ(decoded.text, western);
  EXPECT_EQ(decoded.encoding, Encoding::windows_1252);
}

TEST(Encoding, IsPolishWhenOnlyLettersThatBothKnowAreThere) {
  EXPECT_EQ(decode("rozmowa d\xB3uga").text, "rozmowa długa");
  EXPECT_EQ(decode("obs\xB3uga klient\xF3w").text, "obsługa klientów");
  EXPECT_EQ(decode("chwilę temu").text, "chwilę temu");
  EXPECT_EQ(decode("chwil\xEA").text, "chwilę");
}

TEST(Encoding, IsWesternWhereAccentsStandThatPolishDoesNotKnow) {
  EXPECT_EQ(decode("se\xF1or, ma\xF1"
                   "ana, r\xE1pido")
                .text,
            "señor, mañana, rápido");
  EXPECT_EQ(decode("tr\xE8s bien, \xE7"
                   "a va")
                .text,
            "très bien, ça va");
}

TEST(Encoding, TakesSignsBesideFiguresForSigns) {
  EXPECT_EQ(decode("\xA3"
                   "15, \xE9t\xE9 \xB9 2")
                .text,
            "£15, été ¹ 2");
}

TEST(Encoding, OfUtf8IsKeptWithItsFaults) {
  EXPECT_EQ(decode(polish).text, polish);
  EXPECT_EQ(decode("\xEF\xBB\xBFid;ż").text, "id;ż");
  EXPECT_EQ(decode("ąęś \xFF ź").text, "ąęś \xFF ź");
  EXPECT_EQ(decode("plain").encoding, Encoding::utf8);
  EXPECT_EQ(decode("").text, "");
}

TEST(Encoding, OfUtf16IsKnownByItsMark) {
  using namespace std::string_view_literals;
  EXPECT_EQ(decode("\xFF\xFEz\0\x7C\x01\x3D\xD8\x00\xDE"sv).text, "zż😀");
  EXPECT_EQ(decode("\xFE\xFF\0z\x01\x7C\xD8\x3D\xDE\x00"sv).text, "zż😀");
}

TEST(Encoding, ReplacesWhatItDoesNotKnow) {
  using namespace std::string_view_literals;
  EXPECT_EQ(decode("ja\x9F\xF1 \x81 x").text, "jaźń \uFFFD x");
  EXPECT_EQ(decode("\xFF\xFEz\0\x00\xD8"sv).text, "z\uFFFD");
  EXPECT_EQ(decode("\xFF\xFEz\0z"sv).text, "z\uFFFD");
}

TEST(DecodedSource, GivesTheSameTextInPiecesOfAnySize) {
  using namespace std::string_view_literals;
  for (std::size_t const size : {1U, 2U, 3U, 7U, 1000U}) {
    EXPECT_EQ(in_pieces(polish_1250, size), std::pair(std::string(polish), Encoding::windows_1250));
    EXPECT_EQ(in_pieces(polish, size), std::pair(std::string(polish), Encoding::utf8));
    EXPECT_EQ(in_pieces("\xFF\xFEz\0\x7C\x01\x3D\xD8\x00\xDE"sv, size),
              std::pair(std::string("zż😀"), Encoding::utf16_little));
  }
}

TEST(DecodedSource, DecidesWhenTheFirstLetterBeyondAsciiAppears) {
  std::string const ascii(1'000'000, 'x');
  auto const [text, encoding] = in_pieces(ascii + std::string(polish_1250), 100'000);
  EXPECT_EQ(text, ascii + std::string(polish));
  EXPECT_EQ(encoding, Encoding::windows_1250);
}

TEST(DecodedSource, TakesACharacterThatItsSampleCutsOffForWhole) {
  std::string text(65'535, 'x');
  text.append("ż").append(100, 'y');
  EXPECT_EQ(in_pieces(text, 65'536), std::pair(text, Encoding::utf8));
}

TEST(EncodingNotes, NameWhatWasAssumedUnlessItIsUtf8) {
  EXPECT_TRUE(encoding_notes(Encoding::utf8, "a.csv").empty());
  Diagnostics const notes = encoding_notes(Encoding::windows_1250, "a.csv");
  ASSERT_EQ(notes.size(), 1U);
  EXPECT_EQ(notes.begin()->text, texts::encoding_windows_1250);
  EXPECT_EQ(notes.begin()->severity, Severity::note);
}

}  // namespace
}  // namespace cxsim
