#include "proof/findings_out.h"

namespace konsequenz::proof {

void write_json(JsonWriter& writer, const std::vector<Finding>& findings) {
    writer.begin_array();
    for (const Finding& finding : findings) {
        writer.begin_object()
            .member("code", finding.code)
            .member("level", to_string(finding.level))
            .member("message", finding.message)
            .key("details")
            .begin_array();
        for (const std::string& detail : finding.details) writer.string(detail);
        writer.end_array();
        if (!finding.where.file.empty()) writer.member("file", finding.where.file);
        if (finding.where.line > 0) writer.member("line", std::int64_t{finding.where.line});
        if (finding.where.line > 0 && finding.where.column > 0)
            writer.member("column", std::int64_t{finding.where.column});
        if (!finding.where.field.empty()) writer.member("field", finding.where.field);
        writer.end_object();
    }
    writer.end_array();
}

}  // namespace konsequenz::proof
