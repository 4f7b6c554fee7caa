#include <algorithm>
#include <array>
#include <limits>

#include "cxsim/base/contract.hpp"
#include "cxsim/formats/csv.hpp"
#include "cxsim/formats/texts.hpp"
#include "cxsim/formats/utf8.hpp"

namespace cxsim {

namespace {

/// How much of a file is looked at to find its delimiter.
constexpr std::size_t sample_bytes = std::size_t{64} << 10;

[[nodiscard]] bool ends_row(char byte) { return byte == '\n' || byte == '\r'; }

/// Neither a quote nor what stands in words, numbers and marks at the beginning of a file.
[[nodiscard]] bool can_delimit(char byte) {
  constexpr std::string_view signs = "\t !#$%&'()*/:;<>?@[\\]^_`{|}~,";
  return signs.find(byte) != std::string_view::npos;
}

/// Length of Excel's line `sep=;` at the beginning of \p text, without its end; or 0.
[[nodiscard]] std::size_t separator_line_length(std::string_view text) {
  constexpr std::size_t length = 5;
  bool const is_alone = text.size() == length || (text.size() > length && ends_row(text[length]));
  return text.starts_with("sep=") && is_alone && can_delimit(text[length - 1]) ? length : 0;
}

[[nodiscard]] std::optional<Text> find_no_text(std::string_view head) {
  if (head.starts_with("\xFF\xFE") || head.starts_with("\xFE\xFF")) {
    return texts::csv_utf16;
  }
  if (head.starts_with("PK\x03\x04")) {
    return texts::csv_workbook;
  }
  return std::nullopt;
}

}  // namespace

/// The states of RFC 4180, over pieces that may end anywhere.
class CsvReader::Parser {
 public:
  Parser(ByteSource& source, std::string file_name, CsvOptions options)
      : source_(&source), file_name_(std::move(file_name)), options_(options) {
    CXSIM_EXPECTS(options.limits.columns > 0);
  }

  [[nodiscard]] char delimiter() const noexcept { return delimiter_; }

  [[nodiscard]] Result<CsvRow const*> next() {
    if (auto const started = start(); !started) {
      return failure(started.error());
    }
    start_row();
    while (true) {
      if (rest_.empty()) {
        auto const chunk = source_->next_chunk();
        if (!chunk) {
          return failure(chunk.error());
        }
        if (chunk->empty()) {
          return end_of_input() ? finished_row() : nullptr;
        }
        rest_ = *chunk;
      }
      if (consume_until_row_ends()) {
        if (!is_blank()) {
          return finished_row();
        }
        start_row();
      }
    }
  }

 private:
  enum class State { field_start, plain, quoted, quote_in_quoted };

  // --- the beginning of the file -------------------------------------------------------------

  [[nodiscard]] Result<void> start() {
    if (is_started_) {
      return {};
    }
    is_started_ = true;
    if (auto const gathered = gather_head(); !gathered) {
      return gathered;
    }
    if (auto const fault = find_no_text(rest_)) {
      return failure(*fault, {file_name_});
    }
    constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";
    rest_.remove_prefix(rest_.starts_with(byte_order_mark) ? byte_order_mark.size() : 0);
    std::size_t const separator_line = separator_line_length(rest_);
    if (separator_line > 0) {
      delimiter_ = options_.delimiter.value_or(rest_[separator_line - 1]);
      rest_.remove_prefix(separator_line);
    } else {
      delimiter_ = options_.delimiter ? *options_.delimiter : sniff_delimiter(rest_);
    }
    return {};
  }

  /// Fills rest_ with enough to find the delimiter, copying only what comes in small pieces.
  [[nodiscard]] Result<void> gather_head() {
    while (head_.size() < sample_bytes) {
      auto const chunk = source_->next_chunk();
      if (!chunk) {
        return failure(chunk.error());
      }
      if (head_.empty() && chunk->size() >= sample_bytes) {
        rest_ = *chunk;
        return {};
      }
      if (chunk->empty()) {
        break;
      }
      head_ += *chunk;
    }
    rest_ = head_;
    return {};
  }

  // --- the grammar ---------------------------------------------------------------------------

  /// Whether a row is complete; otherwise the piece is used up.
  [[nodiscard]] bool consume_until_row_ends() {
    while (!rest_.empty()) {
      switch (state_) {
        case State::field_start:
          begin_field();
          break;
        case State::quoted:
          consume_quoted();
          break;
        case State::quote_in_quoted:
          consume_after_quote();
          break;
        case State::plain:
          consume_plain();
          if (!rest_.empty() && consume_separator()) {
            return true;
          }
          break;
      }
    }
    return false;
  }

