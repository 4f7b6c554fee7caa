// A portrait in words.
#include <algorithm>

#include "cxsim/cli/texts.hpp"
#include "layout.hpp"
#include "portrait_parts.hpp"

namespace cxsim {

std::string portrait_text(Portrait const& portrait, Scenario const& scenario, FileKind kind,
                          Language language, int width) {
  PortraitPage page(language);
  if (kind == FileKind::scenario) {
    write_scenario_portrait(scenario, page);
  }
  write_map_portrait(portrait, scenario, page);
  if (scenario.illustrative) {
    page.add(texts::portrait_note, page.words(texts::check_illustrative));
  }
  auto const columns = static_cast<std::size_t>(std::clamp(width, 40, 100));
  return page.text(columns) + entry("", page.words(texts::portrait_star), 2, columns);
}

}  // namespace cxsim
