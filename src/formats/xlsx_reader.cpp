#include <algorithm>
#include <optional>

#include "cxsim/formats/spreadsheet.hpp"
#include "cxsim/formats/texts.hpp"
#include "cxsim/formats/utf8.hpp"
#include "xlsx_parts.hpp"
#include "xlsx_sheet.hpp"
#include "xml_parser.hpp"
#include "zip_archive.hpp"

namespace cxsim {

namespace {

constexpr std::string_view package_relationships = "_rels/.rels";
constexpr XmlLimits xml_limits{};

// --- which format it is ------------------------------------------------------------------------

/// What holds .xls, and workbooks with a password.
constexpr std::string_view compound_file = "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";
/// "EncryptedPackage" in UTF-16.
constexpr std::string_view encrypted_package("E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0",
                                             32);

[[nodiscard]] std::string_view without_leading_blanks(std::string_view text) {
  constexpr std::string_view mark = "\xEF\xBB\xBF";
  text.remove_prefix(text.starts_with(mark) ? mark.size() : 0);
  return text.substr(std::min(text.find_first_not_of(" \t\r\n"), text.size()));
}

[[nodiscard]] bool looks_like_text(std::string_view head) {
  return std::ranges::none_of(head, [](char byte) {
    return byte >= 0 && byte < ' ' && byte != '\t' && byte != '\r' && byte != '\n';
  });
}

/// What \p bytes are, if they are no zip file.
[[nodiscard]] std::optional<Text> find_other_format(std::string_view bytes) {
  if (bytes.empty()) {
    return texts::xlsx_empty;
  }
  if (bytes.starts_with("PK\x03\x04") || bytes.starts_with("PK\x05\x06")) {
    return std::nullopt;
  }
  if (bytes.starts_with(compound_file)) {
    bool const is_encrypted = bytes.find(encrypted_package) != std::string_view::npos;
    return is_encrypted ? texts::xlsx_encrypted : texts::xlsx_old_excel;
  }
  if (without_leading_blanks(bytes).starts_with('<')) {
    return texts::xlsx_web_page;
  }
  constexpr std::size_t head_bytes = 4096;
  return looks_like_text(bytes.substr(0, head_bytes)) ? texts::xlsx_plain_text
                                                      : texts::xlsx_unknown;
}

/// What \p archive holds instead of a workbook that can be read.
[[nodiscard]] Text name_other_archive(ZipArchive const& archive) {
  if (archive.contains("xl/workbook.bin")) {
    return texts::xlsx_binary_excel;
  }
  if (archive.contains("Index/Document.iwa") || archive.contains("Index.zip")) {
    return texts::xlsx_numbers;
  }
  bool const is_open_document =
      archive.contains("content.xml") && archive.contains("META-INF/manifest.xml");
  return is_open_document ? texts::xlsx_open_document : texts::xlsx_no_workbook;
}

// --- its parts ---------------------------------------------------------------------------------

class Reading {
 public:
  Reading(ZipArchive& archive, std::string file, SpreadsheetLimits limits)
      : archive_(&archive), file_(std::move(file)), limits_(limits) {}

  [[nodiscard]] Result<Spreadsheet> read() {
    if (!archive_->contains(package_relationships)) {
      return failure(name_other_archive(*archive_), {.file = file_});
    }
    auto const package = read_part(package_relationships, RelationshipReader(""));
    if (!package) {
      return failure(package.error());
    }
    auto const main = find_type(package->relationships, "officeDocument");
    if (main == package->relationships.end() || !main->second.target.ends_with(".xml") ||
        !archive_->contains(main->second.target)) {
      return failure(name_other_archive(*archive_), {.file = file_});
    }
    return read_workbook(main->second.target);
  }

 private:
  using Relationships = std::map<std::string, Relationship, std::less<>>;

  [[nodiscard]] static Relationships::const_iterator find_type(Relationships const& all,
                                                               std::string_view type) {
    return std::ranges::find_if(all, [type](auto const& one) { return one.second.type == type; });
  }

  /// \p listener after it has listened to the part \p name.
  template <class Listener>
  [[nodiscard]] Result<Listener> read_part(std::string_view name, Listener listener) {
    if (!archive_->contains(name)) {
      return failure(texts::xlsx_no_part, {.file = file_}, {std::string(name)});
    }
    auto part = archive_->part(name);
    if (!part) {
      return failure(std::move(part.error()));
    }
    XmlParser parser(listener, xml_limits);
    while (true) {
      auto const chunk = part->next_chunk();
      if (!chunk) {
        return failure(chunk.error());
      }
      auto const fault = chunk->empty() ? parser.finish() : parser.feed(*chunk);
      if (fault) {
        return failure(name_fault(*fault, name));
      }
      if (chunk->empty() || gave_up(listener)) {
        break;
      }
    }
    return listener;
  }

  [[nodiscard]] static bool gave_up(XmlListener const& /*listener*/) { return false; }
  [[nodiscard]] static bool gave_up(SheetReader const& reader) {
    return reader.refusal().has_value();
  }
  [[nodiscard]] static bool gave_up(SharedStringReader const& reader) { return reader.is_full(); }

