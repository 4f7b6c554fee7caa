#include "cxsim/calibration/event_log_reader.hpp"

#include <string_view>
#include <utility>

#include "cxsim/base/number_text.hpp"
#include "cxsim/calibration/texts.hpp"
#include "cxsim/formats/csv.hpp"
#include "cxsim/formats/encoding.hpp"
#include "event_columns.hpp"

namespace cxsim {

namespace {

[[nodiscard]] Argument whole(std::size_t number) {
  return Argument::whole(static_cast<double>(number));
}

/// Texts that stand one behind the other in one string.
class TextStore {
 public:
  void add(std::string_view text) {
    all_ += text;
    ends_.push_back(all_.size());
  }
  [[nodiscard]] std::string_view operator[](std::size_t index) const {
    std::size_t const begin = index == 0 ? 0 : ends_[index - 1];
    return std::string_view(all_).substr(begin, ends_[index] - begin);
  }

 private:
  std::string all_;
  std::vector<std::size_t> ends_;
};

/// A row whose time is not written as ISO 8601: the whole column decides how to read it.
struct WaitingRow {
  std::size_t row = 0;
  int line = 0;
};

class EventReading {
 public:
  EventReading(std::string file_name, EventLogOptions const& options)
      : file_name_(std::move(file_name)), options_(options) {}

  /// Reads the names of the columns.
  [[nodiscard]] Result<void> start(CsvRow const& row) {
    if (row.problems.has_errors()) {
      return failure(row.problems);
    }
    std::vector<std::string> header;
    for (std::string_view const field : row.fields) {
      header.emplace_back(without_blanks(field));
    }
    Result<ColumnPlaces> places = find_columns(header, options_.columns, at(row.line));
    if (!places) {
      return failure(std::move(places).error());
    }
    places_ = *places;
    for (std::size_t column = 0; column < event_columns; ++column) {
      facts_.columns[column] = places_[column] ? header[*places_[column]] : std::string{};
    }
    return {};
  }

  void add(CsvRow const& row) {
    ++facts_.rows;
    if (row.problems.has_errors()) {
      reject_malformed(row);
      return;
    }
    EventRow const event{field(row, EventColumn::case_id),
                         field(row, EventColumn::touchpoint),
                         no_time,
                         field(row, EventColumn::department),
                         field(row, EventColumn::segment),
                         field(row, EventColumn::customer)};
    std::string_view const time = field(row, EventColumn::timestamp);
    if (event.case_id.empty()) {
      reject(Rejection::no_case, row.line, texts::row_no_case, {});
    } else if (event.touchpoint.empty()) {
      reject(Rejection::no_touchpoint, row.line, texts::row_no_touchpoint, {});
    } else if (time.empty()) {
      reject(Rejection::no_timestamp, row.line, texts::row_no_time, {});
    } else {
      add_event(event, time, row.line);
    }
  }

  [[nodiscard]] std::size_t rows() const noexcept { return facts_.rows; }
  /// \pre The first row was read.
  void set_delimiter(char delimiter) { facts_.delimiter = delimiter; }

  [[nodiscard]] Result<EventLogFile> finish() && {
    if (times_.values() > 0) {
      Result<TimeNotation> const notation =
          times_.decide(file_name_, facts_.columns[index_of(EventColumn::timestamp)]);
      if (!notation) {
        return failure(notation.error());
      }
      read_waiting(*notation);
      note_times(*notation);
    }
    if (too_many_rejected()) {
      facts_.messages.add(Severity::error, at(0), texts::too_many_rejected,
                          {whole(facts_.all_rejected()), whole(facts_.rows),
                           to_fixed(100 * options_.most_rejected, 1)});
      return failure(std::move(facts_.messages));
    }
    return EventLogFile{std::move(builder_).finish(options_.duplicates), std::move(facts_)};
  }

 private:
  [[nodiscard]] static std::size_t index_of(EventColumn column) {
    return static_cast<std::size_t>(column);
  }

  [[nodiscard]] Location at(int line) const { return {file_name_, line, line > 0 ? 1 : 0, {}}; }

