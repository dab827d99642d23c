// XML as DMN and the TCK need it: namespaces, line numbers, limits. Nothing is ever fetched or expanded: a document
// type declaration is refused, so there are no entities but XML's own five.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"

namespace konsequenz::dmn {

inline constexpr std::uint32_t xml_depth_max = 256;

class XmlDocument;

/// A handle on an element; valid as long as its document.
class XmlElement {
  public:
    XmlElement() = default;

    [[nodiscard]] explicit operator bool() const { return node_ != nullptr; }
    /// Without its prefix.
    [[nodiscard]] std::string_view name() const;
    [[nodiscard]] std::string_view model() const;  ///< its namespace; empty for none
    /// The attribute of this local name, whatever its prefix.
    [[nodiscard]] std::optional<std::string_view> attribute(std::string_view name) const;
    /// The namespace a prefix stands for here; nullopt where it stands for none.
    [[nodiscard]] std::optional<std::string_view> resolve_prefix(std::string_view prefix) const;
    /// The text directly inside, CDATA included.
    [[nodiscard]] std::string text() const;
    [[nodiscard]] Place place() const;
    /// Where the text directly inside begins; the element's own place where it has none.
    [[nodiscard]] Place text_place() const;
    /// That text as the file has it, where it is one piece with entities in it; empty otherwise.
    [[nodiscard]] std::string_view written_text() const;

    [[nodiscard]] XmlElement first_child() const;
    [[nodiscard]] XmlElement next() const;
    /// The first child of this local name; none where there is none.
    [[nodiscard]] XmlElement child(std::string_view name) const;

    class Iterator;
    [[nodiscard]] Iterator begin() const;
    [[nodiscard]] Iterator end() const;

  private:
    friend class XmlDocument;
    XmlElement(const void* node, const XmlDocument* document) : node_(node), document_(document) {}

    const void* node_ = nullptr;
    const XmlDocument* document_ = nullptr;
};

/// Over the child elements.
class XmlElement::Iterator {
  public:
    explicit Iterator(XmlElement element) : element_(element) {}
    XmlElement operator*() const { return element_; }
    Iterator& operator++() {
        element_ = element_.next();
        return *this;
    }
    bool operator==(const Iterator& other) const { return element_.node_ == other.element_.node_; }

  private:
    XmlElement element_;
};

inline XmlElement::Iterator XmlElement::begin() const { return Iterator(first_child()); }
inline XmlElement::Iterator XmlElement::end() const { return Iterator(XmlElement()); }

class XmlDocument {
  public:
    /// The text must live as long as the document. Errors: dmn.xml, dmn.too-deep, dmn.too-large, dmn.doctype.
    [[nodiscard]] static Result<XmlDocument> parse(std::string_view text, std::string_view file, std::size_t bytes_max);
    ~XmlDocument();
    XmlDocument(XmlDocument&&) noexcept;
    XmlDocument& operator=(XmlDocument&&) noexcept;

    [[nodiscard]] XmlElement root() const;
    [[nodiscard]] const std::string& file() const { return file_; }
    /// Columns count letters, not bytes.
    [[nodiscard]] Place place_of(std::ptrdiff_t offset) const;
    [[nodiscard]] std::string_view text() const { return text_; }

  private:
    struct State;
    XmlDocument();
    [[nodiscard]] Result<void> check_depth() const;

    std::unique_ptr<State> state_;
    std::string file_;
    std::string_view text_;
    std::vector<std::uint32_t> line_starts_;
    mutable std::size_t last_line_ = 1;  ///< of the place asked for last, from 1; a document is read by one thread
};

}  // namespace konsequenz::dmn