  [[nodiscard]] Diagnostics name_fault(XmlFault fault, std::string_view part) const {
    std::string const name(part);
    auto const named = [&](Text text, std::string argument) {
      return Diagnostics({Severity::error, {.file = file_}, text, {name, std::move(argument)}});
    };
    switch (fault.kind) {
      case XmlFaultKind::malformed:
        break;
      case XmlFaultKind::has_doctype:
        return named(texts::xlsx_doctype, "");
      case XmlFaultKind::too_deep:
        return named(texts::xlsx_too_deep, std::to_string(xml_limits.depth));
      case XmlFaultKind::token_too_long:
        return named(texts::xlsx_token_too_long, std::to_string(fault.line));
    }
    return named(texts::xlsx_bad_xml, std::to_string(fault.line));
  }

  [[nodiscard]] Result<Spreadsheet> read_workbook(std::string const& part) {
    auto workbook = read_part(part, WorkbookReader());
    if (!workbook) {
      return failure(std::move(workbook.error()));
    }
    auto const related = read_part(relationships_of(part), RelationshipReader(part));
    if (!related) {
      return failure(related.error());
    }
    if (workbook->sheets.size() > limits_.sheets) {
      return failure(texts::xlsx_too_many_sheets, {.file = file_},
                     {std::to_string(limits_.sheets)});
    }
    if (auto read = read_shared_texts(related->relationships); !read) {
      return failure(std::move(read.error()));
    }
    if (auto read = read_styles(related->relationships); !read) {
      return failure(std::move(read.error()));
    }
    return read_sheets(*workbook, related->relationships);
  }

  [[nodiscard]] Result<void> read_shared_texts(Relationships const& related) {
    auto const found = find_type(related, "sharedStrings");
    if (found == related.end()) {
      return {};
    }
    auto reader =
        read_part(found->second.target, SharedStringReader(limits_.cell_bytes, limits_.text_bytes));
    if (!reader) {
      return failure(std::move(reader.error()));
    }
    if (reader->is_full()) {
      return failure(texts::xlsx_too_much_text, {.file = file_});
    }
    texts_ = std::move(reader->texts);
    return {};
  }

  [[nodiscard]] Result<void> read_styles(Relationships const& related) {
    auto const found = find_type(related, "styles");
    if (found == related.end()) {
      return {};
    }
    auto const reader = read_part(found->second.target, StyleReader());
    if (!reader) {
      return failure(reader.error());
    }
    meanings_ = reader->meanings();
    return {};
  }

  [[nodiscard]] Result<Spreadsheet> read_sheets(WorkbookReader const& workbook,
                                                Relationships const& related) {
    Spreadsheet result{file_, {}};
    for (SheetEntry const& entry : workbook.sheets) {
      auto const found = related.find(entry.relationship);
      if (found == related.end()) {
        return failure(texts::xlsx_no_part, {.file = file_}, {entry.name});
      }
      if (found->second.type != "worksheet") {
        continue;  // a sheet that is a chart
      }
      auto sheet = read_sheet(entry, found->second.target, workbook);
      if (!sheet) {
        return failure(std::move(sheet.error()));
      }
      result.sheets.push_back(std::move(*sheet));
    }
    if (result.sheets.empty()) {
      return failure(texts::xlsx_no_sheets, {.file = file_});
    }
    return result;
  }

  [[nodiscard]] Result<Sheet> read_sheet(SheetEntry const& entry, std::string const& part,
                                         WorkbookReader const& workbook) {
    auto reader = read_part(part, SheetReader({.file = file_,
                                               .sheet = entry.name,
                                               .texts = texts_,
                                               .meanings = meanings_,
                                               .dates = workbook.dates,
                                               .is_uncalculated = workbook.is_uncalculated,
                                               .cell_bytes = limits_.cell_bytes,
                                               .cells = limits_.cells - cells_,
                                               .text_bytes = limits_.text_bytes - text_bytes_}));
    if (!reader) {
      return failure(std::move(reader.error()));
    }
    if (reader->refusal()) {
      return failure(Diagnostics(*reader->refusal()));
    }
    Sheet sheet = reader->take();
    sheet.visibility = entry.visibility;
    cells_ += sheet.cells.size();
    for (Cell const& cell : sheet.cells) {
      auto const* const text = std::get_if<std::string>(&cell.content);
      text_bytes_ += text == nullptr ? 0 : text->size();
    }
    return sheet;
  }

  ZipArchive* archive_;
  std::string file_;
  SpreadsheetLimits limits_;
  std::vector<SharedString> texts_;
  std::vector<NumberMeaning> meanings_;
  std::size_t cells_ = 0;
  std::size_t text_bytes_ = 0;
};

}  // namespace

Result<Spreadsheet> read_xlsx(std::string_view bytes, std::string const& file,
                              SpreadsheetLimits limits) {
  if (auto const other = find_other_format(bytes)) {
    return failure(*other, {.file = file});
  }
  if (bytes.size() > limits.file_bytes) {
    return failure(texts::file_too_long, {.file = file},
                   {std::to_string(limits.file_bytes >> 20U)});
  }
  auto archive = ZipArchive::open(
      bytes, file,
      {.entries = limits.parts, .unpacked_bytes = limits.unpacked_bytes, .ratio = limits.ratio});
  if (!archive) {
    return failure(std::move(archive.error()));
  }
  return Reading(*archive, file, limits).read();
}

}  // namespace cxsim
