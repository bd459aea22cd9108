// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/presenters/data_presenter.h"

#include <QDirIterator>
#include <QFileInfo>

namespace envdeck::ui {

namespace {

qint64 sizeOf(const QString &path, const std::stop_token &stop)
{
    const QFileInfo top(path);
    if (!top.isDir() || top.isSymLink())
        return top.isSymLink() ? 0 : top.size();
    qint64 bytes = 0;
    QDirIterator files(path, QDir::Files | QDir::Hidden | QDir::System | QDir::NoSymLinks,
                       QDirIterator::Subdirectories);
    while (files.hasNext() && !stop.stop_requested()) {
        files.next();
        bytes += files.fileInfo().size();
    }
    return bytes;
}

} // namespace

DataPresenter::DataPresenter(const QList<DataPlace> &places, QObject *parent)
    : QObject(parent), m_places(places)
{
}

DataPresenter::~DataPresenter()
{
    m_stop.request_stop();
}

void DataPresenter::refresh()
{
    const auto measuring =
        m_disk.run([places = m_places, stop = m_stop.get_token()]() -> Result<QList<DataPlace>> {
            QList<DataPlace> measured = places;
            for (DataPlace &place : measured) {
                place.bytes = 0;
                for (const QString &path : std::as_const(place.paths))
                    *place.bytes += sizeOf(path, stop);
            }
            return measured;
        });
    whenDone(measuring, this, [this](const Result<QList<DataPlace>> &answer) {
        if (answer)
            m_places = answer.value();
        Q_EMIT changed();
    });
}

} // namespace envdeck::ui
