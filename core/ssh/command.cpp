// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ssh/command.h"

namespace envdeck::ssh {

namespace {

constexpr qsizetype mostLine = 100 * 1024; // the kernel takes 128 KiB in one argument

// Plain in single quotes of every login shell and in double quotes of sh at once.
bool isPlain(char c)
{
    static const QByteArray plain(" _./:=,@+-()[]{}<>|&;*?~#");
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || plain.contains(c);
}

// For printf's %b: everything else as \0ooo.
QByteArray encoded(const QByteArray &bytes)
{
    QByteArray out;
    for (const char c : bytes) {
        if (isPlain(c)) {
            out += c;
            continue;
        }
        const uint code = static_cast<uchar>(c);
        out += "\\0";
        out += static_cast<char>('0' + (code >> 6));
        out += static_cast<char>('0' + ((code >> 3) & 7));
        out += static_cast<char>('0' + (code & 7));
    }
    return out;
}

// A grandchild, so that a script's own `wait` does not wait for it, whose pipes are not the script's. The
// process group is that of the whole command, and its number is not given away while anybody is in it.
const char *const heeding = R"sh(exec 3<&0 </dev/null
( { if read -r a && [ "$a" = keep ]; then read -r a || exit 0; fi
kill -0 $$ && { kill -TERM -- -$$ || kill -TERM $$; }; } <&3 >/dev/null 2>&1 & )
exec 3<&-
)sh";

Result<Command> made(const QByteArray &before, const QByteArray &script, const QList<Value> &values)
{
    if (script.contains('\0'))
        return Error{ErrorCode::BadInput, {}, QStringLiteral("nul"), 0};
    QByteArray whole = before;
    if (!values.isEmpty()) {
        whole += "set --";
        for (const Value &value : values) {
            if (value.bad)
                return Error{ErrorCode::BadInput, {}, QLatin1String(value.bad), 0};
            whole += ' ' + quoted(value.bytes);
        }
        whole += '\n';
    }
    whole += script;
    Command made{
        "exec /bin/sh -c 'eval \"$(printf %b \"" + encoded(whole) + "\")\"'", {}, false, !before.isEmpty()};
    if (made.line.size() > mostLine)
        return Error{ErrorCode::BadInput, {}, QStringLiteral("too-long"), 0};
    return made;
}

} // namespace

Value Value::path(const QString &path)
{
    const bool good = path.startsWith(QLatin1Char('/')) && !path.contains(QChar(u'\0')) &&
                      !path.contains(QLatin1Char('\n')) && !path.contains(QLatin1Char('\r'));
    return {path.toUtf8(), good ? nullptr : "path"};
}

Value Value::name(const QString &name)
{
    const auto alnum = [](QChar c) {
        return (c >= u'a' && c <= u'z') || (c >= u'A' && c <= u'Z') || (c >= u'0' && c <= u'9');
    };
    const auto rest = [&](QChar c) { return alnum(c) || c == u'_' || c == u'.' || c == u'-' || c == u'@'; };
    const bool good = !name.isEmpty() && name.size() <= 255 && alnum(name.front()) &&
                      std::all_of(name.cbegin(), name.cend(), rest);
    return {name.toUtf8(), good ? nullptr : "name"};
}

QByteArray quoted(const QByteArray &value)
{
    QByteArray inner = value;
    return '\'' + inner.replace('\'', "'\\''") + '\'';
}

Result<Command> command(const QByteArray &script, const QList<Value> &values)
{
    return made(heeding, script, values);
}

Result<Command> readingCommand(const QByteArray &script, const QList<Value> &values)
{
    return made({}, script, values);
}

Command scriptCommand(const QByteArray &script)
{
    // A line that `read` takes to its last byte and no further, so that what follows is there for heeding.
    const QByteArray line = encoded(heeding + script) + '\n';
    return {"exec /bin/sh -c 'read -r s && eval \"$(printf %b \"$s\")\"'", Secret(line), false, true};
}

} // namespace envdeck::ssh
