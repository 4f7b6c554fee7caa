#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>
#include <future>
#include <string>
#include <vector>

#include "cxsim/base/diagnostic.hpp"
#include "cxsim/base/number_text.hpp"
#include "cxsim/formats/texts.hpp"

namespace cxsim {
namespace {

using testing::Each;

/// Everything that could hide a shared buffer: numbers, wordings, places.
[[nodiscard]] std::string many_texts() {
  std::string texts;
  for (int i = 0; i < 200; ++i) {
    double const number = 1e6 / 7 * i;
    texts += to_fixed(number, 2) + with_thousands(number, Language::english) +
             to_text(round_significant(number, 3)) +
             to_text(Diagnostic{Severity::error,
                                {"bank.json", i, 1, "/horizon"},
                                texts::json_duplicate_key,
                                {"id", "3", "9"}},
                     Language::english);
  }
  return texts;
}

TEST(Threads, WriteTheSameTextsAtTheSameTime) {
  std::array<std::future<std::string>, 4> running;
  for (std::future<std::string>& one : running) {
    one = std::async(std::launch::async, many_texts);
  }
  std::vector<std::string> texts;
  for (std::future<std::string>& one : running) {
    texts.push_back(one.get());
  }

  EXPECT_THAT(texts, Each(many_texts()));
}

}  // namespace
}  // namespace cxsim
