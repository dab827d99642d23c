// Lines of four forms into labelled texts; see labelled.h.
#include <fmt/format.h>

#include <algorithm>

#include "base/json.h"
#include "evaluation/labelled.h"
#include "record/input.h"
#include "record/parse.h"
#include "record/reader.h"

namespace konsequenz::evaluation {
namespace {

using conduct::Label;

std::unexpected<Error> refuse(std::string_view code, std::string message, std::string_view field) {
    Place where;
    where.field = field;
    return fail(std::string(code), std::move(message), std::move(where));
}

Result<Label> label_of(std::string_view word, std::string_view field) {
    if (const auto label = conduct::parse_label(word)) return *label;
    return refuse("evaluation.unknown-label",
                  fmt::format("is `{}`: expected none, criticism, disrespect, insult, discrimination or threat",
                              word.substr(0, 60)),
                  field);
}

Result<std::string> text_member(const JsonValue& object, std::string_view key) {
    const auto member = object.find(key);
    if (!member) return refuse("evaluation.missing-field", "is missing: give it", key);
    if (member->kind() != JsonKind::string)
        return refuse("evaluation.wrong-type",
                      fmt::format("is {}: expected a string", konsequenz::to_string(member->kind())), key);
    return std::string(member->text());
}

/// The strings of a list; anything else in it is refused.
Result<std::vector<std::string>> words_of(const JsonValue& object, std::string_view key, std::string_view field) {
    std::vector<std::string> words;
    const auto list = object.find(key);
    if (!list || list->kind() != JsonKind::array)
        return refuse("evaluation.wrong-type", "is no list: expected one of strings", field);
    for (const auto item : *list) {
        if (item.kind() != JsonKind::string)
            return refuse("evaluation.wrong-type", "holds what is no string: expected strings only", field);
        words.emplace_back(item.text());
    }
    return words;
}

Result<LabelledText> read_plain(const JsonValue& object) {
    LabelledText row;
    for (const auto member : object) {
        const auto key = member.key();
        const bool is_known = key == "id" || key == "text" || key == "label" || key == "variety" || key == "tags";
        if (!is_known)
            return refuse("evaluation.unknown-field",
                          "is not a known field: known are `id`, `text`, `label`, `variety`, `tags`", key);
    }
    row.id = TRY(text_member(object, "id"));
    row.text = TRY(text_member(object, "text"));
    if (object.find("variety")) row.variety = TRY(text_member(object, "variety"));
    if (object.find("tags")) row.tags = TRY(words_of(object, "tags", "tags"));
    give_label(row, TRY(label_of(TRY(text_member(object, "label")), "label")));
    return row;
}

bool has(const std::vector<std::string>& words, std::string_view word) {
    return std::ranges::find(words, word) != words.end();
}

/// `labels.flags` and `labels.annotated`: what was said, and what could have been said.
void give_flags(LabelledText& row, const std::vector<std::string>& flags, const std::vector<std::string>& annotated) {
    row.expressible[0] = true;
    row.label = Label::none;
    bool has_label = false;
    for (const auto head : heads) {
        if (head == Head::abusive) continue;
        const auto word = to_string(head);
        const auto label = *conduct::parse_label(word);
        const bool is_said = has(flags, word);
        const bool is_known = is_said || has(annotated, word);
        row.truth[static_cast<std::size_t>(head)] = is_said ? Truth::yes : is_known ? Truth::no : Truth::unknown;
        row.expressible[static_cast<std::size_t>(label)] = is_known;
        if (is_said) row.label = std::max(*row.label, label);
        has_label = has_label || is_known;
    }
    const bool is_abusive =
        *row.label > Label::criticism || has(flags, "toxic_unspec") || has(flags, "sexual_harassment");
    // A scheme that knows hatred only cannot say of a text that it is not abusive.
    const bool can_deny = has(annotated, "toxic_unspec") || has(annotated, "insult") || has(annotated, "disrespect");
    row.truth[0] = is_abusive ? Truth::yes : can_deny ? Truth::no : Truth::unknown;
    const bool is_unnamed_abuse = is_abusive && *row.label <= Label::criticism;
    if (!has_label || is_unnamed_abuse) row.label.reset();
}

Result<LabelledText> read_flagged(const JsonValue& object, const JsonValue& labels) {
    LabelledText row;
    row.id = TRY(text_member(object, "id"));
    row.text = TRY(text_member(object, "text"));
    if (labels.kind() != JsonKind::object)
        return refuse("evaluation.wrong-type", "is no object: expected `flags` and `annotated` in it", "labels");
    give_flags(row, TRY(words_of(labels, "flags", "labels.flags")),
               TRY(words_of(labels, "annotated", "labels.annotated")));
    return row;
}

Result<LabelledText> read_contact(record::Parser& parser, std::string_view line) {
    const auto record = TRY(parser.parse(line));
    if (record.type() != record::Type::contact)
        return refuse("evaluation.not-labelled", "is no contact: only contacts have a text with a conduct", "type");
    const auto& contact = std::get<record::Contact>(record.body);
    if (!contact.conduct)
        return refuse("evaluation.not-labelled",
                      "is missing: only a contact whose conduct a person assessed says what is right", "conduct");
    LabelledText row;
    row.id = record.id;
    row.text = contact.text;
    row.variety = contact.language.value_or("");
    row.day = konsequenz::to_string(record.time).substr(0, 10);
    give_label(row, contact.conduct->label);
    return row;
}

std::vector<std::string_view> split(std::string_view text, char at) {
    std::vector<std::string_view> parts;
    for (std::size_t from = 0; from <= text.size();) {
        const auto end = std::min(text.find(at, from), text.size());
        parts.push_back(text.substr(from, end - from));
        from = end + 1;
    }
    return parts;
}

Result<LabelledText> read_columns(std::string_view line, std::uint32_t number) {
    constexpr std::size_t column_count = 8;
    const auto columns = split(line, '\t');
    if (columns.size() != column_count)
        return refuse("evaluation.columns",
                      fmt::format("has {} columns: expected {} with tabs between them, or a JSON object",
                                  columns.size(), column_count),
                      "");
    LabelledText row;
    row.id = fmt::format("{}:{}", columns[0], number);
    row.variety = columns[1];
    give_label(row, TRY(label_of(columns[3], "label")));
    for (const auto tag : split(columns[6], ',')) {
        // "pair:" ties two rows together and says nothing of either.
        if (tag != "-" && !tag.empty() && !tag.starts_with("pair:")) row.tags.emplace_back(tag);
    }
    row.text = columns[7];
    return row;
}

class Lines {
  public:
    Result<LabelledText> read(const record::Line& line) {
        if (line.length == record::Line::Length::cut)
            return refuse("record.too-long", fmt::format("has more than {} bytes", record::line_bytes_max), "");
        if (line.text.front() != '{') return read_columns(line.text, line.number);
        const auto object = TRY(json_.parse(line.text));
        if (object.find("type")) return read_contact(parser_, line.text);
        if (const auto labels = object.find("labels")) return read_flagged(object, *labels);
        return read_plain(object);
    }

  private:
    JsonParser json_;
    record::Parser parser_;
};

}  // namespace

Result<void> read_labelled(const std::string& path, const OnLabelled& on_labelled, const OnBadLine& on_bad_line) {
    auto input = TRY(record::Input::open(path));
    record::LineReader reader(input);
    Lines lines;
    for (;;) {
        const auto line = TRY(reader.next());
        if (!line) return {};
        const auto is_blank = line->text.find_first_not_of(" \t\r") == std::string_view::npos;
        if (is_blank || line->text.front() == '#') continue;
        auto row = lines.read(*line);
        if (row)
            TRY_VOID(on_labelled(std::move(*row)));
        else
            TRY_VOID(on_bad_line(at(std::move(row).error(), input.name(), line->number), line->text));
    }
}

}  // namespace konsequenz::evaluation
