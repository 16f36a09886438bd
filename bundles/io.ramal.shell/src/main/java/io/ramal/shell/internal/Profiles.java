package io.ramal.shell.internal;

import io.ramal.extension.ExtensionProfile;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What is set for a single extension, in words. */
public final class Profiles {
    private Profiles() {}

    /** What is set, and only that: {@code language en-US, silence 900 ms, STT vosk}. */
    public static String text(ExtensionProfile p) {
        List<String> set = new ArrayList<>();
        if (p.language() != null) {
            set.add("language " + p.language().toLanguageTag());
        }
        if (!p.voice().isEmpty()) {
            set.add("voice " + p.voice());
        }
        if (p.silence() != null) {
            set.add(String.format(Locale.ROOT, "silence %d ms", p.silence().toMillis()));
        }
        if (p.maxCalls() != null) {
            set.add("at most " + p.maxCalls() + (p.maxCalls() == 1 ? " visit" : " visits") + " at once");
        }
        p.providers().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(e -> set.add(e.getKey() + " " + e.getValue()));
        if (!p.greeting().isEmpty()) {
            set.add("greeting \"" + p.greeting() + "\"");
        }
        return String.join(", ", set);
    }
}
