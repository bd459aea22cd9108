#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The Envdeck authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A Secret Service that has a bad day: fake_keyring.py hang|die|deny|dismiss. It keeps nothing."""
import os
import sys

import dbus
import dbus.mainloop.glib
import dbus.service
from gi.repository import GLib

SERVICE = "org.freedesktop.Secret.Service"
COLLECTION = "org.freedesktop.Secret.Collection"
PROMPT = "org.freedesktop.Secret.Prompt"
ROOT = "/org/freedesktop/secrets"
mode = sys.argv[1]


class Refused(dbus.DBusException):
    def __init__(self, name, words):
        super().__init__(words)
        self._dbus_error_name = name


class Service(dbus.service.Object):
    @dbus.service.method(SERVICE, in_signature="sv", out_signature="vo")
    def OpenSession(self, algorithm, _input):
        if algorithm != "plain":
            raise Refused("org.freedesktop.DBus.Error.NotSupported", "plain only")
        return dbus.String("", variant_level=1), dbus.ObjectPath(ROOT + "/session/s1")

    @dbus.service.method(SERVICE, in_signature="a{ss}", out_signature="aoao", async_callbacks=("answer", "_fail"))
    def SearchItems(self, _attributes, answer, _fail):
        if mode != "hang":
            answer([], [])

    @dbus.service.method("org.freedesktop.DBus.Properties", in_signature="s", out_signature="a{sv}")
    def GetAll(self, _interface):
        return {"Collections": dbus.Array([], signature="o")}


class Collection(dbus.service.Object):
    @dbus.service.method(COLLECTION, in_signature="a{sv}(oayays)b", out_signature="oo", async_callbacks=("answer", "fail"))
    def CreateItem(self, _properties, _secret, _replace, answer, fail):
        if mode == "die":
            os._exit(1)
        if mode == "deny":
            fail(Refused("org.freedesktop.DBus.Error.AccessDenied", "Access denied by policy"))
        if mode == "dismiss":
            answer("/", ROOT + "/prompt/p1")

    @dbus.service.method("org.freedesktop.DBus.Properties", in_signature="s", out_signature="a{sv}")
    def GetAll(self, _interface):
        return {"Locked": dbus.Boolean(False)}


class Prompt(dbus.service.Object):
    @dbus.service.method(PROMPT, in_signature="s")
    def Prompt(self, _window):
        GLib.idle_add(lambda: self.Completed(True, dbus.ObjectPath("/", variant_level=1)) and False)

    @dbus.service.signal(PROMPT, signature="bv")
    def Completed(self, dismissed, result):
        pass


dbus.mainloop.glib.DBusGMainLoop(set_as_default=True)
bus = dbus.SessionBus()
objects = [Service(bus, ROOT), Collection(bus, ROOT + "/aliases/default"), Prompt(bus, ROOT + "/prompt/p1")]
name = dbus.service.BusName("org.freedesktop.secrets", bus)  # last: whoever waits for the name finds the objects
GLib.MainLoop().run()
