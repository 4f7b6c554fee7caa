#include "cxsim/formats/text_file.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <zlib.h>

#include <algorithm>
#include <array>
#include <new>
#include <system_error>
#include <vector>

#include "cxsim/formats/sha256.hpp"
#include "cxsim/formats/texts.hpp"
#include "file_descriptor.hpp"

namespace cxsim {

namespace {

constexpr std::size_t piece_size = std::size_t{1} << 18;

[[nodiscard]] tl::unexpected<Diagnostics> cannot_read(std::string const& file, int error) {
  switch (error) {
    case ENOENT:
    case ENOTDIR:
      return failure(texts::file_missing_on_disk, {.file = file});
    case EISDIR:
      return failure(texts::file_is_folder, {.file = file});
    case EACCES:
    case EPERM:
      return failure(texts::file_read_denied, {.file = file});
    default:
      return failure(texts::file_not_readable, {.file = file},
                     {std::generic_category().message(error)});
  }
}

/// Unpacks what gzip packed (RFC 1952), piece by piece; several packed files may follow each other.
class Unpacker {
 public:
  Unpacker() {
    constexpr int window_bits = 15;
    constexpr int gzip_only = 16;
    if (inflateInit2(&stream_, window_bits + gzip_only) != Z_OK) {
      throw std::bad_alloc();
    }
  }
  Unpacker(Unpacker const&) = delete;
  Unpacker& operator=(Unpacker const&) = delete;
  ~Unpacker() { inflateEnd(&stream_); }

  [[nodiscard]] static bool looks_packed(std::string_view head) {
    return head.starts_with("\x1F\x8B");
  }

  /// \pre wants_input()
  void feed(std::string_view packed) {
    // zlib does not write to its input, but says so only when built with ZLIB_CONST.
    stream_.next_in = const_cast<Bytef*>(reinterpret_cast<Bytef const*>(packed.data()));
    stream_.avail_in = static_cast<uInt>(packed.size());
  }
  [[nodiscard]] bool wants_input() const noexcept { return stream_.avail_in == 0; }

  /// Whether the input may end here.
  [[nodiscard]] bool is_complete() const noexcept { return is_at_member_end_; }
  [[nodiscard]] bool is_damaged() const noexcept { return is_damaged_; }

  /// What comes out next; empty when more input is wanted or the input is damaged.
  [[nodiscard]] std::string_view take() {
    if (is_at_member_end_ && stream_.avail_in > 0) {
      inflateReset(&stream_);
      is_at_member_end_ = false;
    }
    stream_.next_out = reinterpret_cast<Bytef*>(out_.data());
    stream_.avail_out = static_cast<uInt>(out_.size());
    int const status = inflate(&stream_, Z_NO_FLUSH);
    if (status == Z_MEM_ERROR) {
      throw std::bad_alloc();
    }
    is_at_member_end_ = is_at_member_end_ || status == Z_STREAM_END;
    is_damaged_ = status != Z_OK && status != Z_STREAM_END && status != Z_BUF_ERROR;
    return {out_.data(), out_.size() - stream_.avail_out};
  }

 private:
  z_stream stream_{};
  std::vector<char> out_ = std::vector<char>(piece_size);
  bool is_at_member_end_ = false;
  bool is_damaged_ = false;
};

}  // namespace

class FileSource::Stream {
  // gzip packs a table of events about ten to one, and cannot do better than 1032 to one.
  static constexpr std::size_t largest_ratio = 200;
  static constexpr std::size_t trusted_bytes = std::size_t{64} << 20;

 public:
  Stream(std::string file, FileDescriptor descriptor, std::size_t limit)
      : file_(std::move(file)), descriptor_(std::move(descriptor)), limit_(limit) {}

  [[nodiscard]] std::string sha256_hex() const { return digest_.hex(); }

  [[nodiscard]] Result<std::string_view> next() {
    auto piece = is_started_ ? next_unlimited() : first();
    if (!piece) {
      return piece;
    }
    given_ += piece->size();
    if (unpacker_ && given_ > trusted_bytes && given_ / largest_ratio > taken_) {
      return failure(texts::file_unpacks_too_far, {.file = file_}, {std::to_string(largest_ratio)});
    }
    if (given_ > limit_) {
      return failure(texts::file_too_long, {.file = file_}, {std::to_string(limit_ >> 20U)});
    }
    return piece;
  }

