#include "progress.hpp"

#include <gmock/gmock.h>

#include <sstream>

#include "cxsim/cli/texts.hpp"

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
};

TEST_F(ProgressLine, ShowsRateAndTimeLeftAfterTwoSeconds) {
  Streams to = streams(true);
  Progress progress({}, to, texts::progress_prioritize);
  now_ = 104;
  progress.progress(40, 200);
  EXPECT_THAT(err_.str(), HasSubstr("ranking: 20 % done, 10 draws per second, about 16 s left"));
}

TEST_F(ProgressLine, IsSilentForTwoSeconds) {
  Streams to = streams(true);
  Progress progress({}, to, texts::progress_prioritize);
  now_ = 101.9;
  progress.progress(190, 200);
  EXPECT_EQ(err_.str(), "");
}

TEST_F(ProgressLine, IsSilentWithoutATerminal) {
  Streams to = streams(false);
  Progress progress({}, to, texts::progress_prioritize);
  now_ = 104;
  progress.progress(40, 200);
  EXPECT_EQ(err_.str(), "");
}

TEST_F(ProgressLine, IsSilentWhenAskedToBe) {
  Streams to = streams(true);
  Progress progress({.arguments = {}, .loudness = Loudness::quiet}, to, texts::progress_prioritize);
  now_ = 104;
  progress.progress(40, 200);
  EXPECT_EQ(err_.str(), "");
}

TEST_F(ProgressLine, IsErasedAtTheEnd) {
  Streams to = streams(true);
  {
    Progress progress({}, to, texts::progress_prioritize);
    now_ = 104;
    progress.progress(40, 200);
  }
  EXPECT_THAT(err_.str(), testing::EndsWith("\r\x1b[K"));
}

TEST_F(ProgressLine, IsNotShownWhereItWouldWrap) {
  Streams to = streams(true);
  to.width = 30;
  Progress progress({}, to, texts::progress_prioritize);
  now_ = 104;
  progress.progress(40, 200);
  EXPECT_EQ(err_.str(), "");
}

TEST_F(ProgressLine, EndsTheRunOnASignal) {
  Streams to = streams(true);
  Progress progress({}, to, texts::progress_prioritize);
  EXPECT_TRUE(progress.keep_going());
  signal_ = StopSignal::interrupt;
  EXPECT_FALSE(progress.keep_going());
}

}  // namespace
}  // namespace cxsim
