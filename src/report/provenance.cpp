#include "cxsim/report/provenance.hpp"

#include <utility>

namespace cxsim {

Provenance make_provenance(Scenario const& scenario, Sampling const& sampling,
                           std::vector<InputFile> files, std::string version, std::string command) {
  Provenance provenance;
  provenance.version = std::move(version);
  provenance.command = std::move(command);
  provenance.seed = sampling.seed;
  provenance.draws = sampling.draws;
  provenance.customers = sampling.customers;
  provenance.months = static_cast<int>(scenario.parameters.best_guesses()[scenario.horizon]);
  provenance.churn = sampling.churn;
  for (auto const& [parameter, value] : scenario.parameters.settings()) {
    provenance.settings.push_back({scenario.parameters.info(parameter).path, value});
  }
  provenance.files = std::move(files);
  provenance.illustrative = scenario.illustrative || scenario.map.illustrative;
  return provenance;
}

std::string run_id(Provenance const& provenance) {
  std::string const file =
      provenance.files.empty() ? std::string("0") : provenance.files.front().sha256.substr(0, 8);
  return file + '-' + std::to_string(provenance.seed);
}

}  // namespace cxsim
