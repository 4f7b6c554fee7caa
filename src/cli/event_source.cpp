#include "event_source.hpp"

#include "cxsim/cli/texts.hpp"
#include "cxsim/formats/text_file.hpp"

namespace cxsim {

namespace {

/// A file that ends early when the program is asked to stop.
class StoppableSource final : public ByteSource {
 public:
  StoppableSource(FileSource file, Streams const& streams)
      : file_(std::move(file)), streams_(streams) {}

  [[nodiscard]] Result<std::string_view> next_chunk() override {
    return streams_.stop_signal() == StopSignal::none ? file_.next_chunk()
                                                      : cxsim::failure(texts::stopped);
  }

 private:
  FileSource file_;
  Streams const& streams_;
};

}  // namespace

Outcome<std::unique_ptr<ByteSource>> open_log(std::string const& file, Streams& streams) {
  auto opened = FileSource::open(file);
  if (!opened) {
    return give_up(failure_of_input(std::move(opened.error())));
  }
  return std::make_unique<StoppableSource>(std::move(*opened), streams);
}

}  // namespace cxsim
