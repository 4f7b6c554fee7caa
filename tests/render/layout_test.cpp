#include "cxsim/render/layout.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <numeric>
#include <string>
#include <utility>
#include <vector>

#include "render/examples.hpp"

namespace cxsim {
namespace {

using testing::IsEmpty;

struct Named {
  char const* name;
  JourneyDiagram diagram;
};

[[nodiscard]] JourneyDiagram diagram_of(examples::Example const& example) {
  return make_diagram(example.map, example.figures);
}

/// All touchpoints of one department and stage.
[[nodiscard]] JourneyDiagram crowd() {
  JourneyDiagram diagram = diagram_of(examples::chain(24));
  for (DiagramCard& card : diagram.cards) {
    card.lane = 0;
    card.column = 0;
  }
  diagram.lanes.resize(1);
  diagram.columns.resize(1);
  return diagram;
}

class EveryLayout : public testing::TestWithParam<Named> {
 protected:
  JourneyDiagram const& diagram = GetParam().diagram;
  DiagramLayout const layout = lay_out(diagram);
};

INSTANTIATE_TEST_SUITE_P(Sizes, EveryLayout,
                         testing::Values(Named{"bank", diagram_of(examples::bank())},
                                         Named{"event_log", diagram_of(examples::event_log())},
                                         Named{"one", diagram_of(examples::chain(1))},
                                         Named{"three", diagram_of(examples::three())},
                                         Named{"thirty", diagram_of(examples::chain(30))},
                                         Named{"hundred", diagram_of(examples::chain(100))},
                                         Named{"crowd", crowd()},
                                         Named{"hostile", diagram_of(examples::hostile())}),
                         [](auto const& tested) { return std::string(tested.param.name); });

[[nodiscard]] Box piece(FlowLine const& line, std::size_t step) {
  Point const a = line.points[step];
  Point const b = line.points[step + 1];
  return {std::min(a.x, b.x), std::min(a.y, b.y), std::max(a.x, b.x), std::max(a.y, b.y)};
}

[[nodiscard]] std::string place(Box const& box) {
  return std::to_string(box.left).append(", ").append(std::to_string(box.top));
}

TEST_P(EveryLayout, NoCardsOverlap) {
  std::vector<std::pair<std::size_t, std::size_t>> overlapping;
  for (std::size_t a = 0; a < layout.cards.size(); ++a) {
    for (std::size_t b = a + 1; b < layout.cards.size(); ++b) {
      if (layout.cards[a].box.overlaps(layout.cards[b].box)) {
        overlapping.emplace_back(a, b);
      }
    }
  }
  EXPECT_THAT(overlapping, IsEmpty());
}

TEST_P(EveryLayout, EveryCardLiesInItsLaneAndUnderItsColumn) {
  for (std::size_t index = 0; index < layout.cards.size(); ++index) {
    Box const& card = layout.cards[index].box;
    Box const& lane = layout.lanes[diagram.cards[index].lane];
    Box const& header = layout.headers[diagram.cards[index].column];
    EXPECT_GE(card.top, lane.top) << index;
    EXPECT_LE(card.bottom, lane.bottom) << index;
    EXPECT_GE(card.left, header.left) << index;
    EXPECT_LE(card.right, header.right) << index;
  }
}

TEST_P(EveryLayout, NoLineRunsThroughACard) {
  std::vector<std::string> faults;
  for (FlowLine const& line : layout.lines) {
    for (std::size_t step = 0; step + 1 < line.points.size(); ++step) {
      Box const part = piece(line, step);
      Box const wide{part.left - 0.1, part.top - 0.1, part.right + 0.1, part.bottom + 0.1};
      for (CardLayout const& card : layout.cards) {
        Box const inside{card.box.left + 0.2, card.box.top + 0.2, card.box.right - 0.2,
                         card.box.bottom - 0.2};
        if (wide.overlaps(inside)) {
          faults.push_back(std::to_string(line.flow) + " at " + place(part));
        }
      }
    }
  }
  EXPECT_THAT(faults, IsEmpty());
}

TEST_P(EveryLayout, EveryLineTouchesTheCardItLeavesAndTheOneItReaches) {
  for (FlowLine const& line : layout.lines) {
    DiagramFlow const& flow = diagram.flows[line.flow];
    auto const touches = [&](Point point, std::size_t card) {
      Box const& box = layout.cards[card].box;
      Box const near{box.left - 0.01, box.top - 0.01, box.right + 0.01, box.bottom + 0.01};
      return near.overlaps({point.x, point.y, point.x + 1e-6, point.y + 1e-6});
    };
    EXPECT_TRUE(touches(line.points.front(), flow.from)) << line.flow;
    EXPECT_TRUE(line.end == LineEnd::other_line || touches(line.points.back(), flow.to))
        << line.flow;
  }
}

TEST_P(EveryLayout, ALineThatJoinsEndsOnALineToTheSameCard) {
  for (FlowLine const& line : layout.lines) {
    if (line.end == LineEnd::card) {
      continue;
    }
    std::size_t hosts = 0;
    Point const end = line.points.back();
    for (FlowLine const& other : layout.lines) {
      bool const same_target = diagram.flows[other.flow].to == diagram.flows[line.flow].to &&
                               diagram.flows[other.flow].kind == diagram.flows[line.flow].kind;
      for (std::size_t step = 0; same_target && step + 1 < other.points.size(); ++step) {
        Box const part = piece(other, step);
        Box const near{part.left - 0.02, part.top - 0.02, part.right + 0.02, part.bottom + 0.02};
        bool const on = near.overlaps({end.x - 0.01, end.y - 0.01, end.x + 0.01, end.y + 0.01});
        hosts += &other != &line && on ? 1U : 0U;
      }
    }
    EXPECT_GT(hosts, 0U) << line.flow;
  }
}

TEST_P(EveryLayout, LinesToDifferentCardsNeverLieOnTopOfEachOther) {
  std::vector<std::string> faults;
  for (std::size_t a = 0; a < layout.lines.size(); ++a) {
    for (std::size_t b = a + 1; b < layout.lines.size(); ++b) {
      if (diagram.flows[layout.lines[a].flow].to == diagram.flows[layout.lines[b].flow].to) {
        continue;
      }
      for (std::size_t i = 0; i + 1 < layout.lines[a].points.size(); ++i) {
        for (std::size_t j = 0; j + 1 < layout.lines[b].points.size(); ++j) {
          Box const p = piece(layout.lines[a], i);
          Box const q = piece(layout.lines[b], j);
          double const across = std::min(p.right, q.right) - std::max(p.left, q.left);
          double const down = std::min(p.bottom, q.bottom) - std::max(p.top, q.top);
          bool const both_flat = p.height() < 0.01 && q.height() < 0.01 && std::fabs(down) < 1;
          bool const both_upright = p.width() < 0.01 && q.width() < 0.01 && std::fabs(across) < 1;
          if ((both_flat && across > 1) || (both_upright && down > 1)) {
            faults.push_back(std::to_string(layout.lines[a].flow) + " and " +
                             std::to_string(layout.lines[b].flow) + " at " + place(p));
          }
        }
      }
    }
  }
  EXPECT_THAT(faults, IsEmpty());
}

TEST_P(EveryLayout, NoPillOverlapsACardOrAnotherPill) {
  std::vector<std::size_t> faults;
  for (std::size_t a = 0; a < layout.lines.size(); ++a) {
    if (!layout.lines[a].pill) {
      continue;
    }
    Box const& pill = *layout.lines[a].pill;
    for (CardLayout const& card : layout.cards) {
      if (pill.overlaps(card.box)) {
        faults.push_back(layout.lines[a].flow);
      }
    }
    for (std::size_t b = a + 1; b < layout.lines.size(); ++b) {
      if (layout.lines[b].pill && pill.overlaps(*layout.lines[b].pill)) {
        faults.push_back(layout.lines[a].flow);
      }
    }
  }
  EXPECT_THAT(faults, IsEmpty());
}

TEST_P(EveryLayout, PrintedEndingsAndFlowsOfACardSumToOneHundredPercent) {
  for (std::size_t card = 0; card < diagram.cards.size(); ++card) {
    PrintedOutcome const outcome = printed_outcome(diagram, card);
    int const onward = std::accumulate(outcome.flow_tenths.begin(), outcome.flow_tenths.end(), 0);
    EXPECT_EQ(outcome.completed_tenths + outcome.abandoned_tenths + onward, 1000) << card;
  }
}

TEST_P(EveryLayout, EveryFlowIsEitherDrawnOnceOrCountedAsHidden) {
  EXPECT_EQ(layout.lines.size() + layout.hidden_successes.count + layout.hidden_failures.count,
            diagram.flows.size());
}

TEST_P(EveryLayout, HiddenFlowsAreThoseBelowTheThresholdAtBothEnds) {
  for (FlowLine const& line : layout.lines) {
    DiagramFlow const& flow = diagram.flows[line.flow];
    double const threshold = flow.kind == FlowKind::failure ? layout.hidden_failures.threshold
                                                            : layout.hidden_successes.threshold;
    double const arriving = flow.volume / diagram.cards[flow.to].visits;
    EXPECT_GE(std::max(flow.share, arriving), threshold) << line.flow;
  }
}

TEST(LayOut, HidesNothingOfASmallDiagram) {
  auto const layout = lay_out(diagram_of(examples::three()));
  EXPECT_EQ(layout.lines.size(), 6U);
}

TEST(LayOut, EveryShareOfTheBankStandsBesideItsLine) {
  auto const layout = lay_out(diagram_of(examples::bank()));
  for (FlowLine const& line : layout.lines) {
    EXPECT_TRUE(line.pill.has_value()) << line.flow;
  }
}

TEST(LayOut, DrawsMoreTrafficThicker) {
  auto const diagram = diagram_of(examples::bank());
  auto const layout = lay_out(diagram);
  for (FlowLine const& a : layout.lines) {
    for (FlowLine const& b : layout.lines) {
      bool const busier = diagram.flows[a.flow].volume > diagram.flows[b.flow].volume;
      EXPECT_TRUE(!busier || a.width > b.width) << a.flow << " and " << b.flow;
    }
  }
}

TEST(LayOut, WeighsTheSatisfactionOfAColumnByVisits) {
  JourneyDiagram diagram;
  diagram.lanes = {"A"};
  diagram.columns = {"S", "T"};
  diagram.cards.resize(4);
  diagram.cards[0].visits = 30;
  diagram.cards[0].score = 80;
  diagram.cards[1].visits = 10;
  diagram.cards[1].score = 40;
  diagram.cards[2].visits = 1000;
  diagram.cards[3].visits = 5;
  diagram.cards[3].column = 1;
  auto const scores = column_scores(diagram);
  ASSERT_EQ(scores.size(), 2U);
  EXPECT_DOUBLE_EQ(scores[0].value(), 70);
  EXPECT_EQ(scores[1], std::nullopt);
}

TEST(LayOut, IsTheSameEveryTime) {
  auto const diagram = diagram_of(examples::bank());
  EXPECT_EQ(to_dot(diagram), to_dot(diagram));
}

}  // namespace
}  // namespace cxsim
