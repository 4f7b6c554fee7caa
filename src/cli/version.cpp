#include "version.hpp"

#include "cxsim/cli/texts.hpp"

namespace cxsim {

std::string_view program_version() { return CXSIM_VERSION; }

std::string version_text(Language language) {
  return say(language, texts::version_lines, {CXSIM_VERSION, CXSIM_COMPILER, CXSIM_LIBRARIES}) +
         '\n';
}

}  // namespace cxsim
