#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "cxsim/base/result.hpp"

namespace cxsim {

/// How often an option may be given.
enum class Occurrence { once, repeated };

/// One option of a command: decides how it is read and how help shows it.
struct Option {
  std::string_view name;        ///< without the dashes
  char letter = 0;              ///< of its short form; 0: none
  std::string_view value = {};  ///< what help calls its value; empty: a switch without value
  Text text{};
  Occurrence occurrence = Occurrence::once;
};

/// Options that help shows together.
struct OptionGroup {
  Text title{};
  std::vector<Option> options;
};

/// The words behind a command, told apart.
class Arguments {
 public:
  [[nodiscard]] bool has(std::string_view option) const;
  /// Of an option that was given; nothing when it was not.
  [[nodiscard]] std::optional<std::string> value(std::string_view option) const;
  /// In the order of the command line.
  [[nodiscard]] std::vector<std::string> values(std::string_view option) const;
  [[nodiscard]] std::vector<std::string> const& files() const noexcept { return files_; }

  void add_file(std::string file) { files_.push_back(std::move(file)); }
  void add(std::string option, std::string value) {
    options_.emplace_back(std::move(option), std::move(value));
  }

 private:
  std::vector<std::string> files_;
  std::vector<std::pair<std::string, std::string>> options_;
};

/// Tells options, their values and files apart. Names are not guessed from their beginnings; after
/// `--` everything is a file; `-` is one.
/// Fails with every unknown option (and the nearest known one), every option given twice, and the
/// first option whose value is missing.
[[nodiscard]] Result<Arguments> parse_arguments(std::span<std::string const> words,
                                                std::span<OptionGroup const> groups);

/// Whether help is asked for, however wrong the rest may be.
[[nodiscard]] bool asks_for_help(std::span<std::string const> words);

}  // namespace cxsim
