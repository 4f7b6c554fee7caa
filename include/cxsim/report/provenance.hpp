#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "cxsim/io/input_file.hpp"
#include "cxsim/scenario/origins.hpp"
#include "cxsim/scenario/scenario.hpp"
#include "cxsim/simulation/sampling.hpp"

namespace cxsim {

/// A number that was fixed for this run (`--set PATH=VALUE`).
struct Setting {
  std::string path;
  double value = 0;

  friend bool operator==(Setting const&, Setting const&) = default;
};

/// Everything that a result follows from: the same provenance gives the same bytes. So it holds no
/// time, machine, number of threads or folder.
struct Provenance {
  std::string version;  ///< of cxsim
  std::string command;  ///< `simulate` or `prioritize`
  std::uint64_t seed = 1;
  std::uint32_t draws = 0;
  std::uint32_t customers = 0;  ///< simulated per draw
  int months = 0;
  ChurnMode churn = ChurnMode::implicit;
  DrawPoints points = DrawPoints::random;
  std::vector<Setting> settings;  ///< in the order of setting
  std::vector<InputFile> files;   ///< the scenario first
  bool illustrative = false;      ///< numbers are invented, all or (see origins) some
  NumberOrigins origins;
};

/// Provenance of a run of \p scenario.
[[nodiscard]] Provenance make_provenance(Scenario const& scenario, Sampling const& sampling,
                                         std::vector<InputFile> files, std::string version,
                                         std::string command);

/// Which kinds of numbers were counted or measured, and which are defaults of the program; one
/// sentence each, none for a kind of origin that nothing has.
[[nodiscard]] std::vector<std::string> sentences_of(NumberOrigins const& origins,
                                                    Language language);

/// Short name of a run, for people to refer to: from the scenario's bytes and the seed.
[[nodiscard]] std::string run_id(Provenance const& provenance);

}  // namespace cxsim
