package io.ramal.shell.internal.commands;

import io.ramal.extension.ExtensionControl;
import io.ramal.extension.ExtensionState;
import io.ramal.extension.ExtensionStatus;
import io.ramal.extension.Extensions;
import io.ramal.shell.internal.Ports;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.jspecify.annotations.Nullable;

/** What is done to pairs named on the command line, one after the other. */
abstract class PairsCommand implements Action {
    static final String FORCE = "--force";

    @Reference(optional = true)
    @Nullable
    Extensions extensions;

    @Reference(optional = true)
    @Nullable
    ExtensionControl control;

    @Argument(
            name = "numbers",
            description = "AI numbers or return numbers of pairs, or id:<id>",
            required = true,
            multiValued = true)
    @Completion(ExtensionCompleter.class)
    List<String> numbers = new ArrayList<>();

    PrintStream out = System.out;

    @Override
    public @Nullable Object execute() {
        Extensions pairs = Services.extensions(extensions);
        ExtensionControl steering = Services.control(control);
        List<ExtensionStatus> all = pairs.status();
        // a slip of the finger is noticed before anything is done
        List<ExtensionStatus> meant = numbers.stream()
                .map(n -> ExtensionFinder.one(all, n))
                .distinct()
                .toList();
        List<String> failed = new ArrayList<>();
        for (ExtensionStatus before : meant) {
            int id = before.extension().id();
            String number = before.extension().number();
            if (!apply(steering, id)) {
                failed.add(number + " is not configured any more");
                continue;
            }
            ExtensionStatus now = pairs.status().stream()
                    .filter(s -> s.extension().id() == id)
                    .findFirst()
                    .orElse(before);
            if (now.state() == expected()) {
                out.println(number + " " + told(before, now));
            } else {
                failed.add(number + " is " + word(now.state()) + ": "
                        + Objects.requireNonNullElse(now.error(), "no reason is known"));
            }
        }
        if (!failed.isEmpty()) {
            throw new IllegalStateException(String.join("; ", failed));
        }
        return null;
    }

    /** The shell takes what follows an argument for another one; an operator who writes the option last means it still. */
    final boolean forcedBehind() {
        List<String> others = numbers.stream().filter(n -> !n.equals(FORCE)).toList();
        boolean forced = others.size() < numbers.size();
        numbers = others;
        return forced;
    }

    /** @return false when there is no such pair any more */
    abstract boolean apply(ExtensionControl steering, int id);

    /** How a pair fares after it has worked. */
    abstract ExtensionState expected();

    /** What was done, after the pair's number. */
    abstract String told(ExtensionStatus before, ExtensionStatus now);

    static String listening(ExtensionStatus s) {
        String visitors = Ports.sentence(s.extension().port(), s.boundPort());
        return s.boundReturnPort() == null
                ? visitors
                : visitors + ", return on " + Ports.sentence(s.extension().returnPort(), s.boundReturnPort());
    }

    /** What becomes of the calls that are up. */
    static String calls(ExtensionStatus before, boolean force) {
        if (before.activeCalls() == 0) {
            return "";
        }
        String legs = before.activeCalls() + (before.activeCalls() == 1 ? " leg" : " legs");
        return force ? "; " + legs + " told goodbye" : "; " + legs + " up, left to their end";
    }

    private static String word(ExtensionState state) {
        return switch (state) {
            case ACTIVE -> "active";
            case STOPPED -> "stopped";
            case ERROR -> "in error";
        };
    }
}
