#include <sys/mman.h>
#include <unistd.h>
#include <zlib.h>

#include <optional>
#include <string>

#include "cxsim/formats/text_file.hpp"
#include "fuzz/fuzzer.hpp"

namespace cxsim {

namespace {

constexpr std::size_t limit = std::size_t{1} << 20;

/// A file in memory.
class MemoryFile {
 public:
  explicit MemoryFile(std::string_view bytes) : descriptor_(memfd_create("input", MFD_CLOEXEC)) {
    CXSIM_EXPECTS(descriptor_ >= 0);
    CXSIM_EXPECTS(write(descriptor_, bytes.data(), bytes.size()) ==
                  static_cast<ssize_t>(bytes.size()));
  }
  MemoryFile(MemoryFile const&) = delete;
  MemoryFile& operator=(MemoryFile const&) = delete;
  ~MemoryFile() { close(descriptor_); }

  [[nodiscard]] std::string name() const { return "/proc/self/fd/" + std::to_string(descriptor_); }

 private:
  int descriptor_;
};

/// What the file \p bytes holds; nothing when it is refused.
[[nodiscard]] std::optional<std::string> read(std::string_view bytes) {
  MemoryFile const file(bytes);
  auto text = read_text(file.name(), limit);
  if (!text) {
    fuzz::expect_refusal(text.error(), fuzz::has_file);
    fuzz::expect_readable(text.error());
    return std::nullopt;
  }
  CXSIM_EXPECTS(text->size() <= limit);
  return std::move(*text);
}

[[nodiscard]] std::string packed(std::string_view text) {
  constexpr int gzip_only = 16;
  z_stream stream{};
  CXSIM_EXPECTS(deflateInit2(&stream, Z_BEST_SPEED, Z_DEFLATED, gzip_only + MAX_WBITS, 8,
                             Z_DEFAULT_STRATEGY) == Z_OK);
  std::string bytes(deflateBound(&stream, text.size()), '\0');
  // zlib does not write to its input, but says so only when built with ZLIB_CONST.
  stream.next_in = const_cast<Bytef*>(reinterpret_cast<Bytef const*>(text.data()));
  stream.avail_in = static_cast<uInt>(text.size());
  stream.next_out = reinterpret_cast<Bytef*>(bytes.data());
  stream.avail_out = static_cast<uInt>(bytes.size());
  CXSIM_EXPECTS(deflate(&stream, Z_FINISH) == Z_STREAM_END);
  bytes.resize(bytes.size() - stream.avail_out);
  deflateEnd(&stream);
  return bytes;
}

}  // namespace

void fuzz::try_input(std::string_view bytes) {
  bool const looks_packed = bytes.starts_with("\x1F\x8B");
  auto const text = read(bytes);
  CXSIM_EXPECTS(looks_packed || text == bytes);

  std::string const once = packed(bytes);
  CXSIM_EXPECTS(read(once) == bytes);
  CXSIM_EXPECTS(read(once + once) == std::string(bytes) + std::string(bytes));
  std::size_t const cut = 2 + bytes.size() % (once.size() - 2);  // the mark stays
  CXSIM_EXPECTS(!read(std::string_view(once).substr(0, cut)));
  if (text && looks_packed) {
    CXSIM_EXPECTS(read(packed(*text)) == *text);
  }
}

}  // namespace cxsim
