// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/support/clipping.h"

#include "ui/widgets/label.h"

#include <QAbstractButton>
#include <QAccessible>
#include <QCheckBox>
#include <QPushButton>
#include <QRadioButton>

namespace envdeck::testing {

namespace {

QString describe(const QWidget *widget, const QString &text, int has, int needs)
{
    return QStringLiteral("%1 %2 '%3' %4 < %5")
        .arg(QString::fromLatin1(widget->metaObject()->className()), widget->objectName(), text,
             QString::number(has), QString::number(needs));
}

} // namespace

QStringList clippedTexts(const QWidget &root)
{
    QStringList clipped;
    for (const QWidget *widget : root.findChildren<QWidget *>()) {
        if (!widget->isVisible())
            continue;
        if (const auto *label = qobject_cast<const ui::Label *>(widget); label && !label->text().isEmpty()) {
            const int needs =
                label->wordWrap() ? label->heightForWidth(label->width()) : label->fontMetrics().height();
            if (label->height() < needs)
                clipped.append(describe(label, label->text(), label->height(), needs));
            continue;
        }
        const bool standard = widget->inherits("QPushButton") || widget->inherits("QCheckBox") ||
                              widget->inherits("QRadioButton");
        if (!standard || widget->objectName() == QLatin1String("palette.open")) // elides, with a tooltip
            continue;
        const auto *button = static_cast<const QAbstractButton *>(widget);
        if (button->width() < button->sizeHint().width() || button->height() < button->sizeHint().height())
            clipped.append(describe(button, button->text(), button->width(), button->sizeHint().width()));
    }
    return clipped;
}

QStringList namelessWidgets(const QWidget &root)
{
    QStringList nameless;
    for (QWidget *widget : root.findChildren<QWidget *>()) {
        if (!widget->isVisible() || widget->focusPolicy() == Qt::NoFocus || widget->focusProxy())
            continue;
        const QAccessibleInterface *spoken = QAccessible::queryAccessibleInterface(widget);
        if (!spoken || spoken->text(QAccessible::Name).isEmpty())
            nameless.append(QStringLiteral("%1 %2").arg(
                QString::fromLatin1(widget->metaObject()->className()), widget->objectName()));
    }
    return nameless;
}

} // namespace envdeck::testing
