#include "cxsim/formats/escape.hpp"

#include <expat.h>
#include <graphviz/cgraph.h>
#include <gtest/gtest.h>

#include <memory>
#include <vector>

#include "cxsim/formats/json.hpp"
#include "cxsim/formats/utf8.hpp"
#include "support/corpora.hpp"

namespace cxsim {
namespace {

using namespace std::string_view_literals;

/// What an XML parser reads: the attribute and the text of the element, or why it cannot.
struct XmlContent {
  std::string attribute = {};
  std::string text = {};
  std::string error = {};

  friend bool operator==(XmlContent const&, XmlContent const&) = default;
};

void PrintTo(XmlContent const& content, std::ostream* stream) {
  *stream << "attribute “" << content.attribute << "”, text “" << content.text << "”, error “"
          << content.error << "”";
}

[[nodiscard]] XmlContent parse_xml(std::string const& document) {
  XmlContent content;
  std::unique_ptr<XML_ParserStruct, void (*)(XML_Parser)> const parser(XML_ParserCreate("UTF-8"),
                                                                       XML_ParserFree);
  XML_SetUserData(parser.get(), &content);
  XML_SetStartElementHandler(parser.get(),
                             [](void* data, XML_Char const* /*name*/, XML_Char const** attributes) {
                               static_cast<XmlContent*>(data)->attribute += attributes[1];
                             });
  XML_SetCharacterDataHandler(parser.get(), [](void* data, XML_Char const* text, int length) {
    static_cast<XmlContent*>(data)->text.append(text, static_cast<std::size_t>(length));
  });
  if (XML_Parse(parser.get(), document.data(), static_cast<int>(document.size()), 1) !=
      XML_STATUS_OK) {
    content.error = XML_ErrorString(XML_GetErrorCode(parser.get()));
  }
  return content;
}

[[nodiscard]] XmlContent through_xml(std::string_view text) {
  return parse_xml("<a b=\"" + xml_text(text) + "\">" + xml_text(text) + "</a>");
}

/// The label that Graphviz reads from a file in which \p text is the label of a node.
[[nodiscard]] std::string through_dot(std::string_view text) {
  std::string const file = "digraph { n [label=" + dot_quoted_label(text) + "] }";
  std::unique_ptr<Agraph_t, int (*)(Agraph_t*)> const graph(agmemread(file.c_str()), agclose);
  std::string attribute = "label";
  Agnode_t* const node = graph ? agfstnode(graph.get()) : nullptr;
  return node == nullptr ? "syntax error" : agget(node, attribute.data());
}

[[nodiscard]] std::vector<std::string> naughty_strings() {
  std::string const text = corpora::bytes_of(corpora::folder("naughty-strings") / "blns.json");
  JsonValue const document = parse_json(text, "blns.json").value();
  std::vector<std::string> strings;
  for (JsonValue const& element : document.elements()) {
    strings.push_back(element.string());
  }
  return strings;
}

/// What XML allows of \p text.
[[nodiscard]] std::string allowed_in_xml(std::string_view text) {
  std::string allowed;
  while (!text.empty()) {
    CodePoint const next = first_code_point(text);
    text.remove_prefix(next.length);
    bool const is_blank = next.value == '\t' || next.value == '\n' || next.value == '\r';
    bool const is_allowed =
        is_blank || (next.value >= 0x20 && next.value != 0xFFFE && next.value != 0xFFFF);
    allowed += to_utf8(is_allowed ? next.value : U'\uFFFD');
  }
  return allowed;
}

// --- XML -----------------------------------------------------------------------------------------

TEST(XmlText, EscapesWhatEndsAnElementOrAnAttribute) {
  EXPECT_EQ(xml_text("a<b> & \"c\" 'd'"), "a&lt;b&gt; &amp; &quot;c&quot; &#39;d&#39;");
}

TEST(XmlText, KeepsLineBreaksAndTabsInAttributes) {
  std::string const text = "a\r\nb\rc\nd\te]]>";
  EXPECT_EQ(through_xml(text), (XmlContent{text, text}));
}

TEST(XmlText, ReplacesWhatXmlForbids) {
  std::string const expected = "a�b�c��d�";
  EXPECT_EQ(through_xml("a\0b\x1F"
                        "c\uFFFE\uFFFF"
                        "d\xFF"sv),
            (XmlContent{expected, expected}));
}

TEST(XmlText, LeavesOtherCharactersAlone) {
  EXPECT_EQ(xml_text("żółw 龜 🐢 \u0085 \u2028"), "żółw 龜 🐢 \u0085 \u2028");
}

TEST(NaughtyStrings, AreReadBackFromXml) {
  CXSIM_NEEDS_CORPUS("naughty-strings");
  for (std::string const& string : naughty_strings()) {
    EXPECT_EQ(through_xml(string), (XmlContent{allowed_in_xml(string), allowed_in_xml(string)}));
  }
}

// --- Graphviz ------------------------------------------------------------------------------------

TEST(DotLabel, KeepsGraphvizFromExpandingAnything) {
  EXPECT_EQ(dot_label("\\N \\G \\n \\\\"), "\\\\N \\\\G \\\\n \\\\\\\\");
  EXPECT_EQ(dot_label("AT&amp;T &#92;"), "AT&amp;amp;T &amp;#92;");
}

TEST(DotLabel, MakesOneLineBreakOfEveryKind) {
  EXPECT_EQ(dot_label("a\nb\r\nc\rd\te"), "a\\nb\\nc\\nd e");
}

TEST(DotLabel, ReplacesControlCharacters) { EXPECT_EQ(dot_label("a\0\x1B\xFF"sv), "a���"); }

TEST(DotQuotedLabel, EndsWhereItShould) {
  EXPECT_EQ(dot_quoted_label("say \"hi\"\\"), R"("say \"hi\"\\")");
  EXPECT_EQ(through_dot("\"]; evil [label=\""), "\"]; evil [label=\"");
  EXPECT_EQ(through_dot("ends with \\"), dot_label("ends with \\"));
}

TEST(NaughtyStrings, AreReadBackFromDotFiles) {
  CXSIM_NEEDS_CORPUS("naughty-strings");
  for (std::string const& string : naughty_strings()) {
    EXPECT_EQ(through_dot(string), dot_label(string));
  }
}

// --- Markdown ------------------------------------------------------------------------------------

TEST(MarkdownText, EscapesMarkup) {
  EXPECT_EQ(markdown_text("*a* _b_ `c` [d](e) ![f] ~g~ #h $i$ j|k \\"),
            "\\*a\\* \\_b\\_ \\`c\\` \\[d\\](e) !\\[f\\] \\~g\\~ \\#h \\$i\\$ j\\|k \\\\");
}

TEST(MarkdownText, LeavesNoHtml) {
  EXPECT_EQ(markdown_text("<b onclick=x>&copy;"), "&lt;b onclick=x&gt;&amp;copy;");
}

TEST(MarkdownText, LeavesNothingThatBecomesALink) {
  EXPECT_EQ(markdown_text("http://a.b"), "http\\://a.b");
  EXPECT_EQ(markdown_text("see Www.a.b"), "see Www\\.a.b");
  EXPECT_EQ(markdown_text("a@b.c"), "a\u2060@b.c");
  EXPECT_EQ(markdown_text(":smile:"), "\\:smile:");
}

TEST(MarkdownText, BeginsNeitherListNorHeading) {
  EXPECT_EQ(markdown_text("- a"), "\\- a");
  EXPECT_EQ(markdown_text("+ a"), "\\+ a");
  EXPECT_EQ(markdown_text("==="), "\\===");
  EXPECT_EQ(markdown_text("12. a"), "12\\. a");
  EXPECT_EQ(markdown_text("1) a"), "1\\) a");
}

TEST(MarkdownText, StaysReadableWherePunctuationIsHarmless) {
  EXPECT_EQ(markdown_text("Note: 3.5 % (mean - sd), now!"), "Note: 3.5 % (mean - sd), now!");
}

TEST(MarkdownText, IsOneLineWithoutBlanksAtTheEnds) {
  EXPECT_EQ(markdown_text(" \n a \r\n\t b\u2028c \v "), "a b c");
  EXPECT_EQ(markdown_text(" \n "), "");
}

TEST(MarkdownText, ReplacesWhatChangesTheDirectionOfWriting) {
  EXPECT_EQ(markdown_text("a\u202Eb\u2066c\u200Fd"), "a�b�c�d");
}

TEST(MarkdownText, ReplacesControlCharacters) { EXPECT_EQ(markdown_text("a\0\x1B\xFF"sv), "a���"); }

// --- terminal ------------------------------------------------------------------------------------

TEST(TerminalText, LeavesNoCommandToTheTerminal) {
  EXPECT_EQ(terminal_text("\x1B[31mred\x07 \x7F \u009B"
                          "1m\b\0"sv),
            "�[31mred� � �1m��");
}

TEST(TerminalText, LeavesNoChangeOfDirection) {
  EXPECT_EQ(terminal_text("a\u202E\u202C\u2066\u2069\u200F\u061C"
                          "b"),
            "a������b");
}

TEST(TerminalText, IsOneLine) { EXPECT_EQ(terminal_text("a\nb\tc\u2028d\r"), "a b c d "); }

TEST(TerminalText, LeavesOtherTextAlone) {
  EXPECT_EQ(terminal_text("żółw שלום 🐢 \u200B"), "żółw שלום 🐢 \u200B");
}

// --- widths --------------------------------------------------------------------------------------

TEST(DisplayWidth, CountsColumns) {
  EXPECT_EQ(display_width(""), 0U);
  EXPECT_EQ(display_width("żółw"), 4U);
  EXPECT_EQ(display_width("z\u0307o\u0301"), 2U);
  EXPECT_EQ(display_width("東京"), 4U);
  EXPECT_EQ(display_width("한글"), 4U);
  EXPECT_EQ(display_width("ﾊﾝ"), 2U);
  EXPECT_EQ(display_width("🐢"), 2U);
  EXPECT_EQ(display_width("a\u200B\u2060"
                          "b"),
            2U);
  EXPECT_EQ(display_width("\xFF"), 1U);
}

TEST(TruncateToWidth, KeepsWhatFits) {
  EXPECT_EQ(truncate_to_width("hotline", 7), "hotline");
  EXPECT_EQ(truncate_to_width("", 0), "");
  EXPECT_EQ(truncate_to_width("o\u0301o\u0301", 2), "o\u0301o\u0301");
}

TEST(TruncateToWidth, EndsInAnEllipsisWhatDoesNot) {
  EXPECT_EQ(truncate_to_width("hotline", 6), "hotli…");
  EXPECT_EQ(truncate_to_width("hotline", 1), "…");
  EXPECT_EQ(truncate_to_width("hotline", 0), "");
  EXPECT_EQ(truncate_to_width("東京都", 5), "東京…");
  EXPECT_EQ(truncate_to_width("東京都", 4), "東…");
}

TEST(TruncateToWidth, KeepsCombiningMarksWithTheirLetter) {
  EXPECT_EQ(truncate_to_width("ao\u0301bc", 3), "ao\u0301…");
}

}  // namespace
}  // namespace cxsim
