#include "cxsim/report/report_markdown.hpp"

#include "report_appendix.hpp"
#include "report_first_page.hpp"

namespace cxsim {

std::string report_markdown(Scenario const& scenario, Prioritization const& answer,
                            Provenance const& provenance, Language language) {
  return first_page(scenario, answer, provenance, language) +
         appendix(scenario, answer, provenance, language);
}

}  // namespace cxsim