  void begin_field() {
    bool const is_second_half_of_line_end = follows_return_ && ends_.empty() && rest_[0] == '\n';
    follows_return_ = false;
    if (is_second_half_of_line_end) {
      rest_.remove_prefix(1);
      return;
    }
    if (rest_[0] != '"') {
      state_ = State::plain;
      return;
    }
    state_ = State::quoted;
    has_quote_ = true;
    quote_line_ = line_;
    quote_column_ = column_;
    skip(1);
  }

  void consume_plain() {
    auto const end = std::ranges::find_if(
        rest_, [this](char byte) { return byte == delimiter_ || ends_row(byte); });
    take(static_cast<std::size_t>(end - rest_.begin()));
  }

  void consume_quoted() {
    std::size_t const length = std::min(rest_.find('"'), rest_.size());
    count_lines(rest_.substr(0, length));
    store(rest_.substr(0, length));
    rest_.remove_prefix(length);
    if (!rest_.empty()) {
      skip(1);
      state_ = State::quote_in_quoted;
    }
  }

  void consume_after_quote() {
    follows_return_ = false;
    if (rest_[0] == '"') {
      take(1);
      state_ = State::quoted;
      return;
    }
    if (rest_[0] != delimiter_ && !ends_row(rest_[0])) {
      report(texts::csv_text_after_quote, {std::to_string(columns_ + 1)});
    }
    state_ = State::plain;
  }

  /// Takes the byte that ends a field; whether it ends the row as well.
  [[nodiscard]] bool consume_separator() {
    char const byte = rest_[0];
    end_field();
    state_ = State::field_start;
    skip(1);
    if (byte == delimiter_) {
      return false;
    }
    next_line();
    follows_return_ = byte == '\r';
    return true;
  }

  /// Whether a last row without a line end was open.
  [[nodiscard]] bool end_of_input() {
    if (state_ == State::field_start && ends_.empty()) {
      return false;
    }
    bool const is_unclosed = state_ == State::quoted;
    end_field();
    if (is_unclosed) {
      // Whatever else is wrong with the row, too long a field above all, comes from this.
      row_.problems = Diagnostics({Severity::error,
                                   {file_name_, quote_line_, static_cast<int>(quote_column_), {}},
                                   texts::csv_unclosed_quote});
    }
    state_ = State::field_start;
    return true;
  }

  // --- the row -------------------------------------------------------------------------------

  void start_row() {
    row_.line = line_;
    row_.problems = {};
    bytes_.clear();
    ends_.clear();
    columns_ = 0;
    has_quote_ = false;
    is_cut_ = false;
  }

  [[nodiscard]] bool is_blank() const { return columns_ == 1 && bytes_.empty() && !has_quote_; }

  void store(std::string_view bytes) {
    std::size_t const field_size = bytes_.size() - (ends_.empty() ? 0 : ends_.back());
    std::size_t const room = std::min(options_.limits.field_bytes - field_size,
                                      options_.limits.row_bytes - bytes_.size());
    bytes_ += bytes.substr(0, room);
    if (bytes.size() > room) {
      cut(texts::csv_field_too_long, {std::to_string(columns_ + 1)});
    }
  }

  void end_field() {
    ++columns_;
    if (ends_.size() < options_.limits.columns) {
      ends_.push_back(bytes_.size());
      return;
    }
    bytes_.resize(ends_.back());
    cut(texts::csv_too_many_columns, {std::to_string(options_.limits.columns)});
  }

  /// Reports the first thing of this row that was not stored.
  void cut(Text text, std::vector<Argument> arguments) {
    if (!is_cut_) {
      report(text, std::move(arguments));
    }
    is_cut_ = true;
  }

  [[nodiscard]] CsvRow const* finished_row() {
    row_.fields.clear();
    std::size_t begin = 0;
    for (std::size_t const end : ends_) {
      row_.fields.push_back(std::string_view(bytes_).substr(begin, end - begin));
      begin = end;
    }
    if (!expected_columns_) {
      expected_columns_ = columns_;
    }
    if (bytes_.find('\0') != std::string::npos) {
      row_.problems = {};  // what is no text can have no fields that are wrong
      report(texts::csv_nul);
    } else if (columns_ != *expected_columns_ && row_.problems.empty()) {
      report(texts::csv_wrong_length,
             {std::to_string(columns_), std::to_string(*expected_columns_)});
    }
    if (!is_cut_) {
      report_invalid_utf8();
    }
    return &row_;
  }

  void report_invalid_utf8() {
    // Each by itself: the end of one and the beginning of the next may look like a character.
    auto const is_invalid = [](std::string_view field) {
      return find_invalid_utf8(field).has_value();
    };
    auto const found = std::ranges::find_if(row_.fields, is_invalid);
    if (found != row_.fields.end()) {
      report(texts::csv_not_utf8, {std::to_string(found - row_.fields.begin() + 1)});
    }
  }

