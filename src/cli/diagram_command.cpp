#include "command.hpp"
#include "common_options.hpp"
#include "cxsim/cli/texts.hpp"
#include "diagram_figures.hpp"
#include "input.hpp"
#include "output.hpp"
#include "settings.hpp"

namespace cxsim {

namespace {

enum class DiagramFormat { svg, dot };

/// As asked for, or as the name of the file ends.
[[nodiscard]] DiagramFormat read_format(OptionValues& values) {
  Arguments const& arguments = values.arguments();
  std::string const file = arguments.value("output").value_or("-");
  std::string const ending = std::filesystem::path(file).extension().string();
  DiagramFormat const by_name =
      ending == ".dot" || ending == ".gv" ? DiagramFormat::dot : DiagramFormat::svg;
  DiagramFormat const chosen = values.choice<DiagramFormat>(
      "format", {{"svg", DiagramFormat::svg}, {"dot", DiagramFormat::dot}});
  if (!arguments.has("format") && file != "-" && ending != ".svg" && ending != ".dot" &&
      ending != ".gv") {
    values.report({Severity::error, {"", 0, 0, "--output"}, texts::diagram_ending, {file}});
  }
  return arguments.has("format") ? chosen : by_name;
}

[[nodiscard]] Result<std::string> draw(Scenario const& scenario, DiagramFormat format,
                                       Language language) {
  JourneyDiagram const diagram = diagram_of_today(scenario, language);
  return format == DiagramFormat::dot ? Result<std::string>(to_dot(diagram)) : to_svg(diagram);
}

[[nodiscard]] Outcome<ExitCode> run_diagram(Request const& request, Streams& streams) {
  auto const text = read_input(request.arguments.files().front(), streams);
  if (!text) {
    return give_up(text.error());
  }
  auto const input = prepare(request, read_scenario_or_map(*text), streams);
  if (!input) {
    return give_up(input.error());
  }
  auto drawing =
      draw(input->scenario, read_checked(request.arguments, read_format), request.language);
  if (!drawing) {
    return give_up(ExitCode::internal_fault, std::move(drawing.error()));
  }
  if (auto failed = deliver_document(*drawing, request.arguments.files(), request, streams)) {
    return give_up(std::move(*failed));
  }
  return ExitCode::done;
}

}  // namespace

Command diagram_command() {
  OptionGroup own{texts::options_output,
                  {{"output", 'o', "FILE", texts::option_output_diagram},
                   {"format", 0, "svg|dot", texts::option_format},
                   set_option()}};
  return {
      .name = "diagram",
      .synopsis = "MAP|SCENARIO [OPTION…]",
      .summary = texts::summary_diagram,
      .details = texts::details_diagram,
      .files = {1, 1},
      .examples = {{texts::example_diagram, "cxsim diagram journeys/bank.json -o bank.svg"},
                   {texts::example_diagram_dot,
                    "cxsim diagram journeys/bank.json --format dot | neato -n2 -Tpdf -o bank.pdf"}},
      .options = {own, general_options()},
      .check_options = [](OptionValues& values) { static_cast<void>(read_format(values)); },
      .run = run_diagram};
}

}  // namespace cxsim
