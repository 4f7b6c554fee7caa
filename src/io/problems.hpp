#pragma once

#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include "cxsim/base/diagnostic.hpp"
#include "cxsim/formats/json.hpp"
#include "cxsim/io/texts.hpp"

namespace cxsim {

/// Collects what is wrong with one file.
class Problems {
 public:
  explicit Problems(std::string file) : file_(std::move(file)) {}

  [[nodiscard]] Location at(JsonPlace place, std::string pointer) const {
    return {file_, place.line, place.column, std::move(pointer)};
  }
  void error(JsonPlace place, std::string pointer, Text text, std::vector<Argument> arguments = {},
             std::vector<Repair> repairs = {}) {
    add(Severity::error, at(place, std::move(pointer)), text, std::move(arguments),
        std::move(repairs));
  }
  void error(Location where, Text text, std::vector<Argument> arguments = {},
             std::vector<Repair> repairs = {}) {
    add(Severity::error, std::move(where), text, std::move(arguments), std::move(repairs));
  }
  void add(Severity severity, Location where, Text text, std::vector<Argument> arguments = {},
           std::vector<Repair> repairs = {}) {
    errors_ += severity == Severity::error ? 1 : 0;
    if (diagnostics_.size() < most_reported) {
      diagnostics_.add(severity, std::move(where), text, std::move(arguments), std::move(repairs));
    } else {
      ++left_out_;
    }
  }
  /// Takes over what was found elsewhere.
  void append(Diagnostics const& others) {
    for (Diagnostic const& one : others) {
      add(one.severity, one.where, one.text, one.arguments, one.repairs);
    }
  }

  [[nodiscard]] std::size_t errors() const noexcept { return errors_; }
  /// Whether there are so many that it is not worth looking for suggestions.
  [[nodiscard]] bool are_many() const noexcept { return diagnostics_.size() > many; }
  /// What was found, in the order of finding; at the end how much more there is.
  [[nodiscard]] Diagnostics all() const {
    Diagnostics diagnostics = diagnostics_;
    if (left_out_ > 0) {
      diagnostics.add(errors_ > 0 ? Severity::error : Severity::note, at({}, ""),
                      texts::more_problems, {std::to_string(left_out_)});
    }
    return diagnostics;
  }
  [[nodiscard]] std::string const& file() const noexcept { return file_; }

 private:
  static constexpr std::size_t many = 100;
  static constexpr std::size_t most_reported = 1'000;

  std::string file_;
  Diagnostics diagnostics_;
  std::size_t left_out_ = 0;
  std::size_t errors_ = 0;
};

}  // namespace cxsim
