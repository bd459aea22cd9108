// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QSqlDatabase>
#include <QSqlQuery>
#include <QStringList>
#include <QVariantList>
#include <chrono>
#include <memory>

namespace envdeck::journal {

// Step n of the list brings a file of version n - 1 to version n (PRAGMA user_version). A step that was
// released is never edited.
using Schema = QList<QStringList>;

// One connection to a SQLite file in WAL mode. Belongs to the thread that opened it.
// Errors: Io with SQLite's primary result code in `status`, Locked when the file was busy for too long,
// Conflict when a constraint or trigger refused, BadConfig for a file of a newer version, Forbidden on
// network storage.
class Database {
public:
    struct Options {
        QString path;
        Schema schema;
        bool durable =
            true; // a commit is on the disk before it returns; false: it survives a crash of ours only
        std::chrono::milliseconds busyLimit{5000};
    };

    // Makes the file (0600) and its folder (0700) when they are missing, and brings the schema up to date.
    static Result<std::unique_ptr<Database>> open(const Options &options);
    ~Database();
    Database(const Database &) = delete;
    Database &operator=(const Database &) = delete;

    // Whether the file that was opened still is what its path names; else rows would go where nobody looks.
    bool isInPlace() const;

    // Runs one statement; `values` take the places of its question marks.
    Result<QSqlQuery> run(const QString &sql, const QVariantList &values = {});

    // Every row of a SELECT through rowOf(const QSqlQuery &); an error instead of half of them.
    template <typename Fn>
    auto list(const QString &sql, const QVariantList &values, Fn rowOf)
        -> Result<QList<std::invoke_result_t<Fn, const QSqlQuery &>>>
    {
        auto result = run(sql, values);
        if (!result)
            return result.error();
        QSqlQuery query = std::move(result).value();
        QList<std::invoke_result_t<Fn, const QSqlQuery &>> rows;
        while (query.next())
            rows.append(rowOf(query));
        if (const auto end = endOf(query); !end)
            return end.error();
        return rows;
    }
    // The first column of the first row; 0 without one.
    Result<qint64> number(const QString &sql, const QVariantList &values = {});
    // Whether next() was false for want of rows; a page that cannot be read ends them without a word.
    Result<void> endOf(const QSqlQuery &query) const;

    // BEGIN IMMEDIATE, fn(), COMMIT; everything is rolled back when fn answers an error.
    template <typename Fn>
    auto transaction(Fn fn) -> std::invoke_result_t<Fn>
    {
        if (const auto begun = run(QStringLiteral("BEGIN IMMEDIATE")); !begun)
            return begun.error();
        auto result = fn();
        if (!result) {
            rollBack();
            return result;
        }
        if (const auto committed = run(QStringLiteral("COMMIT")); !committed) {
            rollBack();
            return committed.error();
        }
        return result;
    }

private:
    Database(const Options &options, const QString &name);
    Result<void> prepare();
    Result<void> prepareOnce();
    Result<void> migrate();
    void rollBack();

    const Options m_options;
    const QString m_name;               // Qt's name of the connection
    std::pair<quint64, quint64> m_file; // device and inode
};

// Removes the file together with what WAL mode keeps beside it.
void removeDatabase(const QString &path);

} // namespace envdeck::journal
