#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "cxsim/base/result.hpp"
#include "cxsim/formats/spreadsheet.hpp"
#include "xlsx_text.hpp"
#include "xml_tree.hpp"

namespace cxsim {

// The parts of a workbook beside its sheets (ECMA-376 part 1, §18; part 2, §9).

/// What one part says about another.
struct Relationship {
  std::string type;    ///< the last word of its URI: `worksheet`
  std::string target;  ///< name of the part
};

class RelationshipReader final : public XmlListener {
 public:
  /// \param source the part that the relationships belong to.
  explicit RelationshipReader(std::string_view source);

  void start(XmlElement const& element) override;
  void end() override {}
  void text(std::string_view /*piece*/) override {}

  /// By id; parts outside of the file are left out.
  std::map<std::string, Relationship, std::less<>> relationships{};

 private:
  std::string folder_;
};

/// The part that holds the relationships of \p part.
[[nodiscard]] std::string relationships_of(std::string_view part);

/// The day from which the numbers of dates count.
enum class DateSystem { from_1900, from_1904 };

struct SheetEntry {
  std::string name;
  std::string relationship;
  SheetVisibility visibility = SheetVisibility::shown;
};

class WorkbookReader final : public XmlListener {
 public:
  void start(XmlElement const& element) override;
  void end() override {}
  void text(std::string_view /*piece*/) override {}

  std::vector<SheetEntry> sheets{};
  DateSystem dates = DateSystem::from_1900;
  /// Whether the writer left the calculating to the next program.
  bool is_uncalculated = false;
};

/// How the number of a cell is to be understood.
enum class NumberMeaning { number, percentage, date };

/// What the format code `0.0%` or `dd.mm.yyyy` means. A time of day without a date is a number.
[[nodiscard]] NumberMeaning meaning_of_format(std::string_view code);

enum class StyleTag { document, root, formats, format, cell_styles, cell_style, other };

class StyleReader final : public XmlTree<StyleTag> {
 public:
  /// Of the cells with style 0, 1, …
  [[nodiscard]] std::vector<NumberMeaning> meanings() const;

 private:
  [[nodiscard]] StyleTag child(StyleTag parent, std::string_view name) const override;
  void opened(StyleTag tag, XmlElement const& element) override;

  std::map<std::string, NumberMeaning, std::less<>> formats_;
  std::vector<std::string> cell_styles_;
};

struct SharedString {
  std::string text;
  bool is_cut = false;
};

enum class SharedStringTag { document, root, item, run, text, other };

class SharedStringReader final : public XmlTree<SharedStringTag> {
 public:
  SharedStringReader(std::size_t cell_bytes, std::size_t all_bytes)
      : item_(cell_bytes), room_(all_bytes) {}

  /// Whether there was more than the limit allows; what is beyond it is not stored.
  [[nodiscard]] bool is_full() const noexcept { return is_full_; }

  std::vector<SharedString> texts{};

 private:
  [[nodiscard]] SharedStringTag child(SharedStringTag parent, std::string_view name) const override;
  void opened(SharedStringTag tag, XmlElement const& element) override;
  void closed(SharedStringTag tag) override;
  void characters(SharedStringTag innermost, std::string_view piece) override;

  CappedText item_;
  std::size_t room_;
  bool is_full_ = false;
};

}  // namespace cxsim
