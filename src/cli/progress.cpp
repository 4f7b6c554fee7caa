#include "progress.hpp"

#include <algorithm>
#include <cmath>

#include "cxsim/base/number_text.hpp"
#include "cxsim/cli/texts.hpp"
#include "layout.hpp"

namespace cxsim {

namespace {

constexpr double silent_seconds = 2;
constexpr double seconds_between = 0.2;

[[nodiscard]] std::string duration_text(double seconds, Language language) {
  if (seconds < 90) {
    return say(language, texts::duration_seconds, {to_fixed(std::ceil(seconds), 0)});
  }
  return seconds < 5400
             ? say(language, texts::duration_minutes, {to_fixed(seconds / 60, 0)})
             : say(language, texts::duration_hours, {to_fixed(seconds / 3600, 1, language)});
}

[[nodiscard]] std::string rate_text(double per_second, Language language) {
  return per_second < 10 ? to_fixed(per_second, 1, language) : with_thousands(per_second, language);
}

}  // namespace

Progress::Progress(Request const& request, Streams& streams, Text work)
    : streams_(streams),
      language_(request.language),
      work_(work),
      is_wanted_(streams.err_is_terminal && request.loudness == Loudness::normal),
      begun_(streams.seconds()) {}

Progress::~Progress() { erase(); }

void Progress::progress(std::uint64_t done, std::uint64_t of) {
  double const now = streams_.seconds();
  bool const is_time = now - begun_ >= silent_seconds && now - last_shown_ >= seconds_between;
  if (is_wanted_ && is_time) {
    show(done, of, now);
  }
}

bool Progress::keep_going() {
  bool const goes_on = streams_.stop_signal() == StopSignal::none;
  if (!goes_on) {
    erase();
  }
  return goes_on;
}

void Progress::show(std::uint64_t done, std::uint64_t of, double now) {
  double const rate = static_cast<double>(done) / (now - begun_);
  double const left = static_cast<double>(of - done) / std::max(rate, 1e-9);
  double const part = static_cast<double>(done) / static_cast<double>(of);
  std::string const line = say(language_, texts::progress_line,
                               {say(language_, work_), to_fixed(std::floor(100 * part), 0),
                                rate_text(rate, language_), duration_text(left, language_)});
  // A line that wraps could not be erased.
  if (columns_of(line) < static_cast<std::size_t>(std::max(streams_.width, 1))) {
    streams_.err << "\r\x1b[K" << line << std::flush;
    is_shown_ = true;
  }
  last_shown_ = now;
}

void Progress::erase() {
  if (is_shown_) {
    streams_.err << "\r\x1b[K" << std::flush;
    is_shown_ = false;
  }
}

}  // namespace cxsim
