// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
// envdeck-first-paint PROGRAM [ARGUMENT...]: prints the milliseconds from starting PROGRAM until most of its
// first window was painted, seen from outside by the X server (DAMAGE), so that every program is measured
// alike. Ends the program with SIGTERM. Exit 1 when nothing was painted in a minute.
#include <chrono>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <map>
#include <memory>
#include <poll.h>
#include <sys/wait.h>
#include <unistd.h>
#include <xcb/damage.h>
#include <xcb/xcb.h>

namespace {

using Clock = std::chrono::steady_clock;

struct Size {
    int width = 0;
    int height = 0;
};

// Watches the children of the root window from their creation on: a paint right after the map is not missed.
class Watch {
public:
    explicit Watch(xcb_connection_t *connection) : m_connection(connection)
    {
        m_damage = xcb_get_extension_data(connection, &xcb_damage_id);
        std::unique_ptr<xcb_damage_query_version_reply_t, decltype(&std::free)> version(
            xcb_damage_query_version_reply(connection, xcb_damage_query_version(connection, 1, 1), nullptr),
            &std::free);
        const xcb_window_t root = xcb_setup_roots_iterator(xcb_get_setup(connection)).data->root;
        const uint32_t mask = XCB_EVENT_MASK_SUBSTRUCTURE_NOTIFY;
        xcb_change_window_attributes(connection, root, XCB_CW_EVENT_MASK, &mask);
        xcb_flush(connection);
    }

    bool works() const { return m_damage && m_damage->present; }

    // True when this event says that a window of a program's size is painted.
    bool isFirstPaint(const xcb_generic_event_t &event)
    {
        const int type = event.response_type & 0x7f;
        if (type == XCB_CREATE_NOTIFY) {
            const auto &created = reinterpret_cast<const xcb_create_notify_event_t &>(event);
            xcb_damage_create(m_connection, xcb_generate_id(m_connection), created.window,
                              XCB_DAMAGE_REPORT_LEVEL_RAW_RECTANGLES);
            xcb_flush(m_connection);
            m_sizes[created.window] = {created.width, created.height};
        } else if (type == XCB_CONFIGURE_NOTIFY) {
            const auto &configured = reinterpret_cast<const xcb_configure_notify_event_t &>(event);
            m_sizes[configured.window] = {configured.width, configured.height};
        } else if (type == m_damage->first_event + XCB_DAMAGE_NOTIFY) {
            const auto &damaged = reinterpret_cast<const xcb_damage_notify_event_t &>(event);
            const Size size = m_sizes[damaged.drawable];
            constexpr int least = 300; // no tooltip, no helper window
            return size.width >= least && size.height >= least &&
                   2 * damaged.area.width * damaged.area.height >= size.width * size.height;
        }
        return false;
    }

private:
    xcb_connection_t *m_connection; // borrowed
    const xcb_query_extension_reply_t *m_damage = nullptr;
    std::map<xcb_window_t, Size> m_sizes;
};

} // namespace

int main(int argc, char **argv)
{
    if (argc < 2)
        return 64;
    xcb_connection_t *connection = xcb_connect(nullptr, nullptr);
    if (xcb_connection_has_error(connection)) {
        std::fputs("envdeck-first-paint: no X display\n", stderr);
        return 1;
    }
    Watch watch(connection);
    if (!watch.works()) {
        std::fputs("envdeck-first-paint: the X server has no DAMAGE extension\n", stderr);
        return 1;
    }
    const auto start = Clock::now();
    const pid_t child = fork();
    if (child == 0) {
        setpgid(0, 0);
        execvp(argv[1], argv + 1);
        _exit(127);
    }
    double found = -1;
    while (found < 0 && Clock::now() - start < std::chrono::minutes(1)) {
        pollfd ready{xcb_get_file_descriptor(connection), POLLIN, 0};
        poll(&ready, 1, 100);
        while (xcb_generic_event_t *event = xcb_poll_for_event(connection)) {
            if (found < 0 && watch.isFirstPaint(*event))
                found = std::chrono::duration<double, std::milli>(Clock::now() - start).count();
            std::free(event);
        }
    }
    kill(-child, SIGTERM);
    waitpid(child, nullptr, 0);
    xcb_disconnect(connection);
    if (found < 0) {
        std::fprintf(stderr, "envdeck-first-paint: %s painted nothing\n", argv[1]);
        return 1;
    }
    std::printf("%.1f\n", found);
    return 0;
}
