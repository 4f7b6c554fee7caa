#pragma once

#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include "cxsim/base/text.hpp"

namespace cxsim {

enum class Severity { note, warning, error };

/// Where in the user's input something stands. Empty or zero members are not known.
struct Location {
  std::string file{};     ///< as the user named it
  int line = 0;           ///< from 1
  int column = 0;         ///< from 1, in bytes
  std::string pointer{};  ///< JSON Pointer (RFC 6901), or the path of a parameter
  std::string sheet{};    ///< of a workbook
  std::string cell{};     ///< of the sheet: E14

  friend bool operator==(Location const&, Location const&) = default;
};

/// A change of the user's input: what stands there, and what should.
struct Repair {
  Location where{};      ///< of the first byte of `before`
  std::string before{};  ///< as it stands in the input
  std::string after{};   ///< empty: nothing

  friend bool operator==(Repair const&, Repair const&) = default;
};

/// One thing to tell the user about the input.
struct Diagnostic {
  Severity severity = Severity::error;
  Location where{};
  Text text{};
  std::vector<Argument> arguments{};
  /// What would correct it, all of them together, when there is one evident way; never applied by
  /// the program.
  std::vector<Repair> repairs{};

  friend bool operator==(Diagnostic const&, Diagnostic const&) = default;
};

/// Every problem found so far, in the order of finding. What a problem quotes of the input is cut
/// after 1000 bytes, so that messages stay short whatever the input; longer repairs are left out.
class Diagnostics {
 public:
  using value_type = Diagnostic;
  using const_iterator = std::vector<Diagnostic>::const_iterator;

  Diagnostics() = default;
  explicit Diagnostics(Diagnostic only) { add(std::move(only)); }

  void add(Diagnostic diagnostic);
  void add(Severity severity, Location where, Text text, std::vector<Argument> arguments = {},
           std::vector<Repair> repairs = {}) {
    add({severity, std::move(where), text, std::move(arguments), std::move(repairs)});
  }
  void append(Diagnostics other) {
    for (Diagnostic& diagnostic : other.list_) {
      list_.push_back(std::move(diagnostic));
    }
  }

  [[nodiscard]] bool has_errors() const noexcept;
  [[nodiscard]] bool empty() const noexcept { return list_.empty(); }
  [[nodiscard]] std::size_t size() const noexcept { return list_.size(); }
  [[nodiscard]] const_iterator begin() const noexcept { return list_.begin(); }
  [[nodiscard]] const_iterator end() const noexcept { return list_.end(); }

 private:
  std::vector<Diagnostic> list_;
};

/// `file:line:column: /pointer: problem (why) — suggestion`, of a workbook
/// `file: sheet 6_Initiatives, cell E14: problem …`; unknown parts are left out.
[[nodiscard]] std::string to_text(Diagnostic const& diagnostic, Language language);

}  // namespace cxsim
