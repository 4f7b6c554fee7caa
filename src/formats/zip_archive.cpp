#include "zip_archive.hpp"

#include <zip.h>

#include <algorithm>
#include <new>
#include <vector>

#include "cxsim/base/contract.hpp"
#include "cxsim/formats/texts.hpp"
#include "cxsim/formats/utf8.hpp"

namespace cxsim {

namespace {

constexpr std::size_t piece_bytes = std::size_t{1} << 16;
/// Smaller parts cannot harm, however far they unpack.
constexpr std::size_t harmless_bytes = std::size_t{16} << 20;

constexpr std::string_view entry_signature = "PK\x01\x02";

struct ArchiveDeleter {
  void operator()(zip_t* archive) const { zip_discard(archive); }
};
struct FileDeleter {
  void operator()(zip_file_t* file) const { zip_fclose(file); }
};

/// Each entry of the directory needs the signature, so that there are not more entries; random
/// bytes hold it once in 4 GiB.
[[nodiscard]] std::size_t most_entries(std::string_view bytes) {
  std::size_t count = 0;
  for (std::size_t at = bytes.find(entry_signature); at != std::string_view::npos;
       at = bytes.find(entry_signature, at + entry_signature.size())) {
    ++count;
  }
  return count;
}

[[nodiscard]] std::string normalised(std::string_view name) {
  std::string normal(name.substr(std::min(name.find_first_not_of('/'), name.size())));
  std::ranges::transform(normal, normal.begin(), [](char byte) {
    return byte >= 'A' && byte <= 'Z' ? static_cast<char>(byte - 'A' + 'a') : byte;
  });
  std::ranges::replace(normal, '\\', '/');
  return normal;
}

}  // namespace

struct ZipArchive::Contents {
  std::string file;
  ZipLimits limits;
  std::unique_ptr<zip_t, ArchiveDeleter> archive;
  std::map<std::string, zip_uint64_t, std::less<>> places;
  std::size_t unpacked = 0;

  [[nodiscard]] tl::unexpected<Diagnostics> damaged(std::string const& part) const {
    return failure(texts::zip_part_damaged, {.file = file}, {part});
  }

  [[nodiscard]] Result<void> list_entries() {
    zip_int64_t const count = zip_get_num_entries(archive.get(), 0);
    for (zip_int64_t i = 0; i < count; ++i) {
      auto const place = static_cast<zip_uint64_t>(i);
      char const* const name = zip_get_name(archive.get(), place, ZIP_FL_ENC_RAW);
      if (name == nullptr) {
        return failure(texts::zip_damaged, {.file = file});
      }
      if (!places.emplace(normalised(name), place).second) {
        return failure(texts::zip_part_twice, {.file = file}, {with_valid_utf8(name)});
      }
    }
    return {};
  }
};

class ZipPart::Reader {
 public:
  Reader(ZipArchive::Contents& contents, std::string name, zip_file_t* open_file,
         std::size_t packed_bytes)
      : contents_(&contents), name_(std::move(name)), file_(open_file), packed_(packed_bytes) {}

  [[nodiscard]] Result<std::string_view> next() {
    auto const count = zip_fread(file_.get(), buffer_.data(), buffer_.size());
    if (count < 0) {
      return contents_->damaged(name_);
    }
    auto const length = static_cast<std::size_t>(count);
    unpacked_ += length;
    contents_->unpacked += length;
    bool const is_bomb =
        unpacked_ > harmless_bytes && unpacked_ / contents_->limits.ratio > packed_;
    if (is_bomb || contents_->unpacked > contents_->limits.unpacked_bytes) {
      return failure(texts::zip_too_large, {.file = contents_->file}, {name_});
    }
    return std::string_view(buffer_.data(), length);
  }

 private:
  ZipArchive::Contents* contents_;
  std::string name_;
  std::unique_ptr<zip_file_t, FileDeleter> file_;
  std::size_t packed_;
  std::size_t unpacked_ = 0;
  std::vector<char> buffer_ = std::vector<char>(piece_bytes);
};

ZipPart::ZipPart(std::unique_ptr<Reader> reader) : reader_(std::move(reader)) {}
ZipPart::ZipPart(ZipPart&&) noexcept = default;
ZipPart& ZipPart::operator=(ZipPart&&) noexcept = default;
ZipPart::~ZipPart() = default;

Result<std::string_view> ZipPart::next_chunk() { return reader_->next(); }

ZipArchive::ZipArchive(std::unique_ptr<Contents> contents) : contents_(std::move(contents)) {}
ZipArchive::ZipArchive(ZipArchive&&) noexcept = default;
ZipArchive& ZipArchive::operator=(ZipArchive&&) noexcept = default;
ZipArchive::~ZipArchive() = default;

Result<ZipArchive> ZipArchive::open(std::string_view bytes, std::string const& file,
                                    ZipLimits limits) {
  CXSIM_EXPECTS(limits.ratio > 0);
  if (most_entries(bytes) > limits.entries) {
    return failure(texts::zip_too_many_parts, {.file = file}, {std::to_string(limits.entries)});
  }
  zip_source_t* const source = zip_source_buffer_create(bytes.data(), bytes.size(), 0, nullptr);
  if (source == nullptr) {
    throw std::bad_alloc();
  }
  auto contents = std::make_unique<Contents>();
  contents->file = file;
  contents->limits = limits;
  contents->archive.reset(zip_open_from_source(source, ZIP_RDONLY, nullptr));
  if (contents->archive == nullptr) {
    zip_source_free(source);
    return failure(texts::zip_damaged, {.file = file});
  }
  if (auto listed = contents->list_entries(); !listed) {
    return failure(std::move(listed.error()));
  }
  return ZipArchive(std::move(contents));
}

bool ZipArchive::contains(std::string_view name) const {
  return contents_->places.contains(normalised(name));
}

Result<ZipPart> ZipArchive::part(std::string_view name) {
  CXSIM_EXPECTS(contains(name));
  std::string const shown(name);
  zip_uint64_t const place = contents_->places.find(normalised(name))->second;
  zip_stat_t facts;
  zip_stat_init(&facts);
  if (zip_stat_index(contents_->archive.get(), place, 0, &facts) != 0) {
    return contents_->damaged(shown);
  }
  if (facts.encryption_method != ZIP_EM_NONE) {
    return failure(texts::xlsx_encrypted, {.file = contents_->file});
  }
  // Nothing else is written by spreadsheets, and others may want gigabytes for unpacking.
  bool const is_usual = facts.comp_method == ZIP_CM_STORE || facts.comp_method == ZIP_CM_DEFLATE;
  zip_file_t* const file = is_usual ? zip_fopen_index(contents_->archive.get(), place, 0) : nullptr;
  if (file == nullptr) {
    return contents_->damaged(shown);
  }
  return ZipPart(std::make_unique<ZipPart::Reader>(*contents_, shown, file,
                                                   static_cast<std::size_t>(facts.comp_size)));
}

}  // namespace cxsim
