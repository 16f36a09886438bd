package io.ramal.shell.internal.commands;

import io.ramal.extension.AsteriskConfig;
import java.io.PrintStream;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.completers.StringsCompleter;
import org.jspecify.annotations.Nullable;

/** {@code ramal:asterisk-config}. */
@Service
@Command(
        scope = "ramal",
        name = "asterisk-config",
        description = "Prints the files Asterisk needs, filled in for the pairs that run",
        detailedDescription = "extensions is the dialplan of both legs with the real ports, pjsip the telephones,"
                + " manager the user by which residents are rung; all is all of them. Save each as"
                + " /etc/asterisk/<name>_ramal.conf. Passwords are new with every print and kept nowhere: the one of"
                + " manager belongs into etc/io.ramal.dial.ami.cfg too, as .password. --host comes before the file.")
public final class AsteriskConfigCommand implements Action {
    private static final String ALL = "all";

    @Reference(optional = true)
    @Nullable
    AsteriskConfig config;

    @Option(
            name = "--host",
            description = "Name or address at which Asterisk reaches this server, where it runs on another machine")
    String host = "";

    @Argument(name = "file", description = "extensions, pjsip, manager or all")
    @Completion(
            value = StringsCompleter.class,
            values = {"extensions", "pjsip", "manager", ALL})
    String file = ALL;

    PrintStream out = System.out;

    @Override
    public @Nullable Object execute() {
        AsteriskConfig files = Services.require(config, "the configuration of Asterisk is", "io.ramal.extensions");
        out.print(file.equals(ALL) ? files.renderAll(host) : files.render(file, host));
        return null;
    }
}
