// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/sheet_accessible.h"

#include "ui/dialogs/guarded_sheet.h"

#include <QAccessible>
#include <QAccessibleWidget>

namespace envdeck::ui {

namespace {

// Qt asks with every class name from the most derived one up, so subclasses of the sheet are found too.
QAccessibleInterface *makeInterface(const QString &className, QObject *object)
{
    if (className != QLatin1String(GuardedSheet::staticMetaObject.className()))
        return nullptr;
    auto *sheet = static_cast<GuardedSheet *>(object);
    return new QAccessibleWidget(sheet, QAccessible::Dialog, sheet->action().title);
}

} // namespace

void installSheetRole()
{
    static const bool installed = (QAccessible::installFactory(makeInterface), true);
    Q_UNUSED(installed)
}

} // namespace envdeck::ui
