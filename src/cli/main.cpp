#include <poll.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <charconv>
#include <chrono>
#include <csignal>
#include <cstdlib>
#include <iostream>
#include <string>
#include <string_view>
#include <vector>

#include "application.hpp"

namespace {

volatile std::sig_atomic_t last_signal = 0;  // NOLINT: a signal handler reaches nothing else

extern "C" void remember_signal(int signal) { last_signal = signal; }

[[nodiscard]] cxsim::StopSignal stop_signal() {
  if (last_signal == SIGINT) {
    return cxsim::StopSignal::interrupt;
  }
  return last_signal == 0 ? cxsim::StopSignal::none : cxsim::StopSignal::terminate;
}

/// The first signal asks to stop, the second one ends the program at once. A reader that went away
/// and a limit on the size of files show where something is written, so that whatever was begun is
/// cleared away.
void handle_signals() {
  struct sigaction action {};
  action.sa_handler = remember_signal;
  action.sa_flags = static_cast<int>(SA_RESETHAND);  // and no SA_RESTART: reading ends as well
  sigemptyset(&action.sa_mask);
  sigaction(SIGINT, &action, nullptr);
  sigaction(SIGTERM, &action, nullptr);
  std::signal(SIGPIPE, SIG_IGN);
  std::signal(SIGXFSZ, SIG_IGN);
}

/// Whether standard output is a pipe that nobody reads any more.
[[nodiscard]] bool reader_left() {
  pollfd output{.fd = STDOUT_FILENO, .events = POLLOUT, .revents = 0};
  return poll(&output, 1, 0) == 1 && (output.revents & POLLERR) != 0;
}

[[nodiscard]] int columns() {
  char const* wish = std::getenv("COLUMNS");
  std::string_view const text = wish == nullptr ? "" : wish;
  int columns = 0;
  auto const read = std::from_chars(text.data(), text.data() + text.size(), columns);
  if (read.ec == std::errc{} && columns >= 20 && columns <= 1000) {
    return columns;
  }
  winsize size{};
  bool const is_known = ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col >= 20;
  return is_known ? size.ws_col : 100;
}

[[nodiscard]] bool is_set(char const* name) {
  char const* value = std::getenv(name);
  return value != nullptr && *value != '\0';
}

[[nodiscard]] double seconds() {
  return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

}  // namespace

int main(int count, char** words) {
  handle_signals();
  std::ios::sync_with_stdio(false);
  cxsim::Streams streams{.in = std::cin,
                         .out = std::cout,
                         .err = std::cerr,
                         .out_is_terminal = isatty(STDOUT_FILENO) == 1,
                         .err_is_terminal = isatty(STDERR_FILENO) == 1,
                         .width = columns(),
                         .wants_no_colour = is_set("NO_COLOR"),
                         .stop_signal = stop_signal,
                         .reader_left = reader_left,
                         .seconds = seconds};
  std::vector<std::string> const arguments(words + (count > 0 ? 1 : 0), words + count);
  return static_cast<int>(cxsim::run(arguments, streams));
}
