#include "new_files.hpp"

#include <algorithm>
#include <system_error>

#include "cxsim/cli/texts.hpp"

namespace cxsim {

namespace {

[[nodiscard]] bool is_plain(char one) {
  return (one >= 'a' && one <= 'z') || (one >= 'A' && one <= 'Z') || (one >= '0' && one <= '9') ||
         one == '/' || one == '.' || one == '_' || one == '-' || one == '+' || one == ',';
}

}  // namespace

std::optional<Failure> refuse_existing(std::vector<std::filesystem::path> const& places) {
  Diagnostics problems;
  for (std::filesystem::path const& place : places) {
    std::error_code ignored;
    if (std::filesystem::exists(std::filesystem::symlink_status(place, ignored))) {
      problems.add(Severity::error, {place.string()}, texts::file_is_there);
    }
  }
  if (!problems.has_errors()) {
    return std::nullopt;
  }
  return Failure{ExitCode::bad_input, std::move(problems)};
}

std::optional<Failure> write_new_files(std::vector<OutputFile> const& files,
                                       Streams const& streams) {
  std::vector<std::filesystem::path> places;
  for (OutputFile const& file : files) {
    places.push_back(file.path);
  }
  if (auto refused = refuse_existing(places)) {
    return refused;
  }
  return write_files(files, {}, streams);
}

std::string shell_word(std::string const& path) {
  if (!path.empty() && std::ranges::all_of(path, is_plain)) {
    return path;
  }
  std::string word = "'";
  for (char const one : path) {
    word += one == '\'' ? "'\\''" : std::string(1, one);
  }
  return word + '\'';
}

}  // namespace cxsim