 private:
  [[nodiscard]] Result<std::string_view> first() {
    is_started_ = true;
    auto piece = read_at_least(2);
    if (piece && Unpacker::looks_packed(*piece)) {
      unpacker_ = std::make_unique<Unpacker>();
      unpacker_->feed(*piece);
      return unpack();
    }
    return piece;
  }

  [[nodiscard]] Result<std::string_view> next_unlimited() {
    return unpacker_ ? unpack() : read_at_least(1);
  }

  /// Fills the buffer from the file with \p least bytes or more; fewer only at its end.
  [[nodiscard]] Result<std::string_view> read_at_least(std::size_t least) {
    std::size_t filled = 0;
    while (filled < least) {
      auto const count =
          ::read(descriptor_.number(), buffer_.data() + filled, buffer_.size() - filled);
      if (count < 0 && errno != EINTR) {
        return cannot_read(file_, errno);
      }
      if (count == 0) {
        break;
      }
      filled += count > 0 ? static_cast<std::size_t>(count) : 0;
    }
    std::string_view const piece(buffer_.data(), filled);
    digest_.update(piece);
    taken_ += filled;
    return piece;
  }

  [[nodiscard]] Result<std::string_view> unpack() {
    while (true) {
      if (unpacker_->wants_input()) {
        auto const packed = read_at_least(1);
        if (!packed) {
          return packed;
        }
        if (packed->empty() && unpacker_->is_complete()) {
          return std::string_view();
        }
        unpacker_->feed(*packed);
        is_at_end_ = packed->empty();
      }
      std::string_view const piece = unpacker_->take();
      if (unpacker_->is_damaged()) {
        return failure(texts::file_damaged, {.file = file_});
      }
      if (!piece.empty()) {
        return piece;
      }
      if (is_at_end_ && !unpacker_->is_complete()) {
        return failure(texts::file_cut_off, {.file = file_});
      }
    }
  }

  std::string file_;
  FileDescriptor descriptor_;
  std::size_t limit_;
  std::size_t given_ = 0;  ///< bytes that came out
  std::size_t taken_ = 0;  ///< bytes of the file
  bool is_started_ = false;
  bool is_at_end_ = false;
  std::vector<char> buffer_ = std::vector<char>(piece_size);
  std::unique_ptr<Unpacker> unpacker_;
  Sha256 digest_;
};

FileSource::FileSource(std::unique_ptr<Stream> stream) : stream_(std::move(stream)) {}
FileSource::FileSource(FileSource&&) noexcept = default;
FileSource& FileSource::operator=(FileSource&&) noexcept = default;
FileSource::~FileSource() = default;

Result<FileSource> FileSource::open(std::string const& file, std::size_t limit) {
  bool const is_standard_input = file == "-";
  std::string const name = is_standard_input ? "standard input" : file;
  FileDescriptor descriptor(is_standard_input ? ::dup(STDIN_FILENO)
                                              : ::open(file.c_str(), O_RDONLY | O_CLOEXEC));
  if (!descriptor.is_open()) {
    return cannot_read(name, errno);
  }
  struct stat facts {};
  if (::fstat(descriptor.number(), &facts) == 0 && S_ISDIR(facts.st_mode)) {
    return cannot_read(name, EISDIR);
  }
  return FileSource(std::make_unique<Stream>(name, std::move(descriptor), limit));
}

Result<std::string_view> FileSource::next_chunk() { return stream_->next(); }

std::string FileSource::sha256_hex() const { return stream_->sha256_hex(); }

Result<std::string> read_text(std::string const& file, std::size_t limit) {
  auto source = FileSource::open(file, limit);
  if (!source) {
    return failure(std::move(source.error()));
  }
  std::string text;
  while (true) {
    auto const chunk = source->next_chunk();
    if (!chunk) {
      return failure(chunk.error());
    }
    if (chunk->empty()) {
      return text;
    }
    text += *chunk;
  }
}

bool is_access_problem(Text text) {
  static constexpr std::array<Text, 9> access_problems = {
      texts::file_missing_on_disk, texts::file_not_readable, texts::file_read_denied,
      texts::file_is_folder,       texts::file_in_the_way,   texts::file_no_folder,
      texts::file_not_writable,    texts::file_write_denied, texts::file_disk_full};
  return std::ranges::find(access_problems, text) != access_problems.end();
}

}  // namespace cxsim
