#pragma once

#include <string>
#include <vector>

#include "cxsim/base/diagnostic.hpp"
#include "rows.hpp"

namespace cxsim {

/// What an import says besides its documents, each at its cell.
class ImportLog {
 public:
  ImportLog(std::string file, Language language) : file_(std::move(file)), language_(language) {}

  void error(CellRef const& cell, Text text, std::vector<Argument> arguments = {});
  /// Two figures that do not agree.
  void mismatch(CellRef const& cell, Text text, std::vector<Argument> arguments = {});
  /// A number that was converted.
  void conversion(CellRef const& cell, Text text, std::vector<Argument> arguments = {});
  /// What is missing, although no number follows from it.
  void gap(CellRef const& cell, Text text, std::vector<Argument> arguments = {});
  /// A number that nobody gave.
  void assumption(CellRef const& cell, Text text, std::vector<Argument> arguments = {});

  /// \p value as sentences show it: at most six digits, in the manner of the language.
  [[nodiscard]] std::string shown(double value) const;
  [[nodiscard]] std::string say_here(Text text,
                                     std::vector<std::string> const& arguments = {}) const;
  [[nodiscard]] std::string word(Wording const& wording) const;
  [[nodiscard]] Language language() const noexcept { return language_; }
  [[nodiscard]] std::string const& file() const noexcept { return file_; }

  Diagnostics problems{};
  Diagnostics mismatches{};
  Diagnostics gaps{};
  Diagnostics conversions{};
  Diagnostics assumptions{};

 private:
  std::string file_;
  Language language_;
};

/// \p value with a decimal comma and blanks between thousands in Polish, point and commas in
/// English; at most \p digits significant digits, but always the whole part.
[[nodiscard]] std::string people_text(double value, Language language, int digits = 6);

}  // namespace cxsim
