#include "version.hpp"

namespace cxsim {

std::string_view program_version() { return CXSIM_VERSION; }

std::string version_text(Language language) {
  return say(language, Text::version_lines, {CXSIM_VERSION, CXSIM_COMPILER, CXSIM_LIBRARIES}) +
         '\n';
}

}  // namespace cxsim
