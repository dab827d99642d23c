#include "service/rejects.h"

#include "base/json_writer.h"

namespace konsequenz::service {

Result<Rejects> Rejects::open(const std::string& path) {
    Rejects rejects;
    if (!path.empty()) rejects.writer_ = TRY(LineWriter::open(path));
    return rejects;
}

Result<void> Rejects::add(const Error& error, std::string_view line) {
    constexpr std::size_t kept_max = 20;
    ++count_;
    if (first_.size() < kept_max) first_.push_back(error);
    std::string json;
    JsonWriter writer(json);
    writer.begin_object().member("file", error.where.file).member("line", std::int64_t{error.where.line});
    writer.member("field", error.where.field).member("code", error.code).member("reason", error.message);
    const auto text = with_replacements(line);
    writer.member("record", text).member("record_is_exact", text == line).end_object();
    return writer_.write(json);
}

std::string Rejects::first_reason() const {
    return first_.empty() ? std::string() : " (refused: " + to_string(first_.front()) + ")";
}

}  // namespace konsequenz::service
