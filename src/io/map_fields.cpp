#include "fields.hpp"

namespace cxsim {

namespace {

void describe(FieldVisitor& visit, Department& department) {
  describe_name(visit, department);
  visit.number("maturity", department.maturity,
               {.doc = "Maturity of its CX governance, 1 (ad hoc) to 5 (embedded); "
                       "read, not simulated yet",
                .example = "2.5",
                .standard = Constant{3},
                .range = Range{1, 5},
                .changeable = Changeable::yes});
}

void describe(FieldVisitor& visit, MeasuredScore& score) {
  visit.number("mean", score.mean,
               {.doc = "Mean satisfaction", .example = "82", .range = Range{0.1, 99.9}});
  visit.number("sd", score.sd,
               {.doc = "Standard deviation of satisfaction between visits",
                .example = "15",
                .range = Range{0.1, 50}});
  visit.choice("measured_on", score.measured_on,
               {{"successes", MeasuredOn::successes}, {"all_visits", MeasuredOn::all_visits}},
               {.doc = "Which visits mean and sd describe", .example = "\"all_visits\""});
  enum class Scale { points_of_100 } scale{};
  visit.choice("scale", scale, {{"0-100", Scale::points_of_100}},
               {.doc = "Scale of mean and sd. Other scales are not read yet: convert a mean to "
                       "100 × (mean − lowest) / (highest − lowest), an sd to "
                       "100 × sd / (highest − lowest)",
                .example = "\"0-100\""});
  visit.text("method", score.method,
             {.doc = "How it was measured", .example = "\"survey after the contact\""});
}

void describe(FieldVisitor& visit, Touchpoint& touchpoint) {
  describe_name(visit, touchpoint);
  visit.reference(
      "department", touchpoint.department,
      {.doc = "Department that owns it", .example = "\"digital\"", .need = Need::required});
  visit.text("owner", touchpoint.owner,
             {.doc = "Person who answers for it", .example = "\"Anna Nowak\""});
  visit.reference("channel", touchpoint.channel, {.doc = "Channel", .example = "\"app\""});
  visit.reference(
      "stage", touchpoint.stage,
      {.doc = "Stage of the journey: its column in the diagram", .example = "\"log_in\""});
  visit.object("score",
               {.doc = "Satisfaction that people leave with", .need = Need::required_with_segments},
               [&] { describe(visit, touchpoint.score); });
  visit.number(
      "failure", touchpoint.failure,
      {.doc = "Probability that a visit fails: the customer does not get what they came for",
       .example = "0.012",
       .changeable = Changeable::yes});
  visit.number("penalty", touchpoint.penalty,
               {.doc = "How much a failure lowers the latent score of the visit "
                       "(0.8–1.8 is usual: 25–50 points from a mean in the seventies)",
                .example = "1.5",
                .standard = Constant{1.2},
                .range = Range{0, 10},
                .changeable = Changeable::yes});
  visit.number("cost", touchpoint.cost,
               {.doc = "Cost of a visit",
                .example = "14",
                .standard = Constant{0},
                .range = Range{0, 1e9},
                .changeable = Changeable::yes});
  visit.number("level", touchpoint.level,
               {.doc = "Shift of the latent score against what was measured; "
                       "what segments, events and initiatives change",
                .example = "0",
                .standard = Constant{0},
                .changeable = Changeable::yes});
  visit.derived("spread", Unit::latent, touchpoint.spread.index,
                "derived from mean and standard deviation");
  visit.flags("counts_as",
              {{"contact", &touchpoint.is_contact}, {"complaint", &touchpoint.is_complaint}},
              {.doc = "Whether a visit is a contact (a customer asks for help) or a complaint",
               .example = "[\"contact\"]"});
}

void describe(FieldVisitor& visit, NamedOutcome& outcome) {
  describe_name(visit, outcome);
  visit.choice("counts_as", outcome.counts_as,
               {{"completed", Ending::completed}, {"abandoned", Ending::abandoned}},
               {.doc = "What it is for the simulation, which knows no other outcomes",
                .example = "\"abandoned\"",
                .need = Need::required});
}

/// Transitions to named outcomes end as these count.
void name_endings(Map& map) {
  for (Touchpoint& touchpoint : map.touchpoints) {
    for (auto* transitions : {&touchpoint.after_success, &touchpoint.after_failure}) {
      for (Transition& transition : *transitions) {
        if (transition.outcome) {
          transition.target = map.outcomes[*transition.outcome].counts_as;
        }
      }
    }
  }
}

void describe_amount(FieldVisitor& visit, std::string const& key, AnyParameter& amount) {
  visit.number(key, Unit::factor, amount,
               {.doc = "Amount, in the unit of the value; may be below 0",
                .example = "3.5",
                .range = Range{-1e12, 1e12}});
}

void describe(FieldVisitor& visit, EpisodeValue& value) {
  describe_name(visit, value);
  visit.text("unit", value.unit, {.doc = "Unit, in your words", .example = "\"minutes\""});
  auto const amount = [&](std::string const& id, AnyParameter& number) {
    describe_amount(visit, id, number);
  };
  visit.some("visits", value.visits, {.doc = "Of each visit, by touchpoint; 0 when left out"},
             amount);
  visit.some("transitions", value.moves,
             {.doc = "Of each move between two touchpoints, by the one that it comes from"},
             [&](std::string const& from, auto& ways) {
               visit.some(from, ways, {.doc = "By the touchpoint that it leads to"}, amount);
             });
  visit.some("outcomes", value.outcomes, {.doc = "Of each end, by named outcome"}, amount);
}

void describe(FieldVisitor& visit, Journey& journey) {
  describe_name(visit, journey);
  visit.reference(
      "entry", journey.entry,
      {.doc = "Touchpoint where it begins", .example = "\"app_login\"", .need = Need::required});
  visit.number("salience", journey.salience,
               {.doc = "Part of the gap to the last experience that satisfaction closes "
                       "(0.02–0.05 for what is done often, 0.15–0.25 for a call for service, "
                       "0.25–0.40 for complaints, first use and renewal)",
                .example = "0.2",
                .standard = Constant{0.05},
                .changeable = Changeable::yes});
  visit.number("volume", journey.volume,
               {.doc = "Multiplies the starts of every segment; 1 is as measured",
                .example = "1",
                .standard = Constant{1},
                .range = Range{0, 1000},
                .changeable = Changeable::yes});
}

void describe_churn(FieldVisitor& visit, Segment& segment) {
  visit.number("annual", segment.annual_churn,
               {.doc = "Probability that a customer leaves the firm within twelve months",
                .example = "0.085",
                .range = Range{0, 0.99}});
  auto& [experience, price, uncontrollable] = segment.cause_shares;
  visit.group("causes",
              {{"experience", &experience.index, 0.40},
               {"price", &price.index, 0.32},
               {"uncontrollable", &uncontrollable.index, 0.28}},
              GroupDefault::shares,
              {.doc = "Why customers leave: a bad experience, a better price elsewhere, or what "
                      "nobody can change (a move, a death)"});
}

void describe(FieldVisitor& visit, Contract& contract) {
  visit.number("term", contract.term,
               {.doc = "Length of a contract", .example = "24", .range = Range{1, 120}});
  visit.number(
      "renewal", contract.renewal,
      {.doc = "Probability per month that a customer out of term signs again", .example = "0.22"});
}

void describe(FieldVisitor& visit, Segment& segment) {
  describe_name(visit, segment);
  visit.number(
      "share", segment.share,
      {.doc = "Part of all customers; the shares of all segments sum to 1", .example = "0.45"});
  visit.number("margin", segment.margin,
               {.doc = "Margin per customer and month, before the cost of visits",
                .example = "16",
                .changeable = Changeable::yes});
  visit.object("churn", {.doc = "How many customers leave, and why", .need = Need::required},
               [&] { describe_churn(visit, segment); });
  visit.optional_object<Contract>("contract", segment.contract,
                                  {.doc = "Commitment that lowers churn while it runs; "
                                          "none when left out"},
                                  [&](Contract& contract) { describe(visit, contract); });
  visit.numbers("starts", segment.starts,
                {.doc = "Episodes that a customer starts per month, by journey"},
                {.doc = "Episodes of this journey per customer and month; "
                        "none when the journey is left out",
                 .example = "6",
                 .standard = Constant{0},
                 .changeable = Changeable::yes});
  visit.changes("differences", segment.differences,
                {.doc = "How this segment differs from the map that all segments share"});
}

void describe(FieldVisitor& visit, Behaviour& behaviour) {
  visit.number("leniency_sd", behaviour.leniency_sd,
               {.doc = "How much customers differ in how kindly they judge "
                       "(standard deviation of the latent score between customers)",
                .example = "0.35",
                .standard = Constant{0.35},
                .range = Range{0, 3}});
  visit.number("repeat_penalty", behaviour.repeat_penalty,
               {.doc = "How much each further contact of an episode lowers the latent score",
                .example = "0.35",
                .standard = Constant{0.35},
                .range = Range{0, 10}});
  visit.group("journey_score",
              {{"mean", &behaviour.mean_weight.index, 8},
               {"worst", &behaviour.worst_weight.index, 5},
               {"best", &behaviour.best_weight.index, 2},
               {"last", &behaviour.last_weight.index, 5}},
              GroupDefault::counts,
              {.doc = "Weights of the mean, the worst, the best and the last experience of an "
                      "episode in its score"});
  visit.number("loss_weight", behaviour.loss_weight,
               {.doc = "How many times more a disappointment counts than a pleasant surprise",
                .example = "2",
                .standard = Lognormal{2, 0.15},
                .range = Range{1, 100}});
  visit.number("forgetting", behaviour.forgetting,
               {.doc = "Months until satisfaction is half way back to its usual level",
                .example = "12",
                .standard = Lognormal{12, 0.25},
                .range = Range{0.1, 1200}});
  visit.number("incident_memory", behaviour.incident_memory,
               {.doc = "Months until half of an incident is forgotten",
                .example = "1.5",
                .standard = Constant{1.5},
                .range = Range{0.1, 120}});
  visit.number("recovery", behaviour.recovery,
               {.doc = "Part of an incident that a good ending of the episode removes",
                .example = "0.7",
                .standard = Constant{0.7}});
  visit.number("resolved_score", behaviour.resolved_score,
               {.doc = "An episode with a failure is a full incident when its last experience "
                       "is below this score",
                .example = "55",
                .standard = Constant{55}});
  visit.number("churn_slope", behaviour.churn_slope,
               {.doc = "How much 10 points of satisfaction change the logarithm of the churn "
                       "caused by experience",
                .example = "0.3",
                .standard = Lognormal{0.30, 0.3},
                .range = Range{0, 10}});
  visit.number("churn_loss", behaviour.churn_loss,
               {.doc = "How many times steeper that slope is below the usual satisfaction",
                .example = "1.3",
                .standard = Constant{1.3},
                .range = Range{0, 100}});
  visit.number("incident_effect", behaviour.incident_effect,
               {.doc = "How much an incident that is remembered adds to the logarithm of the "
                       "churn caused by experience",
                .example = "0.55",
                .standard = Lognormal{0.55, 0.3},
                .range = Range{0, 10}});
  visit.number("contract_lock", behaviour.contract_lock,
               {.doc = "Churn during the term of a contract, as part of the churn out of term",
                .example = "0.12",
                .standard = Constant{0.12},
                .range = Range{0, 1},
                .changeable = Changeable::yes});
  visit.number("experience_hazard", behaviour.experience_hazard,
               {.doc = "Multiplies churn caused by experience; 1 is as measured",
                .example = "1",
                .standard = Constant{1},
                .changeable = Changeable::yes});
  visit.number("price_hazard", behaviour.price_hazard,
               {.doc = "Multiplies churn caused by price; 1 is as measured",
                .example = "1",
                .standard = Constant{1},
                .changeable = Changeable::yes});
  visit.number("margin", behaviour.margin,
               {.doc = "Multiplies the margin of every segment; 1 is as measured",
                .example = "1",
                .standard = Constant{1},
                .changeable = Changeable::yes});
  visit.number("nps_noise", behaviour.nps_noise,
               {.doc = "Standard deviation of an answer from 0 to 10 around satisfaction / 10",
                .example = "1.5",
                .standard = Constant{1.5},
                .range = Range{0, 100}});
}

void describe(FieldVisitor& visit, QueueReport& report) {
  visit.number("mean_wait", report.mean_wait,
               {.doc = "Mean wait in the line",
                .example = "0.8",
                .range = Range{0, 10'000},
                .kind = NumberKind::certain});
  visit.choice("mean_wait_of", report.mean_wait_of,
               {{"all", WaitOf::all_callers}, {"answered", WaitOf::answered}},
               {.doc = "Whose mean wait it is: of all callers, those included who did not wait or "
                       "gave up; or of those answered (average speed of answer)",
                .example = "\"answered\""});
  visit.number("abandoned", report.abandoned,
               {.doc = "Part of all callers who give up while they wait",
                .example = "0.16",
                .range = Range{0.0001, 0.99},
                .kind = NumberKind::certain});
}

void describe(FieldVisitor& visit, Queue& queue) {
  describe_name(visit, queue);
  visit.reference("touchpoint", queue.touchpoint,
                  {.doc = "Touchpoint that customers wait for",
                   .example = "\"hotline_agent\"",
                   .need = Need::required});
  visit.number("agents", queue.agents,
               {.doc = "Agents at peak hours",
                .example = "47",
                .range = Range{0.1, 1e6},
                .changeable = Changeable::yes});
  visit.number("off_peak_agents", queue.off_peak_agents,
               {.doc = "Agents off peak, as part of those at peak",
                .example = "0.62",
                .standard = Constant{1},
                .range = Range{0.01, 100},
                .changeable = Changeable::yes});
  visit.number("handling_time", queue.handling_time,
               {.doc = "Mean time of an agent for a call",
                .example = "6",
                .range = Range{0.01, 10'000},
                .changeable = Changeable::yes});
  visit.optional_object<QueueReport>(
      "reported", queue.reported,
      {.doc = "Waits of the reference period as your reports state them, instead of the patience, "
              "which then follows from them"},
      [&](QueueReport& report) { describe(visit, report); });
  visit.number_unless("patience", queue.patience, {"reported", queue.reported.has_value()},
                      {.doc = "Mean time until a waiting customer gives up; follows from "
                              "\"reported\" when that is given",
                       .example = "4",
                       .range = patience_range,
                       .changeable = Changeable::yes});
  visit.number("peak_share", queue.peak_share,
               {.doc = "Part of the calls that come at peak hours",
                .example = "0.6",
                .changeable = Changeable::yes});
  visit.number("peak_hours", queue.peak_hours,
               {.doc = "Peak hours per month",
                .example = "110",
                .range = Range{0, 744},
                .changeable = Changeable::yes});
  visit.number("off_peak_hours", queue.off_peak_hours,
               {.doc = "Other opening hours per month",
                .example = "250",
                .range = Range{0, 744},
                .changeable = Changeable::yes});
  visit.number("acceptable_wait", queue.acceptable_wait,
               {.doc = "Wait that customers do not mind",
                .example = "2",
                .standard = Constant{2},
                .range = Range{0.01, 10'000},
                .changeable = Changeable::yes});
  visit.number("wait_penalty", queue.wait_penalty,
               {.doc = "How much a wait of twice the acceptable one lowers the latent score",
                .example = "0.28",
                .standard = Constant{0.28},
                .range = Range{0, 10},
                .changeable = Changeable::yes});
  visit.number("deflected", queue.deflected,
               {.doc = "Part of the calls that initiatives make unnecessary; 0 is as measured",
                .example = "0",
                .standard = Constant{0},
                .changeable = Changeable::yes});
  visit.number("announced", queue.announced,
               {.doc = "Part of the callers who are told how long they will wait",
                .example = "0",
                .standard = Constant{0},
                .changeable = Changeable::yes});
  visit.number("goes_first", queue.goes_first,
               {.doc = "Part of the callers who are answered before the others. May differ by "
                       "segment: 1 is a priority line for the segment",
                .example = "0",
                .standard = Constant{0},
                .changeable = Changeable::yes});
  visit.number("called_back", queue.called_back,
               {.doc = "Part of the waiting callers who hang up, keep their place and are called "
                       "back",
                .example = "0",
                .standard = Constant{0},
                .range = Range{0, 0.95},
                .changeable = Changeable::yes});
}

void describe_figure(FieldVisitor& visit, std::string_view key, Unit unit, MeasuredFigure& figure,
                     NumberField const& field) {
  visit.number_with_parts(key, unit, figure.value, field, [&] {
    visit.number("answers", figure.answers,
                 {.doc = "People asked; left out when everything was counted",
                  .example = "1200",
                  .range = Range{1, 1e12}});
    visit.number("tolerance", figure.tolerance,
                 {.doc = "Relative deviation that is accepted besides the sampling error",
                  .example = "0.05",
                  .standard = Constant{0.05},
                  .range = Range{0, 1}});
  });
}

void describe_optional_figure(FieldVisitor& visit, std::string_view key, Unit unit,
                              std::optional<MeasuredFigure>& figure, NumberField const& field) {
  visit.optional_part<MeasuredFigure>(
      key, figure, [&](MeasuredFigure& value) { describe_figure(visit, key, unit, value, field); });
}

void describe(FieldVisitor& visit, Measured& measured) {
  describe_optional_figure(visit, "nps", Unit::score, measured.nps,
                           {.doc = "Net promoter score; the model is matched to it",
                            .example = "{\"value\": 18, \"answers\": 1200}",
                            .range = Range{-100, 100}});
  describe_optional_figure(visit, "contacts_per_1000", Unit::count, measured.contacts,
                           {.doc = "Contacts per 1,000 customers and month", .example = "136"});
  describe_optional_figure(visit, "complaints_per_1000", Unit::count, measured.complaints,
                           {.doc = "Complaints per 1,000 customers and month", .example = "2.1"});
  visit.some("visits_per_1000", measured.visits,
             {.doc = "Visits per 1,000 customers and month, by touchpoint"},
             [&](std::string const& touchpoint, MeasuredFigure& figure) {
               describe_figure(visit, touchpoint, Unit::count, figure,
                               {.doc = "Visits of this touchpoint per 1,000 customers and month",
                                .example = "76"});
             });
}

void describe(FieldVisitor& visit, Measurement& measurement) {
  visit.date("date", measurement.date,
             {.doc = "Day on which it was measured, or last day of the period",
              .example = "\"2026-06-30\"",
              .need = Need::required});
  bool const is_known = describe_figure(visit, measurement.figure, measurement.touchpoint);
  visit.number("value", unit_of(measurement.figure), measurement.value,
               field_of(measurement.figure, is_known, "What was measured", "18"));
  visit.number("answers", measurement.answers,
               {.doc = "People asked; left out when everything was counted",
                .example = "1200",
                .range = Range{1, 1e12}});
}

void describe(FieldVisitor& visit, SourceNote& source) {
  visit.text("who", source.who, {.doc = "Who says it", .example = "\"Controlling\""});
  visit.text("when", source.when, {.doc = "When it was said", .example = "\"2026-09-30\""});
  visit.text("basis", source.basis,
             {.doc = "On what basis", .example = "\"all tickets of the quarter\""});
}

}  // namespace

bool describe_figure(FieldVisitor& visit, KeyFigure& figure,
                     std::optional<TouchpointId>& touchpoint) {
  bool const is_known =
      visit.choice("figure", figure,
                   {{figure_key(KeyFigure::nps), KeyFigure::nps},
                    {figure_key(KeyFigure::csat), KeyFigure::csat},
                    {figure_key(KeyFigure::ces), KeyFigure::ces},
                    {figure_key(KeyFigure::churn), KeyFigure::churn},
                    {figure_key(KeyFigure::contacts_per_1000), KeyFigure::contacts_per_1000},
                    {figure_key(KeyFigure::complaints_per_1000), KeyFigure::complaints_per_1000},
                    {figure_key(KeyFigure::visits), KeyFigure::visits}},
                   {.doc = "Which figure of the firm or of a touchpoint",
                    .example = "\"nps\"",
                    .need = Need::required});
  visit.reference("touchpoint", touchpoint,
                  {.doc = "Touchpoint that the figure describes: needed for visits, possible for "
                          "csat and ces; the other figures describe the whole firm",
                   .example = "\"hotline_agent\""});
  return is_known;
}

NumberField field_of(KeyFigure figure, bool is_known, std::string_view doc,
                     std::string_view example) {
  return {.doc = doc,
          .example = example,
          .range = is_known ? range_of(figure) : Range{},
          .words = "in the unit of the figure"};
}

void describe(FieldVisitor& visit, Map& map) {
  visit.text("$schema", map.schema,
             {.doc = "JSON Schema with which an editor completes and checks this file",
              .example = "\"../docs/schema/cxsim-map.schema.json\""});
  visit.header("cxsim-map");
  visit.text("name", map.name,
             {.doc = "Name in reports", .example = "\"Retail bank\"", .need = Need::required});
  visit.text(
      "currency", map.currency,
      {.doc = "Currency of every amount of money", .example = "\"PLN\"", .need = Need::required});
  visit.truth(
      "illustrative", map.illustrative,
      {.doc = "true: the numbers are invented, and every output says so", .example = "true"});
  visit.text("notes", map.notes, {.doc = "Free text for readers of the file"});
  visit.object(
      "population", {.doc = "Size of the firm", .need = Need::required_with_segments}, [&] {
        visit.number(
            "customers", map.customers,
            {.doc = "Customers of the firm", .example = "1000000", .range = Range{1, 1e12}});
      });
  visit.table(
      Kind::department, map.departments,
      {.doc = "Departments that own touchpoints and carry out initiatives", .need = Need::required},
      [&](Department& department) { describe(visit, department); });
  visit.table(Kind::channel, map.channels, {.doc = "Channels"},
              [&](Channel& channel) { describe_name(visit, channel); });
  visit.table(Kind::stage, map.stages,
              {.doc = "Stages of the journeys, in the order of the diagram's columns"},
              [&](Stage& stage) { describe_name(visit, stage); });
  visit.table(Kind::touchpoint, map.touchpoints,
              {.doc = "Contacts of customer and firm", .need = Need::required},
              [&](Touchpoint& touchpoint) { describe(visit, touchpoint); });
  visit.table(Kind::outcome, map.outcomes,
              {.doc = "Names for ways to end. A transition leads to one by its id, as to completed "
                      "or abandoned"},
              [&](NamedOutcome& outcome) { describe(visit, outcome); });
  visit.transitions(
      "transitions", map.touchpoints,
      {.doc = "What the customer does next after each touchpoint", .need = Need::required});
  name_endings(map);
  visit.table(
      Kind::value, map.values,
      {.doc = "What episodes gain or cost on the way besides the cost of visits; counted by "
              "`cxsim analyze` alone"},
      [&](EpisodeValue& value) { describe(visit, value); });
  visit.table(Kind::journey, map.journeys,
              {.doc = "What customers set out to do", .need = Need::required},
              [&](Journey& journey) { describe(visit, journey); });
  visit.object("behaviour", {.doc = "How customers react to what happens to them"},
               [&] { describe(visit, map.behaviour); });
  visit.table(Kind::queue, map.queues, {.doc = "Lines that customers wait in"},
              [&](Queue& queue) { describe(visit, queue); });
  visit.table(
      Kind::segment, map.segments,
      {.doc = "Customers with the same rates, margins and churn. Without segments the map is "
              "a plain chain: `cxsim analyze` solves it, nothing simulates it",
       .need = Need::required_with_segments},
      [&](Segment& segment) { describe(visit, segment); });
  std::vector<AnyParameter> shares;
  for (Segment const& segment : map.segments) {
    shares.push_back(segment.share);
  }
  visit.sums_to_one("segments/share", shares);
  visit.object("measured",
               {.doc = "Figures that the firm measures. The simulation must reproduce them "
                       "before any result is shown"},
               [&] { describe(visit, map.measured); });
  visit.entries("measurements", "measurement", map.measurements,
                {.doc = "What was measured on one day, for later comparison; read and checked, "
                        "not compared with results yet"},
                [&](Measurement& measurement) { describe(visit, measurement); });
  visit.entries("sources", "source", map.sources,
                {.doc = "Who says what, when and on what basis; a number names the id as its "
                        "source"},
                [&](SourceNote& source) { describe(visit, source); });
}

}  // namespace cxsim
