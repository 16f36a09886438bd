package io.ramal.extensions.internal;

import io.ramal.extension.ExtensionProfile;
import io.ramal.extension.ExtensionProfiles;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/** The profiles there are, by AI extension. Of two files for one extension the first by PID holds. Any thread. */
final class ProfileBook implements ExtensionProfiles {
    private final Consumer<String> faults;
    private final Map<String, Profile> byPid = new TreeMap<>();
    private volatile Map<String, ExtensionProfile> byNumber = Map.of();

    /**
     * @param faults told of a file that does not hold
     */
    ProfileBook(Consumer<String> faults) {
        this.faults = faults;
    }

    @Override
    public ExtensionProfile of(String number) {
        return byNumber.getOrDefault(number, ExtensionProfile.NONE);
    }

    /** A file has come, or changed. */
    void put(Profile profile) {
        String rival;
        synchronized (byPid) {
            byPid.put(profile.pid(), profile);
            rival = rival(profile);
            index();
        }
        if (!rival.isEmpty()) {
            faults.accept(profile.pid() + " and " + rival + " are both for extension " + profile.number()
                    + "; the first by name holds, remove the other");
        }
    }

    /** A file has gone. */
    void remove(String pid) {
        synchronized (byPid) {
            byPid.remove(pid);
            index();
        }
    }

    private String rival(Profile profile) {
        return byPid.values().stream()
                .filter(p -> !p.pid().equals(profile.pid())
                        && !p.number().isEmpty()
                        && p.number().equals(profile.number()))
                .map(Profile::pid)
                .findFirst()
                .orElse("");
    }

    private void index() {
        Map<String, ExtensionProfile> index = new HashMap<>();
        for (Profile profile : byPid.values()) {
            if (!profile.number().isEmpty()) {
                index.putIfAbsent(profile.number(), profile.settings());
            }
        }
        byNumber = Map.copyOf(index);
    }
}
