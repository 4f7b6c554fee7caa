#include "files.hpp"

#include <fstream>
#include <sstream>

namespace cxsim {

Result<std::string> read_input(std::filesystem::path const& file) {
  std::ifstream in(file, std::ios::binary);
  std::ostringstream text;
  text << in.rdbuf();
  return text.str();
}

InputFile describe_file(std::string const& name, std::string_view text) {
  return {std::filesystem::path(name).filename().string(), std::to_string(text.size())};
}

}  // namespace cxsim
