// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/segment_popover.h"

#include "ui/widgets/popover.h"

#include <QCoreApplication>
#include <QPushButton>
#include <QVBoxLayout>

namespace envdeck::ui {

struct SegmentWords {
    Q_DECLARE_TR_FUNCTIONS(envdeck::ui::SegmentWords)
};

void showSegmentPopover(QWidget *anchor, const StripSegment &segment, ShellModel &model)
{
    auto *popover = new Popover(anchor);
    popover->setObjectName(QStringLiteral("status.details"));
    popover->addTitle(segment.text);
    popover->addFact(SegmentWords::tr("Address"), segment.url);
    popover->addFact(SegmentWords::tr("Last call"), segment.lastCall);
    popover->addFact(SegmentWords::tr("Problem"), segment.error);
    if (segment.canRetry) {
        auto *retry = new QPushButton(SegmentWords::tr("Try again"));
        retry->setObjectName(QStringLiteral("status.retry"));
        popover->content()->addWidget(retry, 0, Qt::AlignLeft);
        QObject::connect(retry, &QPushButton::clicked, popover, [popover, &model, id = segment.id] {
            popover->close();
            model.retrySource(id);
        });
    }
    popover->popUp();
}

} // namespace envdeck::ui
