#pragma once

#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "arguments.hpp"
#include "failure.hpp"
#include "option_values.hpp"
#include "streams.hpp"

namespace cxsim {

/// Whether messages that report no problem are printed.
enum class Loudness { normal, quiet };

enum class Colouring { off, on };

/// A command as the user gave it, with what every command understands.
struct Request {
  Arguments arguments;
  Language language = Language::english;
  Loudness loudness = Loudness::normal;
  Colouring colouring = Colouring::off;  ///< of results
};

/// A command line that works when it is copied, and what it is for.
struct Example {
  Text meaning{};
  std::string_view line;
};

/// How many files a command takes.
struct FileCount {
  std::size_t least = 0;
  std::size_t most = 0;
};

/// Everything about one command: reading its options, running it and its help follow from this.
struct Command {
  std::string_view name;
  std::string_view synopsis;  ///< behind the name
  Text summary{};             ///< one line
  Text details{};             ///< paragraphs
  FileCount files;
  std::vector<Example> examples;
  std::vector<OptionGroup> options;
  /// Reports every value of an option that cannot be used, before anything is read or run.
  void (*check_options)(OptionValues&) = nullptr;
  Outcome<ExitCode> (*run)(Request const&, Streams&) = nullptr;
};

/// In the order of help: the main job first.
[[nodiscard]] std::span<Command const> all_commands();
[[nodiscard]] Command const* find_command(std::string_view name);

// One file each: <name>_command.cpp.
[[nodiscard]] Command prioritize_command();
[[nodiscard]] Command simulate_command();
[[nodiscard]] Command analyze_command();
[[nodiscard]] Command check_command();
[[nodiscard]] Command diagram_command();
[[nodiscard]] Command calibrate_command();
[[nodiscard]] Command init_command();
[[nodiscard]] Command import_command();
[[nodiscard]] Command export_command();
[[nodiscard]] Command version_command();
[[nodiscard]] Command help_command();

}  // namespace cxsim
