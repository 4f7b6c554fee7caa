#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "command.hpp"

namespace cxsim {

/// A file to be written.
struct OutputFile {
  std::filesystem::path path;
  std::string content;
};

/// Whether the folder of `--out` and the file of `--json` can be written, tried before a long
/// computation. Leaves nothing behind; writes nothing to a pipe or device.
[[nodiscard]] std::optional<Failure> try_places(Request const& request);

/// Writes all files or none: each is complete before the first one takes its place. Folders are
/// made where they are missing.
/// \param inputs Files that were read; they are never overwritten.
[[nodiscard]] std::optional<Failure> write_files(std::vector<OutputFile> const& files,
                                                 std::vector<std::string> const& inputs,
                                                 Streams const& streams);

/// A result in both of its forms.
struct ResultForms {
  std::string text;
  std::string json;
};

/// Writes \p files and the document of `--json FILE`, all or none; prints the text, or with
/// `--json -` the document alone; then says where the files lie.
[[nodiscard]] std::optional<Failure> deliver(ResultForms const& forms,
                                             std::vector<OutputFile> files, Request const& request,
                                             Streams& streams);

/// Writes \p document to the file of `--output`, or prints it.
[[nodiscard]] std::optional<Failure> deliver_document(std::string const& document,
                                                      std::vector<std::string> const& inputs,
                                                      Request const& request, Streams& streams);

}  // namespace cxsim