  [[nodiscard]] std::string_view field(CsvRow const& row, EventColumn column) const {
    std::optional<std::size_t> const place = places_[index_of(column)];
    return place ? without_blanks(row.fields[*place]) : std::string_view{};
  }

  void add_event(EventRow event, std::string_view time, int line) {
    times_.observe(time, line);
    std::optional<EventTime> const known = read_time(time, TimeNotation::iso);
    event.time = known.value_or(no_time);
    std::size_t const row = builder_.add(event);
    if (!known) {
      waiting_.push_back({row, line});
      waiting_times_.add(time);
    }
  }

  void read_waiting(TimeNotation notation) {
    for (std::size_t i = 0; i < waiting_.size(); ++i) {
      if (auto const time = read_time(waiting_times_[i], notation)) {
        builder_.set_time(waiting_[i].row, *time);
      } else {
        reject(Rejection::bad_timestamp, waiting_[i].line, texts::row_bad_time,
               {shortened(std::string(waiting_times_[i]), 60)});
      }
    }
  }

  void note_times(TimeNotation notation) {
    if (notation == TimeNotation::day_first) {
      facts_.messages.add(Severity::note, at(0), texts::note_day_first);
    } else if (notation == TimeNotation::month_first) {
      facts_.messages.add(Severity::note, at(0), texts::note_month_first);
    }
    if (times_.without_offset() > 0) {
      facts_.messages.add(Severity::note, at(0), texts::note_times_as_utc,
                          {whole(times_.without_offset())});
    }
    if (times_.dates_only() > 0) {
      facts_.messages.add(Severity::note, at(0), texts::note_dates_only,
                          {whole(times_.dates_only())});
    }
  }

  void reject(Rejection reason, int line, Text text, std::vector<Argument> arguments) {
    ++facts_.rejected[static_cast<std::size_t>(reason)];
    if (facts_.all_rejected() <= options_.most_listed) {
      facts_.messages.add(Severity::warning, at(line), text, std::move(arguments));
    }
  }

  void reject_malformed(CsvRow const& row) {
    ++facts_.rejected[static_cast<std::size_t>(Rejection::malformed)];
    if (facts_.all_rejected() <= options_.most_listed) {
      Diagnostic problem = *row.problems.begin();
      problem.severity = Severity::warning;
      facts_.messages.add(std::move(problem));
    }
  }

  [[nodiscard]] bool too_many_rejected() const {
    return static_cast<double>(facts_.all_rejected()) >
           options_.most_rejected * static_cast<double>(facts_.rows);
  }

  std::string file_name_;
  EventLogOptions const& options_;
  ColumnPlaces places_;
  EventLogBuilder builder_;
  TimeColumn times_;
  std::vector<WaitingRow> waiting_;
  TextStore waiting_times_;
  EventReadFacts facts_;
};

}  // namespace

Result<EventLogFile> read_event_log(ByteSource& source, std::string const& file_name,
                                    EventLogOptions const& options) {
  DecodedSource decoded(source);
  CsvReader table(decoded, file_name, {.delimiter = options.delimiter});
  Result<CsvRow const*> row = table.next();
  if (!row) {
    return failure(std::move(row).error());
  }
  if (*row == nullptr) {
    return failure(texts::log_file_empty, {file_name, 0, 0, {}});
  }
  EventReading reading(file_name, options);
  if (Result<void> started = reading.start(**row); !started) {
    return failure(std::move(started).error());
  }
  reading.set_delimiter(table.delimiter());
  for (row = table.next(); row && *row != nullptr; row = table.next()) {
    reading.add(**row);
    if (reading.rows() > options.most_rows) {
      return failure(texts::log_too_many_rows, {file_name, 0, 0, {}}, {whole(options.most_rows)});
    }
  }
  if (!row) {
    return failure(std::move(row).error());
  }
  return std::move(reading).finish().map([&](EventLogFile file) {
    file.facts.messages.append(encoding_notes(decoded.encoding(), file_name));
    return file;
  });
}

}  // namespace cxsim
