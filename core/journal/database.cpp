// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/journal/database.h"

#include "core/base/file_system.h"
#include "core/base/log.h"
#include "core/base/paths.h"

#include <QFile>
#include <QFileInfo>
#include <QSqlError>
#include <QThread>
#include <atomic>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace envdeck::journal {

namespace {

// sqlite3.h; its header is not needed for the rest
constexpr int sqliteBusy = 5, sqliteLocked = 6, sqliteConstraint = 19;

Error errorOf(const QSqlError &error, const QString &path)
{
    const int code = error.nativeErrorCode().toInt() & 0xff; // Qt turns extended result codes on
    const QString words = error.databaseText().isEmpty() ? error.driverText() : error.databaseText();
    if (code == sqliteBusy || code == sqliteLocked)
        return Error{ErrorCode::Locked, path, words, code};
    return Error{code == sqliteConstraint ? ErrorCode::Conflict : ErrorCode::Io, path, words, code};
}

Error systemError(const QString &path)
{
    return Error{ErrorCode::Io, path, QString::fromLocal8Bit(std::strerror(errno)), 0};
}

Result<void> syncFolder(const QString &folder)
{
    const int fd = ::open(QFile::encodeName(folder).constData(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    const bool synced = fd >= 0 && ::fsync(fd) == 0;
    const Error error = systemError(folder);
    if (fd >= 0)
        ::close(fd);
    return synced ? Result<void>() : error;
}

// SQLite would make the file readable for others. The file is not opened for it: closing it again would drop
// the locks that another connection of this process holds on it (POSIX).
Result<void> makeFile(const QString &path)
{
    const QString folder = QFileInfo(path).absolutePath();
    if (auto made = makePrivateFolder(folder); !made)
        return made;
    if (isOnNetwork(folder))
        return Error{ErrorCode::Forbidden, folder, QStringLiteral("network file system"), 0};
    const QByteArray name = QFile::encodeName(path);
    struct stat info = {};
    if (::lstat(name.constData(), &info) == 0) {
        if (!S_ISREG(info.st_mode) || info.st_uid != ::geteuid())
            return Error{ErrorCode::Io, path, QStringLiteral("not a file of this user"), 0};
        if ((info.st_mode & 0777) != 0600 && ::chmod(name.constData(), 0600) != 0)
            return systemError(path);
        return {};
    }
    if (::mknod(name.constData(), S_IFREG | 0600, 0) != 0)
        return errno == EEXIST ? Result<void>() : systemError(path); // another process was faster
    return syncFolder(folder);
}

// A null string would be bound as NULL, which no column holds and nothing equals.
QVariant withoutNullText(const QVariant &value)
{
    const bool null = value.typeId() == QMetaType::QString && value.toString().isNull();
    return null ? QVariant(QStringLiteral("")) : value;
}

// Device and inode; zeros when there is nothing.
std::pair<quint64, quint64> fileAt(const QString &path)
{
    struct stat info = {};
    if (::stat(QFile::encodeName(path).constData(), &info) != 0)
        return {};
    return {info.st_dev, info.st_ino};
}

} // namespace

Database::Database(const Options &options, const QString &name) : m_options(options), m_name(name) {}

Database::~Database()
{
    QSqlDatabase::removeDatabase(m_name);
}

Result<std::unique_ptr<Database>> Database::open(const Options &options)
{
    static std::atomic<int> counter{0};
    if (const auto made = makeFile(options.path); !made)
        return made.error();
    const QString name = QStringLiteral("envdeck-%1").arg(++counter);
    std::unique_ptr<Database> database(new Database(options, name));
    {
        QSqlDatabase connection = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), name);
        connection.setDatabaseName(options.path);
        connection.setConnectOptions(
            QStringLiteral("QSQLITE_BUSY_TIMEOUT=%1").arg(options.busyLimit.count()));
        if (!connection.open())
            return errorOf(connection.lastError(), options.path);
    }
    if (const auto prepared = database->prepare(); !prepared)
        return prepared.error();
    database->m_file = fileAt(options.path);
    return database;
}

bool Database::isInPlace() const
{
    return m_file == fileAt(m_options.path);
}

Result<QSqlQuery> Database::run(const QString &sql, const QVariantList &values)
{
    QSqlQuery query(QSqlDatabase::database(m_name, false));
    query.setForwardOnly(true);
    bool good = query.prepare(sql);
    for (const QVariant &value : values)
        query.addBindValue(withoutNullText(value));
    good = good && query.exec();
    if (!good)
        return errorOf(query.lastError(), m_options.path);
    return query;
}

Result<void> Database::endOf(const QSqlQuery &query) const
{
    return query.lastError().isValid() ? Result<void>(errorOf(query.lastError(), m_options.path))
                                       : Result<void>();
}

// The switch to WAL does not wait for others as long as the busy limit says; two first starts may meet there.
Result<void> Database::prepare()
{
    constexpr int attempts = 50;
    for (int attempt = 1;; ++attempt) {
        auto prepared = prepareOnce();
        if (prepared || prepared.error().code != ErrorCode::Locked || attempt == attempts)
            return prepared;
        QThread::msleep(20);
    }
}

Result<void> Database::prepareOnce()
{
    const auto mode = list(QStringLiteral("PRAGMA journal_mode=WAL"), {},
                           [](const QSqlQuery &query) { return query.value(0).toString(); });
    if (!mode)
        return mode.error();
    if (mode.value().value(0) != QLatin1String("wal"))
        return Error{ErrorCode::Io, m_options.path, QStringLiteral("no write-ahead log here"), 0};
    const QString synchronous = m_options.durable ? QStringLiteral("FULL") : QStringLiteral("NORMAL");
    if (const auto set = run(QStringLiteral("PRAGMA synchronous=%1").arg(synchronous)); !set)
        return set.error();
    return migrate();
}

Result<void> Database::migrate()
{
    const QString ask = QStringLiteral("PRAGMA user_version");
    const auto version = number(ask);
    if (!version)
        return version.error();
    if (version.value() > m_options.schema.size())
        return Error{ErrorCode::BadConfig, m_options.path, QStringLiteral("version %1").arg(version.value()),
                     0};
    if (version.value() == m_options.schema.size())
        return {};
    return transaction([this, ask]() -> Result<void> {
        const auto current = number(ask); // another process may have been faster
        if (!current)
            return current.error();
        for (qint64 step = current.value(); step < m_options.schema.size(); ++step) {
            for (const QString &statement : m_options.schema.at(step)) {
                if (const auto done = run(statement); !done)
                    return done.error();
            }
        }
        const auto noted = run(QStringLiteral("PRAGMA user_version=%1").arg(m_options.schema.size()));
        return noted ? Result<void>() : noted.error();
    });
}

Result<qint64> Database::number(const QString &sql, const QVariantList &values)
{
    const auto numbers =
        list(sql, values, [](const QSqlQuery &query) { return query.value(0).toLongLong(); });
    if (!numbers)
        return numbers.error();
    return numbers.value().value(0);
}

void Database::rollBack()
{
    // SQLite has rolled back by itself after some errors (disk full); then this one says so and no harm is
    // done.
    if (const auto done = run(QStringLiteral("ROLLBACK")); !done)
        qCDebug(lcJournal) << "rollback" << done.error().detail;
}

void removeDatabase(const QString &path)
{
    for (const char *suffix : {"", "-wal", "-shm"})
        QFile::remove(path + QLatin1String(suffix));
}

} // namespace envdeck::journal
