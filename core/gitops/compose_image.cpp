// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/gitops/compose_image.h"

#include "core/gitops/compose_compare.h"
#include "core/gitops/compose_tree.h"

#include <algorithm>

namespace envdeck::gitops {

namespace {

// The bytes of the file that hold a value, without its quotes.
struct Span {
    qsizetype from = 0;
    qsizetype size = 0;
};

// The value node of the image as this very service writes it, or why it does not.
Result<int> writtenImage(const Tree &tree, const ComposeFile &file, const QString &name)
{
    const QByteArray key = name.toUtf8();
    const int services = tree.written(tree.root(), "services");
    if (services < 0 || tree.node(tree.resolved(services)).kind != TreeNode::Kind::Map)
        return refuse(Refusal::NotCompose, file, 0);
    const int lineOfServices = tree.node(services).line;
    if (tree.service(key) < 0)
        return refuse(Refusal::UnknownService, file, lineOfServices, name);
    if (tree.node(services).kind == TreeNode::Kind::Alias)
        return refuse(Refusal::FromAlias, file, lineOfServices, name);
    const int service = tree.written(services, key);
    if (service < 0)
        return refuse(Refusal::FromMerge, file, lineOfServices, name);
    const TreeNode &body = tree.node(service);
    if (body.kind == TreeNode::Kind::Alias)
        return refuse(Refusal::FromAlias, file, body.line, name);
    const int image = tree.written(service, "image");
    if (image < 0 && tree.entry(service, "image") >= 0)
        return refuse(Refusal::FromMerge, file, body.line, name);
    if (image < 0 && tree.entry(service, "extends") >= 0)
        return refuse(Refusal::FromExtends, file, body.line, name);
    if (image < 0 || tree.node(image).kind == TreeNode::Kind::Null)
        return refuse(Refusal::NoImage, file, image < 0 ? body.line : tree.node(image).line, name);
    if (tree.node(image).kind == TreeNode::Kind::Alias)
        return refuse(Refusal::FromAlias, file, tree.node(image).line, name);
    if (tree.node(image).kind != TreeNode::Kind::Scalar)
        return refuse(Refusal::NotOneLine, file, tree.node(image).line, name);
    return image;
}

// End of a quoted text whose first character stands at `at`; -1 when it is not on one line.
qsizetype endOfQuoted(const QByteArray &text, qsizetype at, char quote)
{
    for (; at < text.size() && text.at(at) != '\n'; ++at) {
        if (quote == '"' && text.mid(at, 2) == "\\\n")
            return -1; // an escaped line end
        if (quote == '"' && text.at(at) == '\\')
            ++at;
        else if (text.at(at) == quote && quote == '\'' && at + 1 < text.size() && text.at(at + 1) == quote)
            ++at;
        else if (text.at(at) == quote)
            return at;
    }
    return -1;
}

std::optional<Span> oneLineSpan(const QByteArray &text, const TreeNode &node)
{
    qsizetype at = node.at;
    while (at < text.size() &&
           (text.at(at) == '&' || text.at(at) == '!')) { // anchor and tag stand before the value
        while (at < text.size() && !QByteArrayView(" \t\r\n").contains(text.at(at)))
            ++at;
        while (at < text.size() && (text.at(at) == ' ' || text.at(at) == '\t'))
            ++at;
    }
    if (at >= text.size())
        return std::nullopt;
    const char first = text.at(at);
    if (first == '"' || first == '\'') {
        const qsizetype end = endOfQuoted(text, at + 1, first);
        return end < 0 ? std::nullopt : std::optional(Span{at + 1, end - at - 1});
    }
    // Folded over lines, the text differs from the value; block styles begin with an indicator.
    if (node.value.isEmpty() ||
        QByteArrayView(text).sliced(at).first(std::min(node.value.size(), text.size() - at)) != node.value)
        return std::nullopt;
    return Span{at, node.value.size()};
}

Result<ImageRef> imageIn(const ComposeFile &file, const TreeNode &node)
{
    if (node.value.contains('$'))
        return refuse(Refusal::Interpolated, file, node.line);
    const auto image = ImageRef::parse(QString::fromUtf8(node.value));
    if (!image)
        return refuse(Refusal::NotAnImage, file, node.line);
    return *image;
}

struct Place {
    QString service;
    int node = -1;
    Span span;
    ImageRef image;
};

Result<Place> placeOf(const Tree &tree, const ComposeFile &file, const QString &service, const ImageRef &to)
{
    const auto node = writtenImage(tree, file, service);
    if (!node)
        return node.error();
    const TreeNode &at = tree.node(node.value());
    const auto image = imageIn(file, at);
    if (!image && refusalOf(image.error()) == Refusal::Interpolated)
        return image.error();
    const auto span = oneLineSpan(file.content, at);
    if (!span)
        return refuse(Refusal::NotOneLine, file, at.line, service);
    if (!image)
        return image.error();
    if (!image.value().digest.isEmpty() && to.digest.isEmpty())
        return refuse(Refusal::DigestNeeded, file, at.line, service);
    return Place{service, node.value(), *span, image.value()};
}

// The edited file, read again and held against the one before: exactly the images of these places differ.
Result<QByteArray> checkedEdit(const Tree &before, const ComposeFile &file, const QByteArray &edited,
                               const QList<Place> &places, const ImageRef &to)
{
    const auto after = Tree::parse({file.path, edited});
    if (!after)
        return refuse(Refusal::ChangedElsewhere, file, 0, after.error().detail);
    const auto differing = differences(before, after.value(), file);
    if (!differing)
        return differing.error();
    QList<TreePath> expected;
    for (const Place &place : places) {
        const QByteArray service = place.service.toUtf8();
        if (place.image != to)
            expected.append({"services", service, "image"});
        const int image = after.value().imageOfService(service);
        if (image < 0 || after.value().node(image).value != to.text().toUtf8())
            return refuse(Refusal::ChangedElsewhere, file, before.node(place.node).line, place.service);
    }
    for (const TreePath &path : differing.value()) {
        if (!expected.contains(path))
            return refuse(Refusal::ChangedElsewhere, file, 0, QString::fromUtf8(path.join('.')));
    }
    if (differing.value().size() != expected.size())
        return refuse(Refusal::ChangedElsewhere, file, 0);
    return edited;
}

} // namespace

Result<ImageLine> imageOf(const ComposeFile &file, const QString &service)
{
    const auto tree = Tree::parse(file);
    if (!tree)
        return tree.error();
    const QByteArray key = service.toUtf8();
    if (tree.value().service(key) < 0)
        return refuse(Refusal::UnknownService, file, 0, service);
    const int index = tree.value().imageOfService(key);
    if (index < 0 || tree.value().node(index).kind == TreeNode::Kind::Null)
        return refuse(Refusal::NoImage, file, tree.value().node(tree.value().service(key)).line, service);
    const auto image = imageIn(file, tree.value().node(index));
    if (!image)
        return image.error();
    return ImageLine{image.value(), tree.value().node(index).line};
}

Result<QByteArray> withImage(const ComposeFile &file, const QStringList &services, const ImageRef &to)
{
    if (ImageRef::parse(to.text()) != to || (to.tag.isEmpty() && to.digest.isEmpty()))
        return refuse(Refusal::NotAnImage, file, 0, to.text());
    const auto tree = Tree::parse(file);
    if (!tree)
        return tree.error();

    QList<Place> places;
    for (const QString &service : services) {
        const auto place = placeOf(tree.value(), file, service, to);
        if (!place)
            return place.error();
        if (!places.isEmpty() && places.first().image.repository != place.value().image.repository)
            return refuse(Refusal::ServicesDiffer, file, tree.value().node(place.value().node).line, service);
        const auto other = otherUseOf(tree.value(), file, place.value().node, service);
        if (!other)
            return other.error();
        if (!other.value().isEmpty())
            return refuse(Refusal::Shared, file, tree.value().node(place.value().node).line, other.value());
        places.append(place.value());
    }
    if (places.isEmpty())
        return refuse(Refusal::UnknownService, file, 0);

    QByteArray edited = file.content;
    std::sort(places.begin(), places.end(),
              [](const Place &a, const Place &b) { return a.span.from > b.span.from; });
    for (const Place &place : places) { // from the end, so that the earlier positions stay true
        if (place.image != to)
            edited.replace(place.span.from, place.span.size, to.text().toUtf8());
    }
    return checkedEdit(tree.value(), file, edited, places, to);
}

ImageRef writtenForm(const ImageRef &current, const ImageRef &target, Pin pin)
{
    ImageRef written = target;
    if (written.repository.isEmpty())
        written.repository = current.repository;
    if (current.digest.isEmpty() && pin == Pin::Tag && !written.tag.isEmpty())
        written.digest.clear();
    return written;
}

} // namespace envdeck::gitops
