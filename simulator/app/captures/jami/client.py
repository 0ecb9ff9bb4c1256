#!/usr/bin/python3
"""Drives the Jami daemon (PJSIP) over D-Bus: an account that registers, publishes its presence and watches its own."""

import time

import dbus

PLACE = "cx.ring.Ring"
bus = dbus.SessionBus()


def manager(name):
    return dbus.Interface(bus.get_object(PLACE, "/cx/ring/Ring/" + name), PLACE + "." + name)


configuration, presence = manager("ConfigurationManager"), manager("PresenceManager")
details = configuration.getAccountTemplate("SIP")
details.update(
    {
        "Account.alias": "Alice",
        "Account.hostname": "192.0.2.1",
        "Account.username": "alice",
        "Account.password": "secret",
        "Account.localInterface": "eth0",
        "Account.localPort": "5062",
        "Account.registrationExpire": "600",
        "Account.presenceEnabled": "true",
        "Account.presencePublishSupported": "true",
        "Account.presenceSubscribeSupported": "true",
        "Account.upnpEnabled": "false",
        "Account.enable": "true",
    }
)
account = configuration.addAccount(details)
time.sleep(4)
presence.publish(account, True, "here")
time.sleep(1)
presence.subscribeBuddy(account, "sip:alice@192.0.2.1", True)
time.sleep(2)
presence.publish(account, False, "gone")
time.sleep(1)
presence.subscribeBuddy(account, "sip:alice@192.0.2.1", False)
time.sleep(1)
configuration.sendRegister(account, False)
time.sleep(1)
