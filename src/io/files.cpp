#include "files.hpp"

#include "cxsim/formats/json.hpp"
#include "cxsim/formats/sha256.hpp"
#include "cxsim/formats/text_file.hpp"

namespace cxsim {

Result<std::string> read_input(std::filesystem::path const& file) {
  return read_text(file.string(), JsonLimits{}.bytes);
}

InputFile describe_file(std::string const& name, std::string_view text) {
  return {std::filesystem::path(name).filename().string(), sha256_hex(text)};
}

}  // namespace cxsim
