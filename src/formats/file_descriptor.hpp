#pragma once

#include <unistd.h>

#include <cerrno>
#include <string_view>
#include <utility>

namespace cxsim {

/// An open file of the system that is closed when its owner goes.
class FileDescriptor {
 public:
  explicit FileDescriptor(int number) noexcept : number_(number) {}
  FileDescriptor(FileDescriptor&& other) noexcept : number_(std::exchange(other.number_, -1)) {}
  FileDescriptor& operator=(FileDescriptor&& other) noexcept {
    std::swap(number_, other.number_);
    return *this;
  }
  ~FileDescriptor() {
    if (number_ >= 0) {
      ::close(number_);
    }
  }

  [[nodiscard]] bool is_open() const noexcept { return number_ >= 0; }
  [[nodiscard]] int number() const noexcept { return number_; }

  /// Writes all of \p bytes. \return 0, or the number of the error.
  [[nodiscard]] int write(std::string_view bytes) const noexcept {
    while (!bytes.empty()) {
      auto const written = ::write(number_, bytes.data(), bytes.size());
      if (written < 0 && errno != EINTR) {
        return errno;
      }
      bytes.remove_prefix(written > 0 ? static_cast<std::size_t>(written) : 0);
    }
    return 0;
  }

  /// Forces what was written to the disk. \return 0, or the number of the error.
  [[nodiscard]] int flush() const noexcept {
    bool const is_done = ::fsync(number_) == 0 || errno == EINVAL || errno == ENOTSUP;
    return is_done ? 0 : errno;
  }

  /// \return 0, or the number of the error that only closing brought to light.
  [[nodiscard]] int close() noexcept {
    return ::close(std::exchange(number_, -1)) == 0 ? 0 : errno;
  }

 private:
  int number_;
};

}  // namespace cxsim
