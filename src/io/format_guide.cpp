#include "cxsim/io/format_guide.hpp"

#include "documenter.hpp"
#include "limits.hpp"

namespace cxsim {

namespace {

constexpr std::string_view introduction = R"(# The input files

This file is made from the program's own description of its input. After a change of that
description, remake it: `CXSIM_REMAKE_GOLDEN=1 ctest --test-dir build -R FormatGuide`.

A **map** says how customers move between touchpoints, how satisfied they leave them, and who the
customers are. A **scenario** names a map and says what happens to it: events that come anyway, and
initiatives that we could carry out. Examples: `journeys/bank.json` and `scenarios/bank.json`.

## What holds everywhere

**Editors** such as VS Code complete keys and check values while you type, when a file names the
schema of its kind: `"$schema": "../docs/schema/cxsim-map.schema.json"`. The schemas lie in
`docs/schema` and, installed, in `share/cxsim/schema`; they follow from the same description. What
needs more than one place of the file, such as sums and ids, only `cxsim check` can tell.

**Files** are JSON in UTF-8, in which `//` and `/* */` comments may stand. Every mistake is reported
with its line, column and place; nothing is corrected silently.

**Ids** are 1 to 64 letters `a`–`z` or `A`–`Z`, digits, `_` and `-`, a letter or digit first. Names
are free text. Ids that differ only by case are refused; `completed`, `abandoned` and `counts` mean
something else.

**Paths.** Every number has a path: the keys that lead to it, joined by `/`, as in
`touchpoints/app_login/failure`. The size of a change has the path of the change itself, without
the operation: `initiatives/A1/effects/login_errors`. Paths are what effects, correlations and
`--set PATH=VALUE` speak of; `cxsim check FILE --parameters` lists them all.

**Numbers.** Where a number stands, a distribution may stand instead:

| form | meaning |
|---|---|
| `0.12` or `{"value": 0.12}` | known, or taken as known |
| `{"low": 0.06, "mode": 0.08, "high": 0.1}` | PERT; below low and above high with probability 5 % each: the usual range of an expert |
| `{"min": 0.06, "mode": 0.08, "max": 0.1}` | PERT that never leaves its ends |
| `{"mean": 1, "sd": 0.2}` | normal |
| `{"median": 0.3, "log_sd": 0.3}` | lognormal; `log_sd` is the standard deviation of the logarithm |
| `{"alpha": 8, "beta": 92}` | beta, for probabilities and shares |
| `{"uniform": [1, 3]}` | all values between as likely |
| `{"quantiles": {"0.05": 1, "0.5": 2, "0.95": 4}}` | linear between these; the outer lines are drawn on to 0 and 1 |
| `{"samples": [1.2, 0.9, 1.4]}` | observed values, each as likely |

Every distribution is cut to the range of its number. Percentages are written as fractions: 0.12.

**Source and evidence.** A number in its object form may say where it comes from, and how well it is
supported: `{"value": 0.12, "source": "call statistics 2025", "evidence": "C"}`. Both may also stand
in any object around it, up to the whole file, and hold for all numbers inside that say nothing else;
so does `"period"`, the time that they describe, like `"2026-Q3"`. A source is free text, or the id
of an entry of the map's `sources`. `"typed"` keeps what somebody wrote before it was converted:
`{"value": 77.5, "typed": "4,1 of 5"}`. Grades: `A` experiment, `B` quasi-experiment, `C` before and
after, `D` benchmark, `E` expert, `F` default of the program. A number in a file is `E` unless
something else is said; a number that the file leaves out is `F`.

**Figures** that are measured or are goals: `nps`, the net promoter score, −100 to 100; `csat` and
`ces`, mean satisfaction and mean ease, 0 to 100; `churn`, the part of the customers that leave
within twelve months; `contacts_per_1000` and `complaints_per_1000`, per 1,000 customers and month;
`visits`, of one touchpoint in a month.

**Wholes.** Transitions after one outcome, shares of segments, causes of churn and weights of the
journey score sum to 1 (±0.000001) and are refused otherwise. What was counted may be given as
counts: `{"counts": {"app_balance": 400, "completed": 600}}`; the shares are then uncertain as the
counts make them (Dirichlet).

**Changes** are the differences of a segment and the effects of events and initiatives. Each names
the path of a number under `change`, and one operation:

| operation | meaning at full strength | for |
|---|---|---|
| `"multiply": 0.7` | the number times 0.7 | failure, penalty and cost; transitions; starts, margin, volume and salience; hazards, contract_lock; queues |
| `"add": 0.2` | the number plus 0.2 | level; queues; maturity |
| `"odds": 8` | the odds p / (1 − p) times 8; other shares of the whole make room | probabilities and shares |
| `"from": 0.12, "to": 0.08` | as `multiply` by to / from | as `multiply` |
| `"from": 72, "to": 76` on `score/mean` | shifts the level as far as this shifts the mean | `touchpoints/<touchpoint>/score/mean` |

A `*` for a whole part of the path changes every number that matches: `segments/*/margin`. An effect
may be limited to one segment: `"segment": "mobile_first"`. Effects on maturity are read and
checked, but not simulated yet. No effect makes a failure certain: it stays at most 0.98, or
what it was if that is higher.

)";

[[nodiscard]] std::string limits_in_words() {
  return "## Limits\n\nA file may have up to 64 MiB, 3000000 values, 1 MiB in one text, " +
         std::to_string(most_of(Kind::touchpoint)) + " touchpoints, " +
         std::to_string(most_transitions) + " transitions and " +
         std::to_string(most_of(Kind::initiative)) +
         " of each other kind (departments, journeys, segments, initiatives, …). What asks for "
         "more is refused with exit code 3. Objects and lists are nested at most 64 deep.\n";
}

template <class Model>
[[nodiscard]] std::string keys_of(std::string_view outermost) {
  Documenter documenter{std::string(outermost)};
  Model model;
  describe(documenter, model);
  return documenter.markdown();
}

}  // namespace

std::string input_format_guide() {
  return std::string(introduction) + "## Map\n\n" + keys_of<Map>("The map itself") +
         "## Scenario\n\n" + keys_of<Scenario>("The scenario itself") + limits_in_words();
}

}  // namespace cxsim
