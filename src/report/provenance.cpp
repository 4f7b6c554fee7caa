#include "cxsim/report/provenance.hpp"

#include <array>
#include <utility>

#include "cxsim/report/texts.hpp"

namespace cxsim {

namespace {

constexpr std::array<Text, static_cast<std::size_t>(NumberTopic::other)> kind_words = {
    texts::kind_transitions,  texts::kind_failures,       texts::kind_starts, texts::kind_sizes,
    texts::kind_satisfaction, texts::kind_cost_of_visits, texts::kind_margin, texts::kind_churn};

[[nodiscard]] std::string list_of(std::vector<NumberTopic> const& kinds, Language language) {
  std::vector<std::string> words;
  for (NumberTopic const kind : kinds) {
    words.push_back(say(language, kind_words[static_cast<std::size_t>(kind)]));
  }
  return listed(language, words);
}

}  // namespace

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
  provenance.points = scenario.parameters.points();
  for (auto const& [parameter, value] : scenario.parameters.settings()) {
    provenance.settings.push_back({scenario.parameters.info(parameter).path, value});
  }
  provenance.files = std::move(files);
  provenance.illustrative = scenario.illustrative || scenario.map.illustrative;
  provenance.origins = origins_of(scenario.parameters);
  return provenance;
}

std::vector<std::string> sentences_of(NumberOrigins const& origins, Language language) {
  std::vector<std::string> sentences;
  if (!origins.measured_kinds.empty()) {
    sentences.push_back(
        say(language, texts::origins_measured, {list_of(origins.measured_kinds, language)}));
  }
  if (!origins.default_kinds.empty()) {
    sentences.push_back(
        say(language, texts::origins_defaults, {list_of(origins.default_kinds, language)}));
  }
  return sentences;
}

std::string run_id(Provenance const& provenance) {
  std::string const file =
      provenance.files.empty() ? std::string("0") : provenance.files.front().sha256.substr(0, 8);
  return file + '-' + std::to_string(provenance.seed);
}

}  // namespace cxsim
