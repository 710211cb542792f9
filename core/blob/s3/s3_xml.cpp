// SPDX-License-Identifier: Apache-2.0
#include "core/blob/s3/s3_xml.h"

#include "core/base/text.h"

#include <QXmlStreamReader>
#include <QXmlStreamWriter>

namespace argus::blob::s3 {

using base::ErrorCode;
using base::fail;
using base::Result;

namespace {

constexpr int kDeepest = 12;

struct Element
{
    std::string name;
    std::string text;
    std::vector<Element> children;

    const Element* child(std::string_view wanted) const
    {
        for (const Element& each : children) {
            if (each.name == wanted) {
                return &each;
            }
        }
        return nullptr;
    }
    std::string textOf(std::string_view wanted) const
    {
        const Element* const found = child(wanted);
        return found != nullptr ? found->text : std::string();
    }
};

/// The element that begins here, to its end; false when it is not well-formed.
bool readElement(QXmlStreamReader& reader, Element& element, int depth)
{
    element.name = reader.name().toString().toStdString();
    if (depth > kDeepest) {
        return false;
    }
    while (!reader.atEnd()) {
        switch (reader.readNext()) {
        case QXmlStreamReader::StartElement:
            if (!readElement(reader, element.children.emplace_back(), depth + 1)) {
                return false;
            }
            break;
        case QXmlStreamReader::EndElement:
            return true;
        case QXmlStreamReader::Characters:
            element.text += reader.text().toString().toStdString();
            break;
        case QXmlStreamReader::NoToken:
        case QXmlStreamReader::Invalid:
        case QXmlStreamReader::StartDocument:
        case QXmlStreamReader::EndDocument:
        case QXmlStreamReader::Comment:
        case QXmlStreamReader::DTD:
        case QXmlStreamReader::EntityReference:
        case QXmlStreamReader::ProcessingInstruction:
            break;
        }
    }
    return false;
}

std::optional<Element> parse(std::string_view body)
{
    QXmlStreamReader reader(QByteArray(body.data(), static_cast<qsizetype>(body.size())));
    Element root;
    if (!reader.readNextStartElement() || !readElement(reader, root, 0) || reader.hasError()) {
        return std::nullopt;
    }
    return root;
}

base::Failure strange(const std::string& what)
{
    return base::failTransient(ErrorCode::Unavailable,
                               "the S3 server's answer is not what S3 prescribes: " + what
                                   + ". Is that address an S3 server?");
}

Result<Element> expect(std::string_view body, std::string_view name)
{
    auto root = parse(body);
    if (!root) {
        return strange("it is no XML");
    }
    if (root->name != name) {
        return strange("<" + base::printable(root->name, 60) + "> came instead of <" + std::string(name) + ">");
    }
    return std::move(*root);
}

/// With any number of digits after the point.
std::optional<base::UtcTime> readTime(const std::string& text)
{
    const std::size_t point = text.find('.');
    if (point != std::string::npos && text.size() > point + 8 && text.back() == 'Z') {
        return base::parseIso(text.substr(0, point + 7) + "Z");
    }
    return base::parseIso(text);
}

bool isTrue(const Element& root, std::string_view name)
{
    return root.textOf(name) == "true";
}

} // namespace

std::optional<ErrorAnswer> readError(std::string_view body)
{
    const auto root = parse(body);
    if (!root || root->name != "Error") {
        return std::nullopt;
    }
    return ErrorAnswer {base::printable(root->textOf("Code"), 100), base::printable(root->textOf("Message"), 300),
                        base::printable(root->textOf("Region"), 60)};
}

Result<ObjectPage> readObjects(std::string_view body)
{
    const auto root = expect(body, "ListBucketResult");
    if (!root) {
        return fail(root);
    }
    ObjectPage page;
    for (const Element& each : root->children) {
        if (each.name != "Contents") {
            continue;
        }
        const auto size = base::parseDecimal<std::uint64_t>(each.textOf("Size"));
        const auto time = readTime(each.textOf("LastModified"));
        if (!size || !time) {
            return strange("an object in the list has no size or time");
        }
        page.objects.push_back({each.textOf("Key"), *size, *time});
    }
    if (isTrue(*root, "IsTruncated")) {
        page.next = root->textOf("NextContinuationToken");
        if (page.next.empty()) {
            return strange("the list is cut off and does not say how to go on");
        }
    }
    return page;
}

Result<UploadPage> readUploads(std::string_view body)
{
    const auto root = expect(body, "ListMultipartUploadsResult");
    if (!root) {
        return fail(root);
    }
    UploadPage page;
    for (const Element& each : root->children) {
        if (each.name != "Upload") {
            continue;
        }
        const auto time = readTime(each.textOf("Initiated"));
        if (!time) {
            return strange("an upload in the list has no time");
        }
        page.uploads.push_back({each.textOf("Key"), each.textOf("UploadId"), *time});
    }
    page.nextKey = root->textOf("NextKeyMarker");
    page.nextId = root->textOf("NextUploadIdMarker");
    page.more = isTrue(*root, "IsTruncated") && !page.nextKey.empty();
    return page;
}

Result<PartPage> readParts(std::string_view body)
{
    const auto root = expect(body, "ListPartsResult");
    if (!root) {
        return fail(root);
    }
    PartPage page;
    for (const Element& each : root->children) {
        if (each.name == "Part") {
            const auto time = readTime(each.textOf("LastModified"));
            if (!time) {
                return strange("a part in the list has no time");
            }
            page.newest = std::max(page.newest.value_or(*time), *time);
        }
    }
    page.next = root->textOf("NextPartNumberMarker");
    page.more = isTrue(*root, "IsTruncated") && !page.next.empty();
    return page;
}

Result<std::string> readUploadId(std::string_view body)
{
    const auto root = expect(body, "InitiateMultipartUploadResult");
    if (!root) {
        return fail(root);
    }
    std::string id = root->textOf("UploadId");
    if (id.empty()) {
        return strange("the upload has no id");
    }
    return id;
}

Result<std::string> readCompleted(std::string_view body)
{
    const auto root = expect(body, "CompleteMultipartUploadResult");
    if (!root) {
        return fail(root);
    }
    return root->textOf("ETag");
}

std::string completeBody(const std::vector<std::string>& etags)
{
    QByteArray text;
    QXmlStreamWriter writer(&text);
    writer.writeStartElement(QStringLiteral("CompleteMultipartUpload"));
    for (std::size_t i = 0; i < etags.size(); ++i) {
        writer.writeStartElement(QStringLiteral("Part"));
        writer.writeTextElement(QStringLiteral("PartNumber"), QString::number(i + 1));
        writer.writeTextElement(QStringLiteral("ETag"), QString::fromStdString(etags[i]));
        writer.writeEndElement();
    }
    writer.writeEndElement();
    return text.toStdString();
}

std::string bucketBody(const std::string& region)
{
    QByteArray text;
    QXmlStreamWriter writer(&text);
    writer.writeStartElement(QStringLiteral("CreateBucketConfiguration"));
    writer.writeTextElement(QStringLiteral("LocationConstraint"), QString::fromStdString(region));
    writer.writeEndElement();
    return text.toStdString();
}

} // namespace argus::blob::s3
