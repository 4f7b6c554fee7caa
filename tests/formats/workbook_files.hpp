#pragma once

#include <gtest/gtest.h>
#include <zip.h>

#include <string>
#include <utility>
#include <vector>

/// Workbooks made by hand, part by part.
namespace cxsim::workbooks {

/// Name and content of a packed file.
struct Part {
  std::string name;
  std::string content;
};

/// A zip file in memory, with names as they are, twice if they are given twice.
[[nodiscard]] inline std::string zipped(std::vector<Part> const& parts) {
  zip_source_t* const target = zip_source_buffer_create(nullptr, 0, 0, nullptr);
  zip_source_keep(target);
  zip_t* const archive = zip_open_from_source(target, ZIP_TRUNCATE, nullptr);
  for (Part const& part : parts) {
    zip_source_t* const content =
        zip_source_buffer(archive, part.content.data(), part.content.size(), 0);
    if (zip_file_add(archive, part.name.c_str(), content, ZIP_FL_ENC_UTF_8) < 0) {
      ADD_FAILURE() << "cannot add " << part.name;
      zip_source_free(content);
    }
  }
  EXPECT_EQ(zip_close(archive), 0);
  zip_source_open(target);
  zip_source_seek(target, 0, SEEK_END);
  std::string bytes(static_cast<std::size_t>(zip_source_tell(target)), '\0');
  zip_source_seek(target, 0, SEEK_SET);
  zip_source_read(target, bytes.data(), bytes.size());
  zip_source_close(target);
  zip_source_free(target);
  return bytes;
}

inline std::string const package_relationships =
    R"(<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">)"
    R"(<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/>)"
    R"(</Relationships>)";

inline std::string const workbook_relationships =
    R"(<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">)"
    R"(<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/>)"
    R"(<Relationship Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/>)"
    R"(<Relationship Id="rId3" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings" Target="sharedStrings.xml"/>)"
    R"(</Relationships>)";

/// What stands in the parts of a workbook with one sheet.
struct Book {
  std::string rows{};           ///< inside of `sheetData`
  std::string after_rows{};     ///< behind it
  std::string shared_texts{};   ///< inside of `sst`
  std::string styles{};         ///< inside of `styleSheet`
  std::string before_sheets{};  ///< inside of `workbook`
  std::string after_sheets{};   ///< inside of `workbook`
  std::string before_root{};    ///< of the sheet
  std::string sheet = "Plan";   ///< its name
};

inline std::string const main_namespace =
    R"(xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" )"
    R"(xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships")";

[[nodiscard]] inline std::vector<Part> parts_of(Book const& book) {
  return {
      {"_rels/.rels", package_relationships},
      {"xl/workbook.xml", "<workbook " + main_namespace + ">" + book.before_sheets +
                              R"(<sheets><sheet name=")" + book.sheet +
                              R"(" sheetId="1" r:id="rId1"/></sheets>)" + book.after_sheets +
                              "</workbook>"},
      {"xl/_rels/workbook.xml.rels", workbook_relationships},
      {"xl/worksheets/sheet1.xml", book.before_root + "<worksheet " + main_namespace +
                                       "><sheetData>" + book.rows + "</sheetData>" +
                                       book.after_rows + "</worksheet>"},
      {"xl/styles.xml", "<styleSheet " + main_namespace + ">" + book.styles + "</styleSheet>"},
      {"xl/sharedStrings.xml", "<sst " + main_namespace + ">" + book.shared_texts + "</sst>"},
  };
}

[[nodiscard]] inline std::string workbook(Book const& book) { return zipped(parts_of(book)); }

}  // namespace cxsim::workbooks
