package io.ramal.shell.internal.commands;

import io.ramal.extension.ExtensionControl;
import io.ramal.extension.Extensions;
import org.jspecify.annotations.Nullable;

/** Commands are there before what they ask, and say so instead of failing with a stack trace's riddle. */
final class Services {
    private Services() {}

    /** @throws IllegalStateException naming the bundle to look at when there is no service */
    static <T> T require(@Nullable T service, String what, String bundle) {
        if (service == null) {
            throw new IllegalStateException(what + " not running: see \"bundle:list\" and \"scr:info\" for " + bundle);
        }
        return service;
    }

    static Extensions extensions(@Nullable Extensions service) {
        return require(service, "the manager of extensions is", "io.ramal.extensions");
    }

    static ExtensionControl control(@Nullable ExtensionControl service) {
        return require(service, "the control of extensions is", "io.ramal.extensions");
    }
}
