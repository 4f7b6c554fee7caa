#include "progress.hpp"

#include <gmock/gmock.h>

#include <sstream>

namespace cxsim {
namespace {

using testing::HasSubstr;

/// A run of which every second is known.
class ProgressLine : public testing::Test {
 protected:
  [[nodiscard]] Streams streams(bool is_terminal) {
    return {.in = in_,
            .out = out_,
            .err = err_,
            .err_is_terminal = is_terminal,
            .stop_signal = [this] { return signal_; },
            .seconds = [this] { return now_; }};
  }

  std::istringstream in_;
  std::ostringstream out_;
  std::ostringstream err_;
  double now_ = 100;
  StopSignal signal_ = StopSignal::none;
  std::vector<Text> const steps_ = {Text::progress_singles, Text::progress_order};
};

TEST_F(ProgressLine, ShowsRateAndTimeLeftAfterTwoSeconds) {
  Streams to = streams(true);
  Progress progress({}, to, steps_);
  now_ = 104;
  progress.progress(40, 200);
  EXPECT_THAT(err_.str(),
              HasSubstr("each initiative alone: 40 of 200 draws, 10 per second, 16 s left"));
}

TEST_F(ProgressLine, IsSilentForTwoSeconds) {
  Streams to = streams(true);
  Progress progress({}, to, steps_);
  now_ = 101.9;
  progress.progress(190, 200);
  EXPECT_EQ(err_.str(), "");
}

TEST_F(ProgressLine, IsSilentWithoutATerminal) {
  Streams to = streams(false);
  Progress progress({}, to, steps_);
  now_ = 104;
  progress.progress(40, 200);
  EXPECT_EQ(err_.str(), "");
}

TEST_F(ProgressLine, IsSilentWhenAskedToBe) {
  Streams to = streams(true);
  Progress progress({.arguments = {}, .loudness = Loudness::quiet}, to, steps_);
  now_ = 104;
  progress.progress(40, 200);
  EXPECT_EQ(err_.str(), "");
}

TEST_F(ProgressLine, IsErasedAtTheEnd) {
  Streams to = streams(true);
  {
    Progress progress({}, to, steps_);
    now_ = 104;
    progress.progress(40, 200);
  }
  EXPECT_THAT(err_.str(), testing::EndsWith("\r\x1b[K"));
}

TEST_F(ProgressLine, StartsAgainWithTheNextStep) {
  Streams to = streams(true);
  Progress progress({}, to, steps_);
  now_ = 110;
  progress.progress(200, 200);
  now_ = 112;
  progress.progress(4, 200);
  EXPECT_THAT(err_.str(), HasSubstr("step by step: 4 of 200 draws, 2.0 per second, 2 min left"));
}

TEST_F(ProgressLine, IsNotShownWhereItWouldWrap) {
  Streams to = streams(true);
  to.width = 30;
  Progress progress({}, to, steps_);
  now_ = 104;
  progress.progress(40, 200);
  EXPECT_EQ(err_.str(), "");
}

TEST_F(ProgressLine, EndsTheRunOnASignal) {
  Streams to = streams(true);
  Progress progress({}, to, steps_);
  EXPECT_TRUE(progress.keep_going());
  signal_ = StopSignal::interrupt;
  EXPECT_FALSE(progress.keep_going());
}

}  // namespace
}  // namespace cxsim
