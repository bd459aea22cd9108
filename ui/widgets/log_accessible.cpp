// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/log_accessible.h"

#include "ui/widgets/log_store_view.h"

#include <QAccessible>
#include <QAccessibleWidget>

namespace envdeck::ui {

namespace {

class LogAccessible final : public QAccessibleWidget {
public:
    explicit LogAccessible(LogStoreView *view) : QAccessibleWidget(view, QAccessible::List) {}

    QString text(QAccessible::Text kind) const override
    {
        const auto *view = static_cast<const LogStoreView *>(widget());
        if (kind == QAccessible::Value)
            return view->visibleLines().join(QLatin1Char('\n'));
        if (kind == QAccessible::Description)
            return view->currentRow() < 0 ? QString() : view->selectedText();
        return QAccessibleWidget::text(kind);
    }
};

QAccessibleInterface *makeInterface(const QString &className, QObject *object)
{
    if (className != QLatin1String(LogStoreView::staticMetaObject.className()))
        return nullptr;
    return new LogAccessible(static_cast<LogStoreView *>(object));
}

} // namespace

void installLogRole()
{
    static const bool installed = (QAccessible::installFactory(makeInterface), true);
    Q_UNUSED(installed)
}

} // namespace envdeck::ui
