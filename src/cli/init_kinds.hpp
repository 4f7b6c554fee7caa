#pragma once

#include <filesystem>
#include <span>
#include <string_view>
#include <vector>

#include "command.hpp"
#include "output.hpp"

namespace cxsim {

/// One thing that `cxsim init` can begin with. Its option decides which; without any option it is
/// the first kind. A new kind is one entry of all_init_kinds and one file.
struct InitKind {
  std::string_view option;      ///< that asks for it, without the dashes; empty: none does
  FileCount files;              ///< names that stand without an option
  std::vector<Option> options;  ///< its own, the deciding one first
  std::vector<Example> examples;
  void (*check_options)(OptionValues&) = nullptr;
  Outcome<ExitCode> (*run)(Request const&, Streams&) = nullptr;
};

[[nodiscard]] std::span<InitKind const> all_init_kinds();

/// The JSON Schemas of a map and of a scenario, in this order, as files of \p folder.
[[nodiscard]] std::vector<OutputFile> schema_files(std::filesystem::path const& folder);

// One file each: init_<kind>.cpp.
[[nodiscard]] InitKind init_pair();
[[nodiscard]] InitKind init_schema();
[[nodiscard]] InitKind init_start();
[[nodiscard]] InitKind init_workbook();

}  // namespace cxsim
