#include "start_questions.hpp"

#include <algorithm>
#include <array>
#include <functional>
#include <string>
#include <vector>

#include "cxsim/cli/texts.hpp"
#include "cxsim/formats/ascii.hpp"
#include "cxsim/formats/escape.hpp"
#include "cxsim/formats/people_number.hpp"

namespace cxsim {

namespace {

constexpr int most_tries = 3;

/// Takes an answer, or says nothing when it cannot be understood.
using TakeAnswer = std::function<bool(std::string const& answer)>;

/// Whether the sign at \p at stands between two numbers: a dash, or a hyphen that is no minus.
[[nodiscard]] bool divides(std::string_view answer, std::size_t at) {
  constexpr std::string_view before_hyphen = "0123456789% ";
  constexpr std::string_view after_hyphen = "0123456789 ";
  return answer[at] == '-' && at > 0 && at + 1 < answer.size() &&
         before_hyphen.find(answer[at - 1]) != std::string_view::npos &&
         after_hyphen.find(answer[at + 1]) != std::string_view::npos &&
         (answer[at - 1] != ' ' || answer[at + 1] == ' ');
}

/// Words that people write around numbers: "20 to 40", "od 20 do 40", "20 %".
[[nodiscard]] bool says_nothing(std::string_view word) {
  constexpr std::array<std::string_view, 5> words{"%", "from", "to", "od", "do"};
  return std::ranges::find(words, word) != words.end();
}

/// The numbers that stand in \p answer, divided by blanks, semicolons or a dash; empty when one of
/// them is none.
[[nodiscard]] std::vector<double> numbers_in(std::string answer, Language language) {
  constexpr std::string_view dash = "–";
  for (std::size_t at = answer.find(dash); at != std::string::npos; at = answer.find(dash)) {
    answer.replace(at, dash.size(), " ");
  }
  std::vector<double> numbers;
  std::string word;
  for (std::size_t at = 0; at <= answer.size(); ++at) {
    char const byte = at < answer.size() && !divides(answer, at) ? answer[at] : ' ';
    if (byte != ' ' && byte != ';' && byte != '\t' && byte != '/') {
      word += byte;
      continue;
    }
    if (!word.empty() && !says_nothing(word)) {
      auto const number = parse_people_number(word, language);
      if (!number) {
        return {};
      }
      numbers.push_back(number->value);
    }
    word.clear();
  }
  return numbers;
}

[[nodiscard]] bool take_number(std::string const& answer, StartField const& field,
                               Language language, StartNumbers& numbers) {
  auto const number = parse_people_number(answer, language);
  if (!number || !field.holds(number->value)) {
    return false;
  }
  numbers.*field.target = number->value * field.unit;
  return true;
}

[[nodiscard]] bool take_nps(std::string const& answer, Language language, StartNumbers& numbers) {
  auto const parts = numbers_in(answer, language);
  if (parts.size() < 3 || parts.size() > 4 || (parts.size() == 4 && parts[3] < 1)) {
    return false;
  }
  auto shares = start_nps(parts[0], parts[1], parts[2]);
  if (!shares) {
    return false;
  }
  if (parts.size() == 4) {
    shares->answers = parts[3];
  }
  numbers.nps = shares;
  return true;
}

[[nodiscard]] bool take_service(std::string const& answer, Language language,
                                StartNumbers& numbers) {
  auto const parts = numbers_in(answer, language);
  bool const is_range = parts.size() == 1 || parts.size() == 2;
  if (!is_range || parts.front() <= 0 || parts.back() > 95 || parts.front() > parts.back()) {
    return false;
  }
  numbers.service_share = ShareRange{parts.front() / 100, parts.back() / 100};
  return true;
}

class Dialogue {
 public:
  Dialogue(Language language, Streams& streams) : language_(language), streams_(streams) {}

  /// Whether the answer was taken or is not known; false: given up.
  [[nodiscard]] bool ask(Text question, Text wrong, TakeAnswer const& take) {
    for (int tries = 0; tries < most_tries; ++tries) {
      streams_.err << say(language_, question) << "\n> " << std::flush;
      auto const answer = next_line();
      if (!answer || answer->empty() || take(*answer)) {
        return true;
      }
      streams_.err << say(language_, wrong, {terminal_text(*answer)}) << '\n';
    }
    return false;
  }

 private:
  [[nodiscard]] std::optional<std::string> next_line() {
    constexpr std::size_t longest = 1000;
    std::string line;
    if (!std::getline(streams_.in, line)) {
      return std::nullopt;
    }
    line.resize(std::min(line.size(), longest));
    return std::string(trimmed(line, " \t\r"));
  }

  Language language_;
  Streams& streams_;
};

}  // namespace

Outcome<StartAnswers> ask_start(std::optional<Industry> given, Language language,
                                Streams& streams) {
  StartAnswers answers;
  StartNumbers& numbers = answers.numbers;
  Dialogue dialogue(language, streams);
  struct Question {
    Text text;
    Text wrong;
    TakeAnswer take;
  };
  auto const number = [&](std::string_view key) -> TakeAnswer {
    StartField const field = *std::ranges::find(start_numbers, key, &StartField::key);
    return [&numbers, field, language](std::string const& answer) {
      return take_number(answer, field, language, numbers);
    };
  };
  std::vector<Question> questions = {
      {texts::ask_customers, texts::ask_wrong_number, number("customers")},
      {texts::ask_churn, texts::ask_wrong_percent, number("churn")},
      {texts::ask_margin, texts::ask_wrong_number, number("margin")},
      {texts::ask_nps, texts::ask_wrong_nps,
       [&](std::string const& answer) { return take_nps(answer, language, numbers); }},
      {texts::ask_contacts, texts::ask_wrong_number, number("calls")},
      {texts::ask_contact_cost, texts::ask_wrong_number, number("contact_cost")},
      {texts::ask_complaints, texts::ask_wrong_number, number("complaints")},
      {texts::ask_service, texts::ask_wrong_range,
       [&](std::string const& answer) { return take_service(answer, language, numbers); }},
      {texts::ask_budget, texts::ask_wrong_number, number("budget")},
      {texts::ask_changes, texts::ask_wrong_number, number("changes_at_once")}};
  if (given) {
    answers.industry = *given;
  } else {
    questions.insert(questions.begin(), {texts::ask_industry, texts::ask_wrong_industry,
                                         [&](std::string const& answer) {
                                           auto const industry = industry_from_key(answer);
                                           answers.industry = industry.value_or(answers.industry);
                                           return industry.has_value();
                                         }});
  }
  streams.err << say(language, texts::ask_begin) << "\n\n";
  for (Question const& question : questions) {
    if (!dialogue.ask(question.text, question.wrong, question.take)) {
      return give_up(ExitCode::bad_input,
                     Diagnostics({Severity::error, {}, texts::ask_given_up, {}}));
    }
  }
  return answers;
}

}  // namespace cxsim
