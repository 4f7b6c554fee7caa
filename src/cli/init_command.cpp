#include <algorithm>
#include <array>

#include "common_options.hpp"
#include "cxsim/cli/texts.hpp"
#include "init_kinds.hpp"

namespace cxsim {

namespace {

/// What the options ask for; the first kind when none does.
[[nodiscard]] InitKind const& kind_of(Arguments const& arguments) {
  auto const kinds = all_init_kinds();
  auto const asked = std::ranges::find_if(kinds, [&](InitKind const& kind) {
    return !kind.option.empty() && arguments.has(kind.option);
  });
  return asked == kinds.end() ? kinds.front() : *asked;
}

/// Options of other kinds that were given.
void refuse_others(InitKind const& chosen, OptionValues& values) {
  for (InitKind const& kind : all_init_kinds()) {
    for (Option const& option : kind.options) {
      bool const is_own =
          std::ranges::find(chosen.options, option.name, &Option::name) != chosen.options.end();
      if (!is_own && values.arguments().has(option.name)) {
        std::string const what = chosen.option.empty() ? "DIR" : "--" + std::string(chosen.option);
        values.report({Severity::error,
                       {"", 0, 0, "--" + std::string(option.name)},
                       texts::init_option_of_another_kind,
                       {what}});
      }
    }
  }
}

void check_init(OptionValues& values) {
  InitKind const& kind = kind_of(values.arguments());
  auto const& names = values.arguments().files();
  if (names.size() < kind.files.least) {
    values.report({Severity::error, {}, texts::init_without_folder, {}});
  }
  for (std::size_t i = kind.files.most; i < names.size(); ++i) {
    values.report({Severity::error, {}, texts::file_surplus, {names[i]}});
  }
  refuse_others(kind, values);
  if (kind.check_options != nullptr) {
    kind.check_options(values);
  }
}

[[nodiscard]] Outcome<ExitCode> run_init(Request const& request, Streams& streams) {
  return kind_of(request.arguments).run(request, streams);
}

}  // namespace

std::span<InitKind const> all_init_kinds() {
  static std::array<InitKind, 4> const kinds = {init_pair(), init_start(), init_workbook(),
                                                init_schema()};
  return kinds;
}

Command init_command() {
  OptionGroup own{texts::options_init, {}};
  std::vector<Example> examples;
  for (InitKind const& kind : all_init_kinds()) {
    own.options.insert(own.options.end(), kind.options.begin(), kind.options.end());
    examples.insert(examples.end(), kind.examples.begin(), kind.examples.end());
  }
  return {.name = "init",
          .synopsis = "DIR | OPTION…",
          .summary = texts::summary_init,
          .details = texts::details_init,
          .files = {0, 1000},  // each kind says how many
          .examples = std::move(examples),
          .options = {own, general_options()},
          .check_options = check_init,
          .run = run_init};
}

}  // namespace cxsim
