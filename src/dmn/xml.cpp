#include "dmn/xml.h"

#include <fmt/format.h>

#include <algorithm>
#include <cassert>
#include <cstring>
#include <pugixml.hpp>

namespace konsequenz::dmn {

struct XmlDocument::State {
    pugi::xml_document document;
};

namespace {

pugi::xml_node node_of(const void* node) {
    // pugixml's own handles are pointers that may be const to us only.
    return pugi::xml_node(static_cast<pugi::xml_node_struct*>(const_cast<void*>(node)));
}

std::string_view local_name(const char* name) {
    const char* colon = std::strchr(name, ':');
    return colon == nullptr ? std::string_view(name) : std::string_view(colon + 1);
}

pugi::xml_node element_from(pugi::xml_node node) {
    while (node && node.type() != pugi::node_element) node = node.next_sibling();
    return node;
}

bool is_text(const pugi::xml_node& node) { return node.type() == pugi::node_pcdata || node.type() == pugi::node_cdata; }

}  // namespace

std::string_view XmlElement::name() const { return local_name(node_of(node_).name()); }

std::string_view XmlElement::model() const {
    const std::string_view name = node_of(node_).name();
    const std::size_t colon = name.find(':');
    return resolve_prefix(colon == std::string_view::npos ? std::string_view() : name.substr(0, colon))
        .value_or(std::string_view());
}

std::optional<std::string_view> XmlElement::attribute(std::string_view name) const {
    for (const pugi::xml_attribute& attribute : node_of(node_).attributes()) {
        const std::string_view full = attribute.name();
        if (full == name || (!full.starts_with("xmlns") && local_name(attribute.name()) == name))
            return attribute.value();
    }
    return std::nullopt;
}

std::optional<std::string_view> XmlElement::resolve_prefix(std::string_view prefix) const {
    for (pugi::xml_node node = node_of(node_); node; node = node.parent()) {
        for (const pugi::xml_attribute& attribute : node.attributes()) {
            std::string_view name = attribute.name();
            if (!name.starts_with("xmlns")) continue;
            name.remove_prefix(5);
            if (prefix.empty() ? name.empty() : name.starts_with(':') && name.substr(1) == prefix)
                return attribute.value();
        }
    }
    return std::nullopt;
}

std::string XmlElement::text() const {
    std::string text;
    for (const pugi::xml_node& child : node_of(node_).children()) {
        if (is_text(child)) text += child.value();
    }
    return text;
}

Place XmlElement::place() const { return document_->place_of(node_of(node_).offset_debug()); }

Place XmlElement::text_place() const {
    for (const pugi::xml_node& child : node_of(node_).children()) {
        if (is_text(child)) return document_->place_of(child.offset_debug());
    }
    return place();
}

std::string_view XmlElement::written_text() const {
    const pugi::xml_node first = node_of(node_).first_child();
    if (first.type() != pugi::node_pcdata || first.next_sibling() || first.offset_debug() < 0) return {};
    const std::string_view from = document_->text().substr(static_cast<std::size_t>(first.offset_debug()));
    const std::string_view written = from.substr(0, from.find('<'));
    return written.contains('&') ? written : std::string_view();
}

XmlElement XmlElement::first_child() const {
    const pugi::xml_node child = element_from(node_of(node_).first_child());
    return {child.internal_object(), document_};
}

XmlElement XmlElement::next() const {
    const pugi::xml_node sibling = element_from(node_of(node_).next_sibling());
    return {sibling.internal_object(), document_};
}

XmlElement XmlElement::child(std::string_view name) const {
    for (const XmlElement child : *this) {
        if (child.name() == name) return child;
    }
    return {};
}

XmlDocument::XmlDocument() : state_(std::make_unique<State>()) {}
XmlDocument::~XmlDocument() = default;
XmlDocument::XmlDocument(XmlDocument&&) noexcept = default;
XmlDocument& XmlDocument::operator=(XmlDocument&&) noexcept = default;

XmlElement XmlDocument::root() const { return {state_->document.document_element().internal_object(), this}; }

Place XmlDocument::place_of(std::ptrdiff_t offset) const {
    Place place{.file = file_};
    if (offset < 0) return place;
    // Places are asked for in the order of the text, mostly: the line is the last one, or soon after it.
    constexpr std::ptrdiff_t lines_tried = 8;
    const auto at = static_cast<std::uint32_t>(offset);
    auto after = line_starts_.begin() + static_cast<std::ptrdiff_t>(last_line_);
    const auto tried = std::min(lines_tried, line_starts_.end() - after);
    if (*(after - 1) <= at) after = std::find_if(after, after + tried, [&](std::uint32_t start) { return start > at; });
    if (*(after - 1) > at || (after != line_starts_.end() && *after <= at))
        after = std::ranges::upper_bound(line_starts_, at);
    assert(after != line_starts_.begin());
    last_line_ = static_cast<std::size_t>(after - line_starts_.begin());
    place.line = static_cast<std::uint32_t>(after - line_starts_.begin());
    const std::string_view before = text_.substr(*(after - 1), static_cast<std::size_t>(offset) - *(after - 1));
    place.column = 1 + static_cast<std::uint32_t>(std::ranges::count_if(
                           before, [](char byte) { return (static_cast<unsigned char>(byte) & 0xc0U) != 0x80U; }));
    return place;
}

// Walks without recursion, so that a deep document is refused rather than crashing its reader.
Result<void> XmlDocument::check_depth() const {
    std::uint32_t depth = 0;
    const pugi::xml_node top = state_->document;
    pugi::xml_node node = top.first_child();
    while (node) {
        if (depth > xml_depth_max) {
            return fail("dmn.too-deep", fmt::format("elements nest deeper than {}: flatten the model", xml_depth_max),
                        place_of(node.offset_debug()));
        }
        if (node.first_child()) {
            node = node.first_child();
            ++depth;
            continue;
        }
        while (node && node != top && !node.next_sibling()) {
            node = node.parent();
            --depth;
        }
        if (!node || node == top) break;
        node = node.next_sibling();
    }
    return {};
}

Result<XmlDocument> XmlDocument::parse(std::string_view text, std::string_view file, std::size_t bytes_max) {
    XmlDocument document;
    document.file_ = file;
    if (text.size() > bytes_max) {
        return fail("dmn.too-large", fmt::format("the file has {} bytes: at most {} are read", text.size(), bytes_max),
                    Place{.file = document.file_});
    }
    if (text.starts_with("\xef\xbb\xbf")) text.remove_prefix(3);
    document.text_ = text;
    document.line_starts_.push_back(0);
    for (std::size_t at = text.find('\n'); at != std::string_view::npos; at = text.find('\n', at + 1)) {
        document.line_starts_.push_back(static_cast<std::uint32_t>(at + 1));
    }
    const unsigned options = pugi::parse_escapes | pugi::parse_eol | pugi::parse_wconv_attribute | pugi::parse_cdata |
                             pugi::parse_doctype | pugi::parse_ws_pcdata_single;
    const pugi::xml_parse_result result =
        document.state_->document.load_buffer(text.data(), text.size(), options, pugi::encoding_utf8);
    if (!result) {
        return fail("dmn.xml", fmt::format("this is no well-formed XML: {}", result.description()),
                    document.place_of(result.offset));
    }
    for (const pugi::xml_node& node : document.state_->document.children()) {
        if (node.type() != pugi::node_doctype) continue;
        return fail("dmn.doctype", "a document type declaration is not read: remove it",
                    document.place_of(node.offset_debug()));
    }
    if (!document.state_->document.document_element()) {
        return fail("dmn.xml", "the file holds no element", Place{.file = document.file_});
    }
    TRY_VOID(document.check_depth());
    return document;
}

}  // namespace konsequenz::dmn