  void report(Text text, std::vector<Argument> arguments = {}) {
    row_.problems.add(Severity::error, {file_name_, row_.line, 1, {}}, text, std::move(arguments));
  }

  // --- places --------------------------------------------------------------------------------

  void take(std::size_t bytes) {
    store(rest_.substr(0, bytes));
    skip(bytes);
  }

  void skip(std::size_t bytes) {
    rest_.remove_prefix(bytes);
    column_ += bytes;
  }

  void next_line() {
    line_ += line_ < std::numeric_limits<int>::max() ? 1 : 0;
    column_ = 1;
  }

  void count_lines(std::string_view bytes) {
    for (char const byte : bytes) {
      ++column_;
      if (byte == '\r' || (byte == '\n' && !follows_return_)) {
        next_line();
      } else if (byte == '\n') {
        column_ = 1;
      }
      follows_return_ = byte == '\r';
    }
  }

  ByteSource* source_;
  std::string file_name_;
  CsvOptions options_;
  char delimiter_ = ',';
  bool is_started_ = false;
  std::string head_;
  std::string_view rest_;  ///< of the current piece

  State state_ = State::field_start;
  bool follows_return_ = false;  ///< the last byte was a CR, so that a LF belongs to it
  int line_ = 1;
  std::size_t column_ = 1;
  int quote_line_ = 0;
  std::size_t quote_column_ = 0;

  CsvRow row_;
  std::string bytes_;              ///< the fields of the row, one behind the other
  std::vector<std::size_t> ends_;  ///< of the fields in bytes_
  std::size_t columns_ = 0;        ///< fields of the row, stored or not
  bool has_quote_ = false;
  bool is_cut_ = false;
  std::optional<std::size_t> expected_columns_;
};

CsvReader::CsvReader(ByteSource& source, std::string file_name, CsvOptions options)
    : parser_(std::make_unique<Parser>(source, std::move(file_name), options)) {}
CsvReader::CsvReader(CsvReader&&) noexcept = default;
CsvReader& CsvReader::operator=(CsvReader&&) noexcept = default;
CsvReader::~CsvReader() = default;

Result<CsvRow const*> CsvReader::next() { return parser_->next(); }

char CsvReader::delimiter() const noexcept { return parser_->delimiter(); }

namespace {

/// How well a delimiter cuts a table.
struct Cut {
  std::size_t columns = 0;  ///< of the first row
  std::size_t alike = 0;    ///< rows of that length
  std::size_t rows = 0;
};

/// Whether a delimiter was looked for between the wrong quotes.
[[nodiscard]] bool has_quote_fault(CsvRow const& row) {
  return std::any_of(row.problems.begin(), row.problems.end(), [](Diagnostic const& problem) {
    return problem.text == texts::csv_text_after_quote || problem.text == texts::csv_unclosed_quote;
  });
}

/// Fields of each row; 0 for a row whose quotes make no sense.
[[nodiscard]] std::vector<std::size_t> row_lengths(std::string_view sample, char delimiter) {
  constexpr std::size_t most_rows = 100;
  TextSource source(sample);
  CsvReader reader(source, {}, {.delimiter = delimiter});
  std::vector<std::size_t> lengths;
  for (auto row = reader.next(); row && *row != nullptr && lengths.size() < most_rows;
       row = reader.next()) {
    lengths.push_back(has_quote_fault(**row) ? 0 : (*row)->fields.size());
  }
  bool const is_last_cut_off = lengths.size() < most_rows && !sample.empty() &&
                               !ends_row(sample.back()) && lengths.size() > 1;
  lengths.resize(lengths.size() - (is_last_cut_off ? 1 : 0));
  return lengths;
}

[[nodiscard]] Cut cut_of(std::string_view sample, char delimiter) {
  std::vector<std::size_t> const lengths = row_lengths(sample, delimiter);
  if (lengths.empty()) {
    return {};
  }
  auto const alike = std::ranges::count(lengths, lengths.front());
  return {lengths.front(), static_cast<std::size_t>(alike), lengths.size()};
}

[[nodiscard]] bool is_better(Cut const& left, Cut const& right) {
  if (left.columns < 2 || right.columns < 2) {
    return left.columns >= 2;
  }
  std::size_t const left_share = left.alike * right.rows;
  std::size_t const right_share = right.alike * left.rows;
  return left_share != right_share ? left_share > right_share : left.columns > right.columns;
}

}  // namespace

char sniff_delimiter(std::string_view sample) {
  constexpr std::array<char, 4> candidates{',', ';', '\t', '|'};
  char best = candidates.front();
  Cut best_cut;
  for (char const candidate : candidates) {
    Cut const cut = cut_of(sample.substr(0, sample_bytes), candidate);
    if (is_better(cut, best_cut)) {
      best = candidate;
      best_cut = cut;
    }
  }
  return best;
}

}  // namespace cxsim
