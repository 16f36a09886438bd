package io.ramal.shell.internal.commands;

import io.ramal.extension.Extensions;
import io.ramal.provider.ProviderChoices;
import io.ramal.provider.ProviderRegistry;
import io.ramal.provider.ProviderRole;
import io.ramal.provider.ProviderStatus;
import java.io.IOException;
import java.io.PrintStream;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.jspecify.annotations.Nullable;

/** {@code ramal:use}. */
@Service
@Command(
        scope = "ramal",
        name = "use",
        description = "Chooses who hears, speaks and thinks for an extension, or for all",
        detailedDescription =
                "ramal:use 1001 tts=piper stt=azure: from the next utterance on, also of calls that are up,"
                        + " and kept across restarts. Whom you choose serves while it can, else the next best does. A choice for an"
                        + " extension goes before its profile, that before one for all. tts=auto takes a choice back. Without"
                        + " arguments: what is chosen.")
public final class UseCommand implements Action {
    static final String AUTO = "auto";
    private static final String FORCE = "--force";

    @Argument(index = 0, name = "extension", description = "Number of an AI extension, or \"all\"")
    @Completion(UseExtensionCompleter.class)
    @Nullable
    String extension;

    @Argument(
            index = 1,
            name = "role=id",
            description = "Such as tts=espeak, stt=azure, ai=rules, vad=webrtc, or tts=auto",
            multiValued = true)
    @Completion(WishCompleter.class)
    @Nullable
    List<String> wishes;

    @Option(name = FORCE, description = "Also what is not there yet")
    boolean force;

    @Reference(optional = true)
    @Nullable
    ProviderChoices choices;

    @Reference(optional = true)
    @Nullable
    ProviderRegistry registry;

    @Reference(optional = true)
    @Nullable
    Extensions extensions;

    PrintStream out = System.out;

    @Override
    public @Nullable Object execute() throws IOException {
        ProviderChoices all = Services.require(choices, "the provider registry is", "io.ramal.registry");
        if (extension == null) {
            print(all.choices());
            return null;
        }
        List<String> wanted = wanted();
        if (wanted.isEmpty()) {
            throw new IllegalArgumentException("say who is to serve, such as: ramal:use " + extension + " tts=espeak");
        }
        String number = extension.equals(ProviderChoices.ALL)
                ? extension
                : ExtensionFinder.one(Services.extensions(extensions).status(), extension)
                        .extension()
                        .number();
        Map<ProviderRole, String> ids = new EnumMap<>(ProviderRole.class);
        wanted.forEach(w -> add(ids, w));
        all.use(number, ids);
        print(all.choices());
        return null;
    }

    /** The shell takes what follows an argument for another one; an operator who writes the option last means it still. */
    private List<String> wanted() {
        List<String> all = wishes == null ? List.of() : wishes;
        force |= all.contains(FORCE);
        return all.stream().filter(w -> !w.equals(FORCE)).toList();
    }

    private void add(Map<ProviderRole, String> ids, String wish) {
        int equals = wish.indexOf('=');
        if (equals < 1) {
            throw new IllegalArgumentException("\"" + wish + "\" is no choice; write role=id, such as tts=espeak");
        }
        String word = wish.substring(0, equals);
        ProviderRole role = Arrays.stream(ProviderRole.values())
                .filter(r -> r.name().equalsIgnoreCase(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no role \"" + word + "\"; there are "
                        + Arrays.stream(ProviderRole.values())
                                .map(UseCommand::name)
                                .collect(Collectors.joining(", "))));
        String id = wish.substring(equals + 1).strip();
        if (id.isEmpty() || id.equals(AUTO)) {
            ids.put(role, "");
            return;
        }
        List<String> known =
                Services.require(registry, "the provider registry is", "io.ramal.registry").providers().stream()
                        .map(ProviderStatus::info)
                        .filter(i -> i.role() == role)
                        .map(i -> i.id())
                        .toList();
        if (!force && !known.contains(id)) {
            throw new IllegalArgumentException("there is no " + role + " provider \"" + id + "\"; there are "
                    + (known.isEmpty() ? "none" : String.join(", ", known))
                    + "; --force chooses one that is not installed yet");
        }
        ids.put(role, id);
    }

    private void print(Map<String, Map<ProviderRole, String>> all) {
        if (all.isEmpty()) {
            out.println("Nobody is chosen: profiles and rankings decide.");
        }
        new TreeMap<>(all)
                .forEach((number, ids) -> out.println(number + ": "
                        + new TreeMap<>(ids)
                                .entrySet().stream()
                                        .map(e -> name(e.getKey()) + "=" + e.getValue())
                                        .collect(Collectors.joining(" "))));
    }

    private static String name(ProviderRole role) {
        return role.name().toLowerCase(Locale.ROOT);
    }
}
