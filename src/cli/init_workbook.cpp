// `cxsim init --workbook FILE.xlsx`: the empty template.
#include "cxsim/cli/texts.hpp"
#include "cxsim/formats/escape.hpp"
#include "cxsim/workbook/export.hpp"
#include "cxsim/workbook/workbook_file.hpp"
#include "init_kinds.hpp"
#include "new_files.hpp"

namespace cxsim {

namespace {

[[nodiscard]] Outcome<ExitCode> run_workbook(Request const& request, Streams& streams) {
  std::string const file = request.arguments.value("workbook").value();
  auto const bytes = workbook_file(empty_workbook(request.language), request.language);
  if (!bytes) {
    return give_up(ExitCode::no_access, bytes.error());
  }
  if (auto failed = write_new_files({{file, *bytes}}, streams)) {
    return give_up(std::move(*failed));
  }
  streams.out << say(request.language, texts::init_workbook_done,
                     {terminal_text(file), terminal_text(shell_word(file))})
              << '\n';
  return ExitCode::done;
}

}  // namespace

InitKind init_workbook() {
  return {
      .option = "workbook",
      .files = {0, 0},
      .options = {{.name = "workbook", .value = "FILE.xlsx", .text = texts::option_init_workbook}},
      .examples = {{texts::example_init_workbook, "cxsim init --workbook plan.xlsx --lang pl"}},
      .run = run_workbook};
}

}  // namespace cxsim
