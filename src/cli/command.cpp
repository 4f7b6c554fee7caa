#include "command.hpp"

#include <algorithm>
#include <array>

namespace cxsim {

std::span<Command const> all_commands() {
  static std::array<Command, 11> const commands = {
      prioritize_command(), simulate_command(), init_command(),      check_command(),
      analyze_command(),    diagram_command(),  calibrate_command(), import_command(),
      export_command(),     version_command(),  help_command()};
  return commands;
}

Command const* find_command(std::string_view name) {
  auto const commands = all_commands();
  auto const found = std::ranges::find(commands, name, &Command::name);
  return found == commands.end() ? nullptr : &*found;
}

}  // namespace cxsim
