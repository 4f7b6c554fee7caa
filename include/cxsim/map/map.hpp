#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "cxsim/base/id.hpp"
#include "cxsim/parameters/change.hpp"
#include "cxsim/parameters/parameter.hpp"
#include "cxsim/parameters/unit.hpp"
#include "cxsim/queueing/reported_waits.hpp"

namespace cxsim {

struct Department {
  std::string id;
  std::string name;
  Factor maturity;  ///< of CX governance, 1–5; read, not simulated yet
};
struct Channel {
  std::string id;
  std::string name;
};
struct Stage {
  std::string id;
  std::string name;
};

/// How an episode ends.
enum class Ending { completed, abandoned };
inline constexpr std::uint32_t ending_count = 2;

/// A way to end that the map names: "bought", "went to a competitor". The simulation sees only what
/// it counts as.
struct NamedOutcome {
  std::string id;
  std::string name;
  Ending counts_as = Ending::completed;
};

/// Where a transition leads: on to a touchpoint, or out of the episode.
using Target = std::variant<TouchpointId, Ending>;

/// What the customer does next after one outcome of a touchpoint.
struct Transition {
  Target target;
  Probability probability;
  std::optional<OutcomeId> outcome = std::nullopt;  ///< the name of the ending, if it has one
};

/// Which visits the measured mean and sd of a touchpoint describe.
enum class MeasuredOn { successes, all_visits };

/// Satisfaction that people leave a touchpoint with, as measured.
struct MeasuredScore {
  Score mean;
  Score sd;
  MeasuredOn measured_on = MeasuredOn::successes;
  std::string method;  ///< of the survey, in the user's words
};

/// Vertex of the map: one contact of customer and firm, owned by one department.
struct Touchpoint {
  std::string id;
  std::string name;
  std::uint32_t luck = 0;  ///< its name in keys of random numbers: `luck_names`
  DepartmentId department;
  std::string owner;  ///< person who answers for it; may be empty
  std::optional<ChannelId> channel;
  std::optional<StageId> stage;
  MeasuredScore score;
  Probability failure;
  Latent penalty;             ///< κ: how much a failure lowers the latent score; never negative
  Latent level;               ///< 0 as measured; segments, events and initiatives shift it (ξ, δ)
  Latent spread;              ///< σ: derived from mean and sd once per draw
  Money cost;                 ///< per visit
  bool is_contact = false;    ///< the customer asks the firm for help: counts as a contact
  bool is_complaint = false;  ///< counts as a complaint
  std::vector<Transition> after_success;  ///< ordered by id of the target
  std::vector<Transition> after_failure;  ///< ordered by id of the target
};

struct Journey {
  std::string id;
  std::string name;
  std::uint32_t luck = 0;  ///< its name in keys of random numbers: `luck_names`
  TouchpointId entry;
  Share salience;  ///< ω: part of the gap to the last experience that satisfaction closes
  Factor volume;   ///< 1 as measured; multiplies the starts of every segment
};

/// Why customers leave, in the order of every array by cause.
enum class ChurnCause { experience, price, uncontrollable };
inline constexpr std::size_t churn_causes = 3;

/// Commitment that lowers churn while it runs.
struct Contract {
  Months term;
  Probability renewal;  ///< per month out of term: signs again
};

struct Segment {
  std::string id;
  std::string name;
  std::uint32_t luck = 0;  ///< its name in keys of random numbers: `luck_names`
  Share share;             ///< of all customers
  Money margin;            ///< per customer and month, before contact costs
  Probability annual_churn;
  std::array<Share, churn_causes> cause_shares;
  std::optional<Contract> contract;
  Table<JourneyId, PerMonth> starts;         ///< episodes per customer and month
  std::vector<ParameterChange> differences;  ///< from the map that all segments share
};

/// How customers react. Science §1.4–§1.8, §3.1; every one has a default of grade F.
struct Behaviour {
  Latent leniency_sd;     ///< τ_u: customers differ in how kindly they judge
  Latent repeat_penalty;  ///< β_rep per further contact of an episode
  Share mean_weight;      ///< of the mean experience in the journey score
  Share worst_weight;
  Share best_weight;
  Share last_weight;
  Factor loss_weight;         ///< λ: how much more a disappointment counts
  Months forgetting;          ///< H: half-life of satisfaction towards its usual level
  Months incident_memory;     ///< H_I: half-life of an incident
  Share recovery;             ///< r_max: part of an incident that a good ending removes
  Score resolved_score;       ///< an episode with a failure counts in full when it ends below
  LogHazard churn_slope;      ///< b per 10 points of satisfaction
  Factor churn_loss;          ///< b_loss: steeper below the usual level
  LogHazard incident_effect;  ///< η per incident remembered
  Factor contract_lock;       ///< L in term; 1 out of term
  Factor experience_hazard;   ///< 1 as measured; multiplies churn caused by experience
  Factor price_hazard;        ///< 1 as measured; multiplies churn caused by price
  Factor margin;              ///< 1 as measured; multiplies every margin
  Factor nps_noise;           ///< sd of the answer on 0–10 around satisfaction/10
};

/// Waits of a line as the firm's reports state them: what patience follows from.
struct QueueReport {
  Minutes mean_wait;
  WaitOf mean_wait_of = WaitOf::all_callers;
  Share abandoned;  ///< of all callers
};

/// A contact centre's line: how long customers wait for an agent depends on how many call.
struct Queue {
  std::string id;
  std::string name;
  TouchpointId touchpoint;
  Count agents;
  Factor off_peak_agents;
  Minutes handling_time;
  std::optional<QueueReport> reported;  ///< when the file gives it instead of the patience
  Minutes patience;
  Share peak_share;
  Count peak_hours;
  Count off_peak_hours;
  Minutes acceptable_wait;
  Latent wait_penalty;
  Share deflected;    ///< 0 as measured; initiatives raise it
  Share announced;    ///< of callers who are told how long they will wait
  Share goes_first;   ///< of callers who are answered before the others
  Share called_back;  ///< of waiting callers who hang up, keep their place and are called back
};

/// A figure that the firm measures and that the model does not take as input.
struct MeasuredFigure {
  AnyParameter value;
  std::optional<Count> answers;  ///< people asked, or nothing for a full count
  Factor tolerance;              ///< relative deviation accepted on top of sampling error
};

/// What the reference must reproduce before any result is shown.
struct Measured {
  std::optional<MeasuredFigure> nps;         ///< −100…100; fitted by the NPS offset
  std::optional<MeasuredFigure> contacts;    ///< per 1,000 customers and month
  std::optional<MeasuredFigure> complaints;  ///< per 1,000 customers and month
  std::vector<std::pair<TouchpointId, MeasuredFigure>> visits;  ///< per 1,000 customers and month
};

/// Something that episodes gain or cost on the way: revenue, minutes, emissions. Counted by
/// `cxsim analyze` alone. What is not listed is 0.
struct EpisodeValue {
  std::string id;
  std::string name;
  std::string unit;  ///< in the user's words
  std::vector<std::pair<TouchpointId, AnyParameter>> visits;
  /// Of a transition from the first touchpoint to the second one, after a success or a failure.
  std::vector<std::pair<TouchpointId, std::vector<std::pair<TouchpointId, AnyParameter>>>> moves;
  std::vector<std::pair<OutcomeId, AnyParameter>> outcomes;
};

/// Who says something, when and on what basis. Numbers name it as their source.
struct SourceNote {
  std::string id;
  std::string who;
  std::string when;
  std::string basis;
};

/// What firms measure and set as goals.
enum class KeyFigure { nps, csat, ces, churn, contacts_per_1000, complaints_per_1000, visits };

/// As the files name it: "contacts_per_1000".
[[nodiscard]] std::string_view figure_key(KeyFigure figure);
[[nodiscard]] Unit unit_of(KeyFigure figure);
[[nodiscard]] Range range_of(KeyFigure figure);

/// Whether a figure describes the firm, one touchpoint, or whichever is named.
enum class FigureScope { firm, touchpoint, either };
[[nodiscard]] FigureScope scope_of(KeyFigure figure);

/// A figure that was measured on one day. Kept and checked; not compared with results yet.
struct Measurement {
  std::string id;
  std::string date;  ///< 2026-06-30
  KeyFigure figure = KeyFigure::csat;
  std::optional<TouchpointId> touchpoint;  ///< nothing: the whole firm
  AnyParameter value;                      ///< in the unit of the figure
  std::optional<Count> answers;            ///< people asked, or nothing for a full count
};

/// The journeys of a firm's customers as a graph, with what was measured on it. Without segments it
/// is a plain chain: it can be solved, not simulated, and its scores mean nothing.
/// Valid by construction of the reader: ids resolve, groups sum to 1, every touchpoint is reached
/// and every episode can end.
struct Map {
  std::string schema;  ///< where editors find the schema of the file, as it names it
  std::string name;
  std::string currency;
  bool illustrative = false;  ///< invented numbers; said on every output
  std::string notes;          ///< free text
  Count customers;
  Table<DepartmentId, Department> departments;
  Table<ChannelId, Channel> channels;
  Table<StageId, Stage> stages;
  Table<TouchpointId, Touchpoint> touchpoints;
  Table<JourneyId, Journey> journeys;  ///< ordered by id: the order within a month
  Table<SegmentId, Segment> segments;
  Table<QueueId, Queue> queues;
  Table<OutcomeId, NamedOutcome> outcomes;
  Table<EpisodeValueId, EpisodeValue> values;
  Behaviour behaviour;
  Measured measured;
  std::vector<Measurement> measurements;
  std::vector<SourceNote> sources;
};

/// \p values with the differences of \p segment at full strength.
[[nodiscard]] ParameterValues values_of_segment(Map const& map, ParameterTable const& parameters,
                                                ParameterValues const& values, SegmentId segment);

/// Expected visits of each touchpoint per customer and month in \p segment, at \p values
/// (segment differences already applied): v = s + Qᵀv, see absorbing_chain.hpp.
[[nodiscard]] std::vector<double> expected_visits(Map const& map, ParameterValues const& values,
                                                  SegmentId segment);

}  // namespace cxsim
