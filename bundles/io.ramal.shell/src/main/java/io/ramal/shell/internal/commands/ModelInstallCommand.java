package io.ramal.shell.internal.commands;

import io.ramal.provider.ModelInstaller;
import io.ramal.shell.internal.ProgressLine;
import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.support.table.ShellTable;
import org.jspecify.annotations.Nullable;

/** {@code ramal:model-install}. */
@Service
@Command(
        scope = "ramal",
        name = "model-install",
        description = "Downloads and activates a model or voice",
        detailedDescription = "By a name that --list shows, or by the http(s) or file address of an archive. A download"
                + " that was interrupted goes on where it stopped.")
public final class ModelInstallCommand implements Action {
    @Reference(optional = true)
    List<ModelInstaller> installers = List.of();

    @Reference
    @Nullable
    Session session;

    @Argument(name = "model", description = "A model's name, or [language=]address or path of an archive")
    @Completion(ModelCompleter.class)
    @Nullable
    String model;

    @Option(name = "--provider", aliases = "-p", description = "For which provider, such as vosk")
    @Completion(InstallerCompleter.class)
    @Nullable
    String provider;

    @Option(name = "--sha256", description = "The archive's checksum in hex")
    String sha256 = "";

    @Option(name = "--list", aliases = "-l", description = "Lists the models that have a name")
    boolean list;

    PrintStream out = System.out;

    @Override
    public @Nullable Object execute() throws IOException {
        if (list) {
            print();
            return null;
        }
        if (model == null) {
            throw new IllegalArgumentException("which model? Give a name of ramal:model-install --list, or an address");
        }
        ModelInstaller installer = installer(model);
        ProgressLine line = new ProgressLine(out, session != null && session.getTerminal() != null);
        String folder;
        try {
            folder = installer.install(model, sha256, line::show);
        } finally {
            line.end();
        }
        out.println("installed for " + installer.provider() + " in " + folder);
        return null;
    }

    private void print() {
        ShellTable table = new ShellTable();
        List.of("Name", "Provider", "Description").forEach(table::column);
        installers.forEach(i ->
                i.known().forEach(m -> table.addRow().addContent(m.name(), i.provider(), m.description())));
        table.emptyTableText("No engine that needs a model is running.").print(out);
    }

    private ModelInstaller installer(String wanted) {
        List<ModelInstaller> fitting = installers.stream()
                .filter(i -> provider == null || i.provider().equals(provider))
                .toList();
        if (fitting.isEmpty()) {
            throw new IllegalStateException(
                    provider == null
                            ? "no engine that needs a model is running"
                            : "no engine " + provider + " that needs a model is running");
        }
        List<ModelInstaller> knowing = fitting.stream()
                .filter(i -> i.known().stream().anyMatch(m -> m.name().equals(wanted)))
                .toList();
        if (knowing.isEmpty() && !wanted.contains(":") && !wanted.contains("/")) {
            throw new IllegalArgumentException(
                    "no model is called " + wanted + "; ramal:model-install --list shows those that have a name");
        }
        List<ModelInstaller> choice = knowing.isEmpty() ? fitting : knowing;
        if (choice.size() > 1) {
            throw new IllegalArgumentException("for which provider? Give --provider "
                    + choice.stream().map(ModelInstaller::provider).collect(Collectors.joining(" or ")));
        }
        return choice.get(0);
    }
}
